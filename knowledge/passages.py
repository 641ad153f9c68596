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

_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
LONGEST = 900  # characters; the embedding model reads about 128 tokens


@dataclass(frozen=True)
class Passage:
    """One section of a document: its heading (the document's title where it has none) and text."""

    document_id: str
    heading: str
    text: str


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

    def search(self, vector: Vectors, top_k: int = 3) -> list[tuple[Passage, float]]:
        """The passages nearest to a unit vector, with their cosines, best first."""
        cosines = self.vectors @ vector
        order = np.argsort(-cosines, kind="stable")[:top_k]
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
    return [
        Passage(document.id, heading, text)
        for heading, body in sections
        for text in _cut(body.strip())
    ]


def _cut(body: str) -> list[str]:
    texts: list[str] = []
    for paragraph in filter(None, (part.strip() for part in body.split("\n\n"))):
        if texts and len(texts[-1]) + len(paragraph) < LONGEST:
            texts[-1] += "\n\n" + paragraph
        else:
            texts.append(paragraph)
    return texts
