"""The ``aisle`` command: one module a subcommand, each importing only what it needs."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any, NoReturn

import click
import structlog
from environs import EnvError

from bot.quiet import LevelError, quiet

_COMMANDS = {
    "chat": "bot.cli.chat",
    "doctor": "bot.cli.doctor",
    "eval": "bot.cli.eval",
    "import": "bot.cli.importing",
    "parse": "bot.cli.parse",
    "requests": "bot.cli.requests",
    "search": "bot.cli.search",
    "train": "bot.cli.train",
}


class _Commands(click.Group):
    """Finds a subcommand's module only when it is called: `aisle search` needs no Rasa."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            value = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _leave_quietly()  # click's own way out would end with 1
        return value

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
    from knowledge.catalog import CatalogError
    from knowledge.embeddings import EmbeddingError
    from knowledge.versions import StoreError

    try:
        quiet(os.environ.get("AISLE_LOG_LEVEL", "warning"))
        aisle.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message(), file=sys.stderr)
        sys.exit(2)
    except click.ClickException as error:
        _say(_with_mend(error))
        sys.exit(2)
    except (CatalogError, EmbeddingError, StoreError, EnvError, LevelError) as error:
        _say(str(error))
        sys.exit(2)
    except OSError as error:
        if error.filename is None:
            _fault(error)
        _say(f"{error.filename}: {error.strerror}; check the path and who may write there")
        sys.exit(2)
    except Exception as error:
        _fault(error)


def _fault(error: Exception) -> NoReturn:
    structlog.get_logger(__name__).debug("fault", exc_info=True)
    _say(f"a fault of ours: {type(error).__name__}: {error} (run again with -v for the trace)")
    sys.exit(1)


def _leave_quietly() -> NoReturn:
    """Ends where the reader of a pipe has left: nothing more can be told."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)


def _with_mend(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else "aisle"
    return f"{error.format_message().rstrip('.')}; `{path} --help` shows what can be given"


def _say(text: str) -> None:
    print(f"aisle: {' '.join(text.split())}", file=sys.stderr)
