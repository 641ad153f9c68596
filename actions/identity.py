"""Who is asking about an order: nothing is told or done before number and e-mail agree."""

from __future__ import annotations

import re

import structlog
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reply import to_a_person, utter
from actions.turn import Events, Turn
from knowledge.catalog import Order
from knowledge.service import BackendError

log = structlog.get_logger(__name__)

# Looser than what the vocabulary takes for an order's number: here one is awaited.
_NUMBER = re.compile(r"(?<![\w.-])#?(?=[\w-]*\d{2})(?:[A-Za-z]{1,8}-?)?\d[\w-]*(?![\w.-]*@)")
FORGET_IDENTITY: Events = [SlotSet("order_number", None), SlotSet("order_email", None)]


def identified(dispatcher: CollectingDispatcher, turn: Turn) -> tuple[Order | None, Events]:
    """The order that the shopper has shown to be theirs; else asks for what is missing of both."""
    email = next(iter(turn.values("email")), "")
    number = _number(turn, email) or turn.slot("order_number") or ""
    email = email or turn.slot("order_email") or ""
    events = turn.changes(order_number=number or None, order_email=email or None, pending="order")
    if not (number and email):
        missing = {
            (False, False): "utter_ask_order_number_and_email",
            (False, True): "utter_ask_order_number",
            (True, False): "utter_ask_order_email",
        }
        utter(dispatcher, missing[bool(number), bool(email)])
        return None, events
    try:
        order = turn.knowledge.orders.order(number, email)
    except BackendError as error:
        log.error("the shop's system failed", reason=str(error))
        utter(
            dispatcher,
            "utter_request_failed",
            buttons=[to_a_person()],
        )
        return None, events
    if order is None:
        utter(dispatcher, "utter_order_not_found")
        # A wrong pair must not be completed piece by piece.
        return None, list(FORGET_IDENTITY)
    return order, turn.changes(order_number=number, order_email=email, pending=None)


def _number(turn: Turn, email: str) -> str:
    """The order's number in a message, which may stand bare beside an e-mail address or a question."""
    if said := turn.values("order_number"):
        return said[0]
    if not email and turn.slot("pending") != "order":
        return ""
    rest = turn.text.replace(email, " ") if email else turn.text
    return next((found.group().lstrip("#") for found in _NUMBER.finditer(rest)), "")
