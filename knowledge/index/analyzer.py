"""Text to words and terms, the same way for products and queries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from Stemmer import Stemmer

from knowledge.units import UNIT_WORDS, fractions, measure, to_number

# "1,5" and "1.5" are one word, as are "1,000" and "men's".
_WORD = re.compile(
    r"(?<![^\W\d_])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![,\d])|\d+(?:\.\d+)+|\d+,\d+(?![,\d]))"
    r"|[^\W_]+(?:['’][^\W_]+)*"
)
_COMPOUND = re.compile(r"[^\W_]+(?:[-./+][^\W_]+)+")
_JOINT = re.compile(r"[-./+]")
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)+")
_DIGITS_AND_LETTERS = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")
_AMOUNT = re.compile(
    r"(?<![\w.,-])(\d+(?:[.,]\d+)*)[\s-]?(fl oz|[^\W\d_]+[²³23]?|[\"'″′]+)(?!\w|-\d)"
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")  # Japanese and Chinese

# Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)

_stemmer = Stemmer("english")


def fold(text: str) -> str:
    """Case, width and accents removed: "Crème BRÛLÉE" -> "creme brulee"."""
    if text.isascii():  # nearly all of a catalogue: nothing to decompose
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", fractions(text).casefold().translate(_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Snowball stem of a folded word; words with digits stay as they are."""
    return word if any(char.isdigit() for char in word) else str(_stemmer.stemWord(word))


def words(text: str) -> list[str]:
    """The stems of a text's words, in order; a number is one word however it is written."""
    return [one for match in _WORD.finditer(fold(text)) for one in _word(match.group())]


def terms(text: str) -> list[str]:
    """The index terms of a text.

    Beside its `words` these are what else a word may be typed as: a compound such as
    ``dv7-1211ea`` or "t-shirt" without its joint, the parts of "x100" and the whole of "13.3", and
    a number with its unit as one amount, so that "16GB" finds "16 GB" and '13"' finds "13 inch".
    Scripts written without spaces give characters and pairs of characters.
    """
    return list(_terms(fold(text)))


def _terms(folded: str) -> Iterator[str]:
    for match in _COMPOUND.finditer(folded):
        yield from _joined(match.group())
    for match in _AMOUNT.finditer(folded):
        # The "in" of "2 in 1" measures nothing.
        if match[2] in UNIT_WORDS and not (
            match[2] == "in" and folded[match.end() :][1:2].isdigit()
        ):
            yield _amount(match[1], match[2])
    for match in _WORD.finditer(folded):
        yield from _split(match.group())


@lru_cache(maxsize=200_000)
def _split(word: str) -> tuple[str, ...]:
    """The terms of one folded word."""
    if word.isalpha():
        if _UNSPACED.search(word):
            return (*word, *(word[i : i + 2] for i in range(len(word) - 1)))
        return (stem(word),)
    found = _word(word)
    if _DECIMAL.fullmatch(word):
        return tuple(dict.fromkeys([*found, found[0].partition(".")[0]]))
    if "'" in word or "’" in word:
        last = re.split("['’]", word)[-1]
        return (*found, stem(last)) if len(last) > 2 else tuple(found)
    # A model number such as "x100" is found by its parts too; "16gb" is "16 gb".
    parts = _DIGITS_AND_LETTERS.split(word)
    if len(parts) != 2:
        return tuple(found)
    is_amount = parts[0].isdigit() and parts[1] in UNIT_WORDS
    return (*([] if is_amount else found), *map(stem, parts))


def _word(folded: str) -> list[str]:
    if folded.isalpha():
        return [stem(folded)]
    if _DECIMAL.fullmatch(folded):
        return [f"{to_number(folded):.10g}" if folded.count(".") < 2 else folded]
    bare = folded.replace("’", "'").removesuffix("'s").replace("'", "")
    return [stem(bare)] if bare else []


@lru_cache(maxsize=200_000)
def _joined(compound: str) -> tuple[str, ...]:
    """A compound without its joints, if it has digits or is of two words: "t-shirt", "wh-1000xm4"."""
    if _DECIMAL.match(compound):
        return ()
    if any(char.isdigit() for char in compound):
        return (_JOINT.sub("", compound),)
    parts = compound.split("-")
    return (stem("".join(parts)),) if len(parts) == 2 and all(map(str.isalpha, parts)) else ()


@lru_cache(maxsize=65_536)
def _amount(number: str, unit: str) -> str:
    """One term for an amount in any unit: "1.5 l" and "1500 ml"; three digits tell amounts apart."""
    one = measure(to_number(number), unit)
    return f"#{one.base:.3g}{one.dimension}"
