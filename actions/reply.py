"""The one shape in which every answer leaves: text, products, buttons, sources."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from knowledge.catalog import Product
from knowledge.generation import Answer
from knowledge.generation.writer import worded

Button = dict[str, str]


def say(
    dispatcher: CollectingDispatcher,
    answer: Answer,
    products: Sequence[Product] = (),
    buttons: Sequence[Button] = (),
    question: str = "",
    **extras: Any,
) -> None:
    """Sends a grounded answer; ``extras`` reach the channel as they are.

    Given the shopper's ``question``, a language model may word the answer, if there is one.
    """
    if question:
        answer = worded(answer, question)
    dispatcher.utter_message(
        text=answer.text,
        buttons=list(buttons),
        json_message={
            "products": [card(product) for product in products],
            "sources": [vars(source) for source in answer.sources],
            "generator": answer.generator,
            **extras,
        },
    )


def utter(
    dispatcher: CollectingDispatcher,
    response: str,
    products: Sequence[Product] = (),
    buttons: Sequence[Button] = (),
    extras: dict[str, Any] | None = None,
    **values: Any,
) -> None:
    """Sends one of the domain's responses with its variables filled in; ``extras`` as in `say`."""
    # A name that was cut may end the sentence, which has a full stop of its own.
    values = {
        name: value.rstrip("…") if isinstance(value, str) else value
        for name, value in values.items()
    }
    dispatcher.utter_message(
        response=response,
        buttons=list(buttons),
        json_message={"products": [card(product) for product in products], **(extras or {})},
        **values,
    )


def card(product: Product) -> dict[str, Any]:
    """A product as channels show it; ``price`` is what is asked now, ``list_price`` the regular."""
    return {
        "id": product.id,
        "title": product.title,
        "name": product.name,
        "brand": product.brand,
        "price": None if product.offer_price is None else float(product.offer_price),
        "list_price": None if product.price is None else float(product.price),
        "currency": product.currency,
        "availability": product.availability,
        "link": product.link,
        "image_link": product.image_link,
        "rating": product.rating,
        "review_count": product.review_count,
    }


def button(title: str, intent: str, **entities: str) -> Button:
    """A button that, pressed, is understood as this intent with these entities."""
    payload = f"/{intent}{json.dumps(entities, ensure_ascii=False)}" if entities else f"/{intent}"
    return {"title": title, "payload": payload}


def to_a_person() -> Button:
    """The button that asks for a person."""
    return button("Talk to a person", "talk_to_person")
