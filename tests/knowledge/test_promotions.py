"""What promo codes take off, and when they do not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from knowledge.catalog import Product
from knowledge.promotions import code_in, discount
from knowledge.shop_file import PromoCode

TODAY = date(2026, 5, 1)
TEA = Product(
    id="T", title="Tea", category=("Drinks", "Tea"), price=Decimal("12.35"), currency="EUR"
)
CUP = Product(
    id="C",
    title="Cup",
    category=("Cups",),
    price=Decimal("30"),
    sale_price=Decimal("20"),
    currency="EUR",
)
FREE = Product(id="F", title="Sample", currency="EUR")
YEN = Product(id="Y", title="Bowl", price=Decimal("1999"), currency="JPY")


@pytest.mark.parametrize(
    ("code", "lines", "amount"),
    [
        ({"percent": Decimal(10)}, [(TEA, 2), (CUP, 1), (FREE, 1)], "4.47"),
        ({"percent": Decimal(50), "categories": ("tea",)}, [(TEA, 1), (CUP, 9)], "6.18"),
        ({"amount": Decimal(50), "currency": "EUR"}, [(CUP, 1)], "20.00"),
        ({"percent": Decimal(5)}, [(YEN, 1)], "100"),
        ({"percent": Decimal(10), "minimum": Decimal(20), "until": TODAY}, [(CUP, 1)], "2.00"),
    ],
)
def test_a_code_takes_off_what_it_says(code: dict[str, Any], lines: list[Any], amount: str) -> None:
    found = discount(PromoCode("X", **code), lines, TODAY)
    assert found
    assert str(found.amount) == amount


@pytest.mark.parametrize(
    ("code", "lines", "reason"),
    [
        ({"percent": Decimal(10), "until": date(2026, 4, 30)}, [(CUP, 1)], "expired"),
        ({"percent": Decimal(10), "minimum": Decimal("20.01")}, [(CUP, 1)], "minimum"),
        ({"percent": Decimal(10), "categories": ("Drinks",)}, [(CUP, 1)], "not_for_these"),
        ({"amount": Decimal(5), "currency": "USD"}, [(CUP, 1)], "not_for_these"),
        ({"percent": Decimal(10)}, [(CUP, 1), (YEN, 1)], "several_currencies"),
        ({"percent": Decimal(10)}, [], "not_for_these"),
    ],
)
def test_a_code_that_does_not_count_says_why(
    code: dict[str, Any], lines: list[Any], reason: str
) -> None:
    found = discount(PromoCode("X", **code), lines, TODAY)
    assert not found
    assert found.reason == reason


@pytest.mark.parametrize(
    ("text", "known", "word"),
    [
        ("use spring-10 please", "SPRING-10", "SPRING-10"),
        ("my coupon is HELLO7", None, "HELLO7"),
        ("i have a promo code", None, ""),
        ("where do i enter my voucher code", None, ""),
        ("can i use a coupon for shoes", None, ""),
    ],
)
def test_codes_are_found_in_messages(text: str, known: str | None, word: str) -> None:
    found, said = code_in(text, [PromoCode("SPRING-10", percent=Decimal(10))])
    assert (found.code if found else None, said) == (known, word)
