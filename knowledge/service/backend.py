"""What the assistant needs of a shop's own system to look after orders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from knowledge.catalog import Order, OrderLine
from knowledge.service.address import Address


class BackendError(Exception):
    """The shop's system did not do what it was asked; the message says why, for the log."""


class ShopBackend(Protocol):
    """Orders where they live. Whatever is asked for twice is done once.

    Whoever calls has checked the shop's rules and has the shopper's word for the change. Every
    method raises `BackendError` where the system cannot be reached or refuses.
    """

    name: str

    def order(self, number: str, email: str) -> Order | None:
        """The order with this number, only where the e-mail is the one that placed it."""
        ...

    def cancel(self, order: Order) -> None:
        """Cancels an order; what was paid goes back the way it was paid."""
        ...

    def change_address(self, order: Order, address: Address) -> None:
        """Sends an order that has not been shipped to another address."""
        ...

    def request_return(self, order: Order, lines: Sequence[OrderLine], exchange_for: str) -> None:
        """Announces lines as a return; ``exchange_for`` names the variant wanted instead, or is ""."""
        ...
