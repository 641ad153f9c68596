"""The shop's rules about orders, as it wrote them in ``shop.yml``, enforced in code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.catalog import Order, Product
from knowledge.catalog.records import AttributeValue
from knowledge.index.analyzer import fold
from knowledge.index.facets import attribute_text
from knowledge.shop_file import FinalSale, ShopFile


@dataclass(frozen=True)
class Verdict:
    """Whether a change may be made, and why not: a phrase of ``refused_...``.

    ``reason`` is "" where it may, and "unknown" where the shop has no rule or the order does not
    say enough: then a person decides. ``until`` is the last day on which it may or could have been.
    """

    reason: str = ""
    until: date | None = None

    def __bool__(self) -> bool:
        return not self.reason


def may_cancel(order: Order, shop: ShopFile) -> Verdict:
    """Whether an order can still be cancelled."""
    return _while(order, shop.cancel_while)


def may_change_address(order: Order, shop: ShopFile) -> Verdict:
    """Whether an order can still be sent elsewhere."""
    return _while(order, shop.change_address_while)


def may_return(
    order: Order, product: Product | None, shop: ShopFile, today: date, *, is_exchange: bool
) -> Verdict:
    """Whether one product of an order can be given back, or exchanged, today.

    ``product`` is None where the catalogue no longer has it: then its category is not known.
    """
    if order.status in ("return_requested", "returned", "refunded", "cancelled"):
        return Verdict(order.status)
    days = shop.returns and (shop.returns.exchange_days if is_exchange else shop.returns.days)
    if not shop.returns or not days:
        return Verdict("unknown")
    if order.status != "delivered":
        return Verdict("not_delivered")
    if product is not None and _is_final(product, shop.returns.final_sale):
        return Verdict("final_sale")
    try:
        until = date.fromisoformat(order.date_delivered[:10]) + timedelta(days=days)
    except ValueError:
        return Verdict("unknown")
    return Verdict("too_late" if today > until else "", until)


def _while(order: Order, statuses: tuple[str, ...]) -> Verdict:
    if order.status in statuses:
        return Verdict()
    if not statuses:
        return Verdict("unknown")
    return Verdict(order.status)


def _is_final(product: Product, rule: FinalSale) -> bool:
    categories = {fold(name) for name in product.category}
    if categories & {fold(name) for name in rule.categories}:
        return True
    held = {fold(name): value for name, value in product.attributes.items()}
    return any(
        fold(wanted) in _texts(held.get(fold(name), [])) for name, wanted in rule.attributes.items()
    )


def _texts(value: AttributeValue) -> set[str]:
    return {attribute_text(one) for one in (value if isinstance(value, list) else [value])}
