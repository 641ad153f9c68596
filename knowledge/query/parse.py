"""What a message asks for, in the words of the shop: entities and constraints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from knowledge.constraints import Constraints, Range
from knowledge.index.analyzer import fold
from knowledge.query import amounts, measured, patterns
from knowledge.query.measured import Numeric
from knowledge.query.phrases import Found, Phrases
from knowledge.query.tokens import LONGEST, Token, tokenize
from knowledge.query.words import (
    ARTICLES,
    COMMON,
    FILLERS,
    NEGATION_PHRASES,
    NEGATIONS,
    NO_GOODS,
)
from knowledge.vocabulary import Vocabulary


@dataclass(frozen=True)
class Entity:
    """Something a message names: its kind, the shop's spelling, and where it stands."""

    entity: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class ParsedQuery:
    """A message, read.

    ``comparatives`` are pairs of a property and "more" or "less" ("cheaper" is ("price", "less"));
    ``drops`` the constraints that the shopper lifts; ``additive`` whether what is named comes
    beside what was wanted before.
    """

    text: str
    entities: tuple[Entity, ...] = ()
    constraints: Constraints = field(default_factory=Constraints)
    comparatives: tuple[tuple[str, str], ...] = ()
    drops: tuple[str, ...] = ()
    additive: bool = False


def parse(text: str, vocabulary: Vocabulary) -> ParsedQuery:
    """Reads a message with a shop's vocabulary; only its first 2,000 characters."""
    phrases = _phrases_of(_Key(vocabulary))
    reading = _Reading(text[:LONGEST], [phrases.corrected(token) for token in tokenize(text)])
    _read_patterns(reading, vocabulary, phrases.numeric)
    _read_names(reading, phrases)
    return reading.finished(vocabulary)


class _Key:
    """A vocabulary as a key of a cache: the same object is the same key."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.vocabulary is self.vocabulary


@lru_cache(maxsize=8)
def _phrases_of(key: _Key) -> Phrases:
    return Phrases.of(key.vocabulary)


@dataclass
class _Reading:
    """A message being read: which words are taken, and what they were taken for."""

    text: str
    tokens: list[Token]
    free: list[bool] = field(default_factory=list)
    in_query: set[int] = field(default_factory=set)
    entities: list[Entity] = field(default_factory=list)
    constraints: Constraints = field(default_factory=Constraints)
    exclude: dict[str, list[str]] = field(default_factory=dict)
    comparatives: list[tuple[str, str]] = field(default_factory=list)
    drops: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.free = [True] * len(self.tokens)

    def take(self, entity: str, value: str, start: int, end: int) -> bool:
        """Takes the words between two places for an entity; not if one is taken already."""
        places = [
            place
            for place, token in enumerate(self.tokens)
            if token.start < end and token.end > start
        ]
        if any(not self.free[place] for place in places):
            return False
        for place in places:
            self.free[place] = False
        self.entities.append(Entity(entity, value, start, end))
        return True

    def unwanted(self, field: str, value: str) -> None:
        """Adds to what must not hold."""
        values = self.exclude.setdefault(field, [])
        if value not in values:
            values.append(value)

    def finished(self, vocabulary: Vocabulary) -> ParsedQuery:
        words = [
            token.folded if token.folded != fold(token.text) else token.text.casefold()
            for place, token in enumerate(self.tokens)
            if place in self.in_query or (self.free[place] and token.folded not in FILLERS)
        ]
        constraints = replace(
            self.constraints,
            query=" ".join(words),
            exclude={name: tuple(values) for name, values in self.exclude.items()},
        )
        return ParsedQuery(
            self.text,
            tuple(sorted(self.entities, key=lambda one: (one.start, one.end))),
            constraints,
            tuple(dict.fromkeys(self.comparatives)),
            tuple(dict.fromkeys(self.drops)),
            patterns.is_additive(self.text),
        )


def _read_patterns(reading: _Reading, vocabulary: Vocabulary, numeric: Numeric) -> None:
    """What is said the same way in every shop."""
    text = reading.text
    for match in patterns.emails(text):
        reading.take("email", match.value, match.start, match.end)
    for token in reading.tokens:
        identifier = _identifier(token, reading, vocabulary)
        if identifier is not None:
            reading.take("product_id", identifier[0], token.start, identifier[1])
    for match in patterns.order_numbers(text):
        reading.take("order_number", match.value, match.start, match.end)
    for match in patterns.drops(text):
        if reading.take("drop", match.value, match.start, match.end):
            reading.entities.pop()
            reading.drops.append(match.value)
    for found in amounts.ratings(text):
        if reading.take("rating", f"{found.limit.min:g}", found.start, found.end):
            reading.constraints = replace(reading.constraints, rating=found.limit)
    for limit in measured.limits(text, numeric):
        if reading.take("attribute", text[limit.start : limit.end], limit.start, limit.end):
            held = {**reading.constraints.attributes, limit.attribute: limit.limit}
            reading.constraints = replace(reading.constraints, attributes=held)
    for found in amounts.prices(text, lambda end: measured.is_unit(text, end, numeric)):
        if reading.take("price", text[found.start : found.end], found.start, found.end):
            _limit_price(reading, found, vocabulary)
    _read_places(reading)
    _read_orderings(reading, vocabulary)


def _read_places(reading: _Reading) -> None:
    places: dict[tuple[int, int], list[str]] = {}
    for match in patterns.ordinals(reading.text):
        places.setdefault((match.start, match.end), []).append(match.value)
    for (start, end), values in places.items():
        if reading.take("ordinal", values[0], start, end):
            reading.entities += [Entity("ordinal", value, start, end) for value in values[1:]]
    for match in patterns.quantities(reading.text):
        reading.take("quantity", match.value, match.start, match.end)


def _limit_price(reading: _Reading, found: amounts.Amount, vocabulary: Vocabulary) -> None:
    """Narrows the price; a currency that is not the shop's makes sure that nothing is found."""
    before = reading.constraints.price
    low = found.limit.min if before.min is None else before.min
    high = found.limit.max if before.max is None else before.max
    currency = found.currency if len(vocabulary.currencies) > 1 else ""
    if found.currency and vocabulary.currencies and found.currency not in vocabulary.currencies:
        currency = found.currency
    reading.constraints = replace(reading.constraints, price=Range(low, high), currency=currency)


