"""``aisle parse``: what the bot understands of a message."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import click

from bot.cli.options import as_json, common, lines, readable
from bot.cli.ready import ready_model, ready_store


@click.command("parse")
@click.argument("text", required=False)
@click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="One message a line.",
)
@common
@as_json
def command(text: str | None, file: Path | None, as_json: bool) -> None:
    """Show intent, entities and constraints of TEXT."""
    if (text is None) == (file is None):
        raise click.UsageError("give either a TEXT or --file FILE")
    messages = [text] if file is None else list(lines(file))
    store, model = ready_store(), ready_model()
    for parsed in asyncio.run(_parse(store, model, [readable(one) for one in messages])):
        if as_json:
            print(json.dumps(parsed, ensure_ascii=False, allow_nan=False))
        else:
            _show(parsed)


async def _parse(store: Path, model: Path, messages: list[str]) -> list[dict[str, Any]]:
    from bot.runtime import open_agent, understand

    agent = await open_agent(model, store)
    return [await understand(agent, message) for message in messages]


def _show(parsed: dict[str, Any]) -> None:
    print(f"{parsed['text']}\n  {parsed['intent']} ({parsed['confidence']:.2f})")
    for entity in parsed["entities"]:
        print(f"  {entity['entity']}: {entity['value']}")
    stated = {key: value for key, value in parsed["constraints"].items() if value}
    print(f"  {json.dumps(stated, ensure_ascii=False)}", file=sys.stdout)
