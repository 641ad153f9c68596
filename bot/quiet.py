"""Keeps other libraries' chatter off the shopper's terminal; real warnings still come through.

Import it before anything that imports Rasa or TensorFlow.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings

import structlog

_QUIET_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
}

# Deprecations inside libraries concern their authors, not a shop.
_THEIR_DEPRECATIONS = (DeprecationWarning, PendingDeprecationWarning, FutureWarning)


def quiet(level: str = "warning") -> None:
    """Logs to stderr from ``level`` up, and turns Rasa's telemetry off."""
    for name, value in _QUIET_ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    for category in _THEIR_DEPRECATIONS:
        warnings.filterwarnings("ignore", category=category)
    warnings.filterwarnings("ignore", message="Slot auto-fill has been removed")
    warnings.filterwarnings("ignore", message="Calling URL\\(\\) directly", module="rasa")
    number = logging.getLevelName(level.upper())
    logging.basicConfig(stream=sys.stderr, level=number, format="%(levelname)s %(name)s: %(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="%H:%M:%S"),
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
