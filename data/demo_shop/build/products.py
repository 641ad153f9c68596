"""Product lines: every colour and size of a product becomes a record of its own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from . import pictures
from .sources import Group, dice

Variant = dict[str, Any]

CURRENCY = "USD"
SCARCE = 0.18
"""The share of variants of which no more than four are left."""


def expand(groups: list[Group]) -> list[Variant]:
    """One record a variant, with the fields of the shop's product records.

    Raises:
        ValueError: ``out_of_stock`` or ``preorder`` names a colour or size that is not sold, or two
            variants come to the same article number.
    """
    variants = [variant for group in groups for variant in _variants(group)]
    ids = [variant["id"] for variant in variants]
    if twice := {name for name in ids if ids.count(name) > 1}:
        raise ValueError(f"article numbers occur twice: {', '.join(sorted(twice))}")
    return variants


def article(group: Group) -> str:
    """The article number that all variants of a product begin with ("CAM-40718")."""
    letters = re.sub("[^A-Z]", "", str(group["category"][0]).upper())[:3]
    return f"{letters}-{10000 + _digest(group['id']) % 90000}"


def _variants(group: Group) -> Iterator[Variant]:
    colors, sizes = group["colors"] or [""], group["sizes"] or [""]
    sold = {"all", *colors, *sizes, *(f"{color}/{size}" for color in colors for size in sizes)}
    gone, coming = _named(group, "out_of_stock", sold), _named(group, "preorder", sold)
    late = _named(group, "backorder", sold)
    surcharges = {str(size): money for size, money in (group.get("size_prices") or {}).items()}
    several = len(colors) * len(sizes) > 1
    codes = _codes(group["colors"])
    for color in colors:
        for size in sizes:
            names = {"all", color, size, f"{color}/{size}"} - {""}
            more = Decimal(str(surcharges.get(size, 0)))
            parts = [article(group), codes.get(color, ""), _size_code(size)]
            sku = "-".join(part for part in parts if part) if several else article(group)
            suffix = ", ".join(part for part in (color, size) if part)
            availability = (
                "out_of_stock" if names & gone
                else "preorder" if names & coming
                else "backorder" if names & late
                else "in_stock"
            )  # fmt: skip
            yield {
                "kind": "product",
                "id": sku,
                "title": f"{group['title']} - {suffix}" if several else group["title"],
                "description": " ".join(group["description"].split()),
                "brand": group["brand"],
                "category": " > ".join(group["category"]),
                "price": _money(group["price"], more),
                **(
                    {"sale_price": _money(group["sale_price"], more)}
                    if group.get("sale_price")
                    else {}
                ),
                "currency": CURRENCY,
                "availability": availability,
                "quantity": _quantity(sku) if availability == "in_stock" else 0,
                **({"color": color} if color else {}),
                **({"size": size} if size else {}),
                **({"material": group["material"]} if group.get("material") else {}),
                **({"gender": group["gender"]} if group.get("gender") else {}),
                **({"item_group_id": group["id"]} if several else {}),
                "gtin": _gtin(sku),
                "mpn": _mpn(group, sku),
                "link": f"/products/{sku}",
                "image_link": f"/images/{pictures.name(group, color)}",
                "date_added": str(group["date_added"]),
                "attributes": group.get("attributes") or {},
            }


def _named(group: Group, field: str, sold: set[str]) -> set[str]:
    value = group.get(field) or []
    names = (
        {"all"}
        if value is True
        else {str(name) for name in ([value] if isinstance(value, str) else value)}
    )
    if unknown := names - sold:
        raise ValueError(f"{group['id']}: {field} names {', '.join(sorted(unknown))}, not sold")
    return names


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")


def _codes(colors: list[str]) -> dict[str, str]:
    """Three letters a colour, more where two colours share them."""
    codes: dict[str, str] = {}
    for color in colors:
        letters = re.sub("[^A-Z]", "", color.upper())
        code = letters[:3]
        initials = "".join(word[0] for word in color.upper().split())
        if code in codes.values():
            code = letters[:2] + initials[-1]
        if code in codes.values():
            code = letters[:6]
        codes[color] = code
    return codes


def _size_code(size: str) -> str:
    return re.sub("[^A-Z0-9.]", "", size.upper()).replace(".", "H" if size.endswith(".5") else "P")[
        :10
    ]


def _money(price: float, more: Decimal) -> float:
    return float((Decimal(str(price)) + more).quantize(Decimal("0.01")))


def _quantity(sku: str) -> int:
    rng = dice("stock", sku)
    return rng.randint(1, 4) if rng.random() < SCARCE else rng.randint(5, 60)


def _gtin(sku: str) -> str:
    """An EAN-13 that begins with 2, the range kept for use inside a shop.

    The check digit follows the GS1 General Specifications: digits weighted 1 and 3 in turn.
    """
    body = f"2{_digest('gtin ' + sku) % 10**11:011d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return body + str(-total % 10)


def _mpn(group: Group, sku: str) -> str:
    letters = re.sub("[^A-Z]", "", group["brand"].upper())
    return f"{letters[0]}{letters[-1]}{_digest('mpn ' + sku) % 1_000_000:06d}"
