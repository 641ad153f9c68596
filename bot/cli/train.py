"""``aisle train``: the Rasa model, or an embedding model of the shop's own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from bot.cli.options import as_json, common
from bot.cli.progress import progress
from bot.cli.ready import ready_model, ready_store
from bot.model import model_path

if TYPE_CHECKING:
    from knowledge.tuning import Tuning


@click.command("train")
@click.option(
    "--embeddings",
    is_flag=True,
    help="Instead: tune the embedding model on the store's products and reviews. It is kept where it "
    "finds more of them than the present one.",
)
@click.option("--steps", default=300, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--minutes", default=10.0, show_default=True, help="After which training ends.")
@click.option("--seed", default=0, show_default=True)
@common
@as_json
def command(embeddings: bool, steps: int, minutes: float, seed: int, as_json: bool) -> None:
    """Train the Rasa model; nothing to do is said and costs nothing."""
    if embeddings:
        _embeddings(steps, minutes, seed, as_json)
        return
    path = model_path()
    trained = not path.exists()
    if trained:
        ready_store()
        ready_model()
    if as_json:
        print(json.dumps({"model": str(path), "trained": trained}))
    else:
        print(f"{'Trained' if trained else 'Nothing to do: up to date is'} {path.name}")


def _embeddings(steps: int, minutes: float, seed: int, as_json: bool) -> None:
    store = ready_store()
    with progress() as hear:
        hear("Reading the catalogue", 0, None)
        from knowledge.tuning import tune

        tuning = tune(store, steps=steps, minutes=minutes, seed=seed, progress=hear)
    if as_json:
        print(json.dumps(tuning.to_json(), ensure_ascii=False))
    else:
        _tell(tuning)


def _tell(tuning: Tuning) -> None:
    print(
        f"Tuned {tuning.base} in {tuning.steps} steps, {tuning.seconds:.0f} s in all. "
        f"{tuning.queries} products were held out.\n{tuning.about}"
    )
    print(f"{'':<8}  {'MRR@10':^18}{'Recall@10':^18}change of MRR@10 (95 %)")
    for one in tuning.compared:
        change = f"{one.change.mean:+.3f} ({one.change.low:+.3f} to {one.change.high:+.3f})"
        print(f"{one.mode:<8}  {_both(one.mrr)}{_both(one.recall)}{change}")
    if tuning.model:
        print(f"It is better. The store's vectors are its own from now on: {tuning.model}")
    else:
        print("It is not better for sure. The store keeps the model that it has.")


def _both(figures: tuple[float, float]) -> str:
    return f"{figures[0]:>7.3f} -> {figures[1]:.3f} "
