"""The options that every subcommand takes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from bot.quiet import quiet


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds ``--store`` and ``-v``, which take effect before the command runs."""
    store = click.option(
        "--store",
        type=click.Path(path_type=Path, file_okay=False),
        expose_value=False,
        is_eager=True,
        callback=_set_store,
        help="The shop's knowledge; the demo shop, imported on first use, where none is named.",
    )
    verbose = click.option(
        "-v",
        "--verbose",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_set_verbose,
        help="Log what is done, and traces of faults.",
    )
    return store(verbose(command))


as_json = click.option("--json", "as_json", is_flag=True, help="JSON on stdout and nothing else.")


def _set_store(context: click.Context, option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        os.environ["AISLE_STORE"] = str(value.resolve())


def _set_verbose(context: click.Context, option: click.Parameter, value: bool) -> None:
    if value:
        os.environ["AISLE_LOG_LEVEL"] = "debug"
        quiet("debug")
