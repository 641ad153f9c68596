"""Texts as unit vectors, whichever model makes them: one small interface, a module a kind of model.

What this module holds costs nothing to import; a model's libraries are imported where it is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Vectors: TypeAlias = "npt.NDArray[np.float32]"

KINDS = ("bundled", "sentence-transformers", "openai")

MAX_TOKENS = 128
"""Tokens of a text that a local model reads: a product's title, category and opening sentences."""


class EmbeddingError(Exception):
    """The embedding model cannot be had or did not answer; the message says why, and the mend."""


@dataclass(frozen=True)
class Model:
    """Which model made a store's vectors; vectors of two models are never compared.

    ``kind`` is one of `KINDS`. ``fingerprint`` tells apart what goes by the same name: a digest of a
    local model's weights, tokens and prompts; what a server answers to a fixed text. ``base`` is the
    fingerprint of the model that this one was tuned from (`aisle train --embeddings`), or "".
    ``mean`` and ``deviation`` are those of its cosines of unrelated texts (`knowledge.embeddings.scale`).
    """

    kind: str
    name: str
    dimension: int
    fingerprint: str
    base: str = ""
    mean: float = 0.0
    deviation: float = 1.0


class Embedder(Protocol):
    """A model that turns texts into unit vectors.

    >>> vectors = bundled_embedder().embed(["a blue tent", "navy shelter for camping"])
    >>> vectors.shape
    (2, 384)
    """

    model: Model

    def embed(
        self, texts: Sequence[str], progress: Callable[[int], None] = lambda done: None
    ) -> Vectors:
        """L2-normalised vectors of what a shop says, shape (len(texts), dimension).

        ``progress`` hears how many more are done. Raises `EmbeddingError` where the model fails.
        """

    def embed_one(self, text: str) -> Vectors:
        """The L2-normalised vector of what a shopper says, shape (dimension,); remembered, read-only.

        Raises `EmbeddingError` where the model fails.
        """
