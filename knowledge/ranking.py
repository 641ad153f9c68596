"""Keywords and meaning fused into one ranking of item groups.

A group's score is ``1 / rank-discount`` of its keywords, plus the square of how much of the query
it holds, plus 2.75 times how near it comes in meaning:

    (K + 1) / (K + rank)  +  coverage ** 2  +  MEANING * (cosine - mean) / (best - mean)

The first part is reciprocal rank fusion's (Cormack, Clarke and Büttcher, SIGIR 2009). Meaning
counts by its margin, not its rank: where many products hold the same word ("laptop" sleeves, locks
and laptops), the ranks are close and the margins are not. Chosen on Chorus dev and looked at on
queries made from the demo shop, where it is ahead of plain rank fusion too (`benchmarks.retrieval`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from knowledge.index import Index

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float64]

MODES = ("hybrid", "dense", "lexical")

K = 60
MEANING = 2.75
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
    ``only_relevant`` leaves out what is merely nearest.
    """
    if not len(index):
        return Ranking(np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
    vector = index.embed_one(query)
    near, cosines = index.dense.search(vector, min(depth, len(index)), allowed)
    coverage = index.lexical.coverage(query).astype(np.float64)
    if mode == "dense":
        return Ranking(near, cosines.astype(np.float64), coverage[near])
    keywords = index.lexical.scores(query).astype(np.float64)
    if allowed is not None:
        keywords = np.where(allowed, keywords, 0.0)
    matched = np.flatnonzero(keywords > 0)
    matched = matched[np.argsort(-keywords[matched], kind="stable")]
    if mode == "lexical":
        return Ranking(matched, keywords[matched], coverage[matched])
    fused = np.union1d(matched[:DEPTH], near)
    cosine = index.dense.cosines(vector, fused)
    mean = float(index.dense.mean @ vector)
    margin = (cosine - mean) / max(float(cosine.max(initial=0.0)) - mean, 1e-6)
    scores = coverage[fused] ** 2 + MEANING * np.clip(margin, 0.0, None)
    place = np.searchsorted(fused, matched[:DEPTH])
    scores[place] += (K + 1) / (K + 1 + np.arange(len(place)))
    if only_relevant:
        close = cosine >= max(MIN_COSINE, KEEP_COSINE * float(cosine.max(initial=0.0)))
        kept = close | (coverage[fused] >= MIN_COVERAGE)
        fused, scores = fused[kept], scores[kept]
        matched = matched[coverage[matched] >= MIN_COVERAGE]
    order = np.argsort(-scores, kind="stable")
    behind = matched[~np.isin(matched, fused)]
    rows = np.concatenate([fused[order], behind])
    # Below the last that was fused, in the order of their keywords.
    tail = scores.min(initial=0.0) - 1.0 - np.arange(len(behind))
    return Ranking(rows, np.concatenate([scores[order], tail]), coverage[rows])
