"""Rows whose columns have names of the shop's own: generic CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any

import structlog

from knowledge.catalog import (
    attribute_maps,
    build,
    columns,
    files,
    json_rows,
    jsonl,
    money,
    order_rows,
    values,
)
from knowledge.catalog import category_paths as paths
from knowledge.catalog.build import UNCLEAR_SALE, Context
from knowledge.catalog.delimited import MOST_COLUMNS, Row, rows
from knowledge.catalog.faults import Rejected
from knowledge.catalog.naming import LONGEST, bare, humanise, normal, unit
from knowledge.catalog.records import Record
from knowledge.catalog.synonyms import ATTRIBUTE_MAPS

log = structlog.get_logger(__name__)

_SAMPLE = 200  # rows from which the columns are understood
_NOTHING: tuple[Any, ...] = (None, "", [], {})

Cells = Mapping[str, Any]
Read = Iterator[tuple[int, Cells] | Rejected]


def read_csv(
    path: Path, encoding: str, mapping: Mapping[str, str], context: Context
) -> Iterator[Record | Rejected]:
    """Records from delimited text; see `columns.plan` for how its columns are understood."""
    names, found = rows(files.lines(path, encoding), context.source)
    cells = ((one.line, one.cells) if isinstance(one, Row) else one for one in found)
    sample = list(islice(cells, _SAMPLE))
    yield from _records(names, sample, cells, mapping, context)


def read_jsonl(
    path: Path, encoding: str, mapping: Mapping[str, str], context: Context
) -> Iterator[Record | Rejected]:
    """Records from JSON objects; see `columns.plan` for how their keys are understood."""
    cells = _flat(jsonl.items(files.lines(path, encoding), context.source))
    sample = list(islice(cells, _SAMPLE))
    keys = dict.fromkeys(key for one in sample if not isinstance(one, Rejected) for key in one[1])
    if not keys:
        yield from (one for one in sample if isinstance(one, Rejected))
        return
    yield from _records(list(keys)[:MOST_COLUMNS], sample, cells, mapping, context)


def _flat(items: Iterable[jsonl.Item | Rejected]) -> Read:
    for one in items:
        if isinstance(one, Rejected):
            yield one
        else:
            yield from ((one.line, row) for row in json_rows.rows(one.fields))


def _records(
    names: Sequence[str],
    sample: Sequence[tuple[int, Cells] | Rejected],
    rest: Read,
    mapping: Mapping[str, str],
    context: Context,
) -> Iterator[Record | Rejected]:
    told: dict[str, list[Any]] = {name: [] for name in names}
    for one in sample:
        if not isinstance(one, Rejected):
            for name, cell in one[1].items():
                if name in told and cell not in _NOTHING:
                    told[name].append(cell)
    plan = columns.plan(names, mapping, context.source, told)
    shown = plan.shown([name for name in names if told[name]], context.source)
    log.info("columns", **asdict(shown))
    context.tell(shown)
    cells = {field: told.get(column, []) for field, column in shown.fields.items()}
    prices = cells.get("price", [])
    context.currency = plan.currency or context.currency or money.named(prices)
    found = chain(sample, rest)
    if plan.kind == "order":
        yield from order_rows.orders(_fields(found, plan), context)
        return
    categories = cells.get("category", [])
    written = paths.learnt(cell for cell in categories if isinstance(cell, str))
    for one in found:
        if isinstance(one, Rejected):
            yield one
        elif record := _record(one[1], plan, written, one[0], context):
            yield record


def _fields(found: Iterable[tuple[int, Cells] | Rejected], plan: columns.Plan) -> Any:
    for one in found:
        if isinstance(one, Rejected):
            yield one
        else:
            cells = one[1]
            known = {plan.fields[name]: cells[name] for name in cells if name in plan.fields}
            yield one[0], known


def _record(
    cells: Cells, plan: columns.Plan, written: paths.CategoryPaths, line: int, context: Context
) -> Record | Rejected | None:
    fields: dict[str, Any] = {}
    attributes: dict[str, Any] = {}
    for column, value in cells.items():
        if field := plan.fields.get(column):
            fields[field] = value
        elif value not in _NOTHING and column not in plan.ignored:
            _add_attribute(attributes, column, value)
    if plan.kind == "review":
        return build.attempt(build.review, fields, line=line, context=context)
    if values.published(fields.get("published")) is False:
        context.changes["products that are not published left out"] += 1
        return None
    if "sale_price" in fields:
        begins, ends = fields.get("sale_begins"), fields.get("sale_ends")
        is_on = values.is_in_effect(begins, ends, date.today())
        if is_on is None:
            context.changes[UNCLEAR_SALE] += 1
        if not is_on:
            del fields["sale_price"]
    if isinstance(fields.get("category"), str):
        fields["category"] = written.of(fields["category"])
    columns.take_told(fields, attributes)
    return build.attempt(build.product, fields, attributes, line=line, context=context)


def _add_attribute(attributes: dict[str, Any], column: str, value: Any) -> None:
    """A column that is no field is an attribute; one that holds a map is many."""
    if _is_map(column[:LONGEST]) and (inner := attribute_maps.told(value)):
        for name, one in inner.items():
            _add_attribute(attributes, name, one)
        return
    if isinstance(value, dict):
        return
    name, measure = unit(column)
    if measure and isinstance(value, (int, float, str)) and _is_number(value):
        value = f"{value} {measure}"
    else:
        name = column
    attributes[humanise(name.replace(".", " "))] = value


@lru_cache(maxsize=4096)
def _is_map(column: str) -> bool:
    return not ATTRIBUTE_MAPS.isdisjoint((normal(column), bare(column)))


def _is_number(value: float | str) -> bool:
    return str(value).replace(".", "", 1).replace(",", "", 1).isdigit()
