"""Products like another one, and what is wanted of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.references import meant
from actions.reply import button, say, utter
from actions.search import ask_for_kind, find, remember
from actions.turn import Events, Turn
from knowledge.catalog import Product
from knowledge.constraints import Constraints
from knowledge.generation import similar
from knowledge.query.alike import pointing, wishes

PAGE = 4
PENDING = "similar"
"""What is pending while refinements change what similar products must be like."""


class SimilarProducts(Action):
    """Answers "anything like this one", "like the second, but cheaper"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_similar_products"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Shows products that answer the same need, with what they share and how they differ."""
        turn = Turn.of(tracker)
        # "In blue" says what is wanted, not that the blue one is meant.
        product = meant(turn, pointing(turn.text)) or next(iter(turn.shown), None)
        if product is None:
            return ask_for_kind(dispatcher, turn)
        return _show(dispatcher, turn, product, wishes(turn.text, product, turn.knowledge.parse))


def is_open(turn: Turn) -> bool:
    """Whether similar products were shown last, so that a refinement is about them."""
    return turn.slot("pending") == PENDING and turn.focus is not None


def refine_similar(dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    """Changes what products like the one talked about must be like; another kind is a search."""
    assert turn.focus is not None
    if not set(turn.parsed.constraints.category) <= set(turn.focus.category):
        return find(dispatcher, turn, is_refining=True)
    wanted = wishes(turn.text, turn.focus, turn.knowledge.parse, turn.constraints)
    return _show(dispatcher, turn, turn.focus, wanted)


def more_similar(dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    """Shows the next products like the one talked about."""
    assert turn.focus is not None
    offset = int(turn.slot("offset") or 0)
    return _show(dispatcher, turn, turn.focus, turn.constraints, offset)


def _show(
    dispatcher: CollectingDispatcher,
    turn: Turn,
    product: Product,
    wanted: Constraints,
    offset: int = 0,
) -> Events:
    leaf = product.category[-1:]
    # Its own category is where they are looked for first, and no limit.
    limits = replace(wanted, category=()) if wanted.category == leaf else wanted
    alike = turn.knowledge.similar(product, limits, top_k=PAGE + 1, offset=offset)
    if offset and not alike:
        utter(dispatcher, "utter_no_more", turn.shown)
        return []
    version = None if offset else turn.knowledge.version(product, limits)
    shown = [one.product for one in alike[:PAGE]]
    is_limited = replace(limits, query="") != Constraints()
    if shown:
        buttons = [button("Show more", "show_more")] if len(alike) > PAGE else []
    else:
        buttons = [button("Anything like it", "similar_products", product_id=product.id)]
    answer = similar(product, alike[:PAGE], limits, version, turn.seed)
    cards = [*([version] if version else []), *shown]
    say(dispatcher, answer, cards, buttons if shown or is_limited else (), question=turn.text)
    held = replace(wanted, query="", category=wanted.category or leaf)
    events = remember(turn, held, cards or turn.shown, offset + len(shown), PENDING)
    return [*events, SlotSet("focus", product.id)]
