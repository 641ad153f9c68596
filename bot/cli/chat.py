"""``aisle chat``: the shell on a terminal, one message a line otherwise."""

from __future__ import annotations

import asyncio
import json
import sys
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import as_json, common
from bot.cli.ready import ready_model, ready_store

if TYPE_CHECKING:
    from bot.runtime import Turn


@click.command("chat")
@click.option("--session", help="Continue this conversation; a new one where none is named.")
@common
@as_json
def command(session: str | None, as_json: bool) -> None:
    """Talk to the shop."""
    store, model = ready_store(), ready_model()
    session = session or uuid.uuid4().hex
    if sys.stdin.isatty() and not as_json:
        asyncio.run(_shell(model, store, session))
    else:
        asyncio.run(_lines(model, store, session, as_json))


async def _lines(model: Path, store: Path, session: str, as_json: bool) -> None:
    from bot.cli.rendering import Renderer

    renderer = Renderer()
    async for turn in _turns(model, store, session):
        if as_json:
            print(json.dumps(turn, ensure_ascii=False, allow_nan=False), flush=True)
        else:
            renderer.turn(turn)


async def _turns(model: Path, store: Path, session: str) -> AsyncIterator[Turn]:
    from bot.runtime import open_agent, turn

    agent = await open_agent(model, store)
    # A byte that is no UTF-8 is one odd character, not the end of the conversation.
    sys.stdin.reconfigure(errors="replace")
    for line in sys.stdin:
        yield await turn(agent, session, line.rstrip("\r\n"))


async def _shell(model: Path, store: Path, session: str) -> None:
    from rich.console import Console

    console = Console()
    with console.status("Waking up"):
        from bot.cli.shell import Shell
        from bot.runtime import open_agent

        agent = await open_agent(model, store)
    await Shell(agent, session, console).run()
