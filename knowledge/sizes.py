"""Sizes as shops write them, under the names by which they are asked for.

Systems are not converted into each other: an EU 42 is another foot at every maker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from knowledge.index.analyzer import fold
from knowledge.units import spans

_LETTERS = {
    said: letter
    for letter, others in {
        "xxs": "2xs",
        "xs": "extrasmall xsmall",
        "s": "small",
        "m": "medium med",
        "l": "large",
        "xl": "extralarge xlarge 1xl",
        "xxl": "2xl xxlarge 2xlarge doublexl doubleextralarge",
        "xxxl": "3xl xxxlarge 3xlarge triplexl",
        "xxxxl": "4xl",
        "xxxxxl": "5xl",
        "onesize": "os o/s onesizefitsall onesizefitsmost einheitsgrosse tailleunique tallaunica",
    }.items()
    for said in (letter, *others.split())
}
_LETTER = "|".join(sorted(set(_LETTERS.values()) - {"onesize"}, key=len, reverse=True))
_SYSTEMS = "eur|eu|uk|us|it|fr|de|jp|au|cn|br"
_NUMBER = r"\d+(?:[.,]\d+)?"
_SYSTEM = re.compile(
    rf"(?:(?P<before>{_SYSTEMS})[mw]?)?(?P<number>{_NUMBER})(?P<after>{_SYSTEMS})?"
)
_PAIR = re.compile(rf"(?P<first>{_NUMBER}|{_LETTER})[/-](?P<second>{_NUMBER}|{_LETTER})")
_JEANS = re.compile(r"w?(?P<waist>\d{2})w?[/x]?(?:l|(?<=[/x]))(?P<length>\d{2})l?")
_WAIST_OR_LENGTH = re.compile(r"(?:(?P<kind>[wl])(?P<number>\d{2})|(?P<only>\d{2})(?P<end>[wl]))")
_AGE = re.compile(
    r"(?P<age>age)?(?P<from>\d+)(?:[/-](?P<to>\d+))?"
    r"(?:(?P<months>m|mos?|months?|monate?)|(?:y|yrs?|years?|jahre?)|(?(age)|(?!)))"
)
_SIDE = rf"{_NUMBER}(?:mm|cm|m|in|inch|\"|'')?"
_MEASURED = re.compile(
    rf"{_NUMBER}(?:ml|cl|l|kg|g|oz|lb|gb|tb|mm|cm|m|ft|in|inch|\"|'')|{_SIDE}(?:x{_SIDE})+"
)
_FRACTION = re.compile(r"\b(\d+)\s+([1-7])/([248])\b")
_PARTS = re.compile(r"\s*[|;()]\s*|,(?!\d)\s*|\s+/\s+|/(?=\s*(?:eur?|uk|us)\b)", re.IGNORECASE)
_WAISTS, _LENGTHS = range(23, 51), range(26, 39)
"""Inches between which "32/34" are trousers."""


def key(size: str) -> str:
    """The one name of a size however it is written: "X-Large" and "XL", "9,5" and "9½"."""
    squeezed = _squeezed(size)
    if squeezed in _LETTERS:
        return _LETTERS[squeezed]
    jeans = _JEANS.fullmatch(squeezed)
    if jeans and _is_trousers(jeans) and ("/" not in squeezed or set("wl") & set(squeezed)):
        return f"w{jeans['waist']}l{jeans['length']}"
    if one := _WAIST_OR_LENGTH.fullmatch(squeezed):
        return f"{one['kind'] or one['end']}{one['number'] or one['only']}"
    if number := _SYSTEM.fullmatch(squeezed):
        system = (number["before"] or number["after"] or "").replace("eur", "eu")
        return system + _plain(number["number"])
    if age := _AGE.fullmatch(squeezed):
        ages = f"{age['from']}-{age['to']}" if age["to"] else age["from"]
        return f"{ages}{'months' if age['months'] else 'years'}"
    sides = spans(squeezed) if _MEASURED.fullmatch(squeezed) else []
    if sides and sides[0].dimension:
        return "x".join(f"{side.low:.5g}" for side in sides) + sides[0].dimension
    return squeezed


@lru_cache(maxsize=65_536)
def keys(size: str) -> frozenset[str]:
    """Every `key` that a size answers to: "EU 42 / US 9" to both, "W32 L34" to its waist too."""
    parts = [part for part in _PARTS.split(size) if part]
    return frozenset(one for part in (size, *parts) for one in _keys(part) if one)


def _keys(size: str) -> Iterator[str]:
    yield key(size)
    squeezed = _squeezed(size)
    yield from (
        squeezed,
        squeezed.removesuffix("cm"),
    )  # what is said of beds and rugs without a unit
    if (number := _SYSTEM.fullmatch(squeezed)) and (number["before"] or number["after"]):
        yield _plain(number["number"])
    if jeans := _JEANS.fullmatch(squeezed):
        waist, length = jeans["waist"], jeans["length"]
        if _is_trousers(jeans):
            yield from (f"w{waist}l{length}", f"w{waist}", f"l{length}", waist)
    if pair := _PAIR.fullmatch(squeezed):
        yield pair["first"]
        if not (jeans and _is_trousers(jeans)):
            yield pair["second"]


def _is_trousers(jeans: re.Match[str]) -> bool:
    return int(jeans["waist"]) in _WAISTS and int(jeans["length"]) in _LENGTHS


def _decimal(match: re.Match[str]) -> str:
    return f"{int(match[1]) + int(match[2]) / int(match[3]):g}"


def _plain(number: str) -> str:
    return f"{float(number.replace(',', '.')):g}"


def _squeezed(size: str) -> str:
    text = _FRACTION.sub(_decimal, fold(size)).replace("×", "x").replace("–", "-")
    text = re.sub(r"^(?:sizes?|gr|grosse|taille|talla)\b[\s:.]*", "", text)
    text = re.sub(r"\s*([/x-])\s*", r"\1", text)
    # "X-Large" is one word, "S-M" are two sizes.
    text = re.sub(r"(?<=[a-z])-(?=[a-z]{3})|[\s_]+", "", text)
    return text.removesuffix(".")
