"""The records of a shop, in the words of merchant feeds and schema.org.

Field names follow the Google Merchant product data specification and schema.org's
``Product``, ``Review`` and ``Order``, so that an export needs no translation table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

AttributeValue: TypeAlias = str | float | bool | list[str]

AVAILABILITIES = ("in_stock", "out_of_stock", "preorder", "backorder")

ORDER_STATUSES = (
    "pending",
    "processing",
    "shipped",
    "out_for_delivery",
    "delivered",
    "cancelled",
    "return_requested",
    "returned",
    "refunded",
)


@dataclass(frozen=True)
class Product:
    """One thing that can be bought: a variant where a product comes in several.

    ``category`` is the path from the root (``("Footwear", "Trail running shoes")``).
    ``price`` is the regular price and ``sale_price`` what is asked now if it is lower, both in
    ``currency`` (ISO 4217). ``availability`` is one of ``AVAILABILITIES``, or None where the shop
    does not say. ``rating`` is the mean review rating from 1 to 5. ``attributes`` holds what only
    some products have, under the shop's own names, with units inside the text (``"1.2 kg"``).
    Variants of one product share ``item_group_id``.
    """

    id: str
    title: str
    description: str = ""
    brand: str = ""
    category: tuple[str, ...] = ()
    price: Decimal | None = None
    sale_price: Decimal | None = None
    currency: str = ""
    availability: str | None = None
    quantity: int | None = None
    color: str = ""
    size: str = ""
    material: str = ""
    gender: str = ""
    item_group_id: str = ""
    gtin: tuple[str, ...] = ()
    mpn: str = ""
    link: str = ""
    image_link: str = ""
    rating: float | None = None
    review_count: int = 0
    date_added: str = ""
    attributes: dict[str, AttributeValue] = field(default_factory=dict)

    @property
    def offer_price(self) -> Decimal | None:
        """What the shopper pays now: the sale price where there is one."""
        return self.price if self.sale_price is None else self.sale_price

    @property
    def name(self) -> str:
        """The title without the colour and size that only tell variants apart."""
        if not self.item_group_id:
            return self.title
        name = self.title
        for part in (self.size, self.color, self.size):
            if part:
                ending = rf"[\s,/|(–—-]+{re.escape(part)}\)?\s*$"
                name = re.sub(ending, "", name, flags=re.IGNORECASE)
        return name or self.title

    @property
    def group(self) -> str:
        """The key that all variants of this product share."""
        return self.item_group_id or self.id


@dataclass(frozen=True)
class Review:
    """What one customer wrote about a product; ``rating`` runs from 1 to 5."""

    id: str
    product_id: str
    text: str
    rating: float | None = None
    title: str = ""
    author: str = ""
    date: str = ""
    language: str = ""


@dataclass(frozen=True)
class OrderLine:
    """One product in an order, at the price that was paid for one piece."""

    product_id: str
    title: str
    quantity: int
    price: Decimal


@dataclass(frozen=True)
class Order:
    """A customer's order; ``status`` is one of ``ORDER_STATUSES``, dates are ISO 8601."""

    id: str
    email: str
    status: str
    date: str
    lines: tuple[OrderLine, ...]
    total: Decimal
    currency: str
    customer_id: str = ""
    customer_name: str = ""
    carrier: str = ""
    tracking_number: str = ""
    tracking_link: str = ""
    date_shipped: str = ""
    date_delivered: str = ""
    expected_delivery: str = ""
    shipping_address: str = ""


@dataclass(frozen=True)
class Document:
    """A policy or help page of the shop, in Markdown or plain text."""

    id: str
    title: str
    text: str
    link: str = ""


Record: TypeAlias = Product | Review | Order | Document
