"""Judged queries from the shop itself, where nobody has judged any: known items.

A query is what somebody said of one product, and that product is the only one that counts. Others
may answer it as well and gain nothing: the figures compare systems with each other on this shop,
and say little by themselves. After Azzopardi, de Rijke and Balog, Building simulated queries for
known-item topics, SIGIR 2007.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from knowledge.catalog import Product
from knowledge.evaluation.judgements import Judged
from knowledge.knowledge import Knowledge
from knowledge.query.tokens import tokenize
from knowledge.query.words import COMMON
from knowledge.sentences import sentences

MOST = 200
"""Queries of a set."""
ENOUGH = 30
"""Products with a review from which reviews are used: they are shoppers' own words."""
SHORTEST, LONGEST = 5, 25
"""Words that a sentence must have, and may have, to be a query."""
SAMPLED = 4
"""Words taken from a description, which the index holds whole."""

REVIEWS = (
    "Known items: each query is a sentence of a review, and the product it was written about is "
    "the only one that counts. An equally good product counts as wrong: compare the systems, not "
    "the levels, and leave J-nDCG aside."
)
DESCRIPTIONS = (
    f"Known items: each query is {SAMPLED} words of a product's own description, and that product "
    "is the only one that counts. Such queries favour keywords: they show what is found by its own "
    "words, not what shoppers find. Leave J-nDCG aside."
)


def known_items(knowledge: Knowledge) -> tuple[list[Judged], str]:
    """Up to `MOST` queries, the same in every run, and in words what they were made of.

    Raises `ValueError` where the shop has neither reviews nor descriptions to make them of.
    """
    products: dict[str, Product] = {}
    for product in knowledge.store.all_products():
        products.setdefault(product.group, product)
    dice = random.Random(0)
    chosen = sorted(products)
    dice.shuffle(chosen)
    told = _queries([products[key] for key in chosen], lambda one: _reviewed(knowledge, one))
    if len(told) >= min(ENOUGH, len(products)):
        return told, REVIEWS
    described = _queries([products[key] for key in chosen], lambda one: _described(one, dice))
    if not described:
        raise ValueError("no reviews and no descriptions to make queries of; judge some yourself")
    return described, DESCRIPTIONS


def _queries(products: Sequence[Product], query: Callable[[Product], str]) -> list[Judged]:
    made: list[Judged] = []
    for product in products:
        if text := query(product):
            made.append(Judged(product.id, text, {product.id: 1.0}))
            if len(made) == MOST:
                break
    return made


def _reviewed(knowledge: Knowledge, product: Product) -> str:
    """The sentence of the product's reviews that says most within `LONGEST` words, or ""."""
    told = [one for review in knowledge.reviews(product) for one in sentences(review.text)]
    fitting = [one for one in told if SHORTEST <= len(one.split()) <= LONGEST]
    return max(fitting, key=lambda one: len(one.split()), default="")


def _described(product: Product, dice: random.Random) -> str:
    """`SAMPLED` telling words of one sentence of the description, in their order, or ""."""
    told = [_telling(one) for one in sentences(product.description)]
    fitting = [words for words in told if len(words) >= SAMPLED]
    if not fitting:
        return ""
    words = dice.choice(fitting)
    kept = set(dice.sample(range(len(words)), SAMPLED))
    return " ".join(word for place, word in enumerate(words) if place in kept)


def _telling(sentence: str) -> list[str]:
    words = [token.folded for token in tokenize(sentence)]
    return list(dict.fromkeys(one for one in words if one.isalpha() and one not in COMMON))
