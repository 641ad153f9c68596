"""What a catalogue says of its goods twice: pairs of texts that mean the same product.

The first text of a pair is like what a shopper types, the second is what the shop says. Neither
repeats the field that the other is made of, so that a model learns what goes together, and not what
is spelt alike.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence

from knowledge.catalog import Product
from knowledge.index import EMBEDDED_CHARACTERS, embedded_name
from knowledge.sentences import sentences

Pair = tuple[str, str]

LEAST_CATEGORIES = 8
"""In a batch of categories; with fewer, most products would be right for several of its texts."""
TITLE_WORDS = (2, 4)
"""Words of a title that a shopper may type."""
SAYING = 4
"""Words from which on a sentence says something: shorter ones are sizes, numbers and headings."""


def batches(
    products: Sequence[Product], reviews: Mapping[str, Sequence[str]], size: int, seed: int
) -> Iterator[list[Pair]]:
    """Batches of up to ``size`` pairs, without end; one product of each item group is enough.

    Within a batch, every text is wrong for the products of the other pairs. So each second batch has
    one product of a category, and its texts are categories; the others are about titles,
    descriptions and reviews (texts by item group).

    Raises `ValueError` where the products have too little text to make pairs of.
    """
    dice = random.Random(seed)
    by_category: dict[str, list[Product]] = {}
    for product in products:
        if product.category and product.description:
            by_category.setdefault(product.category[-1], []).append(product)
    kinds: list[Callable[[], list[Pair]]] = []
    if any(_said_of(product, reviews.get(product.group, ()), dice) for product in products):
        kinds.append(lambda: _of_products(products, reviews, size, dice))
    if len(by_category) >= LEAST_CATEGORIES:
        kinds.append(lambda: _of_categories(by_category, size, dice))
    if not kinds:
        raise ValueError("the catalogue has no descriptions, categories or reviews to learn from")
    while True:
        for kind in kinds:
            yield kind()


def _of_categories(
    by_category: Mapping[str, Sequence[Product]], size: int, dice: random.Random
) -> list[Pair]:
    names = dice.sample(sorted(by_category), min(size, len(by_category)))
    return [_of_category(dice.choice(by_category[name]), name, dice) for name in names]


def _of_category(product: Product, name: str, dice: random.Random) -> Pair:
    more = dice.choice(["", "", product.brand, product.color, product.material])
    return f"{more} {name}".strip(), f"{product.title}. {product.description[:EMBEDDED_CHARACTERS]}"


def _of_products(
    products: Sequence[Product],
    reviews: Mapping[str, Sequence[str]],
    size: int,
    dice: random.Random,
) -> list[Pair]:
    """Of products whose titles begin differently, as far as there are so many."""
    found: dict[str, Pair] = {}
    for product in dice.sample(products, min(len(products), 3 * size)):
        said = _said_of(product, reviews.get(product.group, ()), dice)
        if said and len(found) < size:
            found.setdefault(product.title[:20].casefold(), dice.choice(said))
    return list(found.values())


def _said_of(product: Product, written: Sequence[str], dice: random.Random) -> list[Pair]:
    """A pair of each kind that a product has the texts for."""
    name = embedded_name([product])
    described = product.description[:EMBEDDED_CHARACTERS]
    made = []
    words = [word for word in product.title.split() if word.isalpha()]
    if described and words:
        count = min(len(words), dice.randint(*TITLE_WORDS))
        kept = sorted(dice.sample(range(len(words)), count))
        category = f"{product.category[-1]}. " if product.category else ""
        made.append((" ".join(words[place] for place in kept), f"{category}{described}"))
    if told := [one for one in sentences(product.description) if len(one.split()) >= SAYING]:
        made.append((dice.choice(told), name))
    if told := [one for text in written for one in sentences(text) if len(one.split()) >= SAYING]:
        made.append((dice.choice(told), f"{name}. {described}"))
    return made
