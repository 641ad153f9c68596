"""Judged queries from files: JSON Lines, or TREC's qrels beside a file of queries."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.catalog import CatalogError, Rejected, files, jsonl


@dataclass(frozen=True)
class Judged:
    """A query and what products are worth to it: 0 for nothing, the more the better."""

    query_id: str
    query: str
    gains: Mapping[str, float]


def read_judgements(path: Path, qrels: Path | None = None) -> tuple[list[Judged], list[Rejected]]:
    """The judged queries of a file, plain or ``.gz``, and the lines of it that cannot be used.

    A line is a JSON object with ``query_id``, ``query`` and ``judged``, a map from product ids to
    gains. With TREC's ``qrels`` (lines of query id, iteration, product id and relevance), a line
    needs no ``judged`` and may also be a query id, a tab and the query; a relevance below 0 counts
    as 0.

    Raises `CatalogError` where a file cannot be read or nothing of it can be used.
    """
    rejected: list[Rejected] = []
    judged = {} if qrels is None else dict(_read_qrels(qrels, rejected))
    found: dict[str, tuple[Judged, int]] = {}
    for line, fields in _read_queries(path, qrels is not None, rejected):
        try:
            gains = judged.get(str(fields.get("query_id"))) if qrels else _gains(fields)
            one = Judged(*_named(fields), gains or {})
            if one.query_id in found:
                before = found[one.query_id][1]
                raise ValueError(f"query_id {one.query_id!r} is on line {before} too; name it anew")
            if not gains:
                where = qrels or "`judged`"
                raise ValueError(f"nothing is judged for {one.query_id!r} in {where}; judge it")
        except ValueError as error:
            rejected.append(Rejected(str(path), line, str(error)))
            continue
        found[one.query_id] = one, line
    if not found:
        first = f" (line {rejected[0].line}: {rejected[0].reason})" if rejected else ""
        shape = '{"query_id": "1", "query": "blue tent", "judged": {"PRODUCT-ID": 1.0}}'
        raise CatalogError(f"{path}: no judged query in it{first}; write lines such as {shape}")
    return [one for one, _ in found.values()], rejected


def _named(fields: Mapping[str, Any]) -> tuple[str, str]:
    query_id, query = fields.get("query_id"), fields.get("query")
    if isinstance(query_id, bool) or not isinstance(query_id, str | int) or query_id == "":
        raise ValueError("no query_id; give each query a text or a number of its own")
    if not isinstance(query, str) or not query.strip():
        raise ValueError("no query; write what is searched for as a text under `query`")
    return str(query_id), query


def _gains(fields: Mapping[str, Any]) -> dict[str, float]:
    judged = fields.get("judged")
    if not isinstance(judged, dict):
        raise ValueError('no `judged`; write a map such as {"PRODUCT-ID": 1.0}')
    for id, gain in judged.items():
        is_number = isinstance(gain, int | float) and not isinstance(gain, bool)
        if not is_number or not math.isfinite(gain) or gain < 0:
            raise ValueError(f"the gain of {id!r} is {gain!r}; write a number from 0 up")
    return {id: float(gain) for id, gain in judged.items()}


def _read_queries(
    path: Path, is_plain: bool, rejected: list[Rejected]
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The lines' numbers and fields; ``is_plain``: they may be a query id, a tab and a query."""
    source, lines = str(path), list(_lines(path, rejected))
    if is_plain and not lines[0].lstrip().startswith("{"):
        for number, line in enumerate(lines, 1):
            query_id, tab, query = line.strip().partition("\t")
            if tab:
                yield number, {"query_id": query_id, "query": query}
            elif line.strip():
                rejected.append(Rejected(source, number, "no tab between query id and query"))
        return
    for item in jsonl.items(lines, source):
        if isinstance(item, Rejected):
            rejected.append(item)
        else:
            yield item.line, item.fields


def _read_qrels(path: Path, rejected: list[Rejected]) -> Iterator[tuple[str, dict[str, float]]]:
    judged: dict[str, dict[str, float]] = {}
    for number, line in enumerate(_lines(path, rejected), 1):
        parts = line.split()
        try:
            query_id, _, product_id, gain = parts
            judged.setdefault(query_id, {})[product_id] = max(0.0, float(int(gain)))
        except ValueError:
            if parts:
                reason = "not a line of qrels; write query id, 0, product id and a whole number"
                rejected.append(Rejected(str(path), number, reason))
    if not judged:
        raise CatalogError(f"{path}: no line of it is one of TREC's qrels; see `--help`")
    yield from judged.items()


def _lines(path: Path, rejected: list[Rejected]) -> Iterator[str]:
    try:
        yield from files.lines(path, files.encoding(path))
    except EOFError as error:
        reason = f"the file breaks off ({error}); copy or export it again"
        rejected.append(Rejected(str(path), 0, reason))
    except OSError as error:
        raise CatalogError(f"{path}: {error.strerror}; check the path") from error
