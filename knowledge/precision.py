"""What is called by the words that were said, among what is merely of the kind or near in meaning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from knowledge.constraints import Constraints
from knowledge.index.analyzer import terms
from knowledge.index.filters import allowed, in_title
from knowledge.ranking import Ranking, Rows, Scores

if TYPE_CHECKING:
    from knowledge.index import Index

_PARTS = re.compile(r"(?<=\d)[-./]?(?=[^\W\d_])|(?<=[^\W\d_])[-./]?(?=\d)|(?<=\w)[-./](?=\w)")
WHOLE = 0.999
"""Share of a query's words that what holds all of them holds."""


def said(constraints: Constraints) -> str:
    """The words of a query beyond the names of the categories it asks for: "corner" of corner sofas."""
    kinds = {term for name in constraints.category for term in terms(name)}
    return " ".join(word for word in constraints.query.split() if not kinds.issuperset(terms(word)))


def named(index: Index, constraints: Constraints, ranking: Ranking) -> Ranking:
    """What holds all the words that were said, where titles of the kind do; else the whole ranking.

    Who asks for a corner sofa is not shown the others, and learns where none fits the limits. Its
    coverage is that of the words beyond the kind.
    """
    words = said(constraints)
    if not words:
        return ranking
    if not constraints.category and " " not in words:
        return ranking  # which one word finds by its meaning is of the kind, too
    coverage = _coverage(index, ranking.rows, words)
    ranking = Ranking(ranking.rows, ranking.scores, coverage)
    kept = coverage >= WHOLE
    is_measured = any(char.isdigit() for char in words) and kept.any()  # "80 cm", of any side
    if not is_measured and not _is_titled(index, constraints, words):
        return ranking
    return Ranking(ranking.rows[kept], ranking.scores[kept], coverage[kept])


def _is_titled(index: Index, constraints: Constraints, words: str) -> bool:
    """Whether a title of the kind, whatever else it is, holds all of some words."""
    kind = allowed(index.facets, Constraints(category=constraints.category))
    titled = in_title(index.facets, (words,))
    return bool((titled if kind is None else titled & kind).any())


def holds(index: Index, rows: Rows, words: str, *, titled: bool = False) -> bool:
    """Whether one of the groups at ``rows`` holds all of some words, in its title where ``titled``."""
    if not words:
        return len(rows) > 0
    if titled:
        groups = index.facets.groups_of(in_title(index.facets, (words,)))
        return bool(groups[rows].any())
    return bool((_coverage(index, rows, words) >= WHOLE).any())


def _coverage(index: Index, rows: Rows, words: str) -> Scores:
    """The share of some words that the groups at ``rows`` hold, "16gb" also as "16 GB"."""
    coverage = index.lexical.search(words).coverage_of(rows)
    apart = _PARTS.sub(" ", words)
    if apart == words:
        return coverage
    return np.maximum(coverage, index.lexical.search(apart).coverage_of(rows))
