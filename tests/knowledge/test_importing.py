"""Good exports of a shop, through the real store, indexes and model."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from knowledge.constraints import Constraints
from knowledge.importing import Report, ensure, import_files
from knowledge.knowledge import Knowledge
from knowledge.settings import settings

CELLAR = (
    "Artikel;Wein;Winzer;Sorte;Preis in EUR;Farbe;Lager;Flasche (ml);Beschreibung\n"
    'C1;Halbmond Riesling;Halbmond;Wein > Weißwein;"1.014,90";weiß;31;750;Trocken, mit Zitrus.\n'
    "C2;Perrault Crémant;Perrault;Wein > Schaumwein;17,8;rosé;0;750;Feine Perlen.\n"
    "C3;Steelwing Korkenzieher;Steelwing;Zubehör;19,00 €;;80;;Für jede Flasche.\n"
)
GARDEN: list[dict[str, Any]] = [
    {
        "kind": "product",
        "id": "T-RED",
        "item_group_id": "T",
        "title": "Folding trowel, red",
        "price": 12.5,
        "sale_price": 9.99,
        "currency": "USD",
        "color": "red",
        "category": "Tools > Trowels",
        "attributes": {"Weight": "180 g", "Rust-proof": True},
    },
    {"kind": "product", "id": "T-BLUE", "item_group_id": "T", "title": "Folding trowel, blue"},
    {"kind": "product", "id": "HOSE", "title": "Rubber garden hose", "price": 30},
    {"kind": "review", "id": "r1", "product_id": "T-RED", "rating": 5, "text": "Sturdy."},
    {"kind": "review", "id": "r2", "product_id": "T-BLUE", "rating": 2, "text": "It bent."},
    {
        "kind": "order",
        "id": "G-7",
        "email": "ana@example.com",
        "status": "dispatched",
        "date": "2026-11-02",
        "currency": "USD",
        "lines": [{"product_id": "T-RED", "title": "Trowel", "quantity": 2, "price": 9.99}],
    },
    {"kind": "document", "id": "returns", "title": "Returns", "text": "Send it back in 45 days."},
]


def _write(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(map(json.dumps, records)) + "\n", encoding="utf-8")
    return path


def _ids(store: Path) -> list[str]:
    return [product.id for product in Knowledge.open(store).store.all_products()]


@pytest.fixture(scope="module")
def cellar(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Knowledge]:
    """A German table whose own names of columns are partly mapped, partly guessed."""
    folder = tmp_path_factory.mktemp("cellar")
    (folder / "weine.csv").write_text(CELLAR, encoding="cp1252")
    mapping = {"id": "artikel", "title": "Wein", "brand": "Winzer", "category": "Sorte"}
    report = import_files(folder / "store", [folder / "weine.csv"], mapping=mapping)
    return report, Knowledge.open(folder / "store")


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Knowledge]:
    """Our own format, a policy page beside it."""
    folder = tmp_path_factory.mktemp("garden")
    goods = folder / "goods"
    goods.mkdir()
    _write(goods / "shop.jsonl", GARDEN)
    (goods / "warranty.md").write_text("# Warranty\n\nEvery tool is guaranteed for ten years.\n")
    report = import_files(folder / "store", [goods])
    return report, Knowledge.open(folder / "store")


def test_mapped_and_guessed_columns_become_fields(cellar: tuple[Report, Knowledge]) -> None:
    report, knowledge = cellar
    assert (report.products, report.rejected) == (3, [])
    riesling, cremant, opener = knowledge.store.all_products()
    assert (riesling.id, riesling.title, riesling.brand) == ("C1", "Halbmond Riesling", "Halbmond")
    assert riesling.category == ("Wein", "Weißwein")
    assert (riesling.color, riesling.description) == ("weiß", "Trocken, mit Zitrus.")
    assert (riesling.availability, riesling.quantity) == ("in_stock", 31)
    assert (cremant.availability, cremant.quantity) == ("out_of_stock", 0)
    assert riesling.attributes == {"Flasche": "750 ml"}
    assert opener.attributes == {}


def test_european_prices_keep_their_value_and_currency(cellar: tuple[Report, Knowledge]) -> None:
    prices = [(p.price, p.currency) for p in cellar[1].store.all_products()]
    assert prices == [
        (Decimal("1014.90"), "EUR"),
        (Decimal("17.8"), "EUR"),
        (Decimal("19.00"), "EUR"),
    ]


def test_imported_goods_are_found_by_meaning_and_by_constraint(
    cellar: tuple[Report, Knowledge], garden: tuple[Report, Knowledge]
) -> None:
    assert cellar[1].retrieve("Korkenzieher").hits[0].id == "C3"
    assert garden[1].retrieve("something to water the plants with").hits[0].id == "HOSE"
    found = cellar[1].search(Constraints(query="Wein", color=["rosé"]))
    assert [hit.id for hit in found.hits] == ["C2"]


def test_the_report_counts_every_kind(garden: tuple[Report, Knowledge]) -> None:
    report, knowledge = garden
    counts = (report.products, report.reviews, report.orders, report.documents)
    assert counts == (3, 2, 1, 2)
    assert report.rejected == []
    assert 0 < report.seconds < 60
    assert tuple(knowledge.store.counts().values()) == counts


def test_reviews_rate_all_variants_of_a_product(garden: tuple[Report, Knowledge]) -> None:
    red, blue, hose = garden[1].store.all_products()
    assert (red.rating, red.review_count) == (blue.rating, blue.review_count) == (3.5, 2)
    assert (hose.rating, hose.review_count) == (None, 0)
    assert {review.text for review in garden[1].reviews(blue)} == {"Sturdy.", "It bent."}


def test_our_own_format_keeps_every_field(garden: tuple[Report, Knowledge]) -> None:
    (red,) = garden[1].products(["T-RED"])
    assert (red.price, red.offer_price, red.currency) == (Decimal("12.5"), Decimal("9.99"), "USD")
    assert red.attributes == {"Weight": "180 g", "Rust-proof": True}
    assert red.availability is None


def test_an_order_is_known_by_number_and_address_only(garden: tuple[Report, Knowledge]) -> None:
    order = garden[1].store.order("g-7", "Ana@Example.com")
    assert order is not None
    assert (order.status, order.total) == ("shipped", Decimal("19.98"))
    assert garden[1].store.order("G-7", "someone@example.com") is None


def test_policies_are_found_by_what_they_say(garden: tuple[Report, Knowledge]) -> None:
    document, passage, _ = garden[1].documents("how long is it guaranteed", top_k=1)[0]
    assert document.id == "warranty"
    assert "ten years" in passage.text


def test_a_second_import_updates_and_keeps_what_it_does_not_name(tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = "id,name,price,currency\na,Oak desk,100,EUR\nb,Ash stool,40,EUR\n"
    (tmp_path / "a.csv").write_text(first)
    import_files(store, [tmp_path / "a.csv"])
    (tmp_path / "b.csv").write_text(
        "id,name,price,currency\nc,Pine shelf,60,EUR\na,Walnut desk,120,EUR\n"
    )
    report = import_files(store, [tmp_path / "b.csv"])
    knowledge = Knowledge.open(store)
    assert report.products == 2
    assert [(p.id, p.title, p.price) for p in knowledge.store.all_products()] == [
        ("a", "Walnut desk", Decimal(120)),
        ("b", "Ash stool", Decimal(40)),
        ("c", "Pine shelf", Decimal(60)),
    ]
    assert knowledge.retrieve("walnut desk").hits[0].id == "a"
    assert knowledge.retrieve("oak", mode="lexical").hits == ()
    assert knowledge.retrieve("stool").hits[0].id == "b"


def test_a_later_import_adds_reviews_to_known_products(tmp_path: Path) -> None:
    (tmp_path / "goods.csv").write_text("id,name,price\na,Desk,100\nb,Stool,40\n")
    (tmp_path / "opinions.csv").write_text("product_id,rating,review\nb,5,Firm\nb,4,Fine\n")
    import_files(tmp_path / "store", [tmp_path / "goods.csv"])
    report = import_files(tmp_path / "store", [tmp_path / "opinions.csv"])
    assert (report.products, report.reviews) == (0, 2)
    desk, stool = Knowledge.open(tmp_path / "store").store.all_products()
    assert (desk.rating, stool.rating, stool.review_count) == (None, 4.5, 2)


def test_several_files_of_several_kinds_make_one_shop(tmp_path: Path) -> None:
    (tmp_path / "goods.csv").write_text("id,name,price\na,Desk,100\n")
    _write(tmp_path / "more.jsonl", [{"sku": "b", "productName": "Stool", "unitPrice": 40}])
    (tmp_path / "opinions.tsv").write_text("product_id\trating\treview\na\t5\tFirm\n")
    (tmp_path / "orders.csv").write_text(
        "order number,email,status,order date,sku,quantity,unit price\n"
        "7,ana@example.com,Completed,2026-05-31,a,1,100\n"
    )
    files = [tmp_path / name for name in ("goods.csv", "more.jsonl", "opinions.tsv", "orders.csv")]
    report = import_files(tmp_path / "store", files, currency="EUR")
    assert (report.products, report.reviews, report.orders, report.rejected) == (2, 1, 1, [])
    knowledge = Knowledge.open(tmp_path / "store")
    goods = [(p.id, p.title, p.price, p.currency) for p in knowledge.store.all_products()]
    assert goods == [("a", "Desk", Decimal(100), "EUR"), ("b", "Stool", Decimal(40), "EUR")]
    order = knowledge.store.order("7", "ana@example.com")
    assert order is not None
    assert (order.status, order.total, order.currency) == ("delivered", Decimal(100), "EUR")


def test_json_lines_may_hold_lists_of_their_own(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "name": "Desk", "reviews": [{"stars": 5}], "price": 5},
        {"id": "b", "name": "Stool", "reviews": [], "price": 6},
    ]
    report = import_files(tmp_path / "store", [_write(tmp_path / "goods.jsonl", lines)])
    assert (report.products, report.rejected) == (2, [])


def test_a_list_inside_one_json_value_is_found(tmp_path: Path) -> None:
    goods = [{"id": "a", "title": "Desk"}, {"id": "b", "title": "Stool"}]
    (tmp_path / "goods.json").write_text(json.dumps({"data": {"products": goods}}, indent=2))
    assert import_files(tmp_path / "store", [tmp_path / "goods.json"]).products == 2
    assert _ids(tmp_path / "store") == ["a", "b"]


def test_the_first_import_of_ones_own_replaces_the_demo_shop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = _write(tmp_path / "demo.jsonl", GARDEN)
    monkeypatch.setenv("AISLE_DEMO_SHOP", str(demo))
    settings.cache_clear()
    store = tmp_path / "store"
    try:
        ensure(store)
        assert _ids(store) == ["T-RED", "T-BLUE", "HOSE"]
        (tmp_path / "own.csv").write_text("id,name,price\na,Desk,100\n")
        import_files(store, [tmp_path / "own.csv"])
        ensure(store)
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    knowledge = Knowledge.open(store)
    assert _ids(store) == ["a"]
    assert [hit.id for hit in knowledge.retrieve("garden hose").hits] == ["a"]
    assert knowledge.store.counts() == {"products": 1, "reviews": 0, "orders": 0, "documents": 0}


def test_a_shop_may_begin_with_nothing_but_its_policies(tmp_path: Path) -> None:
    (tmp_path / "returns.md").write_text("# Returns\n\nThirty days.\n")
    assert import_files(tmp_path / "store", [tmp_path / "returns.md"]).documents == 1
    knowledge = Knowledge.open(tmp_path / "store")
    assert knowledge.retrieve("desk").hits == ()
    assert knowledge.documents("returns")[0][0].id == "returns"


def test_old_versions_do_not_pile_up(tmp_path: Path) -> None:
    for name in ("Desk", "Table", "Bench", "Board"):
        (tmp_path / "a.csv").write_text(f"id,name,price\na,{name},100\n")
        import_files(tmp_path / "store", [tmp_path / "a.csv"])
    assert len(list((tmp_path / "store" / "versions").iterdir())) == 2
    assert _ids(tmp_path / "store") == ["a"]
