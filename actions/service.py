"""Changes to an order: cancel, another address, return, exchange. Nothing is done unconfirmed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import structlog
from prometheus_client import Counter
from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import policy_answer
from actions.identity import identified
from actions.open_request import Request, answer_in
from actions.policies import PERSON
from actions.reply import button, say, to_a_person, utter
from actions.turn import Events, Turn
from knowledge.catalog import Order, OrderLine, Product
from knowledge.generation.requests import confirmation, done, refusal
from knowledge.service import (
    BackendError,
    Verdict,
    may_cancel,
    may_change_address,
    may_return,
    read_address,
)

log = structlog.get_logger(__name__)

REQUESTS = Counter("aisle_order_requests_total", "Changes to orders", ["kind", "outcome"])

_KINDS = {"cancel_order": "cancel", "change_order": "change_address", "return_item": "return"}
_EXCHANGE = re.compile(
    r"\b(?:exchange|swap|another (?:size|colou?r)|(?:different|other|bigger|smaller|larger) (?:size|colou?r|one))\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:address|deliver(?:ed)? to|ship(?:ped)? (?:it )?to|send it to|moved|moving)\b",
    re.IGNORECASE,
)
_HOW = re.compile(r"\b(?:how|can i|could i|may i|is it possible|do you|what)\b", re.IGNORECASE)
# A rule about something else is no answer: "change my address" is not where the shop delivers.
_SPEAKS_OF = {
    "cancel_order": re.compile(r"\b(?:cancel|storn|annul)\w*", re.IGNORECASE),
    "change_order": re.compile(
        r"\b(?:chang|modif|amend|edit|correct|updat|adjust|redirect|reroute|änder)\w*",
        re.IGNORECASE,
    ),
    "return_item": re.compile(
        r"\b(?:return|refund|exchang|send|sent|back|damag|fault|defect|broken|replac|wrong|rückg|retour|rücks|umtausch)\w*",
        re.IGNORECASE,
    ),
}
NEAR = 0.2
"""Least cosine of a passage that speaks of the very change that is asked for."""
NO_REQUEST = [SlotSet("request", None)]


class ServiceRequest(Action):
    """Answers "cancel my order", "send it elsewhere", "I want to return this"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_service_request"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Begins a request about an order, and goes as far with it as the message allows."""
        turn = Turn.of(tracker)
        kind = _KINDS[turn.intent]
        if kind == "return" and _EXCHANGE.search(turn.text):
            kind = "exchange"
        is_address = bool(_ADDRESS.search(turn.text)) or read_address(turn.text) is not None
        if kind == "change_address" and not is_address:
            return _hand_over(dispatcher, turn)
        is_general = _HOW.search(turn.text) and not turn.values("order_number")
        about = _SPEAKS_OF.get(turn.intent)
        if is_general and (answer := policy_answer(turn, NEAR, about)):
            say(dispatcher, answer, question=turn.text)
        return proceed(dispatcher, turn, {"kind": kind})


class ContinueRequest(Action):
    """Takes the answer to what was asked about a request."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_continue_request"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Goes on with the request that is open."""
        turn = Turn.of(tracker)
        request: Request = dict(turn.slot("request") or {})
        answer = answer_in(request, turn.text, turn.payload("choice"), turn.values("ordinal"))
        if answer is not None:
            request[request["asks"]] = answer
        return proceed(dispatcher, turn, request)


def proceed(dispatcher: CollectingDispatcher, turn: Turn, request: Request) -> Events:
    """Asks for what a request still needs: who is asking, what exactly, and the shopper's yes."""
    order, events = identified(dispatcher, turn)
    if order is None:
        return [*events, SlotSet("request", {**request, "asks": "identity"})]
    kind = request["kind"]
    if kind == "cancel":
        verdict = may_cancel(order, turn.knowledge.rules)
        return [
            *events,
            *_confirm_or_refuse(dispatcher, turn, order, request, list(order.lines), verdict),
        ]
    if kind == "change_address":
        verdict = may_change_address(order, turn.knowledge.rules)
        address = request.get("address") or _spoken_address(turn)
        if verdict and not address:
            utter(dispatcher, "utter_ask_address")
            return [*events, SlotSet("request", {**request, "asks": "address"})]
        request = {**request, "address": address}
        return [*events, *_confirm_or_refuse(dispatcher, turn, order, request, [], verdict)]
    return [*events, *_give_back(dispatcher, turn, order, request)]


