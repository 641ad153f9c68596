"""Which of the shop's categories a message names, by their head nouns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from knowledge.query.english import english
from knowledge.query.genders import alike
from knowledge.query.tokens import Token, is_same_word, tokenize
from knowledge.query.words import (
    COMMON,
    FILLERS,
    GENERIC,
    LOOKED_FOR,
    OWNERS,
    PURPOSES,
    VAGUE,
    listed,
)
from knowledge.vocabulary import Vocabulary

MEANS_CATEGORY, MEANS_PART_OF_CATEGORY = 0.25, 0.5
"""Least share of the products with a word in title or category that are in the category it names,
where the word is its whole name and where it is a part."""
SEVERAL = 6
"""A word that names more categories than this says too little, unless one is above them all."""

_SEVERAL_NAMES = re.compile(r"\s*(?:&|/|,|\+|\band\b|\bor\b)\s*", re.IGNORECASE)
_NAME_END = re.compile(r"\s(?:for|with|of|in|by)\s|\(")
_QUALITY_ENDINGS = (
    *("able", "ible", "ful", "less", "ish", "ous", "ive", "proof", "resistant", "weight", "free"),
    *("sized", "friendly", "y", "ed", "est", "en", "al", "ic"),
)

_PREFIXES = frozenset(listed("non multi anti self all ultra semi extra high low double quick easy"))


@dataclass
class Categories:
    """The shop's categories by the nouns that head their names.

    A name such as "Coats & jackets" is two names of one category. ``is_quality`` tells whether a
    stem is a colour, brand, material or other value, which never changes what kind a thing is.
    """

    vocabulary: Vocabulary
    is_quality: Callable[[str], bool]
    is_known: Callable[[str], bool]
    heads: dict[str, list[tuple[str, tuple[str, ...]]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    nouns: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    stems: set[str] = field(default_factory=set)
    joined: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        vocabulary: Vocabulary,
        is_quality: Callable[[str], bool],
        is_known: Callable[[str], bool],
    ) -> Categories:
        """Prepares a vocabulary; done once for each."""
        found = cls(vocabulary, is_quality, is_known)
        for name in vocabulary.categories:
            for part in _SEVERAL_NAMES.split(name):
                tokens = tokenize(_NAME_END.split(part)[0])
                words = tuple(token.stem for token in tokens)
                if words and not all(word in COMMON for word in part.casefold().split()):
                    for token in tokenize(" ".join(alike(part))):  # "Children" are also "kids"
                        found.heads[token.stem].append((name, (token.stem,)))
                        found.nouns[token.stem].add(token.folded)
                    found.heads[words[-1]].append((name, words))
                    found.nouns[words[-1]].add(tokens[-1].folded)
                    found.stems.update(words)
                    if len(words) > 1:  # "T-shirts" are also "tshirts"
                        found.joined["".join(words)] = words[-1]
        return found

    def find(
        self, tokens: Sequence[Token], free: Sequence[bool]
    ) -> list[tuple[list[str], int, int]]:
        """Names of categories with the places, from and up to, of the words that name them."""
        found: list[tuple[list[str], int, int]] = []
        for place, token in enumerate(tokens):
            if not free[place] or self._is_modifier(tokens, free, place):
                continue
            first, names = self._headed(tokens, free, place)
            if not names and token.stem in self.joined:
                first, names = place, self._whole(token.stem)
            if names and not _is_purpose(tokens, free, first, bool(found)):
                found.append((names, first, place + 1))
        return found

    def _whole(self, joined: str) -> list[str]:
        return [name for name, words in self.heads[self.joined[joined]] if "".join(words) == joined]

    def _headed(
        self, tokens: Sequence[Token], free: Sequence[bool], place: int
    ) -> tuple[int, list[str]]:
        """Where the phrase with this head begins, and the categories it names."""
        matched: dict[str, tuple[int, bool]] = {}
        head = tokens[place]
        # "Alternatives" are no "alternators", though their stem is the same.
        is_noun = any(is_same_word(head.folded, noun) for noun in self.nouns.get(head.stem, ()))
        for name, words in self.heads[head.stem] if is_noun else ():
            first = place
            while first > 0 and free[first - 1] and tokens[first - 1].stem in words:
                first -= 1
            length = place - first + 1
            matched[name] = max(matched.get(name, (0, False)), (length, length >= len(words)))
        if not matched:
            return place, []
        most = max(length for length, _ in matched.values())
        names = [name for name, (length, _) in matched.items() if length == most]
        whole = [name for name in names if matched[name][1]]
        names, first = whole or names, place - most + 1
        if not whole and self._is_otherwise(tokens, free, first, names):
            return place, []
        if most == 1 and not whole and head.folded in GENERIC:
            return place, []
        if most == 1:
            counted = sum(self.vocabulary.category_counts[name] for name in names)
            used = self.vocabulary.named_in([tokens[place].folded])
            if counted < used * (MEANS_CATEGORY if whole else MEANS_PART_OF_CATEGORY):
                return place, []
        return first, self._fewest(names)

    def _fewest(self, names: list[str]) -> list[str]:
        """Without those that another one includes; one that includes all if there are many."""
        above = self.vocabulary.categories
        names = [name for name in names if not set(above[name]) & set(names)]
        if len(names) <= SEVERAL:
            return names
        counts = self.vocabulary.category_counts
        total = sum(counts[name] for name in names)
        shared = set.intersection(*({*above[name]} for name in names))
        return [one for one in shared if counts[one] <= 1.5 * total][:1]

    def _is_otherwise(
        self, tokens: Sequence[Token], free: Sequence[bool], first: int, names: list[str]
    ) -> bool:
        """Whether a word before says that it is another kind: a "laptop bag" is no "Doll bag"."""
        if first == 0 or not free[first - 1] or tokens[first].start - tokens[first - 1].end > 1:
            return False
        word = tokens[first - 1]
        if first > 1 and tokens[first - 2].folded in _PREFIXES:
            return False
        if word.folded in COMMON or not word.folded.isalpha() or self.is_quality(word.stem):
            return False
        return self.is_known(word.stem) or not word.folded.endswith(_QUALITY_ENDINGS)

    def _is_modifier(self, tokens: Sequence[Token], free: Sequence[bool], place: int) -> bool:
        """Whether another thing of the shop's follows: in "laptop bag", laptops are not meant."""
        following = place + 1
        if following >= len(tokens) or not free[following]:
            return False
        gap, word = tokens[following].start - tokens[place].end, tokens[following]
        if gap > 1 or not word.folded.isalpha() or word.folded in FILLERS:
            return False
        if word.folded in GENERIC:
            return self._is_named(tokens[place], word)
        if word.stem in self.heads or word.folded in self.vocabulary.heads:
            return not self.is_quality(word.stem) or word.stem in self.heads
        if word.folded in COMMON or self.is_quality(word.stem):
            return False
        if word.folded.endswith(_QUALITY_ENDINGS):
            return False
        # A "coffee maker" is no coffee, whether or not the shop has heard of makers.
        return self.is_known(word.stem) or (
            word.folded in english() and not _is_plural(tokens[place].folded)
        )

    def _is_named(self, modifier: Token, head: Token) -> bool:
        """Whether two words are a category's name, or its end: "picture books"."""
        return any(
            words[-2:] == (modifier.stem, head.stem) for _, words in self.heads.get(head.stem, ())
        )


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss")


def _is_purpose(tokens: Sequence[Token], free: Sequence[bool], first: int, has_kind: bool) -> bool:
    """Whether it is what the wanted thing is for: in "strings for my guitar", no guitar is wanted."""
    place = first - 1
    while place >= 0 and (tokens[place].folded in OWNERS or not free[place]):
        place -= 1
    if place < 0 or tokens[place].folded not in PURPOSES:
        return False
    if has_kind:
        return True
    if tokens[place].folded != "for" or place == 0:
        return False
    before = tokens[place - 1].folded
    if before in VAGUE:
        return True
    return free[place - 1] and before not in LOOKED_FOR and before not in FILLERS
