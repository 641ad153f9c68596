"""A new version of a store: its records, what is learnt from them, and the indexes over them."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from functools import partial
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from knowledge.differences import Differences
from knowledge.embeddings import Vectors
from knowledge.embeddings.choice import Opener, chosen, for_queries, model_of, of_store
from knowledge.embeddings.local import bundled_embedder
from knowledge.index import IndexBuilder, blended, dense, embedded_name, embedded_text
from knowledge.passages import Passages
from knowledge.report import Progress, silent
from knowledge.settings import settings
from knowledge.version_database import create
from knowledge.versions import SCHEMA, write_meta
from knowledge.vocabulary import VocabularyBuilder

DIGESTS = "texts.digests"
"""The file of an index that tells which texts its vectors were made of, in the order of its rows."""

BLOCK = 20_000
"""Item groups whose texts are embedded at a time: enough to find many of the same length."""

FEW = 32
"""Texts that the process's embedder takes in the time that opening a faster one would."""


def build(
    folder: Path,
    old: Path | None,
    differences: Differences,
    about: dict[str, Any],
    progress: Progress,
    open_model: Opener | None = None,
) -> None:
    """Fills a version's folder with ``old``, changed by the differences; ``about`` goes into its meta.

    The vectors are made by the model of ``old``, or by the one that the settings name where there is
    no ``old``, unless ``open_model`` opens another. Those of texts that ``old`` has from the same
    model are taken from there.

    Raises `StoreError` and `EmbeddingError` as `knowledge.embeddings.choice` does.
    """
    open_model = open_model or (partial(of_store, old) if old else chosen)
    embedder = open_model(None)
    store = create(folder, old)
    try:
        store.put(differences.put, differences.removed, in_place=False)
        differences.put.clear()  # the products are read anew, and need the memory
        vocabulary, index = VocabularyBuilder(), IndexBuilder()
        texts: list[str] = []
        names: list[str] = []
        for variants in store.item_groups():
            if len(texts) % BLOCK == 0:
                progress("Learning the shop's vocabulary", len(texts), None)
            for product in variants:
                vocabulary.add(product)
            index.add(variants)
            texts.append(embedded_text(variants))
            names.append(embedded_name(variants))
        vocabulary.finish().save(folder / "vocabulary")
        made_by = embedder.model.fingerprint
        before = old if old is not None and model_of(old).fingerprint == made_by else None
        with TemporaryDirectory(dir=folder) as scratch:
            vectors = _embed(open_model, texts, names, before, Path(scratch), progress)
            progress("Building the indexes", 0, None)
            index.finish(vectors, for_queries(embedder)).save(folder / "index")
        (folder / "index" / DIGESTS).write_bytes(b"".join(map(_digest, texts)))
        if old is not None and not differences.has_documents:
            shutil.copytree(old / "passages", folder / "passages")
        else:
            embed = partial(_embedded, bundled_embedder)
            Passages.build(store.documents(), embed).save(folder / "passages")
        about = {**about, "embeddings": asdict(embedder.model)}
        write_meta(folder, {"schema": SCHEMA, **about})
    finally:
        store.close()


def _embed(
    open_model: Opener,
    texts: list[str],
    names: list[str],
    old: Path | None,
    scratch: Path,
    progress: Progress,
) -> Vectors:
    """The texts' vectors, shape (len(texts), dimension), in a file of the folder ``scratch``.

    Those that ``old`` has are taken from there.
    """
    shape = (len(texts), open_model(None).model.dimension)
    if not texts:
        return np.zeros(shape, np.float32)
    vectors: Vectors = np.memmap(scratch / "vectors", np.float32, "w+", shape=shape)
    known = {} if old is None else _known(old)
    rows = [known.get(_digest(text), -1) for text in texts] if known else [-1] * len(texts)
    stored = dense.load(old / "index" / "dense") if old is not None and known else None
    embed = partial(_embedded, open_model, total=2 * rows.count(-1), progress=progress)
    done = 0
    for start in range(0, len(texts), BLOCK):
        block = range(start, min(start + BLOCK, len(texts)))
        kept = [row for row in block if rows[row] >= 0]
        if kept and stored is not None:
            vectors[kept] = stored.vectors(np.array([rows[row] for row in kept]))
        if new := [row for row in block if rows[row] < 0]:
            both = embed([texts[row] for row in new] + [names[row] for row in new], done)
            vectors[new] = blended(both[: len(new)], both[len(new) :])
            done += len(both)
    return vectors


def _known(old: Path) -> dict[bytes, int]:
    """The rows of a version's texts by their digests."""
    held = (old / "index" / DIGESTS).read_bytes()
    size = len(_digest(""))
    return {held[at : at + size]: at // size for at in range(0, len(held), size)}


def _digest(text: str) -> bytes:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).digest()


def _embedded(
    open_model: Opener,
    texts: list[str],
    done: int = 0,
    total: int | None = None,
    progress: Progress = silent,
) -> Vectors:
    """Vectors of texts; ``done`` of ``total`` have gone before them."""
    total = total or len(texts)
    embedder = open_model(None if total <= FEW else settings().threads)

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress("Embedding", done, total)

    return embedder.embed(texts, advance)
