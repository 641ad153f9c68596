"""Stores of 1,000 products and more: what they cost, how fast they answer, and what they miss.

``python -m benchmarks.scale [SIZE...]``. The products are Chorus' 19,406, multiplied: in every copy a
tenth of the words come from another product, and every number, price and identifier is another. The
vectors are not computed but moved by the difference of two others (cosine .92 with the original, as
near as a real product's nearest neighbour). Everything else of an import is done for all of them.
"""

from __future__ import annotations

import multiprocessing
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from benchmarks.chorus import queries, store
from knowledge.building import build
from knowledge.catalog import Product
from knowledge.constraints import Constraints
from knowledge.differences import Differences
from knowledge.embeddings import Vectors
from knowledge.embeddings.local import bundled_embedder
from knowledge.knowledge import Knowledge
from knowledge.versions import publish

SIZES = (1_000, 10_000, 100_000)
SEED, MOVED, REPLACED, TOP_K = 7, 0.35, 0.1, 10
LINKS, BUILD_WIDTH = 32, 128
WIDTHS = (16, 32, 64, 128, 256, 512, 1_024, 2_048)
"""Of the bare HNSW index: the first efSearch with a recall as high as ours is compared."""


def main() -> None:
    """Prints a row a size, each measured in processes of its own."""
    sizes = [int(text) for text in sys.argv[1:]] or SIZES
    print(
        f"{'products':>9}  import   peak    disk   open  first  |  retrieve      |  with a brand  |"
    )
    print(
        f"{'':>9}       s    MiB     MiB     ms     ms  |  p50     p95    |  p50     p95    |  parse  recall@10  HNSW at that recall"
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            built = _alone(_build, size, Path(folder))
            print(f"{size:>9,} {built} {_alone(_ask, size, Path(folder))}", flush=True)


def _alone(work: Callable[[int, Path], str], size: int, folder: Path) -> str:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (size, folder))


def _build(size: int, folder: Path) -> str:
    """Imports; seconds without embedding, peak memory in MiB, disk in MiB."""
    real = Knowledge.open(store())
    products = list(real.store.all_products())
    base = np.array(real.index.dense.vectors(np.arange(len(products))))
    version = folder / "versions" / "000001"
    version.mkdir(parents=True)
    differences = Differences(put=[(one, "multiplied") for one in multiplied(products, size)])
    started = time.perf_counter()
    about = {"demo": False, "sources": []}
    moved = _Moved(base)
    build(version, None, differences, about, lambda *_: None, lambda threads: moved)
    publish(folder, version)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    disk = sum(path.stat().st_size for path in version.rglob("*") if path.is_file()) / 2**20
    return f"{seconds:7.1f} {peak:6.0f} {disk:7.0f}"


def _ask(size: int, folder: Path) -> str:
    """Opens the store and asks; milliseconds, the query's vector being at hand."""
    asked = [query["query"] for query in queries()]
    embedder = bundled_embedder()
    vectors = np.array([embedder.embed_one(query) for query in asked])
    started = time.perf_counter()
    knowledge = Knowledge.open(folder)
    opened = time.perf_counter() - started
    started = time.perf_counter()
    knowledge.found(knowledge.retrieve(asked[0]).hits)
    first = time.perf_counter() - started
    brands = sorted(
        knowledge.vocabulary.brands, key=lambda name: -knowledge.vocabulary.brands[name]
    )
    knowledge.parse("a question that is not counted")
    index = knowledge.index.dense
    found = [index.search(vector, TOP_K)[0] for vector in vectors]
    times = {
        "plain": _times(asked, knowledge.retrieve),
        "brand": _times(
            asked, lambda query: knowledge.search(Constraints(query=query, brand=tuple(brands[:1])))
        ),
        "parse": _times(asked, knowledge.parse),
    }
    held = np.asarray(index.vectors(np.arange(size)))
    faiss.omp_set_num_threads(multiprocessing.cpu_count())
    _, exact = faiss.knn(vectors, held, TOP_K, metric=faiss.METRIC_INNER_PRODUCT)
    recall = _recall(found, exact)
    row = f"{opened * 1000:6.0f} {first * 1000:6.0f}  |"
    for name in ("plain", "brand"):
        row += "".join(f" {np.percentile(times[name], q) * 1000:7.2f}" for q in (50, 95)) + " |"
    row += f" {np.percentile(times['parse'], 50) * 1000:6.2f}  {recall:9.3f}"
    return f"{row}  {_hnsw(held, vectors, exact, recall)}"


