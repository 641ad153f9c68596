"""The files of one import: what each of them brings, and what it no longer does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from knowledge.catalog import Columns, Product, Record, Rejected, read
from knowledge.differences import Differences
from knowledge.memory import Known, Memory
from knowledge.report import Progress, Report
from knowledge.store import Store
from knowledge.tables import TABLES

log = structlog.get_logger(__name__)


@dataclass
class Files:
    """Reads files and keeps account of them, in a report and by their resolved paths.

    ``read`` fills with the records where there is a memory to learn them.
    """

    paths: Sequence[Path]
    report: Report
    progress: Progress
    tell: Callable[[Columns], None]
    memory: Memory | None = None
    read: Known = field(default_factory=dict)
    _brought: dict[str, int] = field(default_factory=dict)  # good records by file
    _refused: set[str] = field(default_factory=set)  # files with refused rows
    _ids: dict[type[Record], set[str]] = field(
        default_factory=lambda: {kind: set() for kind in TABLES}
    )

    def records(
        self, *, format: str, mapping: Mapping[str, str], currency: str
    ) -> Iterator[tuple[Record, str]]:
        """Every good record and its file; the report takes the refused rows, and then the counts.

        Raises `CatalogError` as `knowledge.catalog.read` does.
        """
        source = ""

        def begin(path: Path) -> None:
            nonlocal source
            source = str(path.resolve())
            self._brought[source] = 0

        def tell(columns: Columns) -> None:
            self.report.columns.append(columns)
            self.tell(columns)

        found = read(
            self.paths,
            format=format,
            mapping=mapping,
            currency=currency,
            begin=begin,
            memory=self.memory.rows if self.memory else None,
            tell=tell,
        )
        for count, record in enumerate(found, 1):
            if count % 100 == 0:
                self.progress("Reading", count, None)
            if isinstance(record, Rejected):
                self.report.rejected.append(record)
                self._refused.add(source)
                continue
            self._brought[source] += 1
            self._ids[type(record)].add(record.id)
            if isinstance(record, Product) and record.price is not None and not record.currency:
                self.report.without_currency += 1
            if self.memory:
                self.read[type(record), record.id] = (record, source)
            yield record, source
        for kind, table in TABLES.items():
            setattr(self.report, table.name, len(self._ids[kind]))

    def sweep(self, held: Store, differences: Differences) -> None:
        """Marks what these files brought before and no longer do.

        Bad input never loses what is stored: a file with refused rows, or with nothing in it at
        all, takes nothing away.
        """
        for source in [*self._brought, *self._gone(held)]:
            before = held.ids_from(source)
            missing = {kind: ids - self._ids[kind] for kind, ids in before.items()}
            if source in self._refused or self._brought.get(source) == 0:
                kept = sum(map(len, missing.values()))
                self.report.kept += kept
                if kept:
                    log.warning("kept what is no longer in the file", source=source, records=kept)
                continue
            for kind, ids in missing.items():
                self.report.removed += differences.remove(kind, ids)

    def _gone(self, held: Store) -> list[str]:
        """The files that are gone from the imported folders; none while any row is refused."""
        folders = [path.resolve() for path in self.paths if path.is_dir()]
        if not folders or self._refused:
            return []
        return [
            source
            for source in held.sources() - self._brought.keys()
            if any(folder in Path(source).parents for folder in folders)
            and not Path(source).exists()
        ]
