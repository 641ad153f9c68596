"""A whole retrieval on Chorus, against embedding, bare FAISS flat and bare bm25s in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable

import bm25s
import faiss
import numpy as np

from benchmarks.chorus import queries, store
from knowledge.embeddings.local import bundled_folder
from knowledge.embeddings.onnx import OnnxEmbedder
from knowledge.knowledge import Knowledge

ROUNDS = 5
TOP_K = 10


def main() -> None:
    """Prints p50 and p95 of each part, of their sum a query, and of the whole; and the ratio."""
    started = time.perf_counter()
    knowledge = Knowledge.open(store())
    print(f"{'opening the store':<34} {(time.perf_counter() - started) * 1000:7.0f} ms")
    asked = [query["query"] for query in queries()] * ROUNDS
    embedder = OnnxEmbedder(bundled_folder())
    vectors = np.ascontiguousarray(knowledge.index.dense.vectors(np.arange(len(knowledge.index))))
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(vectors)
    bm25, count = _bm25(knowledge)
    faiss.omp_set_num_threads(1)
    parts: dict[str, Callable[[str], object]] = {
        "embedding": lambda query: embedder.embed([query]),
        "FAISS flat": lambda query: flat.search(
            knowledge.embedder.embed_one(query)[np.newaxis], TOP_K
        ),
        "bm25s": lambda query: bm25.retrieve(
            bm25s.tokenize([query], show_progress=False, return_ids=False),
            k=min(TOP_K, count),
            show_progress=False,
        ),
        "Aisle, the vector at hand": lambda query: knowledge.retrieve(query, top_k=TOP_K),
    }
    for query in asked:
        for part in parts.values():
            part(query)
    # Of every query each part in turn, so that what else the machine does meets all of them.
    times = np.array([[_seconds(part, query) for part in parts.values()] for query in asked])
    bare, whole = times[:, :3].sum(axis=1), times[:, 0] + times[:, 3]
    print(f"{'':<34}  p50 ms  p95 ms")
    for name, row in (*zip(parts, times.T, strict=True), ("sum of the three", bare)):
        print(_line(name, row))
    print(_line("Aisle, embedding and retrieval", whole))
    ratios = (np.percentile(whole, q) / np.percentile(bare, q) for q in (50, 95))
    print(f"{'ratio to the sum':<34} {' '.join(f'{ratio:7.2f}' for ratio in ratios)}")


def _line(name: str, seconds: np.ndarray) -> str:
    return f"{name:<34} {' '.join(f'{np.percentile(seconds, q) * 1000:7.2f}' for q in (50, 95))}"


def _seconds(part: Callable[[str], object], query: str) -> float:
    started = time.perf_counter()
    part(query)
    return time.perf_counter() - started


def _bm25(knowledge: Knowledge) -> tuple[bm25s.BM25, int]:
    texts = [f"{product.title} {product.description}" for product in knowledge.store.all_products()]
    bm25 = bm25s.BM25()
    bm25.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
    return bm25, len(texts)


if __name__ == "__main__":
    main()
