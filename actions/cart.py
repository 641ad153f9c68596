"""The cart: add, remove, show, check out."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import variants
from actions.references import meant, referenced
from actions.reply import button, say, utter
from actions.search import refine_or_search, search
from actions.turn import Events, Turn
from knowledge.carts import carts
from knowledge.catalog import Product
from knowledge.generation import cart as cart_answer
from knowledge.index.analyzer import fold


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
        if variants.is_asked(turn):
            chosen = variants.choose(dispatcher, turn)
            return refine_or_search(dispatcher, turn) if chosen is None else chosen
        product = meant(turn)
        if product is not None:
            named = turn.knowledge.products(turn.payload_ids())
            return variants.add(dispatcher, turn, named or turn.knowledge.variants(product))
        if turn.parsed.constraints and not turn.shown:
            return search(dispatcher, turn)
        utter(dispatcher, "utter_ask_what_to_add", turn.shown)
        return []


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
