"""Which format a file is in, told from what it holds before what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path

from knowledge.catalog import (
    aisle,
    columns,
    feed_xml,
    files,
    google,
    jsonl,
    jsonld,
    shopify,
    shopify_json,
    woocommerce_columns,
)
from knowledge.catalog.delimited import rows
from knowledge.catalog.faults import CatalogError

_DOCUMENTS = {".md", ".markdown", ".html", ".htm"}
_PAGES = {".html", ".htm"}
_JSON = {".jsonl", ".ndjson", ".json"}
_SAMPLE = 20  # objects
_TABLES = {
    "shopify": shopify.recognised,
    "woocommerce": woocommerce_columns.recognised,
}  # by their header


def recognised(path: Path, encoding: str, mapping: Mapping[str, str]) -> str:
    """A format of `reader.FORMATS`, or ``document``.

    Where columns are named by ``mapping``, the file is the shop's own table or JSON.
    """
    suffix = files.suffix(path)
    if suffix in _PAGES and jsonld.recognised("".join(files.lines(path, encoding))):
        return "jsonld"
    opening = feed_xml.head(path, encoding)
    is_google = not mapping and google.recognised(opening)
    # A .txt may be a table: Google's feeds often are.
    is_text = suffix == ".txt" and not (mapping or is_google or _is_table(path, encoding))
    if suffix in _DOCUMENTS or is_text:
        return "document"
    start = opening.lstrip("\ufeff \t\r\n")
    if is_google or start.startswith("<"):
        return "google"
    if suffix == ".jsonld" or (not mapping and jsonld.recognised(opening)):
        return "jsonld"
    if suffix in _JSON or start.startswith(("{", "[")):
        return _json(path, encoding)
    return "csv" if mapping else _table(path, encoding)


def _is_table(path: Path, encoding: str) -> bool:
    """Whether a text file is a table of products, reviews or orders: its first line names columns."""
    with suppress(CatalogError, EOFError):
        names, _ = rows(files.lines(path, encoding), str(path))
        return len(names) > 2 and bool(columns.plan(names, {}, str(path)))
    return False


def _table(path: Path, encoding: str) -> str:
    with suppress(CatalogError, EOFError):
        names, _ = rows(files.lines(path, encoding), str(path))
        for name, is_of in _TABLES.items():
            if is_of(names):
                return name
    return "csv"


def _json(path: Path, encoding: str) -> str:
    objects = []
    with suppress(CatalogError, EOFError):
        for one in islice(jsonl.items(files.lines(path, encoding), str(path)), _SAMPLE):
            objects += [one.fields] if isinstance(one, jsonl.Item) else []
    if any(map(shopify_json.recognised, objects)):
        return "shopify"
    return "aisle" if any(one.get("kind") in aisle.KINDS for one in objects) else "jsonl"
