"""The keyword index: BM25 over weighted fields, through bm25s."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt

from knowledge.catalog import Product
from knowledge.index.analyzer import terms

logging.getLogger("bm25s").setLevel(logging.WARNING)  # it logs every step as it comes

# Repeating a field's terms weighs it; bm25s knows no fields. On Chorus dev, title 5 and the rest
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
    """BM25 scores of item groups for a query's terms."""

    def __init__(self, bm25: bm25s.BM25) -> None:
        self._bm25 = bm25

    @classmethod
    def build(cls, groups: Sequence[Sequence[Product]]) -> LexicalIndex:
        """Indexes item groups, each the list of its variants, in row order."""
        ids: list[list[int]] = []
        vocabulary: dict[str, int] = {"": 0}
        for variants in groups:
            document = document_terms(variants)
            ids.append([vocabulary.setdefault(term, len(vocabulary)) for term in document])
        bm25 = bm25s.BM25(method="lucene", k1=K1, b=B)
        # A shop may begin with its policies alone; the library demands a document.
        bm25.index((ids or [[0]], vocabulary), show_progress=False, create_empty_token=False)
        return cls(bm25)

    def search(self, query: str) -> Matches:
        """The groups that hold a term of the query, in one pass over the terms' postings."""
        asked = terms(query)
        known = self._bm25.get_tokens_ids(asked)
        if not known:
            return Matches(np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
        held = self._bm25.scores
        spans = [slice(*held["indptr"][id : id + 2]) for id in known]
        lengths = [span.stop - span.start for span in spans]
        rarity = dict(zip(known, map(self._rarity, lengths), strict=True))
        unknown = len(set(asked)) - len(rarity)
        total = sum(rarity.values()) + unknown * self._rarity(1)
        # A term that is asked for twice scores twice, and is held once.
        shares = [0.0 if id in known[:place] else rarity[id] for place, id in enumerate(known)]
        rows = np.concatenate([held["indices"][span] for span in spans])
        order = np.argsort(rows, kind="stable")  # each term's are sorted: they are merged
        rows = rows[order]
        first = np.flatnonzero(np.diff(rows, prepend=-1))
        scores = np.concatenate([held["data"][span] for span in spans], dtype=np.float64)
        coverage = np.repeat(np.array(shares) / total, lengths)
        return Matches(
            rows[first].astype(np.int64),
            np.add.reduceat(scores[order], first),
            np.add.reduceat(coverage[order], first),
        )

    def _rarity(self, frequency: int) -> float:
        """Robertson's inverse document frequency of a term that so many groups hold."""
        count = self._bm25.scores["num_docs"]
        return math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))

    def save(self, folder: Path) -> None:
        """Writes the index to a folder that `load` reads."""
        self._bm25.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Opens a saved index; its scores stay on disk until a query needs them."""
        return cls(bm25s.BM25.load(str(folder), mmap=True, show_progress=False, verbosity=0))


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
