"""Ages of people and years of things: "for a 4 year old", "published after 2020"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.constraints import Range
from knowledge.query.tokens import stems
from knowledge.query.words import listed
from knowledge.units import to_number
from knowledge.vocabulary import Attribute

_COUNTS = {
    word: number
    for number, word in enumerate(
        listed("one two three four five six seven eight nine ten eleven twelve"), 1
    )
}
_AGE = re.compile(
    rf"(?<![\w.,-])(?:aged?\s(?P<aged>\d{{1,2}})(?!\s?[-–%\d])|"
    rf"(?P<count>\d{{1,2}}|{'|'.join(_COUNTS)})[\s-]?(?P<unit>years?|yrs?|months?|mos?|y)[\s-]?/?(?:olds?|of\sage|o)\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:(?P<after>since|after|newer than|later than|not before)|"
    r"(?P<before>before|until|older than|up to)|(?P<exactly>from|in|of|published in|made in))\s"
    r"(?P<year>(?:1[89]|20)\d\d)\b(?!\s?(?:[$€£%]|\w*(?:euro|dollar|pound|buck|usd|eur|gbp)|ml|mm|cm|kg|w\b|g\b))",
    re.IGNORECASE,
)
_UNTIL = frozenset(stems("max maximum until to under"))
CALENDAR = 0.8
"""Share of an attribute's values that must be years for it to be one of the calendar."""


@dataclass(frozen=True)
class Dated:
    """A number of years or months, or a year, as a limit, and where it stands."""

    limit: Range
    start: int
    end: int


def ages(text: str) -> Iterator[Dated]:
    """The ages of people, each as the one age that it is."""
    for match in _AGE.finditer(text):
        written = (match.group("aged") or match.group("count")).lower()
        value = float(_COUNTS.get(written) or written)
        unit = "months" if (match.group("unit") or "").lower().startswith("mo") else "years"
        yield Dated(Range(value, value, unit), match.start(), match.end())


def suiting(attribute: Attribute, age: Range) -> Range:
    """What holds of an age attribute for what suits somebody of an age: "from age" is below it."""
    unit = age.unit if "[time]" in attribute.dimensions else ""
    if _UNTIL & set(stems(attribute.name)):
        return Range(age.min, None, unit)
    return Range(None, age.max, unit)


def is_of_people(attribute: Attribute) -> bool:
    """Whether an attribute says for which ages a thing is: "Suitable from age", "Recommended age"."""
    words = stems(attribute.name)
    return "age" in words and (len(words) > 1 or "[time]" not in attribute.dimensions)


def is_calendar(attribute: Attribute) -> bool:
    """Whether an attribute's values are years of the calendar."""
    years = sum(
        count
        for value, count in attribute.values.items()
        if re.fullmatch(r"(?:1[5-9]|20)\d\d", value)
    )
    return years >= CALENDAR * sum(attribute.values.values()) > 0


def years(text: str) -> Iterator[Dated]:
    """The years that are asked for: "since 2019", "from 2018"."""
    for match in _YEAR.finditer(text):
        year = to_number(match.group("year"))
        limit = Range(year, year)
        if match.group("after"):
            strictly = not re.match(r"since|not", match.group(), re.IGNORECASE)
            limit = Range(year + strictly, None)
        elif match.group("before"):
            strictly = not re.match(r"until|up", match.group(), re.IGNORECASE)
            limit = Range(None, year - strictly)
        yield Dated(limit, match.start(), match.end())
