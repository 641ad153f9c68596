"""Numbers with units as limits on the shop's own attributes: "at least 16 GB", "2 person tent"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import isclose

from knowledge.constraints import Range
from knowledge.index.analyzer import fold, stem
from knowledge.query import ages, patterns
from knowledge.query.tokens import stems
from knowledge.query.words import listed
from knowledge.units import Measure, measure, measures, to_number
from knowledge.vocabulary import UNITS, Attribute, Vocabulary

_UNITS = frozenset(UNITS)
_COUNTS = {
    word: float(number)
    for number, word in enumerate(
        listed("one two three four five six seven eight nine ten eleven twelve"), 1
    )
}
_NUMBER = rf"\d+(?:[.,]\d+)?|(?:{'|'.join(_COUNTS)})\b"
_NOT = (
    r"(?:(?:not|never|nothing|none|do not|don'?t|does not|doesn'?t|isn'?t|aren'?t|won'?t|no)\s"
    r"(?:(?:be|is|to|go|get|weigh|weighs|weighing|measure|cost|any|have|has|want|anything|it)\s){0,3})"
)
_PATTERN = re.compile(
    rf"(?<![\w.,-])(?:(?P<not>{_NOT})?(?:(?P<max>under|below|less than|up to|at most|maximum(?: of)?|max\.?|within|<=?|"
    r"unter|bis(?: zu)?|höchstens|maximal|weniger als|moins de|jusqu['’]à|menos de)|"
    r"(?P<min>at least|over|above|more than|minimum(?: of)?|min\.?|from|starting at|>=?|über|ab|mindestens|mehr als|plus de|au moins)|"
    r"(?P<adjective>[a-z]{3,12}er) than)\s*|(?P<between>between|from)\s+)?"
    rf"(?:(?:an?|of)\s+)?(?P<number>{_NUMBER})(?:\s?(?P<same>\"|''|″|%|°?[^\W\d_]{{1,3}})?\s?(?:-|–|to|and)\s?(?P<high>\d+(?:[.,]\d+)?))?\s?-?\s?"
    r"(?P<unit>\"|''|″|%|°?[^\W\d_]+)"
    r"(?P<more>\s?\+|\s(?:or|and)\s(?:more|up|over|above|larger|bigger|longer)(?!\sthan))?"
    r"(?P<less>\s(?:or|and)\s(?:less|under|below|smaller|lighter|shorter)(?!\sthan))?"
    r"(?:\s(?:in\s)?(?P<dimension>long|wide|broad|high|tall|deep|thick|heavy|length|width|height|depth|thickness|weight|diameter)\b)?",
    re.IGNORECASE,
)  # fmt: skip
_FOLLOWING = re.compile(r"\s?-?\s?(\"|''|″|%|°?[^\W\d_]+)")
_WEIGHED = re.compile(r"\b(?:weigh\w*|weight|heav\w+|light(?:er|est)?)\b", re.IGNORECASE)

_ALIKE = {"percent": "%", "pct": "%", "gig": "GB", "gigs": "GB", "kgs": "kg", "cms": "cm"}

# What "180 cm long" is about; where nothing is called so, the next.
_DIMENSIONS = {
    "long": ("length", "width", "depth"),
    "wide": ("width", "length"),
    "broad": ("width",),
    "high": ("height",),
    "tall": ("height", "length"),
    "deep": ("depth", "length"),
    "thick": ("thickness", "gauge", "depth"),
    "heavy": ("weight",),
}
_MEASURED = frozenset(stems("length width height depth thickness weight diameter"))
# What is counted under several names: "a table for 8 people" has 8 seats.
_COUNTED_ALIKE = frozenset(stems("person people seat seater guest place sleeper"))

# Shoppers who give a dimension and no name mean these.
_USUAL = {"[mass]": ("weight",), "[length] ** 3": ("volume", "capacity", "size")}
_COUNTED = frozenset(
    listed("star stars x reviews review items item pieces pcs times pairs colours colors")
)

ONLY, ONE_OF_MANY = 0.01, 0.05
"""Least share of the products with an attribute for it to be meant by a unit alone."""
CLEARLY = 2
"""How much commoner than the next an attribute must be to be meant by a unit alone."""
NEAR = 0.05
"""How far a plain "about 13 inch" may be off, as a share."""


AT_HOME = 0.2
"""Share of a category's products that have an attribute for it to be the category's own."""


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

    vocabulary: Vocabulary
    by_name: dict[tuple[str, ...], Attribute] = field(default_factory=dict)
    by_dimension: dict[str, list[Attribute]] = field(default_factory=dict)
    age: Attribute | None = None
    year: Attribute | None = None

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Numeric:
        """Prepares a vocabulary; done once for each."""
        numeric = cls(vocabulary)
        for attribute in vocabulary.attributes.values():
            if attribute.kind != "number" or not vocabulary.is_common(attribute):
                continue
            if ages.is_of_people(attribute):
                numeric.age = numeric.age or attribute
            if ages.is_calendar(attribute):
                numeric.year = numeric.year or attribute
                continue
            numeric.by_name.setdefault(stems(attribute.name), attribute)
            for dimension, count in attribute.dimensions.items():
                if count >= sum(attribute.dimensions.values()) / 10:
                    numeric.by_dimension.setdefault(dimension, []).append(attribute)
        return numeric

    def is_unit(self, word: str) -> bool:
        """Whether a word is a unit here or anywhere."""
        return fold(word) in _UNITS or fold(word) in self.vocabulary.units

    def counted(self, word: str) -> Attribute | None:
        """The attribute that counts these: "keys" where the shop has "Keys"."""
        said = stem(fold(word))
        alike = _COUNTED_ALIKE if said in _COUNTED_ALIKE else ()
        return next(filter(None, (self.by_name.get((one,)) for one in (said, *alike))), None)

    def meant(self, name: str, categories: Sequence[str]) -> str | None:
        """The attribute that an adjective's ``name`` is about; one of the categories' own first."""
        found = {one.name: one for some in self.by_dimension.values() for one in some}
        own = [key for key, one in found.items() if _is_home(one, categories, self.vocabulary)]
        return patterns.attribute_meant(name, own) or patterns.attribute_meant(name, found)

    def named(self, words: Sequence[str]) -> tuple[Attribute, int] | None:
        """The attribute whose name these stems begin with, and how many of them are its name."""
        for length in range(min(3, len(words)), 0, -1):
            if attribute := self.by_name.get(tuple(words[:length])):
                return attribute, length
        return None


def limits(text: str, numeric: Numeric, categories: Sequence[str] = ()) -> Iterator[Limit]:
    """The limits in a message that some attribute of the shop can be held to.

    ``categories`` are those the message names: their attributes are meant before others'.
    """
    for match in _PATTERN.finditer(text):
        unit = _ALIKE.get(match.group("unit").lower(), match.group("unit"))
        value = _value(match.group("number"))
        adjective = patterns.adjective((match.group("adjective") or "").lower())
        if match.group("adjective") and adjective is None:
            continue
        counted = numeric.counted(unit)
        attribute = counted or _of_unit(
            text, unit, value, numeric, categories, _named(match, adjective)
        )
        if attribute is None:
            continue
        unit = "" if counted else numeric.vocabulary.unit_names.get(fold(unit), unit)
        limit = _limit(match, adjective, value, unit)
        if limit is None:
            if not _having(attribute, value, unit) and not _is_named(text, attribute):
                continue  # a number that no product has says something else
            limit = _plain(attribute, value, unit)
        yield Limit(attribute.name, limit, match.start(), match.end())


def _named(match: re.Match[str], adjective: tuple[str, str] | None) -> Sequence[str]:
    """The attributes that the words at a number name, the likeliest first."""
    if dimension := (match.group("dimension") or "").lower():
        return _DIMENSIONS.get(str(dimension), (str(dimension),))
    if adjective:
        return patterns.MEANT.get(adjective[0], ())
    before: Sequence[str] = stems(match.string[: match.start()])[-2:]
    return before if set(before) & _MEASURED else ()


def is_unit(text: str, end: int, numeric: Numeric) -> bool:
    """Whether a number that ends at ``end`` is followed by a unit or by what an attribute counts."""
    match = _FOLLOWING.match(text, end)
    if match is None:
        return False
    word = _ALIKE.get(match.group(1).lower(), match.group(1))
    if _is_money(word, text, numeric):
        return False
    return numeric.is_unit(word) or fold(word) in _COUNTED or bool(numeric.counted(word))


def _value(written: str) -> float:
    return _COUNTS.get(written.lower()) or to_number(written)


def _limit(
    match: re.Match[str], adjective: tuple[str, str] | None, value: float, unit: str
) -> Range | None:
    """The range that the words around a number make of it; None where there are none."""
    if high := match.group("high"):
        return Range(min(value, to_number(high)), max(value, to_number(high)), unit)
    is_most = bool(
        match.group("max") or match.group("less") or (adjective and adjective[1] == "less")
    )
    is_least = bool(
        match.group("min") or match.group("more") or (adjective and adjective[1] == "more")
    )
    if match.group("not"):
        is_most, is_least = is_least, is_most
    if is_most:
        return Range(None, value, unit)
    return Range(value, None, unit) if is_least else None


def _of_unit(
    text: str,
    unit: str,
    value: float,
    numeric: Numeric,
    categories: Sequence[str],
    meant: Sequence[str],
) -> Attribute | None:
    """The attribute a number is about: the one named, else the usual one, else the clearly
    commonest that has such values; None where that leaves it open."""
    if not numeric.is_unit(unit) or _is_money(unit, text, numeric):
        return None
    dimension = numeric.vocabulary.units.get(fold(unit), "")
    fitting = numeric.by_dimension.get(dimension, [])
    said = set(stems(text))
    for name in meant:
        if any(set(stems(name)) & set(stems(attribute.name)) for attribute in fitting):
            said = set(stems(name))
            break
    usual = _USUAL.get(dimension, ())

    def fit(attribute: Attribute) -> tuple[int, bool, bool, bool, int]:
        words = stems(attribute.name)
        home = _is_home(attribute, categories, numeric.vocabulary)
        having = _having(attribute, value, unit)
        return (
            len(said & set(words)),
            home,
            having > 0,
            fold(attribute.name) in usual,
            sum(attribute.values.values()),
        )

    # A length may be said of a hundred attributes; unnamed, only one that many products have is
    # what a shopper means.
    least = (ONLY if len(fitting) == 1 else ONE_OF_MANY) * numeric.vocabulary.size_of_catalogue
    ranked = sorted(
        (rank, attribute.name, attribute)
        for attribute in fitting
        if (rank := fit(attribute))[0] or rank[1] or rank[4] >= least
    )
    if not ranked:
        return None
    best = ranked[-1]
    if len(ranked) > 1 and not best[0][0]:
        second = ranked[-2]
        if best[0][:4] == second[0][:4] and best[0][4] < CLEARLY * second[0][4]:
            return None
    return best[2]


def _is_home(attribute: Attribute, categories: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether many products of the categories that a message names have an attribute."""
    return any(
        attribute.categories.get(name, 0) >= AT_HOME * vocabulary.category_counts.get(name, 0)
        for name in categories
        if name in attribute.categories
    )


