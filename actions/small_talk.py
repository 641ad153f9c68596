"""What needs no facts but depends on where the conversation stands."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import topics, variants
from actions.answers import answer_about, policy_answer
from actions.handoff import hand_over
from actions.policies import PERSON
from actions.reply import button, say, utter
from actions.search import find, is_offered, kinds, take_offer
from actions.service import NO_REQUEST, carry_out, is_confirming
from actions.turn import Events, Turn
from actions.variants import ANSWERED
from knowledge.passages import SURE
from knowledge.query.topics import is_undone


class Affirm(Action):
    """Answers a bare "yes"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_affirm"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Takes what was offered; else offers what can be done with the product talked about."""
        turn = Turn.of(tracker)
        if is_confirming(turn):
            return carry_out(dispatcher, turn)
        if is_offered(turn):
            return take_offer(dispatcher, turn)
        if turn.slot("pending") == PERSON:
            return hand_over(dispatcher, turn)
        if turn.focus is not None and turn.slot("pending") == f"cart {turn.focus.id}":
            return variants.add(dispatcher, turn, turn.knowledge.variants(turn.focus))
        if turn.focus is not None:
            offer = [button("Add to cart", "add_to_cart", product_id=turn.focus.id)]
            utter(dispatcher, "utter_affirm_product", [turn.focus], offer, title=turn.focus.name)
            return turn.changes(pending=f"cart {turn.focus.id}")
        utter(dispatcher, "utter_affirm")
        return []


class Deny(Action):
    """Answers a bare "no"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_deny"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Drops the question that was open; "not goat" changes what is looked for."""
        turn = Turn.of(tracker)
        if turn.constraints and topics.names_wishes_alone(turn):
            return find(dispatcher, turn, is_refining=True)
        is_request = bool(tracker.get_slot("request"))
        utter(dispatcher, "utter_nothing_changed" if is_request else "utter_deny")
        return [*ANSWERED, *NO_REQUEST]


class OutOfScope(Action):
    """Answers what is none of a shop's business."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_out_of_scope"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Says so, unless the product talked about or a policy speaks of it after all."""
        turn = Turn.of(tracker)
        if (events := answer_about(dispatcher, turn)) is not None:
            return events
        if topics.names_wishes_alone(turn):
            return find(dispatcher, turn, is_refining=bool(turn.constraints))
        if answer := policy_answer(turn, near=SURE):
            say(dispatcher, answer, question=turn.text)
        else:
            utter(dispatcher, "utter_out_of_scope", buttons=kinds(turn)[:3])
        return []


class NluFallback(Action):
    """Answers what was not understood."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_nlu_fallback"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Searches where the message names what the shop sells; else asks, with a way on."""
        turn = Turn.of(tracker)
        if (events := answer_about(dispatcher, turn)) is not None:
            return events
        wanted = turn.parsed.constraints
        is_said = is_undone(turn.text) or topics.names_wishes_alone(turn)
        named = wanted.category or wanted.brand or turn.values("product_id")
        if is_said or named or (wanted.query and turn.knowledge.search(wanted, top_k=1).hits):
            return find(dispatcher, turn, is_refining=False)
        if answer := policy_answer(turn, near=SURE):
            say(dispatcher, answer, question=turn.text)
            return []
        utter(dispatcher, "utter_nlu_fallback", buttons=kinds(turn)[:4])
        return []
