"""Orders in the imported catalogue's own database: what is asked for waits there for the shop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.catalog import Order, OrderLine
from knowledge.service.address import Address
from knowledge.service.requests import Request, Requests

Find = Callable[[str, str], Order | None]
"""The stored order with a number and an e-mail."""

_BEFORE_SHIPPING = ("pending", "processing")


class LocalOrders:
    """Answers from imported orders, and from what was asked for since they were exported.

    Shoppers see their requests at once; the shop reads them with `aisle requests`, and its next
    export of orders says what became of them.
    """

    name = "local"

    def __init__(self, find: Find, requests: Requests) -> None:
        self._find = find
        self._requests = requests

    def order(self, number: str, email: str) -> Order | None:
        """The order as it was imported, with what was asked for since."""
        order = self._find(number, email)
        if order is None:
            return None
        for request in self._requests.all(order.id):
            order = _with(order, request)
        return order

    def cancel(self, order: Order) -> None:
        """Notes that it is to be cancelled and refunded the way it was paid."""
        self._requests.add(order.id, "cancel", {})

    def change_address(self, order: Order, address: Address) -> None:
        """Notes where it is to go."""
        self._requests.add(order.id, "change_address", {"address": str(address)})

    def request_return(self, order: Order, lines: Sequence[OrderLine], exchange_for: str) -> None:
        """Notes what comes back."""
        items = {line.product_id: line.quantity for line in lines}
        self._requests.add(order.id, "return", {"items": items, "exchange_for": exchange_for})


def _with(order: Order, request: Request) -> Order:
    if request.kind == "cancel" and order.status in _BEFORE_SHIPPING:
        return replace(order, status="cancelled")
    if request.kind == "change_address" and order.status in _BEFORE_SHIPPING:
        return replace(order, shipping_address=request.detail["address"])
    if request.kind == "return" and order.status == "delivered":
        return replace(order, status="return_requested")
    return order
