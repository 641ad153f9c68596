"""What a message asks for, in the words of the shop: entities and constraints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from knowledge.constraints import Range
from knowledge.index.analyzer import fold, stem
from knowledge.query import ages, amounts, measured, patterns, pointers, spelling
from knowledge.query.negation import negated
from knowledge.query.phrases import Found, Name, Phrases
from knowledge.query.reading import Entity, ParsedQuery, Reading
from knowledge.query.tokens import LONGEST, Token, stems, tokenize
from knowledge.query.words import (
    AVOIDED,
    COMMON,
    CONTAINING,
    CONTENTS,
    FILLERS,
    GENERIC,
    LOOKED_FOR,
    NEGATIONS,
    VAGUE,
)
from knowledge.vocabulary import Vocabulary

__all__ = ["Entity", "ParsedQuery", "parse", "respelt"]

_LISTS = ("brand", "category", "color", "size")


def parse(text: str, vocabulary: Vocabulary) -> ParsedQuery:
    """Reads a message with a shop's vocabulary; only its first 2,000 characters."""
    text = text[:LONGEST]
    phrases = _phrases_of(_Key(vocabulary))
    reading = Reading(text, [phrases.spelling.corrected(token) for token in tokenize(text)])
    kinds = phrases.categories.find(reading.tokens, reading.free)
    _read_pointers(reading, vocabulary)
    categories = [name for names, _, _ in kinds for name in names]
    _read_limits(reading, phrases, categories)
    _read_orderings(reading, phrases, categories)
    _read_names(reading, phrases)
    for match in patterns.recipients(text):
        for place in reading.places(match.start, match.end):
            reading.free[place] = False
    for token in reading.tokens:
        if token.folded in GENERIC and token.folded not in vocabulary.heads:
            reading.claim(token.start, token.end)
    for before, token in pairwise(reading.tokens):
        if token.folded == "4" and before.folded in LOOKED_FOR | VAGUE:  # "looking 4 a toaster"
            reading.claim(token.start, token.end)
    goods = [
        (token.start, token.end)
        for place, token in enumerate(reading.tokens)
        if reading.free[place] and token.stem in phrases.known and token.folded not in COMMON
    ]
    return replace(reading.finished(), goods=tuple(goods))


def respelt(query: str, vocabulary: Vocabulary, is_used: Callable[[str], bool]) -> str:
    """A query with those words put right, with the shop's own, that no listing has."""
    return spelling.respelt(query, lambda: _phrases_of(_Key(vocabulary)).spelling, is_used)


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
    return Phrases(key.vocabulary)


def _read_pointers(reading: Reading, vocabulary: Vocabulary) -> None:
    """E-mail addresses, and the numbers of products and orders."""
    text = reading.text
    for match in pointers.emails(text):
        reading.take("email", match.value, match.start, match.end)
    for token in reading.tokens:
        identifier = _identifier(token, text, vocabulary)
        if identifier is not None:
            reading.take("product_id", identifier[0], token.start, identifier[1])
    for match in pointers.order_numbers(text):
        reading.take("order_number", match.value, match.start, match.end)


def _read_limits(reading: Reading, phrases: Phrases, categories: Sequence[str]) -> None:
    """What is lifted, and limits in numbers; positions and quantities are what is left of them."""
    text, vocabulary = reading.text, phrases.vocabulary
    for match in patterns.drops(text, [*vocabulary.attributes, "material"]):
        if reading.claim(match.start, match.end):
            reading.drops.append(match.value)
    for found in amounts.ratings(text):
        if reading.take("rating", f"{found.limit.min:g}", found.start, found.end):
            reading.constraints = replace(reading.constraints, rating=found.limit)
    for size in phrases.sizes.find(text, categories):
        _want_size(reading, size.values, size.start, size.end)
    _read_dates(reading, phrases)
    for limit in measured.limits(text, phrases.numeric, categories):
        _limit_attribute(reading, limit.attribute, limit.limit, limit.start, limit.end)
    for found in amounts.prices(text, lambda end: measured.is_unit(text, end, phrases.numeric)):
        if reading.take("price", text[found.start : found.end], found.start, found.end):
            _limit_price(reading, found, vocabulary)
    places: dict[tuple[int, int], list[str]] = {}
    for match in pointers.ordinals(text):
        places.setdefault((match.start, match.end), []).append(match.value)
    for (start, end), values in places.items():
        if reading.take("ordinal", values[0], start, end):
            reading.entities += [Entity("ordinal", value, start, end) for value in values[1:]]
    for match in pointers.quantities(text):
        reading.take("quantity", match.value, match.start, match.end)


