"""Products in the JSON-LD of pages and files, as shop systems write it."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.catalog import CatalogError, Product, Record, Rejected, Review, jsonld
from knowledge.catalog.build import Context

LAMP = {
    "@context": "https://schema.org/",
    "@type": "Product",
    "sku": "l1",
    "name": "Desk lamp",
    "url": "https://shop.example/l1",
}
OFFER = {"@type": "Offer", "price": "19.90", "priceCurrency": "EUR"}
ADDRESS = '<link rel="canonical" href="https://shop.example/lamps/desk">'


def _page(*blocks: Any, head: str = ADDRESS) -> str:
    scripts = "".join(
        f'<script type="application/ld+json">\n{one if isinstance(one, str) else json.dumps(one)}\n</script>\n'
        for one in blocks
    )
    return (
        f"<!doctype html>\n<html><head>{head}\n{scripts}</head><body><h1>Lamp</h1></body></html>\n"
    )


def _read(path: Path, data: Any) -> list[Record | Rejected]:
    path.write_text(data if isinstance(data, str) else json.dumps(data, indent=1))
    return list(jsonld.read(path, "utf-8", Context(str(path))))


def _one(tmp_path: Path, **told: Any) -> Product:
    records = _read(tmp_path / "lamp.json", LAMP | told)
    (product,) = (record for record in records if not isinstance(record, Review))
    assert isinstance(product, Product), product
    return product


def _products(records: list[Record | Rejected]) -> list[Product]:
    return [record for record in records if isinstance(record, Product)]


def _refused(records: list[Record | Rejected]) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in records if isinstance(one, Rejected)]


def test_a_product_page_becomes_a_product_with_its_reviews(tmp_path: Path) -> None:
    node = LAMP | {
        "description": "<p>Warm &amp; quiet.</p>",
        "image": ["https://shop.example/1.jpg", "https://shop.example/2.jpg"],
        "brand": {"@type": "Brand", "name": "Lumen"},
        "mpn": "LM-1",
        "gtin13": "4006381333931",
        "category": "Home > Lamps",
        "color": ["Red", "Blue"],
        "size": {"@type": "SizeSpecification", "name": "M", "sizeSystem": "https://schema.org/WearableSizeSystemEurope"},
        "material": "oak",
        "audience": {"@type": "PeopleAudience", "suggestedGender": "https://schema.org/Female"},
        "releaseDate": "2024-05-31",
        "aggregateRating": {"ratingValue": "9", "bestRating": "10", "reviewCount": "12"},
        "offers": OFFER | {"availability": "https://schema.org/InStock", "inventoryLevel": {"value": 4}},
        "review": [
            {
                "@type": "Review",
                "author": {"@type": "Person", "name": "Ann"},
                "datePublished": "2024-06-01",
                "name": "Fine",
                "reviewBody": "Bright enough.",
                "reviewRating": {"@type": "Rating", "ratingValue": 8, "bestRating": 10},
            },
            {"@type": "Review", "author": "Bo"},
        ],
    }  # fmt: skip
    records = _read(tmp_path / "desk.html", _page(node))
    product, review, refused = records
    assert product == Product(
        id="l1",
        title="Desk lamp",
        description="Warm & quiet.",
        brand="Lumen",
        category=("Home", "Lamps"),
        price=Decimal("19.90"),
        currency="EUR",
        availability="in_stock",
        quantity=4,
        color="Red/Blue",
        size="M",
        material="oak",
        gender="female",
        gtin=("4006381333931",),
        mpn="LM-1",
        link="https://shop.example/l1",
        image_link="https://shop.example/1.jpg",
        rating=4.5,
        review_count=12,
        date_added="2024-05-31",
        attributes={"Size system": "Europe"},
    )
    assert isinstance(review, Review)
    assert (review.product_id, review.author, review.rating) == ("l1", "Ann", 4.0)
    assert (review.title, review.text, review.date) == ("Fine", "Bright enough.", "2024-06-01")
    assert isinstance(refused, Rejected)
    assert "neither a text nor a rating" in refused.reason


@pytest.mark.parametrize(
    ("offers", "price", "sale_price"),
    [
        (OFFER, "19.90", None),
        ([OFFER], "19.90", None),
        (OFFER | {"price": 19.9}, "19.9", None),
        ({"@type": "AggregateOffer", "lowPrice": "10", "highPrice": "30", "priceCurrency": "EUR"}, "10", None),
        ({"@type": "AggregateOffer", "priceCurrency": "EUR", "offers": [{"price": 12}, {"price": 11}]}, "11", None),
        ({"@type": "AggregateOffer", "lowPrice": "10", "priceCurrency": "EUR", "offers": [{"url": "/x"}]}, "10", None),
        ([OFFER | {"price": 5, "availability": "OutOfStock"}, OFFER | {"price": 9, "availability": "InStock"}], "9", None),
        (OFFER | {"priceSpecification": {"price": "25", "priceType": "https://schema.org/StrikethroughPrice"}}, "25", "19.90"),
        ({"priceSpecification": [{"price": "25", "priceCurrency": "EUR", "priceType": "ListPrice"}, {"price": "20"}]}, "25", "20"),
        ({"priceSpecification": [{"price": "25", "priceCurrency": "EUR"}, {"price": "20", "priceType": "SalePrice"}]}, "25", "20"),
        (OFFER | {"priceSpecification": {"price": 3, "validForMemberTier": {"name": "Gold"}}}, "19.90", None),
        ({"priceCurrency": "EUR", "priceSpecification": [{"price": 9, "referenceQuantity": {"value": 1, "unitCode": "KGM"}}, {"price": 18}]}, "18", None),
    ],
)  # fmt: skip
def test_prices(tmp_path: Path, offers: Any, price: str, sale_price: str | None) -> None:
    product = _one(tmp_path, offers=offers)
    assert product.price == Decimal(price)
    assert product.sale_price == (None if sale_price is None else Decimal(sale_price))
    assert product.currency == "EUR"


def test_a_price_that_is_only_the_lowest_is_told_with_its_range(tmp_path: Path) -> None:
    offers = {"@type": "AggregateOffer", "lowPrice": 10, "highPrice": 30, "priceCurrency": "EUR"}
    assert _one(tmp_path, offers=offers).attributes == {"Price range": "10 to 30 EUR"}
    assert _one(tmp_path, offers=offers | {"highPrice": 10}).attributes == {}


def test_properties_and_measures_have_their_units(tmp_path: Path) -> None:
    product = _one(
        tmp_path,
        additionalProperty=[
            {"@type": "PropertyValue", "name": "Power", "value": 7.5, "unitCode": "WTT"},
            {"@type": "PropertyValue", "name": "Cable", "value": "2", "unitText": "m"},
            {"@type": "PropertyValue", "name": "Dimmable", "value": True},
            {"@type": "PropertyValue", "name": "Height", "minValue": 30, "maxValue": 60, "unitCode": "CMT"},
            {"@type": "PropertyValue", "name": "Pieces", "value": 2, "unitCode": "C62"},
            {"@type": "PropertyValue", "name": "Sockets", "value": ["E14", "E27"]},
            {"@type": "PropertyValue", "name": "Colour", "value": "Red"},
            {"@type": "PropertyValue", "name": "Empty", "value": None},
        ],
        weight={"@type": "QuantitativeValue", "value": "1.2", "unitCode": "KGM"},
        width={"@type": "QuantitativeValue", "value": 12, "unitCode": "https://schema.org/INH"},
        depth="10 cm",
        pattern="striped",
        countryOfOrigin={"@type": "Country", "name": "Portugal"},
        itemCondition="https://schema.org/RefurbishedCondition",
        sameAs="https://elsewhere.example",
        award="https://awards.example/1",
    )  # fmt: skip
    assert product.color == "Red"
    assert product.attributes == {
        "Power": "7.5 W",
        "Cable": "2 m",
        "Dimmable": True,
        "Height": "30 to 60 cm",
        "Pieces": "2",
        "Sockets": "E14, E27",
        "Weight": "1.2 kg",
        "Width": "12 in",
        "Depth": "10 cm",
        "Pattern": "striped",
        "Country of origin": "Portugal",
        "Condition": "refurbished",
    }


GROUP = {
    "@context": "https://schema.org",
    "@type": "ProductGroup",
    "@id": "#group",
    "name": "Shade",
    "productGroupID": "g1",
    "brand": "Lumen",
    "variesBy": ["https://schema.org/color", "capacity"],
    "color": "assorted",
    "aggregateRating": {"ratingValue": 4, "reviewCount": 2},
    "review": {"@type": "Review", "reviewBody": "Good."},
}


@pytest.mark.parametrize("how", ["inside", "by reference", "by variant", "by id"])
def test_variants_share_what_their_group_says(tmp_path: Path, how: str) -> None:
    variants = [
        {"@type": "Product", "@id": f"#{color}", "sku": f"g1-{color}", "color": color, "capacity": "2 l", "offers": OFFER}
        for color in ("red", "blue")
    ]  # fmt: skip
    if how == "inside":
        data: Any = GROUP | {"hasVariant": [*variants, {"url": "https://shop.example/green"}]}
    elif how == "by reference":
        linked = [{"@id": "#red"}, {"@id": "#blue"}]
        data = {"@graph": [variants[0], GROUP | {"hasVariant": linked}, variants[1]]}
    elif how == "by variant":
        data = [GROUP, *(one | {"isVariantOf": {"@id": "#group"}} for one in variants)]
    else:
        inner = GROUP | {"productGroupID": "other"}
        data = [one | {"isVariantOf": inner, "inProductGroupWithID": "g1"} for one in variants]
    records = _read(tmp_path / "shade.html", _page(data))
    red, blue = _products(records)
    assert (red.id, red.color, blue.id, blue.color) == ("g1-red", "red", "g1-blue", "blue")
    for one in (red, blue):
        assert (one.title, one.brand, one.item_group_id, one.rating) == ("Shade", "Lumen", "g1", 4)
        assert (one.price, one.attributes) == (Decimal("19.90"), {"Capacity": "2 l"})
    if how != "by id":
        assert [one.product_id for one in records if isinstance(one, Review)] == ["g1-red"]
    assert not _refused(records)


@pytest.mark.parametrize(
    "data",
    [
        LAMP,
        LAMP | {"@type": ["Product", "Thing"]},
        LAMP | {"@type": "http://schema.org/IndividualProduct"},
        LAMP | {"@type": "schema:ProductModel"},
        [LAMP],
        [{"@type": "Organization", "name": "Shop"}, [LAMP]],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Shop"}, LAMP]},
        {"@type": "WebPage", "mainEntity": LAMP},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "position": 1, "item": LAMP}]},
        {"@type": "OfferCatalog", "itemListElement": {"@type": "Offer", "itemOffered": LAMP}},
        {"schema:name": "x", "@type": "schema:SomeProducts"} | {f"schema:{k}": v for k, v in LAMP.items() if k[0] != "@"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".html", ".jsonld"])
def test_products_are_found_wherever_they_stand(tmp_path: Path, data: Any, suffix: str) -> None:
    text = _page(data) if suffix == ".html" else json.dumps(data, indent=1)
    assert jsonld.recognised(text)
    (product,) = _products(_read(tmp_path / f"lamp{suffix}", text))
    assert (product.id, product.title) == ("l1", "Desk lamp")
    assert product.link == "https://shop.example/l1"


def test_what_a_node_refers_to_is_followed(tmp_path: Path) -> None:
    lamp = LAMP | {"brand": {"@id": "#b"}, "image": {"@id": "#i"}, "offers": [{"@id": "#o"}]}
    graph = [
        {"@type": "WebPage", "mainEntity": {"@type": "Product", "@id": "#l"}},
        lamp | {"@id": "#l"},
        {"@type": "Brand", "@id": "#b", "name": "Lumen"},
        {"@type": "ImageObject", "@id": "#i", "contentUrl": "/l1.jpg"},
        OFFER | {"@id": "#o"},
    ]
    (product,) = _products(_read(tmp_path / "a.html", _page({"@graph": graph})))
    assert (product.brand, product.price) == ("Lumen", Decimal("19.90"))
    assert product.image_link == "https://shop.example/l1.jpg"


def test_breadcrumbs_stand_in_for_a_missing_category(tmp_path: Path) -> None:
    steps = [
        {"@type": "ListItem", "position": 3, "name": "Desk lamp"},
        {"@type": "ListItem", "position": 1, "name": "Bienvenue", "item": "https://shop.example/"},
        {"@type": "ListItem", "position": 2, "item": {"@id": "/lamps", "name": "Lamps"}},
    ]
    trail = {"@type": "BreadcrumbList", "itemListElement": steps}
    (product,) = _products(_read(tmp_path / "a.html", _page(trail, LAMP)))
    assert product.category == ("Lamps",)
    (product,) = _products(_read(tmp_path / "b.html", _page(LAMP | {"category": "Light"}, trail)))
    assert product.category == ("Light",)


@pytest.mark.parametrize(
    ("told", "id", "link"),
    [
        ({"sku": "s"}, "s", "https://shop.example/lamps/desk"),
        ({"productID": "sku:p"}, "p", "https://shop.example/lamps/desk"),
        ({"offers": OFFER | {"sku": "o", "url": "/o"}}, "o", "https://shop.example/o"),
        ({"gtin": "4006381333931"}, "4006381333931", "https://shop.example/lamps/desk"),
        ({"mpn": "m"}, "m", "https://shop.example/lamps/desk"),
        ({"sku": "a:b"}, "a:b", "https://shop.example/lamps/desk"),
        ({"identifier": {"name": "No.", "value": "i"}}, "i", "https://shop.example/lamps/desk"),
        ({"@id": "https://shop.example/l"}, "https://shop.example/l", "https://shop.example/l"),
        ({"@id": "#product"}, "desk", "https://shop.example/lamps/desk"),
        ({"url": "/u"}, "https://shop.example/u", "https://shop.example/u"),
        ({}, "desk", "https://shop.example/lamps/desk"),
    ],
)
def test_every_product_has_an_id_and_a_link(
    tmp_path: Path, told: dict[str, Any], id: str, link: str
) -> None:
    node = {"@type": "Product", "name": "Lamp"} | told
    (product,) = _products(_read(tmp_path / "desk.html", _page(node)))
    assert (product.id, product.link) == (id, link)


def test_two_scripts_about_one_product_make_one(tmp_path: Path) -> None:
    stars = {"@type": "Product", "name": "desk Lamp", "aggregateRating": {"ratingValue": 4}}
    same = LAMP | {"offers": OFFER, "brand": "Lumen"}
    related = {"@type": "ItemList", "itemListElement": [{"item": {"@type": "Product", "name": "Other", "url": "/o"}}]}  # fmt: skip
    page = _page(LAMP | {"offers": OFFER}, stars, same, related)
    (product,) = _read(tmp_path / "a.html", page)
    assert isinstance(product, Product)
    assert (product.id, product.rating, product.brand) == ("l1", 4.0, "Lumen")


def test_a_page_of_many_products_gives_all(tmp_path: Path) -> None:
    items = [{"@type": "ListItem", "item": LAMP | {"sku": f"l{n}"}} for n in range(5)]
    page = _page({"@type": "ItemList", "itemListElement": items})
    assert [one.id for one in _products(_read(tmp_path / "a.html", page))] == [
        "l0",
        "l1",
        "l2",
        "l3",
        "l4",
    ]


@pytest.mark.parametrize(
    ("text", "is_product"),
    [
        (_page(LAMP), True),
        (_page("<!-- " + json.dumps(LAMP) + " -->"), True),
        (_page(json.dumps(LAMP) + ";"), True),
        (_page(json.dumps(LAMP).replace('"', "&quot;")), True),
        (_page(json.dumps(LAMP)[:-9]), True),
        (_page({"@type": "Organization", "name": "Shop", "makesOffer": {"itemOffered": LAMP}}), False),
        (_page({"@type": "BreadcrumbList", "itemListElement": [{"name": "Returns"}]}), False),
        (_page({"@type": "Article", "about": LAMP}), False),
        (_page("{broken"), False),
        (_page(), False),
        ("<h1>Returns</h1><p>About \"@type\": \"Product\" in application/ld+json</p>", False),
        ("# Returns", False),
        ('{"@context": "https://schema.org", "@graph": [{', True),
        ('{"@context": {"@vocab": "http://schema.org/"}, ', True),
        ('[{"@type": "Product"', True),
        ('{"kind": "product", "id": "a"}', False),
        ("", False),
    ],
)  # fmt: skip
def test_recognises_product_pages_and_leaves_documents_alone(text: str, is_product: bool) -> None:
    assert jsonld.recognised(text) is is_product


@pytest.mark.parametrize("wrapped", ["<!-- {} -->", "//<![CDATA[\n{}\n//]]>", "/*<![CDATA[*/ {} /*]]>*/", "{};", "\n\n{}"])  # fmt: skip
def test_what_templates_put_around_is_passed_over(tmp_path: Path, wrapped: str) -> None:
    page = _page(wrapped.replace("{}", json.dumps(LAMP, indent=1)))
    assert [one.id for one in _products(_read(tmp_path / "a.html", page))] == ["l1"]


def test_a_bad_product_is_named_by_its_line_and_the_others_are_kept(tmp_path: Path) -> None:
    nodes = [
        LAMP,
        LAMP | {"sku": "l2", "offers": OFFER | {"price": "ask us"}},
        LAMP | {"sku": "l3"},
    ]
    text = json.dumps({"@graph": nodes}, indent=1)
    line = text[: text.index('"l2"')].count("\n") - 2
    assert text.split("\n")[line - 1].strip() == "{"
    records = _read(tmp_path / "a.jsonld", text)
    assert [one.id for one in _products(records)] == ["l1", "l3"]
    assert _refused(records)[0][0] == line
    assert "'ask us' is no number; write it as 12.50" in _refused(records)[0][1]
    page = _page("{}", text)
    records = _read(tmp_path / "a.html", page)
    assert page.split("\n")[_refused(records)[0][0] + 2].strip() == '"sku": "l2",'


def test_a_broken_script_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    page = _page('{"@type": "Product", "name": "Cut', LAMP)
    records = _read(tmp_path / "a.html", page)
    assert [one.id for one in _products(records)] == ["l1"]
    assert _refused(records) == [(3, "this JSON-LD is not JSON; mend it or export it again")]


def test_one_product_a_line(tmp_path: Path) -> None:
    lines = [json.dumps(LAMP), "", '{"@type": "Product", "sk', json.dumps(LAMP | {"sku": "l2"})]
    for ordered in (lines, lines[2:] + lines[:2]):
        records = _read(tmp_path / "a.jsonld", "\n".join(ordered))
        assert sorted(one.id for one in _products(records)) == ["l1", "l2"]
        assert [line for line, _ in _refused(records)] == [ordered.index(lines[2]) + 1]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", _page({"@type": "Organization", "name": "Shop"})),
        ("a.html", "<p>Nothing</p>"),
        ("a.html", "<![if 1<p>"),
        ("a.jsonld", "[]"),
        ("a.jsonld", '{"@type": "Product"}'),
    ],
)
def test_what_holds_no_product_is_refused(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(CatalogError, match=r"no schema\.org Product in its JSON-LD"):
        _read(tmp_path / name, text)


def test_endless_nesting_is_no_crash(tmp_path: Path) -> None:
    for text in ("[" * 100_000, '{"@graph":' * 900 + "1" + "}" * 900, '{"@type":"Product","name":' * 500 + "1" + "}" * 500):  # fmt: skip
        for data, name in ((text, "a.jsonld"), (_page(text), "a.html")):
            with suppress(CatalogError):
                _read(tmp_path / name, data)


def test_nodes_that_refer_to_each_other_are_no_endless_loop(tmp_path: Path) -> None:
    graph = [
        LAMP | {"@id": "#a", "brand": {"@id": "#b"}, "isVariantOf": {"@id": "#a"}},
        {"@id": "#b", "@type": "Brand", "name": {"@id": "#c"}},
        {"@id": "#c", "name": {"@id": "#b"}},
        LAMP | {"@id": "#g", "@type": "ProductGroup", "sku": "g", "hasVariant": {"@id": "#g"}},
    ]
    records = _read(tmp_path / "a.jsonld", {"@graph": graph})
    assert all(isinstance(one, (Product, Rejected)) for one in records)


RICH = GROUP | {
    "hasVariant": [LAMP | {"offers": [OFFER, {"priceSpecification": [{"price": 1}]}]}],
    "additionalProperty": [{"name": "a", "value": {"value": 1, "unitCode": "KGM"}}],
    "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": [{"name": "x", "item": "/"}]},
}
ODD = [
    None,
    True,
    1e308,
    -1,
    "",
    "https://[",
    [],
    {},
    [[[]]],
    {"@id": "#group"},
    "x" * 300,
    "\ud800",
]
ODD += [LAMP, OFFER, [OFFER, "x", None], {"@value": "v"}, {"@type": ["Product", None]}]
PIECES = [b"", b'"', b"{", b"]", b"\xff", b"<", b"</script>", b"\\", b"&quot;", b"9" * 5000]
# Where to cut (as a share of the file), how many bytes to take out, and what to put in.
CUTS = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.sampled_from([0, 0, 1, 5, 60]),
        st.sampled_from(PIECES) | st.binary(max_size=4),
    ),
    min_size=0,
    max_size=6,
)


def _cut(data: bytes, cuts: list[tuple[float, int, bytes]]) -> bytes:
    for place, length, piece in cuts:
        start = int(place * len(data))
        data = data[:start] + piece + data[start + length :]
    return data


def _bent(value: Any, choice: random.Random) -> Any:
    """``value`` with some of what is inside of it replaced by what does not belong there."""
    if choice.random() < 0.08:
        return choice.choice(ODD)
    if isinstance(value, dict):
        return {key: _bent(inner, choice) for key, inner in value.items()}
    return [_bent(inner, choice) for inner in value] if isinstance(value, list) else value


@settings(
    max_examples=500,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(choice=st.randoms(use_true_random=False), cuts=CUTS, is_page=st.booleans())
def test_no_mutation_raises_anything_else(
    tmp_path: Path, choice: random.Random, cuts: list[tuple[float, int, bytes]], is_page: bool
) -> None:
    graph = {"@graph": [_bent(one, choice) for one in (RICH, LAMP, GROUP)]}
    text = json.dumps(graph, indent=choice.choice([None, 1]))
    text = _page(text, json.dumps(_bent(LAMP, choice))) if is_page else text
    data = _cut(text.encode(), cuts)
    path = tmp_path / ("a.html" if is_page else "a.jsonld")
    path.write_bytes(data)
    jsonld.recognised(data.decode("utf-8", "surrogateescape"))
    with suppress(CatalogError):
        for record in jsonld.read(path, "utf-8", Context("a")):
            assert isinstance(record, (Product, Review, Rejected))
