"""`aisle chat` with its input from a pipe: an object a turn, as the contract has it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.bot.conftest import Visits
from tests.bot.visits import FIRST, SECOND, SHOPPER

NUMBER = (int, float)
TURN = {
    "session": str,
    "message": str,
    "intent": {"name": str, "confidence": NUMBER},
    "constraints": (dict, type(None)),
    "replies": list,
    "ms": NUMBER,
}
CONSTRAINTS = {
    "query": str,
    "category": list,
    "color": list,
    "price": {"min": (*NUMBER, type(None)), "max": (*NUMBER, type(None))},
    "brand": list,
    "exclude": dict,
    "size": list,
    "rating": {"min": (*NUMBER, type(None))},
    "availability": (str, type(None)),
    "attributes": dict,
    "sort": str,
}
REPLY = {"text": str, "products": list, "buttons": list, "sources": list, "generator": str}
PRODUCT = {
    "id": str,
    "title": str,
    "brand": str,
    "price": (*NUMBER, type(None)),
    "currency": str,
    "availability": (str, type(None)),
    "link": str,
    "image_link": str,
}
BUTTON = {"title": str, "payload": str}
SOURCE = {"kind": str, "id": str, "text": str}


def _check(value: Any, shape: Any) -> None:
    """That every key of the contract is there with its type; more keys may come to be."""
    if isinstance(shape, dict):
        assert shape.keys() <= value.keys(), value
        for key, inner in shape.items():
            _check(value[key], inner)
    else:
        assert isinstance(value, shape), value
        assert not isinstance(value, bool), value


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is Python, not JSON")


@pytest.fixture(scope="module")
def turns(visits: Visits) -> list[dict[str, Any]]:
    lines = visits.first.stdout.split("\n")[:-1]
    return [json.loads(line, parse_constant=_refuse) for line in lines]


@pytest.fixture(scope="module")
def replies(turns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [reply for turn in turns for reply in turn["replies"]]


def _turn(turns: list[dict[str, Any]], message: str) -> dict[str, Any]:
    return turns[FIRST.index(message)]


def test_the_end_of_the_input_is_no_error(visits: Visits) -> None:
    assert visits.first.returncode == visits.second.returncode == 0


def test_nothing_said_is_nothing_answered(visits: Visits) -> None:
    assert (visits.silent.returncode, visits.silent.stdout, visits.silent.stderr) == (0, "", "")


def test_each_message_has_one_line_of_json_in_order_and_logs_go_elsewhere(
    visits: Visits, turns: list[dict[str, Any]]
) -> None:
    assert visits.first.stderr  # it ran with -v
    assert [turn["message"] for turn in turns] == list(FIRST)


def test_the_named_session_is_the_one_that_is_held(turns: list[dict[str, Any]]) -> None:
    assert {turn["session"] for turn in turns} == {SHOPPER}


def test_conversations_without_a_name_are_named_apart(
    visits: Visits, turns: list[dict[str, Any]]
) -> None:
    named = {json.loads(line)["session"] for line in visits.hostile.stdout.split("\n")[:-1]}
    assert len(named) == 1
    assert named.pop() not in ("", SHOPPER)


@pytest.mark.parametrize("message", FIRST)
def test_a_turn_has_the_contracts_shape(message: str, turns: list[dict[str, Any]]) -> None:
    turn = _turn(turns, message)
    _check(turn, TURN)
    assert 0 <= turn["intent"]["confidence"] <= 1
    assert turn["ms"] > 0
    assert turn["replies"]
    for reply in turn["replies"]:
        _check(reply, REPLY)
        assert reply["text"]
        assert reply["generator"] in ("composer", "openai", "transformers")


def test_products_buttons_and_sources_have_the_contracts_shape(
    replies: list[dict[str, Any]],
) -> None:
    for field, shape in (("products", PRODUCT), ("buttons", BUTTON), ("sources", SOURCE)):
        told = [one for reply in replies for one in reply[field]]
        assert told
        for one in told:
            _check(one, shape)
    kinds = {source["kind"] for reply in replies for source in reply["sources"]}
    assert kinds == {"product", "review", "policy", "order"}


def test_constraints_have_the_contracts_shape_and_hold_refinements_too(
    turns: list[dict[str, Any]],
) -> None:
    held = [turn["constraints"] for turn in turns if turn["constraints"] is not None]
    for constraints in held:
        _check(constraints, CONSTRAINTS)
    asked = _turn(turns, "classical guitars under $300, cheapest first")["constraints"]
    assert asked["category"] == ["Classical guitars"]
    assert (asked["price"], asked["exclude"]) == ({"min": None, "max": 300.0}, {})
    refined = _turn(turns, "not Piccola please")["constraints"]
    assert refined == {**asked, "exclude": {"brand": ["Piccola"]}}


def test_constraints_are_null_outside_of_a_search(turns: list[dict[str, Any]]) -> None:
    assert _turn(turns, "hi there")["constraints"] is None
    assert _turn(turns, "stage pianos")["constraints"] is not None
    assert _turn(turns, "start over please")["constraints"] is None


def test_a_card_tells_what_the_catalogue_holds(turns: list[dict[str, Any]]) -> None:
    (reply,) = _turn(turns, "not Piccola please")["replies"]
    assert [product["id"] for product in reply["products"]] == ["CG-10", "CG-20"]
    card = reply["products"][1]
    assert (card["title"], card["brand"]) == ("Marlow CG-20 Classical Guitar", "Marlow")
    assert (card["price"], card["currency"], card["availability"]) == (279.0, "USD", "in_stock")


def test_plain_chat_answers_each_message_in_order_without_colours(visits: Visits) -> None:
    answers = visits.second.stdout.removesuffix("\n\n").split("\n\n")
    assert len(answers) == len(SECOND)
    assert "Marlow CG-20 Classical Guitar" in answers[0]
    assert "Marlow CG-10 Classical Guitar" in answers[1]
    assert "\x1b" not in visits.second.stdout
