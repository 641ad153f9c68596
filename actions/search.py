"""Finding products: search, start over, and what shows a page of hits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import topics, variants
from actions.answers import (
    answer_about,
    answer_named,
    answer_or_tell,
    asks_about_it,
    open_product,
    policy_answer,
)
from actions.company import anchors, show_company
from actions.naming import titled
from actions.references import pasted
from actions.reply import Button, button, say, utter
from actions.turn import Events, Turn
from knowledge.catalog import Product
from knowledge.constraints import Constraints
from knowledge.generation import found, nothing_found, relaxed
from knowledge.passages import SURE
from knowledge.query.company import asks_for_company
from knowledge.query.topics import is_undone
from knowledge.retrieval import Hits

PAGE = 5
REMEMBERED = 10
OFFERED = 3
"""Ways out that are offered where nothing fits."""


class SearchProducts(Action):
    """Answers "do you have blue tents under 200"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_search_products"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Shows what satisfies the message."""
        turn = Turn.of(tracker)
        if variants.is_asked(turn) and (chosen := variants.choose(dispatcher, turn)) is not None:
            return chosen
        if turn.is_payload:
            payload = turn.payload("category")
            if payload not in turn.knowledge.vocabulary.categories:
                return ask_for_kind(dispatcher, turn)
            return show(dispatcher, turn, Constraints(query=payload, category=(payload,)))
        # "What goes with the Acme" names a product, as a search for it does.
        if asks_for_company(turn.text) and turn.knowledge.companions(anchors(turn), top_k=1):
            return show_company(dispatcher, turn, anchors(turn))
        # "Are the blades steel?", asked of what is being talked about, is no search.
        if asks_about_it(turn):
            for answering in (answer_about, answer_named):
                if (events := answering(dispatcher, turn)) is not None:
                    return events
            if not turn.knowledge.search(turn.parsed.constraints, top_k=1).hits:
                if answer := policy_answer(turn, near=SURE):
                    say(dispatcher, answer, question=turn.text)
                    return []
                if turn.focus:
                    return answer_or_tell(dispatcher, turn, turn.focus)
        elif (
            turn.focus
            and not turn.knowledge.search(turn.parsed.constraints, top_k=1).hits
            and (events := answer_about(dispatcher, turn)) is not None
        ):
            return events
        return find(dispatcher, turn, is_refining=False)


class StartOver(Action):
    """Answers "forget that, something else"."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_start_over"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Forgets the search; begins a new one where the message names what."""
        turn = Turn.of(tracker)
        if turn.parsed.drops and turn.constraints:  # "back to all materials"
            return find(dispatcher, turn, is_refining=True)
        forgotten = [
            SlotSet(name, None) for name in ("constraints", "history", "shown", "offset", "focus")
        ]
        wanted = turn.parsed.constraints
        if wanted.category or wanted.brand or wanted.attributes or wanted.color:
            return forgotten + show(dispatcher, turn, wanted)
        utter(dispatcher, "utter_start_over", buttons=kinds(turn))
        return forgotten


def find(dispatcher: CollectingDispatcher, turn: Turn, *, is_refining: bool) -> Events:
    """What the message asks for, with what held before where it goes on with that.

    ``is_refining``: it was understood as a change of the search on the table.
    """
    if is_undone(turn.text):
        return step_back(dispatcher, turn)
    if named := turn.knowledge.products(turn.values("product_id")):
        return open_product(dispatcher, turn, named[0])
    # A whole name asks for that product, not for all of its kind.
    is_named = not is_refining and not limits(turn.parsed.constraints)
    if is_named and (product := titled(turn, turn.text)):
        return open_product(dispatcher, turn, product)
    wanted = topics.wanted(turn, is_refining=is_refining)
    says_something = turn.parsed.constraints or turn.parsed.comparatives or turn.parsed.drops
    if not wanted or not (is_refining or says_something):
        return ask_for_kind(dispatcher, turn)
    if wanted == turn.constraints and is_refining:
        already = bool(turn.parsed.constraints) and bool(turn.shown)
        utter(dispatcher, "utter_already_so" if already else "utter_ask_refinement", turn.shown)
        return []
    hits = turn.knowledge.search(wanted, top_k=PAGE)
    if not hits.hits and (product := pasted(turn)):
        return open_product(dispatcher, turn, product)
    return show(dispatcher, turn, wanted, hits=hits)


