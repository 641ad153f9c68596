"""Numbers with units, compared across units: "1.9 kg" against "4 lb", "13 inch" against "33 cm"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from tokenize import TokenError
from typing import Any

_THOUSANDS = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
NUMBER = r"(?<![\w.])-?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*"
# "3/4 inch" is a fraction, "10/12 mm" are two sizes.
_FRACTION = r"(?:(?P<whole>\d+)[\s-])?(?P<over>\d+)/(?P<under>2|3|4|8|16|32|64)(?=\s?-?\s?(?:\"|″|''|in\b|inch))"
# The "x" of "60 x 40 cm" and the "a" of "5 a 10 kg" are no units.
_JOINT = r"(?:to|by|bis|a|and|or|und|oder|et|ou)\s+-?\d|[x×]\s*(?:[a-z]{1,2}\s*)?\d"
_POWER = r"(?:[²³]|(?<=m)[23](?!\w))?"
_UNIT = rf"\"|''|′′|″|'|′|%|fl\.?\s?oz|(?!{_JOINT})°?[^\W\d_]+{_POWER}(?:/[^\W\d_]+{_POWER})?"
_MEASURE = re.compile(
    rf"(?:{_FRACTION}|(?P<number>{NUMBER}))(?:\s*[-+]?\s*(?P<unit>{_UNIT}))?", re.IGNORECASE
)
_RANGE = re.compile(r"\s*(?:-|–|—|…|to|bis|a)\s*", re.IGNORECASE)
_LIST = re.compile(
    r"\s*(?:(?P<times>[x×*])|by|/|,|;|&|and|or|und|oder|et|ou)\s*(?:[^\W\d_]{1,6}[.:]?\s*)?",
    re.IGNORECASE,
)
_VULGAR = re.compile("[\u00bc-\u00be\u2150-\u215e]")
_TOGETHER = re.compile(r"\s*(?:,|and|&)?\s*", re.IGNORECASE)  # "2 lb 3 oz" is one weight

# What shops and shoppers write, and pint's name of it. These come before pint's own reading, to
# which "300 MM" are megamolars and "500 G" gauss.
_WRITTEN = {
    "millimeter": "mm millimetre millimetres",
    "centimeter": "cm cms centimetre centimetres zentimeter",
    "meter": "m metre metres mètre mètres metro metros metri",
    "kilometer": "km kms kilometre kilometres",
    "inch": "in inches \" '' ′′ ″ zoll pouce pouces pulgada pulgadas pollice pollici",
    "foot": "ft feet ' ′",
    "yard": "yd yds",
    "millimeter**2": "mm2 mm²",
    "centimeter**2": "cm2 cm² sqcm",
    "meter**2": "m2 m² sqm qm",
    "foot**2": "ft2 ft² sqft",
    "meter**3": "m3 m³ cbm",
    "milligram": "mg",
    "gram": "g gr gramme grammes gramm gramo gramos grammo grammi",
    "kilogram": "kg kgs kilo kilos kilogramm kilogramme kilogrammes kilogramo kilogramos",
    "pound": "lb lbs",
    "ounce": "oz",
    "liter": "l ltr litre litres litro litros litri",
    "milliliter": "ml millilitre millilitres",
    "centiliter": "cl",
    "deciliter": "dl",
    "fluid_ounce": "floz fl.oz",
    "gallon": "gal",
    "kilobyte": "kb",
    "megabyte": "mb",
    "gigabyte": "gb gig gigs",
    "terabyte": "tb",
    "milliampere_hour": "mah",
    "ampere_hour": "ah",
    "ampere": "a amp amps",
    "watt_hour": "wh",
    "kilowatt_hour": "kwh",
    "watt": "w",
    "kilowatt": "kw",
    "volt": "v",
    "hertz": "hz",
    "kilohertz": "khz",
    "megahertz": "mhz",
    "gigahertz": "ghz",
    "kelvin": "k",
    "lumen": "lm",
    "megapixel": "mp",
    "degree_Celsius": "c °c",
    "degree_Fahrenheit": "f °f",
    "second": "s sec secs sekunde sekunden",
    "minute": "min mins minuten minuti minutos",
    "hour": "h hr hrs stunde stunden heure heures hora horas",
    "day": "tag tage tagen jour jours",
    "week": "wk wks woche wochen semaine semaines",
    "month": "mo mos monat monate monaten mois meses mesi",
    "year": "yr yrs jahr jahre jahren ans année années annee annees años anni jaar",
}
_NAMES = {word: name for name, words in _WRITTEN.items() for word in words.split()}
_SPELT_OUT = (
    *("inch", "foot", "yard", "gram", "kilogram", "pound", "pounds", "ounce", "ounces", "liter"),
    *("liters", "meter", "meters", "gigabyte", "terabyte", "watt", "watts", "volt", "volts"),
)
UNIT_WORDS = frozenset({*_NAMES, *_SPELT_OUT, "fl oz"}) - {"a", "s", "c", "f", "k"}
"""Casefolded units as shops and shoppers write them; not those letters that stand for too much."""


@dataclass(frozen=True)
class Measure:
    """A number as written and in the base unit of its dimension.

    ``dimension`` is pint's ("[mass]", "[length]"), the counted word in the singular where pint
    knows no such unit ("person"), or empty for a bare number.
    """

    value: float
    unit: str
    base: float
    dimension: str


@dataclass(frozen=True)
class Span:
    """All that a value says of one quantity, in base units: "20-35 L" from end to end."""

    low: float
    high: float
    dimension: str


def fractions(text: str) -> str:
    """A text with its vulgar fractions spelt out: "1½" becomes "1 1/2"."""
    return text if text.isascii() else _VULGAR.sub(_spelt, text)


def _spelt(match: re.Match[str]) -> str:
    return " " + unicodedata.normalize("NFKD", match.group()).replace("\u2044", "/")


def measures(text: str) -> list[Measure]:
    """Every number in a text with its unit, in order: in "60 x 40 cm" both are centimetres."""
    return [measure for measure, _, _ in _found(fractions(text))]


def spans(text: str) -> list[Span]:
    """The quantities in a text, in order: "20-35 L" is one, as is "2 lb 3 oz"; "60 x 40 cm" are two."""
    text = fractions(text)
    spans: list[Span] = []
    found = _found(text)
    place = 0
    while place < len(found):
        low = high = found[place][0]
        while place + 1 < len(found):
            last, following = found[place][0], found[place + 1][0]
            gap = text[found[place][2] : found[place + 1][1]]
            if last.dimension != following.dimension:
                break
            if _RANGE.fullmatch(gap) and low == high and last.base < following.base:
                high = following
            elif _TOGETHER.fullmatch(gap) and _is_part(following, last):
                low = high = replace(high, base=high.base + following.base)
            else:
                break
            place += 1
        spans.append(Span(low.base, high.base, low.dimension))
        place += 1
    return spans


def _found(text: str) -> list[tuple[Measure, int, int]]:
    """Measures with their places; numbers that a joint ties to a number with a unit share it."""
    matches = list(_MEASURE.finditer(text))
    units = [match["unit"] or "" for match in matches]
    for place in range(len(matches) - 2, -1, -1):
        unit, gap = units[place + 1], text[matches[place].end() : matches[place + 1].start()]
        if units[place] or not unit:
            continue
        joint = _LIST.fullmatch(gap)
        # "2 x 1.5 l" are two bottles, "60 x 40 cm" two sides.
        is_count = joint and joint["times"] and measure(1.0, unit).dimension != "[length]"
        if _RANGE.fullmatch(gap) or (joint and not is_count):
            units[place] = unit
    return [
        (measure(_value(match), unit), match.start(), match.end())
        for match, unit in zip(matches, units, strict=True)
    ]


def _value(match: re.Match[str]) -> float:
    if match["number"]:
        return to_number(match["number"])
    return float(match["whole"] or 0) + float(match["over"]) / float(match["under"])


def _is_part(small: Measure, large: Measure) -> bool:
    """Whether a measure goes on the one before it: inches after feet."""
    if not (small.unit and large.unit and small.dimension.startswith("[")):
        return False
    one, other = measure(1.0, small.unit), measure(1.0, large.unit)
    return one.base < other.base and 0 < small.base < other.base


def to_number(text: str) -> float:
    """ "1,200" and "1200" are the same, "1,5" is one and a half."""
    if _THOUSANDS.match(text):
        return float(text.replace(",", ""))
    whole, _, rest = text.replace(",", ".").partition(".")
    return float(f"{whole}.{rest.replace('.', '')}" if rest else whole)


def measure(value: float, unit: str) -> Measure:
    """A number in the given unit, as written by a shop or a shopper."""
    if not unit:
        return Measure(value, "", value, "")
    factor, offset, dimension = _unit(unit.strip().casefold(), unit.strip())
    return Measure(value, unit, value * factor + offset, dimension)


def is_inch(unit: str) -> bool:
    """Whether a casefolded unit is the inch."""
    return unit == "inch" or _NAMES.get(unit) == "inch"


@lru_cache(maxsize=4096)
def _unit(folded: str, written: str) -> tuple[float, float, str]:
    """Factor and offset to the base unit, and the dimension."""
    import pint

    registry = _registry()
    parts = folded.replace(" ", "").rstrip(".").split("/")
    ours = "/".join(_NAMES.get(part, part) for part in parts)
    for name in (ours, written, folded, _singular(folded)):
        try:
            zero, one = (registry.Quantity(n, name).to_base_units() for n in (0.0, 1.0))
        except (pint.PintError, ValueError, TypeError, AttributeError, AssertionError, TokenError):
            continue  # what pint raises for words that are no units, depending on the word
        # Bytes and bits have a unit but no dimension in pint; per cent has neither.
        dimension = str(one.units) if one.dimensionless else str(one.dimensionality)
        if dimension and dimension != "dimensionless":
            return one.magnitude - zero.magnitude, zero.magnitude, dimension
    return 1.0, 0.0, _singular(folded)


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint

    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True)


def _singular(word: str) -> str:
    if word in ("people", "persons"):
        return "person"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
