"""Exports of the systems that shops run on, told apart by what they hold, in one import."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.constraints import Constraints, Range
from knowledge.importing import import_files
from knowledge.knowledge import Knowledge

SHOPIFY = """\
Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,\
Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,\
Variant Compare At Price,Image Src,Status
linen-shirt,Linen shirt,<p>Cool in <b>summer</b>.</p>,Halyard,Shirts,linen,true,Size,M,LS-M,shopify,4,deny,39.00,49.00,https://cdn.example/shirt.jpg,active
linen-shirt,,,,,,,,L,LS-L,shopify,0,deny,39.00,49.00,,
old-shirt,Old shirt,,Halyard,Shirts,,true,Title,Default Title,OS,shopify,9,deny,5.00,,,archived
"""
WOOCOMMERCE = """\
ID,Type,SKU,Name,Published,Short description,Description,In stock?,Stock,Weight (kg),Sale price,\
Regular price,Categories,Images,Parent,Attribute 1 name,Attribute 1 value(s)
10,variable,KET,Enamel kettle,1,,A kettle for the stove.,1,,1.2,,,Kitchen > Kettles,https://cdn.example/kettle.jpg,,Color,"Cream, Green"
11,variation,KET-C,Enamel kettle - Cream,1,,,1,3,,24,32,,,KET,Color,Cream
12,variation,KET-G,Enamel kettle - Green,1,,,0,0,,,32,,,KET,Color,Green
"""
GOOGLE = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Lamps</title>
<item><g:id>L1</g:id><g:title>Reading lamp</g:title><g:description>Warm light.</g:description>
<g:link>https://shop.example/l1</g:link><g:image_link>https://shop.example/l1.jpg</g:image_link>
<g:price>1 255,00 CZK</g:price><g:availability>in_stock</g:availability>
<g:product_type>Home &gt; Lamps</g:product_type><g:brand>Lumo</g:brand></item>
</channel></rss>
"""
JSON_LD = """\
<html><head><script type="application/ld+json">{"@context": "https://schema.org",
"@type": "Product", "sku": "CL-1", "name": "Wall clock", "brand": {"@type": "Brand", "name": "Tikk"},
"weight": {"@type": "QuantitativeValue", "value": 800, "unitCode": "GRM"},
"aggregateRating": {"@type": "AggregateRating", "ratingValue": 9, "bestRating": 10, "reviewCount": 3},
"offers": {"@type": "Offer", "price": "59.90", "priceCurrency": "EUR",
"availability": "https://schema.org/OutOfStock"}}</script></head><body>A clock.</body></html>
"""
NESTED = '{"data": {"page": 1, "products": [{"id": "N1", "title": "Door mat", "price": 19}]}}'


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder = tmp_path_factory.mktemp("exports")
    for name, text in {
        "shirts.csv": SHOPIFY,
        "kitchen.csv": WOOCOMMERCE,
        "lamps.xml": GOOGLE,
        "clock.html": JSON_LD,
        "mats.json": NESTED,
        "returns.html": "<h1>Returns</h1><p>Send it back within 21 days.</p>",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    report = import_files(folder / "store", [folder], currency="USD")
    assert (report.products, report.documents, report.rejected) == (7, 1, [])
    return Knowledge.open(folder / "store")


def test_each_keeps_its_price_currency_and_stock(shop: Knowledge) -> None:
    found = {one.id: one for one in shop.store.all_products()}
    facts = {
        id: (one.price, one.sale_price, one.currency, one.availability) for id, one in found.items()
    }
    assert facts == {
        "LS-M": (Decimal("49.00"), Decimal("39.00"), "USD", "in_stock"),
        "LS-L": (Decimal("49.00"), Decimal("39.00"), "USD", "out_of_stock"),
        "KET-C": (Decimal("32"), Decimal("24"), "USD", "in_stock"),
        "KET-G": (Decimal("32"), None, "USD", "out_of_stock"),
        "L1": (Decimal("1255.00"), None, "CZK", "in_stock"),
        "CL-1": (Decimal("59.90"), None, "EUR", "out_of_stock"),
        "N1": (Decimal("19"), None, "USD", None),
    }
    assert found["CL-1"].rating == pytest.approx(4.5)  # 9 on a scale from 1 to 10


def test_variants_are_found_as_one_product(shop: Knowledge) -> None:
    hits = shop.search(Constraints(query="kettle"))
    assert [hit.id for hit in hits.hits] == ["KET-C"]
    assert [hit.id for hit in shop.search(Constraints(color=("green",))).hits] == ["KET-G"]


def test_what_one_system_says_is_asked_for_like_what_another_says(shop: Knowledge) -> None:
    light = Constraints(attributes={"Weight": Range(max=1, unit="kg")})
    assert [hit.id for hit in shop.search(light).hits] == ["CL-1"]
    assert {hit.id for hit in shop.search(Constraints(category=("Lamps",))).hits} == {"L1"}
    document, _, _ = shop.documents("how long can I send something back")[0]
    assert "21 days" in document.text
