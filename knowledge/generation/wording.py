"""Phrases, prices, lists and counts in the shopper's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from textwrap import shorten
from typing import Any, Literal

import yaml
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency
from jinja2 import Environment, StrictUndefined, Template

from knowledge.catalog import Product
from knowledge.index.analyzer import fold

LOCALE = "en_US"
LONGEST_NAME = 64
"""Characters of a product's name in a sentence; its card shows the whole title."""
_LOOSE_END = re.compile(
    r"(?:[\s,;:/&+–-]+(?:a|an|and|by|for|from|in|of|on|or|the|to|with)?\b)*[\s,;:/&+–-]*…$", re.I
)
_AVAILABILITY = {
    "in_stock": "in stock",
    "out_of_stock": "out of stock",
    "preorder": "available for pre-order",
    "backorder": "on back-order",
}


@lru_cache(maxsize=4)
def _phrases(language: str) -> dict[str, list[Template]]:
    path = Path(__file__).parent / "phrases" / f"{language}.yml"
    environment = Environment(undefined=StrictUndefined, autoescape=False)
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        name: [environment.from_string(text) for text in texts] for name, texts in entries.items()
    }


def phrase(name: str, seed: int, /, **facts: Any) -> str:
    """One of the ways to say ``name``, chosen by ``seed``, with the facts filled in.

    Raises `KeyError` for an unknown phrase and `jinja2.UndefinedError` for a missing fact.
    """
    variants = _phrases("en")[name]
    # A name that was cut ends a sentence by itself.
    return variants[seed % len(variants)].render(**facts).replace("…..", "…").replace("….", "…")


def money(amount: Decimal | float, currency: str) -> str:
    """A price as it is read: "$1,299.00"; a plain number where the shop names no currency."""
    if not currency:
        return f"{amount:,.2f}"
    return str(format_currency(amount, currency, locale=LOCALE))


def price_of(product: Product) -> str:
    """What a product costs now, with the regular price where that is higher; empty if unknown."""
    if product.offer_price is None:
        return ""
    now = money(product.offer_price, product.currency)
    if product.sale_price is not None and product.price is not None:
        return f"{now} (on sale, regularly {money(product.price, product.currency)})"
    return now


def called(product: Product) -> str:
    """What to call a product in a sentence: its name, cut where a shop made it a paragraph."""
    if len(product.name) <= LONGEST_NAME:
        return product.name
    return _LOOSE_END.sub("…", shorten(product.name, LONGEST_NAME, placeholder="…"))


def whole_name(product: Product) -> str:
    """A variant's name with the colour and size that its title may leave out."""
    told = fold(product.title)
    parts = [part for part in (product.color, product.size) if part and fold(part) not in told]
    if not parts or not product.item_group_id:
        return called_title(product)
    return f"{called_title(product)} ({', '.join(parts)})"


def called_title(product: Product) -> str:
    """A variant's whole title, cut where a shop made it a paragraph; colour and size are kept."""
    if len(product.title) <= LONGEST_NAME:
        return product.title
    ending = product.title.removeprefix(product.name)
    return called(product) + (ending if len(ending) < LONGEST_NAME else "")


def stock_of(product: Product) -> str:
    """Whether a product can be had, in words; empty where the shop does not say."""
    return _AVAILABILITY.get(product.availability or "", "")


def listed(items: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
    """ "a, b, and c"."""
    return str(format_list(list(items), style=style, locale=LOCALE)) if items else ""


def counted(count: int, singular: str, plural: str = "") -> str:
    """ "1 buyer", "12 buyers"."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def stars_of(rating: float) -> str:
    """A mean rating as it is read: "4.3", "5"."""
    return f"{rating:.1f}".removesuffix(".0")


def date(iso: str) -> str:
    """An ISO date as it is read: "March 4, 2026"; as it is where it is none."""
    from datetime import date as day

    try:
        return str(format_date(day.fromisoformat(iso[:10]), "long", locale=LOCALE))
    except ValueError:
        return iso


def fact(name: str, value: object) -> str:
    """An attribute as a short statement: "Weight: 1.9 kg", "Dishwasher safe: yes"."""
    return f"{name}: {shown(value)}"


def shown(value: object) -> str:
    """An attribute's value as it is read."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(shown(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
