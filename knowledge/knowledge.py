"""One shop's knowledge, opened for reading: the only door through which actions reach it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock

from knowledge import retrieval
from knowledge.catalog import Document, Product, Review
from knowledge.constraints import Constraints
from knowledge.embeddings import Embedder
from knowledge.embeddings.choice import for_queries, of_store
from knowledge.embeddings.local import bundled_embedder
from knowledge.embeddings.scale import scale
from knowledge.index import Index
from knowledge.passages import Passage, Passages
from knowledge.query.parse import ParsedQuery, parse, respelt
from knowledge.relaxation import Relaxation, relaxations
from knowledge.retrieval import Hit, Hits
from knowledge.service.backend import ShopBackend
from knowledge.service.desk import Desk, open_desk
from knowledge.service.opening import open_backend
from knowledge.settings import settings
from knowledge.shop_file import ShopFile, shop_file
from knowledge.similarity import Alike, similar, version
from knowledge.store import Store
from knowledge.together import Companion, companions
from knowledge.version_database import open_store
from knowledge.versions import SCHEMA, StoreError, current, import_command
from knowledge.vocabulary import Vocabulary

ANY = Constraints()

__all__ = ["SCHEMA", "Knowledge", "StoreError", "current", "import_command", "shop"]


READ = 2_000
"""Products that are kept as they were read: a turn asks several times for the same ones."""


@dataclass
class Knowledge:
    """The catalogue, indexes, vocabulary and documents of one shop, as imported last.

    ``embedder`` finds answers in texts. Products are found by the model that the store was made
    with, which is the same one unless the shop chose another.
    """

    folder: Path
    store: Store
    index: Index
    vocabulary: Vocabulary
    passages: Passages
    embedder: Embedder
    _state: object = field(default=None, init=False, repr=False)
    _patched: int = field(default=0, init=False, repr=False)
    _read: dict[str, Product] = field(default_factory=dict, init=False, repr=False)
    _read_at: object = field(default=None, init=False, repr=False)
    _refreshing: Lock = field(default_factory=Lock, init=False, repr=False)

    @classmethod
    def open(cls, store: Path) -> Knowledge:
        """Opens a store that `knowledge.importing` made.

        Raises `StoreError` where there is none, where it is of another version, or where the settings
        name another embedding model; and `EmbeddingError` where its model cannot be opened.
        """
        return cls.of_version(current(store))

    @classmethod
    def of_version(cls, folder: Path) -> Knowledge:
        """Opens one version of a store, whether it is served or not; raises as `open` does."""
        embedder, bundled = of_store(folder), bundled_embedder()
        knowledge = cls(
            folder,
            open_store(folder),
            Index.load(
                folder / "index", for_queries(embedder), scale(embedder.model, bundled.model)
            ),
            Vocabulary.load(folder / "vocabulary"),
            Passages.load(folder / "passages"),
            bundled,
        )
        knowledge.refresh()
        return knowledge

    def refresh(self) -> None:
        """Takes over the prices, stock and ratings that were changed in place since the last time."""
        with self._refreshing:
            state = self.store.state()
            if state == self._state:
                return
            products, self._patched = self.store.patched(self._patched)
            if products:
                self.index.facets.update(products)
            self._state = state

    def parse(self, text: str) -> ParsedQuery:
        """What a message asks for, in the words of this shop."""
        return self._parse(text)

    @cached_property
    def _parse(self) -> Callable[[str], ParsedQuery]:
        # Understanding and action read the same message in the same turn. What is cached must not
        # hold the shop itself: an old version's files are closed when nobody uses it any more.
        vocabulary = self.vocabulary
        return lru_cache(maxsize=256)(lambda text: parse(text, vocabulary))

    def search(self, constraints: Constraints, *, top_k: int = 10, offset: int = 0) -> Hits:
        """What satisfies every constraint and is of the kind asked for, best first."""
        wanted = replace(constraints, query=self._respelt(constraints.query))
        return retrieval.search(self.index, wanted, top_k=top_k, offset=offset, only_relevant=True)

    def holds(self, constraints: Constraints, words: str, *, titled: bool = False) -> bool:
        """Whether something satisfies the constraints and holds all of some words besides."""
        return retrieval.holds(self.index, constraints, words, titled=titled)

    def fitting(self, products: Sequence[Product], constraints: Constraints) -> list[Product]:
        """Those of some products, in the variant that suits best, that satisfy every limit."""
        ids = retrieval.fitting(self.index, [one.group for one in products], constraints)
        return self.products(ids)

    def retrieve(self, query: str, *, top_k: int = 10, mode: str = "hybrid") -> Hits:
        """Retrieval alone: the ``top_k`` nearest to a query, whatever they are."""
        wanted = Constraints(query=self._respelt(query))
        return retrieval.search(self.index, wanted, top_k=top_k, mode=mode)

    def _respelt(self, query: str) -> str:
        return respelt(query, self.vocabulary, self.index.lexical.has_word)

    def relaxations(
        self, constraints: Constraints, before: Constraints | None = None
    ) -> list[Relaxation]:
        """Which wish to give up where nothing fits; see `knowledge.relaxation`."""
        return relaxations(self.index, constraints, before)

    def similar(
        self, product: Product, wanted: Constraints = ANY, *, top_k: int = 4, offset: int = 0
    ) -> list[Alike]:
        """Other products that answer the same need and satisfy ``wanted``; see `knowledge.similarity`."""
        return similar(self.index, self.products, product, wanted, top_k=top_k, offset=offset)

    def version(self, product: Product, wanted: Constraints) -> Product | None:
        """Another variant of the product itself that satisfies ``wanted``, if one does."""
        return next(iter(self.products([version(self.index, product, wanted) or ""])), None)

    def companions(
        self, products: Sequence[Product], *, without: Collection[str] = (), top_k: int = 3
    ) -> list[Companion]:
        """What is bought with some products, from the shop's orders; see `knowledge.together`."""
        return companions(self.index, self.store, products, without=without, top_k=top_k)

    def found(self, hits: Sequence[Hit]) -> list[Product]:
        """The products of hits, in their order."""
        return self.products([hit.id for hit in hits])

    def products(self, ids: Sequence[str]) -> list[Product]:
        """The products with these ids, in this order; unknown ids are left out."""
        state = self.store.state()
        if state != self._read_at or len(self._read) > READ:
            # Another dict: who is reading meanwhile fills the old one with what may be old by now.
            self._read, self._read_at = {}, state
        known = self._read
        if unread := [id for id in ids if id not in known]:
            known |= {product.id: product for product in self.store.products(unread)}
        return [known[id] for id in ids if id in known]

    def variants(self, product: Product) -> list[Product]:
        """All variants of a product, the given one included."""
        return self.store.variants(product)

    def reviews(self, product: Product) -> list[Review]:
        """The reviews of all variants of a product, newest first."""
        return self.store.reviews(product)

    @cached_property
    def orders(self) -> ShopBackend:
        """The system that the shop's orders live in."""
        return open_backend(settings(), self.store.order)

    @property
    def desk(self) -> Desk | None:
        """Where people take a conversation over, if anywhere."""
        return open_desk(settings())

    @property
    def rules(self) -> ShopFile:
        """What the shop allows and promises, as its ``shop.yml`` says now."""
        return shop_file(self.folder)

    def documents(self, question: str, *, top_k: int = 3) -> list[tuple[Document, Passage, float]]:
        """The passages of policies that answer a question, with their cosines, best first."""
        found = self.passages.search(question, self.embedder.embed_one(question), top_k)
        return [
            (self._documents[passage.document_id], passage, cosine) for passage, cosine in found
        ]

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {document.id: document for document in self.store.documents()}


_opening = Lock()


@lru_cache(maxsize=1)
def _open(store: Path, version: str) -> Knowledge:
    return Knowledge.open(store)


def shop() -> Knowledge:
    """This process's shop, as it was imported or patched last; opened anew after an import.

    Who works with the version before can go on doing so.

    Raises `StoreError` as `Knowledge.open` does.
    """
    store = settings().store
    with _opening:
        knowledge = _open(store, current(store).name)
    knowledge.refresh()
    return knowledge
