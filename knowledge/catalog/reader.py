"""The way in for every export: files to records, each with its place if it is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

import structlog

from knowledge.catalog import aisle, columns, files, jsonl, table
from knowledge.catalog.build import Context
from knowledge.catalog.faults import CatalogError, Rejected
from knowledge.catalog.money import iso
from knowledge.catalog.records import Document, Order, Product, Record

log = structlog.get_logger(__name__)

FORMATS = ("auto", "aisle", "shopify", "woocommerce", "google", "jsonld", "csv", "jsonl")
_READ = ("auto", "aisle", "csv", "jsonl")
_DOCUMENTS = {".md", ".markdown", ".html", ".htm"}
_JSON = {".jsonl", ".ndjson", ".json"}
_SAMPLE = 20  # lines


def read(
    paths: Sequence[Path],
    *,
    format: str = "auto",
    mapping: Mapping[str, str] | None = None,
    currency: str = "",
) -> Iterator[Record | Rejected]:
    """Records of all files, in order, and the rows that were refused.

    ``mapping`` names columns by field; ``currency`` (ISO 4217) holds where a file names none. Of
    records with the same id in one import the first is kept.

    Raises:
        CatalogError: a file, the format, a mapped field or the currency cannot be used.
    """
    _check(format, mapping or {}, currency)
    seen: dict[tuple[str, str], str] = {}
    for path in files.find(paths):
        context = Context(str(path), iso(currency) if currency else "")
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


def _check(format: str, mapping: Mapping[str, str], currency: str) -> None:
    if format not in FORMATS:
        raise CatalogError(f"--format {format}: unknown; choose one of {', '.join(FORMATS)}")
    if format not in _READ:
        raise CatalogError(
            f"--format {format}: not read yet; export as CSV or JSONL and name the columns with --map"
        )
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
    encoding = files.encoding(path)
    suffix = files.suffix(path)
    if format == "auto":
        # Columns are named for a table, and a .txt may be one.
        if suffix in _DOCUMENTS or (suffix == ".txt" and not mapping):
            return aisle.read_document(path, encoding, context)
        format = _recognised(path, encoding, suffix)
    if format == "aisle":
        return aisle.read(path, encoding, context)
    if format == "jsonl":
        return table.read_jsonl(path, encoding, mapping, context)
    return table.read_csv(path, encoding, mapping, context)


def _recognised(path: Path, encoding: str, suffix: str) -> str:
    """aisle, jsonl or csv, from the file's first lines where its name does not tell."""
    head: list[str] = []
    with suppress(EOFError):
        for line in islice(filter(str.strip, files.lines(path, encoding)), _SAMPLE):
            head.append(line)
    if suffix not in _JSON and not "".join(head[:1]).lstrip("\ufeff ").startswith(("{", "[")):
        return "csv"
    try:
        found = list(jsonl.items(head, str(path)))
    except CatalogError:
        return "jsonl"
    kinds = (one.fields.get("kind") for one in found if isinstance(one, jsonl.Item))
    return "aisle" if any(kind in aisle.KINDS for kind in kinds) else "jsonl"


def _whole(path: Path, records: Iterator[Record | Rejected]) -> Iterator[Record | Rejected]:
    """The records; where the file breaks off, that is the last thing said about it."""
    try:
        yield from records
    except EOFError as error:
        yield Rejected(str(path), 0, f"the file breaks off ({error}); copy or export it again")


__all__ = ["FORMATS", "CatalogError", "Document", "Order", "Product", "Rejected", "read"]
