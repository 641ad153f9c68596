"""What a process that imports the same files again and again remembers of the last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.catalog import Record

Known = dict[tuple[type[Record], str], tuple[Record, str]]
"""Records and their sources, by kind and id."""


@dataclass
class Memory:
    """Makes an import pay for the rows that have changed, not for those that have not.

    ``rows`` are records by the row that they were made of. ``stored`` are those that the store holds
    just so, as long as it stands at ``point``.
    """

    rows: dict[bytes, Record] = field(default_factory=dict)
    stored: Known = field(default_factory=dict)
    point: tuple[str, int] | None = None

    def at(self, point: tuple[str, int]) -> Mapping[tuple[type[Record], str], tuple[Record, str]]:
        """What a store holds that stands at this point: its version, and the changes since."""
        return self.stored if point == self.point else {}

    def learn(
        self,
        read: Known,
        removed: Mapping[type[Record], Sequence[str]],
        *,
        was: tuple[str, int],
        now: tuple[str, int],
    ) -> None:
        """Takes over what an import stored and removed, which took the store from point to point."""
        self.stored = {**self.at(was), **read}
        for kind, ids in removed.items():
            for id in ids:
                self.stored.pop((kind, id), None)
        self.point = now
        if len(self.rows) > 2 * len(self.stored) + 1000:
            self.rows.clear()  # mostly rows that were replaced
