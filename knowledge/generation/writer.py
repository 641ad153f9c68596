"""A language model words the composer's answer better; what it adds does not leave."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import structlog
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from prometheus_client import Counter

from knowledge.generation.answer import Answer
from knowledge.generation.grounding import check
from knowledge.generation.providers import (
    Message,
    Provider,
    ProviderError,
    provider_from_settings,
)
from knowledge.settings import settings

log = structlog.get_logger(__name__)

MAX_TOKENS = 300
TEMPERATURE = 0.3
LONGEST = 4_000
"""Characters of a model's answer that are read."""

REWORDED = Counter("aisle_reworded_total", "Answers given to a language model", ["outcome"])
UNGROUNDED = Counter(
    "aisle_ungrounded_sentences_total", "Sentences of a language model that did not leave", ["kind"]
)


def worded(answer: Answer, question: str) -> Answer:
    """`reword` by the language model of this process's settings; the answer itself without one."""
    return reword(answer, question, _provider())


@lru_cache(maxsize=1)
def _provider() -> Provider | None:
    now = settings()
    try:
        return provider_from_settings(
            now.lm, now.lm_model, now.lm_base_url, now.lm_api_key, now.lm_timeout
        )
    except ProviderError as error:
        log.error("no language model", reason=str(error))
        return None


def reword(answer: Answer, question: str, provider: Provider | None) -> Answer:
    """The answer in a language model's words, where all they say is what the facts say.

    The composer's answer comes back where there is no provider, where it fails, or where a
    sentence of it does not pass the grounding check; the last two are logged and counted.
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
        UNGROUNDED.labels(failure.kind).inc()
    if checked.failures or not checked.text:
        claims = sorted({failure.kind for failure in checked.failures})
        log.warning("ungrounded text dropped", provider=provider.name, claims=claims)
        REWORDED.labels("ungrounded").inc()
        return answer
    REWORDED.labels("reworded").inc()
    return Answer(checked.text, answer.sources, provider.name)


def _write(answer: Answer, question: str, provider: Provider) -> str:
    system = (
        _prompts().get_template("reword.jinja").render(sources=answer.sources, answer=answer.text)
    )
    messages: list[Message] = [
        {"role": "system", "content": system},
        {"role": "user", "content": question},
    ]
    text = ""
    for piece in provider.stream(messages, max_tokens=MAX_TOKENS, temperature=TEMPERATURE):
        text += piece
        if len(text) > LONGEST:
            break
    return text[:LONGEST].strip()


@lru_cache(maxsize=1)
def _prompts() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "prompts"),
        undefined=StrictUndefined,
        autoescape=False,
    )
