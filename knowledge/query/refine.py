"""How a message changes what held before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median_high, median_low
from typing import Any

from knowledge.catalog import Product
from knowledge.constraints import Constraints, Range
from knowledge.query.parse import ParsedQuery
from knowledge.query.patterns import attribute_meant
from knowledge.query.tokens import stems, tokenize
from knowledge.units import measures

SHORT = 4
"""Words up to which a message that names another kind of thing leaves the price as it was."""

# "What about dresses", but not "what about something for running" or "what about the blue ones".
_ANOTHER = re.compile(
    r"^\W*(?:and |ok(?:ay)?,? |so |now )*(?:(?:what|how) about|do you (?:also )?(?:have|sell)|i (?:also )?need|show me)\s"
    r"(?!.*\b(?:ones?|something|anything|it|them|that|those|these|this)\b)",
    re.IGNORECASE,
)

_CLEARED: dict[str, dict[str, Any]] = {
    "color": {"color": ()},
    "brand": {"brand": ()},
    "size": {"size": ()},
    "category": {"category": ()},
    "price": {"price": Range(), "currency": ""},
    "rating": {"rating": Range()},
    "availability": {"availability": None},
}


def refine(
    current: Constraints,
    parsed: ParsedQuery,
    shown: Sequence[Product] = (),
    focus: Product | None = None,
) -> Constraints:
    """The constraints after a message that changes a search.

    - What is lifted ("any colour") is cleared first, with its exclusions.
    - A colour, brand, size, attribute, price or rating that is named replaces the one before, or
      joins it after "also" and "or". What is named as wanted is no longer excluded, and the other
      way round; the words of what is replaced or excluded leave the query. One end of a price
      keeps the other where both can hold.
    - A comparative sets a limit: just below (or above) the product being talked about, else the
      median of the products shown; where none has the number, it sorts.
    - A kind within what was shown ("trail running shoes" among shoes) narrows the search: all
      that held still holds.
    - Another kind is another topic: colour, brand, size, attributes, exclusions, rating and order
      of the old one are dropped. Who it is for stays. The price stays where the message says
      little more than the kind ("what about jackets"): a whole new wish has its own budget.
    - Words that are left join the query.
    """
    new = parsed.constraints
    result = _without(current, parsed.drops)
    if new.category and not set(new.category) <= set(current.category):
        if parsed.additive and current.category:
            result = replace(
                result,
                category=(*result.category, *new.category),
                query=_joined(result.query, new.query),
            )
        elif not current.category or _is_within(new.category, shown):
            result = replace(result, category=new.category, query=_joined(result.query, new.query))
        else:
            result = _other_topic(result, parsed)
    elif _names_another(parsed):
        result = _other_topic(result, parsed)
    else:
        result = replace(result, query=_joined(result.query, new.query))
    result = _with_lists(result, new, parsed.additive)
    result = _with_exclusions(result, new)
    if new.price:
        result = replace(result, price=_combined(result.price, new.price), currency=new.currency)
    if new.rating:
        result = replace(result, rating=new.rating)
    if new.availability:
        result = replace(result, availability=new.availability)
    if new.sort != "relevance":
        result = replace(result, sort=new.sort)
    for name, direction in parsed.comparatives:
        result = _compared(result, name, direction, [focus] if focus else list(shown))
    return result


def _without(result: Constraints, drops: Sequence[str]) -> Constraints:
    """Without the constraints of these fields and attributes, wanted or not."""
    for field in drops:
        held = result.attributes.get(field, ())
        result = replace(
            result,
            exclude={name: values for name, values in result.exclude.items() if name != field},
            attributes={name: one for name, one in result.attributes.items() if name != field},
            **_CLEARED.get(field, {}),
        )
        result = _unsaid(result, held if isinstance(held, tuple) else ())
    return result


def _names_another(parsed: ParsedQuery) -> bool:
    """Whether a message asks for another kind of thing that is none of the shop's categories."""
    only_words = replace(parsed.constraints, query="") == Constraints()
    return (
        bool(_ANOTHER.match(parsed.text))
        and bool(parsed.constraints.query)
        and only_words
        and not (parsed.comparatives or parsed.drops)
    )


def _is_within(categories: Sequence[str], shown: Sequence[Product]) -> bool:
    """Whether products of these categories are among what was shown."""
    return any(set(categories) & set(product.category) for product in shown)


