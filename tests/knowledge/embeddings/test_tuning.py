"""A model tuned on the shop's own catalogue: what it learns from, and whether it is kept."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

import pytest

from knowledge.catalog import Product
from knowledge.embeddings import EmbeddingError
from knowledge.embeddings.choice import model_of
from knowledge.importing import import_files, reembed
from knowledge.knowledge import Knowledge, current
from knowledge.tuning import training, tune
from knowledge.tuning.pairs import batches
from tests.knowledge.embeddings.conftest import Use

# What each kind of goods is told by; the words of a kind are near to each other in no model.
KINDS = {
    "Seeds": "sow sprout bed soil spring harvest",
    "Kettles": "boil pour spout litre whistle hob",
    "Lanterns": "glow wick evening porch lamp bright",
    "Ropes": "knot climb strand load coil splice",
    "Brushes": "bristle paint stroke wall handle coat",
    "Saddles": "ride horse girth stirrup gallop leather",
    "Flutes": "breath tune key silver note melody",
    "Looms": "weave thread warp shuttle cloth yarn",
    "Anchors": "harbour drop chain fluke seabed boat",
}
NAMES = "Alder Birch Cedar Dogwood Elm Fir Gorse Hazel Ivy Juniper Kelp Larch Maple Nettle".split()


def _products() -> list[Product]:
    dice = random.Random(3)
    made = []
    for kind, words in KINDS.items():
        for name in NAMES:
            first, second = (" ".join(dice.sample(words.split(), 4)) for _ in range(2))
            description = f"You will {first} {name.lower()} with it. Made to {second} for years."
            made.append(
                Product(f"{kind[:2]}-{name}", f"{name} {len(made)}", description, category=(kind,))
            )
    return made


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where the shop is imported to once the settings are made."""
    rows = [f"{one.id},{one.title},{one.category[0]},{one.description}" for one in _products()]
    (tmp_path / "goods.csv").write_text("\n".join(["id,title,category,description", *rows]))
    return tmp_path / "store"


def test_texts_of_a_pair_share_no_field_and_a_batch_has_no_category_twice() -> None:
    products = _products()
    by_title = {one.title: one for one in products}
    reviews = {products[0].group: ["It has been on my porch for years and never failed."]}
    kinds = set()
    for batch in islice(batches(products, reviews, 8, seed=1), 20):
        said = [text for text, _ in batch]
        if set(said) <= KINDS.keys():
            assert len(set(said)) == len(batch) == 8
            for kind, meant in batch:
                title, _, description = meant.partition(". ")
                assert by_title[title].category == (kind,)
                assert by_title[title].description == description
            kinds.add("categories")
        else:
            assert len({meant for _, meant in batch}) == len(batch)
            kinds.add("products")
    assert kinds == {"categories", "products"}
    again = list(islice(batches(products, reviews, 8, seed=1), 3))
    assert again == list(islice(batches(products, reviews, 8, seed=1), 3))


def test_what_cannot_be_learnt_from_is_said(tmp_path: Path, goods: Path, use: Use) -> None:
    with pytest.raises(ValueError, match="no descriptions, categories or reviews to learn from"):
        next(batches([Product("a", "Kettle")], {}, 8, seed=0))
    import_files(tmp_path / "store", [goods])
    with pytest.raises(EmbeddingError, match="5 item groups is too small to tune a model on"):
        tune(tmp_path / "store")


@pytest.mark.slow
def test_a_tuned_model_that_finds_more_makes_the_stores_vectors(
    store: Path, tiny: Path, tmp_path: Path, use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "RATE", 3e-3)  # a random model has far to go
    use("sentence-transformers", model=str(tiny))
    import_files(store, [tmp_path / "goods.csv"])
    base = model_of(current(store))
    tuning = tune(store, steps=80)
    assert tuning.steps == 80
    assert tuning.queries >= 20
    dense, hybrid = tuning.compared
    assert dense.change.low is not None
    assert dense.change.low > 0
    assert hybrid.change.mean >= 0
    model = model_of(current(store))
    assert (model.base, model.dimension) == (base.fingerprint, base.dimension)
    assert tuning.model == store / "models" / model.fingerprint
    # The store stays one thing: copied elsewhere, it takes its model along.
    moved = tmp_path / "moved"
    store.rename(moved)
    (tmp_path / "goods.csv").write_text("id,title\nX1,Willow whistle\n")
    import_files(moved, [tmp_path / "goods.csv"])
    assert model_of(current(moved)) == model
    assert Knowledge.open(moved).retrieve("Willow whistle").hits[0].id == "X1"
    # And there is a way back, after which nobody needs the tuned one.
    reembed(moved)
    assert model_of(current(moved)) == base
    reembed(moved)
    assert list((moved / "models").iterdir()) == []


@pytest.mark.slow
def test_a_tuned_model_that_is_not_better_is_not_kept(
    store: Path, tiny: Path, tmp_path: Path, use: Use
) -> None:
    use("sentence-transformers", model=str(tiny))
    import_files(store, [tmp_path / "goods.csv"])
    before = model_of(current(store))
    tuning = tune(store, steps=1)
    assert tuning.model is None
    assert not tuning.is_better
    assert model_of(current(store)) == before
    assert list((store / "models").iterdir()) == []
    assert tuning.to_json()["trained"] is False
