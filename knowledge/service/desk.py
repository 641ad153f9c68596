"""The desk at which people take over a conversation: Chatwoot, or any system behind a webhook."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from knowledge.service.remote import Remote
from knowledge.settings import Settings

LONGEST = 10_000
"""Characters of a transcript that are handed over, its end."""
_INCOMING, _OUTGOING = 0, 1


@dataclass(frozen=True)
class News:
    """What the person wrote since, the place up to which that was read, and whether they left."""

    messages: tuple[str, ...]
    last: int
    is_closed: bool


class Desk(Protocol):
    """Where people answer. Every method raises `BackendError` where it cannot be reached."""

    name: str

    def open(self, shopper: str, transcript: str) -> str:
        """Hands a conversation over; returns the desk's own key for it."""
        ...

    def say(self, key: str, text: str) -> None:
        """Passes on what the shopper wrote."""
        ...

    def news(self, key: str, after: int) -> News:
        """What the person wrote after a place; 0 is the beginning."""
        ...


class Chatwoot:
    """An inbox of Chatwoot's kind "API", through its application API v1.

    ``token`` is the access token of a user or an agent bot; ``account`` and ``inbox`` are numbers.
    """

    name = "chatwoot"

    def __init__(
        self, url: str, token: str, account: str, inbox: str, timeout: float = 10.0
    ) -> None:
        base = f"{url.rstrip('/')}/api/v1/accounts/{account}"
        self._api = Remote(base, timeout, headers={"api_access_token": token})
        self._inbox = int(inbox)

    def open(self, shopper: str, transcript: str) -> str:
        """A contact, an open conversation, and the transcript as a note for the agents."""
        wanted = {"inbox_id": self._inbox, "identifier": shopper, "name": "Shopper"}
        found = self._api.get("/contacts/search", {"q": shopper})["payload"]
        contact = next((one for one in found if one.get("identifier") == shopper), None)
        contact = contact or self._api.post("/contacts", wanted)["payload"]["contact"]
        body = {"inbox_id": self._inbox, "contact_id": contact["id"], "status": "open"}
        key = str(self._api.post("/conversations", body)["id"])
        self._write(key, transcript[-LONGEST:], "outgoing", private=True)
        return key

    def say(self, key: str, text: str) -> None:
        """A message of the contact's."""
        self._write(key, text, "incoming", private=False)

    def news(self, key: str, after: int) -> News:
        """The agents' messages, without their private notes."""
        written = self._api.get(f"/conversations/{key}/messages")["payload"]
        told = [
            one
            for one in written
            if one["id"] > after and one["message_type"] == _OUTGOING and not one.get("private")
        ]
        last = max((one["id"] for one in written), default=after)
        status = self._api.get(f"/conversations/{key}")["status"]
        texts = tuple(one["content"] for one in told if one.get("content"))
        return News(texts, max(after, last), status == "resolved")

    def _write(self, key: str, text: str, kind: str, *, private: bool) -> None:
        message = {"content": text, "message_type": kind, "private": private}
        self._api.post(f"/conversations/{key}/messages", message)


class Webhook:
    """Any system that answers POST requests of JSON: ``event`` (opened, said, polled), ``key``, ``text``.

    It answers ``{"messages": [{"id": 1, "text": "..."}], "closed": false}``, messages in order and
    their ids rising. With a ``token``, the header ``X-Aisle-Signature`` holds ``sha256=`` and the
    HMAC-SHA256 of the body.
    """

    name = "webhook"

    def __init__(self, url: str, token: str, timeout: float = 10.0) -> None:
        self._api = Remote(url, timeout)
        self._token = token

    def open(self, shopper: str, transcript: str) -> str:
        """Sends the transcript; the key is the shopper's."""
        self._post({"event": "opened", "key": shopper, "text": transcript[-LONGEST:]})
        return shopper

    def say(self, key: str, text: str) -> None:
        """Sends the message."""
        self._post({"event": "said", "key": key, "text": text})

    def news(self, key: str, after: int) -> News:
        """Asks for what is new."""
        answer = self._post({"event": "polled", "key": key, "after": after})
        told = [one for one in answer.get("messages", []) if one["id"] > after]
        last = max((one["id"] for one in told), default=after)
        return News(tuple(one["text"] for one in told), last, bool(answer.get("closed")))

    def _post(self, body: dict[str, Any]) -> dict[str, Any]:
        content = json.dumps(body).encode()
        signature = hmac.new(self._token.encode(), content, hashlib.sha256).hexdigest()
        headers = {"X-Aisle-Signature": f"sha256={signature}"} if self._token else {}
        answer: dict[str, Any] = self._api.send("", content, headers) or {}
        return answer


@lru_cache(maxsize=4)
def open_desk(now: Settings) -> Desk | None:
    """The desk of ``AISLE_DESK``; None where nobody takes over."""
    if now.desk == "chatwoot":
        return Chatwoot(now.desk_url, now.desk_token, now.desk_account, now.desk_inbox)
    return Webhook(now.desk_url, now.desk_token) if now.desk == "webhook" else None


def transcript(said: Sequence[tuple[str, str]]) -> str:
    """A conversation as people read it, from who said what."""
    return "\n".join(f"{who}: {text}" for who, text in said)