def _other_topic(before: Constraints, parsed: ParsedQuery) -> Constraints:
    keeps_price = len(parsed.text.split()) <= SHORT
    return Constraints(
        query=parsed.constraints.query,
        category=parsed.constraints.category,
        price=before.price if keeps_price else Range(),
        currency=before.currency if keeps_price else "",
        attributes={name: one for name, one in before.attributes.items() if name == "gender"},
    )


def _unsaid(result: Constraints, values: Sequence[str]) -> Constraints:
    """Without the words of these values in the query."""
    gone = {token.stem for value in values for token in tokenize(value)}
    if not gone:
        return result
    words = [word for word in result.query.split() if not gone & set(stems(word))]
    return replace(result, query=" ".join(words))


def _joined(query: str, more: str) -> str:
    """Both queries' words, each once."""
    return " ".join(dict.fromkeys([*query.split(), *more.split()]))


def _with_lists(result: Constraints, new: Constraints, additive: bool) -> Constraints:
    for field in ("color", "brand", "size"):
        if wanted := getattr(new, field):
            before = getattr(result, field) if additive else ()
            result = _with(result, field, tuple(dict.fromkeys([*before, *wanted])))
    attributes = dict(result.attributes)
    for name, values in new.attributes.items():
        held = attributes.get(name)
        if isinstance(values, tuple) and isinstance(held, tuple):
            if additive:
                values = tuple(dict.fromkeys([*held, *values]))
            else:
                result = _unsaid(result, [one for one in held if one not in values])
        attributes[name] = values
    exclude = {
        name: tuple(value for value in values if value not in _wanted(new, name))
        for name, values in result.exclude.items()
    }
    exclude = {name: values for name, values in exclude.items() if values}
    return replace(result, attributes=attributes, exclude=exclude)


def _with(constraints: Constraints, field: str, values: tuple[str, ...]) -> Constraints:
    changes: dict[str, Any] = {field: values}
    return replace(constraints, **changes)


def _wanted(constraints: Constraints, name: str) -> tuple[str, ...]:
    if name in ("color", "brand", "size", "category"):
        values: tuple[str, ...] = getattr(constraints, name)
        return values
    held = constraints.attributes.get(name, ())
    return held if isinstance(held, tuple) else ()


def _with_exclusions(result: Constraints, new: Constraints) -> Constraints:
    exclude = dict(result.exclude)
    attributes = dict(result.attributes)
    for name, values in new.exclude.items():
        exclude[name] = tuple(dict.fromkeys([*exclude.get(name, ()), *values]))
        if name in ("color", "brand", "size", "category"):
            kept = tuple(value for value in getattr(result, name) if value not in values)
            result = _with(result, name, kept)
        held = attributes.get(name)
        if isinstance(held, tuple):
            attributes[name] = tuple(value for value in held if value not in values)
            if not attributes[name]:
                del attributes[name]
        if name not in ("brand", "color", "size"):
            result = _unsaid(result, [name] if values == ("yes",) else values)
    return replace(result, exclude=exclude, attributes=attributes)


def _combined(before: Range, new: Range) -> Range:
    """A new end keeps the other old end if both can hold."""
    low = before.min if new.min is None else new.min
    high = before.max if new.max is None else new.max
    if low is not None and high is not None and low > high:
        return new
    return Range(low, high) if new.min is None or new.max is None else new


def _compared(
    result: Constraints, name: str, direction: str, against: Sequence[Product]
) -> Constraints:
    if name == "price":
        prices = [float(one.offer_price) for one in against if one.offer_price is not None]
        if not prices:
            return replace(result, sort="price_asc" if direction == "less" else "price_desc")
        pivot = _middle(prices, direction)
        cent = Decimal("0.01")
        if direction == "less":
            limit = Range(
                _below(result.price.min, pivot), float(Decimal(str(pivot)).quantize(cent) - cent)
            )
        else:
            limit = Range(
                float(Decimal(str(pivot)).quantize(cent) + cent), _above(result.price.max, pivot)
            )
        return replace(result, price=limit)
    if name == "rating":
        rated = [one.rating for one in against if one.rating is not None]
        if len(against) == 1 and rated:
            return replace(result, rating=Range(min(5.0, round(rated[0] + 0.01, 2))))
        return replace(result, sort="rating")
    if name == "date":
        return replace(result, sort="newest")
    attribute = attribute_meant(name, [key for one in against for key in one.attributes])
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
