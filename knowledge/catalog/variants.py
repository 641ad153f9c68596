"""Variants and their named values, alike for all shop systems: fields, titles, ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from knowledge.catalog import columns, naming, synonyms

# Who made a thing; an author or a publisher stays an attribute under its own name.
_BRANDS = set(synonyms.PRODUCT_SYNONYMS["brand"].split(", ")) - {"author", "publisher"}
_TOLD = {
    **columns.TOLD_BY_ATTRIBUTES,
    "brand": frozenset(map(naming.normal, _BRANDS)),
    "gtin": frozenset(map(naming.normal, synonyms.PRODUCT_SYNONYMS["gtin"].split(", "))),
}
_LAST = ("color", "size")  # `Product.name` takes these off the end of a title


@lru_cache(maxsize=4096)
def field_of(name: str) -> str:
    """The field that an option or attribute called ``name`` tells (``Farbe``: color), else ""."""
    bare = naming.normal(naming.unit(name)[0]).removeprefix("pa ")  # WooCommerce's own prefix
    for field, names in _TOLD.items():
        if not names.isdisjoint((bare, bare.removesuffix("s"), naming.normal(name))):
            return field
    return ""


def tell(
    options: Mapping[str, str], attributes: Mapping[str, Any]
) -> tuple[dict[str, str], dict[str, Any]]:
    """Fields and attributes of one variant, from its options and from what all variants share.

    An attribute with several values stays an attribute. One that an option speaks of as well is
    left out: it lists the values of all variants.
    """
    fields: dict[str, str] = {}
    rest: dict[str, Any] = {}
    for name, value in options.items():
        field = field_of(name)
        if field and field not in fields:
            fields[field] = value
        else:
            rest[name] = value
    chosen = {*fields, *map(naming.normal, options)}
    for name, value in attributes.items():
        field = field_of(name)
        if field in chosen or naming.normal(name) in chosen:
            continue
        single = value[0] if isinstance(value, list) and len(value) == 1 else value
        if field and field not in fields and isinstance(single, str):
            fields[field] = single
        else:
            rest.setdefault(name, single)
    return fields, rest


def title(name: str, options: Mapping[str, str]) -> str:
    """``name`` with the values that tell a variant apart; colour and size come last."""
    fields = [field_of(option) for option in options]
    places = [_LAST.index(field) + 1 if field in _LAST else 0 for field in fields]
    values = [value for _, value in sorted(zip(places, options.values(), strict=True), key=_place)]
    return f"{name} - {', '.join(values)}" if values else name


def made_id(group: str, values: Iterable[str]) -> str:
    """The id of a variant that has none of its own: the same at every import."""
    return "/".join((group, *values))


def _place(placed: tuple[int, str]) -> int:
    return placed[0]
