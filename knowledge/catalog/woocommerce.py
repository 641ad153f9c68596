"""WooCommerce's product export: variations take from their variable product what they lack.

Its own exporter names no currency, and its columns in the language of the shop: see
`woocommerce_columns`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.catalog import build, files, values, variants
from knowledge.catalog.build import UNCLEAR_SALE, Context
from knowledge.catalog.delimited import Row, rows
from knowledge.catalog.faults import CatalogError, Rejected
from knowledge.catalog.records import Product, Record
from knowledge.catalog.woocommerce_row import Entry, Header, Key, paths


@dataclass
class _Survey:
    """How the rows belong together, by their lines."""

    skus: Counter[str] = field(default_factory=Counter)
    lines: dict[str, int] = field(default_factory=dict)  # of products, by SKU and by "id:12"
    inner: dict[str, int] = field(default_factory=dict)  # of variations, likewise
    variations: dict[int, str] = field(default_factory=dict)  # the parent that each names
    last: dict[int, int] = field(default_factory=dict)  # of a parent and its variations

    def add(self, line: int, key: Key) -> None:
        """Notes a row."""
        found = self.inner if key.is_variation else self.lines
        for name in filter(None, (key.sku, key.id and f"id:{key.id}")):
            found.setdefault(name, line)
        self.skus[key.sku] += 1
        if key.is_variation:
            self.variations[line] = key.parent

    def parent(self, line: int) -> int | None:
        """The line of the product that a variation names as its parent."""
        named = self.variations[line]
        return self.lines.get(named, self.lines.get(f"id:{named}"))

    def id_of(self, entry: Entry, group: str = "") -> str:
        """The SKU where no other row has it, else the id; a variation may have one made."""
        key = entry.key
        if key.sku and self.skus[key.sku] == 1:
            return key.sku
        if key.id:
            return f"id:{key.id}" if key.id in self.skus else key.id
        return variants.made_id(group, entry.options.values()) if group else key.sku


@dataclass
class _Family:
    """A variable product and its variations, as their rows come in."""

    parent: Entry | None = None
    waiting: list[Entry] = field(default_factory=list)  # for their parent
    is_told: bool = False  # by at least one variation


@dataclass(frozen=True)
class _Shop:
    """What it takes to build a product: ``day`` is today."""

    survey: _Survey
    day: date
    context: Context

    def variations(
        self, family: _Family, parent: Entry, is_last: bool
    ) -> Iterator[Record | Rejected]:
        """What the variations so far tell; after the last one the parent itself, if none did."""
        for entry in family.waiting:
            for record in self.records(entry, parent):
                family.is_told |= isinstance(record, Product)
                yield record
        family.waiting.clear()
        if is_last and not family.is_told:
            yield from self.records(parent)

    def records(self, entry: Entry, parent: Entry | None = None) -> Iterator[Record | Rejected]:
        """The product of a row; none where the shop does not offer it, which is counted."""
        reason = _left_out(entry, bool(parent)) or (_left_out(parent) if parent else "")
        if reason:
            self.context.changes[reason] += 1
            return
        fields, attributes = _product(entry, parent, self.survey)
        fields["sale_price"] = _sale_price(entry, self.day, self.context)
        yield build.attempt(
            build.product, fields, attributes, line=entry.line, context=self.context
        )


def read(
    path: Path, encoding: str, context: Context, today: date | None = None
) -> Iterator[Record | Rejected]:
    """Products: the simple ones, and the variations of the variable ones.

    A variable product is one itself only where none of its variations can be used. A sale price
    counts within its dates, by ``today`` (default: the date). What is unpublished, or hidden from
    the catalogue, is counted in ``context.changes``. A first pass finds out which rows belong
    together; the second one holds a variable product until the last of its variations.

    Raises:
        CatalogError: there is no header, or no column for the name.
        EOFError: while iterating, where the file breaks off.
    """
    survey = _survey(path, encoding, context)
    names, found = rows(files.lines(path, encoding), context.source)
    header = Header(names)
    shop = _Shop(survey, today or date.today(), context)
    families: dict[int, _Family] = {}
    for row in found:
        if isinstance(row, Rejected):
            yield row
            continue
        entry = header.entry(row)
        parent = survey.parent(row.line) if entry.key.is_variation else row.line
        if parent is None or parent not in survey.last:
            if fault := _fault(entry, survey):
                yield Rejected(context.source, row.line, fault)
            else:
                yield from shop.records(entry)
            continue
        family = families.setdefault(parent, _Family())
        if row.line == parent:
            family.parent = entry
        else:
            family.waiting.append(entry)
        is_last = row.line == survey.last[parent]
        if family.parent:
            yield from shop.variations(family, family.parent, is_last)
        if is_last:
            del families[parent]


def _survey(path: Path, encoding: str, context: Context) -> _Survey:
    names, found = rows(files.lines(path, encoding), context.source)
    header = Header(names)
    if not header.has("name"):
        raise CatalogError(
            f"{context.source}: no column 'Name'; export the products from WooCommerce again, in "
            "English, or read the file with --format csv"
        )
    survey = _Survey()
    with suppress(EOFError):  # the second pass comes to it
        for row in found:
            if isinstance(row, Row):
                survey.add(row.line, header.key(row))
    for line in survey.variations:
        parent = survey.parent(line)
        if parent is not None:
            survey.last[parent] = max(survey.last.get(parent, parent), line)
    return survey


def _fault(entry: Entry, survey: _Survey) -> str:
    """Why a variation without a parent in the file cannot stand alone, else ""."""
    if not entry.key.is_variation:
        return ""
    named = entry.key.parent
    found = survey.inner.get(named, survey.inner.get(f"id:{named}"))
    if found == entry.line:
        return f"its Parent {named[:60]!r} is the row itself; name the variable product"
    if found is not None:
        return (
            f"its Parent {named[:60]!r} is a variation itself, in line {found}; "
            "name the variable product"
        )
    if entry.fields.get("name") and entry.fields.get("regular_price"):
        return ""
    missing = f"its Parent {named[:60]!r} is not in the file" if named else "it names no Parent"
    return f"{missing}; export the variable product with it, or fill in Name and Regular price"


def _left_out(entry: Entry, has_parent: bool = False) -> str:
    published = entry.fields.get("published", "").lower()
    # A variation is a draft ("-1") only through its parent.
    if published not in ("", "1", "true") and not (has_parent and published == "-1"):
        return "unpublished products left out"
    is_hidden = entry.fields.get("visibility", "").lower() == "hidden"
    return "products hidden from the catalogue left out" if is_hidden else ""


def _product(
    entry: Entry, parent: Entry | None, survey: _Survey
) -> tuple[dict[str, Any], dict[str, Any]]:
    inherited = parent.fields if parent else {}

    def either(name: str) -> str:
        return entry.fields.get(name) or inherited.get(name, "")

    shared = {**(parent.attributes if parent else {}), **entry.attributes}
    told, attributes = variants.tell(entry.options, shared)
    if parent:
        group = survey.id_of(parent)
        title = variants.title(inherited.get("name") or either("name"), entry.options)
    else:
        group = entry.key.parent.removeprefix("id:") if entry.key.is_variation else ""
        title = either("name")
    category, *others = paths(either("categories")) or [()]
    if others:
        attributes.setdefault("Categories", [" > ".join(path) for path in others])
    availability, quantity = _stock(entry, parent)
    fields = {
        **told,
        "id": survey.id_of(entry, group),
        "title": title,
        "description": either("description"),
        "brand": either("brand") or told.get("brand"),
        "category": category,
        "price": entry.fields.get("regular_price"),
        "availability": availability,
        "quantity": quantity,
        "item_group_id": group,
        "gtin": entry.fields.get("gtin") or told.get("gtin"),
        "link": either("link"),
        "image_link": either("image_link"),
    }
    return fields, attributes


def _stock(entry: Entry, parent: Entry | None) -> tuple[str | None, int | None]:
    """Availability and quantity, of the parent where it counts for all variations."""
    of = parent if parent and entry.fields.get("stock") == "parent" else entry
    quantity = values.quantity(of.fields.get("stock"))
    if quantity == 0:
        may_wait = of.fields.get("backorders", "").lower() in ("1", "notify", "yes", "true")
        return "backorder" if may_wait else "out_of_stock", quantity
    return values.availability(entry.fields.get("in_stock")), quantity


def _sale_price(entry: Entry, day: date, context: Context) -> str:
    """The sale price if it counts on this day, else ""."""
    sale = entry.fields.get("sale_price", "")
    dates = (entry.fields.get("sale_starts"), entry.fields.get("sale_ends"))
    is_on = values.is_in_effect(*dates, day)
    if is_on is None:
        context.changes[UNCLEAR_SALE] += 1
    return sale if is_on else ""
