"""Policies of several shops, however their pages are written: the passage that answers, or none."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from knowledge.catalog import Document
from knowledge.embeddings.local import bundled_embedder
from knowledge.passages import NEAR, Passages, split

MARKDOWN = Document(
    "delivery",
    "Delivery and returns",
    "# Delivery and returns\n\nWe send furniture to Ireland and the United Kingdom.\n\n## What it costs\n\n"
    "- **Standard:** £4.20, free from £60.\n- **Two-person delivery:** £39.\n\n## Refunds\n\n"
    "The money is back on your card within six working days.\n\n## Return postage\n\n"
    "You pay for it, unless something is broken.\n",
)
PLAIN = Document(
    "help",
    "Help",
    "Opening hours\n\nThe showroom is open Tuesday to Saturday, 10:00 to 18:30.\n\nRepairs\n\n"
    "We mend what we sold for five years. After that a repair costs £30 an hour.\n\nContact\n\n"
    "Ring 01632 960 111 or write to hello@oakwright.example.\n",
)
# What an HTML page becomes: a line a block.
FAQ = Document(
    "faq",
    "Questions",
    "Questions\nDo you paint furniture in my colour?\nYes, for £55 a piece. Allow three weeks.\n"
    "Can I pay in parts?\nIn four parts without interest, from £200.\n",
)


@pytest.fixture(scope="module")
def passages() -> Passages:
    return Passages.build([MARKDOWN, PLAIN, FAQ], bundled_embedder().embed)


Ask = Callable[[str], tuple[str, float]]


@pytest.fixture(scope="module")
def ask(passages: Passages) -> Ask:
    def first(question: str) -> tuple[str, float]:
        vector: npt.NDArray[np.float32] = bundled_embedder().embed_one(question)
        passage, near = passages.search(question, vector, 1)[0]
        return passage.text, near

    return first


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("how much is delivery?", "£4.20"),
        ("do you deliver to Cork?", "Ireland"),
        ("when do I get my money back?", "six working days"),
        ("how long do refunds take", "six working days"),
        ("who pays when I send something back?", "You pay for it"),
        ("when are you open?", "10:00 to 18:30"),
        ("what are your opening hours", "10:00 to 18:30"),
        ("what does a repair cost?", "£30 an hour"),
        ("what is your phone number?", "01632"),
        ("could I have it in my own colour?", "£55"),
        ("can I pay by instalments", "four parts"),
    ],
)
def test_the_passage_that_answers_comes_first(question: str, words: str, ask: Ask) -> None:
    text, near = ask(question)
    assert words in text
    assert near >= NEAR


@pytest.mark.parametrize(
    "question",
    [
        "do you have a loyalty programme?",
        "do you plant a tree for every order?",
        "is my data safe?",
        "who founded the company?",
        "do you sell gift cards?",
    ],
)
def test_what_no_page_speaks_of_is_near_to_none(question: str, ask: Ask) -> None:
    assert ask(question)[1] < NEAR


def test_headings_are_found_however_they_are_written() -> None:
    assert [one.heading for one in split(PLAIN)] == ["Opening hours", "Repairs", "Contact"]
    bold = Document("b", "B", "**Shipping**\n\nBy train.\n\nReturns\n-------\n\nBy hand.\n")
    assert [(one.heading, one.text) for one in split(bold)] == [
        ("Shipping", "By train."),
        ("Returns", "By hand."),
    ]


def test_an_answer_keeps_its_question_and_a_list_what_it_is_of(passages: Passages) -> None:
    texts = [one.text for one in passages.passages]
    assert "Do you paint furniture in my colour? Yes, for £55 a piece. Allow three weeks." in texts
    assert any(text.startswith("What it costs:") for text in texts)
