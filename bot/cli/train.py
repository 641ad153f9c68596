"""``aisle train``: the Rasa model."""

from __future__ import annotations

import json

import click

from bot.cli.options import as_json, common
from bot.cli.ready import ready_model, ready_store
from bot.model import model_path


@click.command("train")
@common
@as_json
def command(as_json: bool) -> None:
    """Train the Rasa model; nothing to do is said and costs nothing."""
    path = model_path()
    trained = not path.exists()
    if trained:
        ready_store()
        ready_model()
    if as_json:
        print(json.dumps({"model": str(path), "trained": trained}))
    else:
        print(f"{'Trained' if trained else 'Nothing to do: up to date is'} {path.name}")