def _read_dates(reading: Reading, phrases: Phrases) -> None:
    """How old the person is that it is for, and from which year it is to be."""
    numeric = phrases.numeric
    for one in ages.ages(reading.text):
        places = reading.places(one.start, one.end)
        following = reading.tokens[places.stop : places.stop + 1]
        before = reading.tokens[places.start - 1].folded if places and places.start else ""
        is_goods = bool(following) and phrases.is_titled(following[0])
        if is_goods or (numeric.age is None and before in ("least", "over", "than", "most")):
            continue  # "a 12 year old whisky", "at least 12 years old"
        if numeric.age is not None:
            limit = ages.suiting(numeric.age, one.limit)
            _limit_attribute(reading, numeric.age.name, limit, one.start, one.end)
        elif reading.claim(one.start, one.end):
            reading.in_query.update(places)
    if numeric.year is not None:
        for one in ages.years(reading.text):
            _limit_attribute(reading, numeric.year.name, one.limit, one.start, one.end)


def _limit_attribute(reading: Reading, name: str, limit: Range, start: int, end: int) -> None:
    if reading.take("attribute", reading.text[start:end], start, end):
        held = {**reading.constraints.attributes, name: limit}
        reading.constraints = replace(reading.constraints, attributes=held)


def _want_size(reading: Reading, values: Sequence[str], start: int, end: int) -> None:
    """Takes a size, or leaves it to what is not wanted where a "not" stands before it."""
    places = reading.places(start, end)
    before = reading.tokens[places.start - 1].folded if places and places.start else ""
    if not reading.take("size", values[0], start, end):
        return
    reading.entities += [Entity("size", value, start, end) for value in values[1:]]
    if before in NEGATIONS:
        for value in values:
            reading.unwanted("size", value)
        reading.free[places.start - 1] = False
        return
    wanted = tuple(dict.fromkeys([*reading.constraints.size, *values]))
    reading.constraints = replace(reading.constraints, size=wanted)


def _limit_price(reading: Reading, found: amounts.Amount, vocabulary: Vocabulary) -> None:
    """Narrows the price; a currency that is not the shop's makes sure that nothing is found."""
    before = reading.constraints.price
    low = found.limit.min if before.min is None else before.min
    high = found.limit.max if before.max is None else before.max
    currency = found.currency if len(vocabulary.currencies) > 1 else ""
    if found.currency and vocabulary.currencies and found.currency not in vocabulary.currencies:
        currency = found.currency
    reading.constraints = replace(reading.constraints, price=Range(low, high), currency=currency)


def _read_orderings(reading: Reading, phrases: Phrases, categories: Sequence[str]) -> None:
    """What to sort by, and what is to be more or less than before."""
    text = reading.text
    for match in patterns.availability(text):
        if reading.take("availability", match.value, match.start, match.end):
            reading.constraints = replace(reading.constraints, availability=match.value)

    def named(words: Sequence[str]) -> tuple[str, int] | None:
        found = phrases.numeric.named([stem(fold(word)) for word in words])
        return None if found is None else (found[0].name, found[1])

    for match in patterns.of_attributes(text, named):
        _order(reading, match, *match.value.rsplit(" ", 1))
    for match in patterns.comparatives(text):
        _order(reading, match, *match.value.rsplit(" ", 1))
    for match in patterns.sorts(text):
        if reading.take("sort", match.value, match.start, match.end):
            reading.constraints = replace(reading.constraints, sort=match.value)
    for match in patterns.superlatives(text):
        name, direction = match.value.rsplit(" ", 1)
        reading.superlatives.append((name, direction))
        if attribute := phrases.numeric.meant(name, categories):
            _order(reading, match, attribute, direction)


def _order(reading: Reading, match: patterns.Match, name: str, direction: str) -> None:
    if direction in ("asc", "desc"):
        sort = f"{name} {direction}"
        if reading.take("sort", sort, match.start, match.end):
            reading.constraints = replace(reading.constraints, sort=sort)
    elif reading.take("comparative", f"{name} {direction}", match.start, match.end):
        reading.comparatives.append((name, direction))


