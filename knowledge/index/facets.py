"""Which variants satisfy which constraints: an inverted index over every field's values."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge import colors
from knowledge.catalog import Product
from knowledge.catalog.records import AVAILABILITIES
from knowledge.constraints import Constraints, Range
from knowledge.index.analyzer import fold, terms
from knowledge.units import Measure, measure, measures

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int32]

NEGATIVE = frozenset(
    {"no", "none", "false", "not available", "not supported", "n/a", "-", "without"}
)
_LEAF, _TITLE = "leaf category", "title words"  # fields of the index alone
_NUMBERS = ("price", "rating", "popularity", "date", "group")


class Facets:
    """Postings of every field's values, and a column for each number that many queries use.

    A row is a variant; ``group`` is the row of its item group in the other indexes.
    """

    def __init__(
        self, ids: list[str], postings: dict[str, dict[str, Rows]], numbers: dict[str, Floats]
    ) -> None:
        self._ids = ids
        self._postings = postings
        self._numbers = numbers
        self._measures: dict[str, dict[str, list[Measure]]] = {}
        self.group: npt.NDArray[np.int64] = numbers["group"].astype(np.int64)
        self._first_row = np.searchsorted(self.group, np.arange(self.group.max(initial=-1) + 1))
        self._by_popularity: npt.NDArray[np.int64] | None = None

    @classmethod
    def build(cls, groups: Sequence[Sequence[Product]], families: Mapping[str, str]) -> Facets:
        """Indexes item groups, each the list of its variants, in row order.

        ``families`` maps a folded colour as the shop writes it ("midnight") to its family ("blue").
        """
        ids: list[str] = []
        postings: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        numbers: dict[str, list[float]] = {name: [] for name in _NUMBERS}
        for group, variants in enumerate(groups):
            for product in variants:
                row = len(ids)
                ids.append(product.id)
                for name, number in (*_numbers(product).items(), ("group", group)):
                    numbers[name].append(number)
                for field, value in _values(product, families):
                    rows = postings[field][value]
                    if not rows or rows[-1] != row:
                        rows.append(row)
        return cls(
            ids,
            {
                field: {value: np.array(rows, np.int32) for value, rows in values.items()}
                for field, values in postings.items()
            },
            {name: np.array(column, np.float64) for name, column in numbers.items()},
        )

    def update(self, products: Iterable[Product]) -> None:
        """Takes over price, rating, date and availability of variants that are indexed.

        Who is searching meanwhile goes on with what was there before.
        """
        wanted = {product.id: product for product in products}
        found = {row: wanted[id] for row, id in enumerate(self._ids) if id in wanted}
        numbers = {name: column.copy() for name, column in self._numbers.items()}
        for row, product in found.items():
            for name, number in _numbers(product).items():
                numbers[name][row] = number
        values = dict(self._postings.get("availability", {}))
        for value in AVAILABILITIES:
            kept = np.setdiff1d(values.pop(value, np.array([])), list(found))
            now = [row for row, product in found.items() if product.availability == value]
            if rows := sorted([*kept, *now]):
                values[value] = np.array(rows, np.int32)
        self._numbers = numbers
        self._postings = {**self._postings, "availability": values}
        self._by_popularity = None

    def allowed(self, constraints: Constraints) -> Mask | None:
        """The variants that satisfy every constraint, shape (variants,); None if all do."""
        masks: list[Mask] = []
        for field in ("category", "brand", "color", "size"):
            if wanted := getattr(constraints, field):
                mask = self._any(field, wanted)
                masks.append(mask | self._titled(field, wanted) if field == "color" else mask)
        if constraints.price:
            masks.append(_within(self._numbers["price"], constraints.price))
        if constraints.currency and "currency" in self._postings:
            masks.append(self._any("currency", (constraints.currency,)))
        if constraints.rating:
            masks.append(_within(self._numbers["rating"], constraints.rating))
        if constraints.availability:
            masks.append(self._any("availability", (constraints.availability,)))
        for name, wanted in constraints.attributes.items():
            masks.append(self._attribute(name, wanted))
        for field, unwanted in constraints.exclude.items():
            masks.append(~self._excluded(field, unwanted))
        allowed: Mask | None = np.logical_and.reduce(masks) if masks else None
        return allowed

    def variant(self, group: int, rows: Mask | None, sort: str = "relevance") -> str:
        """The id of the group's variant to show: one that satisfies, in stock if there is one."""
        first = int(self._first_row[group])
        last = int(np.searchsorted(self.group, group, side="right"))
        members = np.arange(first, last)
        if rows is not None and rows[members].any():
            members = members[rows[members]]
        stocked = members[self._in_stock()[members]]
        members = stocked if len(stocked) else members
        if sort != "relevance":
            members = members[np.argsort(self._row_keys(sort)[members], kind="stable")]
        return self._ids[int(members[0])]

    def sort_keys(self, sort: str, rows: Mask | None) -> Floats:
        """One key a group, ascending: its best variant's; groups without a value come last."""
        keys = self._row_keys(sort)
        if rows is not None:
            keys = np.where(rows, keys, np.inf)
        best: Floats = np.minimum.reduceat(keys, self._first_row) if len(keys) else keys
        return best

    def most_popular(self, groups: Mask | None) -> npt.NDArray[np.int64]:
        """The rows of these groups (None: of all), the most popular first."""
        if self._by_popularity is None:
            popularity = self._numbers["popularity"][self._first_row]
            self._by_popularity = np.argsort(-popularity, kind="stable")
        order = self._by_popularity
        return order if groups is None else order[groups[order]]

    def same_category(self, group: int) -> Mask:
        """The groups that share the leaf category of a group, shape (groups,)."""
        row = self._first_row[group]
        for rows in self._postings.get(_LEAF, {}).values():
            if row in rows:
                same: Mask = self._mask(rows)[self._first_row]
                return same
        return np.zeros(len(self._first_row), bool)

    def _row_keys(self, sort: str) -> Floats:
        column, sign = {
            "price_asc": ("price", 1.0),
            "price_desc": ("price", -1.0),
            "rating": ("rating", -1.0),
            "newest": ("date", -1.0),
        }.get(sort, ("", 1.0))
        if column:
            keys = sign * self._numbers[column]
        else:
            name, _, direction = sort.rpartition(" ")
            keys = self._column(name) * (-1.0 if direction == "desc" else 1.0)
        return np.where(np.isnan(keys), np.inf, keys)

    def _column(self, name: str) -> Floats:
        """The first number of an attribute in every row, in its base unit; NaN where none."""
        column = np.full(len(self._ids), np.nan)
        for value, found in self._measured(name).items():
            if found:
                column[self._postings[fold(name)][value]] = found[0].base
        return column

    def _attribute(self, name: str, wanted: tuple[str, ...] | Range) -> Mask:
        if isinstance(wanted, tuple):
            mask = self._any(name, wanted)
            if wanted == ("yes",):
                mask |= self._otherwise(name)
            # What is made for nobody in particular suits everybody.
            return mask | ~self._any_value(name) if fold(name) == "gender" else mask
        low = None if wanted.min is None else measure(wanted.min, wanted.unit)
        high = None if wanted.max is None else measure(wanted.max, wanted.unit)
        mask = np.zeros(len(self._ids), bool)
        for value, found in self._measured(name).items():
            if any(_between(one, low, high) for one in found):
                mask[self._postings[fold(name)][value]] = True
        return mask

    def _otherwise(self, name: str) -> Mask:
        """The rows that have no such attribute and say it in another, or in their title.

        A listing with "Waterproof rating: 20000 mm" needs no "Waterproof: yes".
        """
        words = set(terms(name))
        fields = [
            field
            for field in self._postings
            if field not in (_LEAF, _TITLE) and words < set(terms(field))
        ]
        mask = np.zeros(len(self._ids), bool)
        for field in fields:
            mask |= self._any(field, ("yes",))
        return (mask & ~self._any_value(name)) | self._titled(name, (name,))

    def _titled(self, name: str, wanted: Iterable[str]) -> Mask:
        """The rows where a field has no value and the title holds the words of a wanted one."""
        titles = self._postings.get(_TITLE, {})
        mask = np.zeros(len(self._ids), bool)
        for words in (set(terms(value)) for value in wanted):
            if words and words <= titles.keys():
                mask |= np.logical_and.reduce([self._mask(titles[word]) for word in words])
        return mask & ~self._any_value(name)

    def _excluded(self, field: str, unwanted: tuple[str, ...]) -> Mask:
        return self._any(_TITLE if field == "query" else field, unwanted)

    def _any(self, name: str, wanted: Iterable[str]) -> Mask:
        """The rows where a field has any of the wanted values."""
        values = self._postings.get(fold(name), {})
        mask = np.zeros(len(self._ids), bool)
        for test in (_matcher(name, value) for value in wanted):
            for value, rows in values.items():
                if test(value):
                    mask[rows] = True
        return mask

    def _any_value(self, name: str) -> Mask:
        """The rows where a field has a value at all."""
        mask = np.zeros(len(self._ids), bool)
        for rows in self._postings.get(fold(name), {}).values():
            mask[rows] = True
        return mask

    def _measured(self, name: str) -> dict[str, list[Measure]]:
        field = fold(name)
        if field not in self._measures:
            self._measures[field] = {
                value: _filled(measures(value)) for value in self._postings.get(field, {})
            }
        return self._measures[field]

    def _in_stock(self) -> Mask:
        return ~self._mask(self._postings.get("availability", {}).get("out_of_stock"))

    def _mask(self, rows: Rows | None) -> Mask:
        mask = np.zeros(len(self._ids), bool)
        if rows is not None:
            mask[rows] = True
        return mask

    def save(self, folder: Path) -> None:
        """Writes the index to a folder that `load` reads."""
        folder.mkdir(parents=True, exist_ok=True)
        lists = [rows for values in self._postings.values() for rows in values.values()]
        np.savez(
            folder / "facets.npz",
            rows=np.concatenate(lists) if lists else np.array([], np.int32),
            lengths=np.array([len(rows) for rows in lists], np.int64),
            **self._numbers,
        )
        fields = {field: list(values) for field, values in self._postings.items()}
        text = json.dumps({"ids": self._ids, "fields": fields}, ensure_ascii=False)
        (folder / "facets.json").write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Facets:
        """Opens a saved index."""
        head = json.loads((folder / "facets.json").read_text(encoding="utf-8"))
        with np.load(folder / "facets.npz") as arrays:
            numbers = {name: arrays[name] for name in _NUMBERS}
            lists = iter(np.split(arrays["rows"], np.cumsum(arrays["lengths"])[:-1]))
        postings = {
            field: {value: next(lists) for value in values}
            for field, values in head["fields"].items()
        }
        return cls(head["ids"], postings, numbers)


