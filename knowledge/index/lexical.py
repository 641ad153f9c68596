"""The keyword index: BM25 over weighted fields, scored when it is built and read from disk."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.catalog import Product
from knowledge.index.analyzer import Piece, Way, Ways, pieces, stem, terms, words
from knowledge.index.strings import Strings, mapped

# Repeating a field's terms weighs it. On Chorus dev, title 5 and the rest
# once gave the best nDCG@10 of what was tried, and indexing every attribute the worst.
TITLE_WEIGHT = 5
MAX_ATTRIBUTE_WORDS = 6
K1, B = 1.2, 0.6
LONGEST_JOINT = 3
"""Words that may be one: "wh 1000 xm4"."""
JOINED = 0.8
"""What "smartwatch" is worth where "smart watch" was asked for: what is written as typed comes first."""
JOINED_WEIGHT = 3


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
        self._span = lru_cache(maxsize=4096)(self._find)

    @classmethod
    def build(cls, groups: Iterable[Sequence[Product]]) -> LexicalIndex:
        """Indexes item groups, each the list of its variants, in row order."""
        builder = LexicalBuilder()
        for variants in groups:
            builder.add(variants)
        return builder.finish()

    def search(self, query: str) -> Matches:
        """The groups that hold something a query asks for, in one pass over the postings."""
        asked = concepts(query, self.has)
        rarity = {ways: self._least_rarity(ways) for ways in asked}
        total = sum(rarity.values())
        found = []
        for place, ways in enumerate(asked):
            # What is asked for twice scores twice, and is held once.
            share = 0.0 if ways in asked[:place] else rarity[ways] / total
            found.append(self._holding(ways, share))
        return _merged(found, np.add)

    def has(self, term: str) -> bool:
        """Whether any group holds a term."""
        return bool(_length(self._span(term)))

    def has_word(self, word: str) -> bool:
        """Whether any group has a word, in whichever form."""
        return all(self.has(one) for one in words(word))

    def _holding(self, ways: Ways, share: float) -> Matches:
        """The groups that hold one of several ways to write a thing, by the best of them."""
        return _merged([self._written(way, share) for way in ways], np.maximum)

    def _written(self, way: Way, share: float) -> Matches:
        """The groups that hold a term of a way; who holds them all covers ``share`` of the query."""
        spans = [self._span(term) for term in way.terms]
        rarity = [self._rarity(_length(span)) for span in spans]
        shares = [share * one / sum(rarity) for one in rarity]
        return _merged(
            [
                Matches(
                    self._rows[span].astype(np.int64),
                    way.worth * self._scores[span].astype(np.float64),
                    np.full(_length(span), way.worth * share),
                )
                for span, share in zip(spans, shares, strict=True)
            ],
            np.add,
        )

    def _find(self, term: str) -> slice:
        """Where a term's postings are; nowhere if there are none."""
        place = self._texts.find(term)
        return slice(0, 0) if place is None else slice(*self._starts[place : place + 2].tolist())

    def _least_rarity(self, ways: Ways) -> float:
        """How rare a thing is: as the commonest way to write it that some group holds."""
        known = [way for way in ways if all(map(self.has, way.terms))]
        rarity = (sum(map(self._rarity_of, way.terms)) for way in known)
        return min(rarity, default=self._rarity(1))

    def _rarity_of(self, term: str) -> float:
        return self._rarity(_length(self._span(term)))

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


def concepts(query: str, is_known: Callable[[str], bool]) -> list[Ways]:
    """What a query asks for, in order, under every way to write it.

    Words that stand apart may be one where some group writes them so: "smart watch" is also
    "smartwatch", "wh 1000 xm4" is "wh1000xm4".
    """
    found: list[Ways] = []
    asked = pieces(query)
    place = 0
    while place < len(asked):
        joint = ""
        for count in range(min(LONGEST_JOINT, len(asked) - place), 1, -1):
            parts = asked[place : place + count]
            joint = _joint(parts)
            if joint and is_known(joint):
                apart = tuple(term for part in parts for term in part.ways[0].terms)
                found.append((Way(apart), Way((joint,), JOINED)))
                place += count
                break
        else:
            found.append(asked[place].ways)
            place += 1
    return found


def _length(span: slice) -> int:
    return int(span.stop - span.start)


def _joint(parts: Sequence[Piece]) -> str:
    """The term that words next to each other make as one; empty where they hardly do."""
    together = "".join(part.written for part in parts)
    # Three words make one only where it is a model's number.
    if not together.isalnum() or (len(parts) > 2 and together.isalpha()):
        return ""
    is_next = all(one.end + 1 == two.start for one, two in pairwise(parts))
    return stem(together) if is_next else ""


def _merged(parts: Sequence[Matches], merge: Any) -> Matches:
    """Each group once: with the sum, or the highest, of its scores and coverages."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return Matches(np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
    rows = np.concatenate([part.rows for part in parts])
    order = np.argsort(rows, kind="stable")  # each part's are sorted: they are merged
    rows = rows[order]
    first = np.flatnonzero(np.diff(rows, prepend=-1))
    if not len(first):
        return parts[0]
    return Matches(
        rows[first],
        merge.reduceat(np.concatenate([part.scores for part in parts])[order], first),
        merge.reduceat(np.concatenate([part.coverage for part in parts])[order], first),
    )


class LexicalBuilder:
    """Takes item groups one by one, and keeps only how often each holds which term."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._held, self._times = array("i"), array("i")  # of one group after the other
        self._distinct, self._lengths = array("i"), array("i")  # of each group
        # What two words of a title make as one: by its hash, until it is known which are words.
        self._joints, self._joined = array("q"), array("i")

    def add(self, variants: Sequence[Product]) -> None:
        """Takes the next item group, the list of its variants."""
        ids, counted = self._ids, Counter(document_terms(variants))
        self._held.extend([ids.setdefault(term, len(ids)) for term in counted])
        self._times.extend(counted.values())
        self._distinct.append(len(counted))
        for pair in pairwise(pieces(variants[0].title)):
            if (joint := _joint(pair)) and joint not in counted:
                self._joints.append(hash(joint))
                self._joined.append(len(self._lengths))
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
        joint_ids, joint_rows = self._joints_that_are_words()
        held, rows = np.concatenate([held, joint_ids]), np.concatenate([rows, joint_rows])
        times = np.concatenate([times, np.full(len(joint_ids), JOINED_WEIGHT, np.int32)])
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
        by_term = np.lexsort((rows, place[held]))
        starts = np.cumsum([0, *frequency[ordered]])
        return LexicalIndex(count, Strings.build(texts), starts, rows[by_term], scores[by_term])

    def _joints_that_are_words(self) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Terms that groups hold because others write two of their words as one, and the groups.

        Where some write "smartwatch", a "smart watch" is one too.
        """
        ids = {hash(text): id for text, id in self._ids.items()}
        joints = zip(self._joints, self._joined, strict=True)
        found = {(ids[joint], row) for joint, row in joints if joint in ids}
        return (
            np.array([id for id, _ in sorted(found)], np.int32),
            np.array([row for _, row in sorted(found)], np.int32),
        )


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
        several = value if isinstance(value, list) else [value]
        text += [one for one in several if isinstance(one, str) and _is_short(one)]
    return terms(first.title) * TITLE_WEIGHT + terms(" \n ".join(text))


def _is_short(text: str) -> bool:
    return len(text.split()) <= MAX_ATTRIBUTE_WORDS
