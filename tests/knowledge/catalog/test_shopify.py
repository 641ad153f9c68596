"""Shopify's product export and its JSON listing, as the shop's products."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable
from decimal import Decimal
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
    shopify,
    shopify_json,
)
from knowledge.catalog.build import Context

OLD = [
    *("Handle", "Title", "Body (HTML)", "Vendor", "Product Category", "Type", "Tags", "Published"),
    *("Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value", "Option3 Name"),
    *("Option3 Value", "Variant SKU", "Variant Grams", "Variant Inventory Tracker"),
    *("Variant Inventory Qty", "Variant Inventory Policy", "Variant Price"),
    *("Variant Compare At Price", "Variant Barcode", "Image Src", "Image Position", "Gift Card"),
    *("SEO Title", "Google Shopping / MPN", "Google Shopping / Gender", "Variant Image"),
    *("Variant Weight Unit", "Cost per item", "Included / Norway", "Price / Norway", "Status"),
]
NEW = [
    *("Title", "URL handle", "Description", "Vendor", "Product category", "Type", "Tags"),
    *("Published on online store", "Status", "SKU", "Barcode", "Option1 name", "Option1 value"),
    *("Option1 Linked To", "Option2 name", "Option2 value", "Option2 Linked To", "Price"),
    *("Compare-at price", "Cost per item", "Inventory tracker", "Inventory quantity"),
    *("Continue selling when out of stock", "Weight value (grams)", "Weight unit for display"),
    *("Product image URL", "Image position", "Variant image URL", "Gift card"),
    *("Color (product.metafields.shopify.color-pattern)", "Heel (product.metafields.custom.heel)"),
    *("Supplier (product.metafields.custom.supplier)", "Washable (product.metafields.x.washable)"),
    *("Load (product.metafields.custom.load)", "Partner (product.metafields.custom.partner)"),
    "Rating (product.metafields.reviews.rating)",
    "Votes (product.metafields.reviews.rating_count)",
    "Related (product.metafields.shopify--discovery--product_recommendation.related_products)",
]
CLOG = {
    "Handle": "clog",
    "Title": "Harbour Clog",
    "Body (HTML)": "<p>Alder sole &amp; felt.</p>",
    "Vendor": "Nordvik",
    "Product Category": "Apparel & Accessories > Shoes",
    "Type": "Clogs",
    "Tags": "felt, house, felt",
    "Option1 Name": "Farbe",
    "Option1 Value": "Moss",
    "Option2 Name": "Größe",
    "Option2 Value": "39",
    "Option3 Name": "Sole",
    "Option3 Value": "Cork",
    "Variant SKU": "CL-M39",
    "Variant Grams": "620",
    "Variant Inventory Tracker": "shopify",
    "Variant Inventory Qty": "4",
    "Variant Inventory Policy": "deny",
    "Variant Price": "79.00",
    "Variant Compare At Price": "95.00",
    "Image Src": "https://cdn.example/clog-side.jpg",
    "Image Position": "2",
    "SEO Title": "Buy clogs",
    "Cost per item": "31.50",
    "Price / Norway": "990",
    "Status": "active",
}
SECOND_CLOG = {
    "Handle": "clog",
    "Option1 Value": "Rust",
    "Option2 Value": "40",
    "Option3 Value": "Cork",
    "Variant SKU": "CL-R40",
    "Variant Inventory Tracker": "shopify",
    "Variant Inventory Qty": "-2",
    "Variant Inventory Policy": "continue",
    "Variant Price": "79.00",
    "Variant Image": "https://cdn.example/clog-rust.jpg",
}
PICTURE = {"Handle": "clog", "Image Src": "https://cdn.example/clog.jpg", "Image Position": "1"}
BOWL = {
    "Handle": "bowl",
    "Title": "Oak Bowl",
    "Option1 Name": "Title",
    "Option1 Value": "Default Title",
    "Variant Price": "30",
    "Variant Inventory Qty": "0",
}


def _table(header: list[str], rows: Iterable[dict[str, str]]) -> str:
    text = io.StringIO()
    table = csv.DictWriter(text, header, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def _read(
    tmp_path: Path, *rows: dict[str, str], header: list[str] = OLD, context: Context | None = None
) -> list[Any]:
    path = tmp_path / "products.csv"
    path.write_text(_table(header, rows), encoding="utf-8")
    context = context or Context(str(path), "EUR")
    return list(shopify.read(path, files.encoding(path), context))


def test_variants_share_what_the_first_row_says(tmp_path: Path) -> None:
    moss, rust = _read(tmp_path, CLOG, SECOND_CLOG, PICTURE)
    assert (moss.id, moss.title) == ("CL-M39", "Harbour Clog - Cork, Moss, 39")
    assert (rust.id, rust.title) == ("CL-R40", "Harbour Clog - Cork, Rust, 40")
    assert {p.name for p in (moss, rust)} == {"Harbour Clog - Cork"}
    for one in (moss, rust):
        assert one.item_group_id == "clog"
        assert one.description == "Alder sole & felt."
        assert one.brand == "Nordvik"
        assert one.category == ("Apparel & Accessories", "Shoes", "Clogs")
        assert one.currency == "EUR"
        assert one.attributes["Tags"] == ["felt", "house"]
    assert (moss.color, moss.size, moss.attributes["Sole"]) == ("Moss", "39", "Cork")
    assert (moss.price, moss.sale_price) == (Decimal("95.00"), Decimal("79.00"))
    assert (rust.price, rust.sale_price) == (Decimal("79.00"), None)
    assert moss.attributes["Weight"] == "620 g"
    assert moss.image_link == "https://cdn.example/clog.jpg"
    assert rust.image_link == "https://cdn.example/clog-rust.jpg"


def test_what_is_the_shops_own_business_is_not_told(tmp_path: Path) -> None:
    (clog,) = _read(tmp_path, CLOG)
    assert "31.50" not in repr(clog)
    assert "Buy clogs" not in repr(clog)
    assert "990" not in repr(clog)


def test_rows_of_a_handle_need_not_stand_together(tmp_path: Path) -> None:
    together = _read(tmp_path, CLOG, SECOND_CLOG, PICTURE, BOWL)
    apart = _read(tmp_path, SECOND_CLOG, BOWL, CLOG, PICTURE)
    assert {p.id: p for p in together} == {p.id: p for p in apart}
    assert len(apart) == 3


def test_the_names_of_2024_are_read_with_their_metafields(tmp_path: Path) -> None:
    rows = [
        {
            "Title": "Tall Vase",
            "URL handle": "tall-vase",
            "Description": "Blown by hand.",
            "Vendor": "Glasbruk",
            "Product category": "hg-15-1-2",
            "Type": "Vases",
            "SKU": "'0041",
            "Barcode": "'4006381333931",
            "Option1 name": "Colour",
            "Option1 value": "Smoke",
            "Price": "120",
            "Inventory tracker": "shopify",
            "Continue selling when out of stock": "deny",
            "Weight value (grams)": "907",
            "Weight unit for display": "lb",
            "Cost per item": "44",
            "Color (product.metafields.shopify.color-pattern)": "smoke; clear",
            "Heel (product.metafields.custom.heel)": "None; it stands flat on its own base of glass.",
            "Supplier (product.metafields.custom.supplier)": "Hytta AS",
            "Washable (product.metafields.x.washable)": "false",
            "Load (product.metafields.custom.load)": '{"value": 2.5, "unit": "kg"}',
            "Partner (product.metafields.custom.partner)": "gid://shopify/Product/1",
            "Rating (product.metafields.reviews.rating)": '{"value": "9.0", "scale_max": "10.0"}',
            "Votes (product.metafields.reviews.rating_count)": "12",
            NEW[-1]: "bowl; clog",
        },
        {"URL handle": "tall-vase", "Option1 value": "Clear", "Price": "110"},
    ]
    smoke, clear = _read(tmp_path, *rows, header=NEW)
    assert (smoke.id, clear.id) == ("0041", "tall-vase/Clear")
    assert (smoke.color, clear.color) == ("Smoke", "Clear")
    assert smoke.gtin == ("4006381333931",)
    assert smoke.category == ("Vases",)
    assert (smoke.rating, smoke.review_count) == (4.5, 12)
    assert smoke.attributes == {
        "Heel": "None; it stands flat on its own base of glass.",
        "Washable": False,
        "Load": "2.5 kg",
        "Weight": "2 lb",
    }


@pytest.mark.parametrize(
    ("tracker", "quantity", "policy", "availability", "count"),
    [
        ("shopify", "4", "deny", "in_stock", 4),
        ("shopify", "0", "deny", "out_of_stock", 0),
        ("shopify", "-3", "deny", "out_of_stock", 0),
        ("shopify", "0", "continue", "backorder", 0),
        ("shopify", "0", "CONTINUE", "backorder", 0),
        ("shopify", "", "deny", None, None),  # stock in several places is not exported
        ("", "0", "deny", "in_stock", None),  # nobody counts it
    ],
)
def test_availability_is_what_shopify_would_sell(
    tmp_path: Path,
    tracker: str,
    quantity: str,
    policy: str,
    availability: str | None,
    count: int | None,
) -> None:
    stock = {
        "Variant Inventory Tracker": tracker,
        "Variant Inventory Qty": quantity,
        "Variant Inventory Policy": policy,
    }
    (bowl,) = _read(tmp_path, BOWL | stock)
    assert (bowl.availability, bowl.quantity) == (availability, count)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Colour", "color"),
        ("Couleur", "color"),
        ("カラー", "color"),
        ("Shoe size", "size"),
        ("Size (EU)", "size"),
        ("Talla", "size"),
        ("Materiál", "material"),
    ],
)
def test_an_option_is_a_field_in_the_shops_language(tmp_path: Path, name: str, field: str) -> None:
    (bowl,) = _read(tmp_path, BOWL | {"Option1 Name": name, "Option1 Value": "One"})
    assert getattr(bowl, field) == "One"
    assert bowl.attributes == {}


def test_a_product_without_options_is_no_variant(tmp_path: Path) -> None:
    (bowl,) = _read(tmp_path, BOWL)
    assert (bowl.id, bowl.title, bowl.item_group_id) == ("bowl", "Oak Bowl", "")
    assert bowl.attributes == {}


def test_variants_that_the_shop_has_named_nothing_are_told_apart(tmp_path: Path) -> None:
    rows = [BOWL | {"Option1 Value": "Small"}, {"Handle": "bowl", "Option1 Value": "Large"}]
    small, large = _read(tmp_path, *rows)
    assert (small.title, large.title) == ("Oak Bowl - Small", "Oak Bowl - Large")
    assert (small.attributes, small.item_group_id) == ({}, "bowl")


def test_a_title_alone_makes_the_handle_as_shopify_does(tmp_path: Path) -> None:
    (bowl,) = _read(tmp_path, BOWL | {"Handle": ""})
    assert bowl.id == "oak-bowl"


def test_ids_are_one_variants_alone_and_the_same_in_any_order(tmp_path: Path) -> None:
    rows = [
        CLOG | {"Variant SKU": "SAME"},
        SECOND_CLOG | {"Variant SKU": "SAME"},
        BOWL,
        BOWL | {"Handle": "cup", "Title": "Cup", "Variant SKU": "bowl"},
    ]
    ids = [p.id for p in _read(tmp_path, *rows)]
    assert ids == ["clog/Moss/39/Cork", "clog/Rust/40/Cork", "handle:bowl", "bowl"]
    assert sorted(p.id for p in _read(tmp_path, *reversed(rows))) == sorted(ids)


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("Status", "draft", "draft products left out"),
        ("Status", "Archived", "archived products left out"),
        ("Status", "unlisted", "unlisted products left out"),
        ("Published", "FALSE", "unpublished products left out"),
    ],
)
def test_what_the_store_does_not_offer_is_counted(
    tmp_path: Path, column: str, value: str, told: str
) -> None:
    context = Context("products.csv")
    (bowl,) = _read(tmp_path, CLOG | {column: value}, SECOND_CLOG, BOWL, context=context)
    assert bowl.id == "bowl"
    assert context.changes == {told: 2}


def test_a_gift_card_is_offered(tmp_path: Path) -> None:
    (card,) = _read(tmp_path, BOWL | {"Gift Card": "TRUE"})
    assert card.attributes == {"Gift card": True}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            CLOG | {"Title": "Other Clog"},
            "the handle 'clog' has a second Title, 'Other Clog'; give each product a handle of its",
        ),
        (SECOND_CLOG | {"Handle": ""}, "names no product; fill in its Handle, the same on all"),
        (SECOND_CLOG | {"Handle": "lost"}, "'lost' has a Title; fill it in on the first one"),
        (SECOND_CLOG | {"Option1 Value": "Moss", "Option2 Value": "39"}, "line 2 has the same opt"),
        (SECOND_CLOG | {"Variant Price": "-1"}, "negative; give what the product costs"),
        (SECOND_CLOG | {"Variant SKU": "x" * 501}, "id has 501 characters"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_kept(
    tmp_path: Path, row: dict[str, str], reason: str
) -> None:
    found = _read(tmp_path, CLOG, row, BOWL)
    (rejected,) = (one for one in found if isinstance(one, Rejected))
    assert [one.id for one in found if isinstance(one, Product)] == ["CL-M39", "bowl"]
    assert (rejected.source, rejected.line) == (str(tmp_path / "products.csv"), 3)
    assert reason in rejected.reason


def test_variants_under_a_second_title_are_not_taken_for_the_first(tmp_path: Path) -> None:
    boot = {"Title": "Boot", "Option1 Value": "Black", "Variant SKU": "BO-B"}
    *rejected, clog = _read(tmp_path, CLOG, CLOG | boot, SECOND_CLOG, PICTURE)
    assert (clog.id, clog.image_link) == ("CL-M39", CLOG["Image Src"])
    assert [one.line for one in rejected] == [3, 4]
    assert "follows the second Title of the handle 'clog'" in rejected[1].reason


def test_a_title_on_every_row_is_no_second_product(tmp_path: Path) -> None:
    found = _read(tmp_path, CLOG, SECOND_CLOG | {"Title": CLOG["Title"]})
    assert [p.id for p in found] == ["CL-M39", "CL-R40"]


def test_a_file_without_handles_or_titles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"products\.csv: no column 'Title'; export the"):
        _read(tmp_path, {"Handle": "a", "Variant Price": "1"}, header=["Handle", "Variant Price"])


def test_a_packed_file_that_breaks_off_gives_what_it_holds(tmp_path: Path) -> None:
    rows = [
        BOWL | {"Handle": f"b{n}", "Title": f"Bowl {n}", "Tags": str(n * 7919)} for n in range(4000)
    ]
    path = tmp_path / "products.csv.gz"
    path.write_bytes(gzip.compress(_table(OLD, rows).encode())[:9000])
    found = shopify.read(path, "utf-8", Context(str(path)))
    ids = [next(found).id for _ in range(100)]
    assert ids == [f"b{n}" for n in range(100)]
    with pytest.raises(EOFError):
        list(found)


@pytest.mark.parametrize("header", [OLD, NEW, ["Handle", "Title", "Option1 Value", "Price"]])
def test_an_export_is_recognised_by_its_header(header: list[str]) -> None:
    assert shopify.recognised(header)


@pytest.mark.parametrize(
    "header",
    [
        ["id", "title", "price"],
        ["Handle", "Title", "Option1 Name", "Option1 Value", "SKU", "Location", "Available"],
        ["handle", "title", "price", "brand"],
        ["ID", "Type", "SKU", "Name", "Regular price"],
    ],
)
def test_other_tables_are_not_taken_for_it(header: list[str]) -> None:
    assert not shopify.recognised(header)


LISTED: dict[str, Any] = {
    "id": 1,
    "title": "Oak Stool",
    "handle": "oak-stool",
    "body_html": "<p>Three legs.</p>",
    "published_at": "2024-02-01T10:00:00+01:00",
    "created_at": "2024-01-31T10:00:00+01:00",
    "vendor": "Nordvik",
    "product_type": "Stools",
    "tags": ["oak", "seat"],
    "variants": [
        {
            "id": 11,
            "title": "Natural / 45 cm",
            "option1": "Natural",
            "option2": "45 cm",
            "option3": None,
            "sku": "ST-45",
            "featured_image": {"src": "//cdn.example/natural.jpg"},
            "available": True,
            "price": "80.00",
            "compare_at_price": "100.00",
            "grams": 2500,
        },
        {
            "id": 12,
            "option1": "Black",
            "option2": "45 cm",
            "sku": "",
            "available": False,
            "price": "90.00",
        },
    ],
    "options": [{"name": "Finish", "position": 1}, {"name": "Size", "position": 2}],
    "images": [{"src": "https://cdn.example/stool.jpg"}],
}


def _read_json(tmp_path: Path, text: str, context: Context | None = None) -> list[Any]:
    path = tmp_path / "products.json"
    path.write_text(text, encoding="utf-8")
    return list(shopify_json.read(path, "utf-8", context or Context(str(path), "SEK")))


@pytest.mark.parametrize("is_one_value", [True, False])
def test_a_json_listing_is_read_alike(tmp_path: Path, is_one_value: bool) -> None:
    text = json.dumps({"products": [LISTED]}) if is_one_value else json.dumps(LISTED)
    natural, black = _read_json(tmp_path, text)
    assert shopify_json.recognised(LISTED)
    assert (natural.id, black.id) == ("ST-45", "oak-stool/Black/45 cm")
    assert natural.title == "Oak Stool - Natural, 45 cm"
    assert (natural.size, natural.attributes["Finish"]) == ("45 cm", "Natural")
    assert (natural.price, natural.sale_price) == (Decimal("100.00"), Decimal("80.00"))
    assert (natural.availability, black.availability) == ("in_stock", "out_of_stock")
    assert natural.attributes["Weight"] == "2500 g"
    assert natural.attributes["Tags"] == ["oak", "seat"]
    assert natural.image_link == "https://cdn.example/natural.jpg"
    assert black.image_link == "https://cdn.example/stool.jpg"
    assert (natural.category, natural.item_group_id) == (("Stools",), "oak-stool")
    assert natural.currency == "SEK"


def test_a_draft_and_a_thing_that_is_no_product_are_told(tmp_path: Path) -> None:
    context = Context("products.json")
    draft = LISTED | {"handle": "draft", "status": "draft"}
    unpublished = LISTED | {"handle": "unpublished", "published_at": None}
    found = {"products": [draft, {"title": "Note"}, unpublished]}
    (rejected,) = _read_json(tmp_path, json.dumps(found), context)
    assert rejected.line == 1
    assert "it needs a title, a handle and variants" in rejected.reason
    assert context.changes == {"draft products left out": 2, "unpublished products left out": 2}


GOOD = _table(OLD, [CLOG, SECOND_CLOG, PICTURE, BOWL]).encode()
GOOD_NEW = _table(NEW, [{"Title": "Vase", "URL handle": "vase", "Price": "5", NEW[-7]: '{"a": 1}'}])
GOOD_JSON = json.dumps({"products": [LISTED]}, indent=1).encode()


@pytest.mark.parametrize("good", [GOOD, GOOD_NEW.encode(), GOOD_JSON], ids=["old", "new", "json"])
@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_whatever_is_in_the_file_only_good_records_come_out(
    tmp_path: Path, good: bytes, data: st.DataObject
) -> None:
    text = bytearray(good)
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.sampled_from([0, 0, 1, 1, 5, 200]))
        junk = st.sampled_from([b",", b'"', b"\n", b"\0", b"\xff", b"-", b"9", b"{", b"]", b"null"])
        text[start:end] = data.draw(junk | st.binary(max_size=4))
    path = tmp_path / "mutated"
    path.write_bytes(text)
    reader = shopify_json.read if good is GOOD_JSON else shopify.read
    try:
        found = list(reader(path, files.encoding(path), Context(str(path))))
    except CatalogError:
        return
    assert all(isinstance(one, (Product, Review, Order, Document, Rejected)) for one in found)
