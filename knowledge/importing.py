"""Export files into a store: built beside what is served, swapped in whole."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import structlog
from filelock import FileLock

from knowledge.catalog import CatalogError, Record, Rejected, read
from knowledge.embeddings import DIMENSION, MODEL_NAME, Embedder, Vectors, model_folder
from knowledge.index import DenseIndex, Index, embedded_text, grouped
from knowledge.knowledge import SCHEMA, StoreError, current
from knowledge.passages import Passages
from knowledge.settings import settings
from knowledge.store import Store
from knowledge.vocabulary import Vocabulary

log = structlog.get_logger(__name__)

Progress = Callable[[str, int, "int | None"], None]
"""Hears what is being done, how much of it is done, and out of how much (None: not known)."""


@dataclass
class Report:
    """What an import did: records stored of each kind, rows refused and why."""

    products: int = 0
    reviews: int = 0
    orders: int = 0
    documents: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    seconds: float = 0.0


def ensure(store: Path, progress: Progress = lambda what, done, total: None) -> None:
    """Imports the demo shop where there is no store yet, or only one that it made in a version before.

    Raises `StoreError` where a store of the shop's own cannot be read.
    """
    if _served(store, ()) is None:
        import_files(store, [settings().demo_shop], demo=True, progress=progress)


def import_files(
    store: Path,
    paths: Sequence[Path],
    *,
    format: str = "auto",
    mapping: Mapping[str, str] | None = None,
    currency: str = "",
    demo: bool = False,
    progress: Progress = lambda what, done, total: None,
) -> Report:
    """Adds the records of export files to a store, replacing those with the same id.

    The demo shop gives way to the first catalogue of the shop's own. The store that is there keeps
    serving until the new one is whole, and stays as it is if nothing in the files can be used.

    A store of another version is built anew from all the files that it was made of.

    Raises `CatalogError` where a file or the whole input cannot be used, and `StoreError` where the
    store is of another version and some of its files are not named.
    """
    started = time.monotonic()
    (store / "versions").mkdir(parents=True, exist_ok=True)
    with FileLock(store / "import.lock"):
        served = _served(store, paths)
        old = None if served is None or _meta(served).get("demo") else served
        folder = _next_version(store)
        try:
            report = _build(
                folder,
                old,
                read(paths, format=format, mapping=mapping or {}, currency=currency),
                progress,
            )
            if not (report.products or report.reviews or report.orders or report.documents):
                first = f": {report.rejected[0].reason}" if report.rejected else ""
                names = ", ".join(map(str, paths))
                raise CatalogError(
                    f"{names}: nothing usable in it ({len(report.rejected)} rows refused{first}); "
                    "the store is as it was"
                )
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        sources = [*_meta(old).get("sources", [])] if old else []
        sources += [name for path in paths if (name := str(path.resolve())) not in sources]
        meta = {"schema": SCHEMA, "model": MODEL_NAME, "demo": demo, "sources": sources}
        (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
        _switch(store, folder)
    report.seconds = round(time.monotonic() - started, 3)
    return report


def _build(
    folder: Path, old: Path | None, records: Iterator[Record | Rejected], progress: Progress
) -> Report:
    folder.mkdir()
    if old is not None:
        shutil.copy(old / "catalog.db", folder / "catalog.db")
    store = Store(f"sqlite:///{folder / 'catalog.db'}")
    try:
        report = Report()
        counts = store.upsert(_accepted(records, report, progress))
        report.products, report.reviews = counts["products"], counts["reviews"]
        report.orders, report.documents = counts["orders"], counts["documents"]
        store.rate_products()
        progress("Learning the shop's vocabulary", 0, None)
        groups = grouped(list(store.all_products()))
        vocabulary = Vocabulary.build(product for group in groups for product in group)
        vocabulary.save(folder / "vocabulary.json")
        embedder = Embedder(model_folder(), settings().threads)
        texts = [embedded_text(group) for group in groups]
        vectors = _embed(embedder, texts, old, progress)
        progress("Building the indexes", 0, None)
        index = Index.build(groups, vectors, vocabulary.color_families(), embedder.embed_one)
        index.save(folder / "index")
        (folder / "index" / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
        Passages.build(store.documents(), embedder.embed).save(folder / "passages")
    finally:
        store.close()
    return report


def _accepted(
    records: Iterator[Record | Rejected], report: Report, progress: Progress
) -> Iterator[Record]:
    for count, record in enumerate(records, 1):
        if count % 100 == 0:
            progress("Reading", count, None)
        if isinstance(record, Rejected):
            report.rejected.append(record)
        else:
            yield record


def _embed(embedder: Embedder, texts: list[str], old: Path | None, progress: Progress) -> Vectors:
    """The texts' vectors, shape (len(texts), 384); those of unchanged texts are taken from ``old``."""
    vectors = np.zeros((len(texts), DIMENSION), np.float32)
    known: dict[str, int] = {}
    if old is not None:
        before = json.loads((old / "index" / "texts.json").read_text(encoding="utf-8"))
        known = {text: row for row, text in enumerate(before)}
        kept = [row for row, text in enumerate(texts) if text in known]
        if kept:
            stored = DenseIndex.load(old / "index" / "dense")
            vectors[kept] = stored.vectors(np.array([known[texts[row]] for row in kept]))
    new = [row for row, text in enumerate(texts) if text not in known]
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress("Embedding", done, len(new))

    vectors[new] = embedder.embed([texts[row] for row in new], advance)
    return vectors


def _served(store: Path, paths: Sequence[Path]) -> Path | None:
    """The version to add to: none where there is no store, or one that ``paths`` make anew."""
    if not (store / "CURRENT").exists():
        return None
    try:
        return current(store)
    except StoreError:
        folder = store / (store / "CURRENT").read_text(encoding="utf-8").strip()
        with suppress(ValueError, KeyError, FileNotFoundError):
            meta = _meta(folder)
            if meta["demo"] or set(meta["sources"]) <= {str(path.resolve()) for path in paths}:
                return None
        raise


def _meta(folder: Path) -> dict[str, Any]:
    meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    return meta


def _next_version(store: Path) -> Path:
    numbers = [int(path.name) for path in (store / "versions").iterdir() if path.name.isdigit()]
    return store / "versions" / f"{max(numbers, default=0) + 1:06d}"


def _switch(store: Path, folder: Path) -> None:
    """Points the store at a version; everything older than the one before it is removed."""
    before = (store / "CURRENT").read_text(encoding="utf-8") if (store / "CURRENT").exists() else ""
    pointer = store / "CURRENT.new"
    pointer.write_text(f"versions/{folder.name}", encoding="utf-8")
    os.replace(pointer, store / "CURRENT")
    for version in (store / "versions").iterdir():
        if version != folder and f"versions/{version.name}" != before:
            shutil.rmtree(version)