def _read_orderings(reading: _Reading, vocabulary: Vocabulary) -> None:
    text = reading.text
    for match in patterns.availability(text):
        if reading.take("availability", match.value, match.start, match.end):
            reading.constraints = replace(reading.constraints, availability=match.value)
    for match in patterns.comparatives(text):
        if reading.take("comparative", match.value, match.start, match.end):
            name, direction = match.value.split()
            reading.comparatives.append((name, direction))
    for match in patterns.sorts(text):
        if reading.take("sort", match.value, match.start, match.end):
            reading.constraints = replace(reading.constraints, sort=match.value)
    for match in patterns.superlatives(text):
        name, direction = match.value.split()
        attribute = attribute_meant(name, vocabulary.attributes)
        if attribute and reading.take("sort", match.value, match.start, match.end):
            reading.constraints = replace(reading.constraints, sort=f"{attribute} {direction}")


def attribute_meant(name: str, attributes: Iterable[str]) -> str | None:
    """The shop's attribute that an adjective is about ("weight" of "lighter"), if it has one."""
    folded = {fold(attribute): attribute for attribute in attributes}
    for meant in patterns.MEANT.get(name, ()):
        if meant in folded:
            return folded[meant]
    for meant in patterns.MEANT.get(name, ()):
        for written, attribute in folded.items():
            if meant in written.split():
                return attribute
    return None


def _identifier(token: Token, reading: _Reading, vocabulary: Vocabulary) -> tuple[str, int] | None:
    """The product that an identifier names, and where the identifier ends."""
    text = reading.text
    end = token.end
    while end < len(text) and (text[end].isalnum() or text[end] in "-_/."):
        end += 1
    for stop in dict.fromkeys((end, len(text[:end].rstrip("-_/.")), token.end)):
        written = fold(text[token.start : stop])
        # Bare short numbers are prices and sizes before they are product numbers.
        if written in vocabulary.identifiers and (len(written) > 4 or not written.isdigit()):
            return vocabulary.identifiers[written], stop
    return None


