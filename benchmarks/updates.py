"""How long a changed price and a changed title of one product take to be seen, on Chorus.

Through ``--patch``, through an import again and through ``--watch``; seen by a process that has the
store open. Beside them: starting the command alone, and reading the catalogue's file as bare JSON.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.chorus import PRODUCTS
from knowledge.constraints import Constraints, Range
from knowledge.importing import import_files
from knowledge.knowledge import shop
from knowledge.settings import settings

AISLE = str(Path(sys.executable).parent / "aisle")
PRICE, TITLE = "price", "title"
RUNS = {PRICE: 7, TITLE: 3}


def main() -> None:
    """Prints the median of each way, and its ratio to what it cannot do without."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AISLE_STORE"] = str(Path(folder, "store"))
        settings.cache_clear()
        catalogue = Catalogue(Path(folder, "products.jsonl"))
        whole = _seconds(lambda: import_files(settings().store, [catalogue.path]))
        shop()
        start = median(_seconds(lambda: _aisle("--version")) for _ in range(RUNS[PRICE]))
        bare = median(_seconds(catalogue.read) for _ in range(RUNS[PRICE]))
        print(f"{'the whole import':<30} {whole:6.2f} s")
        print(f"{'starting the command':<30} {start:6.2f} s")
        print(f"{'reading the file as bare JSON':<30} {bare:6.2f} s")
        patched = _until_seen(
            catalogue, PRICE, lambda: _aisle("import", "--patch", catalogue.patch)
        )
        _tell("a price by --patch", patched, start, "starting")
        for what in RUNS:
            again = _until_seen(catalogue, what, lambda: _aisle("import", catalogue.path))
            _tell(f"a {what} by an import again", again, start + bare, "starting and reading")
        with _watching(catalogue.path):
            for what in RUNS:
                watched = _until_seen(catalogue, what, lambda: None)
                _tell(f"a {what} by --watch", watched, bare, "reading")


class Catalogue:
    """The file of the shop, and a patch beside it: each time another product has changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.patch = path.with_name("patch.csv")
        with gzip.open(PRODUCTS, "rt", encoding="utf-8") as file:
            self._rows: list[dict[str, Any]] = [json.loads(line) for line in file]
        self._turn = 0
        self._write()

    def change(self, what: str) -> tuple[str, Decimal | str]:
        """Writes another price or title; returns the product's id and what it is now."""
        self._turn += 1
        row = self._rows[len(self._rows) // 2 + self._turn]
        row["price_cents"] = 10_000_000 + self._turn
        price = Decimal(row["price_cents"]) / 100
        if what == TITLE:
            row["name"] += f" edition {self._turn}"
        self.patch.write_text(f"id,price\n{row['product_id']},{price}\n", encoding="utf-8")
        self._write()
        return row["product_id"], row["name"] if what == TITLE else price

    def read(self) -> None:
        """What any reading of the file costs at least."""
        with self.path.open(encoding="utf-8") as file:
            for line in file:
                json.loads(line)

    def _write(self) -> None:
        written = self.path.with_suffix(".new")
        with written.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in self._rows)
        written.replace(self.path)  # as a whole, as an export that is watched should be


def _until_seen(catalogue: Catalogue, what: str, act: Callable[[], None]) -> float:
    """Seconds from the written file until a search, and the product itself, hold the change."""
    times = []
    for _ in range(RUNS[what]):
        id, wanted = catalogue.change(what)
        started = time.perf_counter()
        act()
        while not _is_seen(id, what, wanted):
            time.sleep(0.002)
        times.append(time.perf_counter() - started)
    return median(times)


def _is_seen(id: str, what: str, wanted: Decimal | str) -> bool:
    if what == TITLE:
        (product,) = shop().products([id])
        return product.title == wanted
    price = float(wanted)
    hits = shop().search(Constraints(price=Range(min=price, max=price))).hits
    return [hit.id for hit in hits] == [id]


@contextmanager
def _watching(path: Path) -> Iterator[None]:
    """A process that watches the file, from the moment on that it has read it."""
    command = [AISLE, "import", "--watch", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        yield
    finally:
        process.terminate()
        process.wait()


def _aisle(*arguments: str | Path) -> None:
    subprocess.run([AISLE, *map(str, arguments)], check=True, capture_output=True)


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _tell(name: str, seconds: float, beside: float, what: str) -> None:
    print(f"{name:<30} {seconds:6.2f} s  {seconds / beside:6.1f} times {what}", flush=True)


if __name__ == "__main__":
    main()
