"""Products as a shop's pages tell them to search engines: schema.org's JSON-LD, in HTML or alone.

The types and properties are those of https://schema.org/Product, used as search engines ask for
them: https://developers.google.com/search/docs/appearance/structured-data/product
and .../product-variants for ``ProductGroup``. What a product node says is read by `schema_org`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, SoupStrainer
from bs4.exceptions import ParserRejectedMarkup

from knowledge.catalog import files, schema_org
from knowledge.catalog.build import Context
from knowledge.catalog.faults import CatalogError, Rejected
from knowledge.catalog.files import wrong_byte
from knowledge.catalog.graph import Node, Page, types, within
from knowledge.catalog.records import Record

LARGEST = 64 * 1024 * 1024
"""Characters that one page or one JSON value may have."""

_MARGIN = "\ufeff \t\r\n"
_NAMES = "|".join(sorted(schema_org.PRODUCTS))
_TYPE = re.compile(
    rf'"@type"\s*:\s*(?:\[[^\]]{{0,500}})?"(?:https?://schema\.org/|schema:)?(?:{_NAMES})"'
)
_VOCABULARY = re.compile(r'"@context"\s*:\s*[\[{]?[^\]}]{0,200}?schema\.org', re.DOTALL)
# What old page templates put around a script's text.
_WRAPPING = re.compile(
    r"^\s*(?:<!--|/[/*]\s*<!\[CDATA\[(?:\s*\*/)?|<!\[CDATA\[)+|(?:-->|(?:/[/*])?\s*\]\]>(?:\s*\*/)?|;)+\s*$"
)
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}]', re.DOTALL)
_DEEPEST = 20
_SAMPLE = 20  # lines by which JSON Lines are told from one JSON value
# Where products stand inside of something else.
_WAYS = (
    *("@graph", "mainEntity", "itemListElement", "item", "itemOffered", "hasOfferCatalog"),
    "dataFeedElement",
)


def recognised(text: str) -> bool:
    """Whether a page holds products, or whether JSON that begins like ``text`` is JSON-LD.

    Of a page the whole text is wanted. One that only names its organisation or its place in the
    shop is none: it stays a document.
    """
    if not text.lstrip(_MARGIN).startswith("<"):
        return bool(_VOCABULARY.search(text) or _TYPE.search(text))
    if "ld+json" not in text.lower():
        return False
    for _, block in _scripts(_soup(text)):
        value = _decoded(block)
        if value is None and _TYPE.search(block):
            return True  # a product page all the same: what is broken in it is said
        if any(True for _ in _products(value)):
            return True
    return False


def read(path: Path, encoding: str, context: Context) -> Iterator[Record | Rejected]:
    """Products and their reviews from a page, from one JSON value, or from one a line.

    Raises:
        CatalogError: nothing in it is a product, or it is too large.
    """
    lines = files.lines(path, encoding)
    is_empty = True
    try:
        for record in _read(next(lines, ""), lines, path, context):
            is_empty = False
            yield record
    except EOFError as error:
        is_empty = False
        yield Rejected(context.source, 0, f"the file breaks off ({error}); export it again")
    if is_empty:
        raise CatalogError(
            f"{context.source}: no schema.org Product in its JSON-LD; save the page of a product, "
            "or import a feed"
        )


def _read(
    opening: str, lines: Iterator[str], path: Path, context: Context
) -> Iterator[Record | Rejected]:
    if _decoded(opening) is not None:  # JSON Lines, or all in one line
        yield from _from_lines(chain([opening], lines), context)
        return
    text = _joined(chain([opening], lines), context)
    if text.lstrip(_MARGIN).startswith("<"):
        soup = _soup(text)
        page = Page(_address(soup), files.stem(path))
        yield from _from_blocks(list(_scripts(soup)), page, context)
        return
    several = [line for line in text.splitlines(keepends=True) if line.strip()]
    whole = sum(_decoded(line) is not None for line in several[:_SAMPLE])
    if 2 * whole >= len(several[:_SAMPLE]) and _decoded(text) is None:
        yield from _from_lines(text.splitlines(keepends=True), context)
    else:
        yield from _from_blocks([(1, text)], Page(""), context)


def _from_lines(lines: Iterable[str], context: Context) -> Iterator[Record | Rejected]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield from _from_blocks([(number, line)], Page(""), context)


def _joined(lines: Iterable[str], context: Context) -> str:
    kept: list[str] = []
    size = 0
    for line in lines:
        size += len(line)
        if size > LARGEST:
            raise CatalogError(
                f"{context.source}: over {LARGEST} characters in one page or JSON value; "
                "save one product a file, or one a line"
            )
        kept.append(line)
    return "".join(kept)


def _from_blocks(
    blocks: list[tuple[int, str]], page: Page, context: Context
) -> Iterator[Record | Rejected]:
    """The products of what belongs together: one page, or one JSON value."""
    values: list[Any] = []
    for line, block in blocks:
        if fault := wrong_byte(block):
            yield Rejected(context.source, line, fault)
        elif (value := _decoded(block, line)) is not None:
            values.append(value)
        elif page.stem == "" or _TYPE.search(block):
            yield Rejected(
                context.source, line, "this JSON-LD is not JSON; mend it or export it again"
            )
    page.learn(values)
    yield from schema_org.records(list(_products(values)), page, context)


def _soup(text: str) -> BeautifulSoup:
    try:
        return BeautifulSoup(text, "html.parser", parse_only=SoupStrainer(["script", "link"]))
    except (ParserRejectedMarkup, AssertionError):
        return BeautifulSoup("", "html.parser")


def _scripts(soup: BeautifulSoup) -> Iterator[tuple[int, str]]:
    """The JSON-LD blocks of a page, with the line where each begins."""
    for tag in soup("script"):
        kind = str(tag.get("type", "")).lower()
        if kind.split(";")[0].strip() == "application/ld+json" and tag.string:
            yield tag.sourceline or 0, str(tag.string)


def _address(soup: BeautifulSoup) -> str:
    """The page's own address, as its canonical link says."""
    for tag in soup("link"):
        if "canonical" in (tag.get("rel") or ()):
            return str(tag.get("href") or "").strip()
    return ""


