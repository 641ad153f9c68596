"""Whether a message narrows the search on the table or begins another: what the catalogue bears out."""

from __future__ import annotations

from dataclasses import replace

from actions.turn import Turn
from knowledge.constraints import Constraints
from knowledge.index.analyzer import terms
from knowledge.query.refine import is_within, refine
from knowledge.query.topics import begins, changes_course, points_back


def wanted(turn: Turn, *, is_refining: bool) -> Constraints:
    """The constraints after a message; ``is_refining`` where it was understood as a refinement.

    A message by itself seldom tells: "leather" narrows sofas, "lamps" does not. Of both readings
    the likelier one is tried first, and taken where something in the shop bears it out.
    """
    alone = turn.parsed.constraints
    if not turn.constraints:
        return alone
    narrowed = refine(turn.constraints, turn.parsed, turn.shown, turn.focus)
    if alone.category:
        return _of_kind(turn, narrowed, is_refining=is_refining)
    if not alone.query:
        return _of_limits(turn, narrowed, is_refining=is_refining)
    return _of_words(turn, narrowed, is_refining=is_refining)


def names_wishes_alone(turn: Turn) -> bool:
    """Whether a message holds names, limits and orders and no word besides: "italian", "144 Hz"."""
    parsed = turn.parsed
    changes = bool(turn.constraints and (parsed.comparatives or parsed.drops))
    return not parsed.constraints.query and (bool(parsed.constraints) or changes)


def _of_kind(turn: Turn, narrowed: Constraints, *, is_refining: bool) -> Constraints:
    """A kind of thing is named."""
    alone, before = turn.parsed.constraints, turn.constraints
    if points_back(turn.text) and (titled := _titled(turn)) is not None:
        return titled
    if is_refining:
        return narrowed
    is_same = set(alone.category) == set(before.category)
    is_related = not before.category or is_same or is_within(alone.category, turn.shown)
    if begins(turn.text) or not is_related:
        return alone
    if is_same and replace(alone, category=(), query="") == Constraints():
        return alone  # "sofas" again
    return narrowed if turn.knowledge.holds(narrowed, "") else alone


def _titled(turn: Turn) -> Constraints | None:
    """ "Drywall ones", said of screws: the kind is a word in their titles."""
    alone, before = turn.parsed.constraints, turn.constraints
    if not before.category or is_within(alone.category, turn.shown):
        return None
    words = " ".join(dict.fromkeys([*before.query.split(), *alone.query.split()]))
    titled = refine(before, replace(turn.parsed, constraints=replace(alone, category=())))
    titled = replace(titled, query=words)
    return titled if turn.knowledge.holds(before, alone.query, titled=True) else None


def _of_limits(turn: Turn, narrowed: Constraints, *, is_refining: bool) -> Constraints:
    """Nothing but limits, values, orders and what is lifted."""
    alone = turn.parsed.constraints
    holds = turn.knowledge.holds
    if not alone or holds(narrowed, "") or not holds(alone, ""):
        return narrowed
    # What the shop has nothing of at all is not what is narrowed.
    topic = Constraints(query=turn.constraints.query, category=turn.constraints.category)
    is_nothing = bool(topic) and not holds(topic, "")
    return alone if is_nothing or (begins(turn.text) and not is_refining) else narrowed


def _of_words(turn: Turn, narrowed: Constraints, *, is_refining: bool) -> Constraints:
    """Words that are no names of the shop's: its products are, or are not, called by them."""
    alone, before = turn.parsed.constraints, turn.constraints
    words = alone.query
    is_same = bool(set(terms(words)) & set(terms(before.query)))
    is_thing = not is_same and _is_thing(turn, words)
    fits = turn.knowledge.holds(replace(narrowed, query=before.query), words, titled=is_thing)
    is_whole = begins(turn.text)
    another = alone
    if not is_whole:
        another = refine(before, turn.parsed, turn.shown, turn.focus, is_other=True)
    stands = turn.knowledge.holds(replace(another, query=""), words)
    if fits and not changes_course(turn.text) and not (is_whole and is_thing):
        return narrowed
    if stands and (is_thing or is_whole or changes_course(turn.text)):
        return another
    if fits or is_refining or points_back(turn.text):
        return narrowed
    return another if stands else alone


def _is_thing(turn: Turn, words: str) -> bool:
    """Whether titles end with one of some words, as they do with what a thing is."""
    heads = turn.knowledge.vocabulary.heads
    return any(
        form in heads
        for word in words.split()
        for form in (word, f"{word}s", word.removesuffix("s"))
    )
