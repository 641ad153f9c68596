"""``aisle requests``: what shoppers asked to have done about orders kept in the store itself."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from bot.cli.options import as_json, common


@click.command("requests")
@common
@as_json
def command(as_json: bool) -> None:
    """List the cancellations, changes and returns that shoppers asked for in the chat."""
    from knowledge import database
    from knowledge.service.requests import Requests
    from knowledge.settings import settings
    from knowledge.versions import current

    current(settings().store)
    for one in Requests(database.shared(settings().store / "requests.db")).all():
        if as_json:
            print(json.dumps(asdict(one), ensure_ascii=False))
        else:
            detail = ", ".join(f"{name}: {value}" for name, value in one.detail.items() if value)
            print(f"{one.made}  {one.order_id}  {one.kind.replace('_', ' ')}  {detail}".rstrip())