def _is_money(unit: str, text: str, numeric: Numeric) -> bool:
    """Pounds are money where the shop takes them, unless something is weighed."""
    return (
        fold(unit) in ("pound", "pounds")
        and "GBP" in numeric.vocabulary.currencies
        and not _WEIGHED.search(text)
    )


def _is_named(text: str, attribute: Attribute) -> bool:
    return bool(set(stems(text)) & set(stems(attribute.name)))


@lru_cache(maxsize=4096)
def _pattern(value: float) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.,]){value:g}(?![\d.,]?\d)")


def _having(attribute: Attribute, value: float, unit: str) -> int:
    """How many products have this number, in this unit or in none."""
    pattern, wanted = _pattern(value), measure(value, unit)
    return sum(
        count
        for written, count in attribute.values.items()
        if pattern.search(written) and _holds(written, wanted)
    )


@lru_cache(maxsize=65_536)
def _holds(written: str, wanted: Measure) -> bool:
    """Whether a value as the shop writes it has a number; 28 mm are no 28 cm."""
    return any(
        one.value == wanted.value
        and (
            not (one.unit and wanted.unit)
            or (one.dimension == wanted.dimension and isclose(one.base, wanted.base, rel_tol=1e-6))
        )
        for one in measures(written)
    )


def _plain(attribute: Attribute, value: float, unit: str) -> Range:
    """Exactly the value where some product has it; about it where none does."""
    if _having(attribute, value, unit):
        return Range(value, value, unit)
    return Range(round(value * (1 - NEAR), 3), round(value * (1 + NEAR), 3), unit)
