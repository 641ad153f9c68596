"""A catalogue imported again: only what differs is done, and who has the store open sees it."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from knowledge.constraints import Constraints, Range
from knowledge.embeddings.onnx import OnnxEmbedder
from knowledge.importing import import_files
from knowledge.knowledge import Knowledge, shop
from knowledge.versions import current, meta

HEADER = "id,name,price,currency,stock,description\n"
DESK = "a,Oak desk,100,EUR,4,Solid oak\n"
STOOL = "b,Ash stool,40,EUR,0,Three legs\n"
SHELF = "c,Pine shelf,60,EUR,9,Five boards\n"


@pytest.fixture
def goods(tmp_path: Path) -> Path:
    """A table of two products, imported to ``store`` beside it."""
    path = tmp_path / "goods.csv"
    path.write_text(HEADER + DESK + STOOL)
    import_files(tmp_path / "store", [path])
    return path


@pytest.fixture
def store(goods: Path) -> Path:
    """The store of `goods`."""
    return goods.parent / "store"


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Fills with every text that is embedded."""
    texts: list[str] = []
    embed = OnnxEmbedder.embed

    def noted(self: OnnxEmbedder, some: list[str], *progress: Any) -> Any:
        texts.extend(some)
        return embed(self, some, *progress)

    monkeypatch.setattr(OnnxEmbedder, "embed", noted)
    return texts


def _ids(store: Path) -> list[str]:
    return [product.id for product in Knowledge.open(store).store.all_products()]


def _under(knowledge: Knowledge, price: float) -> list[str]:
    hits = knowledge.search(Constraints(price=Range(max=price))).hits
    return [hit.id for hit in hits]


def test_an_import_again_finds_everything_as_it_is(
    goods: Path, store: Path, embedded: list[str]
) -> None:
    version = current(store)
    report = import_files(store, [goods])
    assert (report.products, report.unchanged, report.removed) == (2, 2, 0)
    assert (current(store), embedded) == (version, [])


def test_only_what_has_changed_is_embedded(goods: Path, store: Path, embedded: list[str]) -> None:
    goods.write_text(HEADER + DESK + STOOL.replace("Ash", "Beech") + SHELF)
    report = import_files(store, [goods])
    assert (report.products, report.unchanged) == (3, 1)
    assert {text.split(".")[0] for text in embedded} == {"Beech stool", "Pine shelf"}
    knowledge = Knowledge.open(store)
    assert knowledge.retrieve("beech").hits[0].id == "b"
    assert knowledge.retrieve("oak").hits[0].id == "a"


def test_a_price_and_stock_reach_who_has_the_store_open(
    goods: Path, store: Path, embedded: list[str]
) -> None:
    knowledge = Knowledge.open(store)
    assert _under(knowledge, 50) == ["b"]
    goods.write_text(HEADER + DESK.replace("100", "45") + STOOL.replace(",0,", ",7,"))
    report = import_files(store, [goods])
    knowledge.refresh()
    assert (report.unchanged, embedded, current(store)) == (0, [], knowledge.folder)
    assert set(_under(knowledge, 50)) == {"a", "b"}
    (desk,) = knowledge.products(["a"])
    assert desk.price == Decimal(45)
    in_stock = knowledge.search(Constraints(availability="in_stock", sort="price_asc")).hits
    assert [hit.id for hit in in_stock] == ["b", "a"]


def test_a_process_that_serves_goes_over_to_the_new_version(
    goods: Path, store: Path, use_store: Callable[[Path], None]
) -> None:
    use_store(store)
    before = shop()
    assert before.retrieve("shelf", mode="lexical").hits == ()
    goods.write_text(HEADER + DESK + STOOL + SHELF)
    import_files(store, [goods])
    assert [hit.id for hit in shop().retrieve("shelf", mode="lexical").hits] == ["c"]
    assert [product.id for product in before.products(["a", "c"])] == ["a"]  # still answers


def test_reviews_rate_their_product_at_once(
    goods: Path, store: Path, tmp_path: Path, embedded: list[str]
) -> None:
    knowledge = Knowledge.open(store)
    opinions = tmp_path / "opinions.csv"
    opinions.write_text("review id,product_id,rating,review\n1,b,5,Firm\n2,b,4,Fine\n")
    import_files(store, [opinions])
    knowledge.refresh()
    (stool,) = knowledge.products(["b"])
    assert (stool.rating, stool.review_count) == (4.5, 2)
    rated = knowledge.search(Constraints(rating=Range(min=4))).hits
    assert ([hit.id for hit in rated], embedded) == (["b"], [])
    opinions.write_text("review id,product_id,rating,review\n1,b,5,Firm\n")
    assert import_files(store, [opinions]).removed == 1
    (stool,) = knowledge.products(["b"])
    assert (stool.rating, stool.review_count) == (5, 1)


