"""Relevance metrics over judged queries."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Judgements = Mapping[str, float]
"""Gain from 0 to 1 by product id."""


def ndcg(ranking: Sequence[str], judged: Judgements, k: int = 10) -> float:
    """Normalised discounted cumulative gain of the first ``k``; unjudged products gain nothing.

    Järvelin and Kekäläinen, ACM TOIS 20(4), 2002, with linear gains. 0 where nothing is relevant.
    """
    ideal = _dcg(sorted(judged.values(), reverse=True)[:k])
    return _dcg([judged.get(id, 0.0) for id in ranking[:k]]) / ideal if ideal else 0.0


def judged_ndcg(ranking: Sequence[str], judged: Judgements, k: int = 10) -> float:
    """nDCG of the ranking without its unjudged products (J-nDCG), which nobody can call wrong.

    Sakai, SIGIR 2007, on condensed lists.
    """
    return ndcg([id for id in ranking if id in judged], judged, k)


def recall(ranking: Sequence[str], judged: Judgements, k: int = 10) -> float | None:
    """Share of the products judged 1 that are among the first ``k``; None where there are none."""
    relevant = {id for id, gain in judged.items() if gain >= 1.0}
    return len(relevant & set(ranking[:k])) / len(relevant) if relevant else None


def _dcg(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))
