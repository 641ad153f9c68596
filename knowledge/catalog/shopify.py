"""Shopify's product export: a row a variant or a picture, told together by their handle.

The columns are those of the exports before and after the renaming of 2024, see
https://help.shopify.com/en/manual/products/import-export/using-csv. They name no currency.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.catalog import files, naming, shopify_goods, synonyms, values
from knowledge.catalog.build import Context
from knowledge.catalog.delimited import Row, rows
from knowledge.catalog.faults import CatalogError, Rejected
from knowledge.catalog.records import Record
from knowledge.catalog.shopify_goods import OPTIONS, Goods, Ids, Variant

# What `shopify_goods` reads, and the columns that hold it, as `naming.normal` writes them.
_COLUMNS = {
    "handle": "handle, url handle",
    "title": "title",
    "description": "body html, description",
    "vendor": "vendor",
    "category": "product category, standardized product type, standard product type, "
    "google shopping google product category",
    "type": "type, custom product type",
    "tags": "tags",
    "published": "published, published on online store",
    "status": "status",
    "sku": "variant sku, sku",
    "grams": "variant grams, weight value grams",
    "weight_unit": "variant weight unit, weight unit for display",
    "tracker": "variant inventory tracker, inventory tracker",
    "quantity": "variant inventory qty, inventory quantity",
    "policy": "variant inventory policy, continue selling when out of stock",
    "price": "variant price, price",
    "compare_at_price": "variant compare at price, compare at price",
    "barcode": "variant barcode, barcode, variant barcodes, barcodes",
    "image": "image src, product image url",
    "position": "image position",
    "variant_image": "variant image, variant image url",
    "gift_card": "gift card",
    "mpn": "google shopping mpn, google shopping manufacturer part number mpn",
    "gender": "google shopping gender",
    "age_group": "google shopping age group",
    "condition": "google shopping condition",
    **{name: f"{name} value" for name in OPTIONS},
    **{f"{name}_name": f"{name} name" for name in OPTIONS},
}
_MARKS = {"body html", "url handle", "option1 value", "variant price", "variant sku"}
_METAFIELD = " (product.metafields."  # between a label, and a namespace and a key
# Feeds and search engines: no features of the product. So are related goods ("--" in the name).
_FEEDS = ("mm-google-shopping", "global")
_LONGEST_ITEM = 60  # characters; past it "; " is a sentence's, not a list's


@dataclass
class _Rows(Goods):
    """A handle as its rows come in."""

    is_second: bool = field(default=False)  # the rows read now are of another product


def recognised(columns_: Sequence[str]) -> bool:
    """Whether the header is that of a product export (that of the stock has no prices)."""
    names = set(map(naming.normal, columns_))
    has_handle = not names.isdisjoint(("handle", "url handle"))
    has_price = not names.isdisjoint(("variant price", "price"))
    return "title" in names and has_handle and has_price and not names.isdisjoint(_MARKS)


def read(path: Path, encoding: str, context: Context) -> Iterator[Record | Rejected]:
    """Products, one a variant; drafts and the like are counted in ``context.changes``.

    A first pass finds the last row of each handle and the SKUs; the second one holds the rows of
    a handle until its last.

    Raises:
        CatalogError: there is no header, or no column for the handle or the title.
        EOFError: while iterating, where the file breaks off.
    """
    last, ids = _survey(path, encoding, context)
    names, found = rows(files.lines(path, encoding), context.source)
    plan, metafields = _plan(names), _metafields(names)
    waiting: dict[str, _Rows] = {}
    for row in found:
        if isinstance(row, Rejected):
            yield row
            continue
        fields = _fields(row, plan)
        handle = fields["handle"]
        if not handle:
            reason = "the row names no product; fill in its Handle, the same on all rows of one"
            yield Rejected(context.source, row.line, reason)
            continue
        goods = waiting.setdefault(handle, _Rows(handle, row.line))
        if fault := _add(goods, row, fields, metafields):
            yield Rejected(context.source, row.line, fault)
        if row.line == last.get(handle):
            yield from shopify_goods.records(waiting.pop(handle), ids, context)


def _survey(path: Path, encoding: str, context: Context) -> tuple[dict[str, int], Ids]:
    """The last line of each handle, and the SKUs."""
    names, found = rows(files.lines(path, encoding), context.source)
    plan = _plan(names)
    for name in ("title", "handle"):
        if name not in plan:
            raise CatalogError(
                f"{context.source}: no column {name.title()!r}; export the products from Shopify "
                "again, or read the file with --format csv"
            )
    last: dict[str, int] = {}
    ids = Ids()
    with suppress(EOFError):  # the second pass comes to it
        for row in found:
            if isinstance(row, Row):
                fields = _fields(row, plan)
                last[fields["handle"]] = row.line
                ids.add(fields["handle"], fields)
    return last, ids


def _plan(names: Sequence[str]) -> dict[str, str]:
    """The column of each of `_COLUMNS` that the file has."""
    normals = {naming.normal(name): name for name in names}
    plan: dict[str, str] = {}
    for what, known in _COLUMNS.items():
        for name in known.split(", "):
            if name in normals:
                plan.setdefault(what, normals[name])
    return plan


def _metafields(names: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    """Label, namespace and key of the columns that hold metafields."""
    split = {name: name.rpartition(_METAFIELD) for name in names}
    spaces = {name: rest.rstrip(")").partition(".") for name, (_, _, rest) in split.items()}
    return {n: (label, spaces[n][0], spaces[n][2]) for n, (label, mark, _) in split.items() if mark}


def _fields(row: Row, plan: Mapping[str, str]) -> dict[str, str]:
    fields = {what: row.cells.get(name, "").strip() for what, name in plan.items()}
    # Shopify makes the handle of a new product from its title.
    made = "-".join(re.findall(r"\w+", values.plain(fields["title"]).lower()))
    fields["handle"] = values.plain(fields["handle"]) or made
    return fields


def _add(
    goods: _Rows, row: Row, fields: dict[str, str], metafields: Mapping[str, tuple[str, str, str]]
) -> str:
    """Takes a row among its handle's; what is wrong with it, else ""."""
    is_variant = any(fields.get(name) for name in (*OPTIONS, "sku", "price"))
    if title := fields["title"]:
        goods.is_second = title != goods.fields.get("title", title)
        if goods.is_second:
            return (
                f"the handle {goods.handle!r} has a second Title, {title[:60]!r}; "
                "give each product a handle of its own"
            )
        if not goods.fields:
            goods.attributes = shopify_goods.attributes(fields)
            _add_metafields(goods.attributes, row, fields, metafields)
            goods.fields = fields
    elif goods.is_second:
        fault = f"it follows the second Title of the handle {goods.handle!r}; mend that first"
        return fault if is_variant else ""
    for place, option in enumerate(OPTIONS):
        if name := values.plain(fields.get(f"{option}_name")):
            goods.names.setdefault(place, name)
    if image := fields.get("image"):
        goods.images.append((values.decimal(fields.get("position")) or len(goods.images), image))
    if is_variant:
        goods.variants.append(Variant(row.line, shopify_goods.options_of(fields), fields))
    return ""


