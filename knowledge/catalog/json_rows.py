"""JSON objects as rows of a table: what is nested gets a column of its own, variants a row each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from knowledge.catalog import values
from knowledge.catalog.naming import normal
from knowledge.catalog.synonyms import ATTRIBUTE_MAPS, PRODUCT_SYNONYMS

_VARIANTS = frozenset({"variants", "variations", "skus", "product variants", "children"})
_WHOLE = ATTRIBUTE_MAPS | {"shipping address", "address", "delivery address", "ship to"}
_DEEPEST = 3
_LEAVES = ("src", "url", "href", "link", "original", "large", "name")  # of an object in a list


def rows(item: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of an object: one, or one for each of its variants, under dotted names."""
    for key, found in item.items():
        if normal(key) in _VARIANTS and isinstance(found, list) and _are_variants(found):
            shared = {name: value for name, value in item.items() if name != key}
            yield from (flat(_variant(shared, one, place)) for place, one in enumerate(found, 1))
            return
    yield flat(item)


def flat(item: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """``{"price": {"amount": 5}}`` as ``{"price.amount": 5}``; maps of attributes stay whole."""
    row: dict[str, Any] = {}
    for name, value in item.items():
        if isinstance(value, dict) and depth < _DEEPEST and normal(name) not in _WHOLE:
            row |= {f"{name}.{inner}": one for inner, one in flat(value, depth + 1).items()}
        else:
            row[name] = _leaf(value) if isinstance(value, list) else value
    return row


def _leaf(items: list[Any]) -> list[Any]:
    """A list of pictures or categories as their addresses or names."""
    if not items or not all(isinstance(one, dict) and len(one) <= 12 for one in items):
        return items
    told = [
        next((one[key] for key in _LEAVES if isinstance(one.get(key), str)), None) for one in items
    ]
    is_pair = any({"value", "values", "quantity", "qty", "price"} & one.keys() for one in items)
    return items if is_pair or not all(told) else told


def _are_variants(found: list[Any]) -> bool:
    return bool(found) and all(isinstance(one, dict) and _of(one, "id") for one in found)


def _variant(shared: Mapping[str, Any], own: Mapping[str, Any], place: int) -> dict[str, Any]:
    group, title = _of(shared, "id"), _of(shared, "title")
    merged = {name: value for name, value in shared.items() if normal(name) not in _names("id")}
    merged |= {name: value for name, value in own.items() if value not in (None, "", [])}
    told = _of(own, "title")
    merged = {name: value for name, value in merged.items() if normal(name) not in _names("title")}
    merged["title"] = f"{title} - {told}" if told and title and title not in told else told or title
    merged["id"] = _of(own, "id") or f"{group}/{place}"
    merged["item_group_id"] = group
    return merged


def _of(item: Mapping[str, Any], field: str) -> str:
    """What an object says under the most trusted name of a field."""
    by_name = {normal(name): value for name, value in item.items()}
    for name in _names(field):
        if isinstance(by_name.get(name), (str, int)) and (text := values.plain(by_name[name])):
            return text
    return ""


@lru_cache(maxsize=4)
def _names(field: str) -> tuple[str, ...]:
    return tuple(normal(name) for name in PRODUCT_SYNONYMS[field].split(","))
