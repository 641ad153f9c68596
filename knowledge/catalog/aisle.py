"""Our own format: JSON Lines with ``kind`` and the fields of `records`; documents as text files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from knowledge.catalog import build, files, html_text, jsonl
from knowledge.catalog.build import Context
from knowledge.catalog.faults import Rejected
from knowledge.catalog.records import Record

KINDS = ("product", "review", "order", "document")
_HEADING = re.compile(r"^#\s+(.+?)\s*#*\s*$", re.MULTILINE)


def read(path: Path, encoding: str, context: Context) -> Iterator[Record | Rejected]:
    """Records from lines that say what they are."""
    for one in jsonl.items(files.lines(path, encoding), context.source):
        if isinstance(one, jsonl.Item):
            yield _record(dict(one.fields), one.line, context)
        else:
            yield one


def read_document(path: Path, encoding: str, context: Context) -> Iterator[Record | Rejected]:
    """One document: its title is the first heading, else the file's name; its id the file's stem."""
    text = "".join(files.lines(path, encoding))
    heading = _HEADING.search(text)
    titles = [heading.group(1)] if heading else html_text.headings(text)
    title = titles[0] if titles else files.stem(path).replace("-", " ").replace("_", " ").title()
    fields = {"id": files.stem(path), "title": title, "text": text}
    yield build.attempt(build.document, fields, line=0, context=context)


def _record(fields: dict[str, Any], line: int, context: Context) -> Record | Rejected:
    kind = fields.pop("kind", None)
    if kind == "product":
        attributes = fields.pop("attributes", None)
        held = attributes if isinstance(attributes, dict) else {}
        return build.attempt(build.product, fields, held, line=line, context=context)
    if kind == "review":
        return build.attempt(build.review, fields, line=line, context=context)
    if kind == "order":
        lines = fields.get("lines")
        bought = [one for one in lines if isinstance(one, dict)] if isinstance(lines, list) else []
        return build.attempt(build.order, fields, bought, line=line, context=context)
    if kind == "document":
        return build.attempt(build.document, fields, line=line, context=context)
    return Rejected(context.source, line, f"kind is {kind!r}; write one of {', '.join(KINDS)}")
