"""Vectors in one memory-mapped file, searched by FAISS."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from knowledge.embeddings import Vectors

SAMPLE = 20_000  # vectors are enough for a mean


class FaissIndex:
    """Exact inner product over all vectors, read straight from the file that holds them."""

    def __init__(self, vectors: Vectors, mean: Vectors) -> None:
        self._vectors = vectors
        self.mean = mean

    @classmethod
    def build(cls, vectors: Vectors) -> FaissIndex:
        """Indexes unit vectors, shape (groups, dimension)."""
        count, dimension = vectors.shape
        sample = vectors[:: -(-count // SAMPLE)] if count else np.zeros((1, dimension), np.float32)
        return cls(vectors, sample.mean(axis=0, dtype=np.float32))

    def search(
        self, vector: Vectors, top_k: int, allowed: npt.NDArray[np.bool_] | None = None
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """The nearest groups' rows and their cosines, best first, ``top_k`` at most.

        ``allowed``, shape (groups,), are the only ones to be found.
        """
        _one_thread()
        count, dimension = self._vectors.shape
        query = np.ascontiguousarray(vector, np.float32)
        rows = np.full(top_k, -1, np.int64)
        cosines = np.empty(top_k, np.float32)
        selector = None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            selector = faiss.IDSelectorBitmap(count, faiss.swig_ptr(bits))
        faiss.knn_inner_product(
            *(faiss.swig_ptr(query), faiss.swig_ptr(self._vectors), dimension, 1, count),
            *(top_k, faiss.swig_ptr(cosines), faiss.swig_ptr(rows), selector),
        )
        found = rows >= 0
        return rows[found], cosines[found]

    def cosines(self, vector: Vectors, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
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

    def vectors(self, rows: npt.NDArray[np.int64]) -> Vectors:
        """The vectors of these groups as they were given, shape (len(rows), dimension)."""
        found: Vectors = self._vectors[rows]
        return found

    def save(self, folder: Path) -> None:
        """Writes the index to a folder that is there already."""
        np.save(folder / "vectors.npy", self._vectors)
        np.save(folder / "mean.npy", self.mean)

    @classmethod
    def load(cls, folder: Path) -> FaissIndex:
        """Opens a saved index; its vectors stay on disk until a query needs them."""
        return cls(np.load(folder / "vectors.npy", mmap_mode="r"), np.load(folder / "mean.npy"))


def _one_thread() -> None:
    """A query is answered by the thread that asks.

    Waiting for a second one takes longer than the work: cosines of 1,000 groups went from 15 ms to
    0.1 ms on two busy cores. OpenMP keeps the number for each thread of its own.
    """
    faiss.omp_set_num_threads(1)
