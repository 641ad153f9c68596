"""What an import would change in a store: found before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.catalog import Document, Product, Record
from knowledge.store import Store
from knowledge.tables import TABLES, to_row
from knowledge.writing import BATCH

PLAIN = frozenset(
    {
        *("price", "sale_price", "availability", "quantity", "listed_rating"),
        *("listed_review_count", "date_added", "link", "image_link", "source"),
    }
)
"""Columns of a product from which no vector, keyword index or vocabulary is made.

What filters and orders by them is brought up to date in place: `Facets.update`.
"""


@dataclass
class Differences:
    """New and changed records with their sources, and the ids of those to remove.

    ``is_plain``: the indexes and the vocabulary stay as they are but for `PLAIN`.
    ``unchanged`` counts the records that are stored just so.
    """

    put: list[tuple[Record, str]] = field(default_factory=list)
    removed: dict[type[Record], list[str]] = field(default_factory=dict)
    is_plain: bool = True
    has_documents: bool = False
    unchanged: int = 0

    def __bool__(self) -> bool:
        return bool(self.put or self.removed)

    def remove(self, kind: type[Record], ids: Iterable[str]) -> int:
        """Marks stored records for removal; returns how many they are."""
        found = sorted(ids)
        if found:
            self.removed.setdefault(kind, []).extend(found)
            self.is_plain = self.is_plain and kind not in (Product, Document)
            self.has_documents = self.has_documents or kind is Document
        return len(found)


def compare(
    store: Store,
    records: Iterable[tuple[Record, str]],
    known: Mapping[tuple[type[Record], str], tuple[Record, str]],
) -> Differences:
    """How records, each with its source, differ from what a store holds.

    ``known`` are records that it holds just so: where one of them comes again, nothing is read.
    """
    found = Differences()
    waiting: dict[type[Record], list[tuple[Record, str]]] = {kind: [] for kind in TABLES}

    def flush(kind: type[Record]) -> None:
        ids = [record.id for record, _ in waiting[kind]]
        stored = store.rows(kind, ids) if ids else {}
        for record, source in waiting[kind]:
            _compare(record, source, stored.get(record.id), found)
        waiting[kind].clear()

    for record, source in records:
        kind = type(record)
        before = known.get((kind, record.id))
        if before and before[0] is record and before[1] == source:
            found.unchanged += 1
            continue
        waiting[kind].append((record, source))
        if len(waiting[kind]) == BATCH:
            flush(kind)
    for kind in waiting:
        flush(kind)
    return found


def _compare(record: Record, source: str, stored: Any, found: Differences) -> None:
    changed = None
    if stored is not None:
        row = {**to_row(record), "source": source}
        changed = {name for name, value in row.items() if stored[name] != value}
        if not changed:
            found.unchanged += 1
            return
    found.put.append((record, source))
    if isinstance(record, Product):
        found.is_plain = found.is_plain and changed is not None and changed <= PLAIN
    elif isinstance(record, Document) and changed != {"source"}:
        found.is_plain = False
        found.has_documents = True
