"""Where nothing fits: which wish to give up, and what that would bring."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from knowledge.constraints import Constraints, Range
from knowledge.index import Index
from knowledge.retrieval import Hit, search

_LISTS = ("color", "brand", "size", "category")


@dataclass(frozen=True)
class Relaxation:
    """Constraints without those on ``fields``, how many products satisfy them, and the first one.

    A field is one of `Constraints`, or an attribute's own name. Where the price is given up,
    ``first`` is the nearest to the limit, else the most relevant.
    """

    fields: tuple[str, ...]
    constraints: Constraints
    total: int
    first: Hit


def relaxations(index: Index, constraints: Constraints) -> list[Relaxation]:
    """What giving up one wish would bring, most products first; the category only where nothing else helps.

    Where no single one is enough, what giving up two would bring.
    """
    fields = _given(constraints)
    for count in (1, 2):
        options = [
            option
            for some in combinations(fields, count)
            if (option := _try(index, constraints, some))
        ]
        if options:
            # Another kind of thing is rarely meant: only where nothing else helps.
            same = [option for option in options if "category" not in option.fields]
            return sorted(same or options, key=lambda one: -one.total)
    return []


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


def _lifted(constraints: Constraints, field: str) -> Constraints:
    if field in constraints.attributes:
        rest = {name: value for name, value in constraints.attributes.items() if name != field}
        return replace(constraints, attributes=rest)
    empty: dict[str, Any] = {name: () for name in _LISTS} | {
        "price": Range(),
        "rating": Range(),
        "availability": None,
        "exclude": {},
    }
    return replace(constraints, **{field: empty[field]}) if field in empty else constraints
