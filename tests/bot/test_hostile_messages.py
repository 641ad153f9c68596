"""Whatever is typed gets an answer, and the next shopper is served as ever."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.bot.conftest import Visits
from tests.bot.visits import AFTERWARDS, HOSTILE

FAULT = "Something went wrong on my side"
MARKUP = ("<", ">", "{", "}", "$j", "\x00", "\x1b", "\u202e", "utter_")


@pytest.fixture(scope="module")
def turns(visits: Visits) -> dict[str, dict[str, Any]]:
    lines = [json.loads(line) for line in visits.hostile.stdout.split("\n")[:-1]]
    return dict(zip([*HOSTILE, AFTERWARDS], lines, strict=True))


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_answered_politely(kind: str, turns: dict[str, dict[str, Any]]) -> None:
    turn = turns[kind]
    assert turn["message"] == HOSTILE[kind]
    assert turn["replies"]
    for reply in turn["replies"]:
        assert reply["text"].strip()
        assert FAULT not in reply["text"]
        assert len(reply["text"]) < 3_000


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_not_echoed_raw(kind: str, turns: dict[str, dict[str, Any]]) -> None:
    told = [reply["text"] for reply in turns[kind]["replies"]]
    told += [button["title"] for reply in turns[kind]["replies"] for button in reply["buttons"]]
    assert told
    assert not [text for text in told for mark in MARKUP if mark in text]


def test_template_syntax_is_not_evaluated(turns: dict[str, dict[str, Any]]) -> None:
    told = json.dumps([turns["template"]["replies"], turns["template in a wish"]["replies"]])
    assert "49" not in told.replace("449", "")


def test_no_trace_of_a_fault_is_logged(visits: Visits) -> None:
    assert visits.hostile.returncode == 0
    for sign in ("Traceback", "[error", "[critical", "ERROR", "Exception"):
        assert sign not in visits.hostile.stderr


def test_an_unknown_product_is_not_put_in_the_cart(turns: dict[str, dict[str, Any]]) -> None:
    (reply,) = turns["payload of an unknown product"]["replies"]
    assert "cart" not in reply["text"]


def test_the_conversation_goes_on_afterwards(turns: dict[str, dict[str, Any]]) -> None:
    turn = turns[AFTERWARDS]
    assert turn["intent"]["name"] == "search_products"
    ids = [product["id"] for reply in turn["replies"] for product in reply["products"]]
    assert sorted(ids) == ["CG-10", "CG-20", "CG-7S"]
