"""Keeps other libraries' chatter off the shopper's terminal; real warnings still come through.

Import it before anything that imports Rasa or TensorFlow.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict

_QUIET_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "LOG_LEVEL": "ERROR",  # keeps Rasa from drawing bars beside ours; logs are set up below
}

_LEVELS = {
    name: getattr(logging, name.upper())
    for name in ("debug", "info", "warning", "error", "critical")
}
# Deprecations inside libraries concern their authors, not a shop; the message is Rasa's own, given
# on every start whatever the domain holds.
_THEIR_DEPRECATIONS = (DeprecationWarning, PendingDeprecationWarning, FutureWarning)
_SAID_ALWAYS = (
    "Slot auto-fill has been removed",
    # Entities are the catalogue's; those in the training data tell the classifier where goods are.
    "You have defined training data consisting of entity examples",
)
# Rasa's warnings about buttons that it does not know quote what the shopper typed.
_QUOTES_SHOPPER = "Failed to parse arguments in line"


# Names under which Rasa logs what a shopper typed, or what it made of it.
_SAID = frozenset({"user_text", "text", "message", "parse_data_text", "latest_message", "slots"})


class LevelError(ValueError):
    """There is no such log level."""


def quiet(level: str = "warning") -> None:
    """Logs to stderr from ``level`` up, and turns Rasa's telemetry off.

    Raises `LevelError` for an unknown level.
    """
    for name, value in _QUIET_ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    warnings.showwarning = _show  # filters would be reset by libraries as they are imported
    number = _LEVELS.get(level.lower())
    if number is None:
        raise LevelError(f"AISLE_LOG_LEVEL={level}: none of {', '.join(_LEVELS)}")
    logging.basicConfig(
        stream=sys.stderr, level=number, format="%(levelname)s %(name)s: %(message)s"
    )
    for name in ("rasa", "rasa_sdk"):  # below warnings they print whole conversations
        logging.getLogger(name).setLevel(max(number, logging.WARNING))
    structlog.configure(
        processors=[
            _without_what_was_said,
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="%H:%M:%S"),
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(),
                # The rich one prints local variables: a shopper's words do not belong in a log.
                exception_formatter=structlog.dev.plain_traceback,
            ),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _without_what_was_said(logger: Any, method: str, event: EventDict) -> EventDict:
    """Drops Rasa's own debugging, which prints whole conversations, and what it quotes in warnings."""
    caller = sys._getframe()
    while caller.f_back and caller.f_globals.get("__name__", "").startswith(
        ("structlog", __name__)
    ):
        caller = caller.f_back
    if not caller.f_globals.get("__name__", "").startswith(("rasa.", "rasa_sdk.")):
        return event
    if method not in ("warning", "warn", "error", "exception", "critical"):
        raise structlog.DropEvent
    return {name: value for name, value in event.items() if name not in _SAID}


def _show(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """What `warnings` calls: a library's deprecations are dropped, all else is logged."""
    theirs = f"{os.sep}site-packages{os.sep}" in filename or filename.startswith("<frozen")
    if (theirs and issubclass(category, _THEIR_DEPRECATIONS)) or any(
        said in str(message) for said in _SAID_ALWAYS
    ):
        return
    if _QUOTES_SHOPPER in str(message):
        message = "a message that begins with / names no intent; it was taken as text"
    structlog.get_logger("warnings").warning(str(message), category=category.__name__)
