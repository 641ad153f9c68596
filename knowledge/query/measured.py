"""Numbers with units as limits on the shop's own attributes: "at least 16 GB", "2 person tent"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from knowledge.constraints import Range
from knowledge.index.analyzer import fold, stem
from knowledge.query.tokens import stems
from knowledge.units import measure, to_number
from knowledge.vocabulary import Attribute, Vocabulary

# Units that shoppers type; what else is one stands in the shop's own values.
_UNITS = frozenset(
    [
        "mm",
        "cm",
        "m",
        "km",
        "in",
        "inch",
        "inches",
        '"',
        "ft",
        "foot",
        "feet",
        "yd",
        "kg",
        "g",
        "gram",
        "grams",
        "kilo",
        "kilos",
        "kilogram",
        "kilograms",
        "mg",
        "lb",
        "lbs",
        "pound",
        "pounds",
        "oz",
        "ounce",
        "ounces",
        "l",
        "liter",
        "liters",
        "litre",
        "litres",
        "ml",
        "cl",
        "gallon",
        "gallons",
        "gb",
        "tb",
        "mb",
        "gigabyte",
        "gigabytes",
        "terabyte",
        "terabytes",
        "mah",
        "wh",
        "w",
        "watt",
        "watts",
        "kw",
        "v",
        "volt",
        "volts",
        "hz",
        "khz",
        "mhz",
        "ghz",
        "hour",
        "hours",
        "hr",
        "hrs",
        "h",
        "minute",
        "minutes",
        "min",
        "day",
        "days",
        "month",
        "months",
        "year",
        "years",
        "mp",
        "megapixel",
        "megapixels",
        "°c",
        "°f",
        "lumen",
        "lumens",
        "people",
        "person",
        "persons",
        "%",
    ]
)
_PATTERN = re.compile(
    r"(?<![\w.,-])(?:(?P<max>under|below|less than|up to|at most|no more than|not more than|maximum|max|lighter than|"
    r"smaller than|shorter than|within|not over|<=?)\s+|(?P<min>at least|over|above|more than|minimum|min|from|"
    r"heavier than|bigger than|larger than|longer than|no less than|>=?)\s+)?"
    r"(?:(?:a|of)\s+)?(?P<number>\d+(?:[.,]\d+)?)(?:\s?(?:-|to)\s?(?P<high>\d+(?:[.,]\d+)?))?\s?-?\s?"
    r"(?P<unit>\"|''|″|%|°?[^\W\d_]+)"
    r"(?P<more>\s?\+|\s(?:or|and)\s(?:more|up|over|above|larger|bigger|longer))?"
    r"(?P<less>\s(?:or|and)\s(?:less|under|below|smaller|lighter))?",
    re.IGNORECASE,
)
ONLY, ONE_OF_MANY = 0.01, 0.05
"""Least share of the products with an attribute for it to be meant by a unit alone."""
NEAR = 0.05
"""How far a plain "about 13 inch" may be off, as a share."""


@dataclass(frozen=True)
class Limit:
    """A limit on one attribute and where it stands."""

    attribute: str
    limit: Range
    start: int
    end: int


@dataclass
class Numeric:
    """The shop's attributes that are numbers, by what they count and by what they measure."""

    units: dict[str, str] = field(default_factory=dict)
    size_of_catalogue: int = 0
    by_name: dict[tuple[str, ...], Attribute] = field(default_factory=dict)
    by_dimension: dict[str, list[Attribute]] = field(default_factory=dict)

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Numeric:
        """Prepares a vocabulary; done once for each."""
        numeric = cls(vocabulary.units, vocabulary.size_of_catalogue)
        for attribute in vocabulary.attributes.values():
            if attribute.kind != "number" or not vocabulary.is_common(attribute):
                continue
            numeric.by_name.setdefault(stems(attribute.name), attribute)
            for dimension, count in attribute.dimensions.items():
                if count >= sum(attribute.dimensions.values()) / 2:
                    numeric.by_dimension.setdefault(dimension, []).append(attribute)
        return numeric

    def is_unit(self, word: str) -> bool:
        """Whether a word is a unit here or anywhere."""
        return fold(word) in _UNITS or fold(word) in self.units

    def counted(self, word: str) -> Attribute | None:
        """The attribute that counts these: "keys" where the shop has "Keys"."""
        return self.by_name.get((stem(fold(word)),))


def limits(text: str, numeric: Numeric) -> Iterator[Limit]:
    """The limits in a message that some attribute of the shop can be held to."""
    for match in _PATTERN.finditer(text):
        unit = match.group("unit")
        value = to_number(match.group("number"))
        counted = numeric.counted(unit)
        attribute = counted or _of_unit(text, unit, value, numeric)
        if attribute is None:
            continue
        unit = "" if counted else unit
        high = match.group("high")
        if high:
            limit = Range(value, to_number(high), unit)
        elif match.group("max") or match.group("less"):
            limit = Range(None, value, unit)
        elif match.group("min") or match.group("more"):
            limit = Range(value, None, unit)
        elif not _having(attribute, value) and not _is_named(text, attribute):
            continue  # a number that no product has says something else
        else:
            limit = _plain(attribute, value, unit)
        yield Limit(attribute.name, limit, match.start(), match.end())


def is_unit(text: str, end: int, numeric: Numeric) -> bool:
    """Whether a number that ends at ``end`` is followed by a unit or by what an attribute counts."""
    match = re.match(r"\s?-?\s?(\"|''|″|%|°?[^\W\d_]+)", text[end:])
    if match is None:
        return False
    word = match.group(1)
    return (
        numeric.is_unit(word) or fold(word) in ("star", "stars", "x") or bool(numeric.counted(word))
    )


def _of_unit(text: str, unit: str, value: float, numeric: Numeric) -> Attribute | None:
    """The attribute that this number is about: the one named, else the one with such values."""
    if not numeric.is_unit(unit):
        return None
    dimension = measure(value, unit).dimension
    fitting = numeric.by_dimension.get(dimension, [])
    # A length may be said of a hundred attributes; unnamed, only one that many products have is
    # what a shopper means.
    least = (ONLY if len(fitting) == 1 else ONE_OF_MANY) * numeric.size_of_catalogue
    said = set(stems(text))
    fitting = [
        one for one in fitting if sum(one.values.values()) >= least or said & set(stems(one.name))
    ]
    if not fitting:
        return None

    def fit(attribute: Attribute) -> tuple[int, int, int]:
        named = len(said & set(stems(attribute.name)))
        return named, _having(attribute, value), attribute.dimensions[dimension]

    return max(fitting, key=fit)


def _is_named(text: str, attribute: Attribute) -> bool:
    return bool(set(stems(text)) & set(stems(attribute.name)))


@lru_cache(maxsize=4096)
def _pattern(value: float) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.,]){value:g}(?![\d.,]?\d)")


def _having(attribute: Attribute, value: float) -> int:
    """How many products have this number, whatever the unit."""
    pattern = _pattern(value)
    return sum(count for written, count in attribute.values.items() if pattern.search(written))


def _plain(attribute: Attribute, value: float, unit: str) -> Range:
    """Exactly the value where some product has it; about it where none does."""
    if _having(attribute, value):
        return Range(value, value, unit)
    return Range(round(value * (1 - NEAR), 3), round(value * (1 + NEAR), 3), unit)
