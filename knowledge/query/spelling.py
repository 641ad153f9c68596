"""Misspelt words of a message, put right with the shop's own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.query.english import english
from knowledge.query.tokens import Token, stems, tokenize

SHORTEST = 4
LONG = 8
"""Words from this length on may have two slips, shorter ones one."""
SHORTEST_PART = 3


@dataclass
class Spelling:
    """The shop's words by their first letters, since slips there are rare."""

    known: Mapping[str, int] = field(default_factory=dict)
    stems: set[str] = field(default_factory=set)
    groups: dict[tuple[str, int], list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, known: Mapping[str, int], known_stems: Iterable[str]) -> Spelling:
        """Prepares the folded words that may be meant, with how many products have each."""
        spelling = cls(known, set(known_stems))
        for word in known:
            if len(word) >= SHORTEST and word.isalpha():
                spelling.groups[word[0], len(word)].append(word)
        return spelling

    def corrected(self, token: Token) -> Token:
        """The token, or the shop's word that it misspells."""
        word = token.folded
        if (
            len(word) < SHORTEST
            or not word.isalpha()
            or word in self.known
            or token.stem in self.stems
            or word in english()
        ):
            return token
        slips = 2 if len(word) >= LONG else 1
        # The first two letters may have changed places.
        candidates = [
            one
            for letter in dict.fromkeys(word[:2])
            for length in range(len(word) - slips, len(word) + slips + 1)
            for one in self.groups.get((letter, length), ())
        ]
        found = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=slips, limit=20)
        if not found:
            return token
        meant = min(found, key=lambda match: (match[1], -self.known[match[0]]))[0]
        if len(word) == SHORTEST and len(meant) == SHORTEST and sorted(meant) != sorted(word):
            return token  # another letter makes another word of one so short
        return replace(token, folded=meant, stem=stems(meant)[0])

    def parted(self, token: Token) -> str:
        """The words that a token runs together, apart; the token's own where it is no such thing."""
        word = token.folded
        pairs = [(word[:place], word[place:]) for place in range(1, len(word))]
        found = [
            (min(self.known[one], self.known[two]), f"{one} {two}")
            for one, two in pairs
            if min(len(one), len(two)) >= SHORTEST_PART and one in self.known and two in self.known
        ]
        return max(found)[1] if found else token.text


def respelt(text: str, spelling: Callable[[], Spelling], is_used: Callable[[str], bool]) -> str:
    """A query with those words put right that no listing has; ``is_used`` is asked for each.

    ``spelling`` is only called where there is such a word.
    """
    query, end = "", 0
    for token in tokenize(text):
        query += text[end : token.start]
        end = token.end
        if not token.folded.isalpha() or is_used(token.text):
            query += token.text
        elif (meant := spelling().corrected(token)) is not token:
            query += meant.folded
        else:
            query += token.text if token.folded in english() else spelling().parted(token)
    return query + text[end:]