def test_what_its_file_no_longer_holds_is_removed(goods: Path, store: Path, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text(HEADER + SHELF)
    import_files(store, [tmp_path / "more.csv"])
    goods.write_text(HEADER + DESK)
    report = import_files(store, [goods])
    assert (report.removed, report.kept) == (1, 0)
    knowledge = Knowledge.open(store)
    assert [product.id for product in knowledge.store.all_products()] == ["a", "c"]
    assert knowledge.retrieve("stool", mode="lexical").hits == ()


def test_what_went_over_to_another_file_is_that_files(
    goods: Path, store: Path, tmp_path: Path
) -> None:
    (tmp_path / "more.csv").write_text(HEADER + STOOL)
    import_files(store, [tmp_path / "more.csv"])
    goods.write_text(HEADER + DESK)
    assert import_files(store, [goods]).removed == 0
    assert _ids(store) == ["a", "b"]


@pytest.mark.parametrize("rest", [DESK + SHELF.replace("60", "call us"), DESK + "c,Pi"])
def test_nothing_is_removed_while_rows_are_refused(goods: Path, store: Path, rest: str) -> None:
    goods.write_text(HEADER + rest)
    report = import_files(store, [goods])
    assert (len(report.rejected), report.removed, report.kept) == (1, 0, 1)
    assert _ids(store) == ["a", "b"]


def test_a_file_that_is_gone_from_a_folder_takes_its_records_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "one.csv").write_text(HEADER + DESK)
    (folder / "two.csv").write_text(HEADER + STOOL)
    (folder / "returns.md").write_text("# Returns\n\nThirty days.\n")
    store = tmp_path / "store"
    import_files(store, [folder])
    (folder / "two.csv").unlink()
    (folder / "returns.md").unlink()
    assert import_files(store, [folder / "one.csv"]).removed == 0
    assert import_files(store, [folder]).removed == 2
    assert _ids(store) == ["a"]
    assert Knowledge.open(store).documents("returns") == []
    # One of its files was named by itself, and is still known as a part of it.
    assert meta(current(store))["sources"] == [str(folder)]


def test_a_changed_policy_is_read_anew(tmp_path: Path) -> None:
    policy, store = tmp_path / "returns.md", tmp_path / "store"
    policy.write_text("# Returns\n\nThirty days.\n")
    import_files(store, [policy])
    policy.write_text("# Returns\n\nSixty days, and no questions.\n")
    assert import_files(store, [policy]).unchanged == 0
    document, passage, _ = Knowledge.open(store).documents("how long to return")[0]
    assert ("Sixty" in document.text, "Sixty" in passage.text) == (True, True)


def test_what_the_columns_of_a_table_stand_for_is_told_before_they_are_used(
    tmp_path: Path,
) -> None:
    path = tmp_path / "shelf.csv"
    path.write_text(
        "Artikelnr;Bezeichnung;VK in EUR;Farbe;Holz;Leer;Einkaufspreis\n1;Regal;60;braun;Kiefer;;9\n"
    )
    heard: list[Any] = []
    report = import_files(
        tmp_path / "store",
        [path],
        mapping={"price": "VK in EUR"},
        tell=lambda columns: heard.append((columns, (tmp_path / "store" / "CURRENT").exists())),
    )
    assert heard == [(report.columns[0], False)]
    assert (report.columns[0].source, report.columns[0].kind) == (str(path), "product")
    assert report.columns[0].fields == {
        "price": "VK in EUR",
        "id": "Artikelnr",
        "title": "Bezeichnung",
        "color": "Farbe",
    }
    assert (report.columns[0].attributes, report.columns[0].ignored) == (
        ["Holz"],
        ["Einkaufspreis"],
    )
    assert str(report.columns[0]) == (
        f"{path}: products from 'price=VK in EUR' id=Artikelnr title=Bezeichnung color=Farbe; "
        "as attributes: Holz; not used: Einkaufspreis (otherwise: --map FIELD=COLUMN)"
    )


def test_json_is_told_alike(tmp_path: Path) -> None:
    path = tmp_path / "opinions.jsonl"
    rows = [{"sku": "a", "stars": 5, "comment": "Firm", "mood": "glad"}]
    path.write_text("\n".join(map(json.dumps, rows)))
    (columns,) = import_files(tmp_path / "store", [path]).columns
    assert columns.fields == {"product_id": "sku", "text": "comment", "rating": "stars"}
    assert str(columns).endswith("; not used: mood (otherwise: --map FIELD=COLUMN)")


def test_reviews_may_name_an_item_group_and_those_of_no_product_are_counted(tmp_path: Path) -> None:
    (tmp_path / "goods.csv").write_text(
        "id,item_group_id,name,price\nt-s,tee,Tee S,9\nt-m,tee,Tee M,9\nc,,Cap,5\n"
    )
    (tmp_path / "reviews.csv").write_text(
        "product_id,rating,review\ntee,5,Soft\nt-m,4,Fine\nc,3,Thin\nnone,1,Bad\n"
    )
    report = import_files(tmp_path / "store", [tmp_path / "goods.csv", tmp_path / "reviews.csv"])
    assert (report.reviews, report.unmatched, report.without_currency) == (4, 1, 3)
    knowledge = Knowledge.open(tmp_path / "store")
    rated = {p.id: (p.rating, p.review_count) for p in knowledge.store.all_products()}
    assert rated == {"t-s": (4.5, 2), "t-m": (4.5, 2), "c": (3.0, 1)}
    (small,) = knowledge.products(["t-s"])
    assert {review.text for review in knowledge.reviews(small)} == {"Soft", "Fine"}
