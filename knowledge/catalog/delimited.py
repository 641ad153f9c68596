"""Tables in delimited text (CSV, TSV): the delimiter is found, every row knows its line."""

from __future__ import annotations

import csv
import re
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from knowledge.catalog.faults import CatalogError, Rejected
from knowledge.catalog.files import wrong_byte

MOST_COLUMNS = 10_000
"""Columns of a table: past it, rows and columns were mixed up."""

_SAMPLE_LINES = 60
_LONGEST_PREAMBLE = 10  # lines
_EXCELS = re.compile(r'"?sep=([,;\t|])"?', re.IGNORECASE)
_DELIMITERS = ",;\t|"
# The library's own limit of 131,072 would lose rows whose text is long but good.
csv.field_size_limit(min(sys.maxsize, 64 * 1024 * 1024))


@dataclass(frozen=True)
class Row:
    """One row by its header's names, and the line where it starts."""

    line: int
    cells: dict[str, str]


class _Lines:
    """The lines of a file; all but the first one of the row read last can be given again."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._waiting: deque[str] = deque()
        self.row: list[str] = []
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._lines, None)
        self.ended = line is None
        if line is None:
            raise StopIteration
        self.row.append(line)
        return line

    def again(self) -> None:
        self._waiting.extendleft(reversed(self.row[1:]))


def rows(lines: Iterable[str], source: str) -> tuple[list[str], Iterator[Row | Rejected]]:
    """The header, and the rows under it; the delimiter is found from the text.

    Raises:
        CatalogError: there is no header.
        EOFError: while iterating, where the lines' source breaks off.
    """
    remaining = iter(lines)
    sample = list(islice(remaining, _SAMPLE_LINES))
    above, delimiter = _preamble(sample)
    text = _Lines(chain(sample[above:], remaining))
    try:
        header = next(csv.reader(text, delimiter=delimiter), [])
    except csv.Error as error:
        raise CatalogError(
            f"{source}:1: the header is not readable ({error}); export the file as CSV again"
        ) from error
    names = [name.strip().lstrip("\ufeff") for name in header]
    if len([name for name in names if name]) < 2:
        raise CatalogError(
            f"{source}:{above + 1}: no header with column names found; the first line must name the columns, "
            "separated by comma, semicolon, tab or |"
        )
    if len(names) > MOST_COLUMNS:
        raise CatalogError(
            f"{source}:{above + 1}: {len(names)} columns, over {MOST_COLUMNS}; export the file with "
            "one product a row"
        )
    return names, _rows(text, delimiter, names, source, above)


def _preamble(sample: list[str]) -> tuple[int, str]:
    """How many lines stand above the header, and the delimiter.

    Excel writes ``sep=;`` there, other systems a title and empty lines.
    """
    if sample and (match := _EXCELS.fullmatch(sample[0].strip())):
        return 1, match[1]
    heads = (number for number, line in enumerate(sample[:_LONGEST_PREAMBLE]) if _marks(line))
    above = next(heads, 0)
    return above, _delimiter(sample[above:])


def _marks(line: str) -> bool:
    return any(delimiter in line for delimiter in _DELIMITERS)


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


def _rows(
    text: _Lines, delimiter: str, names: list[str], source: str, above: int
) -> Iterator[Row | Rejected]:
    reader = csv.reader(text, delimiter=delimiter)
    line = above + 1
    while True:
        line += len(text.row)
        text.row.clear()
        try:
            cells = next(reader, None)
            if cells is None:
                return
            fault = _open_quote(text, delimiter, len(names))
        except csv.Error as error:
            fault = f"not readable as a row ({error}); check its quotes"
        if fault:
            yield Rejected(source, line, fault)
            text.again()
            del text.row[1:]
        elif any(cell.strip() for cell in cells or []):
            yield _checked(cells or [], names, source, line)


def _open_quote(text: _Lines, delimiter: str, width: int) -> str:
    """What to say of a row whose quote swallowed the rows below it, else ""."""
    fault = "a quote opened in this row is never closed; close it, and double quotes inside of text"
    if text.ended:  # only an open quote makes the reader ask for more than there is
        return fault
    if len(text.row) == 1:
        return ""
    try:
        list(csv.reader(text.row, delimiter=delimiter, strict=True))
    except csv.Error:
        alone = (next(csv.reader([line], delimiter=delimiter)) for line in text.row[1:])
        # A line that would do as a row by itself, or that has an open quote as well.
        return fault if any(len(cells) >= max(2, width // 2) for cells in alone) else ""
    return ""


def _checked(cells: list[str], names: list[str], source: str, line: int) -> Row | Rejected:
    if fault := wrong_byte("".join(cells)):
        return Rejected(source, line, fault)
    while len(cells) > len(names) and not cells[-1].strip():
        cells.pop()  # spreadsheets leave empty ones behind
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
    found = dict(zip(names, cells, strict=False))
    if len(found) < len(cells):  # of columns with the same name, the first that says something
        for name, cell in zip(reversed(names[: len(cells)]), reversed(cells), strict=True):
            found[name] = cell if cell.strip() else found[name]
    return Row(line, found)
