"""Files that are watched: a change in them reaches the shop by itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from queue import Queue
from threading import Event, Thread

import pytest

from knowledge.catalog import CatalogError
from knowledge.importing import import_files
from knowledge.knowledge import Knowledge
from knowledge.memory import Memory
from knowledge.patching import patch_files
from knowledge.report import Report
from knowledge.versions import StoreError
from knowledge.watching import watch

HEADER = "id,name,price,currency\n"
DESK = "a,Oak desk,100,EUR\n"
STOOL = "b,Ash stool,40,EUR\n"

PATIENCE = 60  # seconds until a test gives up waiting for news

News = Report | CatalogError | StoreError
Hear = Callable[[], News]


@contextmanager
def _watched(paths: Sequence[Path], update: Callable[[Sequence[Path]], Report]) -> Iterator[Hear]:
    """Watches in a thread; what it gives waits for the next news."""
    heard: Queue[News] = Queue()
    stop = Event()
    thread = Thread(target=watch, args=(paths, update, heard.put, stop))
    thread.start()
    try:
        yield lambda: heard.get(timeout=PATIENCE)
    finally:
        stop.set()
        thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an export of two products."""
    made = tmp_path / "export"
    made.mkdir()
    (made / "goods.csv").write_text(HEADER + DESK + STOOL)
    return made


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where it is imported to."""
    return tmp_path / "store"


@pytest.fixture
def update(store: Path) -> Callable[[Sequence[Path]], Report]:
    """What `aisle import --watch` does with files."""
    memory = Memory()
    return lambda paths: import_files(store, paths, memory=memory)


def _prices(store: Path) -> dict[str, Decimal | None]:
    return {product.id: product.price for product in Knowledge.open(store).store.all_products()}


def _put(path: Path, text: str) -> None:
    """Puts a file in place as a whole: nobody who is watching sees half of it."""
    written = path.with_suffix(".new")
    written.write_text(text)
    written.replace(path)


def test_a_change_is_taken_over_in_place(
    folder: Path, store: Path, update: Callable[[Sequence[Path]], Report]
) -> None:
    with _watched([folder / "goods.csv"], update) as hear:
        assert isinstance(first := hear(), Report)
        assert first.products == 2
        knowledge = Knowledge.open(store)
        _put(folder / "goods.csv", HEADER + DESK.replace("100", "90") + STOOL)
        assert isinstance(second := hear(), Report)
        assert (second.products, second.unchanged) == (2, 1)
        knowledge.refresh()
        assert [str(p.price) for p in knowledge.products(["a", "b"])] == ["90", "40"]
        _put(folder / "goods.csv", HEADER + DESK + STOOL)
        assert isinstance(third := hear(), Report)
        assert (third.products, third.unchanged) == (2, 1)
        assert _prices(store) == {"a": 100, "b": 40}


def test_files_that_come_and_go_in_a_folder_are_noticed(
    folder: Path, store: Path, update: Callable[[Sequence[Path]], Report]
) -> None:
    with _watched([folder], update) as hear:
        hear()
        (folder / "lamps").mkdir()
        _put(folder / "lamps" / "more.csv", HEADER + "c,Lamp,20,EUR\n")
        assert isinstance(came := hear(), Report)
        assert came.products == 1
        assert _prices(store) == {"a": 100, "b": 40, "c": 20}
        (folder / "lamps" / "more.csv").unlink()
        assert isinstance(went := hear(), Report)
        assert went.removed == 1
        assert _prices(store) == {"a": 100, "b": 40}


def test_a_broken_file_is_told_and_the_shop_goes_on_with_what_it_had(
    folder: Path, store: Path, update: Callable[[Sequence[Path]], Report]
) -> None:
    path = folder / "goods.csv"
    with _watched([path], update) as hear:
        hear()
        _put(path, "")
        assert str(hear()) == f"{path}: the file is empty; export it again"
        _put(path, HEADER + DESK + "b,Ash stool,call us,EUR\n")
        assert isinstance(half := hear(), Report)
        assert (half.products, half.kept, half.rejected[0].line) == (1, 1, 3)
        path.unlink()
        assert str(hear()) == f"{path}: no such file; check the path"
        assert _prices(store) == {"a": 100, "b": 40}
        _put(path, HEADER + DESK + STOOL.replace("40", "44"))
        assert isinstance(hear(), Report)
    assert _prices(store) == {"a": 100, "b": 44}


def test_what_another_process_changed_meanwhile_is_not_taken_for_known(
    folder: Path, store: Path, update: Callable[[Sequence[Path]], Report], tmp_path: Path
) -> None:
    with _watched([folder / "goods.csv"], update) as hear:
        hear()
        (tmp_path / "patch.csv").write_text("id,price\na,1\n")
        patch_files(store, [tmp_path / "patch.csv"])
        _put(folder / "goods.csv", HEADER + DESK + STOOL.replace("40", "44"))
        assert isinstance(news := hear(), Report)
        assert (news.products, news.unchanged) == (2, 0)
    assert _prices(store) == {"a": 100, "b": 44}


def test_what_cannot_be_used_to_begin_with_ends_it(
    folder: Path, update: Callable[[Sequence[Path]], Report]
) -> None:
    with pytest.raises(CatalogError, match=r"none\.csv: no such file"):
        watch([folder / "none.csv"], update, print)
    _put(folder / "goods.csv", HEADER)
    with pytest.raises(CatalogError, match="nothing usable in it"):
        watch([folder], update, print)


def test_the_command_watches_a_patch_until_it_is_stopped(
    folder: Path, store: Path, tmp_path: Path
) -> None:
    import_files(store, [folder])
    patch = tmp_path / "patch.csv"
    _put(patch, "id,price\na,95\n")
    command = "from bot.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", command, "import", "--patch", "--watch", "--json", str(patch)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "AISLE_STORE": str(store)},
        # Shells start what runs in their background deaf to Ctrl-C, and so would the command be.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["patched"] == 1
    _put(patch, "id,price\nz,95\n")
    assert process.stderr is not None
    assert "no product 'z' in the store" in process.stderr.readline()
    _put(patch, "id,price\na,85\n")
    assert json.loads(process.stdout.readline())["patched"] == 1
    assert _prices(store) == {"a": 85, "b": 40}
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=PATIENCE) == 0
    assert (process.stdout.read(), process.stderr.read()) == ("", "")