def _hnsw(held: Vectors, vectors: Vectors, exact: np.ndarray, wanted: float) -> str:
    """What a bare HNSW index over whole vectors takes to be as good: p50 in ms, and its recall."""
    bare = faiss.IndexHNSWFlat(held.shape[1], LINKS, faiss.METRIC_INNER_PRODUCT)
    bare.hnsw.efConstruction = BUILD_WIDTH
    started = time.perf_counter()
    bare.add(held)
    built = time.perf_counter() - started
    faiss.omp_set_num_threads(1)
    for width in WIDTHS:
        bare.hnsw.efSearch = width
        found = [bare.search(vector[np.newaxis], TOP_K)[1][0] for vector in vectors]
        times = _times(list(vectors), lambda vector: bare.search(vector[np.newaxis], TOP_K))
        if (recall := _recall(found, exact)) >= wanted:
            break
    median = np.percentile(times, 50) * 1000
    return f"{median:.2f} ms (efSearch {width}, recall {recall:.3f}, built in {built:.0f} s)"


def _times(asked: Sequence[Any], ask: Callable[[Any], object]) -> list[float]:
    times = []
    for one in asked:
        started = time.perf_counter()
        ask(one)
        times.append(time.perf_counter() - started)
    return times


def _recall(found: Sequence[np.ndarray], exact: np.ndarray) -> float:
    pairs = zip(found, exact, strict=True)
    return float(np.mean([len(np.intersect1d(one, best)) / len(best) for one, best in pairs]))


class _Moved:
    """Stands in for the model of the import: hands out noisy copies of real vectors, in order."""

    def __init__(self, base: Vectors) -> None:
        self.model = bundled_embedder().model
        self.embed_one = bundled_embedder().embed_one
        self._base = base
        self._draw = np.random.default_rng(SEED)
        self._next = 0

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """The texts of some groups and then their names: both get the group's vector."""
        count, kinds = len(texts) // 2, len(self._base)
        rows = np.arange(self._next, self._next + count)
        self._next += count
        found = self._base[rows % kinds]
        others = self._draw.integers(kinds, size=(2, count))
        noise = MOVED * (self._base[others[0]] - self._base[others[1]])
        found = np.where((rows < kinds)[:, np.newaxis], found, found + noise)
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        return np.concatenate([found, found]).astype(np.float32)


def multiplied(products: Sequence[Product], count: int) -> Iterator[Product]:
    """As many products as wanted: the real ones, and then noisy copies of them."""
    draw = random.Random(SEED)
    for place in range(count):
        product = products[place % len(products)]
        copy = place // len(products)
        yield product if not copy else _copy(product, draw.choice(products), copy, draw)


def _copy(product: Product, other: Product, copy: int, draw: random.Random) -> Product:
    price = product.price and (product.price * Decimal(draw.uniform(0.7, 1.4))).quantize(
        Decimal("0.01")
    )
    attributes = {
        name: round(value * draw.uniform(0.9, 1.1), 1) if type(value) is float else value
        for name, value in product.attributes.items()
    }
    return replace(
        product,
        id=f"{product.id}-{copy}",
        title=_noisy(product.title, other.title, draw),
        description=_noisy(product.description, other.description, draw),
        price=price,
        gtin=tuple(str(draw.randrange(10**12, 10**13)) for _ in product.gtin),
        mpn=_renumbered(product.mpn, draw),
        attributes=attributes,
    )


def _noisy(text: str, other: str, draw: random.Random) -> str:
    words, others = text.split(" "), other.split(" ")
    return " ".join(
        draw.choice(others) if draw.random() < REPLACED else _renumbered(word, draw)
        for word in words
    )


def _renumbered(text: str, draw: random.Random) -> str:
    """Numbers of three digits and more become others: they are model numbers, the short ones sizes."""
    return re.sub(r"\d{3,}", lambda found: str(draw.randrange(10 ** len(found[0]))), text)


if __name__ == "__main__":
    main()
