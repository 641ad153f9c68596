"""Feeds for Google Merchant Center, which most shop systems write: RSS, Atom, TSV and CSV.

Names and formats are those of the product data specification,
https://support.google.com/merchants/answer/7052112, and of its file formats,
https://support.google.com/merchants/answer/14987622 (text) and 14987621 (XML).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeAlias

from knowledge.catalog import build, feed_xml, files, naming, values
from knowledge.catalog.build import PRODUCT_FIELDS, Context
from knowledge.catalog.delimited import rows
from knowledge.catalog.faults import CatalogError, Rejected
from knowledge.catalog.feed_xml import Element, Item
from knowledge.catalog.records import Record

Told: TypeAlias = dict[str, list[Element]]

_NEEDED = {"id", "title", "link", "image_link", "availability", "price"}
_TELLING = {
    *("item_group_id", "google_product_category", "product_type", "gtin", "mpn", "condition"),
    *("shipping", "identifier_exists", "sale_price_effective_date"),
}
_ALSO_KNOWN_AS = {
    "inventory": "quantity",  # Meta's catalogues
    "sell_on_google_quantity": "quantity",
    "quantity_to_sell_on_facebook": "quantity",
    "average_rating": "rating",
    "rating_count": "review_count",
    "summary": "description",  # Atom
    "content": "description",
}
_SEVERAL = {"color": "/", "material": "/", "gtin": ","}  # how more than one are joined
_PARTS = {"product_detail": ("section_name", "attribute_name", "attribute_value")}
# Attributes that repeat inside of one cell, by the fewest colons that a value has.
_COLONS = {"product_highlight": 0, "additional_image_link": 0, "shipping": 1, "product_detail": 2}
_LONGEST_CELL = 50_000
_HANDLED = {
    *("product_type", "google_product_category", "product_detail", "product_highlight"),
    *("shipping", "additional_image_link", "sale_price_effective_date", "is_bundle", "is bundle"),
    *("structured_title", "structured_description"),
}
# What is between the shop and Google, or of the feed's own making, and is for no shopper.
_NOT_SHOWN = re.compile(
    r"custom_label_?\d|custom_number_?\d|(?:display_)?ads?_.*|adwords_.*|shopping_ads_.*|.*_destination"
    r"|cost_of_goods_sold|auto_pricing_min_price|.*_template|(?:mobile|canonical|lifestyle_image)_link"
    r"|promotion_id|pause|identifier_exists|(?:shipping|return_policy|transit_time)_label|tax(?:_category)?"
    r"|(?:min|max)_handling_time|ships_from_country|external_seller_id|feed_label|content_language"
    r"|target_country|channel|expiration_date|disclosure_date|virtual_model_link|video_link|installment"
    r"|loyalty_.*|pickup_.*|guid|pubdate|published|updated|author|contributor|comments|enclosure|source"
    r"|rights|generator|availability_circle|link_\d+|image_link_\d+"
)
_BRACKETED = re.compile(r"\[(\w+)\]\s*$")
_SUB_NAMES = re.compile(r"\(([\w\s:]+)\)\s*$")
_PREFIX = re.compile(r"^\s*[gc]:", re.IGNORECASE)
_TAXONOMY = re.compile(r"\s*(\d+)\s*(?:-\s*(.+))?")
# Values stand between commas; quotes may be around a value or around its last part.
_REPEATED = re.compile(r'(?:(?<![^,:\s])"(?:[^"]|"")*"(?=\s*(?:[,:]|$))|[^,])+')
_STEP = re.compile(r"\s*>\s*")
_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?)?"
    r"\s*(?:Z|([+-])(\d\d):?(\d\d)?)?",
    re.IGNORECASE,
)


def recognised(head: str) -> bool:
    """Whether a file that begins like this is a Google feed: RSS, Atom, or a table for it.

    A table is one where its header has all of Google's required columns and one that only Google's
    feeds have; others are better read by their columns.
    """
    head = head.lstrip("\ufeff \t\r\n")
    if head.startswith("<"):
        return bool(re.search(r"<(?:\w+:)?(?:rss|feed|RDF|channel)[\s>]", head))
    names = {_column(cell)[0] for cell in re.split(r"[,;\t|]", head.split("\n", 1)[0])}
    return names >= _NEEDED and bool(names & _TELLING)


def read(path: Path, encoding: str, context: Context) -> Iterator[Record | Rejected]:
    """Products from a feed; the XML is read as a stream.

    Raises:
        CatalogError: it is neither a feed nor a table with Google's columns.
    """
    if feed_xml.head(path, encoding).lstrip("\ufeff \t\r\n").startswith("<"):
        yield from _read_xml(path, encoding, context)
    else:
        yield from _read_table(path, encoding, context)


def _read_xml(path: Path, encoding: str, context: Context) -> Iterator[Record | Rejected]:
    is_empty = True
    for one in feed_xml.items(path, encoding, context.source):
        if isinstance(one, Rejected):
            yield one
            continue
        is_empty = False
        yield _record(one, context)
    if is_empty:
        raise CatalogError(
            f"{context.source}: no whole <item> or <entry> with a product; "
            "export it as an RSS or Atom feed for Google Merchant Center"
        )


def _read_table(path: Path, encoding: str, context: Context) -> Iterator[Record | Rejected]:
    names, found = rows(files.lines(path, encoding), context.source)
    meant = {name: _column(name) for name in names}
    for needed in ("id", "title"):
        if needed not in {name for name, _ in meant.values()}:
            raise CatalogError(
                f"{context.source}:1: no column {needed}; a Google feed has one, "
                "other tables are read with --format csv"
            )
    for row in found:
        if isinstance(row, Rejected):
            yield row
            continue
        told: Told = {}
        for column, cell in row.cells.items():
            if cell.strip():
                name, parts = meant[column]
                told.setdefault(name, []).extend(_elements(name, parts, cell.strip()))
        yield _record(Item(row.line, told), context)


def _column(header: str) -> tuple[str, tuple[str, ...]]:
    """A header's attribute and its parts: ``Image link``, ``ID [id]``, ``shipping(country:price)``."""
    header = header.strip(' "')
    parts: tuple[str, ...] = ()
    if match := _BRACKETED.search(header):
        header = match[1]
    elif match := _SUB_NAMES.search(header):
        header, parts = header[: match.start()], tuple(_key(one) for one in match[1].split(":"))
    name = _key(_PREFIX.sub("", header))
    return name, parts or _PARTS.get(name, ())


