"""One product: opening it, and what shoppers ask about it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import variants
from actions.answers import answer_or_tell, open_product, policy_answer
from actions.references import meant, referenced
from actions.reply import say, utter
from actions.search import ask_for_kind, find, kinds
from actions.turn import Events, Turn
from knowledge.generation import reviews
from knowledge.passages import SURE


class SelectProduct(Action):
    """Answers "the second one", "tell me more about the Acme"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_select_product"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Opens the product and makes it the one being talked about."""
        turn = Turn.of(tracker)
        if variants.is_asked(turn) and (added := variants.choose(dispatcher, turn)) is not None:
            return added
        chosen = referenced(turn)
        if not chosen and turn.values("ordinal") and turn.shown:
            utter(dispatcher, "utter_no_such_position", turn.shown, count=len(turn.shown))
            return []
        product = chosen[0] if chosen else meant(turn)
        if not chosen and turn.parsed.constraints and not turn.values("ordinal"):
            wanted = turn.parsed.constraints
            if product is None or turn.knowledge.search(wanted, top_k=1).hits:
                return find(dispatcher, turn, is_refining=bool(turn.constraints))
        if product is None:
            return ask_for_kind(dispatcher, turn)
        return open_product(dispatcher, turn, product)


class AskProduct(Action):
    """Answers "is it waterproof", "how heavy is the second one"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_ask_product"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Answers from the product's facts, its reviews, or the shop's policies, with the source."""
        turn = Turn.of(tracker)
        # The answer names the product, so that the likeliest one is a fair guess.
        product = meant(turn) or next(iter(turn.shown), None)
        if product is not None:
            return answer_or_tell(dispatcher, turn, product)
        if answer := policy_answer(turn, near=SURE):
            say(dispatcher, answer, question=turn.text)
            return []
        if turn.values("ordinal"):
            return ask_for_kind(dispatcher, turn)
        if turn.constraints or not turn.knowledge.search(turn.parsed.constraints, top_k=1).hits:
            utter(dispatcher, "utter_ask_which_product", buttons=kinds(turn))
            return []
        return find(dispatcher, turn, is_refining=False)


class ProductReviews(Action):
    """Answers "what do people say about it"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_product_reviews"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Sums up what buyers wrote, in their words."""
        turn = Turn.of(tracker)
        product = meant(turn)
        if product is None:
            return ask_for_kind(dispatcher, turn)
        written = turn.knowledge.reviews(product)
        embed = turn.knowledge.embedder.embed
        answer = reviews(product, written, turn.text, turn.seed, embed)
        say(dispatcher, answer, [product], question=turn.text)
        return [SlotSet("focus", product.id)]
