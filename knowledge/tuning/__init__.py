"""A local embedding model tuned on the shop's own catalogue, and kept only where it finds more."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.catalog import Product
from knowledge.embeddings import EmbeddingError
from knowledge.embeddings.choice import Opener, local_folder
from knowledge.embeddings.export import export
from knowledge.embeddings.local import Exported, opened, source_of
from knowledge.evaluation import Judged, known_items, recall, reciprocal_rank
from knowledge.evaluation.intervals import Figure, figure
from knowledge.importing import reembed
from knowledge.index import grouped
from knowledge.knowledge import Knowledge
from knowledge.report import Progress, silent
from knowledge.settings import settings
from knowledge.tuning import training
from knowledge.tuning.pairs import batches
from knowledge.versions import sync

STEPS, MINUTES = 300, 10.0
HELD_OUT = 0.2
"""Of the item groups at most; `known_items` makes no more than 200 queries."""
ENOUGH = 20
"""Queries from which on a difference between two models can show."""
MODES = ("dense", "hybrid")

Figures = npt.NDArray[np.float64]
K = 10


@dataclass(frozen=True)
class Compared:
    """MRR@10 and Recall@10 of one retrieval mode before and after, and how the MRR changed."""

    mode: str
    mrr: tuple[float, float]
    recall: tuple[float, float]
    change: Figure


@dataclass
class Tuning:
    """What came of it. ``queries`` were held out; ``model`` is the folder where it was kept."""

    base: str
    steps: int = 0
    queries: int = 0
    about: str = ""
    compared: list[Compared] = field(default_factory=list)
    model: Path | None = None
    seconds: float = 0.0

    @property
    def is_better(self) -> bool:
        """Whether more is found by vectors alone, for sure, and no less together with keywords."""
        by_mode = {one.mode: one.change for one in self.compared}
        dense, hybrid = (by_mode[mode] for mode in MODES)
        return (dense.low or 0.0) > 0.0 and hybrid.mean >= 0.0

    def to_json(self) -> dict[str, Any]:
        """As `aisle train --embeddings --json` prints it."""
        return {
            "model": str(self.model) if self.model else None,
            "trained": self.model is not None,
            "base": self.base,
            "steps": self.steps,
            "queries": self.queries,
            "about": self.about,
            "figures": [asdict(one) for one in self.compared],
            "seconds": self.seconds,
        }


def tune(
    store: Path,
    *,
    steps: int = STEPS,
    minutes: float = MINUTES,
    seed: int = 0,
    progress: Progress = silent,
) -> Tuning:
    """Tunes the local model that the settings name on a store's products and reviews.

    Some products are held out (`knowledge.evaluation.known_items`), and whether they are found by
    what was said of them decides: only where the tuned model `Tuning.is_better` than the store's
    present one does the store take its vectors from it. ``minutes`` bound the training.

    Raises `StoreError` where there is no store, and `EmbeddingError` where there is too little to
    learn from or no local model.
    """
    started = time.monotonic()
    knowledge = Knowledge.open(store)
    tuning = Tuning(Exported.read(local_folder()).model.name)
    judged = _held_out(knowledge, tuning)
    folder, tuning.steps = make(
        store,
        without={one.query_id for one in judged},
        steps=steps,
        minutes=minutes,
        seed=seed,
        progress=progress,
    )

    def approve(old: Path, new: Path) -> bool:
        progress("Comparing with the present model", 0, None)
        tuning.compared = _compare(Knowledge.of_version(old), Knowledge.of_version(new), judged)
        return tuning.is_better

    reembed(store, open_model=opener(folder), approve=approve, progress=progress)
    tuning.model = folder if tuning.is_better else None
    tuning.seconds = round(time.monotonic() - started, 1)
    return tuning


def make(
    store: Path,
    *,
    without: Collection[str] = (),
    steps: int = STEPS,
    minutes: float = MINUTES,
    seed: int = 0,
    progress: Progress = silent,
) -> tuple[Path, int]:
    """Tunes a model as `tune` does; returns the folder in the store that it is in, and the steps taken.

    The item groups of the products ``without`` are not learnt from. The store does not use it yet,
    and the next `reembed` removes it where it is not for that model.
    """
    base = local_folder()
    products, reviews = _learnt(Knowledge.open(store), without)
    try:
        pairs = batches(products, reviews, training.BATCH, seed)
        first = next(pairs)
    except ValueError as error:
        raise EmbeddingError(str(error)) from error
    progress("Loading the model", 0, None)
    model = training.load(source_of(base))
    done = training.train(
        model,
        chain([first], pairs),
        steps=steps,
        seconds=60 * minutes,
        seed=seed,
        threads=settings().threads,
        progress=lambda done: progress(f"Training, {minutes:g} minutes at most", done, steps),
    )
    return _save(model, store, base), done


def opener(folder: Path) -> Opener:
    """Opens the model in a folder that `make` returned."""
    return lambda threads: opened(folder, threads or settings().query_threads)


def _held_out(knowledge: Knowledge, tuning: Tuning) -> list[Judged]:
    try:
        judged, tuning.about = known_items(knowledge)
    except ValueError as error:
        raise EmbeddingError(f"nothing to measure a tuned model by: {error}") from error
    judged = judged[: int(HELD_OUT * len(knowledge.index))]
    if len(judged) < ENOUGH:
        raise EmbeddingError(
            f"a catalogue of {len(knowledge.index)} item groups is too small to tune a model on: "
            f"{ENOUGH} must be held out to measure by, and at most {HELD_OUT:.0%} of all may be"
        )
    tuning.queries = len(judged)
    return judged


def _learnt(
    knowledge: Knowledge, held_out: Collection[str]
) -> tuple[list[Product], dict[str, list[str]]]:
    """A product of every item group that is not held out, and what buyers wrote, by group."""
    products = [
        variants[0]
        for variants in grouped(list(knowledge.store.all_products()))
        if not any(variant.id in held_out for variant in variants)
    ]
    reviewed = [product for product in products if product.review_count]
    return products, {
        product.group: [review.text for review in knowledge.reviews(product)]
        for product in reviewed
    }


def _save(model: Any, store: Path, base: Path) -> Path:
    """The folder in the store with the tuned model: as sentence-transformers keeps it, and exported."""
    about = Exported.read(base).model
    (store / "models").mkdir(exist_ok=True)
    # What is left here by a fault goes with the next tuning (`forget_tuned`).
    scratch = Path(tempfile.mkdtemp(dir=store / "models"))
    model.to("cpu").save_pretrained(str(scratch))
    is_bundled = about.kind == "bundled"
    export(model, about.kind, about.name, ".", scratch, int8=is_bundled, base=about.fingerprint)
    folder = store / "models" / Exported.read(scratch).model.fingerprint
    if folder.exists():  # trained to the very same before
        shutil.rmtree(scratch)
        return folder
    sync(scratch)
    os.chmod(scratch, 0o755)
    os.rename(scratch, folder)
    return folder


def _compare(old: Knowledge, new: Knowledge, judged: Sequence[Judged]) -> list[Compared]:
    compared = []
    for mode in MODES:
        before, after = (_measured(one, judged, mode) for one in (old, new))
        change = figure((after[0] - before[0]).tolist())
        assert change is not None
        (mrr_before, recall_before), (mrr_after, recall_after) = before.mean(1), after.mean(1)
        compared.append(
            Compared(
                mode,
                (float(mrr_before), float(mrr_after)),
                (float(recall_before), float(recall_after)),
                change,
            )
        )
    return compared


def _measured(knowledge: Knowledge, judged: Sequence[Judged], mode: str) -> Figures:
    """Reciprocal rank and recall of every query, shape (2, queries)."""
    groups = {
        product.id: product.group
        for one in judged
        for product in knowledge.products([one.query_id])
    }
    rows = []
    for one in judged:
        hits = knowledge.retrieve(one.query, top_k=K, mode=mode).hits
        found = [product.group for product in knowledge.found(hits)]
        wanted = {groups[one.query_id]: 1.0}
        rows.append((reciprocal_rank(found, wanted), recall(found, wanted, K)))
    return np.array(rows, np.float64).T
