"""Strings and postings come back from disk as they were put in."""

from __future__ import annotations

from array import array
from pathlib import Path

import numpy as np
import pytest

from knowledge.index.postings import Postings
from knowledge.index.strings import Strings

NAMES = ["sku-2", "Ärmel", "sku-10", "", "表参道", "a\x00b", "lone \ud800"]


def test_strings_are_read_and_found_in_any_order(tmp_path: Path) -> None:
    Strings.indexed(NAMES).save(tmp_path, "names")
    opened = Strings.load(tmp_path, "names")
    assert list(opened) == NAMES
    assert [opened.find(name) for name in NAMES] == list(range(len(NAMES)))
    assert [opened.find(name) for name in ("sku", "sku-20", "zz", "\x00")] == [None] * 4


def test_no_strings_at_all_can_be_saved(tmp_path: Path) -> None:
    Strings.indexed([]).save(tmp_path, "names")
    assert (len(opened := Strings.load(tmp_path, "names")), opened.find("a")) == (0, None)


@pytest.fixture
def postings(tmp_path: Path) -> Postings:
    found = {
        "color": {"red": [0, 2, 5], "blue": [2], "dark red": [4]},
        "size": {"m": [1], "red": [3]},
    }
    rows = {
        field: {value: array("i", rows) for value, rows in values.items()}
        for field, values in found.items()
    }
    Postings.build(rows).save(tmp_path, "values")
    return Postings.load(tmp_path, "values")


def test_rows_are_found_by_field_and_value(postings: Postings) -> None:
    colors = postings.values("color")
    assert colors.texts() == ["blue", "dark red", "red"]
    assert colors.rows("red").tolist() == [0, 2, 5]
    assert colors.rows("blue", "red", "m").tolist() == [2, 0, 2, 5]
    assert postings.values("size").rows("red").tolist() == [3]
    assert colors.rows_where(np.array([True, True, False])).tolist() == [2, 4]
    assert sorted(set(colors.all_rows().tolist())) == [0, 2, 4, 5]


def test_a_field_that_nothing_has_is_empty(postings: Postings) -> None:
    assert len(postings.values("weight")) == 0
    assert postings.values("weight").rows("red").tolist() == []
    assert postings.values("weight").all_rows().tolist() == []
