"""WooCommerce's product export, as the shop's products."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.catalog import (
    CatalogError,
    Document,
    Order,
    Product,
    Rejected,
    Review,
    files,
    woocommerce,
    woocommerce_columns,
)
from knowledge.catalog.build import Context

TODAY = date(2025, 6, 15)
HEADER = [
    *("ID", "Type", "SKU", "GTIN, UPC, EAN, or ISBN", "Name", "Published", "Is featured?"),
    *("Visibility in catalog", "Short description", "Description", "Date sale price starts"),
    *("Date sale price ends", "Tax status", "In stock?", "Stock", "Backorders allowed?"),
    *("Weight (lbs)", "Length (in)", "Purchase note", "Sale price", "Regular price", "Categories"),
    *("Tags", "Images", "Parent", "Upsells", "External URL", "Cost of goods", "Brands"),
    *("Attribute 1 name", "Attribute 1 value(s)", "Attribute 1 visible", "Attribute 1 global"),
    *("Attribute 2 name", "Attribute 2 value(s)", "Attribute 2 visible", "Meta: _edit_lock"),
    *("Meta: fabric_weight", "Meta: wholesale_price", "Meta: layout", "Meta: pwb-brand"),
]
JUMPER = {
    "ID": "10",
    "Type": "variable",
    "SKU": "jumper",
    "Name": "Fisher Jumper",
    "Published": "1",
    "Visibility in catalog": "visible",
    "Short description": "Warm &amp; dense.",
    "Description": r"<p>Knitted in one piece.</p>\n<p>Wash by hand.</p>",
    "In stock?": "1",
    "Stock": "9",
    "Weight (lbs)": ".5",
    "Length (in)": "0",
    "Categories": r"Sale, Clothing > Jumpers\, thick",
    "Tags": "wool, winter",
    "Images": "https://shop.example/a.jpg, https://shop.example/b.jpg",
    "Attribute 1 name": "Colour",
    "Attribute 1 value(s)": "Navy, Grey",
    "Attribute 1 visible": "1",
    "Attribute 2 name": "Size",
    "Attribute 2 value(s)": "S, M",
    "Attribute 2 visible": "1",
    "Meta: fabric_weight": "420 gsm",
    "Meta: pwb-brand": "Havn",
}
NAVY = {
    "ID": "11",
    "Type": "variation",
    "SKU": "jumper-navy-s",
    "GTIN, UPC, EAN, or ISBN": "4006381333931",
    "Name": "Fisher Jumper - Navy, S",
    "Published": "1",
    "Visibility in catalog": "visible",
    "In stock?": "1",
    "Stock": "3",
    "Regular price": "89,50",
    "Images": "https://shop.example/navy.jpg",
    "Parent": "jumper",
    "Attribute 1 name": "Colour",
    "Attribute 1 value(s)": "Navy",
    "Attribute 2 name": "Size",
    "Attribute 2 value(s)": "S",
}
GREY = NAVY | {
    "ID": "12",
    "SKU": "",
    "Name": "Fisher Jumper - Grey",
    "In stock?": "0",
    "Stock": "",
    "Parent": "id:10",
    "Images": "",
    "Attribute 1 value(s)": "Grey",
    "Attribute 2 value(s)": "",
}
SOAP = {
    "ID": "20",
    "Type": "simple, virtual",
    "SKU": "soap",
    "Name": "Tar Soap",
    "Published": "1",
    "Visibility in catalog": "visible",
    "In stock?": "1",
    "Regular price": "6",
}


def _table(rows: Iterable[dict[str, str]]) -> str:
    text = io.StringIO()
    table = csv.DictWriter(text, HEADER, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def _read(tmp_path: Path, *rows: dict[str, str], context: Context | None = None) -> list[Any]:
    path = tmp_path / "export.csv"
    path.write_text(_table(rows), encoding="utf-8")
    context = context or Context(str(path), "EUR")
    return list(woocommerce.read(path, files.encoding(path), context, TODAY))


def test_variations_take_from_their_product_what_they_lack(tmp_path: Path) -> None:
    navy, grey = _read(tmp_path, JUMPER, NAVY, GREY)
    assert (navy.id, grey.id) == ("jumper-navy-s", "12")
    assert (navy.title, grey.title) == ("Fisher Jumper - Navy, S", "Fisher Jumper - Grey")
    assert {p.name for p in (navy, grey)} == {"Fisher Jumper"}
    for one in (navy, grey):
        assert one.item_group_id == "jumper"
        assert one.description == "Warm & dense.\n\nKnitted in one piece.\nWash by hand."
        assert one.category == ("Clothing", "Jumpers, thick")
        assert one.brand == "Havn"
        assert (one.price, one.currency) == (Decimal("89.50"), "EUR")
        assert one.attributes["Tags"] == ["wool", "winter"]
        assert one.attributes["Weight"] == "0.5 lbs"
        assert one.attributes["Categories"] == ["Sale"]
        assert one.attributes["Fabric weight"] == "420 gsm"
    assert (navy.color, navy.size, navy.gtin) == ("Navy", "S", ("4006381333931",))
    assert (navy.image_link, grey.image_link) == (
        "https://shop.example/navy.jpg",
        "https://shop.example/a.jpg",
    )
    assert (navy.availability, navy.quantity) == ("in_stock", 3)
    assert (grey.availability, grey.quantity) == ("out_of_stock", None)
    # It goes with any size.
    assert (grey.color, grey.size, grey.attributes["Size"]) == ("Grey", "", ["S", "M"])


def test_rows_may_stand_in_any_order(tmp_path: Path) -> None:
    rows = [JUMPER, NAVY, GREY, SOAP]
    expected = {p.id: p for p in _read(tmp_path, *rows)}
    assert set(expected) == {"jumper-navy-s", "12", "soap"}
    for order in permutations(rows):
        assert {p.id: p for p in _read(tmp_path, *order)} == expected


def test_a_simple_product_is_told_by_its_attributes(tmp_path: Path) -> None:
    row = SOAP | {
        "SKU": "",
        "Attribute 1 name": "Farbe",
        "Attribute 1 value(s)": r"black\, matte",
        "Attribute 1 visible": "0",
        "Attribute 2 name": "Recipe",
        "Attribute 2 value(s)": "secret",
        "Attribute 2 visible": "0",
        "Brands": "Havn, Other",
        "Description": "[vc_row full_width=1]Smells of <b>boats</b>.[/vc_row] Sizes [S].",
        "Cost of goods": "1.23",
        "Meta: _edit_lock": "1700000000:1",
        "Meta: wholesale_price": "3.45",
        "Meta: layout": 'a:1:{s:1:"x";i:1;}',
        "Images": "soap.jpg, https://shop.example/soap.jpg",
        "Categories": "Uncategorized",
    }
    (soap,) = _read(tmp_path, row)
    assert (soap.id, soap.item_group_id) == ("20", "")
    assert (soap.color, soap.brand, soap.category) == ("black, matte", "Havn", ())
    assert soap.description == "Smells of boats. Sizes [S]."
    assert soap.image_link == "https://shop.example/soap.jpg"
    assert soap.attributes == {}


def test_entities_and_escapes_are_undone(tmp_path: Path) -> None:
    row = SOAP | {
        "Name": "Soap &amp; Dish",
        "Description": "'-20 degrees are fine\\nRub",
        "Attribute 1 name": "Scent &amp; oil",
        "Attribute 1 value(s)": "Tar &amp; birch",
    }
    (soap,) = _read(tmp_path, row)
    assert soap.title == "Soap & Dish"
    assert soap.description == "-20 degrees are fine\nRub"
    assert soap.attributes == {"Scent & oil": "Tar & birch"}


@pytest.mark.parametrize(
    ("starts", "ends", "counts"),
    [
        ("", "", True),
        ("2025-06-15 0:00:00", "2025-06-15 0:00:00", True),
        ("2025-06-01", "", True),
        ("2025-06-16", "", False),
        ("", "2025-06-14 23:59:59", False),
        ("soon", "", False),
    ],
)
def test_a_sale_price_counts_within_its_dates(
    tmp_path: Path, starts: str, ends: str, counts: bool
) -> None:
    dates = {"Date sale price starts": starts, "Date sale price ends": ends, "Sale price": "4"}
    context = Context("export.csv")
    (soap,) = _read(tmp_path, SOAP | dates, context=context)
    assert soap.price == Decimal(6)
    assert soap.sale_price == (Decimal(4) if counts else None)
    assert bool(context.changes) == (starts == "soon")


@pytest.mark.parametrize(
    ("in_stock", "stock", "backorders", "availability", "quantity"),
    [
        ("1", "", "0", "in_stock", None),
        ("0", "", "1", "out_of_stock", None),
        ("backorder", "", "1", "backorder", None),
        ("1", "5", "0", "in_stock", 5),
        ("0", "0", "0", "out_of_stock", 0),
        ("0", "-2", "notify", "backorder", 0),
        ("", "", "", None, None),
    ],
)
def test_availability_is_what_the_shop_would_sell(
    tmp_path: Path,
    in_stock: str,
    stock: str,
    backorders: str,
    availability: str | None,
    quantity: int | None,
) -> None:
    told = {"In stock?": in_stock, "Stock": stock, "Backorders allowed?": backorders}
    (soap,) = _read(tmp_path, SOAP | told)
    assert (soap.availability, soap.quantity) == (availability, quantity)


def test_stock_that_is_kept_for_all_variations_is_the_parents(tmp_path: Path) -> None:
    (navy,) = _read(tmp_path, JUMPER, NAVY | {"Stock": "parent"})
    assert (navy.availability, navy.quantity) == ("in_stock", 9)


@pytest.mark.parametrize(
    "variations",
    [
        [],
        [NAVY | {"Published": "0"}],
        [NAVY | {"Regular price": "-1"}],
    ],
)
def test_a_variable_product_without_usable_variations_is_one_itself(
    tmp_path: Path, variations: list[dict[str, str]]
) -> None:
    found = _read(tmp_path, *variations, JUMPER)
    (jumper,) = (one for one in found if isinstance(one, Product))
    assert (jumper.id, jumper.title, jumper.price) == ("jumper", "Fisher Jumper", None)
    assert jumper.attributes["Colour"] == ["Navy", "Grey"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"Published": "0"}, "unpublished products left out"),
        ({"Published": "'-1"}, "unpublished products left out"),
        ({"Visibility in catalog": "hidden"}, "products hidden from the catalogue left out"),
    ],
)
def test_what_the_store_does_not_offer_is_counted(
    tmp_path: Path, change: dict[str, str], told: str
) -> None:
    context = Context("export.csv")
    found = _read(tmp_path, JUMPER | change, NAVY, SOAP, SOAP | change, context=context)
    assert [one.title for one in found] == ["Tar Soap"]
    assert context.changes == {told: 3}  # the jumper, its variation, the second soap


def test_an_affiliates_product_links_to_its_shop(tmp_path: Path) -> None:
    row = SOAP | {"Type": "external", "External URL": "https://other.example/soap"}
    assert [p.link for p in _read(tmp_path, row)] == ["https://other.example/soap"]


def test_a_grouped_product_and_its_parts_are_all_offered(tmp_path: Path) -> None:
    grouped = SOAP | {"ID": "30", "Type": "grouped", "SKU": "set", "Name": "Soap set"}
    part = SOAP | {"Parent": "set"}
    assert [p.id for p in _read(tmp_path, grouped, part)] == ["set", "soap"]


def test_ids_are_one_products_alone(tmp_path: Path) -> None:
    rows = [
        SOAP,
        SOAP | {"ID": "21"},
        SOAP | {"ID": "22", "SKU": "20"},
        JUMPER,
        NAVY | {"ID": "", "SKU": ""},
        GREY | {"ID": ""},
    ]
    found = _read(tmp_path, *rows)
    assert [p.id for p in found] == ["id:20", "21", "20", "jumper/Navy/S", "jumper/Grey"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            NAVY | {"Parent": "gone", "Regular price": ""},
            "Parent 'gone' is not in the file; export the variable product with it, or fill in",
        ),
        (NAVY | {"Parent": "", "Name": ""}, "it names no Parent; export the variable product"),
        (NAVY | {"Parent": "jumper-navy-s"}, "is the row itself; name the variable product"),
        (NAVY | {"Parent": "id:11"}, "is the row itself; name the variable product"),
        (SOAP | {"SKU": "", "ID": ""}, "id is missing"),
        (SOAP | {"SKU": "x", "Name": ""}, "title is missing"),
        (SOAP | {"SKU": "x", "Regular price": "ask"}, "is no number; write it as 12.50"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_kept(
    tmp_path: Path, row: dict[str, str], reason: str
) -> None:
    first, rejected, last = _read(tmp_path, SOAP, row, SOAP | {"ID": "29", "SKU": "wax"})
    assert (first.id, last.id) == ("soap", "wax")
    assert isinstance(rejected, Rejected)
    assert (rejected.source, rejected.line) == (str(tmp_path / "export.csv"), 3)
    assert reason in rejected.reason


def test_parents_that_go_round_in_a_circle_are_refused(tmp_path: Path) -> None:
    one = NAVY | {"SKU": "one", "Parent": "two"}
    two = NAVY | {"SKU": "two", "ID": "13", "Parent": "one"}
    inner = NAVY | {"SKU": "inner", "ID": "14", "Parent": "id:15"}
    outer = NAVY | {"SKU": "outer", "ID": "15", "Parent": "jumper"}
    found = _read(tmp_path, one, two, JUMPER, inner, outer)
    rejected = [one for one in found if isinstance(one, Rejected)]
    assert [one.line for one in rejected] == [2, 3, 5]
    assert "Parent 'two' is a variation itself, in line 3; name the variable" in rejected[0].reason
    assert [one.id for one in found if isinstance(one, Product)] == ["outer"]


def test_a_variation_without_its_parent_stands_alone_if_it_can(tmp_path: Path) -> None:
    rows = [NAVY | {"Parent": "id:99"}, GREY | {"Parent": "id:99"}]
    navy, grey = _read(tmp_path, *rows)
    assert (navy.title, navy.color) == ("Fisher Jumper - Navy, S", "Navy")
    assert navy.item_group_id == grey.item_group_id == "99"


def test_a_file_without_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Type,Nimi\nsimple,Saippua\n")
    with pytest.raises(CatalogError, match=r"export\.csv: no column 'Name'; .* in English"):
        list(woocommerce.read(path, "utf-8", Context(str(path))))


def test_a_packed_file_that_breaks_off_gives_what_it_holds(tmp_path: Path) -> None:
    rows = [SOAP | {"ID": str(n), "SKU": f"s{n}", "Tags": str(n * 7919)} for n in range(4000)]
    path = tmp_path / "export.csv.gz"
    path.write_bytes(gzip.compress(_table(rows).encode())[:9000])
    found = woocommerce.read(path, "utf-8", Context(str(path)))
    assert [next(found).id for _ in range(100)] == [f"s{n}" for n in range(100)]
    with pytest.raises(EOFError):
        list(found)


@pytest.mark.parametrize(
    "header", [HEADER, ["ID", "Type", "SKU", "Name", "Regular price", "Images", "Parent"]]
)
def test_an_export_is_recognised_by_its_header(header: list[str]) -> None:
    assert woocommerce_columns.recognised(header)


@pytest.mark.parametrize(
    "header",
    [
        ["id", "name", "type", "price", "regular price"],
        ["Handle", "Title", "Type", "Variant Price"],
        ["sku", "name", "categories"],
    ],
)
def test_other_tables_are_not_taken_for_it(header: list[str]) -> None:
    assert not woocommerce_columns.recognised(header)


GOOD = _table([JUMPER, NAVY, GREY, SOAP | {"Date sale price ends": "2025-07-01"}]).encode()


@settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_whatever_is_in_the_file_only_good_records_come_out(
    tmp_path: Path, data: st.DataObject
) -> None:
    text = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.sampled_from([0, 0, 1, 1, 5, 200]))
        junk = st.sampled_from([b",", b'"', b"\n", b"\0", b"\xff", b"-", b"id:11", b"variation"])
        text[start:end] = data.draw(junk | st.binary(max_size=4))
    path = tmp_path / "mutated.csv"
    path.write_bytes(text)
    try:
        found = list(woocommerce.read(path, files.encoding(path), Context(str(path)), TODAY))
    except CatalogError:
        return
    assert all(isinstance(one, (Product, Review, Order, Document, Rejected)) for one in found)
