"""Which model makes a store's vectors: the settings choose, the store remembers, and nothing mixes."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import structlog
from prometheus_client import Counter

from knowledge.embeddings import KINDS, Embedder, EmbeddingError, Model, Vectors
from knowledge.embeddings.local import Exported, bundled_folder, named_folder, opened
from knowledge.settings import settings
from knowledge.versions import StoreError, meta

log = structlog.get_logger(__name__)

FAULTS = Counter(
    "aisle_embedding_faults_total", "Queries answered by keywords alone: the model did not answer"
)


Opener = Callable[["int | None"], Embedder]
"""Opens a model on so many threads (None: on as many as one message gets, which are often 1)."""


def chosen(threads: int | None = None) -> Embedder:
    """The model that the settings name; an `Opener`.

    Raises `EmbeddingError` where there is no such model, or where it cannot be had.
    """
    if settings().embeddings == "openai":
        return _server(_name())
    return opened(local_folder(), threads or settings().query_threads)


def of_store(version: Path, threads: int | None = None) -> Embedder:
    """The model that made the vectors of a store's version; with the version given, an `Opener`.

    No server is asked before a text is to be embedded.

    Raises `StoreError` where the settings name another model, and `EmbeddingError` as `chosen` does.
    """
    check(version)
    made_with = model_of(version)
    if made_with.kind == "openai":
        return _server(made_with.name, made_with)
    folder = tuned_folder(version, made_with) if made_with.base else local_folder()
    return opened(folder, threads or settings().query_threads)


def check(version: Path) -> None:
    """Raises `StoreError` where the settings name another model than made a version's vectors."""
    made_with = model_of(version)
    kind = settings().embeddings
    if kind == "openai":
        # Whether the server has the same model still shows when it answers.
        is_same = (made_with.kind, made_with.name) == (kind, _name())
    else:
        is_same = Exported.read(local_folder()).model.fingerprint in (
            made_with.fingerprint,
            made_with.base,
        )
    if not is_same:
        store = version.parent.parent
        named = " ".join(filter(None, (kind, settings().embeddings_model)))
        command = shlex.join(["aisle", "import", "--re-embed", "--store", str(store)])
        raise StoreError(
            f"{store}: the model {made_with.name} ({made_with.kind}) made its vectors, and "
            f"AISLE_EMBEDDINGS names another one ({named}); set it back, or have them made anew "
            f"with `{command}`"
        )


def model_of(version: Path) -> Model:
    """Which model made the vectors of a store's version."""
    return Model(**meta(version)["embeddings"])


def tuned_folder(version: Path, model: Model) -> Path:
    """Where a store keeps a model that was tuned on its own catalogue."""
    return version.parent.parent / "models" / model.fingerprint


def forget_tuned(store: Path) -> None:
    """Removes tuned models that made none of a store's versions."""
    versions = [path for path in (store / "versions").iterdir() if (path / "meta.json").exists()]
    used = {meta(version).get("embeddings", {}).get("fingerprint") for version in versions}
    for folder in (store / "models").glob("*"):
        if folder.name not in used:
            shutil.rmtree(folder, ignore_errors=True)


def local_folder() -> Path:
    """The folder of the local model that the settings name.

    Raises `EmbeddingError` where they name none, or where it cannot be had.
    """
    kind = settings().embeddings
    if kind == "bundled":
        return bundled_folder()
    if kind == "sentence-transformers":
        return named_folder(_name())
    if kind == "openai":
        raise EmbeddingError(
            "AISLE_EMBEDDINGS=openai: a server's model cannot be trained here; set it to bundled or "
            "sentence-transformers"
        )
    raise EmbeddingError(f"AISLE_EMBEDDINGS={kind}: unknown; choose one of {', '.join(KINDS)}")


def for_queries(embedder: Embedder) -> Callable[[str], Vectors | None]:
    """Embeds a query, or gives None where the model does not answer, which is logged and counted."""

    def embed(text: str) -> Vectors | None:
        try:
            return embedder.embed_one(text)
        except EmbeddingError as error:
            log.warning("a query is answered by keywords alone", reason=str(error))
            FAULTS.inc()
            return None

    return embed


def _name() -> str:
    now = settings()
    if not now.embeddings_model:
        raise EmbeddingError(
            f"AISLE_EMBEDDINGS={now.embeddings} needs a model; name it with AISLE_EMBEDDINGS_MODEL"
        )
    return now.embeddings_model


def _server(name: str, made_with: Model | None = None) -> Embedder:
    from knowledge.embeddings.openai import OpenAIEmbedder

    now = settings()
    return OpenAIEmbedder(
        name,
        now.embeddings_base_url,
        now.embeddings_api_key,
        now.embeddings_timeout,
        made_with,
    )
