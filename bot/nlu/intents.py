"""The intent classifier: a logistic regression that loads in milliseconds.

Rasa's own `LogisticRegressionClassifier` reads its model through skops, whose import takes 8 s.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

_FILE = "weights.npz"
RANKED = 10  # intents in the ranking, as Rasa's classifiers have it


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LightIntentClassifier(GraphComponent, IntentClassifier):
    """Multinomial logistic regression over the message's features, dense and sparse.

    Settings: ``C`` is the inverse strength of the L2 penalty, as in scikit-learn.
    """

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._c: float = config["C"]
        self._storage, self._resource = storage, resource
        self._intents: list[str] = []
        self._weights: npt.NDArray[np.float32] = np.zeros((0, 0), np.float32)
        self._bias: npt.NDArray[np.float32] = np.zeros(0, np.float32)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings and what they are where config.yml is silent."""
        return {"C": 10.0}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LightIntentClassifier:
        """Rasa's constructor of components, before training."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LightIntentClassifier:
        """Rasa's constructor of trained components."""
        classifier = cls(config, model_storage, resource)
        with (
            model_storage.read_from(resource) as folder,
            np.load(folder / _FILE, allow_pickle=False) as saved,
        ):
            classifier._intents = saved["intents"].tolist()
            classifier._weights, classifier._bias = saved["weights"], saved["bias"]
        return classifier

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the weights to the examples that have an intent."""
        from sklearn.linear_model import LogisticRegression

        examples = [one for one in training_data.intent_examples if one.get(TEXT)]
        features = scipy.sparse.vstack([_features(example) for example in examples]).tocsr()
        model = LogisticRegression(C=self._c, max_iter=1000, class_weight="balanced")
        model.fit(features, [example.get(INTENT) for example in examples])
        self._intents = [str(name) for name in model.classes_]
        # One row a feature, so that the few features of a message touch few rows.
        self._weights = np.ascontiguousarray(model.coef_.T, np.float32)
        self._bias = model.intercept_.astype(np.float32)
        with self._storage.write_to(self._resource) as folder:
            np.savez(
                folder / _FILE,
                intents=np.array(self._intents),
                weights=self._weights,
                bias=self._bias,
            )
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds ``intent`` and ``intent_ranking`` to each message."""
        for message in messages:
            ranking = [
                {"name": self._intents[place], "confidence": float(probability)}
                for place, probability in self._ranked(message)
            ]
            if not (message.get(TEXT) or "").strip():
                ranking = [{"name": None, "confidence": 0.0}]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _ranked(self, message: Message) -> list[tuple[int, float]]:
        features = _features(message)
        rows, values = features.col, features.data.astype(np.float32)
        logits = values @ self._weights[rows] + self._bias
        odds = np.exp(logits - logits.max())
        probabilities = odds / odds.sum()
        order = np.argsort(-probabilities)[:RANKED]
        return [(int(place), float(probabilities[place])) for place in order]


def _features(message: Message) -> scipy.sparse.coo_matrix:
    """The sentence features of a message, sparse ones first, shape (1, features)."""
    sparse = message.get_sparse_features(attribute=TEXT)[1]
    dense = message.get_dense_features(attribute=TEXT)[1]
    parts = [scipy.sparse.coo_matrix(part.features) for part in (sparse, dense) if part]
    return scipy.sparse.hstack(parts).tocoo()
