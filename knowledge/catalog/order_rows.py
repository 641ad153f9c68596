"""Orders of a table: a row an order, or a row for each thing that was bought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from knowledge.catalog import build, columns, json_rows, values
from knowledge.catalog.build import Context
from knowledge.catalog.faults import Rejected
from knowledge.catalog.records import Record

Fields = dict[str, Any]


def orders(
    rows: Iterable[tuple[int, Fields] | Rejected], context: Context
) -> Iterator[Record | Rejected]:
    """The orders of rows, each with its line in the file and its fields (`columns.Plan`).

    Rows below each other with the same number are one order, as is a row without a number that
    names a product.
    """
    begun: tuple[int, Fields] | None = None
    lines: list[Mapping[str, Any]] = []
    for one in rows:
        if isinstance(one, Rejected):
            yield one
            continue
        line, fields = one
        bought = _lines(fields)
        number = values.plain(fields.get("id"))
        if begun and bought and number in ("", values.plain(begun[1].get("id"))):
            lines += bought
            continue
        if begun:
            yield _order(begun, lines, context)
        begun, lines = (line, fields), bought
    if begun:
        yield _order(begun, lines, context)


def _order(
    begun: tuple[int, Fields], lines: list[Mapping[str, Any]], context: Context
) -> Record | Rejected:
    line, fields = begun
    return build.attempt(build.order, fields, lines, line=line, context=context)


def _lines(fields: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What was bought by a row: the objects of a list, or the one thing that its columns name."""
    held = fields.get("lines")
    if isinstance(held, list):
        flat = [json_rows.flat(one) for one in held if isinstance(one, dict)]
        plan = columns.line_fields(list(dict.fromkeys(name for one in flat for name in one)))
        return [{plan[name]: value for name, value in one.items() if name in plan} for one in flat]
    line = {name[5:]: value for name, value in fields.items() if name.startswith("line.")}
    is_told = any(values.plain(line.get(name)) for name in ("product_id", "title"))
    return [line] if is_told else []
