"""Several wishes in one message: "add the blue one and tell me when it ships"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

WISHES = "wishes"
"""Under this name a message's parse holds what each of its wishes was understood as."""

MOST_SPLITS = 2
"""Places at which a message is tried to be cut; each costs two more messages to understand."""
LONGEST = 400
"""Characters of a message that may hold several wishes; what is longer is a story."""

_CUT = re.compile(
    r"\s*(?:[.;!?]+\s+(?:and |then |also )*|,?\s+(?:and|then|plus|also)\s+(?:then |also |please )*|\n+)",
    re.IGNORECASE,
)
# What a wish of its own begins with; "and waterproof" goes on with the one before.
_BEGINS = re.compile(
    r"(?:please |pls |can you |could you |would you |i(?:'d| would)? (?:also )?(?:want|like|need)(?: to)? |let me |let's )*"
    r"(?:add|put|remove|take|delete|drop|buy|order|check ?out|pay|show|tell|give|find|search|look|compare|recommend|suggest|"
    r"cancel|return|exchange|track|change|apply|use|talk|speak|connect|see|know|what|what's|how|when|where|where's|which|"
    r"who|why|is|are|does|do|did|can|could|will|would|has|have)\b",
    re.IGNORECASE,
)
# Wishes of one family are one wish in two parts: "show me jackets and find something warm".
_FAMILIES = {
    **dict.fromkeys(
        ("search_products", "refine_search", "recommend_products", "show_more", "similar_products"),
        "find",
    ),
    **dict.fromkeys(
        ("ask_product", "product_reviews", "select_product", "compare_products"), "ask"
    ),
    **dict.fromkeys(
        (
            "add_to_cart",
            "remove_from_cart",
            "update_cart",
            "show_cart",
            "checkout",
            "apply_promo_code",
        ),
        "cart",
    ),
    **dict.fromkeys(
        (
            "order_status",
            "cancel_order",
            "change_order",
            "return_item",
            "ask_policy",
            "talk_to_person",
        ),
        "service",
    ),
}


class _Component(GraphComponent):
    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> _Component:
        """Rasa's constructor of components."""
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class WishSplitter(_Component):
    """Puts the halves of a message beside it, to be understood like it. Comes first."""

    def process(self, messages: list[Message]) -> list[Message]:
        """The message, and for each place at which it may be cut what is before and behind it."""
        if len(messages) != 1:
            return messages
        text = messages[0].get(TEXT) or ""
        halves = [half for pair in halved(text) for half in pair]
        return [*messages, *(Message({TEXT: half}) for half in halves)]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class WishCollector(_Component):
    """Keeps the halves where each is a wish of its own. Comes last.

    Settings: ``threshold`` is the least confidence of both.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings and what they are where config.yml is silent."""
        return {"threshold": 0.45}

    def process(self, messages: list[Message]) -> list[Message]:
        """The message alone, with its wishes where there are two."""
        whole, halves = messages[0], messages[1:]
        for first, second in zip(halves[::2], halves[1::2], strict=True):
            if self._are_two(first, second):
                wishes = [_parse(first), _parse(second)]
                whole.set(WISHES, wishes, add_to_output=True)
                break
        return [whole]

    def _are_two(self, first: Message, second: Message) -> bool:
        intents = [message.get(INTENT) or {} for message in (first, second)]
        if min(one.get("confidence", 0.0) for one in intents) < self._config["threshold"]:
            return False
        names = [one.get("name") for one in intents]
        families = [_FAMILIES.get(name or "") for name in names]
        if None in families:
            return False
        return families[0] != families[1] or (families[0] == "cart" and names[0] != names[1])


def halved(text: str) -> Iterator[tuple[str, str]]:
    """What is before and behind each place at which a message may begin another wish."""
    if len(text) > LONGEST or text.startswith("/"):
        return
    found = 0
    for cut in _CUT.finditer(text):
        before, behind = text[: cut.start()].strip(), text[cut.end() :].strip()
        if len(before.split()) >= 2 and len(behind.split()) >= 2 and _BEGINS.match(behind):
            yield before, behind
            found += 1
            if found == MOST_SPLITS:
                return


def _parse(message: Message) -> dict[str, Any]:
    return {
        "text": message.get(TEXT),
        "intent": message.get(INTENT),
        "entities": message.get(ENTITIES),
    }
