"""The shop's policies, in its own words."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import answer_about, policy_answer, stated_about
from actions.reply import say, to_a_person, utter
from actions.turn import Events, Turn
from knowledge.generation import Answer, policy
from knowledge.passages import REACHED

PERSON = "person"
"""What is pending where the shopper was offered to be told how to reach the team."""
_CONTACT = "contact customer service by phone, e-mail or chat"
EVERY = 500
"""Passages that are looked through for how to reach the shop."""


class AskPolicy(Action):
    """Answers "how long do I have to send things back"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_ask_policy"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Quotes the passage that answers, or says that the shop's documents do not."""
        turn = Turn.of(tracker)
        # What a listing states of the product talked about comes before the general rule.
        if (events := stated_about(dispatcher, turn)) is not None:
            return events
        answer = policy_answer(turn)
        if answer is not None:
            say(dispatcher, answer, question=turn.text)
            return []
        if (events := answer_about(dispatcher, turn)) is not None:
            return events
        offer = [to_a_person()]
        utter(dispatcher, "utter_policy_unknown", buttons=offer)
        return turn.changes(pending=PERSON)


def contact_answer(turn: Turn) -> Answer | None:
    """How the shop is reached, from its own documents; None where they name no way."""
    passages = [
        (document, passage.text)
        for document, passage, _ in turn.knowledge.documents(_CONTACT, top_k=EVERY)
        if REACHED.search(passage.text)
    ]
    if not passages:
        return None
    return policy(_CONTACT, passages[:1], turn.seed, turn.knowledge.embedder.embed)
