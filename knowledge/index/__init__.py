"""The three indexes of a shop, built together and opened together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from knowledge.catalog import Product
from knowledge.embeddings import Vectors
from knowledge.index import dense
from knowledge.index.dense import DenseIndex
from knowledge.index.facets import Facets
from knowledge.index.lexical import LexicalIndex
from knowledge.index.strings import Strings

__all__ = [
    "Facets",
    "Index",
    "LexicalIndex",
    "blended",
    "embedded_name",
    "embedded_text",
    "grouped",
]

NAME_SHARE = 0.4
EMBEDDED_CHARACTERS = 300  # of the description; more slows the import and hardly moves nDCG


@dataclass
class Index:
    """Dense, lexical and facet index over the same item groups, in the same order.

    ``keys`` are the groups' keys (`Product.group`); ``embed_one`` turns a query into a unit vector,
    or into None where its model does not answer.
    """

    keys: Strings
    dense: DenseIndex
    lexical: LexicalIndex
    facets: Facets
    embed_one: Callable[[str], Vectors | None] = field(repr=False)

    def __len__(self) -> int:
        return len(self.keys)

    @classmethod
    def build(
        cls,
        groups: Sequence[Sequence[Product]],
        vectors: Vectors,
        families: Mapping[str, str],
        embed_one: Callable[[str], Vectors | None],
    ) -> Index:
        """Indexes item groups whose `embedded_text` has these vectors, shape (groups, dimension)."""
        return cls(
            Strings.indexed([variants[0].group for variants in groups]),
            dense.build(vectors),
            LexicalIndex.build(groups),
            Facets.build(groups, families),
            embed_one,
        )

    def save(self, folder: Path) -> None:
        """Writes all three to a folder that `load` reads."""
        folder.mkdir(parents=True, exist_ok=True)
        dense.save(self.dense, folder / "dense")
        self.lexical.save(folder / "lexical")
        self.facets.save(folder / "facets")
        self.keys.save(folder, "groups")

    @classmethod
    def load(cls, folder: Path, embed_one: Callable[[str], Vectors | None]) -> Index:
        """Opens a saved index."""
        return cls(
            Strings.load(folder, "groups"),
            dense.load(folder / "dense"),
            LexicalIndex.load(folder / "lexical"),
            Facets.load(folder / "facets"),
            embed_one,
        )


def grouped(products: Sequence[Product]) -> list[list[Product]]:
    """Products by item group, groups in the order of their first variant."""
    groups: dict[str, list[Product]] = {}
    for product in products:
        groups.setdefault(product.group, []).append(product)
    return list(groups.values())


def embedded_text(variants: Sequence[Product]) -> str:
    """What stands for an item group in vector space: its name and the opening of its description."""
    return f"{embedded_name(variants)}. {variants[0].description[:EMBEDDED_CHARACTERS]}"


def embedded_name(variants: Sequence[Product]) -> str:
    """What an item group is called: its title and the category it is in."""
    first = variants[0]
    return f"{first.title}. {first.category[-1]}" if first.category else first.title


def blended(texts: Vectors, names: Vectors) -> Vectors:
    """Unit vectors between those of the groups' texts and of their names, shape (groups, dimension).

    A long description hides what a thing is; ``NAME_SHARE`` was chosen on Chorus dev.
    """
    vectors = (1 - NAME_SHARE) * texts + NAME_SHARE * names
    unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return unit.astype(np.float32)
