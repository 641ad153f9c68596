"""What an import or a patch says of itself, while it runs and when it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.catalog import Columns, Rejected

Progress = Callable[[str, int, "int | None"], None]
"""Hears what is being done, how much of it is done, and out of how much (None: not known)."""


def silent(*told: object) -> None:
    """The `Progress` that nobody hears."""


@dataclass
class Report:
    """Records read of each kind, rows refused and why, and what became of the store.

    ``patched`` counts the variants that a patch named. ``unchanged`` counts what was stored just so
    before. ``removed`` counts the records that were no longer in their file; ``kept`` those that
    stay although they were not, because rows of their file were refused. ``unmatched`` counts the
    stored reviews that name no stored product; it is found out where reviews were read.
    ``without_currency`` counts the products whose price names none. ``columns`` says what those of
    each table were taken for. ``shop_file``: a `shop.yml` was taken in.
    """

    products: int = 0
    reviews: int = 0
    orders: int = 0
    documents: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    seconds: float = 0.0
    removed: int = 0
    kept: int = 0
    unchanged: int = 0
    patched: int = 0
    unmatched: int = 0
    without_currency: int = 0
    columns: list[Columns] = field(default_factory=list)
    shop_file: bool = False

    @property
    def accepted(self) -> int:
        """All that was read and not refused."""
        return self.products + self.reviews + self.orders + self.documents + self.patched

    @property
    def changed(self) -> int:
        """How many records are new, other than before, or gone."""
        return self.accepted - self.unchanged + self.removed

    def nothing_usable(self, paths: Sequence[Path]) -> str:
        """What to say of input of which every row was refused, if there was any."""
        first = f": {self.rejected[0].reason}" if self.rejected else ""
        names = ", ".join(map(str, paths))
        return (
            f"{names}: nothing usable in it ({len(self.rejected)} rows refused{first}); "
            "the store is as it was"
        )