def _read_names(reading: _Reading, phrases: Phrases) -> None:
    """The shop's own names; what stands after a "not" is not wanted."""
    tokens = reading.tokens
    categories = phrases.categories(tokens, reading.free)
    names = list(phrases.find(tokens, reading.free))
    chosen = _resolved(categories, names)
    negated = _negated(tokens, reading.free, chosen)
    wanted: dict[str, list[str]] = {}
    attributes = dict(reading.constraints.attributes)
    for found in chosen:
        start, end = tokens[found.first].start, tokens[found.last - 1].end
        entity, value, field = found.name.entity, found.name.value, found.name.field
        reading.entities.append(Entity(entity, value, start, end))
        is_unwanted = found.first in negated
        for place in range(found.first, found.last):
            reading.free[place] = False
            if not is_unwanted and entity in ("category", "attribute"):
                reading.in_query.add(place)
        if is_unwanted:
            reading.unwanted(field or entity, value)
        elif field:
            before = attributes.get(field, ())
            if isinstance(before, tuple) and value not in before:
                attributes[field] = (*before, value)
        elif value not in wanted.setdefault(entity, []):
            wanted[entity].append(value)
    lists: dict[str, Any] = {entity: tuple(values) for entity, values in wanted.items()}
    reading.constraints = replace(reading.constraints, attributes=attributes, **lists)
    _exclude_words(reading, negated)


def _resolved(categories: list[Found], names: list[Found]) -> list[Found]:
    """Of overlapping findings the longest; of equally long ones the brand, then the category."""

    def rank(found: Found) -> tuple[int, int]:
        return -(found.last - found.first), {"brand": 0, "category": 1}.get(found.name.entity, 2)

    chosen: list[Found] = []
    for found in sorted([*categories, *names], key=rank):
        overlapping = [one for one in chosen if found.first < one.last and found.last > one.first]
        same_place = all(
            (one.first, one.last, one.name.entity) == (found.first, found.last, found.name.entity)
            for one in overlapping
        )
        if not overlapping or (same_place and found.name.entity == "category"):
            chosen.append(found)
    return sorted(chosen, key=lambda one: one.first)


def _negated(tokens: list[Token], free: list[bool], names: list[Found]) -> set[int]:
    """Places of the words that are in the scope of a "not"."""
    starts = {found.first: found for found in names}
    scope: set[int] = set()
    for place in range(len(tokens)):
        length = _negation(tokens, place)
        if not length or not free[place]:
            continue
        following = place + length
        while following < len(tokens):
            word = tokens[following]
            if following in starts:
                found = starts[following]
                scope.update(range(found.first, found.last))
                following = found.last
                if not _goes_on(tokens, following, starts):
                    break
                following += 1
            elif word.folded in ARTICLES or word.folded in NEGATIONS:
                following += 1
            elif free[following] and word.folded not in NO_GOODS and word.folded not in COMMON:
                scope.add(following)
                following += 1
                if following not in starts or tokens[following].start - word.end > 1:
                    break
            else:
                break
        if scope:
            scope.update(range(place, place + length))
    return scope


def _goes_on(tokens: list[Token], place: int, starts: dict[int, Found]) -> bool:
    """Whether "or", "and" or "nor" carries a negation over to the next name."""
    return (
        place + 1 < len(tokens)
        and tokens[place].folded in ("or", "and", "nor")
        and place + 1 in starts
    )


def _negation(tokens: list[Token], place: int) -> int:
    """How many words the negation that begins here has; 0 if none does."""
    for phrase in NEGATION_PHRASES:
        words = tuple(token.folded for token in tokens[place : place + len(phrase)])
        if words == phrase:
            return len(phrase)
    return int(tokens[place].folded in NEGATIONS)


def _exclude_words(reading: _Reading, negated: set[int]) -> None:
    """Words after a "not" that are no name of the shop's must not occur in the title."""
    for place in sorted(negated):
        token = reading.tokens[place]
        if reading.free[place]:
            reading.free[place] = False
            if token.folded not in NEGATIONS and token.folded not in FILLERS:
                reading.unwanted("query", token.folded)
