"""What a language model looks like from here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class ProviderError(Exception):
    """The language model cannot be reached or used; the message says why and how to mend it."""


class Provider(Protocol):
    """A language model that answers a conversation with a stream of text.

    ``name`` is what an answer's ``generator`` says: openai or transformers.
    """

    name: str

    def stream(
        self, messages: list[dict[str, str]], *, max_tokens: int, temperature: float
    ) -> Iterator[str]:
        """Pieces of the answer as they come; messages have a ``role`` and a ``content``.

        Raises `ProviderError`, also in the middle of an answer.
        """
        ...
