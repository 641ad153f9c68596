"""Where nothing fits: which wish to give up, and what that would bring."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from knowledge.constraints import Constraints, Range
from knowledge.index import Index
from knowledge.precision import said
from knowledge.retrieval import Hit, search

_LISTS = ("color", "brand", "size", "category")
MOST_WORDS = 3
"""Words of a query that are tried without."""


@dataclass(frozen=True)
class Relaxation:
    """Constraints without those on ``fields``, how many products satisfy them, and the first one.

    A field is one of `Constraints`, an attribute's own name, or a word of the query. Where the price is given up,
    ``first`` is the nearest to the limit, else the most relevant.
    """

    fields: tuple[str, ...]
    constraints: Constraints
    total: int
    first: Hit


def relaxations(
    index: Index, constraints: Constraints, before: Constraints | None = None
) -> list[Relaxation]:
    """What giving up one wish would bring, most products first.

    ``before`` is what held before the last wish, which was just said and is the last to give up.

    Where no single one is enough, what giving up two would bring. What the thing is called, and of
    what kind it is, is given up only where nothing else helps.
    """
    words = _words(constraints)
    fields = [*_given(constraints), *words]
    for count in (1, 2):
        options = [
            option
            for some in combinations(fields, count)
            if (option := _try(index, constraints, some))
        ]
        if options:
            newest = _newest(constraints, before, fields)
            reasonable = [
                [one for one in options if not kept & set(one.fields)]
                for kept in (
                    newest | {"category", *words},
                    newest | {"category"},
                    {"category", *words},
                    {"category"},
                )
            ]
            best = next(filter(None, reasonable), options)
            return sorted(best, key=lambda one: -one.total)
    return []


def _newest(constraints: Constraints, before: Constraints | None, fields: list[str]) -> set[str]:
    """The fields that the last message brought."""
    if not before:
        return set()
    return {field for field in fields if _value(constraints, field) != _value(before, field)}


def _value(constraints: Constraints, field: str) -> Any:
    """What constraints say of a field; of a word, whether it is in the query."""
    if field in constraints.attributes:
        return constraints.attributes[field]
    is_field = field in (*_LISTS, "price", "rating", "availability", "exclude")
    return getattr(constraints, field) if is_field else field in constraints.query.split()


def without(constraints: Constraints, fields: tuple[str, ...]) -> Constraints:
    """The constraints with these fields lifted; ``fields`` as in `Relaxation`."""
    for field in fields:
        constraints = _lifted(constraints, field)
    return constraints


def _try(index: Index, constraints: Constraints, fields: tuple[str, ...]) -> Relaxation | None:
    left = without(constraints, fields)
    if not left:
        return None
    is_over = constraints.price.max is not None
    order = "price_asc" if is_over else "price_desc"
    ranked = replace(left, sort=order) if "price" in fields else left
    found = search(index, ranked, top_k=1, only_relevant=True)
    return Relaxation(fields, left, found.total, found.hits[0]) if found.hits else None


def _given(constraints: Constraints) -> list[str]:
    fields = [name for name in _LISTS if getattr(constraints, name)]
    fields += [name for name in ("price", "rating", "availability") if getattr(constraints, name)]
    return fields + (["exclude"] if constraints.exclude else []) + list(constraints.attributes)


def _words(constraints: Constraints) -> list[str]:
    """The words that narrow a kind of thing, or each other; none where one is all that was said."""
    words = said(constraints).split()
    is_narrowing = bool(constraints.category or constraints.attributes or len(words) > 1)
    return words[:MOST_WORDS] if is_narrowing else []


def _lifted(constraints: Constraints, field: str) -> Constraints:
    if field in constraints.attributes:
        rest = {name: value for name, value in constraints.attributes.items() if name != field}
        return replace(constraints, attributes=rest)
    if field in constraints.query.split():
        kept = [word for word in constraints.query.split() if word != field]
        return replace(constraints, query=" ".join(kept))
    empty: dict[str, Any] = {name: () for name in _LISTS} | {
        "price": Range(),
        "rating": Range(),
        "availability": None,
        "exclude": {},
    }
    return replace(constraints, **{field: empty[field]}) if field in empty else constraints
