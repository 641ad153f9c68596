"""nDCG@10, Recall@10 and J-nDCG@10 on Chorus dev, against plain BM25 and plain dense."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import bm25s
import numpy as np

from benchmarks.chorus import queries, store
from knowledge.catalog import Product
from knowledge.evaluation import judged_ndcg, ndcg, recall
from knowledge.knowledge import Knowledge

DEEP = 2000
"""J-nDCG ranks judged products however far down they stand."""

Rank = Callable[[str], list[str]]


def main() -> None:
    """Prints one row a system."""
    knowledge = Knowledge.open(store())
    products = list(knowledge.store.all_products())
    systems: dict[str, Rank] = {
        "BM25, every field (bm25s)": _bm25(products, _every_field),
        "BM25, title and description (bm25s)": _bm25(
            products, lambda p: f"{p.title} {p.description}"
        ),
        "dense (MiniLM, FAISS flat)": _ours(knowledge, "dense"),
        "Aisle lexical": _ours(knowledge, "lexical"),
        "Aisle hybrid": _ours(knowledge, "hybrid"),
    }
    print(f"{'system':<38} nDCG@10  Recall@10  J-nDCG@10")
    for name, rank in systems.items():
        print(f"{name:<38} {'  '.join(f'{figure:7.3f}' for figure in _figures(rank))}")


def _figures(rank: Rank) -> list[float]:
    rows = []
    for query in queries():
        judged = query["judged"]
        if any(judged.values()):  # a query without a relevant product says nothing of a ranking
            ids = rank(query["query"])
            rows.append((ndcg(ids, judged), recall(ids, judged), judged_ndcg(ids, judged)))
    return [float(np.mean([row[i] for row in rows if row[i] is not None])) for i in range(3)]


def _ours(knowledge: Knowledge, mode: str) -> Rank:
    return lambda query: [hit.id for hit in knowledge.retrieve(query, top_k=DEEP, mode=mode).hits]


def _bm25(products: Sequence[Product], text: Callable[[Product], str]) -> Rank:
    corpus = [text(product) for product in products]
    bm25 = bm25s.BM25()
    bm25.index(bm25s.tokenize(corpus, show_progress=False), show_progress=False)

    def rank(query: str) -> list[str]:
        tokens = bm25s.tokenize([query], show_progress=False, return_ids=False)
        scores = bm25.get_scores(list(tokens[0])) if tokens[0] else np.zeros(len(products))
        order = np.argsort(-scores, kind="stable")[:DEEP]
        return [products[row].id for row in order if scores[row] > 0]

    return rank


def _every_field(product: Product) -> str:
    attributes = " ".join(f"{name} {value}" for name, value in product.attributes.items())
    return f"{product.title} {product.brand} {' '.join(product.category)} {product.description} {attributes}"


if __name__ == "__main__":
    main()
