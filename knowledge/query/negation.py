"""Which words of a message are in the scope of a "not"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from knowledge.query.tokens import Token
from knowledge.query.words import (
    ARTICLES,
    COMMON,
    NEGATION_PHRASES,
    NEGATIONS,
    NO_GOODS,
    SURE_NEGATIONS,
)


def negated(
    tokens: Sequence[Token],
    free: Sequence[bool],
    names: Mapping[int, int],
    text: str,
    is_goods: Callable[[Token], bool],
) -> tuple[set[int], set[int]]:
    """The places of what is not wanted, and of the words that say so.

    ``names`` maps the places where the shop's names begin to where they end. A "not" reaches over
    articles and prepositions to the next name, and over "or", "and" and commas to the names after
    it; of other words, to one or two that are no function words: after a "without" to any, after a
    "not" to those that ``is_goods`` says the shop's products are called by.
    """
    scope: set[int] = set()
    cues: set[int] = set()
    for place in range(len(tokens)):
        length = _negation(tokens, place)
        if not length or not free[place] or place in scope or _is_answer(tokens, place, text):
            continue
        is_sure = tokens[place].folded in SURE_NEGATIONS or length > 1
        is_reached = _always if is_sure else is_goods
        reached = _reached(tokens, free, names, text, place + length, is_reached)
        if reached:
            scope.update(reached)
            cues.update(range(place, place + length))
    return scope, cues


def _reached(
    tokens: Sequence[Token],
    free: Sequence[bool],
    names: Mapping[int, int],
    text: str,
    place: int,
    is_reached: Callable[[Token], bool],
) -> set[int]:
    reached: set[int] = set()
    words = 0
    while place < len(tokens) and not (words and _is_apart(tokens, place, text)):
        word = tokens[place].folded
        if place in names:
            if words and not _continues(tokens, place, names, text):
                break
            reached.update(range(place, names[place]))
            place = names[place]
            following = _next_name(tokens, names, place, text)
            if following is None:
                break
            place = following
        elif word in ARTICLES or word in NEGATIONS:
            if words:
                break
            place += 1
        elif (
            free[place]
            and words < 2
            and word not in NO_GOODS
            and word not in COMMON
            and is_reached(tokens[place])
        ):
            reached.add(place)
            words += 1
            place += 1
        else:
            break
    return reached


def _always(token: Token) -> bool:
    return True


def _negation(tokens: Sequence[Token], place: int) -> int:
    """How many words the negation that begins here has; 0 if none does."""
    for phrase in NEGATION_PHRASES:
        if tuple(token.folded for token in tokens[place : place + len(phrase)]) == phrase:
            return len(phrase)
    return int(tokens[place].folded in NEGATIONS)


def _is_answer(tokens: Sequence[Token], place: int, text: str) -> bool:
    """The "no" of "no, I meant blue" and of "no I want blue"; the "non" of "non-stick"."""
    if place + 1 >= len(tokens):
        return True
    gap = text[tokens[place].end : tokens[place + 1].start]
    return tokens[place].folded == "no" and (
        any(char in gap for char in ",.;!:-")
        or tokens[place + 1].folded in ("i", "im", "we", "it", "that", "thats", "the")
    )


def _is_apart(tokens: Sequence[Token], place: int, text: str) -> bool:
    return any(char in ",.;!?()" for char in text[tokens[place - 1].end : tokens[place].start])


def _continues(tokens: Sequence[Token], place: int, names: Mapping[int, int], text: str) -> bool:
    """Whether a name goes with the unknown word before it: "no gold plating"."""
    return tokens[place].start - tokens[place - 1].end <= 1


def _next_name(
    tokens: Sequence[Token], names: Mapping[int, int], place: int, text: str
) -> int | None:
    """The name that "or", "nor", "and" or a comma carries the negation on to."""
    if place < len(tokens) and tokens[place].folded in ("or", "and", "nor"):
        following = place + 1
        while following < len(tokens) and tokens[following].folded in (
            "a",
            "an",
            "any",
            "the",
            "no",
            "not",
            "from",
            "in",
            "of",
        ):
            following += 1
        return following if following in names else None
    if place in names and "," in text[tokens[place - 1].end : tokens[place].start]:
        # "no nylon, polyester or wool": a list ends with "or"; "not black, blue" changes course.
        last = names[place]
        if last < len(tokens) and tokens[last].folded in ("or", "nor", "and"):
            return place
    return None
