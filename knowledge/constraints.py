"""What a shopper asked for, structured; its JSON is part of the contract with other programs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

SORTS = ("relevance", "price_asc", "price_desc", "rating", "newest")
"""``sort`` is one of these, or ``"<attribute> asc"`` / ``"<attribute> desc"`` ("weight asc")."""


@dataclass(frozen=True)
class Range:
    """A closed interval; ``None`` leaves an end open. ``unit`` is empty for prices and ratings."""

    min: float | None = None
    max: float | None = None
    unit: str = ""

    def __bool__(self) -> bool:
        return self.min is not None or self.max is not None


@dataclass(frozen=True)
class Constraints:
    """Hard limits on what may be shown, beside the free-text ``query`` that ranks it.

    Lists mean "any of these". ``category`` holds names of categories, which include their
    descendants. ``exclude`` maps ``brand``, ``category``, ``color``, ``size``, ``query`` (words that
    must not occur in the title) or an attribute's name to values that must not hold.
    ``attributes`` maps an attribute's name to accepted values (``("leather",)``; booleans are
    ``"yes"`` and ``"no"``) or to a `Range` in the unit it names.
    """

    query: str = ""
    category: tuple[str, ...] = ()
    color: tuple[str, ...] = ()
    price: Range = Range()
    currency: str = ""
    brand: tuple[str, ...] = ()
    exclude: dict[str, tuple[str, ...]] = field(default_factory=dict)
    size: tuple[str, ...] = ()
    rating: Range = Range()
    availability: str | None = None
    attributes: dict[str, tuple[str, ...] | Range] = field(default_factory=dict)
    sort: str = "relevance"

    def __bool__(self) -> bool:
        return self != replace(Constraints(), sort=self.sort)

    def to_json(self) -> dict[str, Any]:
        """The contract's ``constraints`` object."""
        return {
            "query": self.query,
            "category": list(self.category),
            "color": list(self.color),
            "price": {"min": self.price.min, "max": self.price.max},
            "currency": self.currency,
            "brand": list(self.brand),
            "exclude": {name: list(values) for name, values in self.exclude.items()},
            "size": list(self.size),
            "rating": {"min": self.rating.min},
            "availability": self.availability,
            "attributes": {
                name: {"min": wanted.min, "max": wanted.max, "unit": wanted.unit}
                if isinstance(wanted, Range)
                else list(wanted)
                for name, wanted in self.attributes.items()
            },
            "sort": self.sort,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Constraints:
        """The inverse of `to_json`; fields that are missing keep their defaults."""
        price, rating = data.get("price") or {}, data.get("rating") or {}
        return cls(
            query=data.get("query", ""),
            category=tuple(data.get("category", ())),
            color=tuple(data.get("color", ())),
            price=Range(price.get("min"), price.get("max")),
            currency=data.get("currency", ""),
            brand=tuple(data.get("brand", ())),
            exclude={name: tuple(values) for name, values in data.get("exclude", {}).items()},
            size=tuple(data.get("size", ())),
            rating=Range(rating.get("min")),
            availability=data.get("availability"),
            attributes={
                name: Range(wanted.get("min"), wanted.get("max"), wanted.get("unit", ""))
                if isinstance(wanted, dict)
                else tuple(wanted)
                for name, wanted in data.get("attributes", {}).items()
            },
            sort=data.get("sort", "relevance"),
        )
