"""A million strings on disk: read one at a time, found by binary search, never loaded whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

_Array = npt.NDArray[Any]
_CODING = ("utf-8", "surrogatepass")


class Strings:
    """A list of strings, each under its place from 0.

    >>> names = Strings.indexed(["oslo", "bergen"])
    >>> names[1], names.find("oslo"), names.find("paris")
    ('bergen', 0, None)
    """

    def __init__(self, data: _Array, ends: _Array, order: _Array | None = None) -> None:
        self._arrays = (data, ends, order)
        self._data, self._ends = data.data, ends.data
        self._order = None if order is None else order.data

    @classmethod
    def build(cls, texts: Sequence[str]) -> Strings:
        """Takes strings; only where they are in the order of their code points, they are found."""
        coded = [text.encode(*_CODING) for text in texts]
        ends = np.cumsum([0, *map(len, coded)], dtype=np.int64)
        return cls(np.frombuffer(b"".join(coded), np.uint8), ends)

    @classmethod
    def indexed(cls, texts: Sequence[str]) -> Strings:
        """Takes different strings in any order, all of which are found."""
        built = cls.build(texts)
        if all(one < two for one, two in pairwise(texts)):
            return built
        order = np.array(sorted(range(len(texts)), key=texts.__getitem__), np.int32)
        return cls(built._arrays[0], built._arrays[1], order)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, place: int) -> str:
        return str(self._coded(place), *_CODING)

    def __iter__(self) -> Iterator[str]:
        return (self[place] for place in range(len(self)))

    def find(self, text: str, low: int = 0, high: int | None = None) -> int | None:
        """The place of a string, None where it is not there.

        ``low`` and ``high`` are the places between which it is looked for, where only those between
        them are in order.
        """
        wanted = text.encode(*_CODING)
        high = end = len(self) if high is None else high
        while low < high:
            middle = (low + high) // 2
            if self._coded(self._placed(middle)) < wanted:
                low = middle + 1
            else:
                high = middle
        found = self._placed(low) if low < end else None
        return found if found is not None and self._coded(found) == wanted else None

    def _placed(self, rank: int) -> int:
        return rank if self._order is None else self._order[rank]

    def _coded(self, place: int) -> bytes:
        return bytes(self._data[self._ends[place] : self._ends[place + 1]])

    def save(self, folder: Path, name: str) -> None:
        """Writes files that begin with a name to a folder that is there already."""
        data, ends, order = self._arrays
        np.save(folder / f"{name}.text.npy", data)
        np.save(folder / f"{name}.ends.npy", ends)
        if order is not None:
            np.save(folder / f"{name}.order.npy", order)

    @classmethod
    def load(cls, folder: Path, name: str) -> Strings:
        """Opens what `save` wrote, memory-mapped."""
        order = folder / f"{name}.order.npy"
        return cls(
            mapped(folder / f"{name}.text.npy"),
            mapped(folder / f"{name}.ends.npy"),
            mapped(order) if order.exists() else None,
        )


def mapped(path: Path) -> _Array:
    """A saved array, left on disk until it is read."""
    # As a plain array: slicing numpy's own memmap costs ten times as much.
    return np.asarray(np.load(path, mmap_mode="r"))
