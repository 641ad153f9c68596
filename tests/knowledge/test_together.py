"""Bought together: what many bought in one order, by item group, up to date with the orders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.generation import bought_together
from knowledge.importing import import_files
from knowledge.knowledge import Knowledge
from knowledge.patching import patch_files
from knowledge.together import pairs

BAKERS = [f"{name}@example.com" for name in ("ada", "bo", "cy", "di", "ed", "flo", "gus", "hal")]


def test_a_pair_counts_where_enough_customers_bought_both() -> None:
    baskets = [
        *((buyer, {"tin", "flour"}) for buyer in BAKERS[:3]),
        *((BAKERS[0], {"tin", "whisk"}) for _ in range(6)),
        *((buyer, {"tin", "sieve"}) for buyer in BAKERS[3:5]),
        (BAKERS[5], {"tin"}),
    ]
    found = {(pair.group, pair.other): pair for pair in pairs(baskets, customers=3)}
    assert set(found) == {("tin", "flour"), ("flour", "tin")}
    assert (found["tin", "flour"].together, found["tin", "flour"].orders) == (3, 12)
    assert (found["flour", "tin"].together, found["flour", "tin"].orders) == (3, 3)
    both = {(pair.group, pair.other) for pair in pairs(baskets, customers=2)}
    assert both - set(found) == {("tin", "sieve"), ("sieve", "tin")}


def test_what_belongs_together_comes_before_what_everybody_buys() -> None:
    baskets = [
        *((buyer, {"tin", "liner", "bag"}) for buyer in BAKERS[:4]),
        *((buyer, {"bag", f"book {number}"}) for number, buyer in enumerate(BAKERS * 5)),
        *((buyer, {"tin", "flour"}) for buyer in BAKERS[4:]),
    ]
    others = [pair.other for pair in pairs(baskets, customers=3) if pair.group == "tin"]
    # Bags are bought with nearly everything, and with tins less often than that.
    assert others == ["flour", "liner"] or others == ["liner", "flour"]


def test_an_order_of_a_whole_shop_says_nothing() -> None:
    everything = {f"thing {number}" for number in range(60)}
    assert pairs([(buyer, everything) for buyer in BAKERS], customers=3) == []
    assert pairs([], customers=3) == []


def _order(number: int, *ids: str, status: str = "delivered") -> dict[str, Any]:
    lines = [{"product_id": id, "title": id, "quantity": 1, "price": 5} for id in ids]
    return {
        "kind": "order", "id": f"B-{number}", "email": BAKERS[number % len(BAKERS)], "status": status,
        "date": "2026-05-01", "currency": "EUR", "total": 5 * len(ids), "lines": lines,
    }  # fmt: skip


def _product(id: str, title: str, **more: Any) -> dict[str, Any]:
    return {"kind": "product", "id": id, "title": title, "price": 5, "currency": "EUR", **more}


GOODS = [
    _product("TIN-20", "Loaf Tin - 20 cm", item_group_id="TIN", size="20 cm"),
    _product("TIN-30", "Loaf Tin - 30 cm", item_group_id="TIN", size="30 cm"),
    _product("LINER", "Paper Liners"),
    _product("YEAST", "Dry Yeast", availability="out_of_stock"),
    _product("RACK", "Cooling Rack"),
]
ORDERS = [
    _order(1, "TIN-20", "LINER", "YEAST"),
    _order(2, "TIN-30", "LINER", "YEAST"),
    _order(3, "TIN-20", "TIN-30", "LINER", "YEAST", "GONE"),
    _order(4, "TIN-20", "RACK"),
    _order(5, "TIN-20", "RACK"),
    _order(6, "TIN-20", "RACK", status="cancelled"),
]


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    _write(tmp_path / "goods.jsonl", GOODS)
    _write(tmp_path / "orders.jsonl", ORDERS)
    import_files(tmp_path / "store", [tmp_path / "goods.jsonl", tmp_path / "orders.jsonl"])
    return tmp_path


def _write(path: Path, records: list[dict[str, Any]]) -> None:
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")


def _with_tins(knowledge: Knowledge) -> list[tuple[str, int, int]]:
    tins = knowledge.products(["TIN-30"])
    return [(one.product.id, one.together, one.orders) for one in knowledge.companions(tins)]


def test_variants_count_as_one_and_only_what_can_be_had_is_told(bakery: Path) -> None:
    knowledge = Knowledge.open(bakery / "store")
    assert _with_tins(knowledge) == [("LINER", 3, 5)]
    (companion,) = knowledge.companions(knowledge.products(["TIN-30"]))
    answer = bought_together([companion], 0)
    assert "3 of the 5 orders" in answer.text
    assert {source.id for source in answer.sources} == {"TIN-30", "LINER"}
    assert not any(buyer in f"{answer}" for buyer in BAKERS)


def test_new_orders_count_at_once_and_new_prices_change_nothing(bakery: Path) -> None:
    knowledge = Knowledge.open(bakery / "store")
    version = (bakery / "store" / "CURRENT").read_text()
    _write(bakery / "new.jsonl", [_order(7, "TIN-30", "RACK")])
    import_files(bakery / "store", [bakery / "new.jsonl"])
    assert (bakery / "store" / "CURRENT").read_text() == version
    assert _with_tins(knowledge) == [("LINER", 3, 6), ("RACK", 3, 6)]
    (bakery / "patch.csv").write_text("id,price\nRACK,4\nTIN-20,6\n")
    patch_files(bakery / "store", [bakery / "patch.csv"])
    assert _with_tins(knowledge) == [("LINER", 3, 6), ("RACK", 3, 6)]
    _write(bakery / "orders.jsonl", ORDERS[:1])
    import_files(bakery / "store", [bakery / "orders.jsonl"])
    assert _with_tins(knowledge) == []


def test_a_catalogue_imported_anew_takes_its_groups_along(bakery: Path) -> None:
    apart = [{**one, "item_group_id": ""} for one in GOODS]
    _write(bakery / "goods.jsonl", [*apart, _product("BOOK", "Bread Book")])
    import_files(bakery / "store", [bakery / "goods.jsonl"])
    knowledge = Knowledge.open(bakery / "store")
    # Of its own, either tin was bought with liners by two customers only.
    assert _with_tins(knowledge) == []


def test_what_is_in_the_cart_is_not_told_again(bakery: Path) -> None:
    knowledge = Knowledge.open(bakery / "store")
    tins = knowledge.products(["TIN-30"])
    assert knowledge.companions(tins, without=["LINER"]) == []
    assert knowledge.companions([*tins, *knowledge.products(["LINER"])]) == []
