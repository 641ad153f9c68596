"""Objects in JSON: one a line, a list, or a list somewhere inside an object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from knowledge.catalog import nested
from knowledge.catalog.faults import CatalogError, Rejected
from knowledge.catalog.files import wrong_byte

_SAMPLE = 20  # lines by which JSON Lines are told from one JSON value


@dataclass(frozen=True)
class Item:
    """One object, and the line where it stands."""

    line: int
    fields: dict[str, Any]


def items(lines: Iterable[str], source: str) -> Iterator[Item | Rejected]:
    """The objects of JSON Lines, or of one JSON value that holds a list of them.

    Raises:
        CatalogError: the text is neither.
        EOFError: where the lines' source breaks off.
    """
    remaining = iter(lines)
    head: list[str] = []
    for line in remaining:
        head.append(line)
        if sum(map(bool, map(str.strip, head))) == _SAMPLE:
            break
    first = [line for line in head if line.strip()]
    if not first:
        raise CatalogError(f"{source}: the file is empty; export it again")
    whole = sum(map(_is_object, first))
    is_lines = 2 * whole >= len(first) and not (len(first) == 1 and nested.holds_records(first[0]))
    if is_lines:
        for number, line in enumerate(chain(head, remaining), 1):
            if line.strip():
                yield _item(line, number, source)
        return
    for one in nested.records(chain(head, remaining), source):
        yield one if isinstance(one, Rejected) else Item(*one)


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
