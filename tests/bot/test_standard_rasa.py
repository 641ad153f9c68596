"""The project is an ordinary Rasa project: `rasa run` beside `rasa run actions`."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.settings import PROJECT
from tests.bot.conftest import Aisle, NewHome, environment

RASA = Path(sys.executable).parent / "rasa"
ATTEMPTS = 500  # a fifth of a second each

pytestmark = pytest.mark.slow


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def _serving(port: int, home: Path, *arguments: str) -> Iterator[None]:
    """Runs rasa until it answers at the port, and ends it as Ctrl-C does."""
    with (home / "rasa.log").open("a") as log:
        process = subprocess.Popen(
            [RASA, *arguments, "--port", str(port)],
            stdout=log,
            stderr=log,
            cwd=PROJECT,
            env=environment(home),
        )
        try:
            for _ in range(ATTEMPTS):
                with socket.socket() as client:
                    if client.connect_ex(("127.0.0.1", port)) == 0:
                        break
                try:
                    process.wait(0.2)
                except subprocess.TimeoutExpired:
                    continue
                break
            said = (home / "rasa.log").read_text()[-2_000:]
            assert process.poll() is None, said
            yield
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0, said
        finally:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def rasa(new_home: NewHome, aisle: Aisle) -> Iterator[str]:
    """The address of a Rasa server with its action server, both on free ports."""
    home, actions, port = new_home(), _free_port(), _free_port()
    endpoints = yaml.safe_load((PROJECT / "endpoints.yml").read_text(encoding="utf-8"))
    endpoints["action_endpoint"]["url"] = f"http://127.0.0.1:{actions}/webhook"
    endpoints["tracker_store"]["db"] = str(home / "conversations.db")
    (home / "endpoints.yml").write_text(yaml.safe_dump(endpoints), encoding="utf-8")
    with ExitStack() as servers:
        servers.enter_context(_serving(actions, home, "run", "actions"))
        settings = ("--endpoints", str(home / "endpoints.yml"))
        servers.enter_context(_serving(port, home, "run", *settings))
        yield f"http://127.0.0.1:{port}"


def _say(rasa: str, text: str) -> list[dict[str, Any]]:
    """What the REST channel answers to one message."""
    request = urllib.request.Request(
        f"{rasa}/webhooks/rest/webhook",
        json.dumps({"sender": "ana", "message": text}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        answered: list[dict[str, Any]] = json.load(response)
    return answered


def _products(answered: list[dict[str, Any]]) -> list[str]:
    cards = [card for one in answered for card in one.get("custom", {}).get("products", [])]
    return [card["id"] for card in cards]


def test_the_rest_channel_finds_and_remembers_products(rasa: str) -> None:
    found = _say(rasa, "show me classical guitars")
    assert {one["recipient_id"] for one in found} == {"ana"}
    assert any("Marlow CG-10 Classical Guitar" in one.get("text", "") for one in found)
    assert sorted(_products(found)) == ["CG-10", "CG-20", "CG-7S"]
    assert _products(_say(rasa, "tell me more about the second one")) == [_products(found)[1]]
    assert _products(_say(rasa, "add it to my cart")) == [_products(found)[1]]
    assert _products(_say(rasa, "what is in my cart?")) == [_products(found)[1]]
