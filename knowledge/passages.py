"""The shop's documents in passages of a section each, found by meaning."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.catalog import Document
from knowledge.embeddings import Vectors
from knowledge.query.tokens import stems, tokenize
from knowledge.query.words import FILLERS
from knowledge.sentences import plain, sentences

_ITEM = re.compile(r"(?:[-*+]|\d+[.)])[ \t]")
_VAGUE = frozenset(stems("policy policies and the of our for terms information help"))
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
_UNDERLINED = re.compile(r"^([^\n#>*+-][^\n]{0,80})\n(?:={3,}|-{3,})\s*$", re.MULTILINE)
_BOLD = re.compile(r"^(?:\*\*|__)([^*_\n]{2,80}?)(?:\*\*|__):?\s*$", re.MULTILINE)
_LETTER = re.compile(r"[^\W\d_]")
_ENDED = re.compile(r"[.!:;,…。！]$|[.!]\s")
LONGEST_HEADING = 70  # characters
LONGEST = 900  # characters; the embedding model reads about 128 tokens

NEAR = 0.42
"""Below this nearness a passage is about something else."""
SURE = 0.5
"""From this nearness on a passage answers even what was not understood to ask for it."""

# Set on 120 questions to the policies of eight shops, 33 of which these do not answer.
SAID, KIND, FIRST, SURE_KIND = 0.15, 0.12, 0.03, 0.2

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
REACHED = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|(?<![\w.,-])\+?(?:\(\d+\)|\d)(?:[\s()./-]{0,2}\d){6,}(?![\w-])|\b\d{3}-\d{4}\b"
)
"""An e-mail address or a telephone number."""
# Such a question is answered by such a text, whatever else the two have in common.
_SURE_KINDS = (
    (
        re.compile(r"\b(?:open|opening|hours|closed?|closes|closing)\b", re.IGNORECASE),
        re.compile(
            r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b(?=.*\d)"
            r"|\b\d{1,2}(?::\d\d| ?[ap]\.?m\b\.?) ?(?:to|until|-|–) ?\d",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        re.compile(r"\b(?:phone|telephone|call|e-?mail|contact|reach)\b", re.IGNORECASE),
        REACHED,
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
    """All passages of a shop and their unit vectors, shape (passages, dimensions).

    ``parts`` are the vectors of their headings and sentences, ``owners`` the rows of the passages
    that these belong to: a long passage may answer with one sentence.
    """

    passages: tuple[Passage, ...]
    vectors: Vectors
    parts: Vectors
    owners: npt.NDArray[np.int64]

    @classmethod
    def build(
        cls, documents: Sequence[Document], embed: Callable[[list[str]], Vectors]
    ) -> Passages:
        """Splits documents at their headings and embeds each section whole and in its parts."""
        found = [passage for document in documents for passage in split(document)]
        whole = [f"{one.document_title}. {one.heading}. {one.text}" for one in found]
        parts: list[str] = []
        owners: list[int] = []
        for row, one in enumerate(found):
            texts = [
                one.heading,
                *(f"{one.heading}. {part}" for part in sentences(plain(one.text))),
            ]
            parts += texts
            owners += [row] * len(texts)
        vectors = embed([*whole, *parts])
        return cls(
            tuple(found), vectors[: len(whole)], vectors[len(whole) :], np.array(owners, np.int64)
        )

    def search(self, question: str, vector: Vectors, top_k: int = 3) -> list[tuple[Passage, float]]:
        """The passages that answer a question with this unit vector best, with how near they are.

        Nearness is the mean of the cosines of a passage and of its nearest part. It decides, helped
        by `evidence`, and by standing first in a document: what a page is about comes before its
        exceptions.
        """
        if not self.passages:
            return []
        nearest = np.full(len(self.passages), -1.0)
        np.maximum.at(nearest, self.owners, self.parts @ vector)
        near = (self.vectors @ vector + nearest) / 2
        near += np.array([_sure_kind(question, one.text) for one in self.passages])
        asked = set(stems(question))
        scores = near + np.array(
            [
                evidence(question, f"{one.heading} {one.text}", one.document_title)
                + (FIRST if one.is_first and _titles(one) & asked else 0.0)
                for one in self.passages
            ]
        )
        order = np.argsort(-scores, kind="stable")[:top_k]
        return [(self.passages[row], float(near[row])) for row in order]

    def save(self, folder: Path) -> None:
        """Writes passages and vectors to a folder that `load` reads."""
        folder.mkdir(parents=True, exist_ok=True)
        rows = [asdict(passage) for passage in self.passages]
        text = json.dumps(rows, ensure_ascii=False)
        (folder / "passages.json").write_text(text, encoding="utf-8")
        np.savez(folder / "vectors.npz", vectors=self.vectors, parts=self.parts, owners=self.owners)

    @classmethod
    def load(cls, folder: Path) -> Passages:
        """Opens what `save` wrote."""
        rows = json.loads((folder / "passages.json").read_text(encoding="utf-8"))
        with np.load(folder / "vectors.npz") as held:
            return cls(
                tuple(Passage(**row) for row in rows),
                held["vectors"],
                held["parts"],
                held["owners"],
            )


def split(document: Document) -> list[Passage]:
    """The sections of a document, long ones cut at paragraphs; headings without text are left out."""
    pieces = _HEADING.split(with_headings(document.text))
    sections = [(document.title, pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]
    texts = [(heading, text) for heading, body in sections for text in _cut(body.strip())]
    return [
        Passage(document.id, heading, _introduced(heading, text), document.title, place == 0)
        for place, (heading, text) in enumerate(texts)
    ]


def _introduced(heading: str, text: str) -> str:
    """A list, and the answer to a question, say nothing without what introduces them."""
    if heading.endswith("?"):
        return f"{heading} {text}"
    return f"{heading}:\n\n{text}" if _ITEM.match(text) else text


def with_headings(text: str) -> str:
    """A text whose headings are marked as Markdown's.

    Pages that were HTML or plain text have theirs on short lines of their own, without a full stop.
    """
    text = _UNDERLINED.sub(r"# \1", _BOLD.sub(r"# \1", text))
    if _HEADING.search(text):
        return text
    lines = [line.strip() for line in text.split("\n")]
    told = [place for place, line in enumerate(lines) if line]
    marked = list(lines)
    for place, following in pairwise(told):
        if _is_heading(lines[place]) and (
            _is_heading(lines[following]) or len(lines[following]) > len(lines[place])
        ):
            marked[place] = f"# {lines[place]}\n"
    return "\n".join(marked)


def _is_heading(line: str) -> bool:
    return bool(
        len(line) <= LONGEST_HEADING
        and _LETTER.match(line)
        and not _ITEM.match(line)
        and (line.endswith("?") or not _ENDED.search(line))
    )


def _titles(passage: Passage) -> set[str]:
    """What the title of a passage's document says it is about."""
    return {token.stem for token in tokenize(passage.document_title)} - _VAGUE


def _sure_kind(question: str, text: str) -> float:
    return SURE_KIND * any(
        asked.search(question) and told.search(text) for asked, told in _SURE_KINDS
    )


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
