"""Makes what a command needs, where it is missing: the store, the model."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock

from bot.cli.progress import progress
from bot.model import model_path, train


def ready_store() -> Path:
    """The store that commands use; the demo shop is imported where there is none yet.

    Raises `StoreError` where a store of the shop's own cannot be read, or where the settings name
    another embedding model than made it.
    """
    from knowledge.embeddings.choice import check
    from knowledge.settings import settings
    from knowledge.versions import StoreError, current

    store = settings().store
    try:
        version = current(store)
    except StoreError:
        from knowledge.importing import ensure

        with progress() as hear:
            hear("Importing the demo shop", 0, None)
            ensure(store, hear)
    else:
        check(version)
    return store


def ready_model() -> Path:
    """The trained model; trained where configuration or training data have changed."""
    path = model_path()
    if not path.exists():
        with progress() as hear:
            hear("Training the Rasa model (about a minute)", 0, None)
            path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(path.parent / "train.lock"):  # two first starts train once
                if not path.exists():
                    train()
    return path
