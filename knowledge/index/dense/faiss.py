"""Vectors in one memory-mapped file, searched by FAISS.

Few vectors are compared with each. Of more than `EXACT`, short codes are searched first: the vectors'
leading directions in 8 bits each, along the links of a graph (HNSW) or, of more than `GRAPH`, in the
cells around which they lie (IVF), which stay on disk. The best `CANDIDATES` are then compared by
their whole vectors. `benchmarks.scale` measures what comes of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt
from prometheus_client import Counter

from knowledge.embeddings import Vectors
from knowledge.index.strings import mapped
from knowledge.settings import settings

EXACT = 50_000
"""Vectors up to which each is compared with; 100,000 took 4 ms, a graph over them 0.9."""
GRAPH = 250_000
"""Vectors up to which a graph is kept, in memory. On a million, a graph took several times as long to
build as cells, and a walk of 1,024 to reach their recall."""
CANDIDATES = 200
"""Vectors that are compared whole after a search among codes."""
WALK = 10_000
"""Whole vectors that are compared in the time of one search among the codes. Where few are allowed,
that search has to go as much farther as they are fewer, until comparing each of them is faster."""

KEPT = 0.96
"""Share of the vectors' squared length that their codes keep: 192 of MiniLM's 384 directions."""
LINKS, BUILD_WIDTH, WIDTH = 32, 128, 200
"""HNSW's M, efConstruction and efSearch. A catalogue is full of near twins: with the customary
efConstruction of 40 each set of twins links to itself alone, and recall@10 falls to .8."""
CELLS, PROBED = 4, 1 / 16
"""IVF's cells as a multiple of the root of the number of vectors, and the share that is searched: on a
million recall@10 was .966 with a thirty-second, .985 with a sixteenth and .987 with an eighth."""

POINTS = 40  # vectors that a cell is learnt from
SAMPLE = 50_000  # vectors are enough for a mean, and to learn codes from
BLOCK = 20_000  # vectors that are coded at a time

SEARCHES = Counter("aisle_vector_searches_total", "Searches of the vector index", ["method"])

_Rows = npt.NDArray[np.int64]
_Mask = npt.NDArray[np.bool_]


class FaissIndex:
    """Inner product over all vectors: exact up to `EXACT` of them, then with a recall@10 that was measured:
    .990 on 100,000 and .985 on a million noisy copies of real products."""

    def __init__(self, vectors: Vectors, mean: Vectors, codes: Any = None) -> None:
        self._vectors = vectors
        self.mean = mean
        self._codes = codes  # an IndexPreTransform, from leading directions to HNSW or IVF
        if codes is not None:
            self._directions = faiss.downcast_VectorTransform(codes.chain.at(0))
            self._coded = faiss.downcast_index(codes.index)

    @classmethod
    def build(cls, vectors: Vectors) -> FaissIndex:
        """Indexes unit vectors, shape (groups, dimension)."""
        count, dimension = vectors.shape
        sample = vectors[:: max(1, count // SAMPLE)] if count else np.zeros((1, dimension), "f4")
        mean = sample.mean(axis=0, dtype=np.float32)
        return cls(vectors, mean, _code(vectors, sample) if count > EXACT else None)

    def search(
        self, vector: Vectors, top_k: int, allowed: _Mask | None = None
    ) -> tuple[_Rows, npt.NDArray[np.float32]]:
        """The nearest groups' rows and their cosines, best first, ``top_k`` at most.

        ``allowed``, shape (groups,), are the only ones to be found.
        """
        _one_thread()
        query = np.ascontiguousarray(vector, np.float32)
        among = None if allowed is None else np.flatnonzero(allowed)
        count = len(self._vectors) if among is None else len(among)
        if self._codes is None or count**2 <= WALK * len(self._vectors):
            SEARCHES.labels("exact").inc()
        else:
            among = self._near(query, max(top_k, CANDIDATES), allowed)
        return self._compare(query, top_k, among)

    def _compare(
        self, query: Vectors, top_k: int, among: _Rows | None
    ) -> tuple[_Rows, npt.NDArray[np.float32]]:
        """The nearest by their whole vectors, of all or of some rows."""
        count, dimension = self._vectors.shape
        rows = np.full(top_k, -1, np.int64)
        cosines = np.empty(top_k, np.float32)
        whole = (faiss.swig_ptr(query), faiss.swig_ptr(self._vectors))
        found = (faiss.swig_ptr(cosines), faiss.swig_ptr(rows))
        if among is None:
            faiss.knn_inner_product(*whole, dimension, 1, count, top_k, *found)
        else:
            subset = faiss.swig_ptr(np.ascontiguousarray(among, np.int64))
            faiss.knn_inner_products_by_idx(
                *whole, subset, dimension, 1, count, len(among), top_k, *found
            )
        is_found = rows >= 0
        return rows[is_found], cosines[is_found]

    def _near(self, query: Vectors, top_k: int, allowed: _Mask | None) -> _Rows:
        """The rows that are nearest by their codes, in no order."""
        share, selector = 1.0, None
        if allowed is not None:
            share = np.count_nonzero(allowed) / len(allowed)
            bits = np.packbits(allowed, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(allowed), faiss.swig_ptr(bits))
        if isinstance(self._coded, faiss.IndexIVF):
            SEARCHES.labels("cells").inc()
            probed = min(self._coded.nlist, round(self._coded.nlist * PROBED / share))
            parameters = faiss.SearchParametersIVF(nprobe=probed, sel=selector)
        else:
            SEARCHES.labels("graph").inc()
            parameters = faiss.SearchParametersHNSW(efSearch=round(WIDTH / share), sel=selector)
        leading = self._directions.apply(query.reshape(1, -1))
        _, found = self._coded.search(leading, top_k, params=parameters)
        rows: _Rows = found[0][found[0] >= 0]
        return rows

    def cosines(self, vector: Vectors, rows: _Rows) -> npt.NDArray[np.float32]:
        """The cosines of these groups to a vector, shape (len(rows),)."""
        _one_thread()
        query = np.ascontiguousarray(vector, np.float32)
        places = np.ascontiguousarray(rows, np.int64)
        found = np.empty(len(rows), np.float32)
        faiss.fvec_inner_products_by_idx(
            *(faiss.swig_ptr(found), faiss.swig_ptr(query), faiss.swig_ptr(self._vectors)),
            *(faiss.swig_ptr(places), len(query), 1, len(rows)),
        )
        return found

    def vectors(self, rows: _Rows) -> Vectors:
        """The vectors of these groups as they were given, shape (len(rows), dimension)."""
        found: Vectors = self._vectors[rows]
        return found

    def save(self, folder: Path) -> None:
        """Writes the index to a folder that is there already."""
        np.save(folder / "vectors.npy", self._vectors)
        np.save(folder / "mean.npy", self.mean)
        if self._codes is not None:
            faiss.write_index(self._codes, str(folder / "codes.faiss"))

    @classmethod
    def load(cls, folder: Path) -> FaissIndex:
        """Opens a saved index; all but a graph stays on disk until a query needs it."""
        codes = folder / "codes.faiss"
        return cls(
            mapped(folder / "vectors.npy"),
            np.load(folder / "mean.npy"),
            faiss.read_index(str(codes), faiss.IO_FLAG_MMAP) if codes.exists() else None,
        )


def _code(vectors: Vectors, sample: Vectors) -> Any:
    """An index of short codes over vectors, which learns from a sample of them."""
    count, dimension = vectors.shape
    lengths, directions = np.linalg.eigh(sample.T @ sample)
    needed = int(np.searchsorted(np.cumsum(lengths[::-1]) / lengths.sum(), KEPT)) + 1
    kept = min(-(-needed // 16) * 16, dimension)  # 16 are compared at a time
    rotation = faiss.LinearTransform(dimension, kept, False)
    faiss.copy_array_to_vector(directions[:, ::-1].T[:kept].ravel(), rotation.A)
    rotation.is_trained = True
    cells = 0 if count <= GRAPH else round(CELLS * count**0.5)
    kind = f"IVF{cells},SQ8" if cells else f"HNSW{LINKS}_SQ8"
    index = faiss.index_factory(kept, kind, faiss.METRIC_INNER_PRODUCT)
    if not cells:
        index.hnsw.efConstruction = BUILD_WIDTH
    codes = faiss.IndexPreTransform(rotation, index)
    faiss.omp_set_num_threads(settings().threads)
    codes.train(vectors[:: max(1, count // (POINTS * cells))] if cells else sample)
    for start in range(0, count, BLOCK):
        codes.add(np.ascontiguousarray(vectors[start : start + BLOCK]))
    return codes


def _one_thread() -> None:
    """A query is answered by the thread that asks.

    Waiting for a second one takes longer than the work: cosines of 1,000 groups went from 15 ms to
    0.1 ms on two busy cores. OpenMP keeps the number for each thread of its own.
    """
    faiss.omp_set_num_threads(1)
