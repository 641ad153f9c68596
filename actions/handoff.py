"""A person takes over, and gives the conversation back. Meanwhile the assistant says nothing."""

from __future__ import annotations

from typing import Any

import structlog
from prometheus_client import Counter
from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.policies import contact_answer
from actions.reply import say, utter
from actions.turn import Events, Turn
from knowledge.service import BackendError
from knowledge.service.desk import Desk, transcript

log = structlog.get_logger(__name__)

HANDOFFS = Counter("aisle_handoffs_total", "Conversations handed to people", ["outcome"])


class TalkToPerson(Action):
    """Answers "I want to talk to someone"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_talk_to_person"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Hands over where there is a desk; else says how the shop's people are reached."""
        return hand_over(dispatcher, Turn.of(tracker))


class Relay(Action):
    """Passes on what is said while a person has the conversation."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_relay"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """The shopper's words go to the desk, the person's come back; "start over" ends it."""
        turn = Turn.of(tracker)
        desk, state = turn.knowledge.desk, turn.slot("handed_over")
        if desk is None or turn.intent == "start_over":
            utter(dispatcher, "utter_handed_back")
            return [SlotSet("handed_over", None)]
        try:
            desk.say(state["key"], turn.text)
            news = desk.news(state["key"], state["last"])
        except BackendError as error:
            _failed(desk, error)
            utter(dispatcher, "utter_desk_failed")
            return []
        for text in news.messages:
            dispatcher.utter_message(text=text, json_message={"author": "person"})
        if news.is_closed:
            HANDOFFS.labels("closed").inc()
            utter(dispatcher, "utter_handed_back")
            return [SlotSet("handed_over", None)]
        return [SlotSet("handed_over", {**state, "last": news.last})]


def hand_over(dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    """Hands over where there is a desk; else says how the shop's people are reached."""
    desk = turn.knowledge.desk
    if desk is not None:
        try:
            key = desk.open(turn.shopper, transcript(_said(turn.tracker)))
        except BackendError as error:
            _failed(desk, error)
        else:
            HANDOFFS.labels("opened").inc()
            utter(dispatcher, "utter_handed_over")
            return [SlotSet("handed_over", {"key": key, "last": 0}), SlotSet("pending", None)]
    if answer := contact_answer(turn):
        utter(dispatcher, "utter_talk_to_person")
        say(dispatcher, answer)
    else:
        utter(dispatcher, "utter_no_contact")
    return turn.changes(pending=None)


def _failed(desk: Desk, error: BackendError) -> None:
    log.error("the desk does not answer", desk=desk.name, reason=str(error))
    HANDOFFS.labels("failed").inc()


def _said(tracker: Tracker) -> list[tuple[str, str]]:
    who = {"user": "Shopper", "bot": "Assistant"}
    return [
        (who[event["event"]], event["text"])
        for event in tracker.events
        if event["event"] in who and event.get("text")
    ]
