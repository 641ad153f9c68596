"""Similar products: of its kind, never itself, holding what is wished, for reasons in the records."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal

import pytest

from knowledge.catalog import Product
from knowledge.constraints import Constraints
from knowledge.generation import similar
from knowledge.importing import import_files
from knowledge.knowledge import Knowledge
from knowledge.query.alike import pointing, wishes

# id, title, brand, leaf category, price, availability, and what else a record says
GOODS = [
    ("L1-W", "Tallow Reading Lamp - White", "Tallow", "Desk lamps", 40, "in_stock",
     {"color": "White", "item_group_id": "L1", "attributes": {"Weight": "1.2 kg", "Dimmable": True, "Socket": "E27"}}),
    ("L1-B", "Tallow Reading Lamp - Black", "Tallow", "Desk lamps", 40, "in_stock",
     {"color": "Black", "item_group_id": "L1", "attributes": {"Weight": "1.2 kg", "Dimmable": True, "Socket": "E27"}}),
    ("L1-X", "Lamp, reading, TALLOW (green)", "Tallow", "Desk lamps", 38, "in_stock", {"color": "Green"}),
    ("L2", "Tallow Study Lamp", "Tallow", "Desk lamps", 44, "in_stock",
     {"color": "Green", "attributes": {"Weight": "2 kg", "Dimmable": True, "Socket": "E27"}}),
    ("L2-again", "Tallow study lamp", "Tallow", "Desk lamps", 43, "in_stock", {"color": "Green"}),
    ("L3", "Brightwater Clamp Lamp X100", "Brightwater", "Desk lamps", 30, "in_stock",
     {"color": "Navy", "attributes": {"Weight": "0.8 kg", "Dimmable": False, "Socket": "GU10"}}),
    ("L4", "Brightwater Clamp Lamp X200", "Brightwater", "Desk lamps", 60, "in_stock",
     {"color": "Black", "attributes": {"Weight": "0.9 kg", "Dimmable": True, "Socket": "GU10"}}),
    ("L5", "Tallow Reading Lamp, brass arm", "Tallow", "Desk lamps", 41, "out_of_stock",
     {"color": "White", "attributes": {"Weight": "1.2 kg", "Dimmable": True, "Socket": "E27"}}),
    ("S1", "Moor Merino Blanket", "Moor", "Blankets", 90, "in_stock", {"color": "Grey"}),
    ("S2", "Candlewick Wall Hook Set", "Moor", "Hooks", 12, "in_stock", {}),
]  # fmt: skip


@pytest.fixture(scope="module")
def lamps(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """A small shop for the home."""
    folder = tmp_path_factory.mktemp("lamps")
    names = ("id", "title", "brand", "category", "price", "availability")
    lines = [
        {"kind": "product", "currency": "GBP", **dict(zip(names, row[:6], strict=True)), **row[6]}
        for row in GOODS
    ]
    for line in lines:
        line["category"] = f"Home > {line['category']}"
    (folder / "shop.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    import_files(folder / "store", [folder / "shop.jsonl"])
    return Knowledge.open(folder / "store")


@pytest.fixture
def lamp(lamps: Knowledge) -> Product:
    return lamps.products(["L1-W"])[0]


def test_neither_itself_nor_what_is_called_the_same_is_similar(
    lamps: Knowledge, lamp: Product
) -> None:
    found = [one.product.id for one in lamps.similar(lamp, top_k=10)]
    assert not {"L1-W", "L1-B", "L1-X"} & set(found)
    # Two records of one lamp are one; two models of a series are two.
    assert len({"L2", "L2-again"} & set(found)) == 1
    assert {"L3", "L4"} <= set(found)
    assert not {"S1", "S2"} & set(found)


def test_what_can_be_had_comes_first_and_then_the_most_alike(
    lamps: Knowledge, lamp: Product
) -> None:
    found = [one.product.id for one in lamps.similar(lamp)]
    assert found[0] in ("L2", "L2-again")
    assert found[-1] == "L5"
    assert [one.product.id for one in lamps.similar(lamp, offset=1)] == found[1:]


Holds = Callable[[Product, Product], bool]
WISHES: dict[str, Holds] = {
    "something like this but cheaper": lambda one, it: one.offer_price < it.offer_price,  # type: ignore[operator]
    "similar but from another brand": lambda one, it: one.brand != it.brand,
    "anything comparable by someone else?": lambda one, it: one.brand != it.brand,
    "like that one, the same brand please": lambda one, it: one.brand == it.brand,
    "more like it under 45": lambda one, it: one.offer_price <= 45,  # type: ignore[operator]
    "an alternative at about the same price": lambda one, it: (
        abs(one.offer_price - it.offer_price)  # type: ignore[operator]
        <= it.offer_price * Decimal("0.2")
    ),  # type: ignore[operator]
}


@pytest.mark.parametrize("message", WISHES)
def test_wishes_hold_of_everything_that_is_shown(
    lamps: Knowledge, instruments: Knowledge, wine: Knowledge, message: str
) -> None:
    shown = 0
    for knowledge in (lamps, instruments, wine):
        for product in knowledge.store.all_products():
            wanted = wishes(message, product, knowledge.parse)
            for one in knowledge.similar(product, wanted):
                assert WISHES[message](one.product, product), (product.title, one.product.title)
                shown += 1
    assert shown >= 10


@pytest.mark.parametrize(
    ("message", "ids"),
    [
        ("like the white one but in blue", ["L3"]),
        ("similar to the Tallow lamp but lighter", ["L3", "L4"]),
        ("something like this, dimmable, not by Tallow", ["L4"]),
        ("similar lamps under 35", ["L3"]),
        ("blankets like that one", ["S1"]),
    ],
)
def test_what_points_at_a_product_is_no_wish(
    lamps: Knowledge, lamp: Product, message: str, ids: list[str]
) -> None:
    found = lamps.similar(lamp, wishes(message, lamp, lamps.parse))
    assert sorted(one.product.id for one in found) == ids


def test_an_order_that_is_wished_comes_before_likeness(lamps: Knowledge, lamp: Product) -> None:
    lightest = wishes("like this but the lightest", lamp, lamps.parse)
    assert [one.product.id for one in lamps.similar(lamp, lightest)][:2] == ["L3", "L4"]


def test_a_wish_adds_to_those_before(lamps: Knowledge, lamp: Product) -> None:
    first = wishes("something like it from another brand", lamp, lamps.parse)
    both = wishes("cheaper", lamp, lamps.parse, first)
    assert [one.product.id for one in lamps.similar(lamp, both)] == ["L3"]


def test_the_words_that_point_end_where_a_wish_begins() -> None:
    assert pointing("anything like the Tallow lamp but cheaper") == "the Tallow lamp"
    assert pointing("similar to the second one in blue") == "the second one"
    assert pointing("any alternatives?") == ""


def test_every_reason_is_in_the_records(lamps: Knowledge, lamp: Product) -> None:
    alike = lamps.similar(lamp)
    answer = similar(lamp, alike, Constraints(), None, 0)
    lines = {
        one.product.id: line for one, line in zip(alike, answer.text.split("\n")[1:], strict=True)
    }
    assert "£10.00 less" in lines["L3"]
    assert "lighter (0.8 kg, not 1.2 kg)" in lines["L3"]
    assert "£20.00 more" in lines["L4"]
    assert "also by Tallow" in lines["L5"]
    assert "socket (E27)" in lines["L5"]
    assert "out of stock" in lines["L5"]
    assert {source.id for source in answer.sources} == {"L1-W", *lines}


def test_where_only_the_product_itself_comes_so_that_is_said(
    lamps: Knowledge, lamp: Product
) -> None:
    wanted = wishes("like this in black under 45", lamp, lamps.parse)
    alike, version = lamps.similar(lamp, wanted), lamps.version(lamp, wanted)
    assert alike == []
    assert version is not None
    assert version.id == "L1-B"
    text = similar(lamp, alike, wanted, version, 0).text
    assert "Tallow Reading Lamp - Black, £40.00" in text
    none = wishes("like this in pink", lamp, lamps.parse)
    assert lamps.version(lamp, none) is None
    assert "nothing" in similar(lamp, lamps.similar(lamp, none), none, None, 0).text
