"""Vectors in a collection of Milvus, on another machine or in a file."""

from __future__ import annotations

import time
from pathlib import Path
from secrets import token_hex
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge import milvus
from knowledge.database import StoreError
from knowledge.embeddings import Vectors
from knowledge.index.dense.faiss import FaissIndex

Rows = npt.NDArray[np.int64]
Cosines = npt.NDArray[np.float32]

EXACT = 100_000
"""Vectors up to which each is compared with; beyond, Milvus chooses an index."""

LISTED = 4_000
"""Rows that a filter names; each costs about 2 µs (`benchmarks.backends`)."""

MOST = 16_384  # groups that Milvus returns at most
REST = 10  # seconds that a Milvus which did not answer is left alone: each attempt takes some
SENT = 500  # vectors at a time: the time that milvus-lite takes grows with the square


class MilvusIndex:
    """Inner product over the vectors of a collection, whose ids are the groups' rows.

    What is built can be searched after it was saved and opened.
    """

    def __init__(self, collection: str, mean: Vectors, vectors: Vectors | None = None) -> None:
        self._collection = collection
        self._vectors = vectors
        self._rests_until = 0.0
        self.mean = mean

    @classmethod
    def build(cls, vectors: Vectors) -> MilvusIndex:
        """Takes unit vectors, shape (groups, dimension), that `save` sends."""
        return cls(f"aisle_{token_hex(8)}", FaissIndex.build(vectors).mean, vectors)

    def search(
        self, vector: Vectors, top_k: int, allowed: npt.NDArray[np.bool_] | None = None
    ) -> tuple[Rows, Cosines]:
        """The nearest groups' rows and their cosines, best first, ``top_k`` at most.

        ``allowed``, shape (groups,), are the only ones to be found.

        Raises `StoreError` where Milvus does not answer.
        """
        if allowed is None:
            return self._search(vector, top_k)
        rows, others = np.flatnonzero(allowed), np.flatnonzero(~allowed)
        if len(others) <= min(LISTED, len(rows)):
            return self._search(
                vector, top_k, f"row not in {others.tolist()}" if len(others) else ""
            )
        if len(rows) > LISTED:
            # The nearest of all hold the nearest that are allowed, unless these are far away.
            near, cosines = self._search(vector, 2 * top_k * len(allowed) // len(rows))
            kept = allowed[near]
            if kept.sum() >= top_k:
                return near[kept][:top_k], cosines[kept][:top_k]
        near, cosines = self._among(vector, rows, top_k)
        return near[:top_k], cosines[:top_k]

    def cosines(self, vector: Vectors, rows: Rows) -> Cosines:
        """The cosines of these groups to a vector, shape (len(rows),).

        Raises `StoreError` where Milvus does not answer.
        """
        found, cosines = self._among(vector, rows, len(rows))
        known = dict(zip(found.tolist(), cosines.tolist(), strict=True))
        # An index that Milvus chose may pass some over.
        missing = np.array([row for row in rows.tolist() if row not in known], np.int64)
        known |= zip(missing.tolist(), (self.vectors(missing) @ vector).tolist(), strict=True)
        return np.array([known[row] for row in rows.tolist()], np.float32)

    def vectors(self, rows: Rows) -> Vectors:
        """The vectors of these groups as they were given, shape (len(rows), dimension).

        Raises `StoreError` where Milvus does not answer.
        """
        found = np.zeros((len(rows), len(self.mean)), np.float32)
        for start in range(0, len(rows), SENT):
            some = np.asarray(rows[start : start + SENT]).tolist()
            answer = self._ask("get", some, ["row", "vector"])
            vectors = {one["row"]: one["vector"] for one in answer}
            found[start : start + len(some)] = [vectors[row] for row in some]
        return found

    def save(self, folder: Path) -> None:
        """Sends the vectors, and writes to a folder that is there already where they are.

        Raises `StoreError` where Milvus does not answer.
        """
        # First, so that `knowledge.milvus.drop` finds it whatever happens.
        (folder / milvus.COLLECTION).write_text(self._collection, encoding="utf-8")
        np.save(folder / "mean.npy", self.mean)
        client = milvus.client()
        with milvus.answering():
            self._send(client)

    @classmethod
    def load(cls, folder: Path) -> MilvusIndex:
        """Opens a saved index.

        Raises `StoreError` where Milvus does not answer, or does not have it.
        """
        name = (folder / milvus.COLLECTION).read_text(encoding="utf-8")
        client = milvus.client()
        with milvus.answering():
            if not client.has_collection(name, **milvus.ONCE):
                raise StoreError(
                    f"the Milvus of AISLE_MILVUS_URI has no collection {name}; set the address of "
                    "the one that has, or delete the store's folder and import again"
                )
            client.load_collection(name)
        return cls(name, np.load(folder / "mean.npy"))

    def _search(self, vector: Vectors, top_k: int, filter: str = "") -> tuple[Rows, Cosines]:
        query = np.asarray(vector, np.float32)
        answer = self._ask("search", [query], filter, min(top_k, MOST))
        hits = answer[0] if len(answer) else []
        return _best_first([hit["id"] for hit in hits], [hit["distance"] for hit in hits])

    def _ask(self, method: str, *arguments: Any) -> Any:
        if time.monotonic() < self._rests_until:
            raise StoreError("the Milvus of AISLE_MILVUS_URI did not answer a moment ago")
        try:
            with milvus.answering():
                ask = getattr(milvus.client(), method)
                return ask(self._collection, *arguments, **milvus.ONCE)
        except StoreError:
            self._rests_until = time.monotonic() + REST
            raise

    def _among(self, vector: Vectors, rows: Rows, top_k: int) -> tuple[Rows, Cosines]:
        """The nearest of these groups, or somewhat more, best first."""
        found: list[int] = []
        cosines: list[float] = []
        for start in range(0, len(rows), LISTED):
            some = rows[start : start + LISTED].tolist()
            near, their = self._search(vector, min(top_k, len(some)), f"row in {some}")
            found += near.tolist()
            cosines += their.tolist()
        return _best_first(found, cosines)

    def _send(self, client: Any) -> None:
        from pymilvus import DataType  # which `milvus.client` misses with the mend

        assert self._vectors is not None
        fields = client.create_schema(auto_id=False)
        fields.add_field("row", DataType.INT64, is_primary=True)
        fields.add_field("vector", DataType.FLOAT_VECTOR, dim=self._vectors.shape[1])
        client.create_collection(self._collection, schema=fields)
        for start in range(0, len(self._vectors), SENT):
            some = self._vectors[start : start + SENT]
            rows = [{"row": row, "vector": vector} for row, vector in enumerate(some, start)]
            client.insert(self._collection, rows)
        client.flush(self._collection)
        index = client.prepare_index_params()
        kind = "FLAT" if len(self._vectors) <= EXACT else "AUTOINDEX"
        index.add_index("vector", index_type=kind, metric_type="IP")
        client.create_index(self._collection, index)
        client.load_collection(self._collection)


def _best_first(rows: list[int], cosines: list[float]) -> tuple[Rows, Cosines]:
    found, scores = np.array(rows, np.int64), np.array(cosines, np.float32)
    order = np.lexsort((found, -scores))
    return found[order], scores[order]
