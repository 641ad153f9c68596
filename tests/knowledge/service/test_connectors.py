"""Shopify and WooCommerce over HTTP, against servers that speak their documented wire formats."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from typing import Any

import pytest

from knowledge.service import Address, BackendError
from knowledge.service.shopify import Shopify
from knowledge.service.woocommerce import WooCommerce
from tests.loopback import Answer

MOVED = Address("12 Elm Street", "Portland", "04101", "ME", "US")


class _WooShop:
    """One paid order with two lines, kept as WooCommerce keeps it."""

    def __init__(self) -> None:
        self.busy = 0
        self.refunds: list[dict[str, Any]] = []
        self.notes: list[str] = []
        self.order: dict[str, Any] = {
            "id": 727,
            "number": "727",
            "status": "processing",
            "currency": "EUR",
            "date_created": "2026-11-17T10:00:00",
            "date_paid": "2026-11-17T10:01:00",
            "date_completed": None,
            "total": "59.50",
            "customer_id": 3,
            "billing": {"first_name": "Ada", "last_name": "Moss", "email": "Ada@example.com"},
            "shipping": {
                "first_name": "Ada",
                "address_1": "1 Old Road",
                "city": "Cork",
                "postcode": "T12 X8Y6",
                "country": "IE",
            },
            "line_items": [
                {
                    "id": 1,
                    "name": "Mug",
                    "product_id": 9,
                    "variation_id": 0,
                    "quantity": 2,
                    "sku": "MUG",
                    "price": 12.5,
                },
                {
                    "id": 2,
                    "name": "Tea pot",
                    "product_id": 11,
                    "variation_id": 12,
                    "quantity": 1,
                    "sku": "",
                    "price": 34.5,
                },
            ],
            "meta_data": [],
            "refunds": [],
        }

    def answer(self, method: str, path: str, body: Any, headers: Any) -> tuple[int, Any]:
        given = b64decode(headers["Authorization"].removeprefix("Basic ")).decode()
        if given != "ck_1:cs_2":
            return 401, {"code": "woocommerce_rest_cannot_view"}
        if self.busy:
            self.busy -= 1
            return 503, {}
        route = path.partition("?")[0].removeprefix("/wp-json/wc/v3")
        if method == "GET":
            if route == "/orders":
                return 200, []
            return (
                (200, self.order)
                if route == "/orders/727"
                else (404, {"code": "woocommerce_rest_shop_order_invalid_id"})
            )
        if route == "/orders/727/refunds":
            self.refunds.append(body)
            self.order["refunds"] = [{"id": 1, "total": f"-{body['amount']}"}]
            return 201, {"id": 1}
        if route == "/orders/727/notes":
            self.notes.append(body["note"])
            return 201, {"id": 5}
        assert (method, route) == ("PUT", "/orders/727")
        self.order.update(body)
        return 200, self.order


@pytest.fixture
def woo(serve: Callable[[Answer], str]) -> tuple[WooCommerce, _WooShop]:
    shop = _WooShop()
    return WooCommerce(serve(shop.answer), "ck_1", "cs_2"), shop


def test_woocommerce_tells_an_order_only_to_who_placed_it(
    woo: tuple[WooCommerce, _WooShop],
) -> None:
    backend, _ = woo
    order = backend.order("#727", "ada@EXAMPLE.com")
    assert order is not None
    assert (order.id, order.status, str(order.total), order.currency) == (
        "727",
        "processing",
        "59.50",
        "EUR",
    )
    assert [(line.product_id, line.quantity) for line in order.lines] == [("MUG", 2), ("12", 1)]
    assert backend.order("727", "eve@example.com") is None
    assert backend.order("728", "ada@example.com") is None


def test_woocommerce_cancels_once_and_refunds_through_the_gateway(
    woo: tuple[WooCommerce, _WooShop],
) -> None:
    backend, shop = woo
    order = backend.order("727", "ada@example.com")
    assert order is not None
    backend.cancel(order)
    backend.cancel(order)
    assert [(one["amount"], one["api_refund"]) for one in shop.refunds] == [("59.50", True)]
    again = backend.order("727", "ada@example.com")
    assert again is not None
    assert again.status == "cancelled"


def test_woocommerce_changes_the_address_and_keeps_the_name(
    woo: tuple[WooCommerce, _WooShop],
) -> None:
    backend, shop = woo
    order = backend.order("727", "ada@example.com")
    assert order is not None
    backend.change_address(order, MOVED)
    assert shop.order["shipping"]["first_name"] == "Ada"
    assert shop.order["shipping"]["address_1"] == "12 Elm Street"
    assert (shop.order["shipping"]["postcode"], shop.order["shipping"]["country"]) == (
        "04101",
        "US",
    )


def test_woocommerce_notes_a_return_once(woo: tuple[WooCommerce, _WooShop]) -> None:
    backend, shop = woo
    shop.order |= {"status": "completed", "date_completed": "2026-11-20T08:00:00"}
    order = backend.order("727", "ada@example.com")
    assert order is not None
    assert (order.status, order.date_delivered) == ("delivered", "2026-11-20")
    for _ in range(2):
        backend.request_return(order, order.lines[:1], "")
    assert shop.notes == ["The customer returns 2 × Mug (refund)."]
    again = backend.order("727", "ada@example.com")
    assert again is not None
    assert again.status == "return_requested"


def test_a_busy_shop_is_asked_again_and_a_dead_one_is_a_clear_error(
    woo: tuple[WooCommerce, _WooShop],
) -> None:
    backend, shop = woo
    shop.busy = 2
    assert backend.order("727", "ada@example.com") is not None
    shop.busy = 9
    with pytest.raises(BackendError, match="503"):
        backend.order("727", "ada@example.com")
    with pytest.raises(BackendError):
        WooCommerce("http://127.0.0.1:9", "ck_1", "cs_2").order("727", "ada@example.com")


class _ShopifyShop:
    """One order, kept as Shopify's Admin GraphQL API tells it."""

    def __init__(self) -> None:
        self.cancels: list[dict[str, Any]] = []
        self.returns: list[dict[str, Any]] = []
        self.refuses = ""
        self.order: dict[str, Any] = {
            "id": "gid://shopify/Order/450789469",
            "name": "#1001",
            "email": "bob@example.com",
            "createdAt": "2026-11-10T12:00:00Z",
            "cancelledAt": None,
            "displayFinancialStatus": "PAID",
            "displayFulfillmentStatus": "UNFULFILLED",
            "returnStatus": "NO_RETURN",
            "currentTotalPriceSet": {"shopMoney": {"amount": "61.0", "currencyCode": "USD"}},
            "customer": {"id": "gid://shopify/Customer/7", "displayName": "Bob Reed"},
            "shippingAddress": {"formatted": ["8 Quay", "Austin TX 78701", "United States"], "countryCodeV2": "US"},
            "lineItems": {
                "nodes": [
                    {
                        "id": "gid://shopify/LineItem/1", "title": "Cap", "variantTitle": "Red", "quantity": 2, "sku": "CAP-R",
                        "variant": {"id": "gid://shopify/ProductVariant/31"}, "product": {"id": "gid://shopify/Product/3"},
                        "discountedUnitPriceSet": {"shopMoney": {"amount": "30.5"}},
                    }
                ]
            },
            "fulfillments": [],
        }  # fmt: skip

    def answer(self, method: str, path: str, body: Any, headers: Any) -> tuple[int, Any]:
        assert (method, path) == ("POST", "/admin/api/2026-07/graphql.json")
        if headers["X-Shopify-Access-Token"] != "shpat_1":
            return 401, {"errors": "[API] Invalid API key or access token"}
        query, variables = body["query"], body["variables"]
        if self.refuses:
            return 200, {"errors": [{"message": self.refuses}]}
        if "orderCancel" in query:
            self.cancels.append(variables)
            self.order["cancelledAt"] = "2026-11-11T00:00:00Z"
            return 200, {
                "data": {
                    "orderCancel": {
                        "job": {"id": "gid://shopify/Job/1"},
                        "orderCancelUserErrors": [],
                    }
                }
            }
        if "orderUpdate" in query:
            self.order["moved"] = variables["input"]["shippingAddress"]
            return 200, {
                "data": {"orderUpdate": {"order": {"id": self.order["id"]}, "userErrors": []}}
            }
        if "returnableFulfillments" in query:
            item = {
                "id": "gid://shopify/FulfillmentLineItem/5",
                "lineItem": {"id": "gid://shopify/LineItem/1"},
            }
            nodes = [
                {
                    "returnableFulfillmentLineItems": {
                        "nodes": [{"quantity": 2, "fulfillmentLineItem": item}]
                    }
                }
            ]
            return 200, {"data": {"returnableFulfillments": {"nodes": nodes}}}
        if "returnRequest" in query:
            self.returns.append(variables["input"])
            self.order["returnStatus"] = "RETURN_REQUESTED"
            return 200, {
                "data": {
                    "returnRequest": {
                        "return": {"id": "gid://shopify/Return/1", "status": "REQUESTED"},
                        "userErrors": [],
                    }
                }
            }
        self.asked = variables["query"]
        return 200, {"data": {"orders": {"nodes": [self.order]}}}


