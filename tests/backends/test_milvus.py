"""Vectors in Milvus: milvus-lite behind an address, as a cluster is, and in a file."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from prometheus_client import REGISTRY

from knowledge import milvus
from knowledge.constraints import Constraints, Range
from knowledge.database import StoreError
from knowledge.importing import import_files
from knowledge.index import dense
from knowledge.index.dense.milvus import LISTED, MilvusIndex
from knowledge.knowledge import Knowledge
from knowledge.versions import current
from tests.backends import servers
from tests.backends.conftest import Import, Set
from tests.bot.conftest import AISLE
from tests.conftest import SHOPS

PRODUCTS = "id,title,price,currency\na,Oak desk,100,EUR\nb,Ash stool,40,EUR\n"
QUERIES = ("something to play in an orchestra", "cheap piano", "strings", "gift for a child", "amp")


@pytest.fixture
def in_milvus(set_: Set, milvus_uri: str) -> None:
    """Vectors go into Milvus, records stay in SQLite."""
    set_(AISLE_DATABASE_URL=None, AISLE_MILVUS_URI=milvus_uri)


def _faults() -> float:
    return REGISTRY.get_sample_value("aisle_dense_index_faults_total") or 0.0


def _collection(version: Path) -> str:
    return (version / "index" / "dense" / milvus.COLLECTION).read_text()


def test_what_milvus_finds_is_what_faiss_finds(set_: Set, milvus_uri: str, tmp_path: Path) -> None:
    opened = {}
    for name, uri in (("faiss", None), ("milvus", milvus_uri)):
        set_(AISLE_MILVUS_URI=uri)
        import_files(tmp_path / name, [SHOPS / "instruments"])
        opened[name] = Knowledge.open(tmp_path / name)
    assert isinstance(opened["milvus"].index.dense, MilvusIndex)
    wishes = [
        Constraints(query=query, price=price)
        for query in QUERIES
        for price in (Range(), Range(max=200), Range(min=1e6))
    ]
    for wish in wishes:
        ours, theirs = (knowledge.search(wish) for knowledge in (opened["milvus"], opened["faiss"]))
        assert [hit.id for hit in ours.hits] == [hit.id for hit in theirs.hits]
        assert [hit.score for hit in ours.hits] == pytest.approx([hit.score for hit in theirs.hits])
    for product in list(opened["faiss"].store.all_products())[:5]:
        ours, theirs = (
            knowledge.similar(product, Constraints())
            for knowledge in (opened["milvus"], opened["faiss"])
        )
        assert [one.product.id for one in ours] == [one.product.id for one in theirs]


@pytest.mark.usefixtures("in_milvus")
@pytest.mark.parametrize("share", [0.01, 0.5, 0.9])
@pytest.mark.parametrize("is_near", [True, False])
def test_any_filter_gives_what_comparing_with_each_vector_gives(
    share: float, is_near: bool, many: tuple[dense.DenseIndex, np.ndarray]
) -> None:
    index, vectors = many
    exact = vectors @ vectors[5]
    order = np.argsort(-exact if is_near else exact)
    allowed = np.zeros(len(vectors), bool)
    allowed[order[: int(share * len(vectors))]] = True
    rows, cosines = index.search(vectors[5], 50, allowed)
    expected = np.argsort(np.where(allowed, -exact, 2), kind="stable")[:50]
    assert rows.tolist() == expected.tolist()
    assert cosines == pytest.approx(exact[expected], abs=1e-6)


@pytest.fixture(scope="module")
def many(
    milvus_uri: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[dense.DenseIndex, np.ndarray]]:
    """More vectors than a filter names, in random directions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AISLE_MILVUS_URI", milvus_uri)
        from knowledge.settings import settings

        settings.cache_clear()
        drawn = np.random.default_rng(3).standard_normal((3 * LISTED, 16)).astype(np.float32)
        vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
        folder = tmp_path_factory.mktemp("many")
        dense.save(dense.build(vectors), folder)
        yield dense.load(folder), vectors
        settings.cache_clear()


