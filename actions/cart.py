"""The cart: add, change, remove, show."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import variants
from actions.naming import names_other_goods
from actions.references import meant, referenced, several
from actions.reply import button, say, utter
from actions.search import find
from actions.turn import Events, Turn
from knowledge.carts import carts
from knowledge.catalog import Product
from knowledge.generation import cart as cart_answer
from knowledge.generation import variants_named, whole_name
from knowledge.promotions import Discount, code_in, discount
from knowledge.query.tokens import stems, tokenize
from knowledge.query.words import FILLERS

_ALL = frozenset({"everything", "all", "empty", "clear", "whole"})
_COUNTS = {
    "none": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
_SAID = (
    rf"(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})\b(?!\s*(?:st|nd|rd|th|ml|cl|l|g|kg|cm|mm|m|inch)\b)"
)
# Most telling first; "one" is a number only where nothing else can be meant ("the red one to 3").
_SET_TO = (
    re.compile(rf"\bto\s+{_SAID}", re.IGNORECASE),
    re.compile(rf"\b(?:just|only|it|be|need|want|quantity)\s+{_SAID}", re.IGNORECASE),
    re.compile(rf"(?<!instead of )(?<!not )\b(?!one\b){_SAID}", re.IGNORECASE),
    re.compile(rf"^\W*{_SAID}", re.IGNORECASE),
)
_FEWER = re.compile(r"\b(?:less|fewer)\b", re.IGNORECASE)
_DOUBLE = re.compile(r"\bdouble\b", re.IGNORECASE)
_TALK = frozenset(
    stems(
        "remove delete drop take out change update set quantity amount number increase reduce put"
    )
)


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
            return find(dispatcher, turn, is_refining=True) if chosen is None else chosen
        if some := several(turn):
            added = [variants.add(dispatcher, turn, turn.knowledge.variants(one)) for one in some]
            return [event for events in added for event in events]
        product = meant(turn)
        is_other = product is not None and names_other_goods(turn, turn.text, product)
        if product is not None and not is_other:
            named = turn.knowledge.products(turn.payload_ids())
            return variants.add(dispatcher, turn, named or turn.knowledge.variants(product))
        if turn.parsed.constraints and (is_other or not turn.shown):
            return find(dispatcher, turn, is_refining=False)
        utter(dispatcher, "utter_ask_what_to_add", turn.shown)
        return []


class UpdateCart(Action):
    """Answers "make it three", "change the mugs to 4"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_update_cart"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Sets how many pieces of a product the cart holds."""
        turn = Turn.of(tracker)
        held = turn.cart()
        if not held:
            say(dispatcher, cart_answer([], turn.seed))
            return []
        product = _in_cart(turn, [product for product, _ in held])
        if product is None:
            utter(dispatcher, "utter_ask_which_in_cart", [one for one, _ in held])
            return []
        wanted = _count(turn, dict((one.id, count) for one, count in held)[product.id])
        if wanted is None:
            utter(dispatcher, "utter_ask_quantity", [product], title=whole_name(product))
            return [SlotSet("focus", product.id)]
        most = variants.limit(product)
        if most is not None and wanted > most:
            wanted = most
            utter(dispatcher, "utter_stock_limit", quantity=most, title=whole_name(product))
        carts().put(turn.shopper, product.id, wanted, product.offer_price)
        show_cart(dispatcher, turn)
        return [SlotSet("focus", product.id)]


