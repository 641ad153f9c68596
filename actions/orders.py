"""Orders: their state, told only to whoever knows the number and the e-mail that placed them."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reply import button, say, utter
from actions.turn import Events, Turn
from knowledge.catalog import Order
from knowledge.generation import order as order_answer


class OrderStatus(Action):
    """Answers "where is my order"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_order_status"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Asks for what is missing of number and e-mail, then tells the order's state."""
        turn = Turn.of(tracker)
        number, email, events = _identity(turn)
        order = _find(dispatcher, turn, number, email)
        if order is not None:
            products = turn.knowledge.products([line.product_id for line in order.lines])
            say(dispatcher, order_answer(order, turn.seed), products)
            events.append(SlotSet("pending", None))
        elif number and email:
            # A wrong pair must not be completed piece by piece.
            events = [SlotSet("order_number", None), SlotSet("order_email", None)]
        return events


class ServiceRequest(Action):
    """Answers "cancel my order", "I want to send this back"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_service_request"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Says what the shop's rules are and that a person makes the change."""
        turn = Turn.of(tracker)
        from actions.policies import policy_answer

        answer = policy_answer(turn)
        if answer is not None:
            say(dispatcher, answer)
        utter(
            dispatcher,
            "utter_service_request",
            buttons=[
                button("Talk to a person", "talk_to_person"),
                button("Order status", "order_status"),
            ],
        )
        return []


def _identity(turn: Turn) -> tuple[str, str, Events]:
    number = next(iter(turn.values("order_number")), "") or turn.slot("order_number") or ""
    email = next(iter(turn.values("email")), "") or turn.slot("order_email") or ""
    events = [
        SlotSet("order_number", number or None),
        SlotSet("order_email", email or None),
        SlotSet("pending", "order"),
    ]
    return number, email, events


def _find(dispatcher: CollectingDispatcher, turn: Turn, number: str, email: str) -> Order | None:
    if number and email:
        order = turn.knowledge.order(number, email)
        if order is None:
            utter(dispatcher, "utter_order_not_found")
        return order
    missing = {
        (False, False): "utter_ask_order_number_and_email",
        (False, True): "utter_ask_order_number",
        (True, False): "utter_ask_order_email",
    }
    utter(dispatcher, missing[bool(number), bool(email)])
    return None
