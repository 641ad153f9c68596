"""A message with several wishes is answered as if they had been said one after the other."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, SlotSet, UserUttered
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Events

PART = "part_of_message"
"""In the metadata of a wish that was said together with others."""


class NextWish(Action):
    """Takes the next wish of the message."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_next_wish"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Says it in the shopper's place, as it was understood."""
        waiting = tracker.get_slot("wishes") or tracker.latest_message.get("wishes") or []
        if not waiting:
            return [SlotSet("wishes", None)]
        wish, *left = waiting
        said = UserUttered(
            wish["text"], parse_data=wish, input_channel=tracker.get_latest_input_channel()
        )
        return [
            SlotSet("wishes", left or None),
            ActionExecuted("action_listen"),
            {**said, "metadata": {PART: True}},
        ]
