"""Scripted conversations: what is said, and what must hold of the answer.

A turn is a mapping with ``say`` and any of: ``intent``; ``constraints`` (fields that must hold);
``ids`` (exactly these products, in order); ``first`` (the first product's id); ``some`` and
``none`` (ids that must, or must not, be among the products); ``count``; ``every`` (a field of all
products and its value, or ``max``/``min`` of it); ``text`` and ``not_text`` (pieces of the whole
answer, any case); ``buttons`` (titles that must be there); ``press`` in place of ``say`` presses
the button with that title.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

SCRIPTS = {
    f"{path.stem}: {script['name']}": script
    for path in sorted(Path(__file__).parent.glob("*.yml"))
    for script in yaml.safe_load(path.read_text(encoding="utf-8"))
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_conversation(name: str, talk: Any) -> None:
    script = SCRIPTS[name]
    say = talk(script["shop"])
    answered: dict[str, Any] = {}
    for expected in script["turns"]:
        message = expected.get("say")
        if message is None:
            message = next(
                button["payload"]
                for reply in answered["replies"]
                for button in reply["buttons"]
                if button["title"] == expected["press"]
            )
        answered = say(message)
        _check(expected, answered)


def _check(expected: dict[str, Any], answered: dict[str, Any]) -> None:
    where = f"after {answered['message']!r}: {answered}"
    products = [product for reply in answered["replies"] for product in reply["products"]]
    ids = [product["id"] for product in products]
    text = " ".join(reply["text"] for reply in answered["replies"]).lower()
    titles = {button["title"] for reply in answered["replies"] for button in reply["buttons"]}
    assert text, where
    if "intent" in expected:
        assert answered["intent"]["name"] == expected["intent"], where
    for field, value in expected.get("constraints", {}).items():
        assert answered["constraints"][field] == value, where
    if "ids" in expected:
        assert ids == expected["ids"], where
    if "first" in expected:
        assert ids[:1] == [expected["first"]], where
    assert set(expected.get("some", [])) <= set(ids), where
    assert not set(expected.get("none", [])) & set(ids), where
    if "count" in expected:
        assert len(ids) == expected["count"], where
    for field, wanted in expected.get("every", {}).items():
        assert products, where
        for product in products:
            if isinstance(wanted, dict):
                assert wanted.get("min", 0) <= product[field] <= wanted.get("max", 1e9), where
            else:
                assert product[field] == wanted, where
    for piece in expected.get("text", []):
        assert str(piece).lower() in text, where
    for piece in expected.get("not_text", []):
        assert str(piece).lower() not in text, where
    assert set(expected.get("buttons", [])) <= titles, where
