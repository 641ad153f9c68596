"""Rows that cannot be used: each is named with its line and its mend, and the others are kept."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from knowledge.catalog import Product, Rejected, Review, read

HEADER = "id,name,price,currency,description\n"
GOOD = "g1,Oak shelf,40,EUR,plain\n"


def _products(records: list[Product | Rejected]) -> list[str]:
    return [record.id for record in records if isinstance(record, Product)]


def _read(path: Path, data: str | bytes) -> list[Product | Rejected]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read([path]))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("b,Desk,-5,EUR,x", "the price '-5' is negative; give what the product costs"),
        ("b,Desk,ask us,EUR,x", "'ask us' is no number; write it as 12.50, or leave it out"),
        ("b,Desk,5-9,EUR,x", "the price '5-9' is a range; give one price a variant"),
        ("b,Desk,1e30,EUR,x", "out of all bounds; check it"),
        ("b,Desk,5,Euros,x", "'Euros' is no ISO 4217 code; write USD or EUR, or give --currency"),
        (",Desk,5,EUR,x", "id is missing; fill it in, or map another column to it"),
        ("b,,5,EUR,x", "name is missing; fill it in, or map another column to it"),
        ("b", "only 1 cells under 5 columns; the row is cut short"),
        ("b,Desk,5,EUR,x,y", "6 cells under 5 columns; quote text that holds the delimiter"),
        ("b,De\0sk,5,EUR,x", "not readable as a row (line contains NUL)"),
        ("g1,Desk,5,EUR,x", "product 'g1' was read before"),
        ('b,Desk,5,EUR,"x', "a quote opened in this row is never closed; close it"),
        (f"b,{'D' * 1_000_000},5,EUR,x", "name has 1000000 characters, over 500"),
        (f"{'b' * 1_000_000},Desk,5,EUR,x", "id has 1000000 characters, over 500"),
        (f"b,Desk,{'5 ' * 500_000},EUR,x", "has 999999 characters; write it as 12.50"),
    ],
)
def test_a_bad_row_of_a_table_is_named_and_the_others_are_kept(
    tmp_path: Path, row: str, reason: str
) -> None:
    path = tmp_path / "shop.csv"
    records = _read(path, HEADER + GOOD + row + "\n" + "g2,Ash shelf,50,EUR,plain\n")
    (rejected,) = (record for record in records if isinstance(record, Rejected))
    assert (rejected.source, rejected.line) == (str(path), 3)
    assert reason in rejected.reason.replace("title", "name")
    assert _products(records) == ["g1", "g2"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"kind": "product", "id": "b", "ti', "not JSON"),
        ('{"kind": "product", "id": "b"}', "title is missing"),
        ('{"kind": "gadget", "id": "b"}', "kind is 'gadget'; write one of product, review"),
        ("[1, 2]", "not a JSON object; write one object a line"),
        ("[" * 100_000, "nested too deep"),
        ('{"kind": "product", "id": "b", "title": "x\0"}', "not JSON"),
        ('{"kind": "product", "id": "g1", "title": "Desk"}', "product 'g1' was read before"),
        ('{"kind": "product", "id": "b", "title": "Desk", "price": "soon"}', "write it as 12.50"),
        ('{"kind": "review", "id": "r", "text": "Fine"}', "product_id is missing"),
        ('{"kind": "review", "product_id": "g1", "rating": 9}', "'9' is not from 1 to 5"),
        ('{"kind": "review", "product_id": "g1"}', "neither a text nor a rating"),
        ('{"kind": "order", "id": "o", "email": "nobody"}', "is not an address"),
        ('{"kind": "order", "id": "o", "email": "a@b.c", "status": "lost"}', "none of pending"),
        (
            '{"kind": "order", "id": "o", "email": "a@b.c", "status": "shipped", "date": "1/2/24"}',
            "write 2024-05-31",
        ),
        (
            '{"kind": "order", "id": "o", "email": "a@b.c", "status": "new", "date": "2024-05-31"}',
            "order o has no lines",
        ),
        ('{"kind": "document", "id": "d"}', "the document has no text"),
    ],
)
@pytest.mark.parametrize("place", [1, 3])
def test_a_bad_line_of_json_lines_is_named_and_the_others_are_kept(
    tmp_path: Path, line: str, reason: str, place: int
) -> None:
    lines = [f'{{"kind": "product", "id": "g{n}", "title": "Shelf"}}' for n in (1, 2)]
    lines.insert(place - 1, line)
    path = tmp_path / "shop.jsonl"
    records = _read(path, "\n".join(lines) + "\n")
    (rejected,) = (record for record in records if isinstance(record, Rejected))
    first_is_kept = "read before" in reason and place == 1
    assert (rejected.source, rejected.line) == (str(path), 2 if first_is_kept else place)
    assert reason in rejected.reason
    assert _products(records) == ["g1", "g2"]


def test_a_file_cut_off_in_its_last_line_gives_all_before(tmp_path: Path) -> None:
    text = '{"id": "a", "title": "Lamp"}\n{"id": "b", "title": "Lantern"}\n'
    records = _read(tmp_path / "shop.jsonl", text[:-12])
    assert _products(records) == ["a"]
    assert isinstance(records[-1], Rejected)
    assert (records[-1].line, records[-1].reason[:8]) == (2, "not JSON")


@pytest.mark.parametrize("tail", ["", "c,Desk,7,EUR,plain\n", 'c,Desk,7,EUR,"two, three"\n'])
def test_an_open_quote_swallows_no_other_row(tmp_path: Path, tail: str) -> None:
    text = HEADER + GOOD + 'b,Stool,6,EUR,"three legs\n' + tail
    records = _read(tmp_path / "shop.csv", text)
    assert [record.line for record in records if isinstance(record, Rejected)] == [3]
    assert _products(records) == ["g1", *(["c"] if tail else [])]


def test_rows_whose_quotes_are_all_open_are_not_joined_to_each_other(tmp_path: Path) -> None:
    records = _read(tmp_path / "shop.csv", 'id,name,price\na,"Desk,4\nb,"Stool,5\nc,Lamp,6\n')
    assert [record.line for record in records if isinstance(record, Rejected)] == [2, 3]
    assert _products(records) == ["c"]


def test_text_over_several_lines_and_stray_quotes_are_no_faults(tmp_path: Path) -> None:
    rows = 'a,Desk,7,EUR,"wood,\nsteel, oak, ash, elm\n""solid"""\nb,Pipe 5" wide,8,EUR,x\n'
    records = _read(tmp_path / "shop.csv", HEADER + rows)
    assert _products(records) == ["a", "b"]
    assert isinstance(records[0], Product)
    assert records[0].description.endswith('elm\n"solid"')


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    table = HEADER + '\n\na,Desk,7,EUR,"two\nlines"\n\nb,Stool,-1,EUR,x\n'
    assert [r.line for r in _read(tmp_path / "a.csv", table) if isinstance(r, Rejected)] == [7]
    lines = '\n\n{"id": "a", "title": "Desk"}\n\n{"id": "b"}\n'
    assert [r.line for r in _read(tmp_path / "a.jsonl", lines) if isinstance(r, Rejected)] == [5]


