"""Relevance measures of one ranking against the judgements of one query."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Gains = Mapping[str, float]
"""What each judged product is worth to the query, 0 for nothing, by its id."""


def ndcg(ranking: Sequence[str], judged: Gains, k: int = 10) -> float:
    """Normalised discounted cumulative gain of the first ``k``; unjudged products gain nothing.

    Järvelin and Kekäläinen, ACM TOIS 20(4), 2002, with linear gains. 0 where nothing is relevant.
    """
    ideal = _dcg(sorted(judged.values(), reverse=True)[:k])
    return _dcg([judged.get(id, 0.0) for id in ranking[:k]]) / ideal if ideal else 0.0


def judged_ndcg(ranking: Sequence[str], judged: Gains, k: int = 10) -> float:
    """nDCG of the ranking without its unjudged products (J-nDCG), which nobody can call wrong.

    Sakai, SIGIR 2007, on condensed lists.
    """
    return ndcg([id for id in ranking if id in judged], judged, k)


def recall(
    ranking: Sequence[str], judged: Gains, k: int = 10, relevant: float = 1.0
) -> float | None:
    """Share of the products with a gain of ``relevant`` that are among the first ``k``.

    None where there are none.
    """
    wanted = {id for id, gain in judged.items() if gain >= relevant}
    return len(wanted & set(ranking[:k])) / len(wanted) if wanted else None


def reciprocal_rank(ranking: Sequence[str], judged: Gains, relevant: float = 1.0) -> float | None:
    """1 / the place of the first product with a gain of ``relevant``; 0 where it is not ranked.

    Its mean over queries is the MRR (Voorhees, TREC-8, 1999). None where there is none to find.
    """
    wanted = {id for id, gain in judged.items() if gain >= relevant}
    places = (1 / place for place, id in enumerate(ranking, 1) if id in wanted)
    return next(places, 0.0) if wanted else None


def _dcg(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))
