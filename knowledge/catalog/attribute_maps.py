"""Several attributes in one value, each with its name: objects, lists of pairs, ``name=value`` texts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

_NAMES = ("name", "key", "label", "attribute", "title", "type", "property", "k")
_VALUES = ("value", "values", "val", "text", "content", "v")
_LONGEST = 20_000  # characters that are looked at
# Between pairs; after a comma the next one begins with a letter: "Size:0,8 L,Color:red".
_BETWEEN = tuple(map(re.compile, (r"\n", ";", r",(?=\s*[^\W\d][^,;:=|]{0,60}[:=])", r"\|")))
_PAIR = re.compile(r"([^\W\d][^:=]{0,60}?)\s*[:=]\s*(.+)", re.DOTALL)
_PLACE = re.compile(r"(.+):\d+")  # PrestaShop's, after each value


def told(value: Any) -> dict[str, Any]:
    """The attributes by their names; {} where the value holds no such thing."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, str):
        return _of_text(value.strip()[:_LONGEST])
    if isinstance(value, Sequence):
        return _of_list(value)
    return {}


def _of_list(items: Sequence[Any]) -> dict[str, Any]:
    pairs = [_of_text(item) if isinstance(item, str) else _of_item(item) for item in items]
    return {name: value for pair in pairs for name, value in pair.items()} if all(pairs) else {}


def _of_item(item: Any) -> dict[str, Any]:
    if not isinstance(item, Mapping):
        return {}
    name = next((item[key] for key in _NAMES if isinstance(item.get(key), str)), "")
    value = next((item[key] for key in _VALUES if item.get(key) not in (None, "", [])), None)
    if name and value is not None:
        return {name: value}
    return dict(item) if len(item) == 1 else {}


def _of_text(text: str) -> dict[str, Any]:
    if text.startswith(("{", "[")):
        try:
            return told(json.loads(text))
        except (ValueError, RecursionError):
            return {}
    for between in _BETWEEN:
        pairs = [_PAIR.fullmatch(part.strip()) for part in between.split(text) if part.strip()]
        found = {pair[1]: pair[2].strip() for pair in pairs if pair}
        if len(found) > 1 and all(pairs):
            return _without_places(found)
    pair = _PAIR.fullmatch(text)
    return _without_places({pair[1]: pair[2].strip()}) if pair else {}


def _without_places(found: dict[str, str]) -> dict[str, Any]:
    if all(_PLACE.fullmatch(value) for value in found.values()):
        found = {name: value.rpartition(":")[0] for name, value in found.items()}
    return {name: value.split("|") if "|" in value else value for name, value in found.items()}
