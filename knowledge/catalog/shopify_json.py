"""Shopify's product listing as JSON: ``/products.json`` of a shop's pages, or of its Admin API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from knowledge.catalog import files, jsonl, shopify_goods, values
from knowledge.catalog.build import Context
from knowledge.catalog.faults import Rejected
from knowledge.catalog.records import Record
from knowledge.catalog.shopify_goods import OPTIONS, Goods, Ids, Variant

# What `shopify_goods` reads, by the listing's names.
_PRODUCT = {
    **{"title": "title", "body_html": "description", "vendor": "vendor", "status": "status"},
    **{"product_type": "type", "tags": "tags", "created_at": "date_added"},
}
_VARIANT = {
    **{name: name for name in OPTIONS},
    **{name: name for name in ("sku", "barcode", "price", "compare_at_price", "available")},
    **{name: name for name in ("grams", "weight_unit")},
    "inventory_management": "tracker",
    "inventory_quantity": "quantity",
    "inventory_policy": "policy",
}


def recognised(fields: Mapping[str, Any]) -> bool:
    """Whether an object is a product of Shopify's."""
    return {"handle", "title"} <= fields.keys() and bool(_maps(fields.get("variants")))


def read(path: Path, encoding: str, context: Context) -> Iterator[Record | Rejected]:
    """Products, one a variant; drafts and the like are counted in ``context.changes``.

    Raises:
        CatalogError: the file holds no objects.
        EOFError: while iterating, where the file breaks off.
    """
    ids = Ids()
    with suppress(EOFError):  # the second pass comes to it
        for one in jsonl.items(files.lines(path, encoding), context.source):
            if isinstance(one, jsonl.Item):
                for variant in _goods(one).variants:
                    ids.add(values.plain(one.fields.get("handle")), variant.fields)
    for one in jsonl.items(files.lines(path, encoding), context.source):
        if isinstance(one, Rejected):
            yield one
            continue
        goods = _goods(one)
        if not (goods.handle and values.plain(goods.fields.get("title")) and goods.variants):
            reason = "no product: it needs a title, a handle and variants; list the products again"
            yield Rejected(context.source, one.line, reason)
            continue
        yield from shopify_goods.records(goods, ids, context)


def _goods(item: jsonl.Item) -> Goods:
    fields = {name: item.fields.get(theirs) for theirs, name in _PRODUCT.items()}
    if "published_at" in item.fields and not item.fields["published_at"]:
        fields["published"] = False
    goods = Goods(values.plain(item.fields.get("handle")), item.line, fields)
    goods.attributes = shopify_goods.attributes(fields)
    for place, option in enumerate(_list(item.fields.get("options"))):
        name = values.plain(option.get("name") if isinstance(option, dict) else option)
        if name:
            goods.names[place] = name
    for place, image in enumerate(_list(item.fields.get("images"))):
        if address := _address(image):
            goods.images.append((float(place), address))
    for raw in _maps(item.fields.get("variants")):
        own = {name: raw[theirs] for theirs, name in _VARIANT.items() if theirs in raw}
        own["variant_image"] = _address(raw.get("featured_image"))
        goods.variants.append(Variant(item.line, shopify_goods.options_of(own), own))
    return goods


def _address(image: Any) -> str:
    text = values.plain(image.get("src") if isinstance(image, dict) else image)
    return f"https:{text}" if text.startswith("//") else text


def _list(found: Any) -> list[Any]:
    return found if isinstance(found, list) else []


def _maps(found: Any) -> list[dict[str, Any]]:
    return [one for one in _list(found) if isinstance(one, dict)]
