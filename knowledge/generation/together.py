"""What is bought with a product, and in how many orders."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.catalog import Product
from knowledge.generation.answer import Answer
from knowledge.generation.composer import named, source
from knowledge.generation.wording import (
    called,
    listed,
    phrase,
)
from knowledge.sentences import BULLET
from knowledge.together import Companion


def bought_together(companions: Sequence[Companion], seed: int) -> Answer:
    """What is bought with one product or several; ``companions`` holds at least one."""
    anchors: dict[str, Product] = {one.bought_with.group: one.bought_with for one in companions}
    several = len(anchors) > 1
    items = "".join(
        "\n"
        + BULLET
        + phrase(
            "together_item",
            seed,
            title=named(one.product),
            together=one.together,
            orders=one.orders,
            anchor=called(one.bought_with) if several else "",
        )
        for one in companions
    )
    titles = listed([called(product) for product in anchors.values()])
    text = phrase("together", seed, titles=titles, items=items)
    sources = [*anchors.values(), *(one.product for one in companions)]
    return Answer(text, tuple(source(product) for product in sources))
