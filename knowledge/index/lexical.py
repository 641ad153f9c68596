"""The keyword index: BM25 over weighted fields, scored when it is built and read from disk."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.catalog import Product
from knowledge.index.analyzer import terms
from knowledge.index.strings import Strings, mapped

# Repeating a field's terms weighs it. On Chorus dev, title 5 and the rest
# once gave the best nDCG@10 of what was tried, and indexing every attribute the worst.
TITLE_WEIGHT = 5
MAX_ATTRIBUTE_WORDS = 6
K1, B = 1.2, 0.6


@dataclass(frozen=True)
class Matches:
    """Item groups that share a term with a query, by row: their BM25 scores and coverage.

    ``coverage`` is the share of the query's terms that a group holds. Terms weigh by how rare they
    are; one that no group holds weighs as much as one that a single group does.
    """

    rows: npt.NDArray[np.int64]
    scores: npt.NDArray[np.float64]
    coverage: npt.NDArray[np.float64]

    def among(self, allowed: npt.NDArray[np.bool_]) -> Matches:
        """Those that are allowed; ``allowed`` has shape (groups,)."""
        kept = allowed[self.rows]
        return Matches(self.rows[kept], self.scores[kept], self.coverage[kept])

    def places(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Where any groups stand among these, -1 where they do not; shape (len(rows),)."""
        if not len(self.rows):
            return np.full(len(rows), -1)
        places = np.searchsorted(self.rows, rows)
        return np.where(self.rows.take(places, mode="clip") == rows, places, -1)

    def coverage_of(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """The coverage of any groups, 0 for those that are not among these."""
        found: npt.NDArray[np.float64] = np.append(self.coverage, 0.0)[self.places(rows)]
        return found


class LexicalIndex:
    """BM25 scores of item groups for a query's terms.

    The terms in their order, each with the rows of the groups that hold it and their scores.
    """

    def __init__(
        self,
        count: int,
        texts: Strings,
        starts: npt.NDArray[np.int64],
        rows: npt.NDArray[np.int32],
        scores: npt.NDArray[np.float32],
    ) -> None:
        self._count = count
        self._texts, self._starts, self._rows, self._scores = texts, starts, rows, scores

    @classmethod
    def build(cls, groups: Iterable[Sequence[Product]]) -> LexicalIndex:
        """Indexes item groups, each the list of its variants, in row order."""
        builder = LexicalBuilder()
        for variants in groups:
            builder.add(variants)
        return builder.finish()

    def search(self, query: str) -> Matches:
        """The groups that hold a term of the query, in one pass over the terms' postings."""
        asked = terms(query)
        found = [self._texts.find(term) for term in asked]
        known = [id for id in found if id is not None]
        if not known:
            return Matches(np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
        spans = [slice(*self._starts[id : id + 2]) for id in known]
        lengths = [span.stop - span.start for span in spans]
        rarity = dict(zip(known, map(self._rarity, lengths), strict=True))
        unknown = len(set(asked)) - len(rarity)
        total = sum(rarity.values()) + unknown * self._rarity(1)
        # A term that is asked for twice scores twice, and is held once.
        shares = [0.0 if id in known[:place] else rarity[id] for place, id in enumerate(known)]
        rows = np.concatenate([self._rows[span] for span in spans])
        order = np.argsort(rows, kind="stable")  # each term's are sorted: they are merged
        rows = rows[order]
        first = np.flatnonzero(np.diff(rows, prepend=-1))
        scores = np.concatenate([self._scores[span] for span in spans], dtype=np.float64)
        coverage = np.repeat(np.array(shares) / total, lengths)
        return Matches(
            rows[first].astype(np.int64),
            np.add.reduceat(scores[order], first),
            np.add.reduceat(coverage[order], first),
        )

    def _rarity(self, frequency: int) -> float:
        """Robertson's inverse document frequency of a term that so many groups hold."""
        return math.log(1 + (self._count - frequency + 0.5) / (frequency + 0.5))

    def save(self, folder: Path) -> None:
        """Writes the index to a folder that `load` reads."""
        folder.mkdir(parents=True, exist_ok=True)
        self._texts.save(folder, "terms")
        np.save(folder / "count.npy", self._count)
        np.save(folder / "starts.npy", self._starts)
        np.save(folder / "rows.npy", self._rows)
        np.save(folder / "scores.npy", self._scores)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Opens a saved index, which stays on disk until a query needs it."""
        return cls(
            int(np.load(folder / "count.npy")),
            Strings.load(folder, "terms"),
            mapped(folder / "starts.npy"),
            mapped(folder / "rows.npy"),
            mapped(folder / "scores.npy"),
        )


class LexicalBuilder:
    """Takes item groups one by one, and keeps only how often each holds which term."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._held, self._times = array("i"), array("i")  # of one group after the other
        self._distinct, self._lengths = array("i"), array("i")  # of each group

    def add(self, variants: Sequence[Product]) -> None:
        """Takes the next item group, the list of its variants."""
        ids, counted = self._ids, Counter(document_terms(variants))
        self._held.extend([ids.setdefault(term, len(ids)) for term in counted])
        self._times.extend(counted.values())
        self._distinct.append(len(counted))
        self._lengths.append(counted.total())

    def finish(self) -> LexicalIndex:
        """The index of all that was added.

        A term scores ``rarity * times / (times + K1 * (1 - B + B * length / mean length))``:
        Lucene's variant in Kamphuis et al., ECIR 2020.
        """
        count = len(self._lengths)
        held, times = (np.frombuffer(one, np.int32) for one in (self._held, self._times))
        lengths = np.array(self._lengths, np.float32)
        rows = np.repeat(np.arange(count, dtype=np.int32), self._distinct)
        frequency = np.bincount(held, minlength=len(self._ids))
        rarity = np.log(1 + (count - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
        norm = K1 * (1 - B) + K1 * B * lengths / max(1.0, lengths.sum() / max(1, count))
        scores = times.astype(np.float32)
        scores /= scores + norm.astype(np.float32)[rows]
        scores *= rarity[held]
        texts = sorted(self._ids)
        ordered = np.array([self._ids[text] for text in texts], np.int64)
        place = np.empty(len(texts), np.int32)
        place[ordered] = np.arange(len(texts), dtype=np.int32)
        by_term = np.argsort(place[held], kind="stable")
        starts = np.cumsum([0, *frequency[ordered]])
        return LexicalIndex(count, Strings.build(texts), starts, rows[by_term], scores[by_term])


def document_terms(variants: Sequence[Product]) -> list[str]:
    """The weighted terms of one item group: title, brand, category, description, text attributes."""
    first = variants[0]
    text = [
        first.brand,
        first.mpn,
        *first.category,
        first.description,
        first.material,
        first.gender,
    ]
    text += {variant.color: None for variant in variants}
    text += {variant.size: None for variant in variants}
    for value in first.attributes.values():
        words = value if isinstance(value, list) else [value]
        text += [word for word in words if isinstance(word, str) and _is_short(word)]
    return terms(first.title) * TITLE_WEIGHT + terms(" \n ".join(text))


def _is_short(text: str) -> bool:
    return len(text.split()) <= MAX_ATTRIBUTE_WORDS
