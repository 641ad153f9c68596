"""The cart: add, remove, show, check out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.references import meant, referenced
from actions.reply import Button, button, say, utter
from actions.search import Events, search
from actions.turn import Turn
from knowledge.carts import carts
from knowledge.catalog import Product
from knowledge.generation import cart as cart_answer
from knowledge.index.analyzer import fold

OFFERED = 12


class AddToCart(Action):
    """Answers "add the blue one"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_add_to_cart"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Puts a product in the cart; asks which variant only where that is open."""
        turn = Turn.of(tracker)
        asked = turn.slot("pending") == "variant"
        product = turn.focus if asked and not turn.is_payload else meant(turn)
        if product is None:
            if turn.parsed.constraints and not turn.shown:
                return search(dispatcher, turn)
            utter(dispatcher, "utter_ask_what_to_add", turn.shown)
            return []
        candidates = [product] if turn.payload("product_id") else _candidates(turn, product)
        if asked and len(candidates) > 1 and not (turn.values("color") or turn.values("size")):
            # The shopper moved on instead of choosing.
            return [*search(dispatcher, turn), SlotSet("pending", None)]
        if len(candidates) > 1:
            utter(
                dispatcher,
                "utter_ask_variant",
                [product],
                _options(candidates),
                title=product.title,
            )
            return [SlotSet("focus", product.id), SlotSet("pending", "variant")]
        return [*_add(dispatcher, turn, candidates[0]), SlotSet("pending", None)]


class RemoveFromCart(Action):
    """Answers "take the second one out"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_remove_from_cart"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Takes a product out of the cart; positions and names are the cart's own."""
        turn = Turn.of(tracker)
        held = _contents(turn)
        if not held:
            say(dispatcher, cart_answer([], turn.seed))
            return []
        if _means_all(turn):
            carts().clear(turn.shopper)
            utter(dispatcher, "utter_cart_emptied")
            return []
        groups = {product.group for product in _in_cart(turn, [product for product, _ in held])}
        gone = [product for product, _ in held if product.group in groups]
        if not gone and len(held) == 1 and not turn.parsed.constraints:
            gone = [held[0][0]]
        if not gone:
            utter(dispatcher, "utter_ask_what_to_remove", [product for product, _ in held])
            return []
        for product in gone[:1]:
            carts().put(turn.shopper, product.id, 0, None)
            utter(dispatcher, "utter_removed", title=product.title)
        say(dispatcher, cart_answer(_contents(turn), turn.seed), **_table(turn))
        return []


class ShowCart(Action):
    """Answers "what is in my cart"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_show_cart"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Shows the cart and its total."""
        turn = Turn.of(tracker)
        held = _contents(turn)
        buttons = [button("Check out", "checkout")] if held else []
        products = [product for product, _ in held]
        say(dispatcher, cart_answer(held, turn.seed), products, buttons, **_table(turn))
        return []


class Checkout(Action):
    """Answers "I want to pay"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_checkout"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Sums up the cart; payment happens in the shop, never in the chat."""
        turn = Turn.of(tracker)
        held = _contents(turn)
        say(
            dispatcher,
            cart_answer(held, turn.seed),
            [product for product, _ in held],
            **_table(turn),
        )
        if held:
            utter(dispatcher, "utter_checkout")
        return []


def _add(dispatcher: CollectingDispatcher, turn: Turn, product: Product) -> Events:
    if product.availability == "out_of_stock":
        others = [
            variant
            for variant in turn.knowledge.variants(product)
            if variant.availability != "out_of_stock"
        ]
        utter(dispatcher, "utter_out_of_stock", [product], _options(others), title=product.title)
        return [SlotSet("focus", product.id)]
    wanted = next((int(value) for value in turn.values("quantity")), 1)
    before = {line.product_id: line.quantity for line in carts().lines(turn.shopper)}
    quantity = before.get(product.id, 0) + max(1, wanted)
    if product.quantity is not None and quantity > product.quantity:
        quantity = product.quantity
        utter(dispatcher, "utter_stock_limit", quantity=product.quantity, title=product.title)
    carts().put(turn.shopper, product.id, quantity, product.offer_price)
    buttons = [button("Show cart", "show_cart"), button("Check out", "checkout")]
    utter(dispatcher, "utter_added", [product], buttons, title=product.title, quantity=quantity)
    return [SlotSet("focus", product.id)]


def _candidates(turn: Turn, product: Product) -> list[Product]:
    """The variants that the message, and where it is silent the search, leaves open."""
    variants = turn.knowledge.variants(product)
    color = [fold(value) for value in turn.values("color") or turn.constraints.color]
    size = [fold(value) for value in turn.values("size") or turn.constraints.size]
    for wanted, field in ((color, "color"), (size, "size")):
        fitting = [one for one in variants if fold(getattr(one, field)) in wanted]
        variants = fitting or variants
    return variants


def _options(variants: Sequence[Product]) -> list[Button]:
    """A button for each variant, naming only what tells them apart."""
    colors = len({variant.color for variant in variants}) > 1
    sizes = len({variant.size for variant in variants}) > 1
    options = []
    for variant in variants[:OFFERED]:
        if variant.availability == "out_of_stock":
            continue
        parts = [variant.color if colors else "", variant.size if sizes else ""]
        title = ", ".join(filter(None, parts)) or variant.title
        options.append(button(title, "add_to_cart", product_id=variant.id))
    return options


def _contents(turn: Turn) -> list[tuple[Product, int]]:
    """The cart's products as the catalogue has them now; what it no longer has is left out."""
    lines = carts().lines(turn.shopper)
    products = {one.id: one for one in turn.knowledge.products([line.product_id for line in lines])}
    return [
        (products[line.product_id], line.quantity) for line in lines if line.product_id in products
    ]


def _in_cart(turn: Turn, products: list[Product]) -> list[Product]:
    """What a removal points at: names and differences among the cart's products first."""
    inside = Turn(turn.tracker, turn.knowledge)
    inside.__dict__["shown"] = products
    return referenced(inside) or ([turn.focus] if turn.focus else [])


def _means_all(turn: Turn) -> bool:
    words = set(fold(turn.text).split())
    return bool(words & {"everything", "all", "empty", "clear"})


def _table(turn: Turn) -> dict[str, Any]:
    """The cart's lines for channels that draw tables."""
    return {
        "cart": [
            {
                "id": product.id,
                "title": product.title,
                "quantity": quantity,
                "price": None if product.offer_price is None else float(product.offer_price),
                "currency": product.currency,
            }
            for product, quantity in _contents(turn)
        ]
    }
