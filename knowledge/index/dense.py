"""The vector index: FAISS, exact inner product over unit vectors."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from knowledge.embeddings import Vectors

SAMPLE = 20_000  # vectors are enough for a mean


class DenseIndex:
    """Cosine similarity of item groups to a query's vector."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> DenseIndex:
        """Indexes unit vectors, shape (groups, dimension)."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors))
        return cls(index)

    def search(
        self, vector: Vectors, top_k: int, allowed: npt.NDArray[np.bool_] | None = None
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """The nearest groups and their cosines, best first; only ``allowed`` groups if given."""
        parameters = None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(allowed), faiss.swig_ptr(bits))
            parameters = faiss.SearchParameters(sel=selector)
        scores, rows = self._index.search(vector.reshape(1, -1), top_k, params=parameters)
        found = rows[0] >= 0
        return rows[0][found], scores[0][found]

    def vectors(self, rows: npt.NDArray[np.int64]) -> Vectors:
        """The stored vectors of these groups, shape (len(rows), dimension)."""
        stored: Vectors = self._index.reconstruct_batch(rows)
        return stored

    @cached_property
    def mean(self) -> Vectors:
        """The mean of all stored vectors, shape (dimension,): how near anything is to anything."""
        count = self._index.ntotal
        rows = (
            np.arange(count) if count <= SAMPLE else np.linspace(0, count - 1, SAMPLE).astype(int)
        )
        mean: Vectors = self.vectors(rows).mean(axis=0) if count else np.zeros(self._index.d, "f4")
        return mean

    def save(self, folder: Path) -> None:
        """Writes the index to a folder that `load` reads."""
        folder.mkdir(parents=True, exist_ok=True)
        faiss.write_index(self._index, str(folder / "vectors.faiss"))

    @classmethod
    def load(cls, folder: Path) -> DenseIndex:
        """Opens a saved index."""
        return cls(faiss.read_index(str(folder / "vectors.faiss")))
