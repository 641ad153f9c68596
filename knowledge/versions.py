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
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import structlog
from filelock import FileLock, Timeout

from knowledge import milvus
from knowledge.database import StoreError as StoreError
from knowledge.version_database import drop

log = structlog.get_logger(__name__)

SCHEMA = 11
"""Raised with every change to what a store's files hold; older stores are refused."""

MADE_AT = "made_at"  # the file that says where a version's folder is, unless it is a copy


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
        if _served(store):
            _sweep(store)
        yield
    finally:
        lock.release()


@contextmanager
def changing(store: Path) -> Iterator[None]:
    """Raises `StoreError` where the disk is full, read-only or broken, whoever met with that."""
    from sqlalchemy.exc import OperationalError  # who only opens a store needs none of it

    try:
        yield
    except (OSError, OperationalError, sqlite3.OperationalError, RuntimeError) as error:
        if isinstance(error, OSError):
            fault = error.strerror or "no room left"  # numpy says only how much it has written
        elif isinstance(error, RuntimeError):
            if "write error" not in str(error):
                raise
            fault = str(error).rpartition("(")[2].rstrip(")")  # FAISS says why at the end
        else:
            fault = str(error.orig if isinstance(error, OperationalError) else error)
        raise StoreError(
            f"{store}: the store cannot be changed ({fault}) and is as it was; make room on its "
            "disk, see who may write there, or name another folder with --store"
        ) from error


def new_version(store: Path) -> Path:
    """Makes the folder that the next version is to be written to."""
    newest = max((int(path.name) for path in _versions(store)), default=0)
    folder = store / "versions" / f"{newest + 1:06d}"
    folder.mkdir()
    (folder / MADE_AT).write_text(str(folder.resolve()), encoding="utf-8")
    return folder


def publish(store: Path, folder: Path) -> None:
    """Makes a finished version the served one.

    The one before it stays for those who have it open; everything older is removed.
    """
    sync(folder)
    _replace(store / "CURRENT", f"versions/{folder.name}")
    _sweep(store)


def remove(version: Path) -> None:
    """Removes a version and what it keeps elsewhere; where that cannot be reached, the next time.

    What a copy of a store keeps elsewhere belongs to the one that it was made from, and stays.
    """
    try:
        if (version / MADE_AT).read_text(encoding="utf-8") == str(version.resolve()):
            drop(version)
            milvus.drop(version / "index" / "dense")
    except StoreError as error:
        log.warning("an old version stays", version=str(version), reason=str(error))
        return
    except FileNotFoundError:
        pass  # it was killed before it had begun
    shutil.rmtree(version, ignore_errors=True)


def sync(folder: Path) -> None:
    """Waits until a folder and all that is in it are on the disk."""
    for path in [*folder.rglob("*"), folder, folder.parent]:
        _sync(path)


def _served(store: Path) -> int:
    """The number of the served version, 0 where there is none."""
    with suppress(FileNotFoundError, ValueError):
        return int((store / "CURRENT").read_text(encoding="utf-8").strip().rpartition("/")[2])
    return 0


def _sweep(store: Path) -> None:
    """Removes every version but the served one and the one before it."""
    served = _served(store)
    numbers = {int(path.name): path for path in _versions(store)}
    before = max((number for number in numbers if number < served), default=0)
    for number, path in numbers.items():
        if number not in (served, before):
            remove(path)


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
