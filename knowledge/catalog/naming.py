"""Names of columns and attributes: how they are compared, what they measure in, how people write them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 500
"""Characters of a name that are looked at."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SEPARATORS = re.compile(r"[\W_]+")
_UNIT = re.compile(
    r"(?:\(|\[)\s*(?P<bracketed>[^()\[\]\d]{1,8})\s*(?:\)|\])\s*$|[\s_](?P<plain>kg|lbs?|oz|cm|mm|"
    r"km|ft|inch(?:es)?|ml|cl|kw|kwh|mah|wh|gb|tb|mb|hz|khz|mhz|ghz|db|watts?|volts?|litres?|"
    r"liters?|grams?|hours?|minutes?|g|m|l|w|v)$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】|（[^）]*）")
# What stands around the word that counts: "Product Brand", "Cena brutto", "Prix TTC", "Image 1".
_AROUND = frozenset(
    "product item article artikel produkt produit producto prodotto produto produktu productos "
    "incl inkl including inclusive inc ttc brutto gross btw mwst ust vat tax iva tva moms dph kdv "
    "with s z mit con avec the of de du des der del main principale principal hlavni glowne 1 01 "
    "disponibile disponible disponivel".split()
)

_NEED_MORE = frozenset("id type code number name".split())  # say nothing by themselves


def normal(name: str) -> str:
    """``name`` as it is compared: ``productName``, ``Product_Name`` and ``product name`` alike.

    Accents do not count: shops leave them out as often as not.
    """
    return _normal(name[:LONGEST])


@lru_cache(maxsize=4096)
def _normal(name: str) -> str:
    name = name if name.isupper() else _CAMEL.sub(" ", name)
    if not name.isascii():
        parts = unicodedata.normalize("NFKD", name)
        name = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(_SEPARATORS.sub(" ", name).casefold().split())


def bare(name: str) -> str:
    """The `normal` name without what only surrounds it: brackets, taxes, "product", a number."""
    return _bare(name[:LONGEST])


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    words = normal(_BRACKETS.sub(" ", name)).split()
    while len(words) > 1 and words[-1] in _AROUND:
        words.pop()
    while len(words) > 1 and words[0] in _AROUND and words[1] not in _NEED_MORE:
        words.pop(0)
    return " ".join(words)


def humanise(name: str) -> str:
    """A column's name as a person would write it: ``display_diagonal`` -> "Display diagonal"."""
    return _humanise(name[:LONGEST])


@lru_cache(maxsize=4096)
def _humanise(name: str) -> str:
    text = " ".join(name.replace("_", " ").split())
    if " " not in text and not text.isupper():
        text = _CAMEL.sub(" ", text)
        text = text[:1] + text[1:].lower() if " " in text else text
    return text[:1].upper() + text[1:]


def unit(name: str) -> tuple[str, str]:
    """A column's name without its unit, and the unit: ``Weight (kg)``, ``weight_kg``; else ""."""
    return _unit(name[:LONGEST])


@lru_cache(maxsize=4096)
def _unit(name: str) -> tuple[str, str]:
    match = _UNIT.search(name)
    if not match or match.start() == 0:
        return name, ""
    return name[: match.start()], (match["bracketed"] or match["plain"]).strip()
