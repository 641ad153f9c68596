"""A store made by an embeddings server: searched while it answers, and when it does not any more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from structlog.typing import EventDict

from knowledge.constraints import Constraints
from knowledge.embeddings import EmbeddingError
from knowledge.embeddings.choice import FAULTS
from knowledge.importing import import_files, reembed
from knowledge.knowledge import Knowledge, StoreError
from tests.knowledge.embeddings.conftest import Use
from tests.knowledge.embeddings.servers import EmbeddingServer


@pytest.fixture
def store(goods: Path, tmp_path: Path, server: EmbeddingServer, use: Use) -> Path:
    use("openai", model="embed-small", base_url=server.url, api_key="sk-test", timeout="20")
    import_files(tmp_path / "store", [goods])
    return tmp_path / "store"


def _ids(knowledge: Knowledge, query: str, mode: str = "hybrid") -> list[str]:
    return [hit.id for hit in knowledge.retrieve(query, mode=mode).hits]


def _faults() -> float:
    (metric,) = FAULTS.collect()
    return metric.samples[0].value


def test_products_are_found_by_the_servers_vectors(store: Path, server: EmbeddingServer) -> None:
    knowledge = Knowledge.open(store)
    assert knowledge.index.dense.vectors([0]).shape == (1, server.dimension)
    # "tentlike" is no word of the catalogue's, and near to "tent" in the server's eyes alone.
    assert _ids(knowledge, "tentlike", "lexical") == []
    assert set(_ids(knowledge, "tentlike", "dense")[:2]) == {"T1", "T2"}
    assert {asked["model"] for asked in server.asked} == {"embed-small"}
    assert set(server.keys) == {"Bearer sk-test"}


@pytest.mark.parametrize("common", [0.1, 2.0])
def test_what_is_near_is_found_whatever_a_models_cosines_are_like(
    goods: Path, tmp_path: Path, server: EmbeddingServer, use: Use, common: float
) -> None:
    server.common = common
    use("openai", model="embed-small", base_url=server.url)
    import_files(tmp_path / "store", [goods])
    knowledge = Knowledge.open(tmp_path / "store")
    found = knowledge.search(Constraints(query="tentlike"))
    assert {hit.id for hit in found.hits} == {"T1", "T2"}
    assert knowledge.search(Constraints(query="violin strings")).hits == ()


def test_a_query_is_asked_once(store: Path, server: EmbeddingServer) -> None:
    knowledge = Knowledge.open(store)
    before = len(server.asked)
    for _ in range(3):
        knowledge.retrieve("kettle")
    assert len(server.asked) == before + 1


def test_a_server_that_dies_while_serving_leaves_keywords(
    store: Path, server: EmbeddingServer, logs: list[EventDict]
) -> None:
    knowledge = Knowledge.open(store)
    assert _ids(knowledge, "camp kettle")[0] == "K1"
    server.close()
    before = _faults()
    assert _ids(knowledge, "sleeping bag") == ["S1"]
    found = knowledge.search(Constraints(query="family tent"))
    assert [hit.id for hit in found.hits] == ["T2"]
    assert _faults() == before + 2
    assert [line["event"] for line in logs] == ["a query is answered by keywords alone"] * 2
    assert not any("sleeping" in str(line) for line in logs)


@pytest.mark.parametrize(
    "fault", [500, 401, b"not json", b'{"data": [{"index": 0}]}', b'{"data": 1}']
)
def test_no_fault_of_the_server_reaches_the_shopper(
    store: Path, server: EmbeddingServer, logs: list[EventDict], fault: Any
) -> None:
    knowledge = Knowledge.open(store)
    server.faults = [fault]
    before = _faults()
    assert _ids(knowledge, "enamel kettle") == ["K1"]
    assert _faults() == before + 1
    assert [line["log_level"] for line in logs] == ["warning"]
    assert "kettle" not in str(logs)  # what the server said of it quotes the shopper


def test_a_server_that_says_nothing_is_not_waited_for(
    store: Path, server: EmbeddingServer, use: Use
) -> None:
    use("openai", model="embed-small", base_url=server.url, timeout="0.2")
    server.faults = [None]
    before = _faults()
    assert _ids(Knowledge.open(store), "enamel kettle") == ["K1"]
    assert _faults() == before + 1


def test_a_server_that_does_not_answer_is_left_in_peace_for_a_while(
    store: Path, server: EmbeddingServer
) -> None:
    knowledge = Knowledge.open(store)
    server.faults = [503]
    before = len(server.asked)
    assert _ids(knowledge, "kettle") == ["K1"]
    assert _ids(knowledge, "frying pan") == ["K2"]
    assert len(server.asked) == before + 1


def test_an_import_outlasts_a_short_fault(
    goods: Path, tmp_path: Path, server: EmbeddingServer, use: Use
) -> None:
    use("openai", model="embed-small", base_url=server.url)
    server.faults = [429, 503]
    assert import_files(tmp_path / "store", [goods]).products == 5


@pytest.mark.parametrize(
    ("faults", "said"),
    [
        ([404], "HTTP 404"),
        ([401], "HTTP 401"),
        ([b"<html>"], "something else than vectors"),
    ],
)
def test_an_import_that_fails_says_why_and_leaves_the_store_as_it_was(
    store: Path, goods: Path, server: EmbeddingServer, faults: list[Any], said: str
) -> None:
    current = (store / "CURRENT").read_text()
    goods.write_text("id,title,price\nZ,A new thing,1\n")
    server.faults = faults
    with pytest.raises(EmbeddingError, match=said) as refusal:
        import_files(store, [goods])
    assert "check AISLE_EMBEDDINGS_BASE_URL" in str(refusal.value)
    assert (store / "CURRENT").read_text() == current


def test_settings_that_cannot_be_used_are_named(goods: Path, tmp_path: Path, use: Use) -> None:
    for kind, more, said in (
        ("openai", {}, "needs a model; name it with AISLE_EMBEDDINGS_MODEL"),
        ("openai", {"model": "m"}, "needs OPENAI_API_KEY, or AISLE_EMBEDDINGS_BASE_URL"),
        ("openai", {"model": "m", "base_url": "http://127.0.0.1:9/v1"}, "APIConnectionError"),
        ("word2vec", {}, "unknown; choose one of bundled, sentence-transformers, openai"),
    ):
        use(kind, **more)
        with pytest.raises(EmbeddingError, match=said):
            import_files(tmp_path / "store", [goods])


def test_another_model_under_the_same_name_is_not_mixed_with_the_stores(
    store: Path, goods: Path, server: EmbeddingServer, logs: list[EventDict]
) -> None:
    server.seed = 1
    before = _faults()
    knowledge = Knowledge.open(store)
    assert _ids(knowledge, "kettle") == ["K1"]
    assert "another model by now" in logs[0]["reason"]
    assert _faults() == before + 1
    goods.write_text(goods.read_text() + "N1,Nettle lantern,Lamps,A lamp,19,EUR\n")
    with pytest.raises(EmbeddingError, match="another model by now"):
        import_files(store, [goods])
    reembed(store)
    assert _ids(Knowledge.open(store), "tentlike", "dense")[0] in ("T1", "T2")


def test_the_store_refuses_another_model_until_it_is_embedded_anew(
    store: Path, goods: Path, server: EmbeddingServer, use: Use
) -> None:
    goods.write_text(goods.read_text() + "N1,Nettle lantern,Lamps,A lamp,19,EUR\n")
    for kind, more in (
        ("bundled", {}),
        ("openai", {"model": "embed-large", "base_url": server.url}),
    ):
        use(kind, **more)
        for attempt in (Knowledge.open, lambda folder: import_files(folder, [goods])):
            with pytest.raises(StoreError) as refusal:
                attempt(store)
            assert "embed-small (openai) made its vectors" in str(refusal.value)
            assert f"`aisle import --re-embed --store {store}`" in str(refusal.value)
    use("bundled")
    assert reembed(store).products == 5
    assert _ids(Knowledge.open(store), "shelter for a family", "dense")[0] == "T2"
    assert import_files(store, [goods]).products == 6
