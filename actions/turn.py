"""What an action knows of the turn it answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from knowledge.carts import carts
from knowledge.catalog import Product
from knowledge.constraints import Constraints
from knowledge.generation import in_own_words
from knowledge.knowledge import Knowledge, shop
from knowledge.query.parse import ParsedQuery

Events = list[dict[str, Any]]
"""What an action changes in the conversation: Rasa's events."""

LONGEST = 2_000
"""Characters of a message that are read; nobody describes a wish at more length."""

REMEMBERED_EVENTS = 150
"""Events of the conversation in which the shopper's own words are looked for."""


@dataclass(frozen=True)
class Turn:
    """The shopper's message, read with the shop's vocabulary, and what was said before."""

    tracker: Tracker
    knowledge: Knowledge

    @classmethod
    def of(cls, tracker: Tracker) -> Turn:
        """The turn that a tracker stands at.

        Raises `knowledge.knowledge.StoreError` where the shop has no usable store.
        """
        return cls(tracker, shop())

    @property
    def shopper(self) -> str:
        """Who is talking: the key of their cart."""
        return str(self.tracker.sender_id)

    @property
    def is_payload(self) -> bool:
        """Whether a button was pressed instead of words typed."""
        return self._text.startswith("/")

    @property
    def intent(self) -> str:
        """What the message was understood to want."""
        return str((self.tracker.latest_message.get("intent") or {}).get("name") or "")

    @property
    def text(self) -> str:
        """The shopper's words; empty where a button was pressed."""
        return "" if self.is_payload else self._text[:LONGEST]

    @property
    def _text(self) -> str:
        return self.tracker.latest_message.get("text") or ""

    @cached_property
    def parsed(self) -> ParsedQuery:
        """What the words ask for."""
        return self.knowledge.parse(self.text)

    def in_own_words(self, query: str) -> str:
        """A query as the shopper put it in one of the last messages."""
        earlier = [
            event.get("text") or ""
            for event in reversed(self.tracker.events[-REMEMBERED_EVENTS:])
            if event["event"] == "user"
        ]
        said = [text[:LONGEST] for text in earlier if not text.startswith("/")]
        return in_own_words(query, [self.text, *said])

    def payload(self, name: str) -> str | None:
        """A value that the pressed button carries."""
        if not self.is_payload:
            return None
        for entity in self.tracker.latest_message.get("entities", []):
            if entity["entity"] == name and isinstance(entity["value"], str):
                return entity["value"]
        return None

    def payload_ids(self) -> list[str]:
        """The products that the pressed button is about."""
        return (self.payload("product_id") or "").split(",")

    def values(self, entity: str) -> list[str]:
        """The values of one kind of entity in the message, in order."""
        return [found.value for found in self.parsed.entities if found.entity == entity]

    @cached_property
    def constraints(self) -> Constraints:
        """What held before this turn."""
        return Constraints.from_json(self.slot("constraints") or {})

    @cached_property
    def shown(self) -> list[Product]:
        """The products shown last, in the order shown."""
        return self.knowledge.products(self.slot("shown") or [])

    @cached_property
    def focus(self) -> Product | None:
        """The product being talked about."""
        focus = self.slot("focus")
        return next(iter(self.knowledge.products([focus])), None) if focus else None

    def cart(self) -> list[tuple[Product, int]]:
        """The cart's products as the catalogue has them now; what it no longer has is left out."""
        lines = carts().lines(self.shopper)
        products = {
            one.id: one for one in self.knowledge.products([line.product_id for line in lines])
        }
        return [
            (products[line.product_id], line.quantity)
            for line in lines
            if line.product_id in products
        ]

    def slot(self, name: str) -> Any:
        """What the conversation remembers under this name."""
        return self.tracker.get_slot(name)

    def changes(self, **slots: Any) -> Events:
        """The events that make the conversation remember these values; none for what it knows."""
        return [SlotSet(name, value) for name, value in slots.items() if self.slot(name) != value]

    @property
    def currency(self) -> str:
        """The currency that most of the shop's prices are in."""
        currencies = self.knowledge.vocabulary.currencies
        return max(currencies, key=lambda code: currencies[code], default="")

    @property
    def seed(self) -> int:
        """Varies from turn to turn and repeats when the same conversation is replayed."""
        return sum(1 for event in self.tracker.events if event["event"] == "user")
