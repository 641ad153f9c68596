"""The keyword index scores as bm25s does over whole documents, and says how much of a query is held."""

from __future__ import annotations

import math
from pathlib import Path

import bm25s
import numpy as np
import pytest

from knowledge.catalog import Product
from knowledge.index.lexical import K1, B, LexicalIndex, document_terms

GOODS = (
    "Oak desk with drawers",
    "Oak chair",
    "Steel desk, steel legs",
    "Desk lamp 40W",
    "Folding chair, green",
)


@pytest.fixture(scope="module")
def groups() -> list[list[Product]]:
    return [[Product(id=str(place), title=title)] for place, title in enumerate(GOODS)]


@pytest.fixture
def lexical(groups: list[list[Product]], tmp_path: Path) -> LexicalIndex:
    LexicalIndex.build(groups).save(tmp_path)
    return LexicalIndex.load(tmp_path)


@pytest.mark.parametrize("query", ["oak desk", "steel desk steel", "desk desk lamp"])
def test_plain_words_score_as_in_bm25s(
    lexical: LexicalIndex, groups: list[list[Product]], query: str
) -> None:
    plain = bm25s.BM25(method="lucene", k1=K1, b=B)
    plain.index([document_terms(group) for group in groups], show_progress=False)
    expected = plain.get_scores(document_terms([Product(id="q", title="", description=query)]))
    found = lexical.search(query)
    assert found.rows.tolist() == np.flatnonzero(expected).tolist()
    assert found.scores == pytest.approx(expected[found.rows])


def test_coverage_weighs_terms_by_their_rarity(lexical: LexicalIndex) -> None:
    def rarity(frequency: int) -> float:
        return math.log(1 + (len(GOODS) - frequency + 0.5) / (frequency + 0.5))

    found = lexical.search("oak desk desk hovercraft")
    whole = rarity(2) + rarity(3) + rarity(1)  # oak, desk, and what nothing is called
    assert found.coverage_of(np.array([0, 1, 2, 4])) == pytest.approx(
        [(rarity(2) + rarity(3)) / whole, rarity(2) / whole, rarity(3) / whole, 0.0]
    )


def test_an_amount_is_one_thing_however_it_is_written(lexical: LexicalIndex) -> None:
    for query in ("lamp 40 watts", "lamp 40w", "lamp 0.04 kW"):
        assert lexical.search(query).coverage_of(np.array([3])) == pytest.approx([1.0]), query
    assert lexical.search("lamp 60w").coverage_of(np.array([3])) < 1.0


def test_only_what_is_allowed_is_left(lexical: LexicalIndex) -> None:
    allowed = np.array([False, True, True, False, False])
    assert lexical.search("oak desk").among(allowed).rows.tolist() == [1, 2]
    assert lexical.search("hovercraft").among(allowed).rows.tolist() == []
