"""Orders in WooCommerce, through its REST API v3 (the documentation of which has every field here)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from knowledge.catalog import Order, OrderLine
from knowledge.service.address import Address
from knowledge.service.backend import BackendError
from knowledge.service.remote import Remote

# WooCommerce knows no parcels: "completed" is all that it says of an order that left.
_STATUSES = {
    "pending": "pending",
    "on-hold": "pending",
    "processing": "processing",
    "completed": "delivered",
    "cancelled": "cancelled",
    "refunded": "refunded",
    "failed": "cancelled",
}
_RETURN = "_aisle_return"
"""The order's meta key under which an announced return is kept."""


class WooCommerce:
    """Orders of a WooCommerce shop; ``key`` and ``secret`` are a REST key with read and write access."""

    name = "woocommerce"

    def __init__(self, url: str, key: str, secret: str, timeout: float = 10.0) -> None:
        self._api = Remote(f"{url.rstrip('/')}/wp-json/wc/v3", timeout, auth=(key, secret))

    def order(self, number: str, email: str) -> Order | None:
        """The order with this number, only where the e-mail is the one that placed it."""
        found = self._found(number, email)
        return _order(found) if found else None

    def cancel(self, order: Order) -> None:
        """Refunds what was paid through the gateway that took it, and cancels the order."""
        found = self._again(order)
        if found["status"] in ("cancelled", "refunded"):
            return
        if found.get("date_paid") and Decimal(found["total"]) > 0 and not found.get("refunds"):
            refund = {
                "amount": found["total"],
                "api_refund": True,
                "reason": "Cancelled by the customer",
            }
            self._api.post(f"/orders/{found['id']}/refunds", refund)
        self._api.put(f"/orders/{found['id']}", {"status": "cancelled"})

    def change_address(self, order: Order, address: Address) -> None:
        """Sets the order's shipping address."""
        found = self._again(order)
        self._api.put(
            f"/orders/{found['id']}",
            {
                "shipping": {
                    **found.get("shipping", {}),
                    "address_1": address.street,
                    "address_2": "",
                    "city": address.city,
                    "state": address.region,
                    "postcode": address.postal_code,
                    "country": address.country or found.get("shipping", {}).get("country", ""),
                }
            },
        )

    def request_return(self, order: Order, lines: Sequence[OrderLine], exchange_for: str) -> None:
        """Leaves the order's staff a note; WooCommerce itself has no returns."""
        found = self._again(order)
        if any(meta["key"] == _RETURN for meta in found.get("meta_data", [])):
            return
        items = ", ".join(f"{line.quantity} × {line.title}" for line in lines)
        wish = f"exchange for {exchange_for}" if exchange_for else "refund"
        self._api.put(f"/orders/{found['id']}", {"meta_data": [{"key": _RETURN, "value": items}]})
        note = {"note": f"The customer returns {items} ({wish}).", "customer_note": False}
        self._api.post(f"/orders/{found['id']}/notes", note)

    def _found(self, number: str, email: str) -> dict[str, Any] | None:
        # Numbers are ids unless an extension makes its own; those the search finds.
        bare = number.lstrip("#").strip()
        orders = []
        if bare.isdigit():
            one = self._api.get(f"/orders/{bare}", missing=True)
            orders = [one] if one else []
        if not orders:
            orders = self._api.get("/orders", {"search": bare}) or []
        for order in orders:
            is_theirs = order["billing"]["email"].strip().lower() == email.strip().lower()
            if is_theirs and str(order["number"]).lower() == bare.lower():
                found: dict[str, Any] = order
                return found
        return None

    def _again(self, order: Order) -> dict[str, Any]:
        found = self._found(order.id, order.email)
        if found is None:
            raise BackendError(f"order {order.id} is gone")
        return found


def _order(found: dict[str, Any]) -> Order:
    status = _STATUSES.get(found["status"], found["status"])
    is_returned = any(meta["key"] == _RETURN for meta in found.get("meta_data", []))
    shipping = found.get("shipping") or {}
    place = [shipping.get(name, "") for name in ("address_1", "city", "postcode", "country")]
    return Order(
        id=str(found["number"]),
        email=found["billing"]["email"],
        status="return_requested" if is_returned and status == "delivered" else status,
        date=(found.get("date_created") or "")[:10],
        lines=tuple(
            OrderLine(
                str(line.get("sku") or line.get("variation_id") or line["product_id"]),
                line["name"],
                int(line["quantity"]),
                Decimal(str(line["price"])),
            )
            for line in found["line_items"]
        ),
        total=Decimal(found["total"]),
        currency=found["currency"],
        customer_id=str(found.get("customer_id") or ""),
        customer_name=f"{found['billing'].get('first_name', '')} {found['billing'].get('last_name', '')}".strip(),
        date_delivered=(found.get("date_completed") or "")[:10] if status == "delivered" else "",
        shipping_address=", ".join(filter(None, place)),
    )
