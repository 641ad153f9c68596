"""Keywords and meaning fused into one ranking of item groups.

A group's score is the rank discount of its keywords, plus how nearly it holds all of the query, plus
how near it comes in meaning:

    (K + 1) / (K + rank)  +  HOLDING * coverage ** 4  +  MEANING * (cosine - mean) / (best - mean)

The first part is reciprocal rank fusion's (Cormack, Clarke and Büttcher, SIGIR 2009). Meaning
counts by its margin, not its rank: where many products hold the same word ("laptop" sleeves, locks
and laptops), the ranks are close and the margins are not. The constants were chosen on Chorus dev
and on queries made from the texts of four shops, none of which was held out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from knowledge.database import StoreError
from knowledge.index.dense import unanswered

if TYPE_CHECKING:
    from knowledge.index import Index

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float64]

MODES = ("hybrid", "dense", "lexical")

K = 150
HOLDING, MEANING = 2.0, 2.75
NEAR, DEPTH = 200, 1_000
"""Groups that are fused: the nearest in meaning, and the best by keywords; those behind follow."""

# What is found must hold most of the query's words, or come this near in meaning: unrelated pairs of
# MiniLM vectors seldom pass .45, and what a query means is seldom below (looked at on Chorus).
MIN_COVERAGE = 0.6
MIN_COSINE = 0.45
# A little less near than the nearest is still of the kind that was asked for.
KEEP_COSINE = 0.75


@dataclass(frozen=True)
class Ranking:
    """Rows of item groups, best first, their scores, and the share of the query each holds."""

    rows: Rows
    scores: Scores
    coverage: Scores

    def led_by(self, rows: Rows) -> Ranking:
        """The same ranking with these groups before all others."""
        behind = ~np.isin(self.rows, rows)
        best = float(self.scores.max(initial=0.0)) + 1.0
        return Ranking(
            np.concatenate([rows, self.rows[behind]]),
            np.concatenate([np.full(len(rows), best), self.scores[behind]]),
            np.concatenate([np.ones(len(rows)), self.coverage[behind]]),
        )


def rank(
    index: Index,
    query: str,
    allowed: Mask | None,
    *,
    mode: str = "hybrid",
    depth: int = NEAR,
    only_relevant: bool = False,
) -> Ranking:
    """Ranks the ``allowed`` groups (shape (groups,); None: all) by a query.

    The nearest ``depth`` groups in meaning are ranked and all that share a word with the query.
    ``only_relevant`` leaves out what is merely nearest. Keywords rank alone where the embedding
    model or the vector index does not answer.
    """
    try:
        return _rank(index, query, allowed, mode, depth, only_relevant)
    except StoreError as error:
        unanswered(error)
        return _rank(index, query, allowed, "lexical", depth, only_relevant)


def _rank(
    index: Index,
    query: str,
    allowed: Mask | None,
    mode: str,
    depth: int,
    only_relevant: bool,
) -> Ranking:
    if not len(index):
        return Ranking(np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
    vector = None if mode == "lexical" else index.embed_one(query)
    found = index.lexical.search(query)
    if allowed is not None:
        found = found.among(allowed)
    order = best_first(found.scores, max(depth, DEPTH))
    if vector is None:
        if only_relevant:
            order = order[found.coverage[order] >= MIN_COVERAGE]
        return Ranking(found.rows[order], found.scores[order], found.coverage[order])
    near, cosines = index.dense.search(vector, min(depth, len(index)), allowed)
    if mode == "dense":
        return Ranking(near, cosines.astype(np.float64), found.coverage_of(near))
    head = order[:DEPTH]
    fused = np.union1d(found.rows[head], near)
    cosine = index.dense.cosines(vector, fused)
    mean = float(index.dense.mean @ vector)
    margin = (cosine - mean) / max(float(cosine.max(initial=0.0)) - mean, 1e-6)
    coverage = found.coverage_of(fused)
    scores = HOLDING * coverage**4 + MEANING * np.clip(margin, 0.0, None)
    place = np.searchsorted(fused, found.rows[head])
    scores[place] += (K + 1) / (K + 1 + np.arange(len(place)))
    is_behind = np.ones(len(found.rows) + 1, bool)
    is_behind[found.places(fused)] = False
    if only_relevant:
        scaled = index.scale(cosine)
        close = scaled >= max(MIN_COSINE, KEEP_COSINE * float(scaled.max(initial=0.0)))
        kept = close | (coverage >= MIN_COVERAGE)
        fused, scores, coverage = fused[kept], scores[kept], coverage[kept]
        is_behind[:-1] &= found.coverage >= MIN_COVERAGE
    behind = order[is_behind[order]]
    order = np.argsort(-scores, kind="stable")
    # Below the last that was fused, in the order of their keywords.
    tail = scores.min(initial=0.0) - 1.0 - np.arange(len(behind))
    return Ranking(
        np.concatenate([fused[order], found.rows[behind]]),
        np.concatenate([scores[order], tail]),
        np.concatenate([coverage[order], found.coverage[behind]]),
    )


def best_first(scores: Scores, count: int) -> Rows:
    """The places of all scores: the ``count`` highest in their order, then the others as they come.

    Of equal scores the first comes first. Sorting all would take most of a query's time in a large
    catalogue.
    """
    if count >= len(scores):
        return np.argsort(-scores, kind="stable")
    least = np.partition(scores, -count)[-count]
    candidates = np.flatnonzero(scores >= least)
    head = candidates[np.argsort(-scores[candidates], kind="stable")][:count]
    is_behind = np.ones(len(scores), bool)
    is_behind[head] = False
    return np.concatenate([head, np.flatnonzero(is_behind)])
