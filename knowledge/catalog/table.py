"""Rows whose columns have names of the shop's own: generic CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import chain, islice
from pathlib import Path
from typing import Any

import structlog

from knowledge.catalog import build, columns, files, jsonl
from knowledge.catalog.build import Context
from knowledge.catalog.delimited import Row, rows
from knowledge.catalog.faults import Rejected
from knowledge.catalog.records import Record

log = structlog.get_logger(__name__)

_SAMPLE = 200  # objects whose keys make up the columns


def read_csv(
    path: Path, encoding: str, mapping: Mapping[str, str], context: Context
) -> Iterator[Record | Rejected]:
    """Records from delimited text; see `columns.plan` for how its columns are understood."""
    names, found = rows(files.lines(path, encoding), context.source)
    plan = _plan(names, mapping, context)
    for row in found:
        if isinstance(row, Row):
            yield _record(dict(row.cells), plan, row.line, context)
        else:
            yield row


def read_jsonl(
    path: Path, encoding: str, mapping: Mapping[str, str], context: Context
) -> Iterator[Record | Rejected]:
    """Records from JSON objects; see `columns.plan` for how their keys are understood."""
    found = jsonl.items(files.lines(path, encoding), context.source)
    sample = list(islice(found, _SAMPLE))
    keys = dict.fromkeys(key for one in sample if isinstance(one, jsonl.Item) for key in one.fields)
    if not keys:
        yield from (one for one in sample if isinstance(one, Rejected))
        return
    plan = _plan(list(keys), mapping, context)
    for one in chain(sample, found):
        if isinstance(one, jsonl.Item):
            yield _record(one.fields, plan, one.line, context)
        else:
            yield one


def _plan(names: list[str], mapping: Mapping[str, str], context: Context) -> columns.Plan:
    plan = columns.plan(names, mapping, context.source)
    shown = plan.shown(names, context.source)
    log.info("columns", **asdict(shown))
    context.tell(shown)
    context.currency = plan.currency or context.currency
    return plan


def _record(
    cells: dict[str, Any], plan: columns.Plan, line: int, context: Context
) -> Record | Rejected:
    fields: dict[str, Any] = {}
    attributes: dict[str, Any] = {}
    for column, value in cells.items():
        if field := plan.fields.get(column):
            fields[field] = value
        elif value not in (None, "", [], {}):
            _add_attribute(attributes, column, value)
    if plan.kind == "review":
        return build.attempt(build.review, fields, line=line, context=context)
    if plan.kind == "order":
        return build.attempt(build.order, fields, _lines(fields), line=line, context=context)
    columns.take_told(fields, attributes)
    return build.attempt(build.product, fields, attributes, line=line, context=context)


def _add_attribute(attributes: dict[str, Any], column: str, value: Any) -> None:
    """A column that is no field is an attribute; one that holds a map is many."""
    if isinstance(value, dict):
        if columns.normal(column) in columns.ATTRIBUTE_MAPS:
            for name, one in value.items():
                _add_attribute(attributes, name, one)
        return
    name, unit = columns.unit(column)
    if unit and isinstance(value, (int, float, str)) and str(value).replace(".", "", 1).isdigit():
        value = f"{value} {unit}"
    else:
        name = column
    attributes[columns.humanise(name)] = value


def _lines(fields: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    lines = fields.get("lines")
    if isinstance(lines, list):
        return [line for line in lines if isinstance(line, dict)]
    line = {name.removeprefix("line."): value for name, value in fields.items() if "line." in name}
    return [line] if line else []