@pytest.fixture
def shopify(serve: Callable[[Answer], str]) -> tuple[Shopify, _ShopifyShop]:
    shop = _ShopifyShop()
    return Shopify(serve(shop.answer), "shpat_1"), shop


def test_shopify_tells_an_order_only_to_who_placed_it(
    shopify: tuple[Shopify, _ShopifyShop],
) -> None:
    backend, shop = shopify
    order = backend.order("1001", "bob@example.com")
    assert order is not None
    assert (order.id, order.status, str(order.total)) == ("#1001", "processing", "61.0")
    assert [(line.product_id, line.title) for line in order.lines] == [("CAP-R", "Cap - Red")]
    # The server finds the order whatever is asked: what does not match is not told.
    assert backend.order("1002", "bob@example.com") is None
    assert backend.order("1001", "eve@example.com") is None
    assert backend.order('1" OR name:"1001', "bob@example.com") is None
    assert '\\"' in shop.asked


def test_shopify_cancels_once(shopify: tuple[Shopify, _ShopifyShop]) -> None:
    backend, shop = shopify
    order = backend.order("#1001", "bob@example.com")
    assert order is not None
    backend.cancel(order)
    backend.cancel(order)
    assert shop.cancels == [{"id": "gid://shopify/Order/450789469"}]


