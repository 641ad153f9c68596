"""Orders in every status, with dates that fit it on the day the demo shop stands still."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from .customers import CUSTOMERS
from .products import CURRENCY, Variant
from .sources import dice

TODAY = date(2026, 11, 23)
OPENED = date(2025, 6, 2)
FIRST_NUMBER = 19803

COUNTS = {
    "delivered": 52, "shipped": 14, "processing": 10, "cancelled": 9, "pending": 8,
    "refunded": 8, "returned": 7, "out_for_delivery": 6, "return_requested": 6,
}  # fmt: skip
# How many days ago an order of a status was placed; None reaches back to the shop's opening.
AGES: dict[str, tuple[int, int | None]] = {
    "pending": (0, 1), "processing": (1, 3), "shipped": (3, 6), "out_for_delivery": (4, 8),
    "delivered": (9, None), "return_requested": (14, 40), "returned": (24, None),
    "refunded": (30, None), "cancelled": (2, None),
}  # fmt: skip
# What one project needs is bought together; such orders are the demo shop's "goes with".
KITS = (
    ("ridgeline-2-tent", "lakeshore-30-bag", "accordion-foam-pad"),
    ("cindle-gooseneck-kettle", "KIT-93532", "pelloway-burr-grinder"),
    ("commonway-city-bike", "borough-commuter-helmet", "CYC-52978"),
    ("mossgate-reservoir-planter", "puddlecote-heron-watering-can", "GAR-50152"),
    ("concourse-carry-on", "tessellate-packing-cubes", "windowseat-neck-pillow"),
    ("drowsel-percale-sheet-set", "drowsel-shredded-foam-pillow", "drowsel-goose-down-duvet"),
)
PROJECTS = 0.65
"""Share of the orders with several products that are for one project."""
CARRIERS = {"UPS": "1ZHP", "USPS": "9400", "FedEx": "7719"}
FREE_SHIPPING = Decimal(75)
SHIPPING = Decimal("6.95")
SHIPPING_ABROAD = Decimal("19.95")


def place(variants: list[Variant]) -> list[dict[str, Any]]:
    """All orders, oldest first; every customer has at least one, some have many."""
    rng = dice("orders")
    statuses = [status for status, count in COUNTS.items() for _ in range(count)]
    buyers = list(range(len(CUSTOMERS)))
    buyers += rng.choices(
        buyers, [1 / (1 + number % 7) for number in buyers], k=len(statuses) - len(buyers)
    )
    rng.shuffle(buyers)
    days = sorted(
        (
            (_placed(status, rng), status, buyer)
            for status, buyer in zip(statuses, buyers, strict=True)
        ),
        key=lambda entry: entry[0],
    )
    number = FIRST_NUMBER
    orders = []
    for placed, status, buyer in days:
        number += rng.randint(3, 13)
        orders.append(_order(f"HP-{number}", placed, status, buyer, variants, rng))
    return orders


def _placed(status: str, rng: random.Random) -> date:
    least, most = AGES[status]
    return TODAY - timedelta(rng.randint(least, (TODAY - OPENED).days if most is None else most))


def _order(
    number: str, placed: date, status: str, buyer: int, variants: list[Variant], rng: random.Random
) -> dict[str, Any]:
    name, email, address = CUSTOMERS[buyer]
    lines = list(_lines(placed, variants, rng))
    total = sum((Decimal(str(line["price"])) * line["quantity"] for line in lines), Decimal(0))
    at_home = address.endswith("USA")
    shipping = SHIPPING_ABROAD if not at_home else SHIPPING if total < FREE_SHIPPING else Decimal(0)
    return {
        "kind": "order",
        "id": number,
        "customer_id": f"C-{1001 + 7 * buyer}",
        "customer_name": name,
        "email": email,
        "status": status,
        "date": placed.isoformat(),
        "lines": lines,
        "total": float(total),
        "shipping_cost": float(shipping),
        "currency": CURRENCY,
        "shipping_address": address,
        **_journey(placed, status, at_home, rng),
    }


def _lines(placed: date, variants: list[Variant], rng: random.Random) -> Iterator[dict[str, Any]]:
    sold: dict[str, list[Variant]] = {}
    for variant in variants:
        if variant["date_added"] <= placed.isoformat() and variant["availability"] == "in_stock":
            sold.setdefault(str(variant.get("item_group_id") or variant["id"]), []).append(variant)
    # A product first and its variant then: else what comes in many sizes would be everywhere.
    count = rng.choices((1, 2, 3, 4), (46, 30, 16, 8))[0]
    chosen = rng.sample(list(sold), min(count, len(sold)))
    if count > 1 and rng.random() < PROJECTS:
        kit = [group for group in rng.choice(KITS) if group in sold]
        kit = rng.sample(kit, min(count, len(kit)))
        chosen = kit + [group for group in chosen if group not in kit][: count - len(kit)]
    for group in chosen:
        variant = rng.choice(sold[group])
        price: float = variant["sale_price" if "sale_price" in variant else "price"]
        yield {
            "product_id": variant["id"],
            "title": variant["title"],
            "quantity": rng.choice((1, 1, 2, 4)) if price < 30 else 1,
            "price": price,
        }


def _journey(placed: date, status: str, at_home: bool, rng: random.Random) -> dict[str, str]:
    """The carrier and the dates that an order of this status has by now."""
    if status == "cancelled":
        return {}
    transit = rng.randint(4, 7) if at_home else rng.randint(9, 15)
    if status in ("pending", "processing"):
        return {"expected_delivery": (placed + timedelta(transit + 2)).isoformat()}
    shipped = placed + timedelta(rng.randint(1, 2))
    expected = shipped + timedelta(transit)
    if status == "shipped":
        expected = max(expected, TODAY + timedelta(rng.randint(1, 3)))
    elif status == "out_for_delivery":
        expected = TODAY
    carrier = rng.choice(sorted(CARRIERS))
    tracking = CARRIERS[carrier] + "".join(rng.choices("0123456789", k=14))
    journey = {
        "carrier": carrier,
        "tracking_number": tracking,
        "tracking_link": f"https://track.example.com/{carrier.lower()}/{tracking}",
        "date_shipped": shipped.isoformat(),
        "expected_delivery": expected.isoformat(),
    }
    if status not in ("shipped", "out_for_delivery"):
        arrived = min(expected + timedelta(rng.choice((-1, 0, 0, 0, 1, 2))), TODAY - timedelta(1))
        journey["date_delivered"] = arrived.isoformat()
    return journey
