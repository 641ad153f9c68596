"""The shop's documents in passages of a section each, found by meaning."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from knowledge.catalog import Document
from knowledge.embeddings import Vectors
from knowledge.query.tokens import stems, tokenize
from knowledge.query.words import FILLERS

_ITEM = re.compile(r"(?:[-*+]|\d+[.)])[ \t]")
_VAGUE = frozenset(stems("policy policies and the of our for terms information help"))
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
LONGEST = 900  # characters; the embedding model reads about 128 tokens

NEAR = 0.35
"""Below this cosine a passage is about something else (measured on questions of three shops)."""
SURE = 0.45
"""From this cosine on a passage answers even what was not understood to ask for it."""

# Set by reading the answers to questions on the policies of three shops.
SAID, KIND, FIRST = 0.15, 0.08, 0.12

_KINDS = (
    (
        re.compile(
            r"\b(?:how (?:long|many days|soon|fast|quick\w*)|when|what time)\b", re.IGNORECASE
        ),
        re.compile(
            r"\b(?:\d+|one|two|three|four|five|six|seven|ten|twelve|thirty)\W{0,3}(?:\w+ ){0,2}"
            r"(?:minutes?|hours?|days?|weeks?|months?|years?)\b|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b"
            r"|\b\d{1,2}:\d\d\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(r"\b(?:how (?:much|expensive)|costs?|fees?|charges?|prices?)\b", re.IGNORECASE),
        re.compile(r"[$€£¥₹]\s?\d|\d\s?(?:[$€£¥₹]|[A-Z]{3}\b)|\bfree\b"),
    ),
)


@dataclass(frozen=True)
class Passage:
    """One section of a document: its heading (the document's title where it has none) and text."""

    document_id: str
    heading: str
    text: str
    document_title: str = ""
    is_first: bool = False


@dataclass(frozen=True)
class Passages:
    """All passages of a shop and their unit vectors, shape (passages, 384)."""

    passages: tuple[Passage, ...]
    vectors: Vectors

    @classmethod
    def build(
        cls, documents: Sequence[Document], embed: Callable[[list[str]], Vectors]
    ) -> Passages:
        """Splits documents at their headings and embeds each section under its headings."""
        found, texts = [], []
        for document in documents:
            for passage in split(document):
                found.append(passage)
                texts.append(f"{document.title}. {passage.heading}. {passage.text}")
        return cls(tuple(found), embed(texts))

    def search(self, question: str, vector: Vectors, top_k: int = 3) -> list[tuple[Passage, float]]:
        """The passages that answer a question with this unit vector best, with their cosines.

        Nearness in meaning decides, helped by `evidence`, and by standing first in a document: what
        a page is about comes before its exceptions.
        """
        cosines = self.vectors @ vector
        asked = set(stems(question))
        scores = cosines + np.array(
            [
                evidence(question, f"{passage.heading} {passage.text}", passage.document_title)
                + (FIRST if passage.is_first and _is_about(passage, asked) else 0.0)
                for passage in self.passages
            ]
        )
        order = np.argsort(-scores, kind="stable")[:top_k]
        return [(self.passages[row], float(cosines[row])) for row in order]

    def save(self, folder: Path) -> None:
        """Writes passages and vectors to a folder that `load` reads."""
        folder.mkdir(parents=True, exist_ok=True)
        rows = [asdict(passage) for passage in self.passages]
        text = json.dumps(rows, ensure_ascii=False)
        (folder / "passages.json").write_text(text, encoding="utf-8")
        np.save(folder / "vectors.npy", self.vectors)

    @classmethod
    def load(cls, folder: Path) -> Passages:
        """Opens what `save` wrote."""
        rows = json.loads((folder / "passages.json").read_text(encoding="utf-8"))
        return cls(tuple(Passage(**row) for row in rows), np.load(folder / "vectors.npy"))


def split(document: Document) -> list[Passage]:
    """The sections of a document, long ones cut at paragraphs; headings without text are left out."""
    pieces = _HEADING.split(document.text)
    sections = [(document.title, pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]
    texts = [(heading, text) for heading, body in sections for text in _cut(body.strip())]
    return [
        # A list says nothing without what introduces it.
        Passage(
            document.id,
            heading,
            f"{heading}:\n\n{text}" if _ITEM.match(text) else text,
            document.title,
            place == 0,
        )
        for place, (heading, text) in enumerate(texts)
    ]


def _is_about(passage: Passage, asked: set[str]) -> bool:
    """Whether a question names what the passage's document is about."""
    return bool(asked & {token.stem for token in tokenize(passage.document_title)} - _VAGUE)


def evidence(question: str, text: str, title: str = "") -> float:
    """What speaks for a text as an answer besides its nearness, on the scale of a cosine.

    The share of the question's words that the text (or its document's title) has, and whether it
    holds the kind of thing asked for: a time for "how long", money for "how much".
    """
    asked = {token.stem for token in tokenize(question) if token.folded not in FILLERS}
    spoken = set(stems(f"{title} {text}"))
    found = SAID * len(asked & spoken) / len(asked) if asked else 0.0
    for pattern, kind in _KINDS:
        if pattern.search(question) and kind.search(text):
            found += KIND
    return found


def _cut(body: str) -> list[str]:
    texts: list[str] = []
    for paragraph in filter(None, (part.strip() for part in body.split("\n\n"))):
        if texts and len(texts[-1]) + len(paragraph) < LONGEST:
            texts[-1] += "\n\n" + paragraph
        else:
            texts.append(paragraph)
    return texts