def test_shopify_changes_the_address(shopify: tuple[Shopify, _ShopifyShop]) -> None:
    backend, shop = shopify
    order = backend.order("#1001", "bob@example.com")
    assert order is not None
    backend.change_address(order, MOVED)
    assert shop.order["moved"] == {
        "address1": "12 Elm Street",
        "address2": "",
        "city": "Portland",
        "zip": "04101",
        "provinceCode": "ME",
        "countryCode": "US",
    }


def test_shopify_requests_a_return_once(shopify: tuple[Shopify, _ShopifyShop]) -> None:
    backend, shop = shopify
    delivered = {
        "displayStatus": "DELIVERED",
        "createdAt": "2026-11-11T00:00:00Z",
        "deliveredAt": "2026-11-13T09:00:00Z",
        "estimatedDeliveryAt": None,
        "trackingInfo": [{"company": "UPS", "number": "1Z", "url": ""}],
    }
    shop.order |= {"displayFulfillmentStatus": "FULFILLED", "fulfillments": [delivered]}
    order = backend.order("#1001", "bob@example.com")
    assert order is not None
    assert (order.status, order.date_delivered, order.carrier) == ("delivered", "2026-11-13", "UPS")
    for _ in range(2):
        backend.request_return(order, order.lines, "")
    (sent,) = shop.returns
    (line,) = sent["returnLineItems"]
    assert (line["fulfillmentLineItemId"], line["quantity"]) == (
        "gid://shopify/FulfillmentLineItem/5",
        2,
    )


def test_shopify_refusing_is_a_clear_error(shopify: tuple[Shopify, _ShopifyShop]) -> None:
    backend, shop = shopify
    shop.refuses = "Throttled"
    with pytest.raises(BackendError, match="Throttled"):
        backend.order("1001", "bob@example.com")
