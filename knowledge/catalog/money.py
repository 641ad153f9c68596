"""Prices as shops write them: the amount, and the currency as far as the text gives it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from babel.core import get_global
from price_parser import Price

from knowledge.catalog.faults import RowError

# Signs that more than one currency uses give way to what the file or the caller says.
_SIGNS = {
    **{"€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₴": "UAH"},
    **{"₪": "ILS", "฿": "THB", "₫": "VND", "₱": "PHP", "₦": "NGN", "₸": "KZT", "R$": "BRL"},
    **{"US$": "USD", "CA$": "CAD", "C$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD"},
    **{"HK$": "HKD", "S$": "SGD", "NT$": "TWD", "MX$": "MXN", "CN¥": "CNY", "元": "CNY"},
    **{"円": "JPY", "Kč": "CZK", "zł": "PLN", "Ft": "HUF", "lei": "RON", "лв": "BGN"},
    **{"руб": "RUB", "грн": "UAH", "Fr": "CHF", "SFr": "CHF", "Rp": "IDR", "RM": "MYR"},
    **{"Rs": "INR", "د.إ": "AED", "TL": "TRY"},
}
_SHARED = {
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "CLP", "COP", "ARS", "TWD"),
    "¥": ("JPY", "CNY"),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "Rs": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "£": ("GBP", "EGP", "LBP"),
}
_DEFAULT = {"$": "USD", "¥": "JPY", "£": "GBP", "Rs": "INR"}
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_MINUS = re.compile(r"^\D*[-\u2212\u2013]\s*\D{0,4}\d|^\s*\(.*\d.*\)\s*$|\d\s*-\s*$")
_PLAIN = re.compile(r"\d+(?:\.\d{1,2}|\.\d{4,})?|\d{4,}\.\d+|0\.\d+|\d+(?:\.\d+)?[eE][+-]?\d+")
_SEVERAL = re.compile(r"\d\s*\D{0,4}\s*(?:-|–|—|\bto\b|\bbis\b|~|/)\s*\D{0,4}\d")
_ABSENT = {"", "-", "--", "n/a", "na", "none", "null", "nan", "nil"}
_LARGEST = Decimal(10) ** 12
_LONGEST = 100  # characters; past it a cell holds no price


def price(value: Any, *, cents: bool = False) -> tuple[Decimal | None, str]:
    """The amount and the currency of ``value``: a number, or text such as ``1 255,00 CZK``.

    An absent price is ``(None, "")``; the currency is an ISO code, a sign as it stands, or "".

    Raises:
        RowError: the price is negative, a range, or no number.
    """
    if value is None or isinstance(value, bool):
        return None, ""
    if isinstance(value, (dict, list)):
        raise RowError(f"the price {_shown(str(value))} is not one value; give one price a variant")
    text = _digits(str(value)).strip()
    if text.lower() in _ABSENT:
        return None, ""
    if isinstance(value, (int, float, Decimal)) or _PLAIN.fullmatch(text.lstrip("-")):
        amount, sign = _number(text), ""
    else:
        amount, sign = _parsed(text)
    if amount < 0:
        raise RowError(f"the price {_shown(text)} is negative; give what the product costs")
    if amount > _LARGEST:
        raise RowError(f"the price {_shown(text)} is out of all bounds; check it")
    return (amount / 100 if cents else amount), sign


def currency(*candidates: str, default: str = "") -> str:
    """The ISO 4217 code from candidates in order of trust: codes, signs, then ``default``.

    A sign that several currencies share takes the code that a later candidate or ``default``
    names, if it is one of them.
    """
    later = [code for text in (*candidates[1:], default) if (code := iso(text))]
    for text in candidates:
        if code := iso(text):
            return code
        sign = text.strip().rstrip(".")
        shared = _SHARED.get(sign, ())
        for code in later:
            if code in shared:
                return code
        if known := _SIGNS.get(sign) or _DEFAULT.get(sign):
            return known
    return iso(default)


def named(prices: Iterable[Any]) -> str:
    """The one currency that some prices of a table name, which then holds for all; else ""."""
    found = set()
    for value in prices:
        with suppress(RowError):
            found.add(currency(price(value)[1]))
    found.discard("")
    return found.pop() if len(found) == 1 else ""


def iso(text: str) -> str:
    """``text`` as an ISO 4217 code, or "" if it is none."""
    code = text.strip().upper()
    return code if code in _codes() else ""


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(get_global("all_currencies"))


def _digits(text: str) -> str:
    """Digits of any script as 0-9, and its separators as ours."""
    if text.isascii():
        return text
    text = text.replace("٫", ".").replace("٬", ",")
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and c.isdecimal() else c for c in text)


def _number(text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation as error:
        raise RowError(f"the price {_shown(text)} is no number; write it as 12.50") from error
    if not amount.is_finite():
        raise RowError(f"the price {_shown(text)} is no number; write it as 12.50")
    if text.lstrip("-").isdigit() or not -_LARGEST < amount < _LARGEST:
        return amount
    # JSON floats carry binary noise (12.950000000000001).
    return round(amount, 4).normalize() + 0


def _parsed(text: str) -> tuple[Decimal, str]:
    if len(text) > _LONGEST:
        raise RowError(f"the price {_shown(text)} has {len(text)} characters; write it as 12.50")
    if _MINUS.search(text):
        raise RowError(f"the price {_shown(text)} is negative; give what the product costs")
    if _SEVERAL.search(text):
        raise RowError(f"the price {_shown(text)} is a range; give one price a variant")
    found = Price.fromstring(text)
    if found.amount is None or not any(c.isdigit() for c in text):
        raise RowError(f"the price {_shown(text)} is no number; write it as 12.50, or leave it out")
    codes = [code for word in _WORD.findall(text) if word.isupper() and (code := iso(word))]
    return found.amount, codes[0] if codes else (found.currency or "")


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")
