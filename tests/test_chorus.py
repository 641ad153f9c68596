"""A shop that nobody here wrote: 19,406 real electronics products, with what people judged of them.

Its folder is named by AISLE_CHORUS, and lies beside the repository otherwise.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.chorus import FOLDER
from knowledge.constraints import Constraints, Range
from knowledge.importing import Report, import_files
from knowledge.knowledge import Knowledge
from tests.conftest import Say

CHORUS = Path(os.environ.get("AISLE_CHORUS", FOLDER))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1_800),
    pytest.mark.skipif(
        not (CHORUS / "products.jsonl.gz").exists(),
        reason=f"no catalogue at {CHORUS}; AISLE_CHORUS names its folder",
    ),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("chorus") / "store"


@pytest.fixture(scope="module")
def report(store: Path) -> Report:
    """The import of the whole catalogue, its columns recognised by their names."""
    return import_files(store, [CHORUS / "products.jsonl.gz"], currency="USD")


@pytest.fixture(scope="module")
def knowledge(report: Report, store: Path) -> Knowledge:
    return Knowledge.open(store)


@pytest.fixture
def say(
    knowledge: Knowledge,
    store: Path,
    agent: Any,
    loop: asyncio.AbstractEventLoop,
    use_store: Callable[[Path], None],
) -> Say:
    from bot.runtime import turn

    use_store(store)
    return lambda text: loop.run_until_complete(turn(agent, "a shopper at Chorus", text))


def _cards(turn: dict[str, Any]) -> list[dict[str, Any]]:
    return [card for reply in turn["replies"] for card in reply["products"]]


def _text(turn: dict[str, Any]) -> str:
    return " ".join(reply["text"] for reply in turn["replies"])


def test_every_product_is_imported(report: Report, knowledge: Knowledge) -> None:
    assert (report.products, report.rejected) == (19_406, [])
    (mouse,) = knowledge.products(["2675001"])
    assert (mouse.brand, str(mouse.price), mouse.currency) == ("HP", "9.94", "USD")
    assert mouse.attributes["Weight"] == 180


def test_nine_judged_queries_in_ten_find_something_relevant(knowledge: Knowledge) -> None:
    with gzip.open(CHORUS / "queries_dev.jsonl.gz", "rt", encoding="utf-8") as file:
        queries = [json.loads(line) for line in file]
    judged = [query for query in queries if any(query["judged"].values())]
    missed = [
        query["query"]
        for query in judged
        if not any(query["judged"].get(hit.id) for hit in knowledge.retrieve(query["query"]).hits)
    ]
    assert len(judged) > 50
    assert len(missed) / len(judged) <= 0.1, missed


def test_constraints_hold_of_every_hit(knowledge: Knowledge) -> None:
    wanted = Constraints(query="printer", brand=("HP",), price=Range(max=100.0))
    products = knowledge.found(knowledge.search(wanted, top_k=100).hits)
    assert len(products) == 100
    assert {product.brand for product in products} == {"HP"}
    assert all(product.offer_price is not None for product in products)
    assert max(product.offer_price for product in products if product.offer_price) <= 100


def test_a_shopper_searches_narrows_compares_asks_and_fills_the_cart(
    say: Say, knowledge: Knowledge
) -> None:
    found = say("show me a wireless mouse under $40")
    assert found["intent"]["name"] == "search_products"
    assert len(_cards(found)) == 5
    assert all("mouse" in card["title"].lower() for card in _cards(found))
    dearest = max(card["price"] for card in _cards(found))
    assert dearest <= 40

    cheaper = say("cheaper")
    assert cheaper["intent"]["name"] == "refine_search"
    assert len(_cards(cheaper)) >= 2
    assert max(card["price"] for card in _cards(cheaper)) < dearest

    first, second = _cards(cheaper)[:2]
    compared = say("compare the first two")
    assert [card["id"] for card in _cards(compared)] == [first["id"], second["id"]]

    (asked_of,) = knowledge.products([first["id"]])
    answer = say("how heavy is the first one?")
    assert answer["intent"]["name"] == "ask_product"
    assert [card["id"] for card in _cards(answer)] == [first["id"]]
    assert f"{asked_of.attributes['Weight']:g}" in _text(answer)

    say("add the second one to my cart")
    cart = say("what is in my cart?")
    assert [card["id"] for card in _cards(cart)] == [second["id"]]
    assert f"${second['price']:.2f}" in _text(cart)