def _values(product: Product, families: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Every (field, value) under which a variant can be asked for."""
    for name in product.category:
        yield "category", fold(name)
    if product.category:
        yield _LEAF, fold(product.category[-1])
    for field in ("brand", "size", "material", "gender", "availability", "currency"):
        if value := getattr(product, field):
            yield field, fold(value)
    for part in colors.parts(product.color):
        color = fold(part)
        yield "color", color
        if color in families:
            yield "color", families[color]
    yield from ((_TITLE, term) for term in set(terms(product.title)))
    for name, value in product.attributes.items():
        for one in value if isinstance(value, list) else [value]:
            yield fold(name), attribute_text(one)


def attribute_text(value: str | float | bool) -> str:
    """One value of an attribute as it is compared: folded; booleans are "yes" and "no"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return fold(value) if isinstance(value, str) else f"{value:g}"


def _matcher(name: str, wanted: str) -> Callable[[str], bool]:
    folded = fold(wanted)
    if name in ("category", "brand", "size", "availability", "currency"):
        return lambda value: value == folded
    if fold(name) == "gender":
        return lambda value: value in (folded, "unisex")
    if folded == "yes":
        return lambda value: value not in NEGATIVE
    if folded == "no":
        return lambda value: value in NEGATIVE
    words = set(terms(wanted))
    return lambda value: value == folded or (bool(words) and words <= set(terms(value)))


def _filled(found: list[Measure]) -> list[Measure]:
    """In "20-35 L" the unit of the last number is meant for all."""
    if found and found[-1].unit:
        unit = found[-1].unit
        return [one if one.unit else measure(one.value, unit) for one in found]
    return found


def _between(one: Measure, low: Measure | None, high: Measure | None) -> bool:
    for end in (low, high):
        if end is not None and end.dimension != one.dimension:
            return False
    # The shopper's 13 inches and the shop's 33.02 cm are the same length.
    slack = 1e-6 * max(1.0, abs(one.base))
    return (low is None or one.base >= low.base - slack) and (
        high is None or one.base <= high.base + slack
    )


def _within(column: Floats, wanted: Range) -> Mask:
    mask = ~np.isnan(column)
    if wanted.min is not None:
        mask &= column >= wanted.min - 1e-9
    if wanted.max is not None:
        mask &= column <= wanted.max + 1e-9
    return mask


def _numbers(product: Product) -> dict[str, float]:
    """What queries filter or order by; NaN where the product does not say."""
    price = product.offer_price
    return {
        "price": np.nan if price is None else float(price),
        "rating": np.nan if product.rating is None else product.rating,
        "popularity": _popularity(product),
        "date": _day(product.date_added),
    }


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
