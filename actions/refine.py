"""Going on from what was shown: narrower, otherwise, or more of it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import alike, variants
from actions.reply import utter
from actions.search import PAGE, ask_for_kind, find, is_offered, show, take_offer
from actions.turn import Events, Turn
from knowledge.relaxation import without


class RefineSearch(Action):
    """Answers "cheaper", "in black", "not that brand"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_refine_search"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Changes what held and shows what satisfies it now."""
        turn = Turn.of(tracker)
        if variants.is_asked(turn) and (chosen := variants.choose(dispatcher, turn)) is not None:
            return chosen
        if fields := turn.payload("without"):
            return show(dispatcher, turn, without(turn.constraints, tuple(fields.split(","))))
        if alike.is_open(turn):
            return alike.refine_similar(dispatcher, turn)
        return find(dispatcher, turn, is_refining=True)


class ShowMore(Action):
    """Answers "what else do you have"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_show_more"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Shows the next page."""
        turn = Turn.of(tracker)
        if not turn.constraints:
            return ask_for_kind(dispatcher, turn)
        if is_offered(turn):
            return take_offer(dispatcher, turn)
        if alike.is_open(turn):
            return alike.more_similar(dispatcher, turn)
        offset = int(turn.slot("offset") or 0)
        hits = turn.knowledge.search(turn.constraints, top_k=PAGE, offset=offset)
        if not hits.hits:
            utter(dispatcher, "utter_no_more", products=turn.shown)
            return []
        return show(dispatcher, turn, turn.constraints, offset=offset)
