"""Shopify's product: variants under one handle, from whichever of its listings they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.catalog import build, html_text, naming, values, variants
from knowledge.catalog.build import Context
from knowledge.catalog.faults import Rejected
from knowledge.catalog.records import Record

OPTIONS = ("option1", "option2", "option3")
_CODE = re.compile(r"gid://\S+|[a-z]{2}(?:-\d+)*|\d+")  # a category that is no name
_GRAMS = {"kg": 1000.0, "lb": 453.59237, "oz": 28.349523}
_DEFAULT = "default title"  # the option of a product that has none
_NOT_OFFERED = ("draft", "archived", "unlisted")


@dataclass
class Variant:
    """One variant: its line, the values of its three options ("" for none), and its fields."""

    line: int
    options: tuple[str, ...]
    fields: Mapping[str, Any]


@dataclass
class Goods:
    """All of one handle; ``fields`` are the product's own, empty until its title is read."""

    handle: str
    line: int
    fields: Mapping[str, Any] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)  # of the options, by place from 0
    variants: list[Variant] = field(default_factory=list)
    images: list[tuple[float, str]] = field(default_factory=list)  # position and address

    def options(self, variant: Variant) -> dict[str, str]:
        """The variant's options by name."""
        named = (
            (self.names.get(place, f"Option {place + 1}"), value)
            for place, value in enumerate(variant.options)
        )
        return {name: value for name, value in named if value}


class Ids:
    """Which variant has which SKU, so that an id is one variant's alone."""

    def __init__(self) -> None:
        self._owners: dict[str, tuple[str, ...] | None] = {}

    def add(self, handle: str, fields: Mapping[str, Any]) -> None:
        """Notes the SKU of a variant."""
        code, key = _sku(fields), (handle, *options_of(fields))
        if code and self._owners.setdefault(code, key) != key:
            self._owners[code] = None

    def of(self, handle: str, variant: Variant) -> str:
        """The SKU where no other variant has it, else an id of the handle and the options."""
        if self._owners.get(code := _sku(variant.fields)):
            return code
        made = variants.made_id(handle, filter(None, variant.options))
        return f"handle:{made}" if made in self._owners else made


def options_of(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The values of a variant's three options; a product without any has "Default Title"."""
    found = [values.plain(fields.get(name)) for name in OPTIONS]
    return tuple("" if value.lower() == _DEFAULT else value for value in found)


def attributes(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What any listing tells of a product beside `build.PRODUCT_FIELDS`."""
    raw = fields.get("tags")
    tags = values.many(raw.split(",") if isinstance(raw, str) else raw)
    found: dict[str, Any] = {
        "Gender": fields.get("gender"),
        "Age group": fields.get("age_group"),
        "Condition": fields.get("condition"),
        "Gift card": values.availability(fields.get("gift_card")) == "in_stock",  # "true"
        "Tags": list(dict.fromkeys(tags)),
    }
    return {name: value for name, value in found.items() if value}


def records(goods: Goods, ids: Ids, context: Context) -> Iterator[Record | Rejected]:
    """The products of one handle; what is not offered is counted in ``context.changes``."""
    found = goods.variants or [Variant(goods.line, ("", "", ""), goods.fields)]
    if not goods.fields:
        reason = f"no row of the handle {goods.handle!r} has a Title; fill it in on the first one"
        yield from (Rejected(context.source, one.line, reason) for one in found)
        return
    if status := _left_out(goods.fields):
        context.changes[f"{status} products left out"] += len(found)
        return
    # Once for all variants: most of the time goes into HTML.
    description = html_text.to_text(values.lines(goods.fields.get("description")))
    goods.fields = {**goods.fields, "description": description}
    seen: dict[tuple[str, ...], int] = {}
    for one in found:
        if one.options in seen:
            reason = (
                f"line {seen[one.options]} has the same options under the handle {goods.handle!r}; "
                "give each variant option values of its own"
            )
            yield Rejected(context.source, one.line, reason)
            continue
        seen[one.options] = one.line
        fields, rest = _product(goods, one, ids)
        yield build.attempt(build.product, fields, rest, line=one.line, context=context)


def _left_out(fields: Mapping[str, Any]) -> str:
    """Why the online store does not offer a product, else ""."""
    status = values.plain(fields.get("status")).lower()
    if status in _NOT_OFFERED:
        return status
    is_published = values.availability(fields.get("published")) != "out_of_stock"  # "false"
    return "" if is_published else "unpublished"


def _product(goods: Goods, variant: Variant, ids: Ids) -> tuple[dict[str, Any], dict[str, Any]]:
    own, shared = variant.fields, goods.fields
    options = goods.options(variant)
    title = variants.title(values.plain(shared.get("title")), options)
    # Shopify calls "Title" what tells variants apart where the shop has named nothing.
    named = {name: value for name, value in options.items() if naming.normal(name) != "title"}
    told, rest = variants.tell(named, goods.attributes)
    if weight := _weight(own):
        rest.setdefault("Weight", weight)
    availability, quantity = _stock(own)
    fields = {
        **told,
        **{name: shared.get(name) for name in ("description", "mpn", "date_added")},
        **{name: shared.get(name) for name in ("rating", "best_rating", "review_count")},
        "id": ids.of(goods.handle, variant),
        "title": title,
        "brand": told.get("brand") or shared.get("vendor"),
        "category": _category(shared),
        "price": own.get("price"),
        "compare_at_price": own.get("compare_at_price"),
        "availability": availability,
        "quantity": quantity,
        "gtin": own.get("barcode") or told.get("gtin"),
        "item_group_id": goods.handle if options or len(goods.variants) > 1 else "",
        "image_link": own.get("variant_image") or min(goods.images, default=(0.0, ""))[1],
    }
    return fields, rest


def _sku(fields: Mapping[str, Any]) -> str:
    """The SKU, without the mark that keeps a spreadsheet from reading it as a number."""
    return values.plain(fields.get("sku")).lstrip("'")


def _category(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The path in Shopify's taxonomy, then the shop's own type."""
    path = [part.strip() for part in values.plain(fields.get("category")).split(">")]
    named = (p for p in path if p and p.lower() != "uncategorized" and not _CODE.fullmatch(p))
    return (*named, *values.category(values.plain(fields.get("type"))))


def _weight(fields: Mapping[str, Any]) -> str:
    grams = values.decimal(fields.get("grams")) or 0.0
    unit = values.plain(fields.get("weight_unit")).lower()
    amount, unit = (round(grams / _GRAMS[unit], 2), unit) if unit in _GRAMS else (grams, "g")
    return f"{amount:g} {unit}" if amount > 0 else ""


def _stock(fields: Mapping[str, Any]) -> tuple[str | None, int | None]:
    """Availability and quantity; stock that nobody tracks is always there."""
    if "available" in fields:  # a page of the shop knows no more
        return values.availability(fields["available"]), None
    if "tracker" in fields and not values.plain(fields["tracker"]):
        return "in_stock", None
    quantity = values.quantity(fields.get("quantity"))
    may_oversell = values.plain(fields.get("policy")).lower() in ("continue", "true")
    if quantity == 0 and may_oversell:
        return "backorder", quantity
    return None, quantity  # `build.product` tells the availability from the quantity
