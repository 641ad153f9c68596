"""A message as words with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge.index.analyzer import IRREGULAR, fold, stem

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
LONGEST = 2_000
"""Characters that are read of a message."""


@dataclass(frozen=True)
class Token:
    """One word: folded (without apostrophes and a genitive's ending), its stem, and where it stands."""

    text: str
    folded: str
    stem: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """The words of a text's first `LONGEST` characters."""
    return list(_tokens(text[:LONGEST]))


def _tokens(text: str) -> Iterator[Token]:
    for match in _WORD.finditer(text):
        folded = _folded(match.group())
        yield Token(match.group(), folded, stem(folded), match.start(), match.end())


def folded_words(text: str) -> list[str]:
    """The folded words of a text's first `LONGEST` characters, without their places."""
    return [_folded(word) for word in _WORD.findall(text[:LONGEST])]


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    return fold(word).replace("’", "'").removesuffix("'s").replace("'", "")


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words."""
    return tuple(token.stem for token in tokenize(text))


def is_same_word(one: str, other: str) -> bool:
    """Whether words of one stem are one word: "boots" and "boot", not "switch" and "switched"."""
    short, long = sorted((one, other), key=len)
    return (
        long in (short, f"{short}s", f"{short}es")
        or long.removesuffix("ies") == short.removesuffix("y")
        or IRREGULAR.get(one, one) == IRREGULAR.get(other, other)
    )
