"""The shop's own names as phrases of stems, found in a message longest first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from knowledge.colors import FAMILIES, PLAIN_SHADES
from knowledge.index.analyzer import fold
from knowledge.index.filters import NEGATIVE
from knowledge.query.categories import Categories
from knowledge.query.english import english
from knowledge.query.genders import spoken
from knowledge.query.measured import Numeric
from knowledge.query.places import demonyms
from knowledge.query.sizes import Sizes
from knowledge.query.spelling import Spelling
from knowledge.query.tokens import Token, is_same_word, stems, tokenize
from knowledge.query.words import COMMON, FILLERS, NAMED_BY, NO_BRANDS, OWNERS
from knowledge.vocabulary import LONGEST_VALUE, Attribute, Vocabulary

_COMPANY = re.compile(
    r"[\s,]+(?:inc|ltd|llc|gmbh|ag|co|corp|company|corporation|technology|technologies|group|brand|com)\.?$",
    re.IGNORECASE,
)
OWN, OWN_TITLES = 1.2, 5
"""A brand's word is its own where at least this many titles have it, and few that are not its."""
MEANS_VALUE = 0.5
"""How many of the products that carry a word in their titles must have the attribute's value for
the word to mean it, where not more products have the value than carry the word without it: "mouse"
in a shop of mice is no "Adapter type"."""


@dataclass(frozen=True)
class Name:
    """What a phrase stands for: ``entity`` and the shop's spelling; ``field`` of an attribute.

    ``words`` are what was folded into the stems under which the name is kept.
    """

    entity: str
    value: str
    field: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """A name found in a message: token places from ``first`` up to, not including, ``last``.

    ``others`` are what else the same words may stand for.
    """

    name: Name
    first: int
    last: int
    others: tuple[Name, ...] = ()


