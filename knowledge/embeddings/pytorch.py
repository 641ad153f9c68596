"""A sentence-transformers model that no graph can stand for, through torch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from knowledge.embeddings import MAX_TOKENS, EmbeddingError, Model, Vectors

CHUNK = 256
"""Texts after which progress is told; they are put into batches of like length."""


class TorchEmbedder:
    """The model itself, on the GPU where there is one; torch is imported only here."""

    def __init__(self, model: Model, source: str) -> None:
        from sentence_transformers import SentenceTransformer

        self.model = model
        try:
            self._encoder: Any = SentenceTransformer(source, local_files_only=True)
        except Exception as error:  # the hub's and the model's own, of all kinds
            raise EmbeddingError(
                f"the embedding model {source} cannot be loaded any more "
                f"({type(error).__name__}: {error}); bring its files back"
            ) from error
        longest = self._encoder.max_seq_length or MAX_TOKENS
        self._encoder.max_seq_length = min(MAX_TOKENS, longest)
        self.embed_one = lru_cache(maxsize=1024)(self._embed_one)

    def embed(
        self, texts: Sequence[str], progress: Callable[[int], None] = lambda done: None
    ) -> Vectors:
        """See `Embedder.embed`; ``progress`` hears each chunk's size."""
        vectors = np.zeros((len(texts), self.model.dimension), np.float32)
        for start in range(0, len(texts), CHUNK):
            chunk = list(texts[start : start + CHUNK])
            vectors[start : start + CHUNK] = self._encoder.encode_document(
                chunk, normalize_embeddings=True, show_progress_bar=False
            )
            progress(len(chunk))
        return vectors

    def _embed_one(self, text: str) -> Vectors:
        vector: Vectors = self._encoder.encode_query(
            text, normalize_embeddings=True, show_progress_bar=False
        ).astype(np.float32)
        vector.setflags(write=False)
        return vector
