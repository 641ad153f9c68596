"""The vector index: which item groups mean what a query means. One module a backend."""

from __future__ import annotations

from pathlib import Path
from pkgutil import resolve_name
from typing import Protocol

import numpy as np
import numpy.typing as npt
import structlog
from prometheus_client import Counter

from knowledge.database import StoreError
from knowledge.embeddings import Vectors
from knowledge.settings import settings

BACKENDS = {
    "faiss": "knowledge.index.dense.faiss:FaissIndex",
    "milvus": "knowledge.index.dense.milvus:MilvusIndex",
}

log = structlog.get_logger(__name__)

FAULTS = Counter(
    "aisle_dense_index_faults_total", "Queries answered without meaning: its index did not answer"
)


class DenseIndex(Protocol):
    """Unit vectors of item groups by their rows, searched by cosine.

    An index is a folder: what ``save`` writes, ``load`` opens.

    >>> index = build(vectors)  # (groups, dimension)
    >>> rows, cosines = index.search(vectors[7], top_k=10)
    >>> int(rows[0])
    7

    What is asked of an index on another machine raises `StoreError` where that does not answer.
    """

    @classmethod
    def build(cls, vectors: Vectors) -> DenseIndex:
        """Indexes unit vectors, shape (groups, dimension)."""
        ...

    @property
    def mean(self) -> Vectors:
        """The mean of the vectors, shape (dimension,): how near anything is to anything."""
        ...

    def search(
        self, vector: Vectors, top_k: int, allowed: npt.NDArray[np.bool_] | None = None
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """The nearest groups' rows and their cosines, best first, ``top_k`` at most.

        ``allowed``, shape (groups,), are the only ones to be found.
        """
        ...

    def cosines(self, vector: Vectors, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """The cosines of these groups to a vector, shape (len(rows),)."""
        ...

    def vectors(self, rows: npt.NDArray[np.int64]) -> Vectors:
        """The vectors of these groups as they were given, shape (len(rows), dimension)."""
        ...

    def save(self, folder: Path) -> None:
        """Writes the index to a folder that is there already."""
        ...

    @classmethod
    def load(cls, folder: Path) -> DenseIndex:
        """Opens a saved index."""
        ...


def build(vectors: Vectors) -> DenseIndex:
    """Indexes unit vectors, shape (groups, dimension), with the backend of the settings."""
    return _backend(settings().dense_index).build(vectors)


def save(index: DenseIndex, folder: Path) -> None:
    """Writes an index, and which backend made it, to a folder that `load` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    index.save(folder)
    name = next(name for name in BACKENDS if isinstance(index, _backend(name)))
    (folder / "backend").write_text(name, encoding="utf-8")


def load(folder: Path) -> DenseIndex:
    """Opens an index with the backend that made it."""
    return _backend((folder / "backend").read_text(encoding="utf-8")).load(folder)


def unanswered(error: StoreError) -> None:
    """Logs and counts that a query is answered without meaning."""
    log.warning("a query is answered without its meaning", reason=str(error))
    FAULTS.inc()


def _backend(name: str) -> type[DenseIndex]:
    # Only the backend in use is imported: the others may not be installed.
    backend: type[DenseIndex] = resolve_name(BACKENDS[name])
    return backend
