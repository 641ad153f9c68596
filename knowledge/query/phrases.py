"""The shop's own names as phrases of stems, found in a message longest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from knowledge.colors import FAMILIES
from knowledge.query.measured import Numeric
from knowledge.query.tokens import Token, stems, tokenize
from knowledge.query.words import COMMON, FILLERS
from knowledge.vocabulary import LONGEST_VALUE, Attribute, Vocabulary

_SIZE_WORDS = {
    "small": "S", "medium": "M", "large": "L", "extra small": "XS", "extra large": "XL",
    "x large": "XL", "x small": "XS", "xx large": "XXL", "double xl": "XXL", "one size": "One size",
}  # fmt: skip
_GENDERS = {
    "women": "women", "woman": "women", "womens": "women", "ladies": "women", "lady": "women",
    "female": "women", "girls": "girls", "men": "men", "man": "men", "mens": "men", "male": "men",
    "gents": "men", "boys": "boys", "kids": "kids", "children": "kids", "kid": "kids",
    "childrens": "kids", "unisex": "unisex",
}  # fmt: skip
# How much of the products that carry a word in their titles must have the attribute's value, or be
# in the category, for the word to mean it: "mouse" in a shop of mice is no "Adapter type".
MEANS_VALUE = 0.5
MEANS_PART_OF_CATEGORY = 0.5
MEANS_CATEGORY = 0.25
SIMILAR = 82.0
"""Least `rapidfuzz.fuzz.ratio` for a word to be a misspelling of one of the shop's."""


@dataclass(frozen=True)
class Name:
    """What a phrase stands for: ``entity`` and the shop's spelling; ``field`` of an attribute."""

    entity: str
    value: str
    field: str = ""


@dataclass(frozen=True)
class Found:
    """A name found in a message: token places from ``first`` up to, not including, ``last``."""

    name: Name
    first: int
    last: int


