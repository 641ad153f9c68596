"""Imports that are killed, that meet, and that find no room: the old store or the new one is whole."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any, TypeAlias

import pytest

import knowledge.building  # noqa: F401 - what children would otherwise import each
from knowledge.constraints import Constraints, Range
from knowledge.importing import import_files
from knowledge.knowledge import Knowledge
from knowledge.patching import patch_files
from knowledge.versions import StoreError, alone

_CHILDREN = multiprocessing.get_context("forkserver")
_CHILDREN.set_forkserver_preload([__name__])

Act: TypeAlias = Callable[[Path, Path], None]

HEADER = "id,name,price,currency,description\n"


def _table(count: int, wood: str, price: int) -> str:
    rows = (f"p{n},{wood} board {n},{price + n},EUR,Sawn and planed\n" for n in range(count))
    return HEADER + "".join(rows)


def _import(store: Path, path: Path) -> None:
    import_files(store, [path])


def _patch(store: Path, path: Path) -> None:
    patch_files(store, [path])


def _seen(store: Path) -> tuple[Any, ...]:
    """What a shopper finds: every product, by its meaning, its words and its price."""
    knowledge = Knowledge.open(store)
    products = list(knowledge.store.all_products())
    found = knowledge.search(Constraints(price=Range(max=500), sort="price_asc"), top_k=1000).hits
    words = [knowledge.retrieve(wood, mode="lexical", top_k=1000).hits for wood in ("oak", "elm")]
    documents = [document.text for document in knowledge.store.documents()]
    return products, [hit.id for hit in found], [len(hits) for hits in words], documents


def _killed(act: Act, store: Path, path: Path, seconds: float) -> bool:
    """Kills a process after a time; whether it was still at it."""
    process = _CHILDREN.Process(target=act, args=(store, path))
    process.start()
    process.join(seconds)
    process.kill()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


@pytest.mark.parametrize(
    ("products", "kills"), [(12, 2), pytest.param(150, 40, marks=pytest.mark.slow)]
)
@pytest.mark.parametrize("what", ["new titles", "new prices", "a patch"])
def test_killed_at_any_moment_the_old_or_the_new_store_is_whole(
    tmp_path: Path, what: str, products: int, kills: int
) -> None:
    store, seed = tmp_path / "store", random.randrange(10**6)
    chance = random.Random(seed)
    act = _patch if what == "a patch" else _import
    wood = "Elm" if what == "new titles" else "Oak"
    paths = [tmp_path / "before.csv", tmp_path / "after.csv"]
    paths[0].write_text(_table(products, "Oak", 100))
    paths[1].write_text(_table(products, wood, 300))
    (tmp_path / "returns.md").write_text("# Returns\n\nThirty days.\n")
    import_files(store, [paths[0], tmp_path / "returns.md"])
    states = []
    for path in (*paths, paths[0]):
        started = time.monotonic()
        process = _CHILDREN.Process(target=act, args=(store, path))
        process.start()
        process.join()
        longest = time.monotonic() - started
        states.append(_seen(store))
    before, after, _ = states
    assert before != after
    killed, is_new = 0, False
    while killed < kills:
        path = paths[0] if is_new else paths[1]
        killed += _killed(act, store, path, chance.uniform(0, longest))
        seen = _seen(store)
        assert seen in (before, after), f"seed {seed}"
        is_new = seen == after
    act(store, paths[1])  # and what the killed ones left behind is swept away
    assert _seen(store) == after
    assert len(list((store / "versions").iterdir())) <= 2


def test_imports_that_meet_come_one_after_the_other(tmp_path: Path) -> None:
    store, paths = tmp_path / "store", []
    for wood in ("Oak", "Elm", "Ash"):
        paths.append(tmp_path / f"{wood}.csv")
        paths[-1].write_text(_table(5, wood, 10).replace("\np", f"\n{wood}"))
    processes = [_CHILDREN.Process(target=_import, args=(store, path)) for path in paths]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    ids = [product.id for product in Knowledge.open(store).store.all_products()]
    assert sorted(ids) == sorted(f"{path.stem}{n}" for path in paths for n in range(5))


def test_who_waits_for_another_import_is_told(tmp_path: Path) -> None:
    (tmp_path / "goods.csv").write_text(_table(2, "Oak", 10))
    heard: Queue[str] = Queue()

    def run() -> None:
        import_files(
            tmp_path / "store",
            [tmp_path / "goods.csv"],
            progress=lambda what, *numbers: heard.put(what),
        )

    with alone(tmp_path / "store"):
        thread = Thread(target=run)
        thread.start()
        assert heard.get(timeout=60) == "Waiting for another import"
    thread.join()
    assert len(list(Knowledge.open(tmp_path / "store").store.all_products())) == 2


def _without_room(act: Act, store: Path, path: Path, room: int, said: Any) -> None:
    """What a process says of itself that may write files of so many bytes only."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        act(store, path)
    except StoreError as error:
        said.put(str(error))


@pytest.mark.parametrize(
    ("act", "room"),
    [(_import, 40_000), (_import, 110_000), (_patch, 0)],  # bytes: the catalogue, an index, a price
)
def test_without_room_the_store_stays_as_it_was(tmp_path: Path, act: Act, room: int) -> None:
    store, path = tmp_path / "store", tmp_path / "goods.csv"
    path.write_text(_table(30, "Oak", 10))
    import_files(store, [path])
    before = _seen(store)
    path.write_text(_table(80 if act is _import else 30, "Oak", 20))
    said = _CHILDREN.Queue()
    process = _CHILDREN.Process(target=_without_room, args=(act, store, path, room, said))
    process.start()
    told = said.get(timeout=60)
    process.join()
    faults = ("disk I/O error", "File too large", "no room left")  # as who was writing puts it
    assert told in [
        f"{store}: the store cannot be changed ({fault}) and is as it was; make room on its disk, "
        "see who may write there, or name another folder with --store"
        for fault in faults
    ]
    assert _seen(store) == before
    act(store, path)
    assert _seen(store) != before


def test_a_store_that_may_not_be_written_to_is_read_all_the_same(tmp_path: Path) -> None:
    store, path = tmp_path / "store", tmp_path / "goods.csv"
    path.write_text(_table(3, "Oak", 10))
    import_files(store, [path])
    path.write_text(_table(3, "Elm", 10))
    mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
    locked = ["unshare", "--mount", "sh", "-c", mount, str(store)]
    if not shutil.which("unshare") or subprocess.run([*locked, "true"]).returncode:
        pytest.skip("who may mount folders alone can lock them from the superuser too")
    code = "from bot.cli import main; main()"
    told = {}
    for command in (["import", str(path)], ["search", "oak"]):
        told[command[0]] = subprocess.run(
            [*locked, sys.executable, "-c", code, *command],
            capture_output=True,
            text=True,
            env={**os.environ, "AISLE_STORE": str(store)},
        )
    assert told["import"].returncode == 2
    assert told["import"].stderr == (
        f"aisle: {store / 'import.lock'}: Read-only file system; "
        "check the path and who may write there\n"
    )
    assert (told["search"].returncode, "Oak board" in told["search"].stdout) == (0, True)
