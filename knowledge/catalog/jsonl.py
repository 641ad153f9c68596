"""Objects in JSON: one a line, a list, or a list somewhere inside an object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from knowledge.catalog.faults import CatalogError, Rejected
from knowledge.catalog.files import wrong_byte


@dataclass(frozen=True)
class Item:
    """One object, and the line where it stands (in one JSON value: its place in the list)."""

    line: int
    fields: dict[str, Any]


def items(lines: Iterable[str], source: str) -> Iterator[Item | Rejected]:
    """The objects of JSON Lines, or of one JSON value that holds a list of them.

    Raises:
        CatalogError: the text is neither.
        EOFError: where the lines' source breaks off.
    """
    remaining = iter(lines)
    head = ""
    for line in remaining:
        if line.strip():
            head = line
            break
    if not head:
        raise CatalogError(f"{source}: the file is empty; export it again")
    if not _is_whole_object(head):
        yield from _from_value(head + "".join(remaining), source)
        return
    yield from _from_lines(head, remaining, source)


def _is_whole_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict) and not _nested(json.loads(line))
    except (ValueError, RecursionError):
        return line.lstrip().startswith("{") and line.rstrip().endswith("}")


def _from_lines(head: str, remaining: Iterator[str], source: str) -> Iterator[Item | Rejected]:
    number = 0
    line: str | None = head
    while line is not None:
        number += 1
        if line.strip():
            yield _item(line, number, source)
        line = next(remaining, None)


def _item(line: str, number: int, source: str) -> Item | Rejected:
    if fault := wrong_byte(line):
        return Rejected(source, number, fault)
    try:
        fields = json.loads(line)
    except RecursionError:
        return Rejected(source, number, "nested too deep to be a record")
    except ValueError as error:
        return Rejected(source, number, f"not JSON ({error}); write one whole object a line")
    if not isinstance(fields, dict):
        return Rejected(source, number, "not a JSON object; write one object a line")
    return Item(number, fields)


def _from_value(text: str, source: str) -> Iterator[Item | Rejected]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CatalogError(
            f"{source}: neither JSON Lines nor one JSON value ({error}); export it again"
        ) from error
    found = value if isinstance(value, list) else _nested(value)
    if not found:
        raise CatalogError(f"{source}: no list of objects inside; export the products as a list")
    for place, fields in enumerate(found, 1):
        if isinstance(fields, dict):
            yield Item(place, fields)
        else:
            yield Rejected(source, place, "not a JSON object")


def _nested(value: Any, depth: int = 4) -> list[Any]:
    """The longest list of objects that have names or ids, anywhere inside an object."""
    if not isinstance(value, dict) or depth == 0:
        return []
    best: list[Any] = []
    for name, inner in value.items():
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            found = inner if name.lower() in _LISTS else []
        else:
            found = _nested(inner, depth - 1)
        best = max(best, found, key=len)
    return best


_LISTS = frozenset(
    {"products", "items", "data", "results", "records", "catalog", "reviews", "orders"}
)
