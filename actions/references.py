"""Which products the shopper means by "the second one", "it", "the Acme one" or a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.naming import named
from actions.turn import Turn
from knowledge.catalog import Product
from knowledge.generation.asking import GENERIC
from knowledge.index.analyzer import terms
from knowledge.query.tokens import tokenize
from knowledge.query.words import FILLERS

_OF_IT = re.compile(r"\b(?:it|its|they|them|their)\b", re.IGNORECASE)
_ONE = re.compile(r"\bones?\b", re.IGNORECASE)


def referenced(turn: Turn, said: str | None = None) -> list[Product]:
    """The products that the message points at, in the order it names them; empty if none.

    ``said`` are the words that may name or describe one: all of them where none are given.
    """
    said = turn.text if said is None else said
    if pressed := turn.knowledge.products(turn.payload_ids()):
        return pressed
    if found := _by_id(turn) or _by_position(turn):
        return found
    return _by_difference(turn, said) or named(turn, said)


def meant(turn: Turn, said: str | None = None) -> Product | None:
    """The one product that the message is about: pointed at, talked about, or the only one shown."""
    found = referenced(turn, said)
    if found:
        return found[0]
    if turn.focus is not None:
        return turn.focus
    return turn.shown[0] if len(turn.shown) == 1 else None


def _by_id(turn: Turn) -> list[Product]:
    return turn.knowledge.products(turn.values("product_id"))


def _by_position(turn: Turn) -> list[Product]:
    """ "The second one", "the last two", "#3"; positions that were not shown are left out."""
    found = []
    for value in turn.values("ordinal"):
        position = int(value)
        index = position - 1 if position > 0 else len(turn.shown) + position
        if 0 <= index < len(turn.shown):
            found.append(turn.shown[index])
    return found


def _by_difference(turn: Turn, text: str) -> list[Product]:
    """The Acme one", "the blue one": shown products that the words set apart from the rest."""
    # "Does it come in blue" is asked of what is talked about.
    if turn.focus and _OF_IT.search(text) and not _ONE.search(text):
        return []
    said = {
        word
        for token in tokenize(text)
        if token.folded not in FILLERS and token.stem not in GENERIC
        for word in terms(token.text)
    }
    described = [_words(product) for product in turn.shown]
    if not described:
        return []
    common = set.intersection(*described) if len(described) > 1 else set()
    scores = [len(said & (words - common)) for words in described]
    best = max(scores)
    if best == 0:
        return []
    chosen = [product for product, score in zip(turn.shown, scores, strict=True) if score == best]
    # Words that fit half of what was shown describe a kind, they do not point.
    return chosen if len(chosen) <= max(1, len(turn.shown) // 2) else []


def _words(product: Product) -> set[str]:
    return set(terms(f"{product.title} {product.brand} {product.color}"))


def distinct(products: Sequence[Product]) -> list[Product]:
    """The products without those of an item group that came before."""
    return list({product.group: product for product in reversed(products)}.values())[::-1]
