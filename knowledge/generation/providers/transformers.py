"""A causal language model of one's own, by name or folder, through transformers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Thread
from typing import Any

from knowledge.generation.providers import Message, ProviderError


class TransformersProvider:
    """A local model on the GPU where there is one; torch is imported only here."""

    name = "transformers"

    def __init__(self, model: str) -> None:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        device = "cuda" if torch.cuda.is_available() else "cpu"
        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(model)
            loaded: Any = AutoModelForCausalLM.from_pretrained(model)
            self._model: Any = loaded.to(device).eval()
        except (OSError, ValueError) as error:
            raise ProviderError(
                f"the language model {model} cannot be loaded ({error}); "
                "AISLE_LM_MODEL must be the folder of a causal model, or a name that is reachable"
            ) from error

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int = 400, temperature: float = 0.2
    ) -> Iterator[str]:
        """The answer in pieces; see `Provider.stream`."""
        from transformers import TextIteratorStreamer

        streamer: Any = TextIteratorStreamer(
            self._tokenizer, skip_prompt=True, skip_special_tokens=True
        )
        inputs = self._tokenizer(self._prompt(messages), return_tensors="pt").to(self._model.device)
        faults: list[Exception] = []

        def generate() -> None:
            try:
                self._model.generate(
                    **inputs,
                    streamer=streamer,
                    max_new_tokens=max_tokens,
                    do_sample=temperature > 0,
                    temperature=temperature or None,
                    pad_token_id=self._tokenizer.eos_token_id,
                )
            except Exception as error:  # the reading thread must hear of it, whatever it is
                faults.append(error)
                streamer.end()

        worker = Thread(target=generate, daemon=True)
        worker.start()
        yield from streamer
        worker.join()
        if faults:
            raise ProviderError(f"the language model failed: {faults[0]}") from faults[0]

    def _prompt(self, messages: Sequence[Message]) -> str:
        if self._tokenizer.chat_template:
            return str(
                self._tokenizer.apply_chat_template(
                    list(messages), tokenize=False, add_generation_prompt=True
                )
            )
        lines = [f"{message['role']}: {message['content']}" for message in messages]
        return "\n".join([*lines, "assistant:"])
