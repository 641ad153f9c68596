"""Answers to questions: about the product talked about, and from the shop's policies."""

from __future__ import annotations

import re
from collections.abc import Callable

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.references import meant, referenced
from actions.reply import Button, button, say
from actions.turn import Events, Turn
from knowledge.catalog import Document, Product
from knowledge.generation import (
    Answer,
    answer_question,
    details,
    known_answer,
    policy,
    stated_answer,
)
from knowledge.passages import NEAR, SURE

_ASKS = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|also|then) )*"
    r"(?:is|are|does|do|did|can|could|will|would|has|have|how|what|whats|what's|which|who|where|when|why)\b",
    re.IGNORECASE,
)
_IT = re.compile(r"\b(?:it|its|them|they|their)\b", re.IGNORECASE)
_SHOPS = re.compile(
    r"\b(?:do|would|could|can|did|will) (?:you|u|ya)\b|\bhave you\b|\b(?:is|are) there\b|\byou (?:have|sell|got)\b"
    r"|\bcan (?:i|we) (?:see|get|have|buy|find)\b|\bwhat (?:kinds?|sorts?|types?) of\b|\b(?:for|to) (?:me|my)\b",
    re.IGNORECASE,
)


def asks_about_it(turn: Turn) -> bool:
    """Whether a message, whatever it was understood to want, is a question and no search."""
    return bool(_ASKS.search(turn.text)) and not _SHOPS.search(turn.text)


def asks_of_it(turn: Turn) -> bool:
    """Whether a message asks something of "it": of what was talked about."""
    return bool(_ASKS.search(turn.text)) and bool(_IT.search(turn.text))


def answer_about(dispatcher: CollectingDispatcher, turn: Turn) -> Events | None:
    """Answers from the product meant; None where there is none, or it says nothing of it."""
    product = meant(turn) if turn.text else None
    if product is None or (product == turn.focus and _names_other_goods(turn, product)):
        return None
    return _answer(dispatcher, turn, product, known_answer)


def answer_named(dispatcher: CollectingDispatcher, turn: Turn) -> Events | None:
    """Answers a question that names a product, be it that the catalogue does not say; else None."""
    named = referenced(turn) if turn.text and not turn.values("ordinal") else []
    return answer_or_tell(dispatcher, turn, named[0]) if len(named) == 1 else None


def answer_or_tell(dispatcher: CollectingDispatcher, turn: Turn, product: Product) -> Events:
    """Answers from a product, or says that the catalogue does not."""
    return _answer(dispatcher, turn, product, answer_question) or []


def stated_about(dispatcher: CollectingDispatcher, turn: Turn) -> Events | None:
    """As `answer_about`, from what the listing states by itself."""
    product = meant(turn) if turn.text else None
    if product is None:
        return None
    answer = stated_answer(
        turn.text, product, turn.knowledge.embedder.embed, turn.seed, of_properties=True
    )
    if answer is None:
        return None
    say(dispatcher, answer, [product], question=turn.text)
    return []


def open_product(dispatcher: CollectingDispatcher, turn: Turn, product: Product) -> Events:
    """Tells what a product is, and makes it the one being talked about."""
    answer = details(product, turn.knowledge.variants(product), turn.seed)
    say(dispatcher, answer, [product], about(product), question=turn.text)
    return [SlotSet("focus", product.id)]


def about(product: Product) -> list[Button]:
    """What a shopper does next with a product."""
    following = [
        button("Add to cart", "add_to_cart", product_id=product.id),
        button("Similar products", "similar_products", product_id=product.id),
    ]
    if product.review_count:
        following.insert(1, button("What buyers say", "product_reviews", product_id=product.id))
    return following


def policy_answer(
    turn: Turn, near: float = NEAR, speaks_of: re.Pattern[str] | None = None
) -> Answer | None:
    """The answer from the shop's documents to the shopper's words.

    None where no passage comes as near as the cosine ``near``, or none matches ``speaks_of``.
    """
    found = passages(turn, near)
    if speaks_of:
        found = [one for one in found if speaks_of.search(one[1])]
    if not found:
        return None
    return policy(turn.text, found, turn.seed, turn.knowledge.embedder.embed)


def passages(turn: Turn, near: float) -> list[tuple[Document, str]]:
    """The passages that come as near to the shopper's words as a cosine, best first."""
    return [
        (document, passage.text)
        for document, passage, cosine in turn.knowledge.documents(turn.text)
        if cosine >= near
    ]


def _names_other_goods(turn: Turn, product: Product) -> bool:
    wanted = turn.parsed.constraints
    is_other_kind = bool(wanted.category) and not set(wanted.category) & set(product.category)
    return is_other_kind or bool(wanted.brand and product.brand not in wanted.brand)


def _answer(
    dispatcher: CollectingDispatcher,
    turn: Turn,
    product: Product,
    answering: Callable[..., Answer | None],
) -> Events | None:
    answer = answering(
        turn.text,
        product,
        turn.knowledge.variants(product),
        turn.knowledge.reviews(product),
        turn.knowledge.embedder.embed,
        turn.seed,
        passages(turn, SURE),
    )
    if answer is None:
        return None
    say(dispatcher, answer, [product], question=turn.text)
    return [SlotSet("focus", product.id)]
