"""The keyword index: BM25 over weighted fields, through bm25s."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
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

    def scores(self, query: str) -> npt.NDArray[np.float32]:
        """The BM25 score of every group, shape (groups,); zeros where no term is known."""
        known = self._bm25.get_tokens_ids(terms(query))
        scores: npt.NDArray[np.float32] = self._bm25.get_scores_from_ids(known)
        return scores

    def coverage(self, query: str) -> npt.NDArray[np.float32]:
        """The share of the query's terms that every group holds, shape (groups,).

        Terms weigh by how rare they are (Robertson's inverse document frequency); a term that no
        group holds weighs as much as one that a single group does.
        """
        asked = dict.fromkeys(terms(query))
        count = int(self._bm25.scores["num_docs"])
        held = np.zeros(count, np.float32)
        total = 0.0
        for term in asked:
            known = self._bm25.get_tokens_ids([term])
            having = self._bm25.get_scores_from_ids(known) > 0 if known else np.zeros(count, bool)
            frequency = max(1, int(having.sum()))
            weight = math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))
            held += np.float32(weight) * having
            total += weight
        return held / np.float32(total) if total else held

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
