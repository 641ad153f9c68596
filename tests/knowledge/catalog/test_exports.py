"""Exports as shops have them, read as a new user would: with nothing said about them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from knowledge.catalog import Columns, Order, Product, Rejected, Review, read

EXPORTS = Path(__file__).parents[2] / "exports"

# id, title, category, price, sale price, currency, availability
GOODS: dict[str, list[tuple[str, ...]]] = {
    "arabic.csv": [
        ("A1", "إبريق شاي نحاسي", "المطبخ > أباريق", "129.5", "", "SAR", ""),
        ("A2", "صينية", "المطبخ", "75", "", "SAR", ""),
    ],
    "atom.xml": [
        ("BF-1", "Fern pot, 14 cm", "Garden > Pots", "12.00", "", "GBP", "in_stock"),
        ("BF-2", "Watering can", "", "1024.00", "", "GBP", "backorder"),
    ],
    "bigcommerce.csv": [
        ("77", "Canvas Tote", "Bags > Totes", "68", "59", "", "in_stock"),
        ("78", "Card Wallet", "Bags > Wallets", "35", "", "", "out_of_stock"),
    ],
    "dutch.csv": [
        ("N1", 'Fietsbel "Ding"', "Fiets > Bellen", "12.95", "", "EUR", "in_stock"),
        ("N2", "Regenponcho", "Kleding", "39.50", "29.50", "EUR", "out_of_stock"),
    ],
    "excel.csv": [
        ("1", "Tasse", "", "4.50", "", "", ""),
    ],
    "google.tsv": [
        ("T1", "Enamel mug, 300 ml", "Kitchen > Mugs", "15.00", "", "USD", "in_stock"),
        ("T2", "Tent peg set", "Camping > Tents > Pegs", "19.90", "14.90", "USD", "out_of_stock"),
    ],
    "google_czech.xml": [
        (
            "KP-1-M",
            'Horské kolo Vltava 29" – velikost M',
            "Kola > Horská kola",
            "21990.00",
            "18990.00",
            "CZK",
            "in_stock",
        ),
        ("KP-1-L", 'Horské kolo Vltava 29" – velikost L', "", "21990", "", "CZK", "out_of_stock"),
        ("KP-2", "Přilba", "", "1255.00", "", "CZK", "preorder"),
    ],
    "groups.jsonld": [
        ("TV-S-R", "Trail Vest, red, S", "", "89", "", "EUR", "in_stock"),
        ("TV-M-R", "Trail Vest, red, M", "", "89", "", "EUR", "out_of_stock"),
        ("FL", "Flask", "", "12.5", "", "EUR", ""),
    ],
    "italian.csv": [
        ("IT-1", 'Grembiule "Nonna"', "Cucina > Tessili", "24.90", "19.90", "EUR", "in_stock"),
        ("IT-2", "Presine", "Cucina > Accessori", "1250.00", "", "EUR", "out_of_stock"),
    ],
    "japanese.csv": [
        ("J-1", "抹茶碗「霧」", "食器 > 茶碗", "4800", "", "JPY", "in_stock"),
        ("J-2", "急須", "食器", "12800", "", "JPY", "out_of_stock"),
    ],
    "keyed.json": [
        ("c-101", "Bowl", "", "18", "", "DKK", "in_stock"),
        ("c-102", "Plate", "", "22.5", "", "DKK", "out_of_stock"),
    ],
    "magento.csv": [
        ("RW-1-XS-ORANGE", "Ripple Tank XS Orange", "Women > Tops", "22", "", "", "in_stock"),
        ("GB-7", "Holdall Nine", "Gear > Bags", "34", "29", "", "out_of_stock"),
    ],
    "nested.json": [
        ("B-1", "The Salt Road", "Books > Fiction > Literary", "18.9", "", "GBP", "in_stock"),
        ("B-2", "Knots", "Books > Crafts", "9.5", "", "GBP", "out_of_stock"),
        ("B-3", "Notebook", "", "", "", "", ""),
    ],
    "polish.csv": [
        ("PL1", "Czajnik emaliowany 2 l", "Kuchnia > Czajniki", "149.99", "", "PLN", "in_stock"),
        ("PL2", "Patelnia 28 cm", "Kuchnia > Patelnie", "1199.00", "999.00", "PLN", "out_of_stock"),
    ],
    "preamble.csv": [
        ("1", "Tasse", "", "4.50", "", "EUR", ""),
    ],
    "prestashop_french.csv": [
        ("1", "Théière en fonte 0,8 L", "Cuisine > Thé", "59.90", "", "EUR", "in_stock"),
        ("2", "Tasse «Brume»", "Cuisine", "1250.00", "", "EUR", "out_of_stock"),
    ],
    "product_page.html": [
        ("NJ-RIDGE", "Ridge Headlamp", "Lighting > Headlamps", "59.95", "", "EUR", "in_stock"),
    ],
    "scraped.jsonl": [
        (
            "B01",
            "Acme 65W USB-C Charger | Foldable Plug",
            "Electronics > Chargers",
            "39.99",
            "29.99",
            "USD",
            "in_stock",
        ),
        ("B02", "Desk Lamp", "Home > Lighting", "24.50", "", "USD", "in_stock"),
        ("B03", "Poster", "", "", "", "USD", "out_of_stock"),
    ],
    "shopify_new.csv": [
        (
            "KH-EC-W",
            "Espresso Cups - White",
            "Home & Garden > Kitchen & Dining > Tableware > Drinkware > Coffee & Tea Cups > Cups",
            "24",
            "",
            "",
            "in_stock",
        ),
        (
            "KH-EC-T",
            "Espresso Cups - Teal",
            "Home & Garden > Kitchen & Dining > Tableware > Drinkware > Coffee & Tea Cups > Cups",
            "30",
            "24",
            "",
            "backorder",
        ),
        (
            "KH-PK",
            "Pour-over Kettle",
            "Home & Garden > Kitchen & Dining > Kettles",
            "1049.00",
            "",
            "",
            "in_stock",
        ),
    ],
    "shopify_old.csv": [
        (
            "FJ-MC-FOR-S",
            "Merino Crew Sweater - Forest, S",
            "Apparel & Accessories > Clothing > Clothing Tops > Sweaters",
            "129",
            "",
            "",
            "in_stock",
        ),
        (
            "FJ-MC-FOR-M",
            "Merino Crew Sweater - Forest, M",
            "Apparel & Accessories > Clothing > Clothing Tops > Sweaters",
            "129",
            "",
            "",
            "out_of_stock",
        ),
        (
            "FJ-MC-OAT-S",
            "Merino Crew Sweater - Oat, S",
            "Apparel & Accessories > Clothing > Clothing Tops > Sweaters",
            "129",
            "99",
            "",
            "in_stock",
        ),
        (
            "merino-crew/Oat/M",
            "Merino Crew Sweater - Oat, M",
            "Apparel & Accessories > Clothing > Clothing Tops > Sweaters",
            "129",
            "99",
            "",
            "backorder",
        ),
        ("FJ-WASH", "Wool Wash 500 ml", "Care", "14.5", "", "", "in_stock"),
        ("gift-card/$25.00", "Gift Card - $25.00", "Gift Cards", "25", "", "", "in_stock"),
        ("gift-card/$50.00", "Gift Card - $50.00", "Gift Cards", "50", "", "", "in_stock"),
    ],
    "spanish.csv": [
        ("Z-100", "Zapatilla «Brisa»", "Calzado > Running", "89.95", "74.95", "EUR", "in_stock"),
        ("Z-101", "Bota «Cumbre»", "Calzado > Montaña", "129.00", "", "EUR", "out_of_stock"),
        ("Z-102", "Calcetín", "Calzado", "9.5", "", "EUR", "out_of_stock"),
    ],
    "variants.json": [
        ("11", "Tee - S / Red", "", "20", "", "", "in_stock"),
        ("12", "Tee - M / Red", "", "22", "", "", "out_of_stock"),
        ("2", "Cap", "", "9", "", "", ""),
    ],
    "woocommerce.csv": [
        ("CANDLE-FIG-S", "Soy Candle - Fig, Small", "Home > Candles", "18", "", "", "in_stock"),
        ("CANDLE-FIG-L", "Soy Candle - Fig, Large", "Home > Candles", "28", "", "", "backorder"),
        (
            "104",
            "Soy Candle - Sea Salt, Kelp, Small",
            "Home > Candles",
            "18",
            "14.4",
            "",
            "in_stock",
        ),
        ("MATCH", "Long Matches", "Home > Candles > Accessories", "4.5", "", "", "in_stock"),
        ("SET", "Candle Gift Set", "Gifts", "", "", "", "in_stock"),
        ("LAMP", "Oil Lamp (at our friends')", "Home > Lamps", "79", "", "", "in_stock"),
        ("GUIDE", "Candle Guide (PDF)", "Books", "12", "", "", "in_stock"),
    ],
    "woocommerce_german.csv": [
        ("BR-1", "Gartenbank Eiche", "Garten > Möbel", "249.00", "199.00", "", "in_stock"),
        ("STUHL-R", "Klappstuhl - Rot", "Garten > Möbel", "39", "", "", "in_stock"),
        ("STUHL-B", "Klappstuhl - Blau", "Garten > Möbel", "39", "", "", "out_of_stock"),
    ],
}


def _read(name: str) -> list[Any]:
    return list(read([EXPORTS / name]))


def _facts(product: Product) -> tuple[str, ...]:
    prices = ("" if one is None else str(one) for one in (product.price, product.sale_price))
    category = " > ".join(product.category)
    stock = product.availability or ""
    return (product.id, product.title, category, *prices, product.currency, stock)


@pytest.mark.parametrize("name", GOODS)
def test_goods_come_in_as_the_shop_means_them(name: str) -> None:
    assert [_facts(one) for one in _read(name) if isinstance(one, Product)] == GOODS[name]


def test_every_export_is_looked_at() -> None:
    others = {name for name in (path.name for path in EXPORTS.iterdir()) if name not in GOODS}
    assert {name.split("_")[0] for name in others} == {"orders", "reviews"}


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        ("bigcommerce.csv", 4, "id is missing"),
        ("excel.csv", 4, "the price '-1' is negative"),  # below "sep=;", as an editor counts
        ("preamble.csv", 5, "the price 'x' is no number"),
    ],
)
def test_what_cannot_be_used_is_named_by_its_line(name: str, line: int, reason: str) -> None:
    (rejected,) = (one for one in _read(name) if isinstance(one, Rejected))
    assert (rejected.line, rejected.reason.startswith(reason)) == (line, True)


@pytest.mark.parametrize(
    ("name", "id", "fields"),
    [
        ("shopify_old.csv", "FJ-MC-FOR-S", {"color": "Forest", "size": "S", "brand": "Fjordline"}),
        ("shopify_old.csv", "merino-crew/Oat/M", {"item_group_id": "merino-crew", "quantity": 0}),
        ("woocommerce.csv", "104", {"item_group_id": "CANDLE", "size": "Small"}),
        ("woocommerce_german.csv", "STUHL-R", {"color": "Rot", "item_group_id": "STUHL"}),
        ("google_czech.xml", "KP-1-M", {"color": "černá", "gtin": ("8590001234567",)}),
        ("product_page.html", "NJ-RIDGE", {"rating": 4.4, "review_count": 89, "mpn": "925872"}),
        ("variants.json", "11", {"size": "S", "color": "Red", "brand": "Acme"}),
        ("variants.json", "12", {"item_group_id": "1", "mpn": "T-M"}),
        ("scraped.jsonl", "B01", {"color": "White", "rating": 4.6, "review_count": 1234}),
        ("nested.json", "B-1", {"image_link": "https://b.example/1.jpg", "brand": "I. Marsh"}),
        ("magento.csv", "RW-1-XS-ORANGE", {"color": "Orange", "size": "XS"}),
        ("prestashop_french.csv", "1", {"material": "Fonte", "gtin": ("3760000000017",)}),
        ("italian.csv", "IT-1", {"quantity": 3, "description": "Lino lavato"}),
        ("polish.csv", "PL1", {"quantity": 7, "brand": "Emalia"}),
    ],
)
def test_fields(name: str, id: str, fields: dict[str, Any]) -> None:
    (product,) = (one for one in _read(name) if isinstance(one, Product) and one.id == id)
    assert {field: getattr(product, field) for field in fields} == fields


@pytest.mark.parametrize(
    ("name", "id", "attributes"),
    [
        ("magento.csv", "GB-7", {"Activity": ["Gym", "Hiking"], "Closure": "Zip"}),
        ("prestashop_french.csv", "1", {"Contenance": "0,8 L"}),
        ("bigcommerce.csv", "77", {"Lining": "Cotton", "Origin": "USA"}),
        ("nested.json", "B-1", {"Pages": 320.0, "Binding": "hardback"}),
        ("polish.csv", "PL1", {"Waga": "1,2 kg"}),
        ("woocommerce.csv", "CANDLE-FIG-S", {"Scent": "Fig", "Weight": "0.2 kg"}),
    ],
)
def test_attributes(name: str, id: str, attributes: dict[str, Any]) -> None:
    (product,) = (one for one in _read(name) if isinstance(one, Product) and one.id == id)
    assert {label: product.attributes.get(label) for label in attributes} == attributes


def test_what_is_the_shops_own_business_or_its_customers_is_no_attribute() -> None:
    told: list[Columns] = []
    records = list(read([EXPORTS], tell=told.append))
    labels = {label for one in records if isinstance(one, Product) for label in one.attributes}
    secrets = ("cost", "achat", "acquisto", "fourni", "fornitore", "tax", "meta", "mail", "phone")
    assert [label for label in labels for secret in secrets if secret in label.lower()] == []
    (italian,) = (columns for columns in told if columns.source.endswith("italian.csv"))
    assert italian.ignored == ["Prezzo d'acquisto", "Fornitore"]


def test_orders_have_all_that_was_bought() -> None:
    found = {
        one.id: one
        for name in ("orders_shopify.csv", "orders_woocommerce.csv", "orders_nested.jsonl")
        for one in _read(name)
        if isinstance(one, Order)
    }
    assert {id: (o.email, o.status, str(o.total)) for id, o in found.items()} == {
        "#1001": ("ana@mail.example", "shipped", "148.5"),
        "#1002": ("bo@mail.example", "refunded", "25"),
        "501": ("eva@mail.example", "processing", "46"),
        "9001": ("cy@mail.example", "delivered", "59.95"),
        "9002": ("di@mail.example", "pending", "25.0"),
    }
    bought = {id: [(line.product_id, line.quantity) for line in o.lines] for id, o in found.items()}
    assert bought["#1001"] == [("FJ-MC-FOR-S", 1), ("FJ-WASH", 1)]
    assert bought["501"] == [("CANDLE-FIG-S", 1), ("CANDLE-FIG-L", 1)]
    assert bought["9002"] == [("FL", 2)]
    assert found["9001"].shipping_address == "Cy, Way 2, Oslo"


def test_reviews_of_an_app_are_of_the_handle() -> None:
    found = [one for one in _read("reviews_app.csv") if isinstance(one, Review)]
    assert [(one.product_id, one.rating, one.author) for one in found] == [
        ("merino-crew", 4.0, "Anna K."),
        ("merino-crew", 2.0, "Bo"),
    ]
