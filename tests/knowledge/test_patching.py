"""New prices and stock for products that are known, without importing the catalogue again."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from knowledge.catalog import CatalogError
from knowledge.constraints import Constraints, Range
from knowledge.importing import import_files
from knowledge.knowledge import Knowledge, StoreError
from knowledge.patching import patch_files
from knowledge.report import Report

GOODS: list[dict[str, Any]] = [
    {"id": "T-RED", "item_group_id": "T", "title": "Trowel, red", "price": 12.5, "stock": 3},
    {"id": "T-BLUE", "item_group_id": "T", "title": "Trowel, blue", "price": 12.5, "stock": 0},
    {"id": "HOSE", "title": "Garden hose", "price": 30, "sale_price": 25, "stock": 8},
    {"id": "SEED", "title": "Seeds", "price": 2, "availability": "preorder"},
    {"id": "SHED", "title": "Shed"},
]

Patch = Callable[..., Report]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The goods in dollars, imported to ``store`` beside them."""
    path = tmp_path_factory.mktemp("garden") / "goods.jsonl"
    path.write_text("\n".join(map(json.dumps, GOODS)))
    import_files(path.parent / "store", [path], currency="USD")
    return path


@pytest.fixture
def shop(catalogue: Path) -> Knowledge:
    """The shop as its catalogue has it, opened before it is patched."""
    import_files(catalogue.parent / "store", [catalogue], currency="USD")
    return Knowledge.open(catalogue.parent / "store")


@pytest.fixture
def patch(shop: Knowledge, tmp_path: Path) -> Patch:
    """Patches the shop from a text, and has it look."""

    def patch(text: str, name: str = "patch.csv", **options: Any) -> Report:
        (tmp_path / name).write_text(text, encoding="utf-8")
        report = patch_files(shop.folder.parent.parent, [tmp_path / name], **options)
        shop.refresh()
        return report

    return patch


def _offer(shop: Knowledge, id: str) -> tuple[str | None, ...]:
    (product,) = shop.products([id])
    prices = (None if p is None else str(p) for p in (product.price, product.sale_price))
    return (*prices, product.availability, str(product.quantity))


def test_a_price_is_shown_filtered_and_sorted_by_at_once(shop: Knowledge, patch: Patch) -> None:
    report = patch("id,price\nHOSE,8.75\n")
    assert (report.patched, report.unchanged, report.rejected) == (1, 0, [])
    assert _offer(shop, "HOSE") == ("8.75", None, "in_stock", "8")  # no sale above the price
    cheap = shop.search(Constraints(price=Range(max=10), sort="price_desc")).hits
    assert [hit.id for hit in cheap] == ["HOSE", "SEED"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.csv", "sku;Preis;Lager\nHOSE;28,50;0\nSEED;;5\n"),
        ("p.tsv", "id\tprice\tquantity\nHOSE\t28.50\t0\nSEED\t\t5\n"),
        ("p.jsonl", '{"id": "HOSE", "price": 28.5, "stock": 0}\n{"id": "SEED", "stock": 5}\n'),
        ("p.json", '{"items": [{"id": "HOSE", "price": "28.50 USD", "stock": 0},'
         ' {"id": "SEED", "price": null, "stock": 5}]}'),
    ],
)  # fmt: skip
def test_any_table_is_a_patch_and_an_empty_cell_changes_nothing(
    shop: Knowledge, patch: Patch, name: str, text: str
) -> None:
    assert patch(text, name).patched == 2
    price, sale, *stock = _offer(shop, "HOSE")
    assert (Decimal(price or 0), sale, stock) == (Decimal("28.5"), "25", ["out_of_stock", "0"])
    assert _offer(shop, "SEED") == ("2", None, "preorder", "5")  # still not to be had at once


@pytest.mark.parametrize(
    ("row", "offer"),
    [
        ("sale_price\nHOSE,20", ("30", "20", "in_stock", "8")),
        ("sale_price\nHOSE,-", ("30", None, "in_stock", "8")),
        ("sale_price\nHOSE,none", ("30", None, "in_stock", "8")),
        ("compare_at_price,price\nHOSE,40,35", ("40", "35", "in_stock", "8")),
        ("quantity\nHOSE,0", ("30", "25", "out_of_stock", "0")),
        ("quantity\nT-BLUE,4", ("12.5", None, "in_stock", "4")),
        ("availability\nHOSE,sold out", ("30", "25", "out_of_stock", "0")),
        ("availability\nT-BLUE,in stock", ("12.5", None, "in_stock", "None")),
        ("availability\nT-BLUE,12", ("12.5", None, "in_stock", "12")),
        ("availability\nT-BLUE,10+", ("12.5", None, "in_stock", "None")),
        ("availability,quantity\nSEED,in_stock,40", ("2", None, "in_stock", "40")),
        ("price\nSHED,199", ("199", None, None, "None")),
    ],
)
def test_sales_and_stock(
    shop: Knowledge, patch: Patch, row: str, offer: tuple[str | None, ...]
) -> None:
    columns, _, cells = row.partition("\n")
    assert patch(f"id,{columns}\n{cells}\n").rejected == []
    assert _offer(shop, cells.partition(",")[0]) == offer


