"""Which variants satisfy which constraints: an inverted index over every field's values."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge import colors
from knowledge.catalog import Product
from knowledge.catalog.records import AVAILABILITIES
from knowledge.index import identifiers
from knowledge.index.analyzer import fold, words
from knowledge.index.postings import Postings, Rows
from knowledge.index.strings import Strings, mapped
from knowledge.sizes import keys
from knowledge.units import Span, spans

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

TITLE = "Title words"  # a shop's own fields are folded: none is called so
NUMBERS = ("price", "rating", "availability", "popularity", "date")


class Facets:
    """Postings of every field's values, and a column for each number that many queries use.

    A row is a variant; an item group's variants are neighbours, and its place among the groups is
    its row in the other indexes. All of it stays on disk until a query needs it.
    """

    def __init__(
        self,
        ids: Strings,
        postings: Postings,
        holding: Postings,
        numbers: dict[str, Floats],
        group: npt.NDArray[np.int32],
        leaf: npt.NDArray[np.int32],
    ) -> None:
        self._ids = ids
        self.postings = postings
        self.holding = holding  # of the values: by field, the places of the values that hold a word
        self.numbers = numbers
        self._measures: dict[str, list[list[Span]]] = {}
        self.group = group
        self._leaf = leaf  # the category at the end of a variant's path by its number, -1: none
        # Rows of a group are neighbours.
        self._first_row = np.flatnonzero(np.diff(group, prepend=-1))
        self._has_variants = len(self._first_row) < len(group)
        self._by_popularity: npt.NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return len(self._ids)

    def update(self, products: Iterable[Product]) -> None:
        """Takes over price, rating, date and availability of variants that are indexed.

        Who is searching meanwhile goes on with what was there before.
        """
        numbers = {name: column.copy() for name, column in self.numbers.items()}
        for product in products:
            row = self._ids.find(product.id)
            if row is not None:
                for name, number in _numbers(product).items():
                    numbers[name][row] = number
        self.numbers = numbers
        self._by_popularity = None

    def variant(
        self,
        group: int,
        rows: Mask | None,
        sort: str = "relevance",
        named: npt.NDArray[np.int64] | None = None,
    ) -> str:
        """The id of the group's variant to show: one that satisfies, in stock if there is one.

        One of the rows ``named`` comes before the others.
        """
        if not self._has_variants:
            return self._ids[group]
        first = int(self._first_row[group])
        last = int(np.searchsorted(self.group, group, side="right"))
        members = np.arange(first, last)
        if rows is not None and rows[members].any():
            members = members[rows[members]]
        if named is not None and (chosen := np.isin(members, named)).any():
            members = members[chosen]
        stocked = members[self.numbers["availability"][members] != code("out_of_stock")]
        members = stocked if len(stocked) else members
        if sort != "relevance":
            members = members[np.argsort(self._row_keys(sort)[members], kind="stable")]
        return self._ids[int(members[0])]

    def sort_keys(self, sort: str, rows: Mask | None) -> Floats:
        """One key a group, ascending: its best variant's; groups without a value come last."""
        keys = self._row_keys(sort)
        if rows is not None:
            keys = np.where(rows, keys, np.inf)
        if not self._has_variants:
            return keys
        best: Floats = np.minimum.reduceat(keys, self._first_row)
        return best

    def groups_of(self, rows: Mask) -> Mask:
        """The groups with at least one of these variants, shape (groups,)."""
        if not self._has_variants:
            return rows.copy()
        groups: Mask = np.logical_or.reduceat(rows, self._first_row)
        return groups

    def most_popular(self, groups: Mask | None) -> npt.NDArray[np.int64]:
        """The rows of these groups (None: of all), the most popular first."""
        if self._by_popularity is None:
            popularity = self.numbers["popularity"][self._first_row]
            self._by_popularity = np.argsort(-popularity, kind="stable")
        order = self._by_popularity
        return order if groups is None else order[groups[order]]

    def same_category(self, group: int) -> Mask:
        """The groups that share the leaf category of a group, shape (groups,)."""
        leaf = self._leaf[self._first_row]
        same: Mask = (leaf == leaf[group]) & (leaf >= 0)
        return same

    def _row_keys(self, sort: str) -> Floats:
        column, sign = {
            "price_asc": ("price", 1.0),
            "price_desc": ("price", -1.0),
            "rating": ("rating", -1.0),
            "newest": ("date", -1.0),
        }.get(sort, ("", 1.0))
        if column:
            keys = sign * self.numbers[column]
        else:
            name, _, direction = sort.rpartition(" ")
            keys = self._column(name) * (-1.0 if direction == "desc" else 1.0)
        return np.where(np.isnan(keys), np.inf, keys)

    def _column(self, name: str) -> Floats:
        """The first number of an attribute in every row, in its base unit; NaN where none."""
        column = np.full(len(self._ids), np.nan)
        values = self.postings.values(fold(name))
        for place, found in enumerate(self.measured(name)):
            if found:
                column[values.rows_at([place])] = found[0].low
        return column

    def measured(self, name: str) -> list[list[Span]]:
        """What each value of a field measures, by the value's place."""
        field = fold(name)
        if field not in self._measures:
            self._measures[field] = list(map(spans, self.postings.values(field).texts()))
        return self._measures[field]

    def mask(self, rows: Rows) -> Mask:
        """These rows as a mask, shape (variants,)."""
        mask = np.zeros(len(self._ids), bool)
        mask[rows] = True
        return mask

    def save(self, folder: Path) -> None:
        """Writes the index to a folder that `load` reads."""
        folder.mkdir(parents=True, exist_ok=True)
        self._ids.save(folder, "ids")
        self.postings.save(folder, "values")
        self.holding.save(folder, "words")
        np.save(folder / "group.npy", self.group)
        np.save(folder / "leaf.npy", self._leaf)
        for name, column in self.numbers.items():
            np.save(folder / f"{name}.npy", column)

    @classmethod
    def load(cls, folder: Path) -> Facets:
        """Opens a saved index; what a query does not ask for stays on disk."""
        return cls(
            Strings.load(folder, "ids"),
            Postings.load(folder, "values"),
            Postings.load(folder, "words"),
            {name: mapped(folder / f"{name}.npy") for name in NUMBERS},
            mapped(folder / "group.npy"),
            mapped(folder / "leaf.npy"),
        )


