"""Milvus, which several machines can share: the connection, and the collection of a version.

Where the settings name a file, milvus-lite keeps it, for one process at a time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from knowledge.database import StoreError
from knowledge.settings import settings

COLLECTION = "milvus_collection"
"""The file in an index's folder that names its collection."""

ANSWER = 5.0  # seconds for an answer
ONCE = {"timeout": ANSWER, "retry_times": 1}
"""What a call is given that must not take longer: pymilvus goes on trying for minutes."""


def client() -> Any:
    """This process's connection (a `pymilvus.MilvusClient`) to the Milvus of the settings.

    Raises `StoreError` where there is none.
    """
    uri = settings().milvus_uri
    if not uri:
        raise StoreError("the vectors of this store are in Milvus; set AISLE_MILVUS_URI to it")
    return _client(uri)


@lru_cache(maxsize=1)
def _client(uri: str) -> Any:
    try:
        from pymilvus import MilvusClient
    except ImportError as error:
        raise StoreError(
            "AISLE_MILVUS_URI needs pymilvus; install it with `pip install 'aisle[milvus]'`"
        ) from error
    for name in ("pymilvus", "pymilvus.milvus_client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # whoever calls tells of its errors
    with answering():
        return MilvusClient(uri, timeout=ANSWER)


@contextmanager
def answering() -> Iterator[None]:
    """Raises `StoreError` where Milvus cannot do what is asked of it."""
    from grpc import RpcError
    from pymilvus import MilvusException

    try:
        yield
    except (MilvusException, RpcError, RuntimeError) as error:
        said = error.message if isinstance(error, MilvusException) else str(error)
        reason = " ".join(said.split())[:200]
        is_file = "://" not in settings().milvus_uri
        mend = "a file serves one process at a time" if is_file else "start it"
        raise StoreError(
            f"the Milvus of AISLE_MILVUS_URI does not answer ({reason}); {mend}, or check the address"
        ) from error


def drop(folder: Path) -> None:
    """Removes the collection of a vector index's folder, where it has one.

    Raises `StoreError` where that is impossible now.
    """
    named = folder / COLLECTION
    if named.exists():
        with answering():
            client().drop_collection(named.read_text(encoding="utf-8"), **ONCE)


def describe() -> str:
    """Which vector index the settings name, and how fast it answers.

    Raises `StoreError` where it does not.
    """
    if settings().dense_index != "milvus":
        return "FAISS, in the store"
    now = client()
    started = time.perf_counter()
    with answering():
        now.list_collections(**ONCE)
    ms = 1000 * (time.perf_counter() - started)
    uri = settings().milvus_uri
    parts = urlsplit(uri)
    place = f"{parts.hostname}:{parts.port}" if parts.hostname else uri
    return f"Milvus at {place} answers in {ms:.1f} ms"
