"""The versions of a store on disk: which one is served, and how the next one takes its place.

A store is a folder with ``versions/<number>`` and the file ``CURRENT``, which names one of them.
A version is written beside the served one and reaches the disk whole before ``CURRENT`` names it,
so that a crash at any moment leaves the old one or the new one.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

SCHEMA = 6
"""Raised with every change to what a store's files hold; older stores are refused."""


class StoreError(Exception):
    """The store is missing, broken or from another version; the message names the mend."""


def current(store: Path) -> Path:
    """The folder of the version that a store serves.

    Raises `StoreError` where there is none or where it is of another version.
    """
    try:
        folder = store / (store / "CURRENT").read_text(encoding="utf-8").strip()
        found = meta(folder)
    except FileNotFoundError as error:
        raise StoreError(
            f"{store}: no store here; import a catalogue with `{import_command(store, ['FILE'])}`"
        ) from error
    except (ValueError, OSError) as error:
        raise StoreError(
            f"{store}: the store cannot be read ({error}); delete the folder and import again"
        ) from error
    if found.get("schema") != SCHEMA:
        raise StoreError(
            f"{store}: made by another version of Aisle (store format {found.get('schema')}, "
            f"this one reads {SCHEMA}); rebuild it with "
            f"`{import_command(store, found.get('sources') or ['FILE'])}`"
        )
    return folder


def import_command(store: Path, sources: Sequence[str]) -> str:
    """What to type to import files into a store."""
    return shlex.join(["aisle", "import", "--store", str(store), *sources])


def meta(folder: Path) -> dict[str, Any]:
    """What a version says of itself: ``schema``, ``model``, ``demo`` and ``sources``."""
    found: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    return found


def write_meta(folder: Path, values: dict[str, Any]) -> None:
    """Writes what `meta` reads; who reads meanwhile sees the old or the new."""
    _replace(folder / "meta.json", json.dumps(values))


@contextmanager
def alone(store: Path, wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Only one process at a time changes a store; ``wait`` hears that another one does.

    What an import left behind that was killed is removed first.
    """
    (store / "versions").mkdir(parents=True, exist_ok=True)
    lock = FileLock(store / "import.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        wait()
        lock.acquire()
    try:
        served = _served(store)
        for version in _versions(store):
            if served and int(version.name) > served:
                shutil.rmtree(version, ignore_errors=True)
        yield
    finally:
        lock.release()


@contextmanager
def changing(store: Path) -> Iterator[None]:
    """Raises `StoreError` where the disk is full, read-only or broken, whoever met with that."""
    from sqlalchemy.exc import OperationalError  # who only opens a store needs none of it

    try:
        yield
    except (OSError, OperationalError, RuntimeError) as error:
        fault = str(error.orig) if isinstance(error, OperationalError) else ""
        if isinstance(error, OSError):
            fault = error.strerror or str(error)
        elif "write error" in str(error):  # FAISS, which says so at the end, in brackets
            fault = str(error).rpartition("(")[2].rstrip(")")
        if not fault:
            raise
        raise StoreError(
            f"{store}: the store cannot be changed ({fault}) and is as it was; make room on its "
            "disk, see who may write there, or name another folder with --store"
        ) from error


def next_version(store: Path) -> Path:
    """The folder that the next version is to be written to; it is not there yet."""
    newest = max((int(path.name) for path in _versions(store)), default=0)
    return store / "versions" / f"{newest + 1:06d}"


def publish(store: Path, folder: Path) -> None:
    """Makes a finished version the served one.

    The one before it stays for those who have it open; everything older is removed.
    """
    before = _served(store)
    for path in [*folder.rglob("*"), folder, folder.parent]:
        _sync(path)
    _replace(store / "CURRENT", f"versions/{folder.name}")
    for version in _versions(store):
        if version != folder and int(version.name) != before:
            shutil.rmtree(version, ignore_errors=True)


def _served(store: Path) -> int:
    """The number of the served version, 0 where there is none."""
    with suppress(FileNotFoundError, ValueError):
        return int((store / "CURRENT").read_text(encoding="utf-8").strip().rpartition("/")[2])
    return 0


def _versions(store: Path) -> list[Path]:
    return [path for path in (store / "versions").iterdir() if path.name.isdigit()]


def _replace(path: Path, text: str) -> None:
    """Writes a file as a whole: a crash leaves the old text or the new one."""
    written = path.with_name(f"{path.name}.new")
    written.write_text(text, encoding="utf-8")
    _sync(written)
    os.replace(written, path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    """Waits until a file, or a folder's list of files, is on the disk."""
    # Windows opens no folders, and some network drives sync none.
    with suppress(PermissionError, IsADirectoryError):
        opened = os.open(path, os.O_RDONLY)
        try:
            with suppress(OSError):
                os.fsync(opened)
        finally:
            os.close(opened)
