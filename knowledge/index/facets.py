"""Which variants satisfy which constraints: an inverted index over every field's values."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge import colors
from knowledge.catalog import Product
from knowledge.catalog.records import AVAILABILITIES
from knowledge.constraints import Constraints, Range
from knowledge.index.analyzer import fold, terms
from knowledge.index.postings import Postings, Rows
from knowledge.index.strings import Strings, mapped
from knowledge.units import Measure, measure, measures

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

NEGATIVE = frozenset(
    {"no", "none", "false", "not available", "not supported", "n/a", "-", "without"}
)
_TITLE = "title words"  # a field of the index alone
_EXACT = frozenset({"category", "brand", "size", "availability", "currency"})
_NUMBERS = ("price", "rating", "availability", "popularity", "date")


class Facets:
    """Postings of every field's values, and a column for each number that many queries use.

    A row is a variant; an item group's variants are neighbours, and its place among the groups is
    its row in the other indexes. All of it stays on disk until a query needs it.
    """

    def __init__(
        self,
        ids: Strings,
        postings: Postings,
        words: Postings,
        numbers: dict[str, Floats],
        group: npt.NDArray[np.int32],
        leaf: npt.NDArray[np.int32],
    ) -> None:
        self._ids = ids
        self._postings = postings
        self._words = words  # of the values: by field, the places of the values that hold a word
        self._numbers = numbers
        self._measures: dict[str, list[list[Measure]]] = {}
        self._group = group
        self._leaf = leaf  # the category at the end of a variant's path by its number, -1: none
        # Rows of a group are neighbours.
        self._first_row = np.flatnonzero(np.diff(group, prepend=-1))
        self._has_variants = len(self._first_row) < len(group)
        self._by_popularity: npt.NDArray[np.int64] | None = None

    @classmethod
    def build(cls, groups: Sequence[Sequence[Product]], families: Mapping[str, str]) -> Facets:
        """Indexes item groups, each the list of its variants, in row order.

        ``families`` maps a folded colour as the shop writes it ("midnight") to its family ("blue").
        """
        ids: list[str] = []
        group, leaf = array("i"), array("i")
        leaves: dict[str, int] = {}
        found: dict[str, dict[str, array[int]]] = defaultdict(lambda: defaultdict(_rows))
        numbers: dict[str, array[float]] = {name: array("d") for name in _NUMBERS}
        for place, variants in enumerate(groups):
            for product in variants:
                row = len(ids)
                ids.append(product.id)
                group.append(place)
                name = fold(product.category[-1]) if product.category else ""
                leaf.append(leaves.setdefault(name, len(leaves)) if name else -1)
                for name, number in _numbers(product).items():
                    numbers[name].append(number)
                for field, value in _values(product, families):
                    rows = found[field][value]
                    if not rows or rows[-1] != row:
                        rows.append(row)
        postings = Postings.build(found)
        words: dict[str, dict[str, array[int]]] = defaultdict(lambda: defaultdict(_rows))
        for field in found.keys() - {_TITLE}:
            for at, value in enumerate(postings.values(field).texts()):
                for word in set(terms(value)):
                    words[field][word].append(at)
        return cls(
            Strings.indexed(ids),
            postings,
            Postings.build(words),
            {name: np.array(column, np.float64) for name, column in numbers.items()},
            np.array(group, np.int32),
            np.array(leaf, np.int32),
        )

    def update(self, products: Iterable[Product]) -> None:
        """Takes over price, rating, date and availability of variants that are indexed.

        Who is searching meanwhile goes on with what was there before.
        """
        numbers = {name: column.copy() for name, column in self._numbers.items()}
        for product in products:
            row = self._ids.find(product.id)
            if row is not None:
                for name, number in _numbers(product).items():
                    numbers[name][row] = number
        self._numbers = numbers
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
        if constraints.currency and len(self._postings.values("currency")):
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
        if not self._has_variants:
            return self._ids[group]
        first = int(self._first_row[group])
        last = int(np.searchsorted(self._group, group, side="right"))
        members = np.arange(first, last)
        if rows is not None and rows[members].any():
            members = members[rows[members]]
        stocked = members[self._numbers["availability"][members] != _code("out_of_stock")]
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
            popularity = self._numbers["popularity"][self._first_row]
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
            keys = sign * self._numbers[column]
        else:
            name, _, direction = sort.rpartition(" ")
            keys = self._column(name) * (-1.0 if direction == "desc" else 1.0)
        return np.where(np.isnan(keys), np.inf, keys)

    def _column(self, name: str) -> Floats:
        """The first number of an attribute in every row, in its base unit; NaN where none."""
        column = np.full(len(self._ids), np.nan)
        values = self._postings.values(fold(name))
        for place, found in enumerate(self._measured(name)):
            if found:
                column[values.rows_at([place])] = found[0].base
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
        fits = [any(_between(one, low, high) for one in found) for found in self._measured(name)]
        return self._mask(self._postings.values(fold(name)).rows_where(np.array(fits, bool)))

    def _otherwise(self, name: str) -> Mask:
        """The rows that have no such attribute and say it in another, or in their title.

        A listing with "Waterproof rating: 20000 mm" needs no "Waterproof: yes".
        """
        words = set(terms(name))
        fields = [
            field
            for field in self._postings.fields()
            if field != _TITLE and words < set(terms(field))
        ]
        mask = np.zeros(len(self._ids), bool)
        for field in fields:
            mask |= self._any(field, ("yes",))
        return (mask & ~self._any_value(name)) | self._titled(name, (name,))

    def _titled(self, name: str, wanted: Iterable[str]) -> Mask:
        """The rows where a field has no value and the title holds the words of a wanted one."""
        mask = np.zeros(len(self._ids), bool)
        for value in wanted:
            mask[self._with_title_words(value)] = True
        return mask & ~self._any_value(name)

    def _with_title_words(self, text: str) -> Rows:
        """The rows with all the words of a text in the title."""
        titles = self._postings.values(_TITLE)
        return _in_all([titles.rows(word) for word in set(terms(text))])

    def _excluded(self, field: str, unwanted: tuple[str, ...]) -> Mask:
        return self._any(_TITLE if field == "query" else field, unwanted)

    def _any(self, name: str, wanted: Iterable[str]) -> Mask:
        """The rows where a field has any of the wanted values."""
        mask = np.zeros(len(self._ids), bool)
        for value in wanted:
            mask[self._having(name, value)] = True
        return mask

    def _having(self, name: str, value: str) -> Rows:
        """The rows where a field has a value that means the wanted one."""
        field, folded = fold(name), fold(value)
        values = self._postings.values(field)
        if name == _TITLE:
            return self._with_title_words(value)
        if name == "availability":
            at = np.flatnonzero(self._numbers[name] == _code(folded)).astype(np.int32)
            return np.concatenate([at, values.rows(folded)])
        if name in _EXACT:
            return values.rows(folded)
        if field == "gender":
            return values.rows(folded, "unisex")
        if folded == "no":
            return values.rows(*NEGATIVE)
        if folded == "yes":
            chosen = np.ones(len(values), bool)
            chosen[values.places(*NEGATIVE)] = False
            return values.rows_where(chosen)
        words = self._words.values(field)
        holding = _in_all([words.rows(word) for word in set(terms(value))])
        return np.concatenate([values.rows(folded), values.rows_at(holding.tolist())])

    def _any_value(self, name: str) -> Mask:
        """The rows where a field has a value at all."""
        return self._mask(self._postings.values(fold(name)).all_rows())

    def _measured(self, name: str) -> list[list[Measure]]:
        """What each value of a field measures, by the value's place."""
        field = fold(name)
        if field not in self._measures:
            texts = self._postings.values(field).texts()
            self._measures[field] = [_filled(measures(text)) for text in texts]
        return self._measures[field]

    def _mask(self, rows: Rows) -> Mask:
        mask = np.zeros(len(self._ids), bool)
        mask[rows] = True
        return mask

    def save(self, folder: Path) -> None:
        """Writes the index to a folder that `load` reads."""
        folder.mkdir(parents=True, exist_ok=True)
        self._ids.save(folder, "ids")
        self._postings.save(folder, "values")
        self._words.save(folder, "words")
        np.save(folder / "group.npy", self._group)
        np.save(folder / "leaf.npy", self._leaf)
        for name, column in self._numbers.items():
            np.save(folder / f"{name}.npy", column)

    @classmethod
    def load(cls, folder: Path) -> Facets:
        """Opens a saved index; what a query does not ask for stays on disk."""
        return cls(
            Strings.load(folder, "ids"),
            Postings.load(folder, "values"),
            Postings.load(folder, "words"),
            {name: mapped(folder / f"{name}.npy") for name in _NUMBERS},
            mapped(folder / "group.npy"),
            mapped(folder / "leaf.npy"),
        )


def _rows() -> array[int]:
    return array("i")


def _in_all(lists: list[Rows]) -> Rows:
    """What is in every one of several ascending lists, of which there is at least one."""
    found = lists[0] if lists else np.zeros(0, np.int32)
    for rows in lists[1:]:
        found = np.intersect1d(found, rows, assume_unique=True)
    return found


def _values(product: Product, families: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Every (field, value) under which a variant can be asked for."""
    for name in product.category:
        yield "category", fold(name)
    for field in ("brand", "size", "material", "gender", "currency"):
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
        "availability": _code(product.availability),
        "popularity": _popularity(product),
        "date": _day(product.date_added),
    }


def _code(availability: str | None) -> float:
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
