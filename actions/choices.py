"""Help with choosing: compare, recommendations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.company import anchors, show_company
from actions.naming import each_named
from actions.references import distinct, referenced
from actions.reply import say, utter
from actions.search import ask_for_kind, find, remember, show
from actions.turn import Events, Turn
from knowledge.constraints import Constraints
from knowledge.generation import comparison, comparison_table, recommendation
from knowledge.query.company import asks_for_company, company_of

COMPARED = 4
RECOMMENDED = 3
CONSIDERED = 15
"""How many of the most relevant products the best rated are recommended from."""


def _is_order(turn: Turn) -> bool:
    """Whether all that the message asks for is an order: "which is the cheapest"."""
    return (
        turn.parsed.constraints == Constraints(sort=turn.parsed.constraints.sort) != Constraints()
    )


class CompareProducts(Action):
    """Answers "compare the first two"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_compare_products"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Shows what is the same and what differs."""
        turn = Turn.of(tracker)
        products = distinct(referenced(turn))
        if not turn.values("ordinal") and len(named := each_named(turn, turn.text)) > len(products):
            products = named
        if len(products) == 1 and turn.focus and turn.focus.group != products[0].group:
            products = [turn.focus, *products]
        if len(products) < 2 and len(turn.shown) >= 2 and not products:
            products = turn.shown[:2] if len(turn.shown) > COMPARED else turn.shown
        if not turn.shown and not products and turn.values("ordinal"):
            return ask_for_kind(dispatcher, turn)
        if len(products) < 2:
            utter(dispatcher, "utter_ask_what_to_compare", turn.shown)
            return []
        products = products[:COMPARED]
        table = [[label, *values] for label, values in comparison_table(products)]
        answer = comparison(products, turn.seed, turn.text, turn.knowledge.embedder.embed)
        say(dispatcher, answer, products, question=turn.text, table=table)
        # "The second one" now means the second of those compared.
        return [SlotSet("shown", [product.id for product in products]), SlotSet("focus", None)]


class RecommendProducts(Action):
    """Answers "a present for my dad who cooks", "what goes with it"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_recommend_products"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Shows the best rated of what fits, with reasons; or what is bought with a product."""
        turn = Turn.of(tracker)
        if products := anchors(turn):
            return show_company(dispatcher, turn, products)
        if asks_for_company(turn.text) and not company_of(turn.text):
            return ask_for_kind(dispatcher, turn)
        if turn.constraints and _is_order(turn):
            return find(dispatcher, turn, is_refining=True)
        wanted = turn.parsed.constraints or turn.constraints
        if not wanted:
            return ask_for_kind(dispatcher, turn)
        hits = turn.knowledge.search(replace(wanted, sort="relevance"), top_k=CONSIDERED)
        considered = turn.knowledge.found(hits.hits)
        if not considered and wanted.query:
            # A person or an occasion is not in the catalogue; what else was said may be.
            wanted = replace(wanted, query="")
            hits = turn.knowledge.search(wanted, top_k=CONSIDERED)
            considered = turn.knowledge.found(hits.hits)
        if not considered:
            return show(dispatcher, turn, wanted)
        best = sorted(considered, key=lambda product: -(product.rating or 0.0))[:RECOMMENDED]
        written = {product.id: turn.knowledge.reviews(product) for product in best}
        said = turn.in_own_words(wanted.query)
        answer = recommendation(best, wanted, written, turn.seed, said)
        say(dispatcher, answer, best, question=turn.text)
        return remember(turn, wanted, best, 0)
