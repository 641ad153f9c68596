"""Rasa's agent with the actions in the same process, and one turn of a conversation with it."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import structlog
from prometheus_client import Counter
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent, load_agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

import actions
from actions.wishes import PART
from bot.conversations import ConversationStore

log = structlog.get_logger(__name__)

FAULTS = Counter("aisle_action_faults_total", "Turns in which an action failed", ["action"])

_SILENT = re.compile(r"\s*/\s*(?:back|session_start)\b")

Turn = dict[str, Any]
"""One turn as `aisle chat --json` prints it."""


class InProcessActions(EndpointConfig):
    """An action endpoint that answers from this process: no HTTP hop, no second process."""

    def __init__(self) -> None:
        super().__init__(url="in-process", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(actions)

    async def request(self, *args: Any, json: dict[str, Any], **kwargs: Any) -> Any:
        """Runs the action that an HTTP request would have named.

        A fault of ours is logged and counted, and the shopper told that it was one.
        """
        try:
            return await self._executor.run(json)
        except Exception:
            action = json.get("next_action", "")
            log.exception("action failed", action=action)
            FAULTS.labels(action).inc()
            return {"events": [], "responses": [{"response": "utter_fault"}]}


def _validated(action: RemoteAction, result: Any) -> bool:
    # Rasa compiles and applies a schema to every result, 20 ms a turn; what comes from this process
    # was made by the SDK itself.
    return isinstance(action.action_endpoint, InProcessActions) or _validate(action, result)


_validate = RemoteAction._validate_action_result
RemoteAction._validate_action_result = _validated


class Recorder(OutputChannel):
    """A channel that keeps whole replies, as the actions sent them."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """The channel's name in the tracker."""
        return "shell"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keeps one message."""
        self.messages.append(message)


async def open_agent(model: Path, store: Path) -> Agent:
    """Loads a trained model; conversations are kept beside the shop's knowledge.

    Raises `RuntimeError` where the model cannot be loaded.
    """
    endpoints = AvailableEndpoints(action=InProcessActions())
    agent = await load_agent(str(model), endpoints=endpoints)
    if not agent.is_ready():
        raise RuntimeError(f"the model {model} cannot be loaded; `aisle train` makes a new one")
    tracker_store = ConversationStore(store / "conversations.db", agent.domain)
    agent.tracker_store = tracker_store
    agent.processor.tracker_store = tracker_store
    return agent


async def turn(agent: Agent, session: str, text: str) -> Turn:
    """Sends one message of a shopper and returns the whole turn, as the contract has it."""
    started = time.perf_counter()
    channel = Recorder()
    # Rasa's own commands, which it would carry out without a word.
    said = text.lstrip(" /") if _SILENT.match(text) else text
    await agent.handle_message(UserMessage(said, channel, session, input_channel=channel.name()))
    ms = (time.perf_counter() - started) * 1000
    tracker = agent.tracker_store.recent(session)
    latest = _said_by_the_shopper(tracker)
    intent = latest.intent.get("name")
    log.debug("turn", intent=intent, replies=len(channel.messages), ms=round(ms, 1))
    return {
        "session": session,
        "message": text,
        "intent": {
            "name": latest.intent.get("name") or "restart",  # which leaves no message behind
            "confidence": round(latest.intent.get("confidence", 0.0), 4),
        },
        "constraints": tracker.get_slot("constraints"),
        "replies": [reply(message) for message in channel.messages],
        "ms": round(ms, 1),
    }


def _said_by_the_shopper(tracker: DialogueStateTracker) -> UserUttered:
    """The latest whole message; of one with several wishes, not the part that was answered last."""
    events = (event for event in reversed(tracker.events) if isinstance(event, UserUttered))
    whole = (event for event in events if not (event.metadata or {}).get(PART))
    return next(whole, tracker.latest_message)


def reply(message: dict[str, Any]) -> dict[str, Any]:
    """A bot message of Rasa's as the contract's reply; fields beyond the contract are kept."""
    custom = message.get("custom") or {}
    return {
        "text": message.get("text") or "",
        "products": [],
        "buttons": [
            {"title": button["title"], "payload": button["payload"]}
            for button in message.get("buttons") or []
        ],
        "sources": [],
        "generator": "composer",
        **custom,
    }


async def understand(agent: Agent, text: str) -> dict[str, Any]:
    """What one message means by itself, as `aisle parse --json` prints it."""
    parsed = await agent.parse_message(text)
    return {
        "text": text,
        "intent": parsed["intent"].get("name"),
        "confidence": round(parsed["intent"].get("confidence", 0.0), 4),
        "entities": [
            {name: entity[name] for name in ("entity", "value", "start", "end") if name in entity}
            for entity in parsed["entities"]
        ],
        "constraints": parsed.get("constraints"),
    }