def _key(name: str) -> str:
    return naming.normal(name).replace(" ", "_")


def _elements(name: str, parts: tuple[str, ...], cell: str) -> list[Element]:
    """The values of a cell: repeated ones stand between commas, their parts between colons."""
    if name not in _COLONS:
        return [Element(cell)]
    colons = max(_COLONS[name], len(parts) - 1)
    whole: list[str] = []
    for one in _REPEATED.findall(cell[:_LONGEST_CELL]):
        if whole and one.count(":") < colons:
            whole[-1] += f",{one}"  # a comma inside of a value that was not quoted
        else:
            whole.append(one)
    if not parts:
        return [Element(_unquoted(one)) for one in whole]
    split = ([_unquoted(part) for part in one.split(":", colons)] for one in whole)
    return [Element(":".join(one), dict(zip(parts, one, strict=False))) for one in split]


def _unquoted(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        return text[1:-1].replace('""', '"').strip()
    return text


def _record(item: Item, context: Context) -> Record | Rejected:
    told: Told = {}
    for name, elements in item.fields.items():
        if filled := [one for one in elements if one.text]:
            told.setdefault(_ALSO_KNOWN_AS.get(name, name), []).extend(filled)
    fields = _fields(told, context)
    attributes = _attributes(told)
    return build.attempt(build.product, fields, attributes, line=item.line, context=context)


def _fields(told: Told, context: Context) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name in PRODUCT_FIELDS:
        if texts := [one.text for one in told.get(name, [])]:
            fields[name] = _SEVERAL[name].join(texts) if name in _SEVERAL else texts[0]
    for name in ("title", "description"):  # texts that a model wrote come in a group of their own
        if name not in fields and (made := told.get(f"structured_{name}")):
            fields[name] = made[0].parts.get("content", made[0].text.rpartition(":")[2])
    if "image_link" not in fields and (more := told.get("additional_image_link")):
        fields["image_link"] = more[0].text
    paths = [path(one.text) for one in told.get("product_type", [])]
    paths += [path(one.text) for one in told.get("category", [])]
    paths += [path(_taxonomy(one.text)) for one in told.get("google_product_category", [])]
    # Of several product types, only the first one counts for Google too.
    fields["category"] = next((path for path in paths if path), ())
    if dates := told.get("sale_price_effective_date"):
        is_on = _is_on(dates[0].text, datetime.now(timezone.utc))
        if "sale_price" in fields and not is_on:
            del fields["sale_price"]
            why = "not in effect" if is_on is False else "with unclear dates"
            context.changes[f"sale prices {why} left out"] += 1
    return fields


def _attributes(told: Told) -> dict[str, Any]:
    """What the shopper may want to know besides the fields; what describes the product is first."""
    attributes: dict[str, Any] = {}
    for one in told.get("product_detail", []):
        section, name, value = (one.parts.get(part, "") for part in _PARTS["product_detail"])
        if name and value:
            taken = attributes.get(name, value) != value
            attributes[f"{section} {name}".strip() if taken else name] = value
    if highlights := [one.text for one in told.get("product_highlight", [])]:
        attributes["Highlights"] = highlights
    for name, elements in told.items():
        if name in PRODUCT_FIELDS or name in _HANDLED or _NOT_SHOWN.fullmatch(name):
            continue
        texts = [", ".join(filter(None, one.parts.values())) or one.text for one in elements]
        attributes.setdefault(naming.humanise(name), texts if len(texts) > 1 else texts[0])
    if any(one.text.lower() in ("yes", "true", "1") for one in told.get("is_bundle", [])):
        attributes["Bundle"] = True
    for one in told.get("google_product_category", []):
        attributes["Google product category"] = one.text
    if shipping := [_shipping(one) for one in told.get("shipping", [])]:
        attributes["Shipping"] = shipping if len(shipping) > 1 else shipping[0]
    return attributes


def _shipping(one: Element) -> str:
    parts = one.parts.values() or one.text.split(":")
    return ", ".join(part.strip() for part in parts if part.strip())


def _taxonomy(text: str) -> str:
    """The path of a Google product category: ``166``, ``166 - Apparel`` or the path alone."""
    match = _TAXONOMY.fullmatch(text)
    return (match[2] or "") if match else text


def path(text: str) -> tuple[str, ...]:
    """A category's steps from the root: ``Home > Bed, Bath > Towels``; of several paths under the same root the first."""
    text = values.plain(text).strip('"')
    if ">" not in text:
        return values.category(text)
    root = _STEP.split(text)[0]
    first = re.split(rf"\"?,\s*\"?(?={re.escape(root)}\s*>)", text)[0]
    # "/" and "|" inside of a step are no separators where ">" is one.
    steps = (re.sub(r"\s*(?:/|\||::|»|›)\s*", "/", step) for step in _STEP.split(first))
    return tuple(step for step in steps if step)


def _is_on(interval: str, now: datetime) -> bool | None:
    """Whether an ISO 8601 interval holds; without a time its days are whole, without a zone UTC.

    That is Google's reading, https://support.google.com/merchants/answer/6324460. None where the
    interval cannot be read.
    """
    begin, _, end = interval.partition("/")
    first, last = _moments(begin), _moments(end)
    if (begin.strip() and not first) or (end.strip() and not last) or not (first or last):
        return None
    return (not first or first[0] <= now) and (not last or now <= last[1])


def _moments(text: str) -> tuple[datetime, datetime] | None:
    """The first and the last instant that a date, or a date with a time, can mean."""
    match = _MOMENT.fullmatch(text.strip())
    if not match:
        return None
    year, month, day, hour, minute, second, sign, ahead, rest = match.groups(default="")
    shift = timedelta(hours=int(ahead or 0), minutes=int(rest or 0))
    try:
        clock = (int(hour or 0), int(minute or 0), int(second or 0))
        moment = datetime(int(year), int(month), int(day), *clock, tzinfo=timezone.utc)
        moment += shift if sign == "-" else -shift
        return moment, moment + (timedelta(0) if hour else timedelta(days=1))
    except (ValueError, OverflowError):
        return None
