"""Hybrid retrieval: hard constraints first, then keywords and meaning fused into one ranking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from knowledge.constraints import Constraints

if TYPE_CHECKING:
    from knowledge.index import Index

MODES = ("hybrid", "dense", "lexical")

# Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009) with their constant of 60, over
# this many of each ranking.
RRF_K = 60
DEPTH = 200

# What is found must hold most of the query's words, or come this near in meaning: unrelated pairs of
# MiniLM vectors seldom pass .45, and what a query means is seldom below (looked at on Chorus).
MIN_COVERAGE = 0.6
MIN_COSINE = 0.45
# A little less near than the nearest is still of the kind that was asked for.
KEEP_COSINE = 0.75


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


Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


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
    ``without`` names item groups that must not be found. ``mode`` is one of `MODES`.
    ``only_relevant`` leaves out what is merely nearest, so that asking for what the shop does not
    have finds nothing, and the cheapest of a kind is of that kind.
    """
    rows = index.facets.allowed(constraints)
    groups = None if rows is None else index.groups_of(rows)
    if without:
        groups = np.ones(len(index), bool) if groups is None else groups
        groups[[index.group_rows[key] for key in without if key in index.group_rows]] = False
    if constraints.query:
        order, scores = _rank(
            index, constraints, groups, mode, max(DEPTH, offset + top_k), only_relevant
        )
    else:
        order = np.arange(len(index)) if groups is None else np.flatnonzero(groups)
        order = order[np.argsort(-index.facets.popularity[order], kind="stable")]
        scores = np.ones(len(order))
    if constraints.sort != "relevance":
        keys = index.facets.sort_keys(constraints.sort, rows)[order]
        ordered = np.argsort(keys, kind="stable")
        order, scores = order[ordered], scores[ordered]
    page = slice(offset, offset + top_k)
    hits = tuple(
        Hit(index.facets.variant(int(group), rows, constraints.sort), float(score))
        for group, score in zip(order[page], scores[page], strict=True)
    )
    is_near = False
    if only_relevant and constraints.query and not constraints.category and hits:
        coverage = index.lexical.coverage(constraints.query)[order[page]]
        is_near = bool(coverage.max() < MIN_COVERAGE)
    return Hits(hits, len(order), is_near)


def _rank(
    index: Index,
    constraints: Constraints,
    groups: Mask | None,
    mode: str,
    depth: int,
    only_relevant: bool,
) -> tuple[Rows, npt.NDArray[np.float64]]:
    """Rows of item groups and their fused scores, best first."""
    if not len(index):
        return np.zeros(0, np.int64), np.zeros(0)
    lexical = index.lexical.scores(constraints.query).astype(np.float64)
    if groups is not None:
        lexical = np.where(groups, lexical, 0.0)
    count = len(index)
    vector = index.embed_one(constraints.query)
    near, cosines = index.dense.search(vector, min(depth, count), groups)
    if mode == "dense":
        return near, cosines.astype(np.float64)
    matched = np.flatnonzero(lexical > 0)
    matched = matched[np.argsort(-lexical[matched], kind="stable")]
    if mode == "lexical":
        return matched, lexical[matched]
    fused = np.zeros(count)
    fused[matched[:DEPTH]] += 1 / (RRF_K + 1 + np.arange(len(matched[:DEPTH])))
    fused[near[:DEPTH]] += 1 / (RRF_K + 1 + np.arange(len(near[:DEPTH])))
    # Further down, words that happen to be shared say less than meaning.
    fused[near[DEPTH:]] += 1e-3 / (1 + np.arange(len(near[DEPTH:])))
    candidates = np.flatnonzero(fused)
    if only_relevant and not constraints.category:  # a category already says what it must be
        candidates = _relevant(candidates, near, cosines, index.lexical.coverage(constraints.query))
    order = candidates[np.argsort(-fused[candidates], kind="stable")]
    return order, fused[order]


def _relevant(
    candidates: Rows,
    near: Rows,
    cosines: npt.NDArray[np.float32],
    coverage: npt.NDArray[np.float32],
) -> Rows:
    """Drops what is only nearest because something must be: not of the kind that was asked for."""
    cosine = np.zeros(len(coverage), np.float32)
    cosine[near] = cosines
    nearest = float(cosines.max(initial=0.0))
    close = cosine[candidates] >= max(MIN_COSINE, KEEP_COSINE * nearest)
    kept: Rows = candidates[close | (coverage[candidates] >= MIN_COVERAGE)]
    return kept


def similar(index: Index, key: str, *, top_k: int = 4) -> list[Hit]:
    """The item groups most like the group ``key`` in meaning, itself left out, best first.

    Groups of the same leaf category come before others, since they answer the same need.
    """
    row = index.group_rows[key]
    vector = index.dense.vectors(np.array([row]))[0]
    rows, cosines = index.dense.search(vector, min(len(index), max(50, top_k + 1)))
    same = index.facets.same_category(row)[rows]
    scores = cosines + same  # cosines stay below 1, so that every one of the category leads
    order = [place for place in np.argsort(-scores, kind="stable") if rows[place] != row][:top_k]
    return [
        Hit(index.facets.variant(int(rows[place]), None), float(cosines[place])) for place in order
    ]
