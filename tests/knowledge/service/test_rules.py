"""What a shop's own rules allow, and a shop's file that cannot be read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge.catalog import CatalogError, Order, OrderLine, Product
from knowledge.importing import import_files
from knowledge.knowledge import Knowledge
from knowledge.service import may_cancel, may_change_address, may_return, read_address
from knowledge.shop_file import FinalSale, Returns, ShopFile, load

SHOP = ShopFile(
    cancel_while=("pending", "processing"),
    change_address_while=("pending",),
    returns=Returns(30, 14, FinalSale(("Candles",), {"Engraved": "yes"})),
)
LAMP = Product(id="L1", title="Brass lamp", category=("Lighting", "Table lamps"))


def _order(status: str, delivered: str = "") -> Order:
    line = OrderLine("L1", "Brass lamp", 1, Decimal(40))
    return Order(
        "A-1",
        "a@b.example",
        status,
        "2026-06-01",
        (line,),
        Decimal(40),
        "EUR",
        date_delivered=delivered,
    )


def test_an_order_is_changed_only_while_the_shop_says_so() -> None:
    assert may_cancel(_order("processing"), SHOP)
    assert may_cancel(_order("shipped"), SHOP).reason == "shipped"
    assert may_change_address(_order("pending"), SHOP)
    assert may_change_address(_order("processing"), SHOP).reason == "processing"


def test_a_shop_without_rules_leaves_it_to_a_person() -> None:
    assert may_cancel(_order("processing"), ShopFile()).reason == "unknown"
    delivered = _order("delivered", "2026-06-05")
    verdict = may_return(delivered, LAMP, ShopFile(), date(2026, 6, 6), is_exchange=False)
    assert verdict.reason == "unknown"


@pytest.mark.parametrize(
    ("today", "is_exchange", "reason"),
    [
        (date(2026, 7, 5), False, ""),
        (date(2026, 7, 6), False, "too_late"),
        (date(2026, 6, 19), True, ""),
        (date(2026, 6, 20), True, "too_late"),
    ],
)
def test_the_window_ends_with_its_last_day(today: date, is_exchange: bool, reason: str) -> None:
    order = _order("delivered", "2026-06-05T09:30:00Z")
    assert may_return(order, LAMP, SHOP, today, is_exchange=is_exchange).reason == reason


@pytest.mark.parametrize(
    "product",
    [
        Product(id="L1", title="Candle", category=("Home", "candles")),
        Product(id="L1", title="Cup", attributes={"Engraved": True}),
        Product(id="L1", title="Cup", attributes={"engraved": ["Yes"]}),
    ],
)
def test_a_final_sale_stays_sold(product: Product) -> None:
    order = _order("delivered", "2026-06-05")
    verdict = may_return(order, product, SHOP, date(2026, 6, 6), is_exchange=False)
    assert verdict.reason == "final_sale"


@pytest.mark.parametrize(
    ("text", "where", "mend"),
    [
        ("name: A\nreturns:\n  days: soon\n", "line 3", "integer"),
        ("name: A\nretruns: {days: 3}\n", "line 2", "retruns"),
        ("cancel_while: [packed]\n", "line 1", "pending"),
        (
            "promo_codes:\n  - {code: A, percent: 10}\n  - {code: B}\n",
            "line 3",
            "percent or amount",
        ),
        ("promo_codes:\n  - {code: A, amount: 5}\n", "line 2", "currency"),
        ("checkout_link: shop.example\n", "line 1", "https://"),
        ("name: [A\n", "line 2", "expected"),
        ("- a\n- b\n", "line 1", "name:"),
    ],
)
def test_a_shops_file_that_cannot_be_names_line_and_mend(
    text: str, where: str, mend: str, tmp_path: Path
) -> None:
    path = tmp_path / "shop.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError) as raised:
        load(path)
    assert f"{path}, {where}" in str(raised.value)
    assert mend in str(raised.value)


def test_a_shops_file_is_imported_replaced_and_outlives_the_catalogue(tmp_path: Path) -> None:
    goods, rules = tmp_path / "goods.csv", tmp_path / "shop.yml"
    goods.write_text("id,title,price\nL1,Brass lamp,40\n")
    rules.write_text("name: Lamps\ncancel_while: [pending]\n")
    assert import_files(tmp_path / "store", [goods, rules]).shop_file
    shop = Knowledge.open(tmp_path / "store")
    assert shop.rules.cancel_while == ("pending",)
    rules.write_text("name: Lamps\ncancel_while: [pending, processing]\n")
    import_files(tmp_path / "store", [rules])
    assert shop.rules.cancel_while == ("pending", "processing")
    goods.write_text("id,title,price\nL1,Brass lamp,40\nL2,Floor lamp,90\n")
    import_files(tmp_path / "store", [goods])
    assert Knowledge.open(tmp_path / "store").rules.name == "Lamps"
    rules.write_text("name: {\n")
    with pytest.raises(CatalogError):
        import_files(tmp_path / "store", [rules])
    assert Knowledge.open(tmp_path / "store").rules.name == "Lamps"


@pytest.mark.parametrize(
    ("text", "city", "postal_code", "country"),
    [
        ("send it to 5 High Street, London, SW1A 1AA, UK", "London", "SW1A 1AA", "GB"),
        ("Lindenweg 8\n04229 Leipzig\nGermany", "Leipzig", "04229", "DE"),
        ("77 Hill Rd, Unit 3, Denver CO 80202", "Denver", "80202", ""),
        ("Keizersgracht 1, 1015 CN Amsterdam, Netherlands", "Amsterdam", "1015 CN", "NL"),
    ],
)
def test_an_address_is_read_as_people_write_it(
    text: str, city: str, postal_code: str, country: str
) -> None:
    found = read_address(text)
    assert found is not None
    assert (found.city, found.postal_code, found.country) == (city, postal_code, country)


@pytest.mark.parametrize("text", ["", "at my mother's", "order 12345", "blue, size 9, please"])
def test_what_is_no_address_is_none(text: str) -> None:
    assert read_address(text) is None
