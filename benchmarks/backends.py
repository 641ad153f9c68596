"""PostgreSQL and Milvus beside SQLite and FAISS: the same catalogue, queries and look-ups in turn.

The servers are private ones on this machine: a PostgreSQL as it is installed, and milvus-lite behind
an address. A network adds its round trips, and a cluster takes away what one core cannot do.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.chorus import PRODUCTS, queries, store
from knowledge.constraints import Constraints, Range
from knowledge.importing import import_files
from knowledge.knowledge import Knowledge
from knowledge.settings import settings
from tests.backends.servers import milvus, postgresql

ROUNDS = 200
SHARES = (0.01, 0.5, 0.99)


def main() -> None:
    """Prints the median and the 95th percentile of each in ms, and the ratio of the medians."""
    ours = store()
    near = Knowledge.open(ours)
    with postgresql() as url, milvus() as uri, tempfile.TemporaryDirectory() as folder:
        os.environ |= {"AISLE_DATABASE_URL": url, "AISLE_MILVUS_URI": uri}
        settings.cache_clear()
        moved = Path(folder, "store")
        shutil.copytree(ours, moved)
        started = time.perf_counter()
        import_files(moved, [PRODUCTS])
        seconds = time.perf_counter() - started
        far = Knowledge.open(moved)
        print(f"{len(near.index)} products moved in {seconds:.1f} s")
        print(f"{'ms (median, 95 %)':<38}   default          servers          ratio")
        _compare("a search, its query embedded", _searches(near), _searches(far))
        _compare("the same under a price", _searches(near, 50), _searches(far, 50))
        vectors = near.index.dense.vectors(np.arange(len(near.index)))
        for name, ask in _dense_asks(len(near.index)).items():
            _compare(name, *(ask(knowledge, vectors) for knowledge in (near, far)))
        ids = [product.id for product in near.store.all_products()]
        _compare("10 products by id", _lookups(near, ids), _lookups(far, ids))
        _compare("has anything changed?", _states(near), _states(far))
        del os.environ["AISLE_DATABASE_URL"], os.environ["AISLE_MILVUS_URI"]
        settings.cache_clear()


Ask = Callable[[int], object]
"""Does once what is measured; the number says which round it is."""


def _searches(knowledge: Knowledge, price: float | None = None) -> Ask:
    asked = [query["query"] for query in queries()]
    for query in asked:
        knowledge.index.embed_one(query)  # which is then known to both
    wanted = Range(max=price)
    return lambda turn: knowledge.search(Constraints(query=asked[turn % len(asked)], price=wanted))


def _dense_asks(count: int) -> dict[str, Callable[[Knowledge, np.ndarray], Ask]]:
    draw = np.random.default_rng(7)
    some = np.sort(draw.choice(count, min(count, 1000), replace=False))
    asks: dict[str, Callable[[Knowledge, np.ndarray], Ask]] = {
        "vectors: the nearest 200": lambda knowledge, vectors: (
            lambda turn: knowledge.index.dense.search(vectors[turn], 200)
        ),
        "vectors: the cosines of 1,000": lambda knowledge, vectors: (
            lambda turn: knowledge.index.dense.cosines(vectors[turn], some)
        ),
    }
    for share in SHARES:
        allowed = draw.random(count) < share
        asks[f"vectors: the nearest 200 of {share:.0%}"] = (
            lambda knowledge, vectors, allowed=allowed: (
                lambda turn: knowledge.index.dense.search(vectors[turn], 200, allowed)
            )
        )
    return asks


def _lookups(knowledge: Knowledge, ids: list[str]) -> Ask:
    return lambda turn: knowledge.products(ids[turn * 10 : turn * 10 + 10])


def _states(knowledge: Knowledge) -> Ask:
    return lambda turn: knowledge.store.state()


def _compare(name: str, default: Ask, servers: Ask) -> None:
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(-5, ROUNDS):
        for ask, taken in zip((default, servers), times, strict=True):
            started = time.perf_counter()
            ask(abs(turn))
            if turn >= 0:
                taken.append(1000 * (time.perf_counter() - started))
    (one, late), (other, later) = (np.percentile(taken, (50, 95)) for taken in times)
    print(
        f"{name:<38} {one:7.2f} {late:7.2f}  {other:7.2f} {later:7.2f}  {other / one:6.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
