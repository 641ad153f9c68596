"""nDCG@10, Recall@10, J-nDCG@10 and MRR on Chorus dev, against plain BM25 and plain dense."""

from __future__ import annotations

from benchmarks.chorus import JUDGEMENTS, store
from bot.cli.eval import show
from knowledge.evaluation import evaluate, read_judgements
from knowledge.knowledge import Knowledge


def main() -> None:
    """Prints what `aisle eval retrieval` prints on this catalogue."""
    knowledge = Knowledge.open(store())
    judged, rejected = read_judgements(JUDGEMENTS)
    show(evaluate(knowledge, judged), f"Judgements: {JUDGEMENTS.name}", rejected)


if __name__ == "__main__":
    main()
