"""Judged queries through every system, query by query."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from knowledge.evaluation.intervals import Figure, figure
from knowledge.evaluation.judgements import Judged
from knowledge.evaluation.measures import judged_ndcg, ndcg, recall, reciprocal_rank
from knowledge.evaluation.systems import System, systems
from knowledge.knowledge import Knowledge
from knowledge.report import Progress, silent

K = 10
DEEP = 2000
"""Places to which J-nDCG and MRR look for judged products."""
NDCG, RECALL, J_NDCG, MRR = f"nDCG@{K}", f"Recall@{K}", f"J-nDCG@{K}", "MRR"
MEASURES = (NDCG, RECALL, J_NDCG, MRR)


@dataclass(frozen=True)
class Ranked:
    """What a system made of a query: its first item groups, each measure, and milliseconds.

    A measure is None where the query has no product that it looks for.
    """

    first: tuple[str, ...]
    scores: dict[str, float | None]
    ms: float


@dataclass(frozen=True)
class Query:
    """A judged query; ``gains`` are those of item groups that the shop has."""

    query_id: str
    query: str
    gains: dict[str, float]
    ranked: dict[str, Ranked]

    def change(self, system: str, baseline: str) -> float:
        """How much better a system's nDCG is than a baseline's."""
        ours, theirs = self.ranked[system].scores[NDCG], self.ranked[baseline].scores[NDCG]
        return (ours or 0.0) - (theirs or 0.0)


@dataclass(frozen=True)
class Evaluation:
    """Every query through every system.

    ``relevant`` is the gain from which Recall and MRR count a product. ``unknown`` are judged ids
    that the shop does not have, ``left_out`` the queries for which it has nothing relevant.
    """

    systems: list[System]
    queries: list[Query]
    relevant: float
    unknown: list[str]
    left_out: list[str]

    def figure(self, system: str, measure: str) -> Figure | None:
        """A system's mean over the queries."""
        scores = [query.ranked[system].scores[measure] for query in self.queries]
        return figure([score for score in scores if score is not None])

    def difference(self, system: str, baseline: str, measure: str) -> Figure | None:
        """The mean of what a system has more than a baseline, query by query."""
        pairs = [
            (query.ranked[system].scores[measure], query.ranked[baseline].scores[measure])
            for query in self.queries
        ]
        return figure([a - b for a, b in pairs if a is not None and b is not None])

    def ms(self, system: str) -> float:
        """A system's median time for a query, its embedding included."""
        return median(query.ranked[system].ms for query in self.queries)

    @property
    def strongest(self) -> System:
        """The baseline with the best nDCG."""
        baselines = [system for system in self.systems if system.is_baseline]
        return max(
            baselines,
            key=lambda one: sum(q.change(one.name, baselines[0].name) for q in self.queries),
        )

    def to_json(self) -> dict[str, Any]:
        """All figures, differences to each baseline and the queries, for programs."""
        return {
            "queries": len(self.queries),
            "relevant_from_gain": self.relevant,
            "left_out": self.left_out,
            "unknown_products": self.unknown,
            "systems": [
                {
                    "name": system.name,
                    "label": system.label,
                    "baseline": system.is_baseline,
                    "p50_ms": round(self.ms(system.name), 3),
                    **{name: _plain(self.figure(system.name, name)) for name in MEASURES},
                }
                for system in self.systems
            ],
            "differences": [
                {
                    "system": ours.name,
                    "baseline": baseline.name,
                    **{
                        name: _plain(self.difference(ours.name, baseline.name, name))
                        for name in MEASURES
                    },
                }
                for ours in self.systems
                if not ours.is_baseline
                for baseline in self.systems
                if baseline.is_baseline
            ],
            "per_query": [
                {
                    "query_id": query.query_id,
                    "query": query.query,
                    **{
                        name: {**ranked.scores, "ms": round(ranked.ms, 3)}
                        for name, ranked in query.ranked.items()
                    },
                }
                for query in self.queries
            ],
        }


def evaluate(
    knowledge: Knowledge,
    judged: Sequence[Judged],
    *,
    relevant: float | None = None,
    progress: Progress = silent,
) -> Evaluation:
    """Measures Aisle's modes and the baselines of `systems` on judged queries.

    Judgements name variants and a hit is an item group, so that a group gains what the best of its
    judged variants does. ``relevant`` is the highest gain of all judgements where it is not given.

    Raises `ValueError` where the shop has nothing relevant to any query.
    """
    progress("Reading the catalogue", 0, None)
    products = list(knowledge.store.all_products())
    groups = {product.group: product.group for product in products}
    groups |= {product.id: product.group for product in products}
    compared = systems(knowledge, products)
    if relevant is None:
        relevant = max(gain for one in judged for gain in one.gains.values())
    asked = [(one, _by_group(one.gains, groups)) for one in judged]
    kept = [(one, gains) for one, gains in asked if any(gains.values())]
    if not kept:
        raise ValueError("nothing that is judged relevant is in this store; is it the right one?")
    found = []
    for place, (one, gains) in enumerate(kept):
        progress("Asking", place, len(kept))
        ranked = {
            system.name: _ranked(system, one.query, number, gains, relevant)
            for number, system in enumerate(compared)
        }
        found.append(Query(one.query_id, one.query, gains, ranked))
    progress("Asking", len(kept), len(kept))
    return Evaluation(
        compared,
        found,
        relevant,
        sorted({id for one in judged for id in one.gains if id not in groups}),
        [one.query_id for one, gains in asked if not any(gains.values())],
    )


def _by_group(gains: Mapping[str, float], groups: Mapping[str, str]) -> dict[str, float]:
    best: dict[str, float] = {}
    for id, gain in gains.items():
        if id in groups:
            best[groups[id]] = max(gain, best.get(groups[id], 0.0))
    return best


def _ranked(
    system: System, query: str, number: int, gains: Mapping[str, float], relevant: float
) -> Ranked:
    # The embedder remembers texts; with one more space, each system embeds the query itself.
    asked = query + " " * number
    started = time.perf_counter()
    first = system.rank(asked, K)
    ms = (time.perf_counter() - started) * 1000
    deep = system.rank(asked, DEEP)
    scores = {
        NDCG: ndcg(first, gains, K),
        RECALL: recall(first, gains, K, relevant),
        J_NDCG: judged_ndcg(deep, gains, K),
        MRR: reciprocal_rank(deep, gains, relevant),
    }
    return Ranked(tuple(first), scores, ms)


def _plain(one: Figure | None) -> dict[str, float | None] | None:
    return (
        None
        if one is None
        else {k: v if k == "count" else v and round(v, 4) for k, v in asdict(one).items()}
    )
