"""An exported model through onnxruntime: a few milliseconds a message, and no torch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from knowledge.embeddings import MAX_TOKENS, Vectors
from knowledge.embeddings.local import Exported

BATCH = 16  # faster than 64 on two cores with texts sorted by length (measured)


class OnnxEmbedder:
    """The graph and tokenizer in a folder that `knowledge.embeddings.export` wrote."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._about = Exported.read(folder)
        self.model = self._about.model
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(min(MAX_TOKENS, self._about.max_tokens))
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Spinning threads take the core that Rasa's event loop needs.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.embed_one = lru_cache(maxsize=1024)(self._embed_one)

    def embed(
        self, texts: Sequence[str], progress: Callable[[int], None] = lambda done: None
    ) -> Vectors:
        """See `Embedder.embed`; ``progress`` hears each batch's size."""
        return self._embed(texts, self._about.document_prompt, progress)

    def _embed_one(self, text: str) -> Vectors:
        vector: Vectors = self._embed([text], self._about.query_prompt, lambda done: None)[0]
        vector.setflags(write=False)
        return vector

    def _embed(self, texts: Sequence[str], prompt: str, progress: Callable[[int], None]) -> Vectors:
        encodings = self._tokenizer.encode_batch([prompt + text for text in texts])
        vectors = np.zeros((len(texts), self.model.dimension), np.float32)
        for rows in _by_length([len(encoding.ids) for encoding in encodings]):
            width = max(len(encodings[row].ids) for row in rows)
            ids = np.zeros((len(rows), width), np.int64)
            mask = np.zeros((len(rows), width), np.int64)
            for line, row in enumerate(rows):
                length = len(encodings[row].ids)
                ids[line, :length] = encodings[row].ids
                mask[line, :length] = 1
            (vectors[rows],) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
            progress(len(rows))
        return vectors


def _by_length(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows in batches of like length, so that little is spent on padding."""
    order = np.argsort(lengths, kind="stable").tolist()
    for start in range(0, len(order), BATCH):
        yield order[start : start + BATCH]
