"""Prices as shops of many countries write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from knowledge.catalog import money
from knowledge.catalog.faults import RowError


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        (12.950000000000001, "12.95"),
        (1500, "1500"),
        ("1500", "1500"),
        ("0.5", "0.5"),
        ("12,5", "12.5"),
        ("1.299,00", "1299"),
        ("1,299.00", "1299"),
        ("1.299", "1299"),
        ("1 255,00 Kč", "1255"),
        ("1\u202f255,00 €", "1255"),
        ("9'999.00 CHF", "9999"),
        ("€ 0,99", "0.99"),
        ("5.-", "5"),
        ("1.5E+3", "1500"),
        ("٤٩٫٥٠", "49.5"),
    ],
)
def test_reads_the_amount(written: Any, amount: str) -> None:
    assert money.price(written)[0] == Decimal(amount)


@pytest.mark.parametrize("written", [None, "", "  ", "-", "n/a", "NaN", float("nan"), False])
def test_what_says_nothing_is_no_price(written: Any) -> None:
    assert money.price(written) == (None, "")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (-5, "negative"),
        ("-5,00 €", "negative"),
        ("(5.00)", "negative"),
        ("from 5 to 9", "range"),
        ("5 - 9 €", "range"),
        ("on request", "no number"),
        (float("inf"), "no number"),
        (1e30, "out of all bounds"),
        ("1e999999999", "out of all bounds"),
    ],
)
def test_what_cannot_be_a_price_is_refused_with_the_reason(written: Any, reason: str) -> None:
    with pytest.raises(RowError, match=reason):
        money.price(written)


@pytest.mark.parametrize(
    ("candidates", "default", "code"),
    [
        (("€",), "", "EUR"),
        (("Kč",), "", "CZK"),
        (("", "usd"), "EUR", "USD"),
        (("$",), "", "USD"),
        (("$", "CAD"), "", "CAD"),
        (("$",), "AUD", "AUD"),
        (("$",), "EUR", "USD"),
        (("kr", ""), "NOK", "NOK"),
        (("", ""), "EUR", "EUR"),
        (("", "Euros"), "", ""),
        (("", "Euros"), "EUR", "EUR"),
    ],
)
def test_finds_the_currency(candidates: tuple[str, ...], default: str, code: str) -> None:
    assert money.currency(*candidates, default=default) == code
