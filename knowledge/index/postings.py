"""An inverted index on disk: which rows have which values of which fields."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.index.strings import Strings, mapped

Rows = npt.NDArray[np.int32]


class Values:
    """The values of one field, in the order of their code points, and the rows that have each.

    A value is also known by its place among them, from 0.
    """

    def __init__(
        self,
        texts: Strings,
        starts: npt.NDArray[np.int64],
        rows: Rows,
        first: int,
        last: int,
    ) -> None:
        self._texts, self._starts, self._rows = texts, starts, rows
        self._first, self._last = first, last

    def __len__(self) -> int:
        return self._last - self._first

    def texts(self) -> list[str]:
        """All of them."""
        return [self._texts[place] for place in range(self._first, self._last)]

    def text(self, place: int) -> str:
        """The value at a place."""
        return self._texts[self._first + place]

    def rows(self, *texts: str) -> Rows:
        """The rows that have any of these values; a row with two of them comes twice."""
        return self.rows_at(self.places(*texts))

    def places(self, *texts: str) -> list[int]:
        """The places of these values, those left out that no row has."""
        found = [self._texts.find(text, self._first, self._last) for text in texts]
        return [place - self._first for place in found if place is not None]

    def rows_at(self, places: Iterable[int]) -> Rows:
        """The rows that have the values at these places."""
        spans = [
            self._rows[self._starts[self._first + place] : self._starts[self._first + place + 1]]
            for place in places
        ]
        if len(spans) == 1:
            return spans[0]
        return np.concatenate(spans) if spans else np.zeros(0, np.int32)

    def rows_where(self, chosen: npt.NDArray[np.bool_]) -> Rows:
        """The rows that have the values chosen by a mask over all of them."""
        lengths = np.diff(self._starts[self._first : self._last + 1])
        found: Rows = self.all_rows()[np.repeat(chosen, lengths)]
        return found

    def all_rows(self) -> Rows:
        """The rows that have any value; a row with two of them comes twice."""
        return self._rows[self._starts[self._first] : self._starts[self._last]]


class Postings:
    """The values of every field."""

    def __init__(
        self,
        spans: dict[str, tuple[int, int]],
        texts: Strings,
        starts: npt.NDArray[np.int64],
        rows: Rows,
    ) -> None:
        self._spans, self._texts, self._starts, self._rows = spans, texts, starts, rows

    @classmethod
    def build(cls, found: Mapping[str, Mapping[str, array[int]]]) -> Postings:
        """Takes the rows, ascending, of each value of each field."""
        spans: dict[str, tuple[int, int]] = {}
        texts: list[str] = []
        lists: list[array[int]] = []
        for field, values in found.items():
            ordered = sorted(values)
            spans[field] = (len(texts), len(texts) + len(ordered))
            texts += ordered
            lists += [values[text] for text in ordered]
        starts = np.cumsum([0, *map(len, lists)], dtype=np.int64)
        rows = np.frombuffer(b"".join(lists), np.int32)
        return cls(spans, Strings.build(texts), starts, rows)

    def fields(self) -> list[str]:
        """The names of all fields."""
        return list(self._spans)

    def values(self, field: str) -> Values:
        """The values of a field; none where there is no such field."""
        span = self._spans.get(field, (0, 0))
        return Values(self._texts, self._starts, self._rows, *span)

    def save(self, folder: Path, name: str) -> None:
        """Writes files that begin with a name to a folder that is there already."""
        text = json.dumps(self._spans, ensure_ascii=False)
        (folder / f"{name}.json").write_text(text, encoding="utf-8", errors="surrogatepass")
        self._texts.save(folder, name)
        np.save(folder / f"{name}.starts.npy", self._starts)
        np.save(folder / f"{name}.rows.npy", self._rows)

    @classmethod
    def load(cls, folder: Path, name: str) -> Postings:
        """Opens what `save` wrote; all but the names of the fields stays on disk."""
        text = (folder / f"{name}.json").read_text(encoding="utf-8", errors="surrogatepass")
        spans = {field: (first, last) for field, (first, last) in json.loads(text).items()}
        return cls(
            spans,
            Strings.load(folder, name),
            mapped(folder / f"{name}.starts.npy"),
            mapped(folder / f"{name}.rows.npy"),
        )
