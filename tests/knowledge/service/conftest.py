"""Servers of other shop systems, on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.loopback import Answer, serving


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], str]]:
    """Begins servers that end with the test."""
    with ExitStack() as stack:
        yield lambda answer: stack.enter_context(serving(answer))
