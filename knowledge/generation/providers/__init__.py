"""Language models behind one small interface: messages in, text out in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, TypedDict

KINDS = ("none", "openai", "transformers")


class Message(TypedDict):
    """One message of a conversation with a model; ``role`` is system, user or assistant."""

    role: str
    content: str


class ProviderError(Exception):
    """The language model cannot be used or did not answer; the message says why and the mend."""


class Provider(Protocol):
    """A language model.

    >>> provider = provider_from_settings("openai", "some-model", base_url="http://localhost:8000/v1")
    >>> "".join(provider.stream([{"role": "user", "content": "Hello"}]))  # doctest: +SKIP
    """

    name: str

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int = 400, temperature: float = 0.2
    ) -> Iterator[str]:
        """The answer in pieces, as they come.

        Raises `ProviderError` where the model cannot be reached, refuses, or breaks off.
        """


def provider_from_settings(
    kind: str, model: str, base_url: str = "", api_key: str = "", timeout: float = 8.0
) -> Provider | None:
    """The provider that the settings name; None for ``none``. Loads nothing that is not used.

    Raises `ProviderError` for an unknown kind, or where the model is not named.
    """
    if kind == "none":
        return None
    if kind not in KINDS:
        raise ProviderError(f"AISLE_LM={kind}: unknown; choose one of {', '.join(KINDS)}")
    if not model:
        raise ProviderError(f"AISLE_LM={kind} needs a model; name it with AISLE_LM_MODEL")
    if kind == "openai":
        from knowledge.generation.providers.openai import OpenAIProvider

        return OpenAIProvider(model, base_url, api_key, timeout)
    from knowledge.generation.providers.transformers import TransformersProvider

    return TransformersProvider(model)
