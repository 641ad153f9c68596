"""Every backend of the vector index finds what comparing with each vector finds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from knowledge.embeddings import Vectors
from knowledge.index import dense
from knowledge.index.dense import faiss
from knowledge.settings import settings

COUNT, DIMENSION, TOP_K = 500, 32, 20


@pytest.fixture(params=dense.BACKENDS)
def backend(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    monkeypatch.setenv("AISLE_DENSE_INDEX", request.param)
    file = tmp_path_factory.getbasetemp() / "vectors.db"
    monkeypatch.setenv("AISLE_MILVUS_URI", os.environ.get("AISLE_MILVUS_URI", str(file)))
    settings.cache_clear()
    yield request.param
    settings.cache_clear()


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    return _unit(np.random.default_rng(7).standard_normal((COUNT, DIMENSION)))


@pytest.fixture
def opened(backend: str, vectors: Vectors, tmp_path: Path) -> dense.DenseIndex:
    dense.save(dense.build(vectors), tmp_path / "dense")
    return dense.load(tmp_path / "dense")


def test_the_nearest_come_first_with_their_cosines(
    opened: dense.DenseIndex, vectors: Vectors
) -> None:
    query = _unit(2 * vectors[3] + vectors[4])
    rows, cosines = opened.search(query, TOP_K)
    exact = vectors @ query
    assert rows.tolist() == np.argsort(-exact)[:TOP_K].tolist()
    assert cosines == pytest.approx(exact[rows], abs=1e-6)


@pytest.mark.parametrize("share", [0.5, 0.1, 0.01])
def test_only_what_is_allowed_is_found_and_all_of_it_where_it_is_little(
    opened: dense.DenseIndex, vectors: Vectors, share: float
) -> None:
    allowed = np.random.default_rng(1).random(COUNT) < share
    query = vectors[11]
    rows, _ = opened.search(query, TOP_K, allowed)
    exact = np.where(allowed, vectors @ query, -2.0)
    assert rows.tolist() == np.argsort(-exact)[: min(TOP_K, allowed.sum())].tolist()


def test_nothing_is_found_where_nothing_is_allowed(
    opened: dense.DenseIndex, vectors: Vectors
) -> None:
    rows, cosines = opened.search(vectors[0], TOP_K, np.zeros(COUNT, bool))
    assert (len(rows), len(cosines)) == (0, 0)


def test_vectors_and_their_mean_come_back_as_they_were_given(
    opened: dense.DenseIndex, vectors: Vectors
) -> None:
    rows = np.array([9, 2, 499])
    assert np.array_equal(opened.vectors(rows), vectors[rows])
    assert opened.cosines(vectors[2], rows) == pytest.approx(vectors[rows] @ vectors[2], abs=1e-6)
    assert opened.mean == pytest.approx(vectors.mean(axis=0), abs=1e-6)


def test_a_shop_without_products_can_be_saved_and_opened(backend: str, tmp_path: Path) -> None:
    dense.save(dense.build(np.zeros((0, DIMENSION), np.float32)), tmp_path / "dense")
    assert np.array_equal(dense.load(tmp_path / "dense").mean, np.zeros(DIMENSION))


@pytest.fixture(scope="module")
def twins() -> Vectors:
    """Sets of near twins along a few directions, as the products of a catalogue lie."""
    draw = np.random.default_rng(3)
    spread = np.exp(-np.arange(DIMENSION) / 8)
    sets = draw.standard_normal((COUNT, DIMENSION)) * spread
    return _unit(
        np.repeat(sets, 8, axis=0) + 0.3 * spread * draw.standard_normal((8 * COUNT, DIMENSION))
    )


@pytest.mark.parametrize(
    ("limit", "share"),
    [("graph", 1), ("graph", 0.4), ("graph", 0.05), ("cells", 1), ("cells", 0.05)],
)
def test_codes_find_what_whole_vectors_do(
    limit: str, share: float, twins: Vectors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faiss, "EXACT", 0)
    monkeypatch.setattr(faiss, "WALK", 0)
    monkeypatch.setattr(faiss, "GRAPH", len(twins) if limit == "graph" else 0)
    monkeypatch.setattr(faiss, "PROBED", 1 / 8)  # its cells hold a hundredth of what they will
    faiss.FaissIndex.build(twins).save(tmp_path)
    opened = faiss.FaissIndex.load(tmp_path)
    allowed = np.random.default_rng(1).random(len(twins)) < share
    found = 0
    for query in twins[::100]:
        exact = np.where(allowed, twins @ query, -2.0)
        rows, cosines = opened.search(query, TOP_K, None if share == 1 else allowed)
        assert allowed[rows].all()
        assert cosines == pytest.approx(exact[rows], abs=1e-6)
        found += len(np.intersect1d(rows[:10], np.argsort(-exact)[:10]))
    assert found >= 0.98 * 10 * len(twins[::100])


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return unit.astype(np.float32)
