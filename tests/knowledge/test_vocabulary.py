"""What is learnt from a catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.catalog import Product
from knowledge.vocabulary import Vocabulary
from tests.knowledge.query.shops import CAR_PARTS, CELLAR, FASHION


def test_holds_the_shops_own_spelling_and_counts() -> None:
    vocabulary = Vocabulary.build(FASHION)
    assert vocabulary.brands["Orla & Finch"] == 4
    assert vocabulary.categories["Ankle boots"] == ["Shoes"]
    assert vocabulary.category_counts["Shoes"] == 5
    assert set(vocabulary.sizes) >= {"M", "UK 8", "One size"}
    assert vocabulary.materials["leather"] == 4


def test_knows_the_family_of_a_shade() -> None:
    families = Vocabulary.build(FASHION).color_families()
    assert families["navy"] == families["sky blue"] == families["blue"] == "blue"
    assert families["burgundy"] == "red"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Volume", "number"), ("Lockable", "flag"), ("Compound", "text"), ("Viscosity", "text")],
)
def test_tells_numbers_from_flags_and_words(name: str, kind: str) -> None:
    assert Vocabulary.build(CAR_PARTS).attributes[name].kind == kind


def test_units_are_known_under_other_names_of_their_dimension() -> None:
    units = Vocabulary.build(CAR_PARTS).units
    assert units["l"] == units["litres"] == units["ml"]
    assert units["kg"] == units["lb"] != units["l"]


def test_names_the_departments_largest_first() -> None:
    assert Vocabulary.build(CELLAR).departments() == ["Wine", "Spirits", "Accessories", "Glassware"]


def test_finds_products_by_any_of_their_numbers() -> None:
    product = Product(id="7", title="Thing", mpn="AB-1", gtin=("4006381333931",))
    identifiers = Vocabulary.build([product]).identifiers
    assert identifiers["ab-1"] == identifiers["4006381333931"] == "7"


def test_saving_and_loading_loses_nothing(tmp_path: Path) -> None:
    vocabulary = Vocabulary.build([*FASHION, *CAR_PARTS, *CELLAR])
    vocabulary.save(tmp_path / "vocabulary")
    assert Vocabulary.load(tmp_path / "vocabulary") == vocabulary


def test_an_empty_catalogue_has_an_empty_vocabulary(tmp_path: Path) -> None:
    vocabulary = Vocabulary.build([])
    vocabulary.save(tmp_path / "vocabulary")
    assert Vocabulary.load(tmp_path / "vocabulary").departments() == []
