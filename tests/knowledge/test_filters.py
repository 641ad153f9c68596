"""What may be shown: filters against facts that are known apart from how a shop writes them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from knowledge.catalog import Product
from knowledge.constraints import Constraints, Range
from knowledge.embeddings import Vectors
from knowledge.index import Index, grouped
from knowledge.index.filters import allowed
from knowledge.retrieval import search
from tests.knowledge import goods
from tests.knowledge.goods import Thing, things

Fact = Callable[[Thing], bool]
Wish = tuple[dict[str, Any], Fact]
"""Fields of `Constraints`, and which things they are true of."""

THINGS = things(160)
QUERIES = ("", "", "", "alpine", "orbit backpacks", "something else altogether")
TOGETHER = 5  # sets of constraints that one example tries


def _index(products: list[Product]) -> Index:
    """The shop's index, with vectors that stand in for a model: meaning never filters."""
    groups = grouped(products)
    vectors = np.random.default_rng(3).normal(size=(len(groups), 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)

    def embed_one(query: str) -> Vectors:
        return vectors[len(query) % len(vectors)]

    built = Index.build(groups, vectors, embed_one)
    with TemporaryDirectory() as folder:
        built.save(Path(folder))
        return Index.load(Path(folder), embed_one, built.scale)


INDEX = _index([thing.product() for thing in THINGS])


def _reaches(amount: tuple[float, float] | None, low: float | None, high: float | None) -> bool:
    """Whether an amount from its one end to the other reaches into a range."""
    if amount is None:
        return False
    return (low is None or amount[1] >= low * (1 - 1e-9)) and (
        high is None or amount[0] <= high * (1 + 1e-9)
    )


def _wishes() -> Iterator[Wish]:
    """Everything that can be asked of the things, and not asked for."""
    draw = random.Random(11)
    yield from _values(
        lambda t: {*t.category}, "category", {n for c in goods.CATEGORIES for n in c}
    )
    yield from _values(lambda t: {t.brand}, "brand", goods.BRANDS)
    yield from _values(lambda t: {*t.colors}, "color", {n for _, c in goods.COLORS for n in c})
    yield from _values(lambda t: {*t.size[1]}, "size", {n for _, s in goods.SIZES for n in s})
    yield from _values(
        lambda t: {*t.material[1]}, "material", {n for _, m in goods.MATERIALS for n in m}
    )
    for value in ("in_stock", "out_of_stock", "preorder"):
        yield {"availability": value}, lambda t, v=value: t.availability == v
        yield {"exclude": {"availability": (value,)}}, lambda t, v=value: t.availability != v
    for rating in (1.0, 2.5, 4.0, 4.5):
        yield {"rating": Range(rating)}, lambda t, r=rating: (t.rating or 0.0) >= r
    for word in ("gift set", "Alpine", "refill"):
        yield {"exclude": {"query": (word,)}}, lambda t, w=word: w not in t.named
    for value in ("yes", "no"):
        yes = value == "yes"
        yield {"attributes": {"waterproof": (value,)}}, lambda t, y=yes: t.waterproof is y
        yield {"exclude": {"Waterproof": (value,)}}, lambda t, y=yes: t.waterproof is not y
    yield from (_price(draw) for _ in range(80))
    for field, name, units in (
        ("weight", "Weight", goods.GRAMS),
        ("volume", "volume", goods.MILLILITERS),
        ("diagonal", "Screen size", goods.MILLIMETERS),
        ("people", "Capacity", {"people": 1.0, "persons": 1.0}),
    ):
        yield from (_limit(draw, field, name, units) for _ in range(100))


def _values(of: Callable[[Thing], set[str]], field: str, choices: Sequence[str]) -> Iterator[Wish]:
    """Each value alone and with another, wanted and not wanted."""
    names = sorted(choices)
    for values in ((one, other) for one in names for other in names if one <= other):
        wanted = tuple(dict.fromkeys(values))
        is_field = field in ("category", "brand", "color", "size")
        fields = {field: wanted} if is_field else {"attributes": {field: wanted}}
        yield fields, lambda thing, v=set(wanted): bool(of(thing) & v)
        yield {"exclude": {field: wanted}}, lambda thing, v=set(wanted): not of(thing) & v


def _price(draw: random.Random) -> Wish:
    known = sorted(thing.pays for thing in THINGS if thing.pays is not None)
    low, high = sorted(draw.choice(known) for _ in "ab")
    low, high = draw.choice(((low, None), (None, high), (low, high)))
    currency = draw.choice(("", "", "EUR", "USD"))

    def holds(thing: Thing) -> bool:
        pays = thing.pays
        return (
            pays is not None
            and _reaches((pays, pays), low, high)
            and currency in ("", thing.currency)
        )

    return {"price": Range(low, high), "currency": currency}, holds


def _limit(draw: random.Random, field: str, name: str, units: Mapping[str, float]) -> Wish:
    """An amount at least, at most, between or exactly, in any unit; or not wanted."""
    unit = draw.choice([*units])
    known = [getattr(thing, field) for thing in THINGS if getattr(thing, field)]
    low, high = sorted(draw.choice(known)[0] * draw.choice((0.9, 1, 1, 1.1)) for _ in "ab")
    kind = draw.choice(("min", "max", "both", "same", "not"))
    if kind == "not":
        fields = {"exclude": {name: (f"{low / units[unit]:.9f} {unit}",)}}
        return fields, lambda thing: not _reaches(getattr(thing, field), low, low)
    low, high = {"min": (low, None), "max": (None, high), "same": (low, low)}.get(kind, (low, high))
    ends = (None if end is None else end / units[unit] for end in (low, high))
    fields = {"attributes": {name: Range(*ends, unit)}}
    return fields, lambda thing: _reaches(getattr(thing, field), low, high)


WISHES = [(fields, np.array([holds(t) for t in THINGS])) for fields, holds in _wishes()]


def _merged(wishes: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The wishes as one set of constraints; None where two of them are about the same."""
    merged: dict[str, Any] = {}
    for fields in wishes:
        for name, value in fields.items():
            before = merged.get(name, {} if isinstance(value, dict) else None)
            if isinstance(value, dict):
                if set(value) & set(before):
                    return None
                merged[name] = {**before, **value}
            elif before not in (None, value):
                return None
            else:
                merged[name] = value
    return merged


@settings(
    max_examples=2_500,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=[*HealthCheck],
)
@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(WISHES), min_size=1, max_size=3), st.sampled_from(QUERIES)
        ),
        min_size=TOGETHER,
        max_size=TOGETHER,
    )
)
def test_what_is_found_satisfies_every_constraint_and_what_satisfies_them_is_found(
    asked: list[tuple[list[tuple[dict[str, Any], np.ndarray]], str]],
) -> None:
    for wishes, query in asked:
        fields = _merged([fields for fields, _ in wishes])
        if fields is None:
            continue
        wanted = Constraints(query=query, **fields)
        holds = np.logical_and.reduce([true for _, true in wishes])
        rows = allowed(INDEX.facets, wanted)
        assert rows is None or np.array_equal(rows, holds), wanted
        assert rows is not None or holds.all(), wanted
        fits = {f"P{THINGS[row].number}": THINGS[row].group for row in np.flatnonzero(holds)}
        hits = search(INDEX, wanted)
        assert {hit.id for hit in hits.hits} <= fits.keys(), wanted
        assert hits.total == len(set(fits.values())), wanted