def _decoded(block: str, line: int = 1) -> Any:
    """The JSON of a block, its objects as `Node` with their lines; None where it is no JSON."""
    for text in (block, _WRAPPING.sub("", block), html.unescape(block)):
        if not text.lstrip(_MARGIN).startswith(("{", "[")):
            continue
        ends = _lines_by_end(text, line)
        try:
            located = partial(_located, ends)
            return json.loads(text.strip(_MARGIN), strict=False, object_pairs_hook=located)
        except (ValueError, RecursionError):
            continue
    return None


def _located(lines: Iterator[int], pairs: list[tuple[str, Any]]) -> Node:
    return Node(pairs, next(lines, 0))


def _lines_by_end(text: str, line: int) -> Iterator[int]:
    """The line where each object begins, in the order in which they end: that of the decoder."""
    opened: list[int] = []
    counted = 0
    for token in _TOKEN.finditer(text):
        if token[0] == "{":
            line += text.count("\n", counted, token.start())
            counted = token.start()
            opened.append(line)
        elif token[0] == "}" and opened:
            yield opened.pop()


def _products(value: Any, depth: int = 0) -> Iterator[Node]:
    """The product nodes, in order, wherever search engines look for them."""
    if depth > _DEEPEST:
        return
    for node in within(value):
        if types(node) & schema_org.PRODUCTS:
            yield node
            continue
        for way in _WAYS:
            for found in _products(node.get(way), depth + 1):
                is_offered = way == "itemOffered" and "offers" not in found
                pairs = [*found.items(), ("offers", node)]
                yield Node(pairs, found.line) if is_offered else found
