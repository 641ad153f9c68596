"""Products like another one, each with what it shares with it and how it differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.catalog import Product
from knowledge.constraints import Constraints
from knowledge.generation.answer import Answer
from knowledge.generation.composer import named, source
from knowledge.generation.wishes import wish
from knowledge.generation.wording import (
    called,
    money,
    phrase,
    shown,
    stock_of,
)
from knowledge.index.analyzer import fold
from knowledge.index.filters import NEGATIVE
from knowledge.query.patterns import MEANT, attribute_meant, comparative
from knowledge.sentences import BULLET
from knowledge.similarity import Alike
from knowledge.units import Measure, measures

SHARED = 2
"""Things that are named as shared."""
NOTICED = 0.03
"""Share by which a measure must differ to be worth a word."""
LONGEST = 40
"""Characters of a shared value that is named."""
_YES, _NO = frozenset({"yes", "true", "y"}), frozenset({"n"})


def similar(
    product: Product,
    alike: Sequence[Alike],
    wanted: Constraints,
    version: Product | None,
    seed: int,
) -> Answer:
    """What is close to a product and satisfies ``wanted``, and why; or that nothing is.

    ``version`` is a variant of the product itself that satisfies it.
    """
    limits = _wish(wanted, product.currency)
    title = called(product)
    itself = "" if version is None else _version(version)
    sources = [source(one.product) for one in alike] + ([source(version)] if version else [])
    if not alike:
        entry = "only_itself" if itself else "nothing_similar"
        text = phrase(entry, seed, title=title, wish=limits, version=itself)
    else:
        items = "".join(f"\n{BULLET}{_item(one, product, seed)}" for one in alike)
        text = phrase("similar", seed, title=title, wish=limits, items=items)
        if itself:
            text += "\n" + phrase("similar_itself", seed, title=title, version=itself)
    return Answer(text, (source(product), *sources))


def _wish(wanted: Constraints, currency: str) -> str:
    """What is wanted, as it follows a name: "in black up to $50.00"."""
    return wish(replace(wanted, query="", category=()), currency=currency).strip()


def _version(product: Product) -> str:
    return (
        f"{product.title}, {money(product.offer_price, product.currency)}"
        if product.offer_price
        else product.title
    )


def _item(one: Alike, product: Product, seed: int) -> str:
    other = one.product
    reasons = [
        _price(other, product, seed),
        _brand(other, product, seed),
        _property(other, product, seed),
        *_shared(one, seed),
        phrase("reason_stock", seed, stock=stock_of(other))
        if other.availability == "out_of_stock"
        else "",
    ]
    said = ", ".join(filter(None, reasons))
    return phrase("similar_item", seed, title=named(other), reasons=said)


def _price(other: Product, product: Product, seed: int) -> str:
    ours, theirs = other.offer_price, product.offer_price
    if ours is None or theirs is None or other.currency != product.currency:
        return ""
    entry = "same_price" if ours == theirs else "cheaper" if ours < theirs else "dearer"
    return phrase(f"reason_{entry}", seed, gap=money(abs(ours - theirs), other.currency))


def _brand(other: Product, product: Product, seed: int) -> str:
    if not other.brand or not product.brand:
        return ""
    if other.brand == product.brand:
        return phrase("reason_same_brand", seed, brand=other.brand)
    is_said = other.brand.casefold() in other.title.casefold()
    return "" if is_said else phrase("reason_other_brand", seed, brand=other.brand)


def _property(other: Product, product: Product, seed: int) -> str:
    """The first measure in which they differ, in the word for it: "lighter (1.2 kg, not 1.9 kg)"."""
    for meant in MEANT:
        name = attribute_meant(meant, product.attributes)
        ours, theirs = _measure(other, name), _measure(product, name)
        if name is None or ours is None or theirs is None or ours.dimension != theirs.dimension:
            continue
        if abs(ours.base - theirs.base) > NOTICED * abs(theirs.base):
            word = comparative(meant, "less" if ours.base < theirs.base else "more")
            if word:
                value, than = (shown(one.attributes[name]) for one in (other, product))
                what = "" if ours.unit else f"{name.lower()} "
                return phrase("reason_property", seed, word=word, value=what + value, other=than)
    return ""


def _measure(product: Product, name: str | None) -> Measure | None:
    value = product.attributes.get(name or "")
    if value is None or isinstance(value, bool | list):
        return None
    found = measures(shown(value))
    return found[0] if len(found) == 1 else None


def _shared(one: Alike, seed: int) -> list[str]:
    """What says something by itself: no bare number, and of what is not so, nothing."""
    said = []
    for name, value in one.shared:
        told, what = shown(value), name.lower()
        if fold(told) in _YES:
            said.append(phrase("reason_too", seed, what=what))
        elif fold(told) not in NEGATIVE | _NO and not _is_bare(told) and len(told) <= LONGEST:
            said.append(phrase("reason_same", seed, what=what, value=told))
    return said[:SHARED]


def _is_bare(value: str) -> bool:
    return not any(char.isalpha() for char in value)
