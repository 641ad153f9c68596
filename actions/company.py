"""What goes with a product, as the shop's orders show it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import shorten

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.references import referenced
from actions.reply import Button, button, say, utter
from actions.turn import Events, Turn
from knowledge.catalog import Product
from knowledge.generation import bought_together
from knowledge.query.company import asks_for_company, company_of

LONGEST = 40
"""Characters of a name on a button."""
_ANY = re.compile(r"(?:an?|some|any|my|your)\b", re.IGNORECASE)
_CHOOSING = re.compile(
    r"\b(?:which|best|pick|choose|choice|favou?rites?|one|popular|bestsell\w+|trending|gifts?|presents?)\b",
    re.IGNORECASE,
)


def anchors(turn: Turn) -> list[Product]:
    """The products that a message asks for company to; empty where it asks for something else.

    What it points at or names, else the product talked about, else what is in the cart, else what
    was shown first: the answer names it.
    """
    if asks_for_company(turn.text):
        company = company_of(turn.text)
        # "A suit" is none of the products shown, and "lamb" none of the shop's.
        found = [] if _ANY.match(company) else referenced(turn, company)[:1]
        return found if found or company else _at_hand(turn) or turn.shown[:1]
    is_open = not turn.parsed.constraints and not _CHOOSING.search(turn.text)
    at_hand = _at_hand(turn) if is_open else []
    return at_hand if turn.knowledge.companions(at_hand, top_k=1) else []


def _at_hand(turn: Turn) -> list[Product]:
    if turn.focus is not None:
        return [turn.focus]
    return [product for product, _ in turn.cart()]


def show_company(
    dispatcher: CollectingDispatcher, turn: Turn, products: Sequence[Product]
) -> Events:
    """Shows what is bought with products; says so where the orders do not tell."""
    held = [product.group for product, _ in turn.cart()]
    found = turn.knowledge.companions(products, without=held)
    one = products[0]
    if not found:
        title = one.name if len(products) == 1 else ", ".join(product.name for product in products)
        buttons = [button("Similar products", "similar_products", product_id=one.id)]
        utter(dispatcher, "utter_nothing_together", (), buttons, title=title)
        return []
    shown = [each.product for each in found]
    say(dispatcher, bought_together(found, turn.seed), shown, question=turn.text)
    focus = one.id if len(products) == 1 else None
    return [
        SlotSet("shown", [product.id for product in shown]),
        SlotSet("focus", focus),
        *turn.changes(pending=None),
    ]


def suggestion(turn: Turn, product: Product) -> list[Button]:
    """One button for what is bought with a product most, where the orders tell."""
    held = [one.group for one, _ in turn.cart()]
    found = turn.knowledge.companions([product], without=held, top_k=1)
    return [
        button(
            f"Often bought with it: {shorten(one.product.name, LONGEST, placeholder='…')}",
            "select_product",
            product_id=one.product.id,
        )
        for one in found
    ]
