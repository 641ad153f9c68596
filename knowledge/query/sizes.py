"""Sizes a message asks for, in the shop's own spelling: "a medium", "size 9", "uk 8", "XL"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.index.analyzer import fold
from knowledge.query.words import listed
from knowledge.sizes import key, keys
from knowledge.vocabulary import Vocabulary

_SYSTEM = re.compile(r"(uk|us|eu|it|fr|de|jp|au|cn|br|w|l)?(\d+(?:\.\d+)?)")
# Words that describe before they are sizes.
_ADJECTIVES = frozenset(
    listed("small medium large regular long short tall standard slim wide full")
)
# "How long does it take" asks for no size.
_DEGREE = re.compile(r"\b(?:how|so|too|very|as|that|this|all|a) $", re.IGNORECASE)

_ONE = r"(?:(?:uk|us|eu|eur)\s?)?(?:extra[\s-](?:small|large)|[\w/]+(?:[.,]\d)?)(?:\s?(?:uk|us|eu|eur)\b)?"
_CUED = re.compile(
    rf"\b(?:in\s+)?(?:an?\s+|my\s+|the\s+)?(?:sizes?|sz)\s*(?:is\s|of\s|:|=)?\s*(?:an?\s)?"
    rf"(?P<sizes>{_ONE}(?:\s*(?:or|and|/|,)\s*{_ONE})*)|"
    rf"\bin\s+(?:an?\s+|the\s+)?(?P<in>{_ONE})(?:\s+size\b)?(?!\s?%|\w)|"
    rf"\b(?:wear|take|am|need|an?)\s+(?:an?\s+)?(?P<worn>(?:uk|us|eu)\s?\d+(?:[.,]\d)?|medium|small|large|x+[sl])\b|"
    rf"\b(?P<system>(?:uk|us|eu)\s?\d+(?:[.,]\d)?|\d+(?:[.,]\d)?\s?(?:uk|us|eu))\b|"
    r"(?P<between>\d+(?:[.,]\d)?)\s+in\s+size\b",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"(?:extra[\s-](?:small|large)|(?:one|king|queen|twin|double|single)[\s-]\w+|[\w/]+(?:[.,]\d)?)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:\bor\b|\band\b|,(?!\d)|/(?=\s))\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Size:
    """Sizes that one phrase asks for, and where it stands."""

    values: tuple[str, ...]
    start: int
    end: int


@dataclass
class Sizes:
    """The shop's sizes under every way to say them."""

    vocabulary: Vocabulary
    said: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Sizes:
        """Prepares a vocabulary; done once for each."""
        sizes = cls(vocabulary)
        for size in vocabulary.sizes:
            for said in keys(size):
                sizes.said[said].append(size)
        return sizes

    def find(self, text: str, categories: Sequence[str]) -> Iterator[Size]:
        """The sizes in a message, left to right.

        ``categories`` are those the message names: "large" is a size of what comes in that size.
        """
        if not self.said:
            return
        end = 0
        for match in _CUED.finditer(text):
            if found := self._cued(match):
                yield found
                end = found.end
        for match in _WORD.finditer(text):
            if match.start() < end and end:
                continue
            written, name = match.group(), key(match.group())
            values = self.said.get(name, [])
            if not values or _SYSTEM.fullmatch(name):
                continue
            alone = match.group() == text.strip(" .!?")
            if len(written) < 2 and not (written.isupper() and not text.isupper()) and not alone:
                continue
            is_degree = bool(_DEGREE.search(text[: match.start()]))
            is_loose = fold(written) in _ADJECTIVES and not alone
            if is_loose and (is_degree or not self._fits(values, categories)):
                continue
            yield Size(tuple(values), match.start(), match.end())

    def _cued(self, match: re.Match[str]) -> Size | None:
        kind = next(name for name, value in match.groupdict().items() if value)
        values: list[str] = []
        start = end = match.start(kind)
        for divider in [*_SPLIT.finditer(match.group(kind)), None]:
            stop = match.end(kind) if divider is None else match.start(kind) + divider.start()
            found = self._said(match.string[start:stop])
            if not found:
                break
            values += [one for one in found if one not in values]
            end = stop
            start = match.start(kind) + divider.end() if divider else stop
        if not values:
            return None
        return Size(tuple(values), match.start(), match.end() if end == match.end(kind) else end)

    def _said(self, written: str) -> list[str]:
        name = key(written)
        if name in self.said:
            return self.said[name]
        # The shopper names a system where the shop has only one.
        number = _SYSTEM.fullmatch(name)
        plain = self.said.get(number[2], []) if number else []
        return plain if all(_is_number(key(size)) for size in plain) else []

    def _fits(self, values: Sequence[str], categories: Sequence[str]) -> bool:
        homes = {name for size in values for name in self.vocabulary.size_categories.get(size, ())}
        return not categories or bool(homes & set(categories))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()