def test_an_item_group_is_patched_as_a_whole_and_later_rows_win(
    shop: Knowledge, patch: Patch
) -> None:
    report = patch("item_group_id,id,price\nT,,10\n,T-RED,11\n")
    assert (report.patched, report.rejected) == (2, [])
    assert [_offer(shop, id)[0] for id in ("T-RED", "T-BLUE")] == ["11", "10"]


def test_what_is_stored_just_so_counts_as_unchanged(shop: Knowledge, patch: Patch) -> None:
    assert patch("id,price\nT-RED,12.50\nHOSE,30\n").unchanged == 2
    assert patch("id,price\nHOSE,31\n").unchanged == 0


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("NONE,1,,", "no product 'NONE' in the store; check it, or import it first"),
        (",1,,", "it names no product; fill in its id or its item_group_id"),
        ("HOSE,call us,,", "the price 'call us' is no number; write it as 12.50"),
        ("HOSE,-4,,", "the price '-4' is negative; give what the product costs"),
        ("HOSE,28 EUR,,", "the price is in EUR and the product in USD; import the catalogue to"),
        ("HOSE,20,22,", "the sale price 22 is above the price 20; check both"),
        ("HOSE,,,plenty", "the stock 'plenty' is no number of pieces and none of in_stock, out_of"),
        ("HOSE,1,2,3,4", "5 cells under 4 columns; quote text that holds the delimiter"),
    ],
)
def test_a_wrong_row_is_refused_by_its_line_and_the_others_count(
    shop: Knowledge, patch: Patch, row: str, reason: str
) -> None:
    report = patch(f"id,price,sale_price,stock\nSEED,3,,\n{row}\nSHED,199,,\n")
    (rejected,) = report.rejected
    assert (rejected.line, report.patched) == (3, 2)
    assert reason in rejected.reason
    assert (_offer(shop, "SEED")[0], _offer(shop, "SHED")[0]) == ("3", "199")
    assert _offer(shop, "HOSE") == ("30", "25", "in_stock", "8")


@pytest.mark.parametrize(
    ("text", "options", "reason"),
    [
        ("id,price\nNONE,1\nNOR,2\n", {}, "nothing usable in it (2 rows refused: no product 'NONE"),
        ("id,colour\nHOSE,red\n", {}, "no column to patch with; name one price, sale_price"),
        ("hose,cost\nHOSE,4\n", {}, "no column looks like the id of a product"),
        ("id,price\nHOSE,4\n", {"mapping": {"prize": "price"}}, "--map prize=...: unknown field"),
        ("id,price\nHOSE,4\n", {"mapping": {"price": "VK"}}, "no column 'VK' for the field price"),
        ("id,price\nHOSE,4\n", {"currency": "dollars"}, "--currency dollars: not an ISO 4217"),
        ("id,price\nHOSE,4\n", {"currency": "EUR"}, "the price is in EUR and the product in USD"),
        ("", {}, "the file is empty; export it again"),
    ],
)
def test_a_patch_that_cannot_be_used_changes_nothing(
    shop: Knowledge, patch: Patch, text: str, options: dict[str, Any], reason: str
) -> None:
    with pytest.raises(CatalogError) as refusal:
        patch(text, **options)
    assert reason in str(refusal.value)
    assert _offer(shop, "HOSE") == ("30", "25", "in_stock", "8")


def test_columns_are_named_and_shown_as_in_an_import(shop: Knowledge, patch: Patch) -> None:
    report = patch("Nr;VK USD;Note\nHOSE;27;x\n", mapping={"id": "Nr", "price": "VK USD"})
    assert _offer(shop, "HOSE")[0] == "27"
    assert report.columns[0].fields == {"id": "Nr", "price": "VK USD", "rating": "Note"}


def test_without_a_store_there_is_nothing_to_patch(tmp_path: Path) -> None:
    (tmp_path / "patch.csv").write_text("id,price\nHOSE,1\n")
    with pytest.raises(StoreError, match="no store here; import a catalogue"):
        patch_files(tmp_path / "store", [tmp_path / "patch.csv"])


def test_the_next_import_says_what_the_catalogue_says(
    shop: Knowledge, patch: Patch, catalogue: Path
) -> None:
    patch("id,price\nHOSE,1\n")
    assert import_files(shop.folder.parent.parent, [catalogue], currency="USD").unchanged == 4
    shop.refresh()
    assert _offer(shop, "HOSE")[0] == "30"
