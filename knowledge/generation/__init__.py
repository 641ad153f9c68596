"""Grounded text: facts in, sentences with sources out."""

from knowledge.generation.alike import similar
from knowledge.generation.answer import Answer, Source
from knowledge.generation.comparison import comparison, comparison_table
from knowledge.generation.composer import (
    details,
    found,
    nothing_found,
    recommendation,
    relaxed,
)
from knowledge.generation.direct import variants_named
from knowledge.generation.questions import answer_question, known_answer, stated_answer, unknown
from knowledge.generation.service import cart, order, policy, reviews
from knowledge.generation.together import bought_together
from knowledge.generation.wishes import in_own_words
from knowledge.generation.wording import (
    whole_name,
)

__all__ = [
    "Answer",
    "Source",
    "answer_question",
    "bought_together",
    "cart",
    "comparison",
    "comparison_table",
    "details",
    "found",
    "in_own_words",
    "known_answer",
    "nothing_found",
    "order",
    "policy",
    "recommendation",
    "relaxed",
    "reviews",
    "similar",
    "stated_answer",
    "unknown",
    "variants_named",
    "whole_name",
]
