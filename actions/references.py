"""Which products the shopper means by "the second one", "it", "the Acme one" or a name."""

from __future__ import annotations

from collections.abc import Sequence

from actions.turn import Turn
from knowledge.catalog import Product
from knowledge.index.analyzer import terms

NAMED = 0.75
"""Share of a title's words that a message must hold to name a product that was not shown."""


def referenced(turn: Turn, said: str | None = None) -> list[Product]:
    """The products that the message points at, in the order it names them; empty if none.

    ``said`` are the words that may name or describe one: all of them where none are given.
    """
    said = turn.text if said is None else said
    if named := turn.knowledge.products(turn.payload_ids()):
        return named
    if found := _by_id(turn) or _by_position(turn):
        return found
    return _by_difference(turn, said) or _by_title(turn, said)


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
    said = set(terms(text))
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


def _by_title(turn: Turn, text: str) -> list[Product]:
    """A product of the catalogue whose title the words hold nearly whole."""
    said = set(terms(text))
    if len(said) < 2:
        return []
    hits = turn.knowledge.retrieve(text, top_k=5, mode="lexical").hits
    return [product for product in turn.knowledge.found(hits) if _coverage(product, said) >= NAMED][
        :2
    ]


def _coverage(product: Product, said: set[str]) -> float:
    title = set(terms(product.name))
    return len(title & said) / len(title) if len(title) > 1 else 0.0


def distinct(products: Sequence[Product]) -> list[Product]:
    """The products without those of an item group that came before."""
    return list({product.group: product for product in reversed(products)}.values())[::-1]
