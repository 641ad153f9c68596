"""The three indexes of a shop, built together and opened together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from knowledge.catalog import Product
from knowledge.embeddings import Vectors
from knowledge.embeddings.scale import Scale
from knowledge.index import dense
from knowledge.index.dense import DenseIndex
from knowledge.index.facets import Facets, FacetsBuilder
from knowledge.index.lexical import LexicalBuilder, LexicalIndex
from knowledge.index.strings import Strings

__all__ = [
    "Facets",
    "Index",
    "IndexBuilder",
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
    or into None where its model does not answer; ``scale`` makes its cosines comparable with a
    threshold.
    """

    keys: Strings
    dense: DenseIndex
    lexical: LexicalIndex
    facets: Facets
    embed_one: Callable[[str], Vectors | None] = field(repr=False)
    scale: Scale = field(default=lambda cosines: cosines, repr=False)

    def __len__(self) -> int:
        return len(self.keys)

    @classmethod
    def build(
        cls,
        groups: Iterable[Sequence[Product]],
        vectors: Vectors,
        embed_one: Callable[[str], Vectors | None],
    ) -> Index:
        """Indexes item groups whose `embedded_text` has these vectors, shape (groups, dimension)."""
        builder = IndexBuilder()
        for variants in groups:
            builder.add(variants)
        return builder.finish(vectors, embed_one)

    def save(self, folder: Path) -> None:
        """Writes all three to a folder that `load` reads."""
        folder.mkdir(parents=True, exist_ok=True)
        dense.save(self.dense, folder / "dense")
        self.lexical.save(folder / "lexical")
        self.facets.save(folder / "facets")
        self.keys.save(folder, "groups")

    @classmethod
    def load(cls, folder: Path, embed_one: Callable[[str], Vectors | None], scale: Scale) -> Index:
        """Opens a saved index."""
        return cls(
            Strings.load(folder, "groups"),
            dense.load(folder / "dense"),
            LexicalIndex.load(folder / "lexical"),
            Facets.load(folder / "facets"),
            embed_one,
            scale,
        )


class IndexBuilder:
    """Takes item groups one by one, so that a catalogue need not be held in memory."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._lexical, self._facets = LexicalBuilder(), FacetsBuilder()

    def add(self, variants: Sequence[Product]) -> None:
        """Takes the next item group, the list of its variants."""
        self._keys.append(variants[0].group)
        self._lexical.add(variants)
        self._facets.add(variants)

    def finish(self, vectors: Vectors, embed_one: Callable[[str], Vectors | None]) -> Index:
        """The index of all that was added; for the arguments see `Index`."""
        keys, vector_index = Strings.indexed(self._keys), dense.build(vectors)
        return Index(keys, vector_index, self._lexical.finish(), self._facets.finish(), embed_one)


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
