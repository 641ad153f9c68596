"""Export files into a store: read, compared with what it holds, and changed in one step."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from knowledge import shop_file
from knowledge.catalog import CatalogError, Columns
from knowledge.differences import Differences, compare
from knowledge.embeddings.choice import Opener, check, chosen, forget_tuned
from knowledge.memory import Memory
from knowledge.report import Progress, Report, silent
from knowledge.settings import settings
from knowledge.sources import Files
from knowledge.store import Store
from knowledge.version_database import empty, is_where_set, open_store
from knowledge.versions import (
    StoreError,
    alone,
    changing,
    current,
    meta,
    new_version,
    publish,
    remove,
    write_meta,
)

__all__ = ["Progress", "Report", "ensure", "import_files", "reembed"]


def ensure(store: Path, progress: Progress = silent) -> None:
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
    memory: Memory | None = None,
    tell: Callable[[Columns], None] = silent,
    progress: Progress = silent,
) -> Report:
    """Brings a store to what export files hold.

    Records replace those with the same id. What a file brought before and no longer does is
    removed, as is what came from a file that is gone from an imported folder; but nothing is while
    rows of the file are refused. The demo shop gives way to the first catalogue of the shop's own;
    ``demo`` says that these are its files, which do nothing to a store that is there already.

    The store that is there keeps serving until the new one is whole, and stays as it is if nothing
    in the files can be used. Where no text and no set of products differs, it is changed in place,
    in one transaction. An import that runs already is waited for.

    A ``shop.yml`` among the files, or in the folders, becomes the store's (`knowledge.shop_file`).

    A store of another version is built anew from all the files that it was made of. With a
    ``memory``, the next import reads and compares only what is new in the files. ``tell`` hears what
    the columns of a table are taken for, before its rows are read.

    Raises `CatalogError` where a file or the whole input cannot be used; `StoreError` where the
    store is of another version and some of its files are not named, where the settings name another
    embedding model than made it, or where the disk is full or read-only; and `EmbeddingError` where
    its model does not answer.
    """
    started = time.monotonic()
    report = Report()
    named, (paths, rules) = paths, shop_file.split(paths)
    report.shop_file = bool(rules and shop_file.load(rules))
    with alone(store, lambda: progress("Waiting for another import", 0, None)):
        served = _served(store, named)
        if rules and not paths:
            shop_file.install(rules, current(store))
            return report
        if demo and served:
            return report  # somebody else was first
        old = None if served is None or meta(served).get("demo") else served
        if old:
            check(old)
        with closing(open_store(old) if old else empty()) as held:
            point = _point(old, held)
            files = Files(paths, report, progress, tell, memory)
            records = files.records(format=format, mapping=mapping or {}, currency=currency)
            differences = compare(held, records, memory.at(point) if memory else {})
            if not report.accepted:
                raise CatalogError(report.nothing_usable(paths))
            report.unchanged = differences.unchanged
            files.sweep(held, differences)
            sources = _sources(old, named)
            with changing(store):
                if old and differences.is_plain and _stays(old):
                    _change(old, held, differences, sources, rules)
                else:
                    about = {"demo": demo, "sources": sources}
                    _build(store, old, differences, about, rules, progress)
            if memory:
                now = current(store)
                point_now = _point(now, held) if now == old else (now.name, 0)
                memory.learn(files.read, differences.removed, was=point, now=point_now)
        if report.reviews:
            with closing(open_store(current(store))) as stored:
                report.unmatched = stored.unmatched_reviews()
    report.seconds = round(time.monotonic() - started, 3)
    return report


def _sources(old: Path | None, paths: Sequence[Path]) -> list[str]:
    """The files and folders that a store is made of, with ``paths`` among them."""
    sources: list[str] = meta(old).get("sources", []) if old else []
    for path in paths:
        if not _is_among(str(path.resolve()), sources):
            sources.append(str(path.resolve()))
    return sources


def _is_among(source: str, sources: Collection[str]) -> bool:
    """Whether a file or folder is one of ``sources``, or inside of one."""
    return any(str(path) in sources for path in (Path(source), *Path(source).parents))


def reembed(
    store: Path,
    *,
    open_model: Opener = chosen,
    approve: Callable[[Path, Path], bool] = lambda old, new: True,
    progress: Progress = silent,
) -> Report:
    """Makes a store's vectors anew: by the model that the settings name, or that ``open_model`` opens.

    Nothing else of it changes, and the old version serves until the new one is whole. ``approve``
    hears both versions' folders; where it says no, the old one stays.

    Raises `StoreError` where there is no store or no room on its disk, and `EmbeddingError` where the
    model cannot be had.
    """
    started = time.monotonic()
    with alone(store, lambda: progress("Waiting for another import", 0, None)):
        old = current(store)
        about = {name: meta(old)[name] for name in ("demo", "sources")}
        with changing(store):
            _build(store, old, Differences(), about, None, progress, open_model, approve)
        forget_tuned(store)
        with closing(open_store(old)) as held:
            count = held.counts()["products"]
    return Report(products=count, seconds=round(time.monotonic() - started, 3))


def _point(version: Path | None, held: Store) -> tuple[str, int]:
    """Where a store stands: its version, and how often that was changed in place."""
    return (version.name if version else "", held.sequence())


def _stays(old: Path) -> bool:
    """Whether records and vectors are where the settings want those of the next version."""
    index = (old / "index" / "dense" / "backend").read_text(encoding="utf-8")
    return is_where_set(old) and index == settings().dense_index


def _change(
    old: Path, held: Store, differences: Differences, sources: list[str], rules: Path | None
) -> None:
    """Changes the served version in place."""
    if rules:
        shop_file.install(rules, old)
    # The list of files comes first: one too many in it does no harm.
    if sources != meta(old).get("sources"):
        write_meta(old, {**meta(old), "sources": sources})
    if differences:
        held.put(differences.put, differences.removed, in_place=True)


def _build(
    store: Path,
    old: Path | None,
    differences: Differences,
    about: dict[str, Any],
    rules: Path | None,
    progress: Progress,
    open_model: Opener | None = None,
    approve: Callable[[Path, Path], bool] | None = None,
) -> None:
    """Writes a new version and has it served, where ``approve`` has nothing against it."""
    # What is changed in place needs none of the libraries that make vectors and indexes.
    from knowledge.building import build

    folder = new_version(store)
    try:
        build(folder, old, differences, about, progress, open_model)
        for one in (old and old / shop_file.NAME, rules):
            if one and one.exists():
                shop_file.install(one, folder)
        if old and approve and not approve(old, folder):
            remove(folder)
            return
    except BaseException:
        remove(folder)
        raise
    publish(store, folder)


def _served(store: Path, paths: Sequence[Path]) -> Path | None:
    """The version to add to: none where there is no store, or one that ``paths`` make anew."""
    if not (store / "CURRENT").exists():
        return None
    try:
        return current(store)
    except StoreError:
        folder = store / (store / "CURRENT").read_text(encoding="utf-8").strip()
        with suppress(ValueError, KeyError, FileNotFoundError):
            found = meta(folder)
            given = {str(path.resolve()) for path in paths}
            if found["demo"] or all(_is_among(source, given) for source in found["sources"]):
                return None
        raise
