"""Phrases, prices, lists and counts in the shopper's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from textwrap import shorten
from typing import Any, Literal

import yaml
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency
from jinja2 import Environment, StrictUndefined, Template

from knowledge.catalog import Product
from knowledge.constraints import Constraints, Range

LOCALE = "en_US"
BULLET = "• "
LONGEST_NAME = 64
LONGEST_WISH = 80
"""Characters of a product's name in a sentence; its card shows the whole title."""
_SENTENCE = re.compile(
    r"(?<![ap]\.m\.)(?<!\b(?:Mr|Dr|St|No|vs)\.)(?<!\b(?:Mrs|Inc|e\.g|i\.e)\.)(?<=[.!?。！？])[\"”')]*\s+(?=[\"“'(]?[^\Wa-z_])"
    r"|(?<=[。！？])|\n+"
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


def phrase(name: str, seed: int, **facts: Any) -> str:
    """One of the ways to say ``name``, chosen by ``seed``, with the facts filled in.

    Raises `KeyError` for an unknown phrase and `jinja2.UndefinedError` for a missing fact.
    """
    variants = _phrases("en")[name]
    return variants[seed % len(variants)].render(**facts)


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
    return shorten(product.name, LONGEST_NAME, placeholder="…")


def stock_of(product: Product) -> str:
    """Whether a product can be had, in words; empty where the shop does not say."""
    return _AVAILABILITY.get(product.availability or "", "")


def listed(items: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
    """ "a, b, and c"."""
    return str(format_list(list(items), style=style, locale=LOCALE)) if items else ""


def counted(count: int, singular: str, plural: str = "") -> str:
    """ "1 buyer", "12 buyers"."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def date(iso: str) -> str:
    """An ISO date as it is read: "March 4, 2026"; as it is where it is none."""
    from datetime import date as day

    try:
        return str(format_date(day.fromisoformat(iso[:10]), "long", locale=LOCALE))
    except ValueError:
        return iso


def plain(markdown: str) -> str:
    """A passage without its marks; items of lists stand on lines of their own behind a bullet."""
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", markdown)
    text = re.sub(r"(\*\*|__|`)(.+?)\1", r"\2", text)
    text = re.sub(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+", BULLET, text, flags=re.MULTILINE)
    lines = [" ".join(block.split("\n")) for block in re.split(rf"\n\s*\n|\n(?={BULLET})", text)]
    joined = lines[0].strip()
    for before, line in pairwise(lines):
        is_list = line.startswith(BULLET) or before.startswith(BULLET)
        joined += f"\n{line.strip()}" if is_list else f" {line.strip()}"
    return joined.strip()


def sentences(text: str) -> list[str]:
    """A text's sentences, in order."""
    return [one.strip() for one in _SENTENCE.split(text) if one and one.strip()]


def quoted(text: str, longest: int = 220) -> str:
    """A text cut at the end of a sentence, or of a word with an ellipsis."""
    kept = ""
    for sentence in sentences(text):
        if kept and len(kept) + len(sentence) >= longest:
            return kept
        kept = f"{kept} {sentence}".strip()
    return kept if len(kept) <= longest else f"{kept[:longest].rsplit(' ', 1)[0]} …"


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


def _cut(query: str) -> str:
    return query if len(query) <= LONGEST_WISH else f"{query[:LONGEST_WISH].rsplit(' ', 1)[0]} …"


def describe_constraints(constraints: Constraints, currency: str = "") -> str:
    """What was asked for, in words: "blue trail shoes under $80, not Acme"."""
    currency = constraints.currency or currency
    what = _cut(constraints.query) or listed([name.lower() for name in constraints.category], "or")
    before = [value.lower() for value in constraints.color]
    parts = [" ".join([listed(before, "or"), what]).strip()]
    if constraints.brand:
        parts.append(f"from {listed(constraints.brand, 'or')}")
    if constraints.size:
        parts.append(f"in size {listed(constraints.size, 'or')}")
    if constraints.price:
        parts.append(_price_limit(constraints.price, currency))
    if constraints.rating.min is not None:
        parts.append(f"rated {constraints.rating.min:g} or better")
    if constraints.availability == "in_stock":
        parts.append("in stock")
    for name, wanted in constraints.attributes.items():
        if name == "gender" and not isinstance(wanted, Range):
            parts.append(f"for {listed(wanted, 'or')}")
        elif isinstance(wanted, Range) and not _is_number_said(wanted, what):
            parts.append(f"with {name.lower()} {_limit(wanted)}")
        elif not isinstance(wanted, Range) and not _is_said(wanted, what):
            yes = [name.lower()] if "yes" in wanted else list(wanted)
            parts.append(f"({listed(yes, 'or')})")
    unwanted = [
        name.lower() if value == "yes" else value
        for name, values in constraints.exclude.items()
        for value in values
    ]
    if unwanted:
        parts.append(f"without {listed(unwanted, 'or')}")
    return " ".join(part for part in parts if part)


def _is_number_said(wanted: Range, what: str) -> bool:
    return (
        wanted.min is not None and wanted.min == wanted.max and _number(wanted.min) in what.split()
    )


def _is_said(wanted: Sequence[str], what: str) -> bool:
    return all(value == "yes" or value.casefold() in what.casefold() for value in wanted)


def _price_limit(price: Range, currency: str) -> str:
    if price.min is not None and price.max is not None:
        return f"between {money(price.min, currency)} and {money(price.max, currency)}"
    if price.max is not None:
        return f"up to {money(price.max, currency)}"
    return f"from {money(price.min or 0, currency)}"


def _limit(wanted: Range) -> str:
    unit = f" {wanted.unit}" if wanted.unit else ""
    low = "" if wanted.min is None else _number(wanted.min)
    high = "" if wanted.max is None else _number(wanted.max)
    if low and wanted.min == wanted.max:
        return f"{low}{unit}"
    if low and high:
        return f"from {low} to {high}{unit}"
    return f"up to {high}{unit}" if high else f"of at least {low}{unit}"


def _number(value: float) -> str:
    """A number without digits that nobody asked for: "lighter than 370 g" is no 369.63."""
    written = f"{value:g}"
    return (
        written if len(written) <= 4 else f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"
    )
