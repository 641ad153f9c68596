"""The options that every subcommand takes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
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


def lines(path: Path) -> Iterator[str]:
    """The lines of a text file, without their ends.

    Raises `click.UsageError` where it is not UTF-8.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
                except UnicodeDecodeError as error:
                    wrong = f"byte {line[error.start]:#04x} is not UTF-8"
                    raise click.UsageError(
                        f"{path}, line {number}: {wrong}; save the file as UTF-8"
                    ) from error
    except OSError as error:
        raise click.UsageError(f"{path}: {error.strerror}; check the path") from error


def readable(text: str) -> str:
    """The text with replacement characters for halves of characters, which no model can read."""
    return text.encode("utf-8", "replace").decode("utf-8")


as_json = click.option("--json", "as_json", is_flag=True, help="JSON on stdout and nothing else.")


def _set_store(context: click.Context, option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        os.environ["AISLE_STORE"] = str(value.resolve())


def _set_verbose(context: click.Context, option: click.Parameter, value: bool) -> None:
    if value:
        os.environ["AISLE_LOG_LEVEL"] = "debug"
        quiet("debug")
