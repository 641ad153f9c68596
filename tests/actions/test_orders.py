"""An order's number is found however shop and shopper write it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.importing import import_files
from knowledge.settings import PROJECT

Say = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def hashed(tmp_path_factory: pytest.TempPathFactory, stores: dict[str, Path]) -> str:
    """A shop whose order numbers begin with "#"."""
    folder = tmp_path_factory.mktemp("hashed")
    lines = [{"product_id": "P1", "title": "Kettle", "quantity": 1, "price": 30}]
    rows = [
        {"kind": "product", "id": "P1", "title": "Kettle", "price": 30, "currency": "USD"},
        *(
            {"kind": "order", "id": id, "email": email, "status": "shipped", "date": "2026-11-01",
             "lines": lines, "total": 30, "currency": "USD"}
            for id, email in (("#1001", "ana@example.com"), ("#1002", "ana@example.com"))
        ),
    ]  # fmt: skip
    file = folder / "shop.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    stores["hashed"] = folder / "store"
    import_files(stores["hashed"], [file])
    return "hashed"


@pytest.mark.parametrize(
    "messages",
    [
        ["where is order #1001? ana@example.com"],
        ["order 1001, ana@example.com"],
        ["where is my order?", "ana@example.com 1001"],
        ["where is my order?", "ANA@example.com", "#1001"],
        ["track my order", "1001 and my e-mail is ana@example.com"],
    ],
)
def test_number_and_email_are_taken_in_any_order(
    messages: list[str], hashed: str, talk: Callable[[str], Say]
) -> None:
    say = talk(hashed)
    told = [say(message) for message in messages][-1]["replies"][0]
    assert "#1001 was shipped" in told["text"]
    assert [(one["kind"], one["id"]) for one in told["sources"]] == [("order", "#1001")]


def test_another_number_is_another_order(hashed: str, talk: Callable[[str], Say]) -> None:
    say = talk(hashed)
    say("order 1001, ana@example.com")
    assert "#1002" in say("ana@example.com 1002")["replies"][0]["text"]


@pytest.mark.parametrize("number", ["#1001", "#1009"])
def test_nothing_tells_whether_an_order_exists(
    number: str, hashed: str, talk: Callable[[str], Say]
) -> None:
    domain = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))
    refusals = {one["text"] for one in domain["responses"]["utter_order_not_found"]}
    say = talk(hashed)
    answered = [say(message) for message in ("where is my order?", number, "li@example.org")][-1]
    assert {reply["text"] for reply in answered["replies"]} <= refusals
    assert not any(reply["sources"] or reply["products"] for reply in answered["replies"])