@pytest.mark.slow
@pytest.mark.usefixtures("in_milvus")
def test_a_version_has_a_collection_until_nobody_reads_it(shop: Import) -> None:
    store = shop(PRODUCTS)
    first = _collection(current(store))
    opened = Knowledge.open(store)
    shop(PRODUCTS + "c,Pine shelf,60,EUR\n")
    assert opened.retrieve("furniture to write at").hits[0].id == "a"
    assert Knowledge.open(store).retrieve("put books on it").hits[0].id == "c"
    shop(PRODUCTS + "d,Elm bench,80,EUR\n")
    held = milvus.client().list_collections()
    assert first not in held
    assert _collection(current(store)) in held


@pytest.mark.slow
@pytest.mark.usefixtures("in_milvus")
def test_what_a_killed_import_left_is_dropped_by_the_next(shop: Import) -> None:
    store = shop(PRODUCTS)
    shop(PRODUCTS + "c,Pine shelf,60,EUR\n")
    left = _collection(current(store))
    (store / "CURRENT").write_text("versions/000001")  # as if it had been killed before it said so
    shop(PRODUCTS + "d,Elm bench,80,EUR\n")
    assert left not in milvus.client().list_collections()
    assert Knowledge.open(store).retrieve("bench").hits[0].id == "d"


@pytest.mark.slow
def test_vectors_move_with_the_next_import(set_: Set, milvus_uri: str, shop: Import) -> None:
    set_(AISLE_MILVUS_URI=None)
    store = shop(PRODUCTS)
    set_(AISLE_MILVUS_URI=milvus_uri)
    shop(PRODUCTS)
    index = Knowledge.open(store).index.dense
    assert isinstance(index, MilvusIndex)
    set_(AISLE_MILVUS_URI=None)
    with pytest.raises(StoreError, match="are in Milvus; set AISLE_MILVUS_URI"):
        Knowledge.open(store)
    set_(AISLE_MILVUS_URI=milvus_uri, AISLE_DENSE_INDEX="faiss")
    vectors = index.vectors(np.arange(2))
    shop(PRODUCTS)
    assert np.array_equal(Knowledge.open(store).index.dense.vectors(np.arange(2)), vectors)


@pytest.mark.slow
def test_keywords_answer_while_milvus_does_not(set_: Set, shop: Import) -> None:
    set_(AISLE_DATABASE_URL=None)
    with servers.milvus() as uri:
        set_(AISLE_MILVUS_URI=uri)
        opened = Knowledge.open(shop(PRODUCTS))
        assert opened.retrieve("furniture to write at").hits[0].id == "a"
    faults = _faults()
    assert [hit.id for hit in opened.retrieve("desk").hits] == ["a"]
    assert [hit.id for hit in opened.search(Constraints(query="stool")).hits] == ["b"]
    (desk,) = opened.products(["a"])
    assert opened.similar(desk, Constraints()) == []
    assert _faults() == faults + 3
    with pytest.raises(StoreError, match=r"does not answer .*; start it, or check the address"):
        Knowledge.open(opened.folder.parent.parent)


@pytest.mark.slow
@pytest.mark.usefixtures("in_milvus")
def test_a_dropped_collection_is_named(shop: Import) -> None:
    store = shop(PRODUCTS)
    name = _collection(current(store))
    milvus.client().drop_collection(name)
    with pytest.raises(StoreError, match=f"has no collection {name}"):
        Knowledge.open(store)


@pytest.mark.slow
def test_a_file_serves_one_process_and_the_other_is_told(
    set_: Set, shop: Import, tmp_path: Path
) -> None:
    set_(AISLE_DATABASE_URL=None, AISLE_MILVUS_URI=str(tmp_path / "vectors.db"))
    store = shop(PRODUCTS)
    assert Knowledge.open(store).retrieve("furniture to write at").hits[0].id == "a"
    command = [AISLE, "search", "desk", "--store", str(store)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert "a file serves one process at a time" in done.stderr