def limits(wanted: Constraints) -> bool:
    """Whether more is asked for than what a name may hold: amounts, an order, what is not wanted."""
    named = Constraints(
        query=wanted.query,
        category=wanted.category,
        brand=wanted.brand,
        color=wanted.color,
        size=wanted.size,
        attributes={
            name: value for name, value in wanted.attributes.items() if isinstance(value, tuple)
        },
    )
    return wanted != named


def step_back(dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    """Shows again what was there before the last step: the list a product was opened from, or the
    search before this one."""
    history = [*(turn.slot("history") or [])]
    if turn.focus is not None and len(turn.shown) > 1:
        return [*show(dispatcher, turn, turn.constraints), SlotSet("focus", None)]
    if not history:
        utter(dispatcher, "utter_nothing_before", turn.shown, kinds(turn))
        return []
    before = Constraints.from_json(history.pop())
    return [*show(dispatcher, turn, before), SlotSet("history", history)]


def show(
    dispatcher: CollectingDispatcher,
    turn: Turn,
    constraints: Constraints,
    *,
    offset: int = 0,
    hits: Hits | None = None,
) -> Events:
    """Shows one page of what satisfies the constraints (``hits``, if known) and remembers it."""
    hits = hits or turn.knowledge.search(constraints, top_k=PAGE, offset=offset)
    products = turn.knowledge.found(hits.hits)
    said = turn.in_own_words(constraints.query)
    pending = None
    if products:
        left = hits.total - offset - len(products)
        more = [button("Show more", "show_more")] if left > 0 else []
        answer = found(
            products, hits.total, constraints, turn.seed, said=said, is_near=hits.is_near
        )
        say(dispatcher, answer, products, more)
    else:
        offers = turn.knowledge.relaxations(constraints, turn.constraints)[:OFFERED]
        nearest = turn.knowledge.found([one.first for one in offers[:1]])
        answer = nothing_found(constraints, offers, nearest, turn.seed, turn.currency, said)
        buttons = [
            button(relaxed(one), "refine_search", without=",".join(one.fields)) for one in offers
        ]
        say(dispatcher, answer, buttons=buttons)
        pending = "relaxation" if offers else None
    return remember(turn, constraints, products, offset + len(products), pending)


def is_offered(turn: Turn) -> bool:
    """Whether nothing was found, and the shopper was told which wish to give up."""
    return bool(turn.slot("pending") == "relaxation")


def take_offer(dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    """Gives up the wish that was offered first."""
    before = Constraints.from_json([{}, *(turn.slot("history") or [])][-1])
    offers = turn.knowledge.relaxations(turn.constraints, before)
    return show(dispatcher, turn, offers[0].constraints if offers else turn.constraints)


def remember(
    turn: Turn,
    constraints: Constraints,
    products: Sequence[Product],
    offset: int,
    pending: str | None = None,
) -> Events:
    """The events that make this the search that refinements change."""
    history = [*(turn.slot("history") or [])]
    if turn.constraints and turn.constraints != constraints:
        history.append(turn.constraints.to_json())
    kept = turn.changes(
        constraints=constraints.to_json(),
        history=history[-REMEMBERED:],
        offset=offset,
        pending=pending,
        choices=None,
    )
    if not products:
        # What was talked about before an empty result is still there to be asked about.
        return kept
    focus = products[0].id if len(products) == 1 else None
    return kept + turn.changes(shown=[product.id for product in products], focus=focus)


def ask_for_kind(dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    """Asks what kind of product, and offers the shop's own departments."""
    is_pointing = bool(turn.values("ordinal")) and not turn.shown
    utter(dispatcher, "utter_nothing_shown" if is_pointing else "utter_ask_kind", (), kinds(turn))
    return []


def kinds(turn: Turn) -> list[Button]:
    """A button for each of the shop's largest departments."""
    return [
        button(name, "search_products", category=name)
        for name in turn.knowledge.vocabulary.departments()[:6]
    ]
