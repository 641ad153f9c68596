"""Categories in one cell: how a table writes the way from the root, found from what its rows share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.catalog import values
from knowledge.catalog.synonyms import HOME

_MARKS = ("/", "\\", ",", ";")
_USUAL = (">", "»", "›", "::", " / ", "|")  # which `values.category` knows


@dataclass(frozen=True)
class CategoryPaths:
    """``mark`` stands between the steps, "" where only the usual ones do; ``has_home``: every path
    begins at the start page."""

    mark: str = ""
    has_home: bool = False

    def of(self, cell: str) -> tuple[str, ...]:
        """The path in a cell; of several the deepest."""
        path = max((self._steps(one) for one in _several(cell, self.mark)), key=len, default=())
        return path[1:] if self.has_home and len(path) > 1 else path

    def _steps(self, text: str) -> tuple[str, ...]:
        if not self.mark or any(mark in text for mark in _USUAL):
            return values.category(text)
        return tuple(step for part in text.split(self.mark) if (step := part.strip()))


def learnt(cells: Iterable[str]) -> CategoryPaths:
    """How the cells of a column are written.

    A mark separates steps where what stands before it comes with different things after it in other
    cells: "Bags/Totes" and "Bags/Wallets", but not "Audio/Video" alone.
    """
    texts = list(dict.fromkeys(text for cell in cells if (text := values.plain(cell))))
    mark = ""
    if not any(usual in text for text in texts for usual in _USUAL):
        mark = next((mark for mark in _MARKS if _separates(mark, texts)), "")
    found = CategoryPaths(mark)
    roots = {path[0].casefold() for text in texts if (path := found.of(text))}
    return CategoryPaths(mark, len(roots) == 1 and roots <= HOME)


def _several(cell: str, mark: str) -> list[str]:
    """The paths of a cell: between semicolons, or commas, where these are not between steps."""
    paths = [cell]
    for between in (";", ","):
        if mark and mark not in (",", ";"):
            paths = [part.strip() for path in paths for part in path.split(between)]
    return [path for path in paths if path]


def _separates(mark: str, texts: Sequence[str]) -> bool:
    paths = [part.strip() for text in texts for part in _several(text, mark)]
    split = [tuple(part.strip() for part in path.split(mark)) for path in paths if mark in path]
    tails: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for head, *tail in split:
        tails[head].add(tuple(tail))
    alone = {path for path in paths if mark not in path}
    shared = sum(len(found) for head, found in tails.items() if len(found) > 1 or head in alone)
    deep = sum(len(path) > 2 for path in set(split)) if mark in "/\\" else 0
    return bool(split) and 2 * max(shared, deep) >= len(set(split))
