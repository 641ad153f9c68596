"""Any server that speaks OpenAI's embeddings: OpenAI, vLLM, Ollama, llama.cpp, TEI and others."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

import numpy as np

from knowledge.embeddings import EmbeddingError, Model, Vectors
from knowledge.embeddings.scale import UNRELATED, spread

BATCH = 64
AT_ONCE = 4
"""Texts in a request of an import, and requests at a time."""
LONGEST = 2_000
"""Characters of a text that are sent; servers refuse what is longer than their model reads."""
IMPORT_TIMEOUT, IMPORT_RETRIES = 30.0, 3
"""Seconds; and tries beside the first, between which the client waits longer and longer."""
REST = 15.0
"""Seconds in which a server that did not answer a query is not asked again: shoppers do not wait."""

PROBE = "Waterproof hiking jacket for women, size M"
SAME = 0.98
"""Cosine from which on two answers to `PROBE` come from one model (rounding stays above .999)."""

ADVICE = "check AISLE_EMBEDDINGS_BASE_URL, AISLE_EMBEDDINGS_MODEL and AISLE_EMBEDDINGS_API_KEY"


class OpenAIEmbedder:
    """The official client against a base URL; the key comes from the environment.

    Without ``made_with`` the server is asked at once what its vectors are like; with it, what it
    answers first must be by that model. ``timeout`` is how many seconds a query may take.

    Raises `EmbeddingError` where the server does not answer, or where the key is missing.
    """

    def __init__(
        self,
        name: str,
        base_url: str,
        api_key: str,
        timeout: float,
        made_with: Model | None = None,
    ) -> None:
        import openai  # takes a second, which only who uses it shall pay

        if not api_key and not base_url:
            raise EmbeddingError(
                "AISLE_EMBEDDINGS=openai needs OPENAI_API_KEY, or AISLE_EMBEDDINGS_BASE_URL for a "
                "server of your own; set one of them"
            )
        self._openai = openai
        self._name = name
        # Servers of one's own take any key, but the client demands one.
        self._client = openai.OpenAI(api_key=api_key or "none", base_url=base_url or None)
        self._timeout = timeout
        self._rests_until = 0.0
        self._is_checked = made_with is None
        self.model = made_with or self._ask_model()
        self.embed_one = lru_cache(maxsize=1024)(self._embed_one)

    def embed(
        self, texts: Sequence[str], progress: Callable[[int], None] = lambda done: None
    ) -> Vectors:
        """See `Embedder.embed`; ``progress`` hears each request's size."""
        if not self._is_checked:
            self.check()
        vectors = np.zeros((len(texts), self.model.dimension), np.float32)
        starts = range(0, len(texts), BATCH)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = pool.map(lambda start: self._import(texts[start : start + BATCH]), starts)
            try:
                for start, answer in zip(starts, answers, strict=True):
                    vectors[start : start + BATCH] = answer
                    progress(len(answer))
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
        return vectors

    def check(self) -> None:
        """Raises `EmbeddingError` where the server does not answer, or another model does."""
        self._compare(self._import([PROBE])[0])
        self._is_checked = True

    def _embed_one(self, text: str) -> Vectors:
        if time.monotonic() < self._rests_until:
            raise EmbeddingError(f"the server of {self._name} did not answer a moment ago")
        # The first answer shows whether the server has another model by now.
        asked = [text] if self._is_checked else [text, PROBE]
        try:
            vectors = self._ask(asked, self._timeout, 0)
            if not self._is_checked:
                self._compare(vectors[1])
        except (self._openai.OpenAIError, EmbeddingError) as error:
            self._rests_until = time.monotonic() + REST
            if isinstance(error, EmbeddingError):
                raise
            # What the server says may quote the shopper.
            raise EmbeddingError(f"{self._fault(error)}; {ADVICE}") from None
        self._is_checked = True
        vector: Vectors = vectors[0]
        vector.setflags(write=False)
        return vector

    def _import(self, texts: Sequence[str]) -> Vectors:
        try:
            return self._ask(texts, IMPORT_TIMEOUT, IMPORT_RETRIES)
        except self._openai.OpenAIError as error:
            said = " ".join(str(error).split())[:300]
            raise EmbeddingError(f"{self._fault(error)}: {said}; {ADVICE}") from error

    def _ask(self, texts: Sequence[str], timeout: float, retries: int) -> Vectors:
        """Unit vectors, shape (len(texts), dimension).

        Raises `openai.OpenAIError` where there is no answer, and `EmbeddingError` for a wrong one.
        """
        client = self._client.with_options(timeout=timeout, max_retries=retries)
        try:
            answer = client.embeddings.create(
                model=self._name,
                input=[text[:LONGEST].strip() or "-" for text in texts],  # empty ones are refused
                encoding_format="float",  # which every server knows
            )
            rows = [row.embedding for row in sorted(answer.data, key=lambda row: row.index)]
            vectors = np.asarray(rows, np.float32)
        except (AttributeError, TypeError, ValueError) as error:
            raise EmbeddingError(
                f"the server of {self._name} answered with something else than vectors; {ADVICE}"
            ) from error
        wanted = (len(texts), self.model.dimension if hasattr(self, "model") else vectors.shape[-1])
        lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
        if vectors.shape != wanted or not np.isfinite(lengths).all() or not lengths.all():
            raise EmbeddingError(
                f"the server of {self._name} answered with vectors of shape {vectors.shape}, not "
                f"{wanted}, or with empty ones; {ADVICE}"
            )
        unit: Vectors = vectors / lengths
        return unit

    def _ask_model(self) -> Model:
        vector, *unrelated = self._import([PROBE, *UNRELATED])
        fingerprint = base64.b64encode(vector.astype("<f2").tobytes()).decode()
        mean, deviation = spread(np.stack(unrelated))
        return Model("openai", self._name, len(vector), fingerprint, mean=mean, deviation=deviation)

    def _compare(self, vector: Vectors) -> None:
        held = np.frombuffer(base64.b64decode(self.model.fingerprint), "<f2").astype(np.float32)
        if not float(held @ vector) >= SAME:
            raise EmbeddingError(
                f"the server's {self._name} is another model by now than the one that made the "
                "store's vectors; bring that one back, or run `aisle import --re-embed`"
            )

    def _fault(self, error: Exception) -> str:
        status = getattr(error, "status_code", None)
        kind = f"{type(error).__name__}, HTTP {status}" if status else type(error).__name__
        return f"the server of {self._name} did not answer ({kind})"
