"""Every export, broken in every way: good records come out, or the reason why not."""

from __future__ import annotations

import codecs
import gzip
import tempfile
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.catalog import FORMATS, CatalogError, Product, Rejected, read
from tests.conftest import SHOPS
from tests.knowledge.catalog.test_exports import EXPORTS

SEEDS = sorted([*EXPORTS.iterdir(), *SHOPS.glob("*/*")])

HOSTILE = [
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1f\x8b", b"\r", b"\r\r\n", b'"', b'""', b"'"),
    *(b",", b";", b"\t", b"|", b"{", b"}", b"[", b"]", b"[[[[", b"<", b">", b"&", b"<![CDATA["),
    *(b"</item>", b"<item>", b"&#0;", b"&lol;", b"NaN", b"Infinity", b"-Infinity", b"1e400"),
    *(b"9" * 400, b"-5", b"0", b"call us", b"12-15", b"1.234,56", b"\xd9\xa1\xd9\xa2", b"null"),
    *(b"<script>alert(1)</script>", b"<p>", b"\xe2\x80\xae", b"\xf0\x9f\x8e\xb8", b"\xed\xa0\x80"),
    *(b"2026-02-30", b"31/31/2026", b"\xc3", b"\xe9", b"id", b"title", b"price", b"parent"),
    *(b"true", b"{}", b'{"@id": "x"}', b'"@graph": [', b"sep=;\n", b"\n\n\n", b"\x1a", b"\x0b"),
]


def _cut(data: bytes, place: float, _: bytes) -> bytes:
    return data[: int(len(data) * place)]


def _insert(data: bytes, place: float, piece: bytes) -> bytes:
    at = int(len(data) * place)
    return data[:at] + piece + data[at:]


def _overwrite(data: bytes, place: float, piece: bytes) -> bytes:
    at = int(len(data) * place)
    return data[:at] + piece + data[at + len(piece) :]


def _repeat_line(data: bytes, place: float, _: bytes) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    at = min(int(len(lines) * place), len(lines) - 1)
    return b"".join([*lines[:at], lines[at], *lines[at:]])


def _drop_line(data: bytes, place: float, _: bytes) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    at = min(int(len(lines) * place), len(lines) - 1)
    return b"".join([*lines[:at], *lines[at + 1 :]])


def _swap_pieces(data: bytes, place: float, piece: bytes) -> bytes:
    """Every such piece becomes a delimiter: quotes vanish, columns move."""
    return data.replace(piece, b";") if piece in data else data.replace(b",", piece)


def _recode(data: bytes, place: float, _: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    encodings = ("utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251", "cp932", "utf-7")
    return text.encode(encodings[int(place * len(encodings)) % len(encodings)], "replace")


def _long(data: bytes, place: float, piece: bytes) -> bytes:
    return _insert(data, place, piece * (20_000 // max(1, len(piece))))


def _packed(data: bytes, place: float, _: bytes) -> bytes:
    packed = gzip.compress(data)
    return packed[: int(len(packed) * (0.5 + place))]


def _old_ends(data: bytes, place: float, _: bytes) -> bytes:
    at = int(len(data) * place)
    return data[:at].replace(b"\n", b"\r") + data[at:].replace(b"\n", b"\r\n")


def _marked(data: bytes, place: float, _: bytes) -> bytes:
    marks = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)
    return marks[int(place * len(marks)) % len(marks)] + data


MUTATIONS: list[Callable[[bytes, float, bytes], bytes]] = [
    *(_cut, _insert, _overwrite, _repeat_line, _drop_line, _swap_pieces, _recode, _long),
    *(_packed, _old_ends, _marked),
]
mutations = st.lists(
    st.tuples(
        st.sampled_from(MUTATIONS),
        st.floats(0, 1, exclude_max=True),
        st.sampled_from(HOSTILE),
    ),
    min_size=1,
    max_size=4,
)


def _check(path: Path, format: str) -> None:
    refused, records = str(path), []
    try:
        records = list(read([path], format=format))
    except CatalogError as error:
        refused = str(error)
    assert refused.startswith(str(path))
    assert "\n" not in refused
    assert len(refused) < 5_000
    for record in records:
        if isinstance(record, Rejected):
            assert record.source == str(path)
            assert record.line >= 0
            assert 0 < len(record.reason) < 2_000
            assert "\n" not in record.reason
            continue
        assert record.id
        told = repr([getattr(record, field.name) for field in fields(record)])
        assert len(told) < 3_000_000
        for junk in ("\\x00", "\\ud8", "\\udc", "<script>alert(1)"):
            assert junk not in told
        if isinstance(record, Product):
            assert record.title
            for price in (record.price, record.sale_price):
                assert price is None or (price.is_finite() and price >= 0)
            assert record.quantity is None or record.quantity >= 0
            assert record.rating is None or 1 <= record.rating <= 5


def _fuzz(seed: Path, format: str, changes: list[tuple[object, float, bytes]]) -> None:
    data = seed.read_bytes()
    for change, place, piece in changes:
        data = change(data, place, piece)[:2_000_000]  # type: ignore[operator]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, seed.name)
        path.write_bytes(data)
        _check(path, format)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SEEDS), mutations)
def test_whatever_is_broken_only_good_records_come_out(
    seed: Path, changes: list[tuple[object, float, bytes]]
) -> None:
    _fuzz(seed, "auto", changes)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SEEDS), st.sampled_from(FORMATS), mutations)
def test_whatever_format_is_named(
    seed: Path, format: str, changes: list[tuple[object, float, bytes]]
) -> None:
    _fuzz(seed, format, changes)


@pytest.mark.slow
@settings(max_examples=6000, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SEEDS), st.sampled_from(FORMATS), mutations)
def test_whatever_is_broken_at_length(
    seed: Path, format: str, changes: list[tuple[object, float, bytes]]
) -> None:
    _fuzz(seed, format, changes)
