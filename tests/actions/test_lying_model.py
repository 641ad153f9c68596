"""A whole conversation with a language model that lies at every turn, over its real wire format."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from knowledge.generation import writer

Say = Callable[[str], dict[str, Any]]

LIE = (
    "It is the best guitar in the world, fully waterproof, costs $9.99 today only, ships free "
    "tomorrow and comes with a lifetime guarantee."
)


class _Liar(BaseHTTPRequestHandler):
    """Chat Completions, streamed: always the same lie."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked += 1  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for delta, finish in (({"content": LIE}, None), ({}, "stop")):
            choice = {"index": 0, "delta": delta, "finish_reason": finish}
            chunk = {
                "id": "c1",
                "object": "chat.completion.chunk",
                "created": 0,
                "model": "m",
                "choices": [choice],
            }
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test's output clean."""


@pytest.fixture
def liar(monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Liar)
    server.asked = 0  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("AISLE_LM", "openai")
    monkeypatch.setenv("AISLE_LM_MODEL", "m")
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{server.server_port}/v1")
    writer._provider.cache_clear()
    yield server
    server.shutdown()
    monkeypatch.undo()
    writer._provider.cache_clear()


def test_nothing_of_the_lie_is_said(liar: ThreadingHTTPServer, talk: Callable[[str], Say]) -> None:
    say = talk("instruments")
    for message in (
        "tell me about the Marlow CG-20 Classical Guitar",
        "how heavy is it?",
        "is it waterproof?",
        "what do people say about it?",
        "compare the gig bag and the guitar stand",
        "what warranty do you give?",
        "recommend a classical guitar",
    ):
        for reply in say(message)["replies"]:
            assert reply["generator"] == "composer", reply
            assert not {"9.99", "lifetime", "tomorrow", "best"} & set(reply["text"].split()), reply
    assert liar.asked >= 6  # type: ignore[attr-defined]
