"""One shop's knowledge, opened for reading: the only door through which actions reach it."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from knowledge import retrieval
from knowledge.catalog import Document, Order, Product, Review
from knowledge.constraints import Constraints
from knowledge.embeddings import Embedder, query_embedder
from knowledge.index import Index
from knowledge.passages import Passage, Passages
from knowledge.query.parse import ParsedQuery, parse
from knowledge.relaxation import Relaxation, relaxations
from knowledge.retrieval import Hit, Hits
from knowledge.settings import settings
from knowledge.store import Store
from knowledge.vocabulary import Vocabulary

SCHEMA = 2
"""Raised with every change to what a store's files hold; older stores are refused."""


class StoreError(Exception):
    """The store is missing, broken or from another version; the message names the mend."""


@dataclass
class Knowledge:
    """The catalogue, indexes, vocabulary and documents of one shop, as imported last."""

    folder: Path
    store: Store
    index: Index
    vocabulary: Vocabulary
    passages: Passages
    embedder: Embedder

    @classmethod
    def open(cls, store: Path) -> Knowledge:
        """Opens a store that `knowledge.importing` made.

        Raises `StoreError` where there is none or where it is of another version.
        """
        folder = current(store)
        embedder = query_embedder()
        return cls(
            folder,
            Store(f"sqlite:///{folder / 'catalog.db'}"),
            Index.load(folder / "index", embedder.embed_one),
            Vocabulary.load(folder / "vocabulary.json"),
            Passages.load(folder / "passages"),
            embedder,
        )

    def parse(self, text: str) -> ParsedQuery:
        """What a message asks for, in the words of this shop."""
        return self._parse(text)

    @cached_property
    def _parse(self) -> Callable[[str], ParsedQuery]:
        # Understanding and action read the same message in the same turn.
        return lru_cache(maxsize=256)(lambda text: parse(text, self.vocabulary))

    def search(self, constraints: Constraints, *, top_k: int = 10, offset: int = 0) -> Hits:
        """What satisfies every constraint and is of the kind asked for, best first."""
        return retrieval.search(
            self.index, constraints, top_k=top_k, offset=offset, only_relevant=True
        )

    def retrieve(self, query: str, *, top_k: int = 10, mode: str = "hybrid") -> Hits:
        """Retrieval alone: the ``top_k`` nearest to a query, whatever they are."""
        return retrieval.search(self.index, Constraints(query=query), top_k=top_k, mode=mode)

    def relaxations(self, constraints: Constraints) -> list[Relaxation]:
        """Which wish to give up where nothing fits; see `knowledge.relaxation`."""
        return relaxations(self.index, constraints)

    def similar(self, product: Product, *, top_k: int = 4) -> list[Product]:
        """Other products that answer the same need, most alike first."""
        return self.found(retrieval.similar(self.index, product.group, top_k=top_k))

    def found(self, hits: Sequence[Hit]) -> list[Product]:
        """The products of hits, in their order."""
        return self.store.products([hit.id for hit in hits])

    def products(self, ids: Sequence[str]) -> list[Product]:
        """The products with these ids, in this order; unknown ids are left out."""
        return self.store.products(ids)

    def variants(self, product: Product) -> list[Product]:
        """All variants of a product, the given one included."""
        return self.store.variants(product)

    def reviews(self, product: Product) -> list[Review]:
        """The reviews of all variants of a product, newest first."""
        return self.store.reviews(product)

    def order(self, id: str, email: str) -> Order | None:
        """The order with this number, only where the e-mail is the one that placed it."""
        return self.store.order(id, email)

    def documents(self, question: str, *, top_k: int = 3) -> list[tuple[Document, Passage, float]]:
        """The passages of policies that answer a question, with their cosines, best first."""
        found = self.passages.search(question, self.embedder.embed_one(question), top_k)
        return [
            (self._documents[passage.document_id], passage, cosine) for passage, cosine in found
        ]

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {document.id: document for document in self.store.documents()}


def current(store: Path) -> Path:
    """The folder of the version that a store serves.

    Raises `StoreError` where there is none or where it is of another version.
    """
    try:
        folder = store / (store / "CURRENT").read_text(encoding="utf-8").strip()
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise StoreError(
            f"{store}: no store here; import a catalogue with `{import_command(store, ['FILE'])}`"
        ) from error
    except (ValueError, OSError) as error:
        raise StoreError(
            f"{store}: the store cannot be read ({error}); delete the folder and import again"
        ) from error
    if meta.get("schema") != SCHEMA:
        raise StoreError(
            f"{store}: made by another version of Aisle (store format {meta.get('schema')}, "
            f"this one reads {SCHEMA}); rebuild it with "
            f"`{import_command(store, meta.get('sources') or ['FILE'])}`"
        )
    return folder


def import_command(store: Path, sources: Sequence[str]) -> str:
    """What to type to import files into a store."""
    return shlex.join(["aisle", "import", "--store", str(store), *sources])


@lru_cache(maxsize=1)
def _open(store: Path, version: str) -> Knowledge:
    return Knowledge.open(store)


def shop() -> Knowledge:
    """This process's shop, in the version imported last; opened anew after an import.

    Raises `StoreError` as `Knowledge.open` does.
    """
    store = settings().store
    return _open(store, current(store).name)
