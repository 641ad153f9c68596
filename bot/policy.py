"""The dialogue policy that comes before the rules: open questions, and people who took over."""

from __future__ import annotations

from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from actions.open_request import answer_in

ACTION = "action_continue_request"
RELAY = "action_relay"
NEXT_WISH = "action_next_wish"
_OTHER_WISHES = frozenset({"deny", "start_over", "talk_to_person", "cancel_order", "return_item"})


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False
)
class OpenQuestionPolicy(Policy):
    """An address, "both of them" or "the grey one" is an answer where one was asked for.

    The classifier sees a message alone, so it takes an address for anything. What does not answer
    is left to the rules: a detour, after which the question can still be answered. While a person
    has the conversation, every message is theirs.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Its priority: before the rules (6), which know nothing of the question."""
        return {"priority": 7}

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> OpenQuestionPolicy:
        """Rasa's constructor of trained components; there is nothing to load."""
        return cls(config, model_storage, resource, execution_context)

    def train(
        self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any
    ) -> Resource:
        """Learns nothing."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """The action that takes the answer, where the message is one; else no opinion."""
        probabilities = self._default_predictions(domain)
        if tracker.latest_action_name != ACTION_LISTEN_NAME:
            if tracker.get_slot("wishes") and not tracker.get_slot("handed_over"):
                probabilities[domain.index_for_action(NEXT_WISH)] = 1.0
            elif tracker.latest_action_name in (ACTION, RELAY, NEXT_WISH):
                probabilities[domain.index_for_action(ACTION_LISTEN_NAME)] = 1.0
        elif tracker.get_slot("handed_over"):
            probabilities[domain.index_for_action(RELAY)] = 1.0
        elif _is_answer(tracker):
            probabilities[domain.index_for_action(ACTION)] = 1.0
        elif tracker.latest_message and tracker.latest_message.parse_data.get("wishes"):
            probabilities[domain.index_for_action(NEXT_WISH)] = 1.0
        return self._prediction(probabilities)


def _is_answer(tracker: DialogueStateTracker) -> bool:
    message, request = tracker.latest_message, tracker.get_slot("request")
    if not request or message is None:
        return False
    if message.intent.get("name") in _OTHER_WISHES:
        return False
    text = message.text or ""
    values = [(one["entity"], str(one["value"])) for one in message.entities]
    ordinals = [value for name, value in values if name == "ordinal"]
    choice = next((value for name, value in values if name == "choice"), None)
    return answer_in(request, "" if choice else text, choice, ordinals) is not None
