"""Which products the shopper means by "the second one", "it", "the cheaper one", "both" or a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.naming import named
from actions.turn import Turn
from knowledge.catalog import Product
from knowledge.constraints import Constraints
from knowledge.generation.asking import GENERIC
from knowledge.index.analyzer import terms
from knowledge.query.compared import extreme
from knowledge.query.parse import ParsedQuery
from knowledge.query.tokens import tokenize
from knowledge.query.words import FILLERS

NAMED = 0.75
"""Share of a title's words that a message must hold to name a product that was not shown."""
PASTED = 4
"""Words that a message must have, nearly all of them of one title, to be that title."""

_BOTH = re.compile(r"\bboth\b|\b(?:the|these|those) two\b|\bthe pair\b", re.IGNORECASE)
_ALL = re.compile(
    r"\ball (?:of )?(?:them|these|those|three|four|five)\b|\bthem all\b|\ball of it\b|\bevery one\b",
    re.IGNORECASE,
)
_OTHER = re.compile(r"\b(?:the )?other(?: one)?\b", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|its|they|them|their)\b", re.IGNORECASE)
_ONE = re.compile(r"\bones?\b", re.IGNORECASE)
# "The cheaper one", "the lighter of the two": one that was shown, and not a wish for another.
_POINTED = re.compile(
    r"\bthe\s+(?:\w+\s){0,2}\w+\s+(?:one|of\b)|\bthe\s+\w+est\b|\bthe\s+(?:most|least|best)\b", re.I
)


def referenced(turn: Turn, said: str | None = None) -> list[Product]:
    """The products that the message points at, in the order it names them; empty if none.

    ``said`` are the words that may name or describe one: all of them where none are given.
    """
    if pressed := turn.knowledge.products(turn.payload_ids()):
        return pressed
    if found := _by_id(turn) or _by_position(turn):
        return found
    is_whole = said is None
    said = turn.text if said is None else said
    if is_whole and (found := _several(turn) or _by_extreme(turn)):
        return found
    return _by_description(turn, said) or named(turn, said)


def meant(turn: Turn, said: str | None = None) -> Product | None:
    """The one product that the message is about: pointed at, talked about, or the only one shown."""
    found = referenced(turn, said)
    if found:
        return found[0]
    if turn.focus is not None:
        return turn.focus
    return turn.shown[0] if len(turn.shown) == 1 else None


def several(turn: Turn) -> list[Product]:
    """The products of a message that points at more than one: "both", "the first two"."""
    found = _by_position(turn) or _several(turn)
    return distinct(found) if len(found) > 1 else []


def pasted(turn: Turn) -> Product | None:
    """The product whose title a message is: pasted from a page, nearly whole."""
    said = set(terms(turn.text))
    if len(turn.text.split()) < PASTED:
        return None
    for product in _by_title(turn, turn.text):
        if len(said & set(terms(product.title))) >= NAMED * len(said):
            return product
    return None


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


def _several(turn: Turn) -> list[Product]:
    """ "Both", "all of them", "the other one"."""
    if _BOTH.search(turn.text) and len(turn.shown) == 2:
        return turn.shown
    if _ALL.search(turn.text):
        return turn.shown
    if len(turn.shown) == 2 and turn.focus and _OTHER.search(turn.text):
        return [one for one in turn.shown if one.group != turn.focus.group]
    return []


def _by_extreme(turn: Turn) -> list[Product]:
    """ "The cheapest", "the lighter of the two": the first of those shown in that order."""
    if len(turn.shown) < 2 or not _POINTED.search(turn.text):
        return []
    order = _ordered_by(turn.parsed)
    candidates = _satisfying(turn, turn.parsed.constraints) or turn.shown
    best = extreme(candidates, *order) if order else None
    return [best] if best else []


def _ordered_by(parsed: ParsedQuery) -> tuple[str, str] | None:
    """The property that a message orders by, and "more" or "less" of it."""
    if parsed.comparatives:
        return parsed.comparatives[0]
    if parsed.superlatives:
        name, direction = parsed.superlatives[0]
        return name, "more" if direction == "desc" else "less"
    known = {
        "price_asc": ("price", "less"),
        "price_desc": ("price", "more"),
        "rating": ("rating", "more"),
        "newest": ("date", "more"),
    }
    if parsed.constraints.sort in known:
        return known[parsed.constraints.sort]
    name, _, direction = parsed.constraints.sort.rpartition(" ")
    return (name, "more" if direction == "desc" else "less") if name else None


def _by_description(turn: Turn, text: str) -> list[Product]:
    """ "The Acme one", "the blue one", "the oak table": shown products that the words set apart.

    What they name of colours, brands and values must hold; of what is left, most of the words.
    """
    # "Is it vegan?" asks about the one talked about, not for the vegan one.
    if turn.focus and _IT.search(text) and not _ONE.search(text):
        return []
    wanted = turn.knowledge.parse(text).constraints
    fitting = _satisfying(turn, wanted)
    if not fitting and _limits(wanted):
        return []
    candidates = fitting or turn.shown
    said = {
        word
        for token in tokenize(text)
        if token.folded not in FILLERS and token.stem not in GENERIC
        for word in terms(token.text)
    }
    described = [_words(product) for product in candidates]
    if not described:
        return []
    everything = [_words(product) for product in turn.shown]
    common = set.intersection(*everything) if len(everything) > 1 else set()
    scores = [len(said & (held - common)) for held in described]
    best = max(scores)
    if best == 0 and not 0 < len(fitting) < len(turn.shown):
        return []
    chosen = [product for product, score in zip(candidates, scores, strict=True) if score == best]
    # Words that fit half of what was shown describe a kind, they do not point.
    return chosen if len(chosen) <= max(1, len(turn.shown) // 2) else []


def _limits(constraints: Constraints) -> Constraints:
    """What a description says by the shop's own names, and no order."""
    return replace(constraints, query="", category=(), sort="relevance")


def _satisfying(turn: Turn, constraints: Constraints) -> list[Product]:
    """The shown products that hold what a description names, in the variant that does."""
    limits = _limits(constraints)
    return turn.knowledge.fitting(turn.shown, limits) if limits else []


def _words(product: Product) -> set[str]:
    values = [one for one in product.attributes.values() if isinstance(one, str)]
    said = [product.title, product.brand, product.color, product.size, product.material, *values]
    return set(terms(" \n ".join(said)))


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
