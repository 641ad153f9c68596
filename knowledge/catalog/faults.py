"""What can be wrong with a catalogue file: one row, or the file as a whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rejected:
    """A row that was left out: the file, the line (from 1; 0 is the whole file) and why.

    ``reason`` says what is wrong and how to mend it.
    """

    source: str
    line: int
    reason: str


class CatalogError(Exception):
    """A file that cannot be used at all: what, where and the mend, in one line."""


class RowError(ValueError):
    """A row that cannot become a record; its message is the reason of the `Rejected`."""
