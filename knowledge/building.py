"""A new version of a store: its records, what is learnt from them, and the indexes over them."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.differences import Differences
from knowledge.embeddings import Vectors
from knowledge.embeddings.choice import Opener, chosen, for_queries, model_of, of_store
from knowledge.embeddings.local import bundled_embedder
from knowledge.index import Index, blended, dense, embedded_name, embedded_text, grouped
from knowledge.passages import Passages
from knowledge.report import Progress
from knowledge.settings import settings
from knowledge.version_database import create
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
        progress("Learning the shop's vocabulary", 0, None)
        groups = grouped(list(store.all_products()))
        vocabulary = Vocabulary.build(product for group in groups for product in group)
        vocabulary.save(folder / "vocabulary.json")
        texts = [embedded_text(group) for group in groups]
        before = old if old is not None and model_of(old) == embedder.model else None
        vectors = _embed(
            open_model, texts, [embedded_name(group) for group in groups], before, progress
        )
        progress("Building the indexes", 0, None)
        families = vocabulary.color_families()
        index = Index.build(groups, vectors, families, for_queries(embedder))
        index.save(folder / "index")
        (folder / "index" / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
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
    progress: Progress,
) -> Vectors:
    """The texts' vectors, shape (len(texts), dimension); those that ``old`` has are taken from it."""
    vectors = np.zeros((len(texts), open_model(None).model.dimension), np.float32)
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
        asked = [texts[row] for row in new] + [names[row] for row in new]
        both = _embedded(open_model, asked, progress)
        vectors[new] = blended(both[: len(new)], both[len(new) :])
    return vectors


def _embedded(open_model: Opener, texts: list[str], progress: Progress | None = None) -> Vectors:
    embedder = open_model(None if len(texts) <= FEW else settings().threads)
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        if progress:
            progress("Embedding", done, len(texts))

    return embedder.embed(texts, advance)
