"""Which system a shop's orders live in, by the settings."""

from __future__ import annotations

from knowledge import database
from knowledge.service.backend import ShopBackend
from knowledge.service.local import Find, LocalOrders
from knowledge.service.requests import Requests
from knowledge.service.shopify import Shopify
from knowledge.service.woocommerce import WooCommerce
from knowledge.settings import Settings


def open_backend(now: Settings, find: Find) -> ShopBackend:
    """The backend of ``AISLE_SHOP_BACKEND``; ``find`` looks into the imported orders."""
    if now.shop_backend == "shopify":
        return Shopify(now.shop_url, now.shop_secret)
    if now.shop_backend == "woocommerce":
        return WooCommerce(now.shop_url, now.shop_key, now.shop_secret)
    return LocalOrders(find, Requests(database.shared(now.store / "requests.db")))
