"""Products side by side: who costs less, who is rated better, what else tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from knowledge.catalog import Product
from knowledge.generation.answer import Answer, Source
from knowledge.generation.asking import read
from knowledge.generation.composer import source
from knowledge.generation.facts import Embed, Fact, answering, facts_of
from knowledge.generation.wording import (
    called,
    counted,
    listed,
    money,
    phrase,
    price_of,
    shown,
    stars_of,
    stock_of,
)
from knowledge.query.tokens import stems

DIFFERENCES = 4
MOST_ROWS = 18
"""Rows of a comparison; a data sheet of a hundred is no help to choose."""
_OVERALL = ("Price", "Rating", "Stock", "Brand")
_COMPARING = frozenset(
    stems(
        "compare comparison comparing difference differences different differ versus better best "
        "between side choose pick which one two three them these those first second third last other"
    )
)


def comparison(
    products: Sequence[Product], seed: int, question: str = "", embed: Embed | None = None
) -> Answer:
    """Who costs less, who is rated better, and in what else they differ.

    Where the question names a property ("which one is quieter"), it comes first: what each listing
    says of it, and where one does not.
    """
    sources = [source(product) for product in products]
    names = names_of(products)
    asked = _asked(question, products, names, embed, seed) if embed and question else None
    if asked:
        text, facts = asked
        return Answer(f"{text}{_price_difference(products, names, seed)}", (*sources, *facts))
    differing = [label for label, values in comparison_table(products)[1:] if len(set(values)) > 1]
    attributes = [label.lower() for label in differing if label not in _OVERALL][:DIFFERENCES]
    differences = (
        phrase("compared_differ", seed, names=listed(attributes))
        if attributes
        else phrase("compared_alike", seed)
    )
    text = phrase(
        "compared",
        seed,
        names=listed(names),
        price=_price_difference(products, names, seed),
        rating=_rating_difference(products, names, seed),
        differences=differences,
    )
    return Answer(text, tuple(sources))


def comparison_table(products: Sequence[Product]) -> list[tuple[str, list[str]]]:
    """Rows of a label and each product's value, "—" where the catalogue does not say.

    The first row holds the titles; of the rest those that differ come first.
    """
    rows = [
        ("Price", [price_of(product) for product in products]),
        ("Rating", [_rating(product) for product in products]),
        ("Stock", [stock_of(product) for product in products]),
        ("Brand", [product.brand for product in products]),
        ("Colour", [product.color for product in products]),
        ("Size", [product.size for product in products]),
        ("Material", [product.material for product in products]),
    ]
    told = Counter(name for product in products for name in product.attributes)
    # What all of them tell can be compared; what only one tells comes last.
    for name, _ in sorted(told.items(), key=lambda pair: -pair[1]):
        values = [product.attributes.get(name) for product in products]
        rows.append((name, ["" if value is None else shown(value) for value in values]))
    rows = [(label, [value or "—" for value in values]) for label, values in rows if any(values)]
    rows = rows[:MOST_ROWS]
    differing = [row for row in rows if len(set(row[1])) > 1]
    alike = [row for row in rows if len(set(row[1])) == 1]
    return [("", names_of(products)), *differing, *alike]


def names_of(products: Sequence[Product]) -> list[str]:
    """What to call each, with colour and size where they are told apart by these alone."""
    names = [called(product) for product in products]
    return names if len(set(names)) == len(names) else [product.title for product in products]


def _asked(
    question: str, products: Sequence[Product], names: Sequence[str], embed: Embed, seed: int
) -> tuple[str, list[Source]] | None:
    """What each listing says of the property that a question names; None where none says anything."""
    asked = read(question, *products)
    asked = replace(asked, topic=asked.topic - _COMPARING - _own(products))
    if not asked.wanted and not asked.topic:
        return None
    found: list[Fact | None] = []
    for product in products:
        told = answering(asked, list(facts_of(product)), embed)
        found.append(told[0] if told else None)
    if not any(found):
        return None
    said = [f"{name} – {fact.text}" for name, fact in zip(names, found, strict=True) if fact]
    silent = [name for name, fact in zip(names, found, strict=True) if not fact]
    text = phrase("compared_asked", seed, said="; ".join(said), silent=listed(silent, "or"))
    sources = [
        Source("product", product.id, fact.text)
        for product, fact in zip(products, found, strict=True)
        if fact
    ]
    return text, sources


def _own(products: Sequence[Product]) -> frozenset[str]:
    return frozenset(
        word
        for one in products
        for word in stems(f"{one.title} {one.brand} {' '.join(one.category)}")
    )


def _rating(product: Product) -> str:
    if product.rating is None:
        return ""
    return f"{stars_of(product.rating)} ({counted(product.review_count, 'review')})"


def _price_difference(products: Sequence[Product], names: Sequence[str], seed: int) -> str:
    prices = [
        (product.offer_price, name)
        for product, name in zip(products, names, strict=True)
        if product.offer_price is not None
    ]
    if len(prices) < len(products):
        silent = [
            name for one, name in zip(products, names, strict=True) if one.offer_price is None
        ]
        return phrase("compared_no_price", seed, names=listed(silent, "or"))
    if len({one.currency for one in products}) > 1:
        return ""
    currency = products[0].currency
    low, cheap = min(prices, key=lambda pair: pair[0])
    high, dear = max(prices, key=lambda pair: pair[0])
    if low == high:
        return phrase("compared_same_price", seed, price=money(low, currency))
    gap = money(high - low, currency)
    # "The cheaper one" is said of two; of more, the ends are named.
    variant = seed if len(products) == 2 else 1
    return phrase("compared_price", variant, cheap=cheap, dear=dear, gap=gap)


def _rating_difference(products: Sequence[Product], names: Sequence[str], seed: int) -> str:
    rated = [
        (product.rating, name)
        for product, name in zip(products, names, strict=True)
        if product.rating is not None
    ]
    if len(rated) < 2 or len({stars_of(rating) for rating, _ in rated}) == 1:
        return ""
    rating, best = max(rated)
    entry = "compared_rating" if len(products) == 2 else "compared_rating_best"
    return phrase(entry, seed, best=best, rating=stars_of(rating))
