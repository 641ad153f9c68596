"""Orders in Shopify, through its Admin GraphQL API, version 2026-07."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from knowledge.catalog import Order, OrderLine
from knowledge.service.address import Address
from knowledge.service.backend import BackendError
from knowledge.service.remote import Remote

VERSION = "2026-07"

_FIND = """
query Find($query: String!) {
  orders(first: 5, query: $query) {
    nodes {
      id name email createdAt cancelledAt displayFinancialStatus displayFulfillmentStatus returnStatus
      currentTotalPriceSet { shopMoney { amount currencyCode } }
      customer { id displayName }
      shippingAddress { formatted(withName: false) countryCodeV2 }
      lineItems(first: 100) {
        nodes { title variantTitle quantity sku variant { id } product { id }
                discountedUnitPriceSet { shopMoney { amount } } id }
      }
      fulfillments(first: 10) {
        displayStatus createdAt deliveredAt estimatedDeliveryAt
        trackingInfo(first: 1) { company number url }
      }
    }
  }
}"""
_CANCEL = """
mutation Cancel($id: ID!) {
  orderCancel(orderId: $id, reason: CUSTOMER, restock: true, notifyCustomer: true,
              refundMethod: { originalPaymentMethodsRefund: true }) {
    job { id }
    orderCancelUserErrors { code message }
  }
}"""
_MOVE = """
mutation Move($input: OrderInput!) {
  orderUpdate(input: $input) { order { id } userErrors { field message } }
}"""
_RETURNABLE = """
query Returnable($id: ID!) {
  returnableFulfillments(orderId: $id, first: 20) {
    nodes {
      returnableFulfillmentLineItems(first: 100) {
        nodes { quantity fulfillmentLineItem { id lineItem { id } } }
      }
    }
  }
}"""
_RETURN = """
mutation Return($input: ReturnRequestInput!) {
  returnRequest(input: $input) { return { id status } userErrors { field message } }
}"""

_FULFILLED = {
    "UNFULFILLED": "processing",
    "ON_HOLD": "processing",
    "OPEN": "processing",
    "PENDING_FULFILLMENT": "processing",
    "SCHEDULED": "processing",
    "IN_PROGRESS": "processing",
    "REQUEST_DECLINED": "processing",
    "PARTIALLY_FULFILLED": "shipped",
    "FULFILLED": "shipped",
    "RESTOCKED": "cancelled",
}
_RETURNED = {
    "RETURN_REQUESTED": "return_requested",
    "IN_PROGRESS": "return_requested",
    "INSPECTION_COMPLETE": "returned",
    "RETURNED": "returned",
}


class Shopify:
    """Orders of a Shopify shop; the token needs `read_orders`, `write_orders` and `write_returns`."""

    name = "shopify"

    def __init__(self, url: str, token: str, timeout: float = 10.0) -> None:
        base = f"{url.rstrip('/')}/admin/api/{VERSION}"
        self._api = Remote(base, timeout, headers={"X-Shopify-Access-Token": token})

    def order(self, number: str, email: str) -> Order | None:
        """The order with this number, only where the e-mail is the one that placed it."""
        found = self._found(number, email)
        return _order(found) if found else None

    def cancel(self, order: Order) -> None:
        """Cancels, restocks and refunds to the original means of payment; Shopify tells the buyer."""
        found = self._again(order)
        if not found["cancelledAt"]:
            self._change("orderCancel", _CANCEL, {"id": found["id"]}, "orderCancelUserErrors")

    def change_address(self, order: Order, address: Address) -> None:
        """Sets the order's shipping address."""
        found = self._again(order)
        country = address.country or (found.get("shippingAddress") or {}).get("countryCodeV2")
        moved = {
            "address1": address.street,
            "address2": "",
            "city": address.city,
            "zip": address.postal_code,
            **({"provinceCode": address.region} if address.region else {}),
            **({"countryCode": country} if country else {}),
        }
        self._change("orderUpdate", _MOVE, {"input": {"id": found["id"], "shippingAddress": moved}})

    def request_return(self, order: Order, lines: Sequence[OrderLine], exchange_for: str) -> None:
        """Requests a return, which the shop approves or declines in its admin."""
        found = self._again(order)
        if found["returnStatus"] in _RETURNED:
            return
        wanted = {
            item["id"]: line.quantity
            for item in found["lineItems"]["nodes"]
            for line in lines
            if _product_id(item) == line.product_id
        }
        note = f"Exchange for {exchange_for}" if exchange_for else "Refund"
        returned = []
        for node in self._asked(_RETURNABLE, {"id": found["id"]})["returnableFulfillments"][
            "nodes"
        ]:
            for item in node["returnableFulfillmentLineItems"]["nodes"]:
                left = wanted.get(item["fulfillmentLineItem"]["lineItem"]["id"], 0)
                if count := min(left, item["quantity"]):
                    wanted[item["fulfillmentLineItem"]["lineItem"]["id"]] -= count
                    returned.append(
                        {
                            "fulfillmentLineItemId": item["fulfillmentLineItem"]["id"],
                            "quantity": count,
                            "returnReason": "OTHER",
                            "customerNote": note,
                        }
                    )
        if not returned:
            raise BackendError(f"nothing of order {order.id} can be returned any more")
        variables = {"input": {"orderId": found["id"], "returnLineItems": returned}}
        self._change("returnRequest", _RETURN, variables)

    def _found(self, number: str, email: str) -> dict[str, Any] | None:
        name = number.strip().lstrip("#")
        quoted = f'name:"{_escaped(name)}" AND email:"{_escaped(email.strip())}"'
        for order in self._asked(_FIND, {"query": quoted})["orders"]["nodes"]:
            # Shopify's search is a search: what it finds is held against what was asked for.
            is_theirs = (order["email"] or "").strip().lower() == email.strip().lower()
            if is_theirs and order["name"].lstrip("#").lower() == name.lower():
                found: dict[str, Any] = order
                return found
        return None

    def _again(self, order: Order) -> dict[str, Any]:
        found = self._found(order.id, order.email)
        if found is None:
            raise BackendError(f"order {order.id} is gone")
        return found

    def _asked(self, query: str, variables: dict[str, Any]) -> dict[str, Any]:
        answer = self._api.post("/graphql.json", {"query": query, "variables": variables})
        if answer.get("errors"):
            raise BackendError(
                f"GraphQL: {answer['errors'][0].get('message', answer['errors'][0])}"
            )
        data: dict[str, Any] = answer["data"]
        return data

    def _change(
        self, mutation: str, query: str, variables: dict[str, Any], errors: str = "userErrors"
    ) -> None:
        refused = self._asked(query, variables)[mutation][errors]
        if refused:
            raise BackendError(f"{mutation}: {refused[0]['message']}")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _product_id(item: dict[str, Any]) -> str:
    """The id that an import of Shopify's product export gives the variant."""
    one = item.get("variant") or item.get("product") or {}
    return item.get("sku") or str(one.get("id", "")).rpartition("/")[2]


