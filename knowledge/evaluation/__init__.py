"""How good retrieval is on a shop's own catalogue: judged queries, measures, systems, intervals."""

from knowledge.evaluation.judgements import Judged, read_judgements
from knowledge.evaluation.known_items import known_items
from knowledge.evaluation.measures import judged_ndcg, ndcg, recall, reciprocal_rank
from knowledge.evaluation.run import Evaluation, evaluate
from knowledge.evaluation.systems import systems

__all__ = [
    "Evaluation",
    "Judged",
    "evaluate",
    "judged_ndcg",
    "known_items",
    "ndcg",
    "read_judgements",
    "recall",
    "reciprocal_rank",
    "systems",
]
