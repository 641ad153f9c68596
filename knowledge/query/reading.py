"""A message as it is being read, and what comes of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace

from knowledge.constraints import Constraints
from knowledge.index.analyzer import fold
from knowledge.query import patterns
from knowledge.query.tokens import Token
from knowledge.query.words import FILLERS


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

    ``comparatives`` are pairs of a property and "more" or "less" ("cheaper" is ("price", "less")),
    ``superlatives`` of a property and "asc" or "desc" ("biggest" is ("size", "desc"));
    ``drops`` the constraints that the shopper lifts; ``additive`` whether what is named comes
    beside what was wanted before; ``goods`` the places (from, up to) of words that are no names but
    that the shop's products are described with.
    """

    text: str
    entities: tuple[Entity, ...] = ()
    constraints: Constraints = field(default_factory=Constraints)
    comparatives: tuple[tuple[str, str], ...] = ()
    superlatives: tuple[tuple[str, str], ...] = ()
    drops: tuple[str, ...] = ()
    additive: bool = False
    goods: tuple[tuple[int, int], ...] = ()


@dataclass
class Reading:
    """A message being read: which words are taken, and what they were taken for."""

    text: str
    tokens: list[Token]
    free: list[bool] = field(default_factory=list)
    in_query: set[int] = field(default_factory=set)
    entities: list[Entity] = field(default_factory=list)
    constraints: Constraints = field(default_factory=Constraints)
    exclude: dict[str, list[str]] = field(default_factory=dict)
    comparatives: list[tuple[str, str]] = field(default_factory=list)
    superlatives: list[tuple[str, str]] = field(default_factory=list)
    drops: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.free = [True] * len(self.tokens)
        self._starts = [token.start for token in self.tokens]
        self._ends = [token.end for token in self.tokens]

    def places(self, start: int, end: int) -> range:
        """The places of the words between two offsets."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def claim(self, start: int, end: int) -> bool:
        """Takes the words between two offsets; not if one is taken already."""
        places = self.places(start, end)
        if not all(self.free[place] for place in places):
            return False
        for place in places:
            self.free[place] = False
        return True

    def take(self, entity: str, value: str, start: int, end: int) -> bool:
        """Takes the words between two offsets for an entity; not if one is taken already."""
        taken = self.claim(start, end)
        if taken:
            self.entities.append(Entity(entity, value, start, end))
        return taken

    def unwanted(self, field: str, value: str) -> None:
        """Adds to what must not hold."""
        values = self.exclude.setdefault(field, [])
        if value not in values:
            values.append(value)

    def _joined(self, kept: list[Token]) -> str:
        """The words as typed where they are spelt right; "1.5" stays one word."""
        query, end = "", -1
        for token in kept:
            word = token.folded if token.folded != fold(token.text) else token.text.casefold()
            joint = self.text[end : token.start]
            is_number = joint in (".", ",") and word.isdigit() and query[-1:].isdigit()
            query += f"{joint if is_number else ' '}{word}"
            end = token.end
        return query.strip()

    def finished(self) -> ParsedQuery:
        """What was read; what no one took and is no filler is the query."""
        kept = [
            token
            for place, token in enumerate(self.tokens)
            if place in self.in_query or (self.free[place] and token.folded not in FILLERS)
        ]
        constraints = replace(
            self.constraints,
            query=self._joined(kept),
            exclude={name: tuple(values) for name, values in self.exclude.items()},
        )
        return ParsedQuery(
            self.text,
            tuple(sorted(self.entities, key=lambda one: (one.start, one.end))),
            constraints,
            tuple(dict.fromkeys(self.comparatives)),
            tuple(dict.fromkeys(self.superlatives)),
            tuple(dict.fromkeys(self.drops)),
            patterns.is_additive(self.text),
        )
