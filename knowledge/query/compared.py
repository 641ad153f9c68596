"""What is to be more or less than something that was shown: "cheaper", "lighter"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median_high, median_low

from knowledge.catalog import Product
from knowledge.constraints import Constraints, Range
from knowledge.query.patterns import attribute_meant
from knowledge.units import measures


def numbers(products: Sequence[Product]) -> list[str]:
    """The attributes of some products that are numbers."""
    return list(
        dict.fromkeys(
            name
            for product in products
            for name, value in product.attributes.items()
            if not isinstance(value, (bool, list)) and measures(_text(value))
        )
    )


def extreme(products: Sequence[Product], name: str, direction: str) -> Product | None:
    """The product with the most (or the "less") of a property; None where it tells none apart."""
    values = [_amount(product, name, products) for product in products]
    known = [value for value in values if value is not None]
    if len(known) < 2 or min(known) == max(known):
        return None
    wanted = max(known) if direction == "more" else min(known)
    return products[values.index(wanted)]


def _amount(product: Product, name: str, among: Sequence[Product]) -> float | None:
    if name == "price":
        return None if product.offer_price is None else float(product.offer_price)
    if name == "rating":
        return product.rating
    if name == "date":
        day = "".join(char for char in product.date_added[:10] if char.isdigit())
        return float(day) if day else None
    attribute = attribute_meant(name, numbers(among))
    found = measures(_text(product.attributes.get(attribute, ""))) if attribute else []
    return found[0].base if found else None


def compared(
    result: Constraints, name: str, direction: str, against: Sequence[Product]
) -> Constraints:
    """The constraints with a limit just beyond the middle of ``against``; an order without numbers."""
    if name == "price":
        prices = [float(one.offer_price) for one in against if one.offer_price is not None]
        if not prices:
            return replace(result, sort="price_asc" if direction == "less" else "price_desc")
        pivot = _middle(prices, direction)
        cent = Decimal("0.01")
        if direction == "less":
            top = float(Decimal(str(pivot)).quantize(cent) - cent)
            # What is on the screen may be dearer than a limit that nothing satisfied.
            top = top if result.price.max is None else min(top, result.price.max)
            limit = Range(_below(result.price.min, top), top)
        else:
            bottom = float(Decimal(str(pivot)).quantize(cent) + cent)
            bottom = bottom if result.price.min is None else max(bottom, result.price.min)
            limit = Range(bottom, _above(result.price.max, bottom))
        return replace(result, price=limit)
    if name == "rating":
        rated = [one.rating for one in against if one.rating is not None]
        if len(against) == 1 and rated:
            return replace(result, rating=Range(min(5.0, round(rated[0] + 0.01, 2))))
        return replace(result, sort="rating")
    if name == "date":
        return replace(result, sort="newest")
    attribute = attribute_meant(name, numbers(against))
    if attribute is None:
        return result
    return _limited(result, attribute, direction, against)


def _limited(
    result: Constraints, attribute: str, direction: str, against: Sequence[Product]
) -> Constraints:
    found = [
        one
        for product in against
        for one in measures(_text(product.attributes.get(attribute, "")))[:1]
    ]
    if not found:
        return replace(result, sort=f"{attribute} {'asc' if direction == 'less' else 'desc'}")
    unit = found[0].unit
    values = [one.value for one in found if one.unit == unit]
    pivot = _middle(values, direction)
    step = abs(pivot) * 1e-3
    limit = (
        Range(None, round(pivot - step, 4), unit)
        if direction == "less"
        else Range(round(pivot + step, 4), None, unit)
    )
    return replace(result, attributes={**result.attributes, attribute: limit})


def _middle(values: Sequence[float], direction: str) -> float:
    """A value that was shown, with about half of what was shown beyond it."""
    return median_high(values) if direction == "less" else median_low(values)


def _text(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _below(low: float | None, pivot: float) -> float | None:
    return low if low is not None and low < pivot else None


def _above(high: float | None, pivot: float) -> float | None:
    return high if high is not None and high > pivot else None
