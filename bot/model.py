"""The trained Rasa model: one file, named after everything it was trained from."""

from __future__ import annotations

import hashlib
import io
from contextlib import redirect_stdout
from importlib.metadata import version
from pathlib import Path

from knowledge.settings import PROJECT

MODELS = PROJECT / "models"
_SOURCES = ("config.yml", "domain.yml", "data/nlu", "data/rules", "data/stories")
_CODE = (
    "bot/nlu",
    "bot/policy.py",
    "knowledge/query",
    "knowledge/embeddings/onnx.py",
    "knowledge/embeddings/export.py",
    "knowledge/index/analyzer.py",
)


def model_path() -> Path:
    """Where the model of the present configuration, training data and components lies, or will."""
    digest = hashlib.sha256(version("rasa").encode())
    for source in (*_SOURCES, *_CODE):
        path = PROJECT / source
        files = [path] if path.is_file() else sorted(path.rglob("*.[yp][my]*"))
        for file in files:
            if file.suffix in (".yml", ".yaml", ".py"):
                digest.update(f"{file.relative_to(PROJECT)}\0".encode() + file.read_bytes())
    return MODELS / f"aisle-{digest.hexdigest()[:16]}.tar.gz"


def train() -> Path:
    """Trains the model with Rasa and removes the ones it replaces.

    Raises `RuntimeError` where Rasa trains nothing, with what Rasa says to it.
    """
    from rasa.model_training import train as rasa_train

    path = model_path()
    data = [str(PROJECT / "data" / name) for name in ("nlu", "rules", "stories")]
    # Rasa reports on standard output, which is kept for what was asked for.
    with redirect_stdout(io.StringIO()) as said:
        result = rasa_train(
            domain=str(PROJECT / "domain.yml"),
            config=str(PROJECT / "config.yml"),
            training_files=data,
            output=str(MODELS),
            fixed_model_name=path.name.removesuffix(".tar.gz"),
            force_training=True,
        )
    if result.code != 0 or not path.exists():
        raise RuntimeError(f"Rasa trained no model: {said.getvalue().strip()}")
    for old in MODELS.glob("aisle-*.tar.gz"):
        if old != path:
            old.unlink()
    return path
