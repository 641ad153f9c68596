"""A language model words the composer's answer better; what it adds does not leave."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import structlog
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from prometheus_client import Counter

from knowledge.generation.answer import Answer
from knowledge.generation.grounding import check
from knowledge.generation.providers import Provider, ProviderError

log = structlog.get_logger(__name__)

MAX_TOKENS = 300
TEMPERATURE = 0.3
LONGEST = 4_000
"""Characters of a model's answer that are read."""
SENTENCES = 6

REWORDED = Counter("aisle_reworded_total", "Answers given to a language model", ["outcome"])
UNGROUNDED = Counter(
    "aisle_ungrounded_sentences_total", "Sentences of a language model that did not leave", ["kind"]
)


def reword(answer: Answer, question: str, provider: Provider | None) -> Answer:
    """The answer in a language model's words, as far as they say what the facts say.

    Sentences that fail the grounding check are dropped. The composer's answer comes back where
    there is no provider, where it fails, or where nothing that it wrote holds; the last two are
    logged and counted.
    """
    if provider is None or not answer.text:
        return answer
    try:
        written = _write(answer, question, provider)
    except ProviderError as error:
        log.warning("language model failed", provider=provider.name, reason=str(error))
        REWORDED.labels("failed").inc()
        return answer
    checked = check(written, answer)
    for failure in checked.failures:
        log.warning("ungrounded sentence dropped", provider=provider.name, claim=failure.kind)
        UNGROUNDED.labels(failure.kind).inc()
    if not checked.text:
        log.warning("nothing grounded was written", provider=provider.name)
        REWORDED.labels("ungrounded").inc()
        return answer
    REWORDED.labels("reworded").inc()
    return Answer(checked.text, answer.sources, provider.name)


def _write(answer: Answer, question: str, provider: Provider) -> str:
    prompts = _prompts()
    messages = [
        {"role": "system", "content": prompts("reword_system", sentences=SENTENCES)},
        {
            "role": "user",
            "content": prompts(
                "reword_user", question=question, answer=answer.text, sources=answer.sources
            ),
        },
    ]
    text = ""
    for piece in provider.stream(messages, max_tokens=MAX_TOKENS, temperature=TEMPERATURE):
        text += piece
        if len(text) > LONGEST:
            break
    return text[:LONGEST].strip()


@lru_cache(maxsize=1)
def _prompts() -> Any:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "prompts"),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
    )
    return lambda name, **values: environment.get_template(f"{name}.jinja").render(**values)
