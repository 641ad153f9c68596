"""What the intent classifier sees of a message: its meaning, and its form without the goods."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import ENTITIES, FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import HashingVectorizer

from bot.nlu.entities import GOODS
from bot.nlu.form import form
from knowledge.embeddings.local import bundled_embedder
from knowledge.query.parse import Entity, parse
from knowledge.query.tokens import tokenize
from knowledge.query.words import COMMON
from knowledge.vocabulary import Vocabulary

BUCKETS = 2**14
WORD = "word"
"""The kind of a word that is no name of the shop's, but that its products are called by."""

# Names of goods that a shop's vocabulary may or may not know: the classifier must do without.
OPEN = frozenset({"attribute", "brand", "category", "color", "product", "size"})
KNOWN = "product_id"
"""Annotated where only the shop's own numbers are meant, which it always knows."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MessageFeatures(DenseFeaturizer, GraphComponent):
    """The message's MiniLM vector, and hashed n-grams of its form.

    Settings: ``form_weight`` and ``letter_weight`` scale the n-grams of words and of letters
    (unit length each) against the vector (unit length).
    """

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config["name"] if "name" in config else type(self).__name__, config)
        self._form_weight: float = config["form_weight"]
        self._letter_weight: float = config["letter_weight"]
        self._words = HashingVectorizer(
            n_features=BUCKETS,
            ngram_range=(1, 3),
            token_pattern=r"\S+",
            lowercase=False,
            alternate_sign=False,
        )
        # Letters see through typos, which words do not.
        self._letters = HashingVectorizer(
            n_features=BUCKETS,
            analyzer="char_wb",
            ngram_range=(2, 4),
            lowercase=False,
            alternate_sign=False,
        )

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageFeatures:
        """Rasa's constructor of components."""
        return cls(config)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings and what they are where config.yml is silent."""
        return {**DenseFeaturizer.get_default_config(), "form_weight": 1.0, "letter_weight": 0.7}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check; Rasa demands the method of every featurizer."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds both kinds of features to each message."""
        # Always the bundled model, which the classifier learnt with. Where it is the catalogue's too,
        # retrieval gets the vector of the same words from the same memory.
        embedder = bundled_embedder()
        for message in messages:
            text = message.get(TEXT) or ""
            found = [
                Entity(one["entity"], str(one["value"]), one["start"], one["end"])
                for one in message.get(ENTITIES, [])
                if "start" in one
            ]
            found += [Entity(WORD, "", start, end) for start, end in message.get(GOODS) or []]
            self._add(message, embedder.embed_one(text).reshape(1, -1), form(text, found))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds features to the training examples, whose goods are annotated by hand.

        What is no shop's own (prices, ordinals, e-mail addresses) is found here as it will be in
        service. Annotated goods are taken for names of the shop, for words that its products are
        called by, or for words that it does not know, a third each.
        """
        nothing = Vocabulary.build([])
        examples = [example for example in training_data.training_examples if example.get(TEXT)]
        vectors = bundled_embedder().embed([example.get(TEXT) for example in examples])
        for example, vector in zip(examples, vectors, strict=True):
            text = example.get(TEXT)
            goods = [
                found
                for one in example.get(ENTITIES, [])
                if one["entity"] in OPEN
                for found in _as_known(text, one)
            ]
            goods += [
                Entity(KNOWN, str(one["value"]), one["start"], one["end"])
                for one in example.get(ENTITIES, [])
                if one["entity"] == KNOWN
            ]
            found = [*goods, *_outside(goods, parse(text, nothing).entities)]
            self._add(example, vector.reshape(1, -1), form(text, found))
        return training_data

    def _add(self, message: Message, vector: Any, formed: str) -> None:
        self.add_features_to_message(None, vector, TEXT, message)
        grams = [
            self._words.transform([formed]) * self._form_weight,
            self._letters.transform([formed]) * self._letter_weight,
        ]
        sparse = scipy.sparse.hstack(grams).tocoo()
        message.add_features(Features(sparse, FEATURE_TYPE_SENTENCE, TEXT, "form"))


def _as_known(text: str, one: dict[str, Any]) -> list[Entity]:
    """An annotation as one of three shops would have it, the same one each time.

    A kind of thing is a category in one shop, an attribute in the next.
    """
    start, end = one["start"], one["end"]
    shop, is_other = divmod(zlib.crc32(f"{start} {text}".encode()) % 6, 2)
    if shop == 0:
        return []
    if shop == 1:
        is_attribute = one["entity"] == "category" and is_other
        entity = "attribute" if is_attribute else one["entity"]
        return [Entity(entity, str(one["value"]), start, end)]
    return [
        Entity(WORD, "", start + word.start, start + word.end)
        for word in tokenize(text[start:end])
        if word.folded not in COMMON
    ]


def _outside(goods: Sequence[Entity], found: Sequence[Entity]) -> list[Entity]:
    return [
        one
        for one in found
        if all(one.end <= good.start or one.start >= good.end for good in goods)
    ]
