"""Numbers with units, compared across units: "1.9 kg" against "4 lb", "13 inch" against "33 cm"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from tokenize import TokenError
from typing import Any

NUMBER = r"(?<![\w.])-?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*"
_MEASURE = re.compile(rf"({NUMBER})\s*-?\s*(\"|''|′′|″|°?[^\W\d_]+(?:²|³|/[^\W\d_]+)?|%)?")
_THOUSANDS = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$")

# What shops and shoppers write and pint does not know, or knows as something else ("in" is fine,
# "C" would be coulomb, "l" is litre already).
_ALIASES = {
    '"': "inch",
    "''": "inch",
    "′′": "inch",
    "″": "inch",
    "lbs": "pound",
    "hrs": "hour",
    "hr": "hour",
    "mins": "minute",
    "secs": "second",
    "gb": "gigabyte",
    "mb": "megabyte",
    "tb": "terabyte",
    "kb": "kilobyte",
    "mah": "milliampere_hour",
    "wh": "watt_hour",
    "ltr": "liter",
    "litre": "liter",
    "litres": "liter",
    "cl": "centiliter",
    "gramme": "gram",
    "grammes": "gram",
    "metre": "meter",
    "metres": "meter",
    "c": "degree_Celsius",
    "°c": "degree_Celsius",
    "f": "degree_Fahrenheit",
    "°f": "degree_Fahrenheit",
    "mp": "megapixel",
}


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


def measures(text: str) -> list[Measure]:
    """Every number in a text with the unit that follows it, in order."""
    return [measure(to_number(number), unit or "") for number, unit in _MEASURE.findall(text)]


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


@lru_cache(maxsize=4096)
def _unit(folded: str, written: str) -> tuple[float, float, str]:
    """Factor and offset to the base unit, and the dimension."""
    import pint

    registry = _registry()
    for name in (_ALIASES.get(folded, ""), written, folded, _singular(folded)):
        if not name:
            continue
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
