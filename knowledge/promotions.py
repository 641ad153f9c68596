"""What a promo code takes off a cart, by the conditions that the shop gave it in ``shop.yml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import get_currency_precision

from knowledge.catalog import Product
from knowledge.index.analyzer import fold
from knowledge.shop_file import PromoCode

_NAMED = re.compile(
    r"\b(?:code|coupon|voucher|promo)\b\W*(?:code\b\W*)?(?:is\b|:|=)?\W*(?P<code>[A-Za-z0-9][\w-]{2,})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Discount:
    """What a code takes off, in one currency; or a phrase of ``code_...`` that says why nothing."""

    code: PromoCode
    amount: Decimal = Decimal(0)
    currency: str = ""
    reason: str = ""

    def __bool__(self) -> bool:
        return self.amount > 0


def code_in(text: str, codes: Sequence[PromoCode]) -> tuple[PromoCode | None, str]:
    """The shop's code that a message holds, and the word that stands where one would, if any."""
    words = {word.casefold() for word in re.findall(r"[\w-]+", text)}
    for code in codes:
        if code.code.casefold() in words:
            return code, code.code
    named = _NAMED.search(text)
    # What is a code looks like one: capitals or digits, not the next word of a sentence.
    is_code = named and re.search(r"\d|^[A-Z-]+$", named["code"])
    return None, named["code"] if named and is_code else ""


def discount(code: PromoCode, lines: Sequence[tuple[Product, int]], today: date) -> Discount:
    """What a code takes off a cart today, rounded half up to what the currency has of digits."""
    if code.until is not None and today > code.until:
        return Discount(code, reason="expired")
    wanted = {fold(name) for name in code.categories}
    fitting = [
        (product, count)
        for product, count in lines
        if product.offer_price is not None
        and (not wanted or wanted & {fold(name) for name in product.category})
        and (not code.currency or product.currency == code.currency)
    ]
    currencies = {product.currency for product, _ in fitting}
    if not fitting:
        return Discount(code, reason="not_for_these")
    if len(currencies) > 1:
        return Discount(code, reason="several_currencies")
    worth = sum((product.offer_price or 0) * count for product, count in fitting)
    (currency,) = currencies
    if worth < code.minimum:
        return Discount(code, currency=currency, reason="minimum")
    off = min(Decimal(worth), code.amount or worth * code.percent / 100)
    digits = Decimal(1).scaleb(-(get_currency_precision(currency) if currency else 2))
    return Discount(code, off.quantize(digits, ROUND_HALF_UP), currency)
