"""Text to terms, the same way for products and queries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from Stemmer import Stemmer

_WORD = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W_]+(?:[-./+][^\W_]+)+")
_DIGITS_AND_LETTERS = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")  # Japanese and Chinese

_stemmer = Stemmer("english")


def fold(text: str) -> str:
    """Case, width and accents removed: "Crème BRÛLÉE" -> "creme brulee"."""
    if text.isascii():  # nearly all of a catalogue: nothing to decompose
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Snowball stem of a folded word; words with digits stay as they are."""
    return word if any(char.isdigit() for char in word) else str(_stemmer.stemWord(word))


def terms(text: str) -> list[str]:
    """The index terms of a text, in order.

    Words are folded and stemmed. A compound such as ``dv7-1211ea`` gives its parts and the whole
    without its joints, so that a model number is found however it is typed. Scripts written
    without spaces give characters and pairs of characters.
    """
    return list(_terms(fold(text)))


def _terms(folded: str) -> Iterator[str]:
    for match in _COMPOUND.finditer(folded):
        if any(char.isdigit() for char in match.group()):
            yield re.sub(r"[-./+]", "", match.group())
    for match in _WORD.finditer(folded):
        word = match.group()
        if _UNSPACED.search(word):
            yield from word
            yield from (word[i : i + 2] for i in range(len(word) - 1))
            continue
        yield stem(word)
        # "16gb" and "16 gb" must meet; a model number such as "x100v" is found by its parts too.
        if len(parts := _DIGITS_AND_LETTERS.split(word)) == 2:
            yield from map(stem, parts)
