"""What can be done about an order: the shop's rules, and the systems that carry it out."""

from knowledge.service.address import Address, read_address
from knowledge.service.backend import BackendError, ShopBackend
from knowledge.service.rules import Verdict, may_cancel, may_change_address, may_return

__all__ = [
    "Address",
    "BackendError",
    "ShopBackend",
    "Verdict",
    "may_cancel",
    "may_change_address",
    "may_return",
    "read_address",
]
