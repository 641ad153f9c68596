"""Promo codes and the way to the shop's own checkout: nothing is paid in the chat."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.cart import show_cart
from actions.reply import say, utter
from actions.turn import Events, Turn
from knowledge.carts import carts
from knowledge.generation.service import refused_code
from knowledge.promotions import code_in, discount


class ApplyPromoCode(Action):
    """Answers "I have a code: CAMP25"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_apply_promo_code"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Puts the code on the cart, or says why it does not count."""
        turn = Turn.of(tracker)
        code, word = code_in(turn.text, turn.knowledge.rules.promo_codes)
        if code is None:
            response = "utter_unknown_code" if word else "utter_ask_code"
            utter(dispatcher, response, code=word)
            return []
        held = turn.cart()
        found = discount(code, held, date.today())
        if found.reason != "expired":
            carts().put_code(turn.shopper, code.code)  # what it lacks may still come into the cart
        if held and not found:
            say(dispatcher, refused_code(found, turn.seed))
        elif not held:
            utter(dispatcher, "utter_code_kept", code=code.code)
        if held:
            show_cart(dispatcher, turn)
        return []


class Checkout(Action):
    """Answers "I want to pay"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_checkout"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Sums up the cart, and leads to where it is paid."""
        turn = Turn.of(tracker)
        if not show_cart(dispatcher, turn, with_checkout=False):
            return []
        if link := checkout_link(turn):
            utter(dispatcher, "utter_checkout_link", extras={"checkout_link": link}, link=link)
        else:
            utter(dispatcher, "utter_checkout")
        return []


def checkout_link(turn: Turn) -> str:
    """Where this shopper's cart is paid; empty where the shop has named no such place."""
    template = turn.knowledge.rules.checkout_link
    items = ",".join(f"{product.id}:{count}" for product, count in turn.cart())
    values = {"items": items, "code": carts().code(turn.shopper), "shopper": turn.shopper}
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", quote(value, safe=",:"))
    return template