@dataclass
class Phrases:
    """Every name of a vocabulary, ready to be found."""

    vocabulary: Vocabulary
    names: dict[tuple[str, ...], list[Name]] = field(default_factory=lambda: defaultdict(list))
    numeric: Numeric = field(default_factory=Numeric)
    longest: int = 1
    heads: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    category_stems: dict[str, frozenset[str]] = field(default_factory=dict)
    ambiguous_brands: set[str] = field(default_factory=set)
    known: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    known_stems: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Phrases:
        """Prepares a vocabulary; done once for each."""
        phrases = cls(vocabulary, numeric=Numeric.of(vocabulary))
        for brand, count in vocabulary.brands.items():
            phrases._add(brand, Name("brand", brand))
            phrases._judge_brand(brand, count)
        for category in vocabulary.categories:
            phrases._add_category(category)
        for color in vocabulary.colors:
            phrases._add(color, Name("color", color))
        families = set(vocabulary.colors.values()) - {""}
        for shade, family in FAMILIES.items():
            if family in families and shade in (family, "gray"):
                phrases._add(shade, Name("color", family))
        for size in vocabulary.sizes:
            phrases._add(size, Name("size", size))
        sizes = {size.casefold(): size for size in vocabulary.sizes}
        for word, size in _SIZE_WORDS.items():
            if size.casefold() in sizes:
                phrases._add(word, Name("size", sizes[size.casefold()]))
        if vocabulary.genders:
            for word, gender in _GENDERS.items():
                phrases._add(word, Name("gender", gender, "gender"))
        for material in vocabulary.materials:
            phrases._add_value("material", material)
        for attribute in vocabulary.attributes.values():
            phrases._add_attribute(attribute)
        for names in phrases.names.values():
            names.sort(key=lambda name: -phrases._count(name))
        phrases._learn_spelling()
        return phrases

    def _count(self, name: Name) -> int:
        """How many products a name is true of; names of the shop's own fields come first."""
        if name.entity != "attribute":
            return self.vocabulary.size_of_catalogue + 1
        if name.field == "material" and name.value in self.vocabulary.materials:
            return self.vocabulary.materials[name.value]
        return self.vocabulary.attributes[name.field].values.get(name.value, 0)

    def find(self, tokens: Sequence[Token], free: Sequence[bool]) -> Iterator[Found]:
        """Names in the tokens that are ``free``, longest first, left to right, not overlapping."""
        taken = [not one for one in free]
        for length in range(min(self.longest, len(tokens)), 0, -1):
            for first in range(len(tokens) - length + 1):
                last = first + length
                if any(taken[first:last]):
                    continue
                key = tuple(token.stem for token in tokens[first:last])
                for name in self.names.get(key, ()):
                    if self._plausible(name, tokens, first, last):
                        taken[first:last] = [True] * length
                        yield Found(name, first, last)
                        break

    def categories(self, tokens: Sequence[Token], free: Sequence[bool]) -> list[Found]:
        """The categories that the message names, one `Found` for each, the same place for several.

        A category is named by its head noun, with as many of its other words as the message has
        before it: "trail shoes" names "Trail running shoes", "shoes" every kind of shoes.
        """
        found: list[Found] = []
        for place in range(len(tokens)):
            if not free[place]:
                continue
            first, names = self._headed(tokens, free, place)
            if found and _is_purpose(tokens, first):
                continue
            if names and not self._is_modifier(tokens, free, place):
                found += [Found(Name("category", name), first, place + 1) for name in names]
        return found

    def _headed(
        self, tokens: Sequence[Token], free: Sequence[bool], place: int
    ) -> tuple[int, list[str]]:
        """Where the phrase with this head begins, and the categories it names."""
        best: dict[str, tuple[int, int]] = {}
        for name in self.heads.get(tokens[place].stem, ()):
            words = self.category_stems[name]
            first = place
            while first > 0 and free[first - 1] and tokens[first - 1].stem in words:
                first -= 1
            # The other words may also follow: "shoes for trail running".
            best[name] = (place - first + 1, len(words))
        if not best:
            return place, []
        most = max(matched for matched, _ in best.values())
        names = [name for name, (matched, _) in best.items() if matched == most]
        whole = [name for name in names if best[name][1] <= most]
        names = whole or names
        first = place - most + 1
        if not whole and self._is_otherwise(tokens, free, first):
            return place, []
        if most == 1:
            counted = sum(self.vocabulary.category_counts[name] for name in names)
            used = self.vocabulary.named_in([tokens[place].folded])
            if counted < used * (MEANS_CATEGORY if whole else MEANS_PART_OF_CATEGORY):
                return place, []
        if len(names) > 6:
            names = self._ancestor(names)
        return first, names

    def _is_otherwise(self, tokens: Sequence[Token], free: Sequence[bool], first: int) -> bool:
        """Whether a word before says that it is another kind: a "laptop bag" is no "Doll bag"."""
        if first == 0 or not free[first - 1]:
            return False
        word = tokens[first - 1]
        return word.folded not in COMMON and word.folded.isalpha() and not self._is_quality(word)

    def _ancestor(self, names: list[str]) -> list[str]:
        """The one category above all of these, if there is one that is not above much else."""
        shared = set.intersection(*({*self.vocabulary.categories[name], name} for name in names))
        total = sum(self.vocabulary.category_counts[name] for name in names)
        near = [one for one in shared if self.vocabulary.category_counts[one] <= 1.5 * total]
        return near[:1] or names[:12]

    def _is_modifier(self, tokens: Sequence[Token], free: Sequence[bool], place: int) -> bool:
        """Whether another thing of the shop's follows: in "laptop bag", laptops are not meant."""
        following = place + 1
        if following >= len(tokens) or not free[following]:
            return False
        gap = tokens[following].start - tokens[place].end
        word = tokens[following]
        if gap > 1 or word.folded in COMMON or not word.folded.isalpha():
            return False
        return word.stem in self.known_stems and not self._is_quality(word)

    def _is_quality(self, word: Token) -> bool:
        names = self.names.get((word.stem,), ())
        return any(name.entity != "category" for name in names)

    def corrected(self, token: Token) -> Token:
        """The token, or the shop's word that it misspells."""
        word = token.folded
        if (
            len(word) < 4
            or not word.isalpha()
            or word in COMMON
            or token.stem in self.known_stems
            or word in self.vocabulary.words
        ):
            return token
        candidates = [
            one
            for length in range(len(word) - 2, len(word) + 3)
            for one in self.known.get(f"{word[0]}{length}", ())
        ]
        match = process.extractOne(word, candidates, scorer=fuzz.ratio, score_cutoff=SIMILAR)
        if match is None:
            return token
        (stem,) = stems(match[0]) or (token.stem,)
        return Token(token.text, match[0], stem, token.start, token.end)

    def _plausible(self, name: Name, tokens: Sequence[Token], first: int, last: int) -> bool:
        words = tokens[first:last]
        before = tokens[first - 1].folded if first else ""
        if name.entity == "size":
            return _is_size(name.value, words, before)
        if name.entity == "brand" and name.value in self.ambiguous_brands:
            shouted = all(token.text.isupper() for token in tokens if token.text.isalpha())
            return words[0].text[:1].isupper() and first > 0 and not shouted
        return len(words) > 1 or words[0].folded not in FILLERS

    def _add(self, text: str, name: Name) -> None:
        key = stems(text)
        if key and name not in self.names[key]:
            self.names[key].append(name)
            self.longest = max(self.longest, min(len(key), 8))

    def _add_category(self, name: str) -> None:
        words = stems(name)
        if not words:
            return
        self.category_stems[name] = frozenset(word for word in words if word not in FILLERS)
        # "Bags & travel", "Coats and jackets", "Pots/Pans" have several heads.
        for part in name.replace("&", "/").replace(",", "/").replace(" and ", "/").split("/"):
            if head := stems(part.split(" for ")[0].split("(")[0])[-1:]:
                self.heads[head[0]].append(name)

    def _add_attribute(self, attribute: Attribute) -> None:
        if not self.vocabulary.is_common(attribute):
            return
        if attribute.kind == "flag":
            words = stems(attribute.name)
            if len(words) > 1 or attribute.name.casefold() not in COMMON:
                self._add_meant(attribute.name, Name("attribute", "yes", attribute.name))
        elif attribute.kind == "text":
            for value in attribute.values:
                self._add_value(attribute.name, value)

    def _add_value(self, field: str, value: str) -> None:
        words = value.split()
        if not 1 <= len(words) <= LONGEST_VALUE or len(value) < 3:
            return
        if len(words) == 1 and (value.casefold() in COMMON or not value[0].isalpha()):
            return
        self._add_meant(value, Name("attribute", value, field))

    def _add_meant(self, text: str, name: Name) -> None:
        """Adds a value unless the words mostly stand for something else in this shop."""
        used = self.vocabulary.named_in(token.folded for token in tokenize(text))
        if self._count(name) >= used * MEANS_VALUE:
            self._add(text, name)

    def _judge_brand(self, brand: str, count: int) -> None:
        """A brand that is an ordinary word too is meant only where it is written as a name."""
        words = stems(brand)
        if len(words) != 1:
            return
        folded = brand.casefold()
        if folded in COMMON or self.vocabulary.words.get(folded, 0) > 2 * count + 2:
            self.ambiguous_brands.add(brand)

    def _learn_spelling(self) -> None:
        words = {word for word, count in self.vocabulary.words.items() if count >= 1}
        for names in (self.vocabulary.brands, self.vocabulary.categories, self.vocabulary.colors):
            words |= {token for name in names for token in name.casefold().split()}
        for attribute in self.vocabulary.attributes.values():
            if attribute.kind == "text":
                words |= {
                    token
                    for value in attribute.values
                    if len(value.split()) <= LONGEST_VALUE
                    for token in value.casefold().split()
                }
        for word in words:
            if len(word) >= 4 and word.isalpha():
                self.known[f"{word[0]}{len(word)}"].append(word)
        self.known_stems = {stem for word in words for stem in stems(word)} | {
            stem for key in self.names for stem in key
        }


def _is_purpose(tokens: Sequence[Token], first: int) -> bool:
    """Whether "for" stands before: in "strings for my guitar", no guitar is wanted."""
    before = [token.folded for token in tokens[max(0, first - 2) : first]]
    return before[-1:] == ["for"] or (
        before[:1] == ["for"]
        and before[-1] in ("a", "an", "the", "my", "our", "his", "her", "your")
    )


def _is_size(size: str, words: Sequence[Token], before: str) -> bool:
    """Short sizes are letters and numbers like any other unless something says otherwise."""
    if before in ("size", "sz", "eu", "uk", "us"):
        return True
    if size.isdigit() or len(words[0].text) < 2:
        return (
            len(words[0].text) < 2 and words[0].text.isupper() and before in ("in", "a", "an")
        ) or (before in ("a", "an") and not size.isdigit())
    if words[0].folded in ("small", "medium", "large"):
        return before in ("in", "a", "an", "extra", "x", "the", "") or len(words) > 1
    return True
