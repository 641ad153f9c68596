"""Objects in JSON: one a line, a list, or a list somewhere inside an object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from knowledge.catalog.faults import CatalogError, Rejected
from knowledge.catalog.files import wrong_byte

_SAMPLE = 20  # lines by which JSON Lines are told from one JSON value


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
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    first = list(islice(numbered, _SAMPLE))
    if not first:
        raise CatalogError(f"{source}: the file is empty; export it again")
    if _is_object(first[0][1]) and (len(first) > 1 or not _nested(_loaded(first[0][1]))):
        yield from (_item(line, number, source) for number, line in chain(first, numbered))
        return
    rows = [*first, *numbered]
    try:
        value = json.loads("".join(line for _, line in rows))
    except (ValueError, RecursionError) as error:
        if not any(_is_object(line) for _, line in first):
            raise CatalogError(
                f"{source}: neither JSON Lines nor one JSON value ({error}); export it again"
            ) from error
        yield from (_item(line, number, source) for number, line in rows)
        return
    yield from _from_value(value, source)


def _is_object(line: str) -> bool:
    return isinstance(_loaded(line), dict) or (
        line.lstrip().startswith("{") and line.rstrip().endswith("}")
    )


def _loaded(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


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


def _from_value(value: Any, source: str) -> Iterator[Item | Rejected]:
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