@dataclass
class Phrases:
    """Every name of a vocabulary, ready to be found, and the finders of what is no fixed phrase."""

    vocabulary: Vocabulary
    names: dict[tuple[str, ...], list[Name]] = field(default_factory=lambda: defaultdict(list))
    longest: int = 1
    weak_brands: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    qualities: set[str] = field(default_factory=set)
    fields: dict[tuple[str, ...], str] = field(default_factory=dict)
    _spellings: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Prepares the vocabulary; done once for each."""
        for brand in self.vocabulary.brands:
            self._add_brand(brand)
        self._add_colors()
        for word, gender in spoken(self.vocabulary.genders).items():
            self._add(word, Name("gender", gender, "gender"))
        for material in self.vocabulary.materials:
            self._add_value("material", material)
        for attribute in self.vocabulary.attributes.values():
            self._add_attribute(attribute)
            if attribute.kind == "text" and stems(attribute.name):
                self.fields.setdefault(stems(attribute.name), attribute.name)
        for names in self.names.values():
            names.sort(key=lambda name: -self._count(name))
        words = self._words()
        self.known = {stem for word in words for stem in stems(word)}
        self.known.update(stem for key in self.names for stem in key)
        self.known.update(
            "".join(stems(name)) for name in self.vocabulary.categories if "-" in name
        )
        self.qualities = {key[0] for key in self.names if len(key) == 1}
        self.numeric = Numeric.of(self.vocabulary)
        self.sizes = Sizes.of(self.vocabulary)
        self.spelling = Spelling.of(words, self.known)
        self.categories = Categories.of(
            self.vocabulary, self.qualities.__contains__, self.known.__contains__
        )

    def find(self, tokens: Sequence[Token], free: Sequence[bool]) -> Iterator[Found]:
        """Names in the tokens that are ``free``, longest first, left to right, not overlapping."""
        taken = [not one for one in free]
        for length in range(min(self.longest, len(tokens)), 0, -1):
            for first in range(len(tokens) - length + 1):
                last = first + length
                if any(taken[first:last]):
                    continue
                key = tuple(token.stem for token in tokens[first:last])
                names = [
                    name
                    for name in self.names.get(key, ())
                    if self._plausible(name, tokens, first, last)
                ]
                if names:
                    taken[first:last] = [True] * length
                    yield Found(self._named_near(names, tokens), first, last, tuple(names))

    def named_values(self, tokens: Sequence[Token], free: Sequence[bool]) -> Iterator[Found]:
        """Values beside the name of their attribute, however short they are: "fire class A1"."""
        for first in range(len(tokens)):
            for length in range(min(3, len(tokens) - first), 0, -1):
                stop = first + length
                key = tuple(token.stem for token in tokens[first:stop])
                if key not in self.fields or not all(free[first:stop]):
                    continue
                after = stop
                while after < len(tokens) and tokens[after].folded in ("is", "of", "in", "a"):
                    after += 1
                field = self.fields[key]
                for name, last in self._values_at(field, tokens, free, after):
                    yield Found(name, first, last, (name,))
                if first and (value := self._spelt(field).get(tokens[first - 1].folded)):
                    name = Name("attribute", value, field)
                    yield Found(name, first - 1, stop, (name,))
                break

    def _values_at(
        self, field: str, tokens: Sequence[Token], free: Sequence[bool], first: int
    ) -> Iterator[tuple[Name, int]]:
        """The longest value of an attribute that begins at a place, and where it ends."""
        for last in range(min(len(tokens), first + LONGEST_VALUE), first, -1):
            said = "".join(token.folded for token in tokens[first:last])
            value = self._spelt(field).get(said) if all(free[first:last]) else None
            if value is not None:
                yield Name("attribute", value, field), last
                return

    def _spelt(self, field: str) -> dict[str, str]:
        """An attribute's values by their folded letters."""
        if field not in self._spellings:
            values = self.vocabulary.attributes[field].values
            self._spellings[field] = {
                "".join(token.folded for token in tokenize(value)): value for value in values
            }
        return self._spellings[field]

    def is_titled(self, token: Token) -> bool:
        """Whether a word stands in the shop's titles, and is no word that stands anywhere."""
        return token.folded not in COMMON and token.folded in self.vocabulary.words

    def _named_near(self, names: list[Name], tokens: Sequence[Token]) -> Name:
        """Of several attributes with one value the one the message names, else the commonest."""
        if names[0].entity == "brand":
            return names[0]
        said = {token.stem for token in tokens}
        return next(
            (name for name in names if name.field and said & set(stems(name.field))), names[0]
        )

    def _plausible(self, name: Name, tokens: Sequence[Token], first: int, last: int) -> bool:
        words = tokens[first:last]
        if not all(
            is_same_word(token.folded, said) for token, said in zip(words, name.words, strict=True)
        ):
            return False
        if name.entity == "brand" and name.value in self.weak_brands:
            return self._is_brand(words[0], tokens, first, last)
        if len(words) > 1:
            return True
        word = words[0].folded
        if word in FILLERS:
            return False
        if name.entity == "attribute" and word in COMMON:
            return self._is_beside_goods(tokens, first, last, name)
        return True

    def _is_brand(self, word: Token, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether a brand that is an ordinary word is meant: named as one, or by its capital."""
        before = tokens[first - 1].folded if first else ""
        after = tokens[last].folded if last < len(tokens) else ""
        if before in NAMED_BY or after in ("brand", "brands"):
            return True
        shouted = all(token.text.isupper() for token in tokens if token.text.isalpha())
        if first > 0 and word.text[:1].isupper() and not shouted:
            return True
        others = [token for token in tokens if token is not word and token.folded not in FILLERS]
        own = self._is_own(word.folded)
        if word.folded in COMMON and (not own or before in OWNERS):
            return False
        beside = last < len(tokens) and (
            tokens[last].stem in self.categories.heads
            or tokens[last].folded in self.vocabulary.heads
        )
        return beside or (not others and word.folded not in COMMON)

    def _is_own(self, brand: str) -> bool:
        """Whether the shop's titles use a brand's word for its own products alone."""
        used = self.vocabulary.words.get(brand, 0)
        own = max(
            (count for name, count in self.vocabulary.brands.items() if fold(name) == brand),
            default=0,
        )
        return OWN_TITLES <= used <= OWN * own

    def _is_beside_goods(self, tokens: Sequence[Token], first: int, last: int, name: Name) -> bool:
        """Whether an ordinary word stands beside a kind of thing or its attribute's name, or alone."""
        beside = [*tokens[max(0, first - 1) : first], *tokens[last : last + 1]]
        if any(token.stem in stems(name.field) for token in beside):
            return True
        others = [*tokens[:first], *tokens[last:]]
        if all(token.folded in FILLERS or token.folded in OWNERS for token in others):
            return True
        if tokens[last : last + 1] and tokens[last].folded in ("and", "or"):
            last += 2  # "front and rear brake pads"
        if first and tokens[first - 1].stem in self.categories.heads:
            return True  # "brakes, front"
        return last < len(tokens) and self._is_goods(tokens[last])

    def _is_goods(self, token: Token) -> bool:
        """Whether a word is what products are called: of a category's name, or a title's last noun."""
        forms = (token.folded, f"{token.folded}s", token.folded.removesuffix("s"))
        return token.stem in self.categories.stems or any(
            form in self.vocabulary.heads for form in forms
        )

    def _count(self, name: Name) -> int:
        """How many products a name is true of; names of the shop's own fields come first."""
        if name.entity != "attribute":
            return self.vocabulary.size_of_catalogue + 1
        if name.field == "material" and name.value in self.vocabulary.materials:
            return self.vocabulary.size_of_catalogue
        return self.vocabulary.attributes[name.field].values.get(name.value, 0)

    def _add(self, text: str, name: Name) -> None:
        written = [tokenize(text)]
        if "&" in text:
            written.append(tokenize(text.replace("&", " and ")))
        if len(written[0]) > 1 and " " not in text.strip():
            written.append(tokenize("".join(token.folded for token in written[0])))  # "wifi"
        for tokens in written:
            key = tuple(token.stem for token in tokens)
            name = replace(name, words=tuple(token.folded for token in tokens))
            if key and name not in self.names[key]:
                self.names[key].append(name)
                self.longest = max(self.longest, min(len(key), 8))

    def _add_brand(self, brand: str) -> None:
        """A brand that is an ordinary word too is meant only where it is written as a name."""
        folded = fold(brand).strip()
        if folded in NO_BRANDS or len(folded) < 2:
            return
        name = Name("brand", brand)
        self._add(brand, name)
        if (short := _COMPANY.sub("", brand)) != brand and len(short) > 2:
            self._add(short, name)
        if folded in COMMON or (folded in english() and not self._is_own(folded)):
            self.weak_brands.add(brand)

    def _add_colors(self) -> None:
        families = set(self.vocabulary.colors.values()) - {""}
        for shade, family in FAMILIES.items():
            if family in families and shade in (family, "gray"):
                self._add(shade, Name("color", family))
        for color in self.vocabulary.colors:
            if fold(color) not in families:
                self._add(color, Name("color", color))
        for shade in PLAIN_SHADES:
            key = stems(shade)
            if FAMILIES[shade] in families and key not in self.names:
                self._add(shade, Name("color", FAMILIES[shade]))

    def _add_attribute(self, attribute: Attribute) -> None:
        if not self.vocabulary.is_common(attribute):
            return
        if attribute.kind == "flag":
            name = re.sub(
                r"^(?:has|is|with|includes?)\s+|\s+(?:included|incl\.?|yes/no)$",
                "",
                attribute.name,
                flags=re.I,
            )
            self._add_meant(name, Name("attribute", "yes", attribute.name))
        elif attribute.kind == "text":
            for value in attribute.values:
                self._add_value(attribute.name, value)
            for demonym, value in demonyms(attribute.values):
                self._add(demonym, Name("attribute", value, attribute.name))

    def _add_value(self, field: str, value: str) -> None:
        words = value.split()
        if not 1 <= len(words) <= LONGEST_VALUE or len(value) < 3:
            return
        if not value[0].isalpha() and (len(value) < 4 or not any(char.isalpha() for char in value)):
            return
        self._add_meant(value, Name("attribute", value, field))

    def _add_meant(self, text: str, name: Name) -> None:
        """Adds a value unless the words mostly stand for something else in this shop."""
        used = self.vocabulary.named_in(token.folded for token in tokenize(text))
        attribute = self.vocabulary.attributes.get(name.field)
        if attribute is None:
            return self._add(text, name)
        values = [name.value]
        if attribute.kind == "flag":
            values = [value for value in attribute.values if fold(value) not in NEGATIVE]
        titled = sum(attribute.titled.get(value, 0) for value in values)
        held = sum(attribute.values.get(value, 0) for value in values)
        if titled >= used * MEANS_VALUE or held > used - titled:
            self._add(text, name)

    def _words(self) -> Counter[str]:
        """Every folded word that a shopper may mean, by how many products have it."""
        words = Counter(self.vocabulary.words)
        for names in (self.vocabulary.brands, self.vocabulary.categories, self.vocabulary.colors):
            words.update({token.folded for name in names for token in tokenize(name)})
        texts = [self.vocabulary.materials]
        common = [
            one for one in self.vocabulary.attributes.values() if self.vocabulary.is_common(one)
        ]
        texts += [one.values for one in common if one.kind == "text"]
        for values in texts:
            for value, count in values.items():
                if len(value.split()) <= LONGEST_VALUE:
                    for token in tokenize(value):
                        words[token.folded] += count
        for attribute in common:
            words.update({token.folded: 0 for token in tokenize(attribute.name)})
        return words