def carry_out(dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    """Does what the shopper has just agreed to, if the shop's rules still allow it."""
    request: Request = turn.slot("request")
    order, events = identified(dispatcher, turn)
    if order is None:
        return [*events, *NO_REQUEST]
    kind = request["kind"]
    lines = [line for line in order.lines if line.product_id in request.get("lines", [])]
    backend, rules = turn.knowledge.orders, turn.knowledge.rules
    detail = ""
    try:
        # What the shopper read may be old by now.
        if kind == "cancel":
            lines = list(order.lines)
            if verdict := may_cancel(order, rules):
                backend.cancel(order)
        elif kind == "change_address":
            address = read_address(request["address"])
            assert address is not None
            detail = str(address)
            if verdict := may_change_address(order, rules):
                backend.change_address(order, address)
        else:
            wanted = turn.knowledge.products([request.get("variant", "")])
            detail = wanted[0].title if wanted else ""
            verdict = _verdicts(turn, order, lines, kind)[0]
            if verdict:
                backend.request_return(order, lines, detail)
    except BackendError as error:
        log.error("the shop's system failed", backend=backend.name, kind=kind, reason=str(error))
        REQUESTS.labels(kind, "failed").inc()
        utter(dispatcher, "utter_request_failed", buttons=[to_a_person()])
        return [*events, *NO_REQUEST]
    REQUESTS.labels(kind, "done" if verdict else "refused").inc()
    if verdict:
        say(dispatcher, done(kind, order, lines, detail, turn.seed))
    else:
        title = lines[0].title if lines else ""
        say(dispatcher, refusal(kind, order, title, verdict, turn.seed), buttons=[to_a_person()])
    return [*events, *NO_REQUEST]


def is_confirming(turn: Turn) -> bool:
    """Whether the shopper was asked to agree to a change."""
    return bool((turn.slot("request") or {}).get("asks") == "confirm")


def _give_back(
    dispatcher: CollectingDispatcher, turn: Turn, order: Order, request: Request
) -> Events:
    """A return or an exchange: which lines, what instead, and whether that may be."""
    kind = request["kind"]
    options = {line.product_id: line.title for line in order.lines}
    request = {**request, "options": options}
    if len(options) == 1 or not any(_verdicts(turn, order, order.lines, kind)):
        request["lines"] = list(options)
    if "lines" not in request:
        named = answer_in({**request, "asks": "lines"}, turn.text, None, turn.values("ordinal"))
        if named is None:
            buttons = [button(title, "provide_details", choice=id) for id, title in options.items()]
            if kind == "return":
                buttons.append(button("All of it", "provide_details", choice="all"))
            utter(dispatcher, "utter_ask_lines", buttons=buttons)
            return [SlotSet("request", {**request, "asks": "lines"})]
        request["lines"] = named
    lines = [line for line in order.lines if line.product_id in request["lines"]]
    verdicts = _verdicts(turn, order, lines, kind)
    refused = [
        (line, verdict) for line, verdict in zip(lines, verdicts, strict=True) if not verdict
    ]
    allowed = [line for line, verdict in zip(lines, verdicts, strict=True) if verdict]
    if not allowed:
        line, verdict = refused[0]
        return _confirm_or_refuse(dispatcher, turn, order, request, [line], verdict)
    for line, verdict in refused:
        say(dispatcher, refusal(kind, order, line.title, verdict, turn.seed))
    request["lines"] = [line.product_id for line in allowed]
    if kind == "exchange" and "variant" not in request:
        others = _others(turn, allowed[0])
        if not others:
            utter(
                dispatcher,
                "utter_no_other_variant",
                title=allowed[0].title,
                buttons=[to_a_person()],
            )
            return [*NO_REQUEST]
        only = others[0].id if len(others) == 1 else None
        named = only or answer_in(
            {"asks": "variant", "options": {one.id: one.title for one in others}},
            turn.text,
            None,
            [],
        )
        if named is None:
            buttons = [button(one.title, "provide_details", choice=one.id) for one in others]
            utter(dispatcher, "utter_ask_exchange", buttons=buttons, title=allowed[0].title)
            asked = {one.id: one.title for one in others}
            return [SlotSet("request", {**request, "asks": "variant", "options": asked})]
        request["variant"] = named
    return _confirm_or_refuse(dispatcher, turn, order, request, allowed, Verdict())


def _verdicts(turn: Turn, order: Order, lines: Sequence[OrderLine], kind: str) -> list[Verdict]:
    held = {one.id: one for one in turn.knowledge.products([line.product_id for line in lines])}
    rules = turn.knowledge.rules
    return [
        may_return(
            order, held.get(line.product_id), rules, date.today(), is_exchange=kind == "exchange"
        )
        for line in lines
    ]


def _others(turn: Turn, line: OrderLine) -> list[Product]:
    """The variants that a line can be exchanged for: the same product, in stock."""
    bought = turn.knowledge.products([line.product_id])
    variants = turn.knowledge.variants(bought[0]) if bought else []
    return [
        one for one in variants if one.id != line.product_id and one.availability != "out_of_stock"
    ]


def _confirm_or_refuse(
    dispatcher: CollectingDispatcher,
    turn: Turn,
    order: Order,
    request: Request,
    lines: Sequence[OrderLine],
    verdict: Verdict,
) -> Events:
    kind = request["kind"]
    if verdict.reason == "unknown":
        return _hand_over(dispatcher, turn)
    if not verdict:
        REQUESTS.labels(kind, "refused").inc()
        title = lines[0].title if lines else ""
        say(dispatcher, refusal(kind, order, title, verdict, turn.seed), buttons=[to_a_person()])
        return [*NO_REQUEST]
    detail = request.get("address", "")
    if wanted := turn.knowledge.products([request.get("variant", "")]):
        detail = wanted[0].title
    buttons = [button("Yes", "affirm"), button("No", "deny")]
    say(dispatcher, confirmation(kind, order, lines, detail, turn.seed), buttons=buttons)
    return [SlotSet("request", {**request, "asks": "confirm"})]


def _hand_over(dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    """Where the shop gave no rule: what its pages say, and that a person makes the change."""
    about = _SPEAKS_OF.get(turn.intent)
    if turn.text and (answer := policy_answer(turn, speaks_of=about)):
        say(dispatcher, answer)
    utter(
        dispatcher,
        "utter_service_request",
        buttons=[to_a_person(), button("Order status", "order_status")],
    )
    return [*NO_REQUEST, SlotSet("pending", PERSON)]


def _spoken_address(turn: Turn) -> str:
    found = read_address(turn.text)
    return str(found) if found else ""