def test_a_row_with_a_byte_of_another_encoding_is_left_out(tmp_path: Path) -> None:
    text = (HEADER + "a,Möbelöl für Tische,7,EUR,x\n").encode() + b"b,M\xf6bel,7,EUR,x\n"
    records = _read(tmp_path / "shop.csv", text)
    assert _products(records) == ["a"]
    assert isinstance(records[1], Rejected)
    assert records[1].line == 3
    assert "byte 0xF6 after 'bM' does not fit" in records[1].reason
    assert "save the file as UTF-8" in records[1].reason


def test_a_packed_file_that_breaks_off_gives_what_it_holds(tmp_path: Path) -> None:
    rows = "".join(f"p{n},Shelf {n},{n + 1},EUR,{n * 7919 % 10007}\n" for n in range(2000))
    records = _read(tmp_path / "shop.csv.gz", gzip.compress((HEADER + rows).encode())[:9000])
    assert _products(records)[:2] == ["p0", "p1"]
    assert isinstance(records[-1], Rejected)
    assert "the file breaks off" in records[-1].reason
    assert "export it again" in records[-1].reason


@pytest.mark.parametrize("name", ["shop.csv.gz", "page.html.gz", "shop.jsonl.gz", "feed.xml.gz"])
@pytest.mark.parametrize("format", ["auto", "shopify"])
def test_a_packed_file_of_less_than_a_line_is_told_to_break_off(
    tmp_path: Path, name: str, format: str
) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(b"id,name,price\n" * 50)[:22])
    told = [one.reason for one in read([path], format=format) if isinstance(one, Rejected)]
    assert "the file breaks off" in told[-1]


def test_a_price_that_is_no_single_value_is_refused(tmp_path: Path) -> None:
    lines = (
        '{"id": "a", "title": "Desk", "price": 5}\n{"id": "b", "title": "Bed", "price": [1, 2]}\n'
    )
    records = _read(tmp_path / "shop.jsonl", lines)
    assert _products(records) == ["a"]
    assert isinstance(records[1], Rejected)
    assert "is not one value; give one price a variant" in records[1].reason


def test_a_price_may_be_absent_but_is_never_made_up(tmp_path: Path) -> None:
    rows = "a,Desk,,EUR,x\nb,Stool,n/a,EUR,x\nc,Shelf,-,,x\n"
    records = _read(tmp_path / "shop.csv", HEADER + rows)
    assert [record.price for record in records if isinstance(record, Product)] == [None] * 3


@pytest.mark.parametrize("field", ["description", "brand", "color", "category", "Finish"])
def test_a_field_of_a_million_characters_is_cut(tmp_path: Path, field: str) -> None:
    text = f"id,name,{field}\na,Desk,{'x ' * 500_000}\nb,Stool,fine\n"
    records = _read(tmp_path / "shop.csv", text)
    assert _products(records) == ["a", "b"]
    assert len(repr(records[0])) < 25_000


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p>Warm &amp; dry</p>", "Warm & dry"),
        ("<script>alert(1)</script>Warm<style>p {}</style>", "Warm"),
        ("<ul><li>down</li><li>hood</li></ul>", "- down\n- hood"),
        ("&lt;b&gt;Warm&lt;/b&gt;", "Warm"),
        ("Warm<img src=x onerror=alert(1)>", "Warm"),
        ("fits 3 < 5 people", "fits 3 < 5 people"),
    ],
)
def test_markup_in_text_is_shown_as_text(tmp_path: Path, written: str, shown: str) -> None:
    records = _read(tmp_path / "shop.csv", f'id,name,description\na,Coat,"{written}"\n')
    assert [r.description for r in records if isinstance(r, Product)] == [shown]


def test_markup_in_names_and_reviews_is_shown_as_text(tmp_path: Path) -> None:
    (product,) = _read(tmp_path / "a.csv", "id,name,price\na,<b>Coat</b> &amp; hood,5\n")
    assert isinstance(product, Product)
    assert product.title == "Coat & hood"
    path = tmp_path / "reviews.csv"
    path.write_text("product_id,rating,text\na,5,<script>alert(1)</script><i>Warm</i>\n")
    (review,) = read([path])
    assert isinstance(review, Review)
    assert review.text == "Warm"