def _order(found: dict[str, Any]) -> Order:
    parcels = found["fulfillments"]
    first: dict[str, Any] = parcels[0] if parcels else {}
    tracking: dict[str, Any] = next(iter(first.get("trackingInfo") or []), {})
    total = found["currentTotalPriceSet"]["shopMoney"]
    address = (found.get("shippingAddress") or {}).get("formatted") or []
    return Order(
        id=found["name"],
        email=found["email"],
        status=_status(found, parcels),
        date=found["createdAt"][:10],
        lines=tuple(
            OrderLine(
                _product_id(item),
                " - ".join(filter(None, [item["title"], item.get("variantTitle")])),
                item["quantity"],
                Decimal(item["discountedUnitPriceSet"]["shopMoney"]["amount"]),
            )
            for item in found["lineItems"]["nodes"]
        ),
        total=Decimal(total["amount"]),
        currency=total["currencyCode"],
        customer_id=str((found.get("customer") or {}).get("id", "")).rpartition("/")[2],
        customer_name=(found.get("customer") or {}).get("displayName") or "",
        carrier=tracking.get("company") or "",
        tracking_number=tracking.get("number") or "",
        tracking_link=tracking.get("url") or "",
        date_shipped=(first.get("createdAt") or "")[:10],
        date_delivered=(first.get("deliveredAt") or "")[:10],
        expected_delivery=(first.get("estimatedDeliveryAt") or "")[:10],
        shipping_address=", ".join(address),
    )


def _status(found: dict[str, Any], parcels: list[dict[str, Any]]) -> str:
    if found["cancelledAt"]:
        return "cancelled"
    if found["displayFinancialStatus"] == "REFUNDED":
        return "refunded"
    if returned := _RETURNED.get(found["returnStatus"]):
        return returned
    if parcels and all(one["displayStatus"] == "DELIVERED" for one in parcels):
        return "delivered"
    if any(one["displayStatus"] == "OUT_FOR_DELIVERY" for one in parcels):
        return "out_for_delivery"
    if found["displayFinancialStatus"] == "PENDING":
        return "pending"
    return _FULFILLED.get(found["displayFulfillmentStatus"], "processing")
