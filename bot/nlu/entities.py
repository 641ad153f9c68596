"""Entities and constraints from the vocabulary of whatever catalogue is imported."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.importing import ensure
from knowledge.knowledge import shop
from knowledge.settings import settings

CONSTRAINTS = "constraints"
GOODS = "goods"
"""Where a message's words stand that are no names, but that the shop's products are called by."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class CatalogueEntities(GraphComponent, EntityExtractorMixin):
    """Finds brands, categories, prices and so on, and what the message alone asks for.

    Needs no training: the vocabulary is the store's, and follows it when it is imported anew.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> CatalogueEntities:
        """Rasa's constructor of components; a shop's first start makes the demo shop's store."""
        ensure(settings().store)
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds ``entities`` and ``constraints`` to each message."""
        for message in messages:
            parsed = shop().parse(message.get(TEXT) or "")
            entities = [
                {
                    "entity": found.entity,
                    "value": found.value,
                    "start": found.start,
                    "end": found.end,
                    "extractor": "CatalogueEntities",
                }
                for found in parsed.entities
            ]
            message.set(ENTITIES, entities, add_to_output=True)
            message.set(GOODS, [list(place) for place in parsed.goods])
            message.set(CONSTRAINTS, parsed.constraints.to_json(), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves the training data alone: its entities are written there."""
        return training_data