def _identifier(token: Token, text: str, vocabulary: Vocabulary) -> tuple[str, int] | None:
    """The product that an identifier names, and where the identifier ends."""
    end = token.end
    while end < len(text) and (text[end].isalnum() or text[end] in "-_/."):
        end += 1
    for stop in dict.fromkeys((end, len(text[:end].rstrip("-_/.")), token.end)):
        written = fold(text[token.start : stop])
        # Bare short numbers are prices and sizes before they are product numbers.
        if written in vocabulary.identifiers and (len(written) > 4 or not written.isdigit()):
            return vocabulary.identifiers[written], stop
    return None


def _read_names(reading: Reading, phrases: Phrases) -> None:
    """The shop's own names; what stands after a "not" is not wanted."""
    tokens = reading.tokens
    kinds = [
        Found(Name("category", name), first, last)
        for names, first, last in phrases.categories.find(tokens, reading.free)
        for name in names
    ]
    names = [*phrases.find(tokens, reading.free), *phrases.named_values(tokens, reading.free)]
    chosen = _resolved(kinds, names)
    ends = {found.first: found.last for found in chosen}
    scope, cues = negated(tokens, reading.free, ends, reading.text, phrases.is_titled)
    wanted: dict[str, list[str]] = {}
    attributes = dict(reading.constraints.attributes)
    for found in chosen:
        start, end = tokens[found.first].start, tokens[found.last - 1].end
        after = {token.folded for token in tokens[found.last : found.last + 1]}
        is_avoided = found.name.entity in ("attribute", "category") and bool(after & AVOIDED)
        is_unwanted = found.first in scope or is_avoided
        name = _meant(found, tokens, is_unwanted)
        if name is None:
            continue
        entity, value, field = name.entity, name.value, name.field
        reading.entities.append(Entity(entity, value, start, end))
        for place in range(found.first, found.last + is_avoided):
            reading.free[place] = False
            if not is_unwanted and entity == "category":
                reading.in_query.add(place)
        if is_unwanted:
            reading.unwanted(field or entity, value)
        elif field:
            before = attributes.get(field, ())
            if isinstance(before, tuple) and value not in before:
                attributes[field] = (*before, value)
        elif value not in wanted.setdefault(entity, []):
            wanted[entity].append(value)
    lists: dict[str, Any] = {
        entity: tuple(values) for entity, values in wanted.items() if entity in _LISTS
    }
    reading.constraints = replace(reading.constraints, attributes=attributes, **lists)
    _exclude_words(reading, scope, cues)


def _meant(found: Found, tokens: Sequence[Token], is_unwanted: bool) -> Name | None:
    """Which of the names that a phrase may be is meant.

    What a product contains is said of what must not be in it: "no milk" is about allergens, "milk"
    about a kind of thing.
    """
    if found.name.entity != "attribute":
        return found.name
    names = [found.name, *(one for one in found.others if one != found.name)]
    contents = [one for one in names if CONTENTS & set(stems(one.field))]
    if is_unwanted:
        return contents[0] if contents else found.name
    before = tokens[found.first - 1].folded if found.first else ""
    if before in CONTAINING:
        return found.name
    return next((one for one in names if one not in contents), None)


def _resolved(kinds: list[Found], names: list[Found]) -> list[Found]:
    """Of overlapping findings the longest; of equally long ones the brand, then the category."""

    def rank(found: Found) -> tuple[int, int]:
        return -(found.last - found.first), {"brand": 0, "category": 1}.get(found.name.entity, 2)

    chosen: list[Found] = []
    taken: dict[int, Found] = {}
    for found in sorted([*kinds, *names], key=rank):
        places = range(found.first, found.last)
        overlapping = [taken[place] for place in places if place in taken]
        same_place = found.name.entity == "category" and all(
            (one.first, one.last, one.name.entity) == (found.first, found.last, "category")
            for one in overlapping
        )
        if not overlapping or same_place:
            chosen.append(found)
            taken.update(dict.fromkeys(places, found))
    return sorted(chosen, key=lambda one: one.first)


def _exclude_words(reading: Reading, scope: set[int], cues: set[int]) -> None:
    """Words after a "not" that are no name of the shop's must not occur in the title."""
    for place in sorted(scope | cues):
        token = reading.tokens[place]
        if reading.free[place]:
            reading.free[place] = False
            if place in scope and token.folded not in FILLERS:
                reading.unwanted("query", token.folded)
