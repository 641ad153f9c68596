"""The ``aisle`` command: one module a subcommand, each importing only what it needs."""

from __future__ import annotations

import importlib
import os
import sys

import click
import structlog
from environs import EnvError

from bot.quiet import quiet

_COMMANDS = {
    "chat": "bot.cli.chat",
    "doctor": "bot.cli.doctor",
    "import": "bot.cli.importing",
    "parse": "bot.cli.parse",
    "search": "bot.cli.search",
    "train": "bot.cli.train",
}


class _Commands(click.Group):
    """Finds a subcommand's module only when it is called: `aisle search` needs no Rasa."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(_COMMANDS[name]).command
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="aisle")
def aisle() -> None:
    """A conversational shopping assistant for any shop's own catalogue."""


def main() -> None:
    """Runs the command; exits 0 when done, 2 for faulty input or usage, 1 for a fault of ours."""
    quiet(os.environ.get("AISLE_LOG_LEVEL", "warning"))
    from knowledge.catalog import CatalogError
    from knowledge.knowledge import StoreError

    try:
        aisle.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        _say(error.format_message())
        sys.exit(2)
    except (CatalogError, StoreError, EnvError) as error:
        _say(str(error))
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        structlog.get_logger(__name__).debug("fault", exc_info=True)
        _say(f"a fault of ours: {type(error).__name__}: {error} (run again with -v for the trace)")
        sys.exit(1)


def _say(text: str) -> None:
    print(f"aisle: {' '.join(text.split())}", file=sys.stderr)
