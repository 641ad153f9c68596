"""Which variant of a product goes in the cart: asked for only where the message leaves it open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.company import suggestion
from actions.reply import Button, button, utter
from actions.turn import Events, Turn
from knowledge.carts import carts
from knowledge.catalog import Product
from knowledge.colors import family
from knowledge.generation import variants_named, whole_name
from knowledge.index.analyzer import fold
from knowledge.query.pointers import quantities

OFFERED = 8
"""Buttons up to which variants are offered at once."""
_DIMENSIONS = re.compile(r"\d[\d.,]*\s*[x×]\s*\d[\d.,]*(?:\s*[x×]\s*\d[\d.,]*)?", re.IGNORECASE)
ANSWERED = [SlotSet("pending", None), SlotSet("choices", None)]
_ASKED = "variant"


def is_asked(turn: Turn) -> bool:
    """Whether the shopper was asked which variant to add."""
    return str(turn.slot("pending") or "").startswith(_ASKED) and bool(turn.slot("choices"))


def choose(dispatcher: CollectingDispatcher, turn: Turn) -> Events | None:
    """Adds the variant that answers the question; None where the shopper moved on instead."""
    choices = turn.knowledge.products(turn.payload_ids())
    if not choices:
        offered = turn.knowledge.products(turn.slot("choices"))
        choices = _answered(turn, offered)
        if not choices and _is_other_wish(turn):
            return None
        if not choices and (turn.values("color") or turn.values("size")):
            utter(dispatcher, "utter_no_such_variant", title=offered[0].name)
        choices = choices or offered
    return _add_or_ask(dispatcher, turn, choices)


def add(dispatcher: CollectingDispatcher, turn: Turn, variants: list[Product]) -> Events:
    """Adds the variant that the message, and where it is silent the search, means; or asks."""
    named = variants_named(turn.text, variants)
    return _add_or_ask(dispatcher, turn, named or _of_search(turn, variants))


def quantity(turn: Turn) -> int:
    """How many pieces are to be added: of this message, or of the one before the question."""
    # "160 x 80 cm" is a size; "2 x" is a count.
    found = quantities(_DIMENSIONS.sub(" ", turn.text))
    said = next((int(match.value) for match in found), 0)
    before = str(turn.slot("pending") or "").removeprefix(_ASKED).strip()
    return max(1, said or (int(before) if is_asked(turn) and before.isdigit() else 1))


def _add_or_ask(dispatcher: CollectingDispatcher, turn: Turn, variants: list[Product]) -> Events:
    open_ones = stocked(variants)
    # Where only one can be had there is nothing to choose; the answer names it.
    if len(open_ones) > 1:
        return _ask(dispatcher, turn, open_ones)
    return [*_put(dispatcher, turn, (open_ones or variants)[0]), *ANSWERED]


def _answered(turn: Turn, offered: list[Product]) -> list[Product]:
    """The variants among which the message chooses; empty where it names none of them."""
    if exact := [one for one in offered if fold(turn.text) in (fold(one.size), fold(one.color))]:
        return exact
    places = [int(value) for value in turn.values("ordinal")]
    named = variants_named(turn.text, offered)
    # A bare "9" is a size where there is one, and a place in the list where there is none.
    if not named and places and -len(offered) <= places[0] <= len(offered) and places[0]:
        return [offered[places[0] - 1 if places[0] > 0 else places[0]]]
    return named


def _is_other_wish(turn: Turn) -> bool:
    """Whether the shopper moved on instead of choosing among variants."""
    wanted = turn.parsed.constraints
    if turn.values("color") or turn.values("size") or turn.values("ordinal"):
        return bool(wanted.category)
    return bool(wanted or turn.parsed.comparatives or turn.parsed.drops)


def _of_search(turn: Turn, variants: list[Product]) -> list[Product]:
    """The variants of the colour and size that were searched for; all where none fits."""
    for field in ("color", "size"):
        wanted = {fold(value) for value in getattr(turn.constraints, field)}
        fitting = [
            one
            for one in variants
            if wanted & {fold(getattr(one, field)), (family(one.color) if field == "color" else "")}
        ]
        variants = fitting or variants
    return variants


def _ask(dispatcher: CollectingDispatcher, turn: Turn, candidates: list[Product]) -> Events:
    """Asks for the variant; first for the colour where a button for each would be too many."""
    groups: dict[str, list[Product]] = {}
    for one in candidates:
        groups.setdefault(one.color, []).append(one)
    by_color = len(candidates) > OFFERED and len(groups) > 1
    if by_color:
        buttons = [
            button(color, "add_to_cart", product_id=",".join(one.id for one in those))
            for color, those in groups.items()
        ]
    else:
        buttons = options(candidates)
    response = "utter_ask_color" if by_color else "utter_ask_variant"
    utter(dispatcher, response, candidates[:1], buttons, title=candidates[0].name)
    return [
        SlotSet("focus", candidates[0].id),
        SlotSet("pending", f"{_ASKED} {quantity(turn)}"),
        SlotSet("choices", [one.id for one in candidates]),
    ]


def options(variants: Sequence[Product]) -> list[Button]:
    """A button for each variant that can be had, naming only what tells them apart."""
    colors = len({variant.color for variant in variants}) > 1
    sizes = len({variant.size for variant in variants}) > 1
    found = []
    for variant in stocked(variants):
        parts = [variant.color if colors else "", variant.size if sizes else ""]
        title = ", ".join(filter(None, parts)) or variant.title
        found.append(button(title, "add_to_cart", product_id=variant.id))
    return found[:OFFERED]


def stocked(variants: Sequence[Product]) -> list[Product]:
    """The variants that can be had."""
    return [one for one in variants if one.availability != "out_of_stock"]


def limit(product: Product) -> int | None:
    """How many pieces can be had; None where the shop sets no limit, as for what is ordered ahead."""
    is_counted = product.availability in ("in_stock", None) and product.quantity
    return product.quantity if is_counted else None


def _put(dispatcher: CollectingDispatcher, turn: Turn, product: Product) -> Events:
    title = whole_name(product)
    if product.availability == "out_of_stock":
        others = options(turn.knowledge.variants(product))
        utter(dispatcher, "utter_out_of_stock", [product], others, title=title)
        return [SlotSet("focus", product.id)]
    held = {line.product_id: line.quantity for line in carts().lines(turn.shopper)}
    before, most = held.get(product.id, 0), limit(product)
    wanted = before + quantity(turn)
    buttons = [button("Show cart", "show_cart"), button("Check out", "checkout")]
    if most is not None and wanted > most:
        wanted = max(before, most)
        entry = "utter_stock_limit" if wanted > before else "utter_stock_limit_reached"
        products = [product] if wanted == before else []
        utter(
            dispatcher,
            entry,
            products,
            () if products == [] else buttons,
            quantity=most,
            title=title,
        )
    if wanted > before:
        carts().put(turn.shopper, product.id, wanted, product.offer_price)
        buttons += suggestion(turn, product)
        utter(dispatcher, "utter_added", [product], buttons, title=title, quantity=wanted)
    return [SlotSet("focus", product.id)]
