"""A person takes over in Chatwoot, or behind a webhook, and gives the conversation back."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from knowledge.settings import settings
from tests.conftest import Say
from tests.loopback import Answer, serving


@pytest.fixture
def begin(talk: Callable[[str], Say], monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Say]:
    """Begins a conversation with the instrument shop, whose desk is at an address."""

    def start(kind: str, url: str) -> Say:
        monkeypatch.setenv("AISLE_DESK", kind)
        monkeypatch.setenv("AISLE_DESK_URL", url)
        monkeypatch.setenv("AISLE_DESK_TOKEN", "secret")
        monkeypatch.setenv("AISLE_DESK_ACCOUNT", "3")
        monkeypatch.setenv("AISLE_DESK_INBOX", "8")
        settings.cache_clear()
        return talk("instruments")

    return start


class _Chatwoot:
    """One API inbox, as Chatwoot's application API shows it."""

    def __init__(self) -> None:
        self.status = "open"
        self.is_down = False
        self.messages: list[dict[str, Any]] = []

    def write(self, content: str, kind: int, private: bool = False) -> None:
        one = {
            "id": len(self.messages) + 1,
            "content": content,
            "message_type": kind,
            "private": private,
        }
        self.messages.append(one)

    def answer(self, method: str, path: str, body: Any, headers: Any) -> tuple[int, Any]:
        if self.is_down:
            return 502, {}
        assert headers["api_access_token"] == "secret"
        route = path.partition("?")[0].removeprefix("/api/v1/accounts/3")
        if route == "/contacts/search":
            return 200, {"meta": {"count": 0}, "payload": []}
        if (method, route) == ("POST", "/contacts"):
            return 200, {"payload": {"contact": {"id": 21, "identifier": body["identifier"]}}}
        if (method, route) == ("POST", "/conversations"):
            assert (body["inbox_id"], body["contact_id"]) == (8, 21)
            return 200, {"id": 77, "inbox_id": 8, "status": "open"}
        if (method, route) == ("POST", "/conversations/77/messages"):
            self.write(
                body["content"],
                {"incoming": 0, "outgoing": 1}[body["message_type"]],
                body["private"],
            )
            return 200, self.messages[-1]
        if (method, route) == ("GET", "/conversations/77/messages"):
            return 200, {"meta": {}, "payload": self.messages}
        assert (method, route) == ("GET", "/conversations/77")
        return 200, {"id": 77, "status": self.status}


@pytest.fixture
def chatwoot() -> Iterator[tuple[_Chatwoot, str]]:
    desk = _Chatwoot()
    with serving(desk.answer) as url:
        yield desk, url


def _texts(turn: dict[str, Any]) -> list[str]:
    return [reply["text"] for reply in turn["replies"]]


def test_a_person_takes_over_with_the_transcript_and_gives_back(
    begin: Callable[[str, str], Say], chatwoot: tuple[_Chatwoot, str]
) -> None:
    desk, url = chatwoot
    say = begin("chatwoot", url)
    say("do you have classical guitars?")
    assert "team" in _texts(say("i want to talk to a person"))[0]
    (note,) = desk.messages
    assert note["private"]
    assert "Shopper: do you have classical guitars?" in note["content"]

    assert _texts(say("which guitar suits small hands?")) == []
    desk.write("A note among colleagues", 1, private=True)
    desk.write("The CG-7S, I would say.", 1)
    assert _texts(say("are you there?")) == ["The CG-7S, I would say."]
    assert _texts(say("thanks")) == []
    asked = [one["content"] for one in desk.messages if one["message_type"] == 0]
    assert asked == ["which guitar suits small hands?", "are you there?", "thanks"]

    desk.status = "resolved"
    assert "back" in _texts(say("bye"))[-1]
    assert say("show me stage pianos")["intent"]["name"] == "search_products"
    assert _texts(say("is it in stock?"))


def test_the_shopper_can_return_by_themselves(
    begin: Callable[[str, str], Say], chatwoot: tuple[_Chatwoot, str]
) -> None:
    desk, url = chatwoot
    say = begin("chatwoot", url)
    say("talk to a human please")
    assert "back" in _texts(say("start over"))[0]
    assert len(desk.messages) == 1


def test_a_desk_that_is_down_is_told_and_the_shops_contact_given(
    begin: Callable[[str, str], Say], chatwoot: tuple[_Chatwoot, str]
) -> None:
    desk, url = chatwoot
    say = begin("chatwoot", url)
    desk.is_down = True
    assert _texts(say("i want to talk to a person"))
    assert say("show me drum kits")["intent"]["name"] == "search_products"
    desk.is_down = False
    say("i want to talk to a person")
    desk.is_down = True
    assert "can't reach" in _texts(say("hello?"))[0]


def test_a_webhook_hears_signed_events_and_answers(begin: Callable[[str, str], Say]) -> None:
    heard: list[dict[str, Any]] = []

    def answer(method: str, path: str, body: Any, headers: Any) -> tuple[int, Any]:
        signature = hmac.new(b"secret", json.dumps(body).encode(), hashlib.sha256).hexdigest()
        assert headers["X-Aisle-Signature"] == f"sha256={signature}"
        heard.append(body)
        if body["event"] != "polled":
            return 200, {}
        return 200, {
            "messages": [{"id": 1, "text": "Hello, this is Jo."}],
            "closed": body["after"] == 1,
        }

    hook: Answer = answer
    with serving(hook) as url:
        say = begin("webhook", url)
        say("can i speak to a person?")
        assert _texts(say("my order is late")) == ["Hello, this is Jo."]
        assert "back" in _texts(say("ok thanks"))[0]
    assert [one["event"] for one in heard] == ["opened", "said", "polled", "said", "polled"]
    assert heard[1]["text"] == "my order is late"
