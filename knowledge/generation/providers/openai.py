"""Any server that speaks OpenAI's Chat Completions: OpenAI, vLLM, Ollama, llama.cpp and others."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any, cast

from knowledge.generation.providers import Message, ProviderError

RETRIES = 1  # beside the first try; the client waits with jitter in between


class OpenAIProvider:
    """The official client against a base URL; the key comes from the environment."""

    name = "openai"

    def __init__(self, model: str, base_url: str, api_key: str, timeout: float) -> None:
        import openai  # takes a second, which only who uses it shall pay

        self._openai = openai
        self._model = model
        key = api_key or os.environ.get("OPENAI_API_KEY", "")
        if not key and not base_url:
            raise ProviderError("OPENAI_API_KEY is not set; set it, or OPENAI_BASE_URL to a server")
        self._client = openai.OpenAI(
            # Servers of one's own take any key, but the client demands one.
            api_key=key or "none",
            base_url=base_url or None,
            timeout=timeout,
            max_retries=RETRIES,
        )

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int = 400, temperature: float = 0.2
    ) -> Iterator[str]:
        """The answer in pieces; see `Provider.stream`."""
        try:
            chunks = self._client.chat.completions.create(
                model=self._model,
                messages=cast(Any, list(messages)),
                max_tokens=max_tokens,
                temperature=temperature,
                stream=True,
            )
            finished = False
            for chunk in chunks:
                for choice in chunk.choices:
                    finished = finished or choice.finish_reason is not None
                    if choice.delta.content:
                        yield choice.delta.content
        except (self._openai.OpenAIError, ValueError) as error:
            raise ProviderError(
                f"the language model did not answer ({type(error).__name__}: {error}); "
                "check OPENAI_BASE_URL, OPENAI_API_KEY and AISLE_LM_MODEL"
            ) from error
        if not finished:
            raise ProviderError("the language model's answer broke off")
