"""What is measured: Aisle's own modes, and plain BM25 over the same catalogue."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np

from knowledge.catalog import Product
from knowledge.knowledge import Knowledge

logging.getLogger("bm25s").setLevel(logging.WARNING)  # it logs every step as it comes

Rank = Callable[[str, int], list[str]]
"""The best so many item groups (`Product.group`) for a query, best first."""


@dataclass(frozen=True)
class System:
    """Something that ranks; ``is_baseline``: what anybody has without Aisle."""

    name: str
    label: str
    rank: Rank
    is_baseline: bool = False


def systems(knowledge: Knowledge, products: Sequence[Product]) -> list[System]:
    """Hybrid, dense and lexical retrieval, and two baselines; ``products`` are all of the shop's."""
    return [
        System("hybrid", "Aisle hybrid", _ours(knowledge, products, "hybrid")),
        System("dense", "dense (vectors alone)", _ours(knowledge, products, "dense")),
        System("lexical", "Aisle lexical", _ours(knowledge, products, "lexical")),
        System(
            "bm25_title_description",
            "BM25, title and description",
            _bm25(products, lambda product: f"{product.title} {product.description}"),
            is_baseline=True,
        ),
        System("bm25_all", "BM25, every field", _bm25(products, _every_field), is_baseline=True),
    ]


def _ours(knowledge: Knowledge, products: Sequence[Product], mode: str) -> Rank:
    groups = {product.id: product.group for product in products}

    def rank(query: str, top_k: int) -> list[str]:
        hits = knowledge.retrieve(query, top_k=top_k, mode=mode).hits
        return [groups[hit.id] for hit in hits]

    return rank


def _bm25(products: Sequence[Product], text: Callable[[Product], str]) -> Rank:
    """bm25s as it comes, a document a product; the best of an item group stands for it."""
    bm25 = bm25s.BM25()
    tokens = bm25s.tokenize([text(product) for product in products], show_progress=False)
    bm25.index(tokens, show_progress=False)

    def rank(query: str, top_k: int) -> list[str]:
        terms = bm25s.tokenize([query], show_progress=False, return_ids=False)[0]
        if not terms:
            return []
        scores = bm25.get_scores(list(terms))
        matched = np.flatnonzero(scores > 0)
        order = matched[np.argsort(-scores[matched], kind="stable")]
        groups = dict.fromkeys(products[row].group for row in order)
        return list(groups)[:top_k]

    return rank


def _every_field(product: Product) -> str:
    attributes = " ".join(f"{name} {value}" for name, value in product.attributes.items())
    category = " ".join(product.category)
    return f"{product.title} {product.brand} {category} {product.description} {attributes}"
