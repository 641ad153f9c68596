"""Orders: their state, told only to whoever knows the number and the e-mail that placed them."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import open_product
from actions.identity import identified
from actions.reply import say
from actions.service import proceed
from actions.turn import Events, Turn
from knowledge.generation import order as order_answer


class OrderStatus(Action):
    """Answers "where is my order", and takes number and e-mail for whatever needs them."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_order_status"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Asks for what is missing of number and e-mail, then tells the order's state."""
        turn = Turn.of(tracker)
        request = turn.slot("request") or {}
        if turn.intent == "provide_details" and request.get("asks") == "identity":
            return proceed(dispatcher, turn, request)
        named = turn.knowledge.products(turn.values("product_id"))
        if turn.intent == "provide_details" and named and not turn.values("order_number"):
            return open_product(dispatcher, turn, named[0])
        order, events = identified(dispatcher, turn)
        if order is not None:
            products = turn.knowledge.products([line.product_id for line in order.lines])
            say(dispatcher, order_answer(order, turn.seed), products)
        return events
