"""Grounded text: facts in, sentences with sources out."""

from knowledge.generation.alike import similar
from knowledge.generation.answer import Answer, Source
from knowledge.generation.composer import (
    comparison,
    comparison_table,
    details,
    found,
    nothing_found,
    recommendation,
    relaxed,
)
from knowledge.generation.questions import answer_question, unknown
from knowledge.generation.service import cart, order, policy, reviews

__all__ = [
    "Answer",
    "Source",
    "answer_question",
    "cart",
    "comparison",
    "comparison_table",
    "details",
    "found",
    "nothing_found",
    "order",
    "policy",
    "recommendation",
    "relaxed",
    "reviews",
    "similar",
    "unknown",
]
