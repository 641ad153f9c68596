"""What is asked for a schema.org product: of its offers the one that a shopper would take.

Properties are those of https://schema.org/Offer, https://schema.org/AggregateOffer and
https://schema.org/PriceSpecification, whose ``priceType`` tells a struck-out price from today's.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from knowledge.catalog import money, values
from knowledge.catalog.faults import RowError
from knowledge.catalog.graph import Node, Page, plain, types

_REGULAR = {"ListPrice", "StrikethroughPrice", "RegularPrice", "MSRP", "SRP"}
_OTHER_CHARGES = {"DeliveryChargeSpecification", "PaymentChargeSpecification"}
_RANKS = {"in_stock": 0, "out_of_stock": 2}


def best_offer(product: Node, page: Page) -> dict[str, Any]:
    """The fields of the best offer: what can be had now first, then the cheapest; {} without one.

    Beside the fields of a product it holds ``url``, ``sku``, ``Condition`` and, where offers differ,
    ``Price range``.
    """
    offers: list[dict[str, Any]] = []
    for one in page.nodes(product.get("offers")):
        inner = page.nodes(one.get("offers"))
        offers += [_fields(_completed(each, one), page) for each in inner] or [_fields(one, page)]
    if not offers:
        return {}
    best = min(offers, key=_rank)
    told = [_amount(one[name]) for one in offers for name in ("price", "high")]
    amounts = [amount for amount in told if amount is not None]
    if amounts and min(amounts) < max(amounts):
        best["Price range"] = f"{min(amounts)} to {max(amounts)} {best['currency']}".strip()
    del best["high"]
    return best


def condition(node: Node, page: Page) -> str:
    """``new``, ``used``, ``refurbished`` or ``damaged``, from an ``itemCondition``; else ""."""
    return plain(page.text(node.get("itemCondition"))).removesuffix("Condition").lower()


def _completed(offer: Node, aggregate: Node) -> Node:
    """One of several offers, with what is said of them all."""
    names = ["priceCurrency", "availability", "itemCondition"]
    if not offer.keys() & {"price", "priceSpecification"}:
        names += ["lowPrice", "highPrice"]
    shared = {name: aggregate[name] for name in names if name in aggregate}
    return Node([*shared.items(), *offer.items()], offer.line)


def _fields(offer: Node, page: Page) -> dict[str, Any]:
    told: dict[str, Any] = {
        "price": page.text(offer.get("price")) or page.text(offer.get("lowPrice")),
        "high": page.text(offer.get("highPrice")),
        "currency": page.text(offer.get("priceCurrency")),
        "availability": plain(page.text(offer.get("availability"))),
        "quantity": page.measure(offer.get("inventoryLevel")),
        "url": offer.get("url"),
        "sku": page.text(offer.get("sku")),
        "Condition": condition(offer, page),
    }
    for one in page.nodes(offer.get("priceSpecification")):
        kind = plain(page.text(one.get("priceType")))
        price = page.text(one.get("price")) or page.text(one.get("minPrice"))
        # What only members pay is not what everyone pays.
        if not price or types(one) & _OTHER_CHARGES or "validForMemberTier" in one:
            continue
        told["currency"] = told["currency"] or page.text(one.get("priceCurrency"))
        if kind in _REGULAR:
            told["compare_at_price"] = price
        elif kind == "SalePrice":
            told["sale_price"] = price
        elif not kind and not told["price"] and not _is_per_unit(one, page):
            told["price"] = price
    return told


def _is_per_unit(price: Node, page: Page) -> bool:
    """Whether a price is only one per litre or kilogram, with nothing said of the whole."""
    return any("valueReference" not in one for one in page.nodes(price.get("referenceQuantity")))


def _rank(offer: dict[str, Any]) -> tuple[int, bool, Decimal]:
    price = _amount(offer["price"])
    availability = values.availability(offer["availability"]) or ""
    return _RANKS.get(availability, 1), price is None, price or Decimal(0)


def _amount(price: Any) -> Decimal | None:
    try:
        return money.price(price)[0]
    except RowError:
        return None