class RemoveFromCart(Action):
    """Answers "take the second one out"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_remove_from_cart"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Takes a product out of the cart, or some of its pieces; positions are the cart's own."""
        turn = Turn.of(tracker)
        held = turn.cart()
        if not held:
            say(dispatcher, cart_answer([], turn.seed))
            return []
        words = {token.folded for token in tokenize(turn.text)}
        if words & _ALL and not turn.values("quantity"):
            carts().clear(turn.shopper)
            utter(dispatcher, "utter_cart_emptied")
            return []
        product = _in_cart(turn, [product for product, _ in held])
        if product is None:
            utter(dispatcher, "utter_ask_which_in_cart", [one for one, _ in held])
            return []
        gone = next((int(value) for value in turn.values("quantity")), 0)
        left = dict((one.id, count) for one, count in held)[product.id] - gone if gone else 0
        carts().put(turn.shopper, product.id, left, product.offer_price)
        if left <= 0:
            utter(dispatcher, "utter_removed", title=whole_name(product))
        show_cart(dispatcher, turn)
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
        show_cart(dispatcher, Turn.of(tracker))
        return []


def show_cart(dispatcher: CollectingDispatcher, turn: Turn, *, with_checkout: bool = True) -> bool:
    """Says what is in the cart and what it comes to; returns whether anything is in it."""
    held = turn.cart()
    buttons = [button("Check out", "checkout")] if held and with_checkout else []
    products = [product for product, _ in held]
    answer = cart_answer(held, turn.seed, _discount(turn, held), _prices_before(turn))
    say(dispatcher, answer, products, buttons, cart=_table(held))
    return bool(held)


def _discount(turn: Turn, held: list[tuple[Product, int]]) -> Discount | None:
    """What the code that the shopper gave takes off, if they gave one that the shop still has."""
    code, _ = code_in(carts().code(turn.shopper), turn.knowledge.rules.promo_codes)
    return discount(code, held, date.today()) if code else None


def _prices_before(turn: Turn) -> dict[str, Decimal]:
    """What the products in the cart cost when they were put there, by id."""
    lines = carts().lines(turn.shopper)
    return {line.product_id: line.price for line in lines if line.price is not None}


def _in_cart(turn: Turn, held: list[Product]) -> Product | None:
    """The one product of the cart that a message points at; None where that is open."""
    inside = Turn(turn.tracker, turn.knowledge)
    inside.__dict__["shown"] = held
    said = (
        {
            token.stem
            for token in tokenize(turn.text)
            if token.folded not in FILLERS and not token.stem.isdigit()
        }
        - _TALK
        - set(stems(" ".join(_COUNTS)))
    )
    if said:
        scores = [len(said & _words(product)) for product in held]
        named = [one for one, score in zip(held, scores, strict=True) if score == max(scores)]
        if max(scores) and (len(named) == 1 or variants_named(turn.text, named)):
            return (variants_named(turn.text, named) or named)[0]
        if max(scores) or not turn.values("ordinal"):
            return None
    groups = {product.group for product in referenced(inside)}
    pointed = [product for product in held if product.group in groups]
    if pointed:
        return pointed[0]
    if turn.focus is not None and (
        same := [one for one in held if one.id == turn.focus.id]
        or [one for one in held if one.group == turn.focus.group]
    ):
        return same[0]
    return held[0] if len(held) == 1 else None


def _words(product: Product) -> set[str]:
    return set(
        stems(
            f"{product.title} {product.brand} {product.color} {product.size} "
            f"{' '.join(product.category)}"
        )
    )


def _count(turn: Turn, before: int) -> int | None:
    """How many pieces the cart shall hold, where it holds ``before``; None where that is not said."""
    if _DOUBLE.search(turn.text):
        return before * 2
    found = next(filter(None, (pattern.search(turn.text) for pattern in _SET_TO)), None)
    if found is None:
        return None
    said = found["count"].lower()
    count = _COUNTS[said] if said in _COUNTS else int(said)
    return max(0, before - count) if _FEWER.search(turn.text) else count


def _table(held: list[tuple[Product, int]]) -> list[dict[str, Any]]:
    """The cart's lines for channels that draw tables."""
    return [
        {
            "id": product.id,
            "title": whole_name(product),
            "quantity": quantity,
            "price": None if product.offer_price is None else float(product.offer_price),
            "currency": product.currency,
        }
        for product, quantity in held
    ]
