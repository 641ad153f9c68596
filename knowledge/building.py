"""A new version of a store: its records, what is learnt from them, and the indexes over them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.differences import Differences
from knowledge.embeddings import (
    DIMENSION,
    MODEL_NAME,
    Embedder,
    Vectors,
    model_folder,
    query_embedder,
)
from knowledge.index import Index, blended, dense, embedded_name, embedded_text, grouped
from knowledge.passages import Passages
from knowledge.report import Progress
from knowledge.settings import settings
from knowledge.store import Store, copy
from knowledge.versions import SCHEMA, write_meta
from knowledge.vocabulary import Vocabulary

FEW = 32
"""Texts that the process's embedder takes in the time that opening a faster one would."""


def build(
    folder: Path,
    old: Path | None,
    differences: Differences,
    about: dict[str, Any],
    progress: Progress,
) -> None:
    """Writes a version: that of ``old``, changed by the differences; ``about`` goes into its meta.

    Vectors of texts that ``old`` has are taken from there.
    """
    folder.mkdir()
    if old is not None:
        copy(old / "catalog.db", folder / "catalog.db")
    store = Store(f"sqlite:///{folder / 'catalog.db'}")
    try:
        store.put(differences.put, differences.removed, in_place=False)
        differences.put.clear()  # the products are read anew, and need the memory
        progress("Learning the shop's vocabulary", 0, None)
        groups = grouped(list(store.all_products()))
        vocabulary = Vocabulary.build(product for group in groups for product in group)
        vocabulary.save(folder / "vocabulary.json")
        texts = [embedded_text(group) for group in groups]
        vectors = _embed(texts, [embedded_name(group) for group in groups], old, progress)
        progress("Building the indexes", 0, None)
        index = Index.build(groups, vectors, vocabulary.color_families(), _embed_one)
        index.save(folder / "index")
        (folder / "index" / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
        if old is not None and not differences.has_documents:
            shutil.copytree(old / "passages", folder / "passages")
        else:
            Passages.build(store.documents(), _embedded).save(folder / "passages")
        write_meta(folder, {"schema": SCHEMA, "model": MODEL_NAME, **about})
    finally:
        store.close()


def _embed(texts: list[str], names: list[str], old: Path | None, progress: Progress) -> Vectors:
    """The texts' vectors, shape (len(texts), 384); those of unchanged texts are taken from ``old``."""
    vectors = np.zeros((len(texts), DIMENSION), np.float32)
    known: dict[str, int] = {}
    if old is not None:
        before = json.loads((old / "index" / "texts.json").read_text(encoding="utf-8"))
        known = {text: row for row, text in enumerate(before)}
        kept = [row for row, text in enumerate(texts) if text in known]
        if kept:
            stored = dense.load(old / "index" / "dense")
            vectors[kept] = stored.vectors(np.array([known[texts[row]] for row in kept]))
    new = [row for row, text in enumerate(texts) if text not in known]
    if new:
        both = _embedded([texts[row] for row in new] + [names[row] for row in new], progress)
        vectors[new] = blended(both[: len(new)], both[len(new) :])
    return vectors


def _embedded(texts: list[str], progress: Progress | None = None) -> Vectors:
    if not texts:
        return np.zeros((0, DIMENSION), np.float32)
    if len(texts) <= FEW:
        embedder = query_embedder()
    else:
        embedder = Embedder(model_folder(), settings().threads)
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        if progress:
            progress("Embedding", done, len(texts))

    return embedder.embed(texts, advance)


def _embed_one(text: str) -> Vectors:
    return query_embedder().embed_one(text)
