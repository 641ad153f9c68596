"""Hybrid retrieval: hard constraints first, then keywords and meaning fused into one ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge import precision
from knowledge.constraints import Constraints
from knowledge.index import identifiers
from knowledge.index.filters import allowed
from knowledge.ranking import MIN_COVERAGE, NEAR, Mask, Ranking, Rows, Scores, best_first, rank

if TYPE_CHECKING:
    from knowledge.index import Index


VARIED, SAME, MOST_ALIKE = 30, 0.93, 4
"""Of the first hits, so many at the most come before others that are as good as the same: their
vectors' cosine is that high. On Chorus dev this costs .001 of nDCG@10, which is blind to walls."""


@dataclass(frozen=True)
class Hit:
    """A retrieved product: the variant of its item group that suits best, and its score."""

    id: str
    score: float


@dataclass(frozen=True)
class Hits:
    """One page of hits, best first, and how many products satisfy the query in all.

    ``is_near``: none of them is called what was asked for; they are only close to it in meaning.
    """

    hits: tuple[Hit, ...]
    total: int
    is_near: bool = False


def search(
    index: Index,
    constraints: Constraints,
    *,
    top_k: int = 10,
    offset: int = 0,
    mode: str = "hybrid",
    without: frozenset[str] = frozenset(),
    only_relevant: bool = False,
) -> Hits:
    """The ``top_k`` item groups from ``offset`` that satisfy every constraint, best first.

    A group's hit is its first variant in stock that satisfies them (else its first that does).
    ``without`` names item groups that must not be found. ``mode`` is one of `knowledge.ranking.MODES`.
    ``only_relevant`` leaves out what is merely nearest, so that asking for what the shop does not
    have finds nothing, and the cheapest of a kind is of that kind.
    """
    rows = allowed(index.facets, constraints)
    groups = None if rows is None else index.facets.groups_of(rows)
    if without:
        groups = np.ones(len(index), bool) if groups is None else groups
        groups[[row for row in map(index.keys.find, without) if row is not None]] = False
    ranking = _rank(index, constraints, groups, mode, max(NEAR, offset + top_k), only_relevant)
    named = _named(index, constraints, rows) if mode != "dense" else np.zeros(0, np.int64)
    if len(named):
        first = np.unique(index.facets.group[named])
        first = first if groups is None else first[groups[first]]
        ranking = ranking.led_by(first)
    order, scores = ranking.rows, ranking.scores
    if constraints.sort != "relevance":
        keys = index.facets.sort_keys(constraints.sort, rows)[order]
        ordered = best_first(-keys, offset + top_k)
        order, scores = order[ordered], scores[ordered]
    elif mode == "hybrid" and not len(named):
        order, scores = _varied(index, order, scores)
    page = slice(offset, offset + top_k)
    hits = tuple(
        Hit(index.facets.variant(int(group), rows, constraints.sort, named), float(score))
        for group, score in zip(order[page], scores[page], strict=True)
    )
    is_named = bool(ranking.coverage[:top_k].max(initial=0.0) >= MIN_COVERAGE)
    return Hits(hits, len(order), only_relevant and bool(hits) and not is_named)


def holds(index: Index, constraints: Constraints, words: str, *, titled: bool = False) -> bool:
    """Whether something that satisfies the constraints holds all of some words besides.

    ``titled``: in its title. Without words: whether anything satisfies them.
    """
    rows = allowed(index.facets, constraints)
    groups = None if rows is None else index.facets.groups_of(rows)
    ranking = _rank(index, constraints, groups, "hybrid", NEAR, only_relevant=True)
    return precision.holds(index, ranking.rows, words, titled=titled)


def fitting(index: Index, keys: Sequence[str], constraints: Constraints) -> list[str]:
    """The variants of the item groups ``keys`` that satisfy the limits, whatever the query says."""
    rows = allowed(index.facets, constraints)
    found = [row for row in map(index.keys.find, dict.fromkeys(keys)) if row is not None]
    groups = None if rows is None else index.facets.groups_of(rows)
    return [index.facets.variant(row, rows) for row in found if groups is None or groups[row]]


def _varied(index: Index, order: Rows, scores: Scores) -> tuple[Rows, Scores]:
    """The first hits without a wall of the same thing: what is like many before it comes behind."""
    window = order[:VARIED]
    vectors = index.dense.vectors(window)
    alike = vectors @ vectors.T >= SAME
    kept: list[int] = []
    behind: list[int] = []
    for place in range(len(window)):
        (behind if alike[place, kept].sum() >= MOST_ALIKE else kept).append(place)
    if behind:
        places = [*kept, *behind]
        first = scores[places]
        first[len(kept) :] = np.minimum(first[len(kept) :], first[len(kept) - 1])
        order = np.concatenate([window[places], order[len(window) :]])
        scores = np.concatenate([first, scores[len(window) :]])
    return order, scores


def _named(index: Index, constraints: Constraints, allowed: Mask | None) -> Rows:
    """The variants that the query names by an identifier, if they are all else that it asks for."""
    named = identifiers.named(index.facets.postings, constraints.query)
    if named is None:
        return np.zeros(0, np.int64)
    rows = named.rows if allowed is None else named.rows[allowed[named.rows]]
    if not named.rest:
        return rows.astype(np.int64)
    coverage = index.lexical.search(named.rest).coverage_of(index.facets.group[rows])
    held: Rows = rows[coverage > 1 - 1e-6].astype(np.int64)
    return held


def _rank(
    index: Index,
    constraints: Constraints,
    groups: Mask | None,
    mode: str,
    depth: int,
    only_relevant: bool,
) -> Ranking:
    if not constraints.query:
        popular = index.facets.most_popular(groups)
        return Ranking(popular, np.ones(len(popular)), np.ones(len(popular)))
    is_kind = bool(constraints.category)  # which already says what it must be
    relevant = only_relevant and not is_kind
    ranking = rank(index, constraints.query, groups, mode=mode, depth=depth, only_relevant=relevant)
    if not only_relevant:
        return ranking
    if not is_kind:
        return precision.named(index, constraints, ranking)
    left = np.ones(len(index), bool) if groups is None else groups.copy()
    left[ranking.rows] = False
    behind = index.facets.most_popular(left)
    tail = ranking.scores.min(initial=0.0) - 1.0 - np.arange(len(behind))
    all_of_kind = Ranking(
        np.concatenate([ranking.rows, behind]),
        np.concatenate([ranking.scores, tail]),
        np.ones(len(ranking.rows) + len(behind)),
    )
    return precision.named(index, constraints, all_of_kind)
