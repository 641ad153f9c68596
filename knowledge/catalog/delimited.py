"""Tables in delimited text (CSV, TSV): the delimiter is found, every row knows its line."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from knowledge.catalog.faults import Rejected

_SAMPLE_LINES = 60
# The library's own limit of 131,072 would lose rows whose text is long but good.
csv.field_size_limit(min(sys.maxsize, 64 * 1024 * 1024))


@dataclass(frozen=True)
class Row:
    """One row by its header's names, and the line where it starts."""

    line: int
    cells: dict[str, str]


def header(lines: Iterable[str]) -> list[str]:
    """The cells of the first row."""
    return next(_rows(_Text(lines), _delimiter(list(islice(lines, 1))), ""), (0, [""]))[1]


def rows(
    lines: Iterable[str], source: str, delimiter: str = ""
) -> tuple[list[str], Iterator[Row | Rejected]]:
    """The header, and the rows under it; a ``delimiter`` of "" is found from the text.

    Raises:
        CatalogError: there is no header.
        EOFError: while iterating, where the lines' source breaks off.
    """
    raise NotImplementedError
