"""Lists of products somewhere inside of one JSON value."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.catalog import CatalogError, Rejected, nested

Found = list[tuple[int, dict[str, Any]] | Rejected]


def _goods(count: int, **more: Any) -> list[dict[str, Any]]:
    return [{"id": f"p{n}", "title": f"Rope {n}"} | more for n in range(count)]


def _read(value: Any) -> Found:
    text = value if isinstance(value, str) else json.dumps(value, indent=1)
    return list(nested.records(text.splitlines(keepends=True), "shop.json"))


def _ids(found: Found) -> list[Any]:
    return [one[1].get("id") for one in found if isinstance(one, tuple)]


@pytest.mark.parametrize(
    "value",
    [
        _goods(3),
        {
            "data": {"catalog": {"items": _goods(3)}},
            "meta": {"page": 1, "links": [{"rel": "next"}]},
        },
        {"a": {"b": {"c": {"d": {"e": {"f": _goods(3)}}}}}},
        {"Artikelliste": _goods(3), "Filialen": [{"ort": "Ulm"}] * 9},
        {"shop": {"id": 7, "name": "Ropes"}, "rows": _goods(3)},
        {"id": 7, "name": "Ropes", "products": _goods(3)},
        {"rows": _goods(3, variants=_goods(5), images=[{"src": "x"}] * 8)},
        {"data": {"products": {"edges": [{"cursor": "c", "node": one} for one in _goods(3)]}}},
        {"hits": {"total": 3, "hits": [{"_id": "9", "_source": one} for one in _goods(3)]}},
        {"text": 'brackets [{ in "quotes" ]', "rows": _goods(3, note="a [ b { c \\")},
    ],
)
def test_the_list_of_products_is_found(value: Any) -> None:
    assert _ids(_read(value)) == ["p0", "p1", "p2"]
    assert nested.holds_records(json.dumps(value))


@pytest.mark.parametrize(
    "record",
    [
        {"id": 1, "title": "Rope", "images": [{"src": "a.jpg"}]},
        {"id": 1, "title": "Rope", "variants": [{"id": 2, "title": "Rope, red"}]},
        {"id": 1, "title": "Rope", "reviews": [{"id": 2, "text": "Strong"}]},
        {"order_id": 1, "email": "a@b.example", "items": [{"sku": 1, "name": "Rope"}]},
        {"id": 1, "title": "Rope"},
    ],
)
def test_a_record_with_lists_of_its_own_is_one_record(record: Any) -> None:
    assert not nested.holds_records(json.dumps(record))


def test_columns_without_usual_names_are_left_to_the_mapping() -> None:
    assert [one[1] for one in _read({"zeilen": [{"Nr": 1}, {"Nr": 2}], "x": [{"y": 1}]}) if isinstance(one, tuple)] == [{"Nr": 1}, {"Nr": 2}]  # fmt: skip


def test_every_record_knows_the_line_where_it_starts() -> None:
    text = '\n{"meta": {},\n\n "items": [\n{"id": "a",\n"title": "A"}, {"id": "b",\n"title": "B"},\n\n{"id": "c", "title": "C"}]}'
    assert [one[0] for one in _read(text) if isinstance(one, tuple)] == [5, 6, 9]


def test_a_bad_record_is_named_and_the_others_are_kept() -> None:
    rows = [
        '{"id": "a", "title": "A"}',
        '{"id": "b", "title": B}',
        "7",
        '{"id": "d", "title": "D"}',
    ]
    found = _read('{"items": [\n' + ",\n".join(rows) + "\n]}")
    assert _ids(found) == ["a", "d"]
    refused = [one for one in found if isinstance(one, Rejected)]
    assert [one.line for one in refused] == [3] or [one.line for one in refused] == [3, 4]
    assert "not JSON" in refused[0].reason
    assert "export the file again" in refused[0].reason


def test_a_record_with_a_wrong_byte_is_left_out() -> None:
    found = _read('[{"id": "a", "title": "M\udcf6bel"},\n{"id": "b", "title": "ü"}]')
    assert _ids(found) == ["b"]
    assert isinstance(found[0], Rejected)
    assert "byte 0xF6" in found[0].reason


def test_a_file_that_is_cut_off_gives_what_it_holds() -> None:
    text = json.dumps({"data": {"items": _goods(5)}}, indent=1)
    found = _read(text[: text.index('"p3"') + 2])
    assert _ids(found) == ["p0", "p1", "p2"]
    assert isinstance(found[-1], Rejected)
    assert found[-1].line == text[: text.index('"p3"')].count("\n")
    found = _read(text[: text.index("}", text.index('"p3"')) + 1])
    assert _ids(found) == ["p0", "p1", "p2", "p3"]
    assert isinstance(found[-1], Rejected)
    assert "the list is never closed" in found[-1].reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{}", "no list of objects inside"),
        ("[]", "no list of objects inside"),
        ('{"version": 1}', "no list of objects inside"),
        ('{"sizes": [1, 2]}', "no list of objects inside"),
        ("", "no list of objects inside"),
        pytest.param("[" * 100_000, "no list of objects inside", id="deep"),
        ('[{"id": "a", "name"', "neither JSON Lines nor one JSON value"),
    ],
)
def test_what_holds_no_records_is_refused(text: str, reason: str) -> None:
    with pytest.raises(CatalogError, match=reason):
        _read(text)


def test_a_value_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nested, "LARGEST", 1000)
    with pytest.raises(CatalogError, match="over 1000 characters; export it as JSON Lines"):
        _read({"items": _goods(100)})


def test_endless_nesting_is_no_crash() -> None:
    deep = '{"id": "a", "title": ' + "[" * 5000 + "]" * 5000 + "}"
    found = _read(f'[{deep},\n{{"id": "b", "title": "B"}}]')
    assert _ids(found)[-1] == "b"


GOODS = json.dumps(
    {"meta": [{"a": 1}], "data": {"items": _goods(4, images=[{"u": "x"}])}}, indent=1
)
PIECES = ['"', "\\", "[", "]", "{", "}", ":", ",", "\n", "9" * 5000, "\udc80", "NaN", ""]


@settings(max_examples=500, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from([0, 1, 9]), st.sampled_from(PIECES) | st.text()),
        min_size=1,
        max_size=5,
    )
)
def test_no_mutation_raises_anything_else(cuts: list[tuple[float, int, str]]) -> None:
    text = GOODS
    for place, length, piece in cuts:
        start = int(place * len(text))
        text = text[:start] + piece + text[start + length :]
    nested.holds_records(text)
    with suppress(CatalogError):
        for one in _read(text):
            assert isinstance(one, Rejected) or isinstance(one[1], dict)
