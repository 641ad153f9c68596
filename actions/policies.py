"""The shop's policies, in its own words."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.reply import button, say, utter
from actions.turn import Events, Turn
from knowledge.generation import Answer, policy

NEAR = 0.35
"""Below this cosine a passage is about something else (measured on questions of three shops)."""
SURE = 0.45
"""From this cosine on a passage answers even what was not understood to ask for it."""


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
        answer = policy_answer(turn)
        if answer is None:
            utter(
                dispatcher,
                "utter_policy_unknown",
                buttons=[button("Talk to a person", "talk_to_person")],
            )
        else:
            say(dispatcher, answer, question=turn.text)
        return []


def policy_answer(turn: Turn, question: str = "", near: float = NEAR) -> Answer | None:
    """The answer from the shop's documents to a question, the shopper's words where none is given.

    None where no passage comes as near as the cosine ``near``.
    """
    question = question or turn.text or "help with an order"
    passages = [
        (document, passage.text)
        for document, passage, cosine in turn.knowledge.documents(question)
        if cosine >= near
    ]
    if not passages:
        return None
    return policy(question, passages, turn.seed, turn.knowledge.embedder.embed)
