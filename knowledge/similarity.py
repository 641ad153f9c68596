"""Products like another one: of its kind, near in meaning and price, with what they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from knowledge import colors
from knowledge.catalog import Product
from knowledge.catalog.records import AttributeValue
from knowledge.constraints import Constraints
from knowledge.database import StoreError
from knowledge.index import filters
from knowledge.index.analyzer import fold
from knowledge.index.dense import unanswered

if TYPE_CHECKING:
    from knowledge.index import Index

Mask = npt.NDArray[np.bool_]

POOL = 40
"""Groups nearest in meaning that are looked at: of the same leaf category, and of any."""
NEAR = 0.6
"""Least cosine of another leaf category: below, most of what comes nearest there is another thing
(looked at on the demo shop)."""
SORTED = 12
"""The most alike that are put in an order: the cheapest of all is hardly like it."""
SHARED, PRICE, ANOTHER_GENDER = 0.3, 0.3, 0.3
"""What shared attributes, the same price and another gender count against a cosine."""
FIRST = 3.0
"""More than all else can make of a cosine."""
ALIKE_TITLES = 95
"""rapidfuzz's ratio (0 to 100) from which two titles with the same numbers name the same thing."""


_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Alike:
    """A product like another one, and what their records have the same: names and values, rarest first."""

    product: Product
    shared: tuple[tuple[str, AttributeValue], ...]


def similar(
    index: Index,
    records: Callable[[Sequence[str]], list[Product]],
    product: Product,
    wanted: Constraints,
    *,
    top_k: int = 4,
    offset: int = 0,
) -> list[Alike]:
    """The ``top_k`` products from ``offset`` most like a product that satisfy ``wanted``, one a group.

    Left out are its own variants and what has its title, or that of one before it. What can be had
    comes first, then what is of the same leaf category, which answers the same need; the rest are
    near in meaning. Among these counts cosine + `SHARED` x the share of its attributes that they
    have + `PRICE` x the ratio of the prices, the lower by the higher. ``records`` reads products by
    their ids; words of ``wanted.query`` that a product has make it come earlier, and ``wanted.sort``
    orders instead.
    """
    row = index.keys.find(product.group)
    if row is None:
        return []
    rows = filters.allowed(index.facets, wanted)
    groups = np.ones(len(index), bool) if rows is None else index.facets.groups_of(rows)
    groups[row] = False
    # Where another kind is asked for, it need not be near.
    least = -inf if wanted.category else NEAR
    found = _near(index, row, groups, index.facets.same_category(row), least)
    ids = {index.facets.variant(group, rows): group for group in found}
    near = records(list(ids))
    titles = {one.id: _bare(one) for one in (product, *near)}
    pool = [one for one in near if not _same_title(titles[one.id], titles[product.id])]
    shared = {one.id: _shared(product, one) for one in pool}
    common = Counter(name for names in shared.values() for name in names)
    said = _said(index, wanted.query, [ids[one.id] for one in pool])
    scores = {
        one.id: found[ids[one.id]] + _likeness(product, one, len(shared[one.id])) + words
        for one, words in zip(pool, said, strict=True)
    }
    if wanted.sort != "relevance":
        pool = sorted(pool, key=lambda one: -scores[one.id])[: max(SORTED, offset + top_k)]
        keys = index.facets.sort_keys(wanted.sort, rows)
        scores = {id: -float(keys[ids[id]]) for id in scores}
    best: list[Product] = []
    for one in sorted(pool, key=lambda one: (not _is_stocked(one), -scores[one.id])):
        if not any(_same_title(titles[one.id], titles[before.id]) for before in best):
            best.append(one)
            if len(best) == offset + top_k:
                break
    return [
        Alike(one, tuple(sorted(shared[one.id].items(), key=lambda pair: common[pair[0]])))
        for one in best[offset:]
    ]


def version(index: Index, product: Product, wanted: Constraints) -> str | None:
    """The id of another variant of the product itself that satisfies ``wanted``, if one does."""
    row, rows = index.keys.find(product.group), filters.allowed(index.facets, wanted)
    if row is None or rows is None or not index.facets.groups_of(rows)[row]:
        return None
    found = index.facets.variant(row, rows)
    return None if found == product.id else found


def _same_title(first: list[str], second: list[str]) -> bool:
    """Whether bare titles are the same but for slips of the pen."""
    if first == second:
        return True
    numbers = [[word for word in words if any(map(str.isdigit, word))] for words in (first, second)]
    if numbers[0] != numbers[1]:
        return False
    return fuzz.ratio(" ".join(first), " ".join(second)) >= ALIKE_TITLES


def _bare(product: Product) -> list[str]:
    """The words of a title, sorted, without those of its colour and size."""
    words = _WORD.findall(fold(product.title))
    variant = set(_WORD.findall(fold(f"{product.color} {product.size}")))
    bare = [word for word in words if word not in variant and word not in colors.FAMILIES]
    return sorted(bare or words)


def _near(index: Index, row: int, groups: Mask, same: Mask, least: float) -> dict[int, float]:
    """The cosines of groups that may be similar; those of the same leaf category come first.

    These alone, as if equally near, where the vector index does not answer.
    """
    found: dict[int, float] = {}
    try:
        vector = index.dense.vectors(np.array([row]))[0]
        for allowed, limit, extra in ((groups & same, -inf, FIRST), (groups & ~same, least, 0.0)):
            # A whole pool of its kind leaves no room for others.
            if len(found) < POOL and allowed.any():
                rows, cosines = index.dense.search(vector, min(POOL, len(index)), allowed)
                cosines = index.scale(cosines)
                near = cosines >= limit
                found |= zip(rows[near].tolist(), (cosines[near] + extra).tolist(), strict=True)
    except StoreError as error:
        unanswered(error)
        return dict.fromkeys(np.flatnonzero(groups & same)[:POOL].tolist(), FIRST)
    return found


def _said(index: Index, query: str, groups: Sequence[int]) -> Sequence[float]:
    if not query or not groups:
        return [0.0] * len(groups)
    coverage: list[float] = index.lexical.search(query).coverage_of(np.array(groups)).tolist()
    return coverage


def _shared(product: Product, other: Product) -> dict[str, AttributeValue]:
    """The fields and attributes that say the same of both."""
    told, others = _told(product), _told(other)
    return {name: value for name, value in told.items() if _same(value, others.get(name))}


def _told(product: Product) -> dict[str, AttributeValue]:
    material = {"material": product.material} if product.material else {}
    return {**product.attributes, **material}


def _same(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return bool(one) and fold(one) == fold(other)
    return one is not None and one == other


def _likeness(product: Product, other: Product, shared: int) -> float:
    score = SHARED * shared / max(1, len(_told(product)))
    prices = (product.offer_price, other.offer_price)
    if prices[0] and prices[1] and product.currency == other.currency:
        score += PRICE * float(min(prices) / max(prices))  # type: ignore[type-var,operator]
    genders = {fold(product.gender), fold(other.gender)} - {"", "unisex"}
    return score - ANOTHER_GENDER * (len(genders) == 2)


def _is_stocked(product: Product) -> bool:
    return product.availability != "out_of_stock"
