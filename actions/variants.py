"""Which variant of a product goes in the cart: asked for only where the message leaves it open."""

from __future__ import annotations

from collections.abc import Sequence

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reply import Button, button, utter
from actions.turn import Events, Turn
from knowledge.carts import carts
from knowledge.catalog import Product
from knowledge.colors import family
from knowledge.index.analyzer import fold

OFFERED = 8
"""Buttons up to which variants are offered at once."""
ANSWERED = [SlotSet("pending", None), SlotSet("choices", None)]


def is_asked(turn: Turn) -> bool:
    """Whether the shopper was asked which variant to add."""
    return turn.slot("pending") == "variant" and bool(turn.slot("choices"))


def choose(dispatcher: CollectingDispatcher, turn: Turn) -> Events | None:
    """Adds the variant that answers the question; None where the shopper moved on instead."""
    choices = turn.knowledge.products(turn.payload_ids())
    if not choices:
        if _is_other_wish(turn):
            return None
        choices = turn.knowledge.products(turn.slot("choices"))
        fitting = _fitting(turn, choices)
        if len(fitting) == len(choices) and (turn.values("color") or turn.values("size")):
            utter(dispatcher, "utter_no_such_variant", title=choices[0].name)
        choices = fitting
    return _add_or_ask(dispatcher, turn, choices)


def add(dispatcher: CollectingDispatcher, turn: Turn, variants: list[Product]) -> Events:
    """Adds the variant that the message, and where it is silent the search, means; or asks."""
    return _add_or_ask(dispatcher, turn, _fitting(turn, variants))


def _add_or_ask(dispatcher: CollectingDispatcher, turn: Turn, variants: list[Product]) -> Events:
    if len(variants) > 1:
        return _ask(dispatcher, variants)
    return [*_put(dispatcher, turn, variants[0]), *ANSWERED]


def _is_other_wish(turn: Turn) -> bool:
    """Whether the shopper moved on instead of choosing among variants."""
    wanted = turn.parsed.constraints
    if turn.values("color") or turn.values("size") or turn.values("ordinal"):
        return bool(wanted.category)
    return bool(wanted or turn.parsed.comparatives or turn.parsed.drops)


def _fitting(turn: Turn, variants: list[Product]) -> list[Product]:
    """The variants that the message, and where it is silent the search, leaves open."""
    # A bare "9" is a size where there is one, and a place in the list where there is none.
    if is_asked(turn) and (sized := [one for one in variants if fold(one.size) == fold(turn.text)]):
        return sized
    places = [int(value) for value in turn.values("ordinal")]
    if is_asked(turn) and places and 0 < places[0] <= len(_stocked(variants)):
        return [_stocked(variants)[places[0] - 1]]
    for field in ("color", "size"):
        said = turn.values(field) or getattr(turn.constraints, field)
        wanted = {fold(value) for value in said}
        fitting = [
            one
            for one in variants
            if wanted & {fold(getattr(one, field)), (family(one.color) if field == "color" else "")}
        ]
        variants = fitting or variants
    return variants


def _ask(dispatcher: CollectingDispatcher, candidates: list[Product]) -> Events:
    """Asks for the variant; first for the colour where a button for each would be too many."""
    groups: dict[str, list[Product]] = {}
    for one in _stocked(candidates):
        groups.setdefault(one.color, []).append(one)
    by_color = len(candidates) > OFFERED and len(groups) > 1
    if by_color:
        buttons = [
            button(color, "add_to_cart", product_id=",".join(one.id for one in those))
            for color, those in groups.items()
        ]
    else:
        buttons = _options(candidates)
    response = "utter_ask_color" if by_color else "utter_ask_variant"
    utter(dispatcher, response, candidates[:1], buttons, title=candidates[0].name)
    return [
        SlotSet("focus", candidates[0].id),
        SlotSet("pending", "variant"),
        SlotSet("choices", [one.id for one in candidates]),
    ]


def _options(variants: Sequence[Product]) -> list[Button]:
    """A button for each variant that can be had, naming only what tells them apart."""
    colors = len({variant.color for variant in variants}) > 1
    sizes = len({variant.size for variant in variants}) > 1
    options = []
    for variant in _stocked(variants):
        parts = [variant.color if colors else "", variant.size if sizes else ""]
        title = ", ".join(filter(None, parts)) or variant.title
        options.append(button(title, "add_to_cart", product_id=variant.id))
    return options[:OFFERED]


def _stocked(variants: Sequence[Product]) -> list[Product]:
    return [one for one in variants if one.availability != "out_of_stock"]


def _put(dispatcher: CollectingDispatcher, turn: Turn, product: Product) -> Events:
    if product.availability == "out_of_stock":
        others = _options(turn.knowledge.variants(product))
        utter(dispatcher, "utter_out_of_stock", [product], others, title=product.title)
        return [SlotSet("focus", product.id)]
    wanted = next((int(value) for value in turn.values("quantity")), 1)
    before = {line.product_id: line.quantity for line in carts().lines(turn.shopper)}
    quantity = before.get(product.id, 0) + max(1, wanted)
    if product.quantity is not None and quantity > product.quantity:
        quantity = product.quantity
        utter(dispatcher, "utter_stock_limit", quantity=product.quantity, title=product.title)
    carts().put(turn.shopper, product.id, quantity, product.offer_price)
    buttons = [button("Show cart", "show_cart"), button("Check out", "checkout")]
    utter(dispatcher, "utter_added", [product], buttons, title=product.title, quantity=quantity)
    return [SlotSet("focus", product.id)]