def _add_metafields(
    attributes: dict[str, Any],
    row: Row,
    fields: dict[str, str],
    metafields: Mapping[str, tuple[str, str, str]],
) -> None:
    """What the shop has added to a product; reviews of the usual apps are its rating."""
    for name, (label, space, key) in metafields.items():
        text = row.cells.get(name, "").strip()
        if not text or space in _FEEDS or "--" in space:
            continue
        if space == "reviews":
            _add_rating(fields, key, text)
        elif not synonyms.is_private(label) and not synonyms.is_private(key):
            attributes[naming.humanise(label)] = _metafield(text)


def _add_rating(fields: dict[str, str], key: str, text: str) -> None:
    loaded = _loaded(text)
    if key == "rating_count":
        fields["review_count"] = text
    elif key == "rating" and isinstance(loaded, dict):
        fields["rating"] = values.plain(loaded.get("value"))
        fields["best_rating"] = values.plain(loaded.get("scale_max"))
    elif key == "rating":
        fields["rating"] = text


def _metafield(text: str) -> Any:
    """A metafield as text, a list, or yes and no; None where it says nothing to a shopper."""
    loaded = _loaded(text) if text.startswith(("{", "[")) else text
    if loaded is None or "gid://" in text:
        return None
    if isinstance(loaded, dict):  # a measure or a price
        parts = (loaded.get(name) for name in ("value", "amount", "unit", "currency_code"))
        return " ".join(
            values.many([part for part in parts if isinstance(part, (str, float, int))])
        )
    if isinstance(loaded, list):
        return [one for one in loaded if isinstance(one, str)]
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    items = text.split("; ")
    is_list = len(items) > 1 and max(map(len, items)) <= _LONGEST_ITEM and text[-1] != "."
    return items if is_list else text


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
