"""Policy documents as PDF: their text with its headings, as far as the letters' sizes tell them.

pypdf's ``PdfReader`` and ``extract_text(visitor_text=...)``: https://pypdf.readthedocs.io
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.catalog import build, files
from knowledge.catalog.build import LONGEST_DOCUMENT, Context
from knowledge.catalog.faults import CatalogError, Rejected
from knowledge.catalog.records import Record

_LONGEST_HEADING = 120  # characters
_LARGER = 1.15  # than the body's letters: what a heading is at least
_BULLET = re.compile(r"^\s*[•‣◦▪●·–\uf0b7]\s*")
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
_SAVE = "save its text as .txt or .md"


@dataclass
class _Line:
    """A line of a page, with the size in which most of its letters stand."""

    text: str = ""
    size: float = 0.0
    is_bold: bool = False


def text(path: Path) -> str:
    """The text of a PDF: headings as Markdown, a blank line between pages and around headings.

    Raises:
        CatalogError: it cannot be read, is locked with a password, or holds pictures of text only.
    """
    from pypdf import PdfReader  # imports slowly, and few shops have a PDF
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings name no file
    pages: list[list[_Line]] = []
    try:
        with path.open("rb") as file:
            reader = PdfReader(file)
            if reader.is_encrypted and not reader.decrypt(""):
                raise CatalogError(f"{path}: locked with a password; save it without one")
            size = 0
            for page in reader.pages:
                pages.append(_lines(page))
                size += sum(len(line.text) for line in pages[-1])
                if size > LONGEST_DOCUMENT:
                    break
    except OSError as error:
        raise CatalogError(f"{path}: cannot be read ({error.strerror}); check it") from error
    except (DependencyError, FileNotDecryptedError) as error:
        raise CatalogError(f"{path}: locked with a password; save it without one") from error
    except CatalogError:
        raise
    except Exception as error:  # "broken PDF files might cause other Exceptions" (pypdf.errors)
        name = type(error).__name__
        raise CatalogError(f"{path}: a broken PDF ({name}); export it again, or {_SAVE}") from error
    if not any(line.text for page in pages for line in page):
        raise CatalogError(f"{path}: a PDF of pictures without any text; {_SAVE}")
    return _marked(pages)


def read(path: Path, context: Context) -> Iterator[Record | Rejected]:
    """The PDF as one document: its title is the first heading, else the file's name."""
    try:
        told = text(path)
    except CatalogError as error:
        yield Rejected(context.source, 0, str(error).removeprefix(f"{path}: "))
        return
    heading = _HEADING.search(told)
    named = files.stem(path).replace("-", " ").replace("_", " ").title()
    fields = {"id": files.stem(path), "title": heading[1] if heading else named, "text": told}
    yield build.attempt(build.document, fields, line=0, context=context)


def _lines(page: Any) -> list[_Line]:
    """The lines of a page in the order of its content stream."""
    lines = [_Line()]
    letters: Counter[tuple[float, bool]] = Counter()

    def finish() -> None:
        line = lines[-1]
        line.text = " ".join(line.text.split())
        if letters:
            line.size, line.is_bold = letters.most_common(1)[0][0]
        letters.clear()
        lines.append(_Line())

    def visit(told: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        scale = abs(float(tm[3]) * float(cm[3])) or abs(float(tm[1]) * float(cm[3])) or 1.0
        is_bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        for place, part in enumerate(told.split("\n")):
            if place:
                finish()
            lines[-1].text += part
            if part.strip():
                letters[round(float(size or 0) * scale, 1), is_bold] += len(part.strip())

    page.extract_text(visitor_text=visit)
    finish()
    return [line for line in lines if line.text]


def _marked(pages: list[list[_Line]]) -> str:
    sizes: Counter[tuple[float, bool]] = Counter()
    for line in (line for page in pages for line in page):
        sizes[line.size, line.is_bold] += len(line.text)
    body, is_bold = sizes.most_common(1)[0][0]
    largest = max(size for size, _ in sizes)
    blocks: list[str] = []
    is_open = False  # whether the last block is a paragraph that may go on
    for page in pages:
        for line in page:
            is_larger = line.size > _LARGER * body or (line.is_bold and not is_bold)
            if is_larger and line.size >= body and len(line.text) <= _LONGEST_HEADING:
                title = line.size == largest > _LARGER * body
                blocks.append(f"{'#' if title else '##'} {line.text}")
                is_open = False
            elif is_open and not _BULLET.match(line.text):
                blocks[-1] = _joined(blocks[-1], line.text)
            else:
                blocks.append(_BULLET.sub("- ", line.text))
                is_open = True
        is_open = False
    return re.sub(r"\n\n(?=- )", "\n", "\n\n".join(blocks))


def _joined(block: str, line: str) -> str:
    """A paragraph and its next line: on the same line where the sentence goes on."""
    if block.endswith("-") and line[:1].islower() and block[-2:-1].isalpha():
        return block[:-1] + line
    return (
        f"{block} {line}" if line[:1].islower() or block[-1:] not in ".!?:;" else f"{block}\n{line}"
    )
