"""Files in any encoding and under any name; those that cannot be read are refused with the mend."""

from __future__ import annotations

import codecs
import gzip
import os
from pathlib import Path

import pytest

from knowledge.catalog import CatalogError, Document, Product, read

TABLE = (
    "id;name;price;color\nh1;Crème brûlée – set;5,50 €;weiß\nh2;Pfännchen „Brûlot“;12,00 €;rosé\n"
)


def _read(path: Path, data: bytes) -> list[tuple[str, str, str]]:
    path.write_bytes(data)
    records = list(read([path]))
    assert all(isinstance(record, Product) for record in records), records
    return [(r.title, str(r.price), r.color) for r in records if isinstance(r, Product)]


EXPECTED = [
    ("Crème brûlée – set", "5.50", "weiß"),
    ("Pfännchen „Brûlot“", "12.00", "rosé"),
]


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("cp1252"),
        TABLE.encode("utf-16"),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
        TABLE.encode("utf-16-le"),
        TABLE.encode("utf-16-be"),
        TABLE.encode("utf-32"),
        TABLE.replace("\n", "\r\n").encode("utf-8-sig"),
        TABLE.replace("\n", "\r").encode(),
        TABLE.replace(";", "\t").encode(),
        TABLE.replace(";", "|").encode(),
        gzip.compress(TABLE.encode()),
    ],
    ids=(
        "utf-8 BOM-8 cp1252 utf-16 BOM-16-be utf-16-le utf-16-be utf-32 CRLF CR tabs bars gzip"
    ).split(),
)
def test_a_table_is_read_alike_however_it_is_saved(tmp_path: Path, data: bytes) -> None:
    assert _read(tmp_path / "shop.csv", data) == EXPECTED


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("latin-1", "Crème brûlée für zwei"),
        ("cp1250", "Žluťoučký kůň, šálek na čaj"),
        ("cp1251", "Чайник заварочный, белый фарфор"),
        ("cp932", "抹茶の茶碗と茶筅のセット"),
    ],
)
def test_an_old_encoding_is_recognised(tmp_path: Path, encoding: str, title: str) -> None:
    rows = "".join(f"h{n};{title} {n}\n" for n in range(20))
    path = tmp_path / "shop.csv"
    path.write_bytes(("id;name\n" + rows).encode(encoding))
    assert [r.title for r in read([path]) if isinstance(r, Product)][:1] == [f"{title} 0"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", b"", "the file is empty; export it again"),
        ("a.csv", b" \n\n", "no header with column names found; the first line must name"),
        ("a.csv", b"title\nDesk\n", "no header with column names found"),
        (
            "a.csv",
            b"name,price\nDesk,5\n",
            "looks like the id of a product; name it with --map id=",
        ),
        ("a.csv", b"i\0d,name\na,Desk\n", "the header is not readable"),
        (
            "a.csv",
            b'7,"two\nlines",ana@example.com\n8,x,bo@example.com\n',
            "(the columns are 7, two lines, ...)",
        ),
        ("a.csv", b"id,price,\n1,2,3\n", "looks like the title of a product"),
        ("a.csv", b"id,name" + b",x" * 20_000, "20002 columns, over 10000; export the file with"),
        ("a.csv", bytes(range(256)) * 40, "its encoding cannot be recognised; save it as UTF-8"),
        (
            "a.csv",
            b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\0>\0\x01" + bytes(99),
            "this is no text",
        ),
        ("a.csv", b"\x89PNG\r\n\x1a\n....", "this is a picture"),
        ("a.xlsx", b"PK\x03\x04....", "an Excel workbook: unpack it, or save the sheet as CSV"),
        ("a.jsonl", b"\n\n", "the file is empty; export it again"),
        ("a.json", b'[{"id": "a", "name"', "neither JSON Lines nor one JSON value"),
        ("a.json", b'{"version": 1}\n', "looks like the id of a product"),
        ("a.json", b"[]", "no list of objects inside; export the products as a list"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(CatalogError) as refusal:
        list(read([path]))
    assert str(refusal.value).startswith(str(path))
    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_missing_file_and_a_folder_without_exports_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"none\.csv: no such file; check the path"):
        list(read([tmp_path / "none.csv"]))
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    (tmp_path / "README.md").write_text("About these files.")
    (tmp_path / ".hidden.csv").write_text(TABLE)
    with pytest.raises(
        CatalogError, match=r"nothing to import in this folder; files end in \.atom"
    ):
        list(read([tmp_path]))


def test_a_pipe_is_refused_and_links_that_go_in_circles_are_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(CatalogError, match=r"pipe\.csv: a pipe or a device; save it to a file"):
        list(read([tmp_path / "pipe.csv"]))
    (tmp_path / "self.csv").symlink_to(tmp_path / "self.csv")
    with pytest.raises(CatalogError, match=r"self\.csv: no such file"):
        list(read([tmp_path / "self.csv"]))
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "again").symlink_to(tmp_path / "tree")
    (tmp_path / "tree" / "shop.csv").write_text(TABLE)
    assert len(list(read([tmp_path / "tree"]))) == 2


def test_a_folder_is_read_with_all_its_folders(tmp_path: Path) -> None:
    (tmp_path / "goods").mkdir()
    (tmp_path / "goods" / "table.csv").write_text(TABLE)
    (tmp_path / "help").mkdir()
    (tmp_path / "help" / "sending-back.md").write_text("# Returns & refunds\n\nThirty days.\n")
    (tmp_path / "help" / "care.html").write_text("<h1>Care</h1><p>Wipe &amp; dry.</p>")
    (tmp_path / "help" / "gift_wrapping.txt").write_text("Free of charge.\n")
    records = list(read([tmp_path]))
    assert [r.id for r in records if isinstance(r, Product)] == ["h1", "h2"]
    documents = {r.id: r.title for r in records if isinstance(r, Document)}
    assert documents == {
        "sending-back": "Returns & refunds",
        "care": "Care",
        "gift_wrapping": "Gift Wrapping",
    }


def test_policies_stay_documents_beside_a_table_with_named_columns(tmp_path: Path) -> None:
    (tmp_path / "shop.csv").write_text("Nr;Was\n1;Desk\n")
    (tmp_path / "returns.md").write_text("# Returns\n\nThirty days.\n")
    records = list(read([tmp_path], mapping={"id": "Nr", "title": "Was"}))
    assert [type(record) for record in records] == [Document, Product]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "shop.csv"
    path.write_text(TABLE)
    assert len(list(read([path, tmp_path, path]))) == 2
