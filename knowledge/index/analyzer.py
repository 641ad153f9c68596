"""Text to words and terms, the same way for products and queries."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from Stemmer import Stemmer

from knowledge.units import UNIT_WORDS, fractions, is_inch, measure, to_number

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![,\d])|\d+(?:\.\d+)+|\d+,\d+(?![,\d])"
_PLAIN_WORD = r"[^\W_]+(?:['’][^\W_]+)*"
# "1,5" and "1.5" are one word, as are "1,000" and "men's".
_WORD = re.compile(rf"(?<![^\W\d_])(?:{_NUMBER})|{_PLAIN_WORD}")
# The "in" of "2 in 1" measures nothing.
_UNIT = "|".join(
    re.escape(unit) if unit != "in" else r"in(?!\s?\d)"
    for unit in sorted(UNIT_WORDS, key=len, reverse=True)
)
_PIECE = re.compile(
    rf"(?<![\w.,])(?P<number>\d+(?:[.,]\d+)*)[\s-]?(?P<unit>{_UNIT})(?!\w|-\d)"
    rf"|(?<![^\W\d_])(?P<decimal>{_NUMBER})"
    r"|(?P<compound>[^\W_]+(?:[-./+][^\W_]+)+)"
    rf"|{_PLAIN_WORD}"
)
_JOINT = re.compile(r"[-./+]")
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)+")
_DIGITS_AND_LETTERS = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")  # Japanese and Chinese

# Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)

IRREGULAR = {
    **{"knives": "knife", "scarves": "scarf", "shelves": "shelf", "loaves": "loaf"},
    **{"leaves": "leaf", "halves": "half", "wolves": "wolf", "mice": "mouse", "feet": "foot"},
    **{"teeth": "tooth", "geese": "goose", "hooves": "hoof", "children": "child"},
}
_stemmer = Stemmer("english")


class Way(NamedTuple):
    """Terms that together say a thing, and how well they do, up to 1."""

    terms: tuple[str, ...]
    worth: float = 1.0


Ways = tuple[Way, ...]
LESS = 0.5
"""What "13" is worth where "13.3" was asked for, or 16 and GB where "16 GB" was."""


@dataclass(frozen=True)
class Piece:
    """One word, number or compound of a folded text, where it stands, and the ways to write it."""

    written: str
    start: int
    end: int
    ways: Ways


def fold(text: str) -> str:
    """Case, width and accents removed: "Crème BRÛLÉE" -> "creme brulee"."""
    if text.isascii():  # nearly all of a catalogue: nothing to decompose
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", fractions(text).casefold().translate(_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Snowball stem of a folded word, of its singular where that is irregular.

    Words with digits stay as they are.
    """
    if any(char.isdigit() for char in word):
        return word
    return str(_stemmer.stemWord(IRREGULAR.get(word, word)))


def words(text: str) -> list[str]:
    """The stems of a text's words, in order; a number is one word however it is written."""
    return [one for match in _WORD.finditer(fold(text)) if (one := _word(match.group()))]


def terms(text: str) -> list[str]:
    """The index terms of a text: those of every way to write each of its `pieces`."""
    return [
        term
        for match in _PIECE.finditer(fold(text))
        for ways in _ways(match.group(), match["number"], match["unit"], match["compound"])
        for term in dict.fromkeys(term for way in ways for term in way.terms)
    ]


def pieces(text: str) -> list[Piece]:
    """A text's words, numbers and compounds under every way to write them, in order.

    "dv7-1211ea" and "t-shirt" are one word or two, "x100" a model or its parts, "13.3" about 13,
    and a number with its unit is an amount, so that "16GB" finds "16 GB" and '13"' finds "13 inch".
    Scripts written without spaces give characters and pairs of characters.
    """
    return [
        Piece(match.group(), match.start(), match.end(), ways)
        for match in _PIECE.finditer(fold(text))
        for ways in _ways(match.group(), match["number"], match["unit"], match["compound"])
    ]


@lru_cache(maxsize=200_000)
def _ways(
    written: str, number: str | None, unit: str | None, compound: str | None
) -> tuple[Ways, ...]:
    """Every way to write what one match of `_PIECE` says; unspaced scripts say several things."""
    if number and unit:
        exact = [Way((_amount(number, unit),)), Way((_word(number), *words(unit)), LESS)]
        if "." in _word(number) and is_inch(unit):  # screens are spoken of in whole inches
            exact.append(Way((_amount(str(int(to_number(number))), unit),), LESS))
        return (tuple(exact),)
    if compound:
        parts = _JOINT.split(compound)
        # "t-shirt" is a word, "state-of-the-art" is not.
        if not any(map(str.isdigit, compound)) and not (len(parts) == 2 and "-" in compound):
            return tuple((Way((stem(part),)),) for part in parts)
        finer = tuple(stem(part) for word in parts for part in _DIGITS_AND_LETTERS.split(word))
        ways = [Way((stem("".join(parts)),)), Way(tuple(map(stem, parts))), Way(finer, LESS)]
        return (tuple(ways[: 3 if len(finer) > len(parts) else 2]),)
    if _UNSPACED.search(written):
        pairs = (written[place : place + 2] for place in range(len(written) - 1))
        return tuple((Way((one,)),) for one in (*written, *pairs))
    word = _word(written)
    rest: tuple[str, ...] = ()
    if _DECIMAL.fullmatch(written):
        rest = (word.partition(".")[0],)
    elif "'" in written or "’" in written:
        last = re.split("['’]", written)[-1]
        rest = (stem(last),) if len(last) > 2 else ()
    elif len(parts := _DIGITS_AND_LETTERS.split(written)) == 2:
        rest = tuple(map(stem, parts))
    return ((Way((word,)), Way(rest, LESS)) if rest and rest != (word,) else (Way((word,)),),)


def _word(folded: str) -> str:
    if folded.isalpha():
        return stem(folded)
    if _DECIMAL.fullmatch(folded):
        return f"{to_number(folded):.10g}" if folded.count(".") < 2 else folded
    return stem(folded.replace("’", "'").removesuffix("'s").replace("'", ""))


@lru_cache(maxsize=65_536)
def _amount(number: str, unit: str) -> str:
    """One term for an amount in any unit: "1.5 l" and "1500 ml"; three digits tell amounts apart."""
    one = measure(to_number(number), unit)
    return f"#{one.base:.3g}{one.dimension}"
