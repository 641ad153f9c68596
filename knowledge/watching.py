"""Files that are watched: what changes in them reaches the store by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event

import watchfiles

from knowledge.catalog import CatalogError, files
from knowledge.report import Report
from knowledge.versions import StoreError

QUIET = 100
"""Milliseconds without a change after which a file is taken to be written."""

Update = Callable[[Sequence[Path]], Report]
"""Brings the store to what some of the files hold."""

_Stamps = dict[Path, tuple[int, ...]]


def watch(
    paths: Sequence[Path],
    update: Update,
    tell: Callable[[Report | CatalogError | StoreError], None],
    stop: Event | None = None,
) -> None:
    """Updates from all files, and from then on from each that changes, until ``stop`` is set.

    ``tell`` hears every report, and why a file could not be used or the store not be changed, which
    leaves it as it was.

    Raises what the first update does.
    """
    seen: _Stamps = {}
    for _ in _wakes(paths, stop):
        is_first = not seen
        try:
            now = {path: _stamp(path) for path in files.find(paths)}
            changed = [path for path, stamp in now.items() if seen.get(path) != stamp]
            is_whole = is_first or bool(seen.keys() - now.keys())  # what is gone, a folder can say
            seen = now
            if changed or is_whole:
                tell(update(paths if is_whole else changed))
        except (CatalogError, StoreError) as error:
            if is_first:
                raise
            tell(error)


def _wakes(paths: Sequence[Path], stop: Event | None) -> Iterator[None]:
    """Yields once when the files are being watched, and then whenever something happens there."""
    while not (stop and stop.is_set()):
        folders = _folders(paths)
        is_watching = False
        for changes in watchfiles.watch(
            *folders,
            watch_filter=None,
            step=QUIET,
            rust_timeout=QUIET,
            yield_on_timeout=True,
            stop_event=stop,
            recursive=False,
        ):
            if changes or not is_watching:  # the first timeout says that it has begun
                is_watching = True
                yield
                if _folders(paths) != folders:
                    break


def _stamp(path: Path) -> tuple[int, ...]:
    """Other than before where a file was written or replaced."""
    with suppress(OSError):
        found = path.stat()
        return found.st_mtime_ns, found.st_size, found.st_ino
    return ()


def _folders(paths: Sequence[Path]) -> set[Path]:
    """Where a change of these files shows: their folders, also those that they are linked to."""
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found |= {path, *(inner for inner in path.rglob("*") if inner.is_dir())}
        else:
            found |= {path.absolute().parent, path.resolve().parent}
    return {folder for folder in found if folder.is_dir()}
