"""The way in for every export: files to records, each with its place if it is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import structlog

from knowledge.catalog import (
    aisle,
    columns,
    files,
    google,
    jsonld,
    pdf,
    recognition,
    shopify,
    shopify_json,
    table,
    woocommerce,
)
from knowledge.catalog.build import Context
from knowledge.catalog.columns import Columns
from knowledge.catalog.faults import CatalogError, Rejected
from knowledge.catalog.money import iso
from knowledge.catalog.records import Document, Order, Product, Record

log = structlog.get_logger(__name__)

FORMATS = ("auto", "aisle", "shopify", "woocommerce", "google", "jsonld", "csv", "jsonl")
_READERS: dict[str, Callable[[Path, str, Context], Iterator[Record | Rejected]]] = {
    "aisle": aisle.read,
    "document": aisle.read_document,
    "google": google.read,
    "jsonld": jsonld.read,
    "shopify": shopify.read,
    "woocommerce": woocommerce.read,
}


def read(
    paths: Sequence[Path],
    *,
    format: str = "auto",
    mapping: Mapping[str, str] | None = None,
    currency: str = "",
    begin: Callable[[Path], None] = lambda path: None,
    memory: dict[bytes, Record] | None = None,
    tell: Callable[[Columns], None] = lambda columns: None,
) -> Iterator[Record | Rejected]:
    """Records of all files, in order, and the rows that were refused.

    ``mapping`` names columns by field; ``currency`` (ISO 4217) holds where a file names none. Of
    records with the same id in one import the first is kept. ``begin`` hears each file before its
    records come, and ``tell`` what its columns are taken for where it is a table. ``memory`` keeps
    what rows became: given again, only other rows are read anew.

    Raises:
        CatalogError: a file, the format, a mapped field or the currency cannot be used.
    """
    check(format, mapping or {}, currency)
    seen: dict[tuple[str, str], str] = {}
    for path in files.find(paths):
        begin(path)
        context = Context(str(path), iso(currency) if currency else "", memory=memory, tell=tell)
        for record in _whole(path, _records(path, format, mapping or {}, context)):
            if isinstance(record, Rejected):
                yield record
                continue
            key = (type(record).__name__, record.id)
            if key in seen:
                yield Rejected(
                    str(path),
                    context.line,
                    f"{key[0].lower()} {record.id!r} was read before, in {seen[key]}; "
                    "give each an id of its own",
                )
                continue
            seen[key] = str(path)
            yield record
        for change, count in context.changes.items():
            log.warning("changed while reading", source=str(path), what=change, rows=count)


def check(format: str, mapping: Mapping[str, str], currency: str) -> None:
    """Raises `CatalogError` where an option of an import is none."""
    if format not in FORMATS:
        raise CatalogError(f"--format {format}: unknown; choose one of {', '.join(FORMATS)}")
    known = columns.known_fields()
    for field in mapping:
        if field not in known:
            raise CatalogError(
                f"--map {field}=...: unknown field; the fields are {', '.join(known)}"
            )
    if currency and not iso(currency):
        raise CatalogError(f"--currency {currency}: not an ISO 4217 code such as USD or EUR")


def _records(
    path: Path, format: str, mapping: Mapping[str, str], context: Context
) -> Iterator[Record | Rejected]:
    if format == "auto" and files.suffix(path) == ".pdf":
        yield from pdf.read(path, context)
        return
    encoding = files.encoding(path)
    if format == "auto":
        format = recognition.recognised(path, encoding, mapping)
        log.info("format", source=str(path), format=format)
    if format in ("csv", "jsonl"):
        read_table = table.read_csv if format == "csv" else table.read_jsonl
        yield from read_table(path, encoding, mapping, context)
    elif format == "shopify" and files.begins_as_json(path, encoding):
        yield from shopify_json.read(path, encoding, context)
    else:
        yield from _READERS[format](path, encoding, context)


def _whole(path: Path, records: Iterator[Record | Rejected]) -> Iterator[Record | Rejected]:
    """The records; where the file breaks off, that is the last thing said about it."""
    try:
        yield from records
    except EOFError as error:
        yield Rejected(str(path), 0, f"the file breaks off ({error}); copy or export it again")


__all__ = ["FORMATS", "CatalogError", "Document", "Order", "Product", "Rejected", "read"]
