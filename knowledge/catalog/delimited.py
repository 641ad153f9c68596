"""Tables in delimited text (CSV, TSV): the delimiter is found, every row knows its line."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from knowledge.catalog.faults import CatalogError, Rejected
from knowledge.catalog.files import wrong_byte

_SAMPLE_LINES = 60
_DELIMITERS = ",;\t|"
# The library's own limit of 131,072 would lose rows whose text is long but good.
csv.field_size_limit(min(sys.maxsize, 64 * 1024 * 1024))


@dataclass(frozen=True)
class Row:
    """One row by its header's names, and the line where it starts."""

    line: int
    cells: dict[str, str]


def rows(lines: Iterable[str], source: str) -> tuple[list[str], Iterator[Row | Rejected]]:
    """The header, and the rows under it; the delimiter is found from the text.

    Raises:
        CatalogError: there is no header.
        EOFError: while iterating, where the lines' source breaks off.
    """
    remaining = iter(lines)
    sample = list(islice(remaining, _SAMPLE_LINES))
    reader = csv.reader(chain(sample, remaining), delimiter=_delimiter(sample))
    header = next(reader, [])
    names = [name.strip().lstrip("\ufeff") for name in header]
    if len([name for name in names if name]) < 2:
        raise CatalogError(
            f"{source}:1: no header with column names found; the first line must name the columns, "
            "separated by comma, semicolon, tab or |"
        )
    return names, _rows(reader, names, source)


def _delimiter(sample: list[str]) -> str:
    """The delimiter that splits the header most, unless the library's sniffer is surer."""
    head = sample[0] if sample else ""
    counts = {delimiter: head.count(delimiter) for delimiter in _DELIMITERS}
    best = max(counts, key=lambda delimiter: counts[delimiter])
    if counts[best]:
        return best
    try:
        return csv.Sniffer().sniff("".join(sample)[:20_000], _DELIMITERS).delimiter
    except csv.Error:
        return ","


def _rows(reader: Iterator[list[str]], names: list[str], source: str) -> Iterator[Row | Rejected]:
    line = reader.line_num + 1  # type: ignore[attr-defined]
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Rejected(source, line, f"not readable as a row ({error}); check its quotes")
            line = reader.line_num + 1  # type: ignore[attr-defined]
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield _checked(cells, names, source, line)
        line = reader.line_num + 1  # type: ignore[attr-defined]


def _checked(cells: list[str], names: list[str], source: str, line: int) -> Row | Rejected:
    if fault := wrong_byte("".join(cells)):
        return Rejected(source, line, fault)
    if len(cells) > len(names):
        return Rejected(
            source,
            line,
            f"{len(cells)} cells under {len(names)} columns; quote text that holds the delimiter",
        )
    if len(cells) < max(2, len(names) // 2):
        return Rejected(
            source,
            line,
            f"only {len(cells)} cells under {len(names)} columns; the row is cut short",
        )
    return Row(line, dict(zip(names, cells, strict=False)))
