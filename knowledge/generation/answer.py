"""What leaves the generation: text, and where every statement in it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Where a statement comes from: ``kind`` is product, review, policy or order."""

    kind: str
    id: str
    text: str


@dataclass(frozen=True)
class Answer:
    """A grounded text; ``generator`` is composer, openai or transformers."""

    text: str
    sources: tuple[Source, ...] = ()
    generator: str = "composer"