class FacetsBuilder:
    """Takes item groups one by one, and keeps only which rows have which values."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._found: dict[str, dict[str, array[int]]] = defaultdict(lambda: defaultdict(_rows))
        self._numbers: dict[str, array[float]] = {name: array("d") for name in NUMBERS}
        self._group, self._leaf = array("i"), array("i")
        self._leaves: dict[str, int] = {}
        self._groups = 0

    def add(self, variants: Sequence[Product]) -> None:
        """Takes the next item group, the list of its variants."""
        for product in variants:
            row = len(self._ids)
            self._ids.append(product.id)
            self._group.append(self._groups)
            leaf = fold(product.category[-1]) if product.category else ""
            self._leaf.append(self._leaves.setdefault(leaf, len(self._leaves)) if leaf else -1)
            for name, number in _numbers(product).items():
                self._numbers[name].append(number)
            for field, value in _values(product):
                rows = self._found[field][value]
                if not rows or rows[-1] != row:
                    rows.append(row)
        self._groups += 1

    def finish(self) -> Facets:
        """The index of all that was added."""
        postings = Postings.build(self._found)
        holding: dict[str, dict[str, array[int]]] = defaultdict(lambda: defaultdict(_rows))
        for field in self._found.keys() - {TITLE, identifiers.FIELD}:
            for at, value in enumerate(postings.values(field).texts()):
                for word in set(words(value)):
                    holding[field][word].append(at)
        return Facets(
            Strings.indexed(self._ids),
            postings,
            Postings.build(holding),
            {name: np.array(column, np.float64) for name, column in self._numbers.items()},
            np.array(self._group, np.int32),
            np.array(self._leaf, np.int32),
        )


def _rows() -> array[int]:
    return array("i")


def _values(product: Product) -> Iterable[tuple[str, str]]:
    """Every (field, value) under which a variant can be asked for."""
    for name in product.category:
        yield "category", fold(name)
    for field in ("brand", "size", "material", "gender", "currency"):
        if value := getattr(product, field):
            yield from ((field, one) for one in _kept(field, value))
    for part in colors.parts(product.color):
        yield "color", fold(part)
        if family := colors.family(part):
            yield "color", family
    yield from ((identifiers.FIELD, one) for one in identifiers.of(product))
    yield from ((TITLE, word) for word in set(words(product.title)))
    for name, value in product.attributes.items():
        for one in value if isinstance(value, list) else [value]:
            yield from ((fold(name), kept) for kept in _kept(fold(name), attribute_text(one)))


def _kept(field: str, value: str) -> set[str]:
    """A value as it is compared: folded; a size under every name that it answers to."""
    return {fold(value), *keys(value)} if field == "size" else {fold(value)}


def attribute_text(value: str | float | bool) -> str:
    """One value of an attribute as it is compared: folded; booleans are "yes" and "no"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return fold(value) if isinstance(value, str) else f"{value:.12g}"


def _numbers(product: Product) -> dict[str, float]:
    """What queries filter or order by; NaN where the product does not say."""
    price = product.offer_price
    return {
        "price": np.nan if price is None else float(price),
        "rating": np.nan if product.rating is None else product.rating,
        "availability": code(product.availability),
        "popularity": _popularity(product),
        "date": _day(product.date_added),
    }


def code(availability: str | None) -> float:
    """What stands for an availability among the numbers; NaN for none."""
    known = availability in AVAILABILITIES
    return float(AVAILABILITIES.index(availability)) if availability and known else np.nan


def _popularity(product: Product) -> float:
    """Mean rating shrunk towards 3 by ten imaginary votes; only orders what has no query."""
    if product.rating is None:
        return 3.0
    return (product.rating * product.review_count + 3.0 * 10) / (product.review_count + 10)


def _day(date: str) -> float:
    try:
        return (
            float(np.datetime64(date[:10]).astype("datetime64[D]").astype(int)) if date else np.nan
        )
    except ValueError:
        return float("nan")
