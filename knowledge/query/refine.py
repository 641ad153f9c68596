"""How a message changes what held before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from knowledge.catalog import Product
from knowledge.colors import FAMILIES, PLAIN_SHADES
from knowledge.constraints import Constraints, Range
from knowledge.query.compared import compared, numbers
from knowledge.query.parse import ParsedQuery
from knowledge.query.patterns import attribute_meant
from knowledge.query.tokens import stems, tokenize
from knowledge.query.words import CONTENTS

_COLORS = frozenset({*FAMILIES.values(), *PLAIN_SHADES, "gray"})
_SIZES = frozenset("small medium large xs s m l xl xxl".split())
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
    *,
    is_other: bool = False,
) -> Constraints:
    """The constraints after a message that changes a search; another topic where ``is_other``.

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
    - Words that are left join the query; a colour or a size in words replaces the one before.
    """
    new = parsed.constraints
    result = _without(current, parsed.drops)
    if is_other:
        result = _other_topic(result, parsed)
    elif new.category and not set(new.category) <= set(current.category):
        if parsed.additive and current.category:
            result = replace(
                result,
                category=(*result.category, *new.category),
                query=_joined(result.query, new.query),
            )
        elif not current.category or is_within(new.category, shown):
            narrowest = _narrowest(current.category, new.category, shown)
            before = result.query
            if narrowest == new.category:  # "shoes", and then "boots"
                before = _unsaid(result, current.category).query
            result = replace(result, category=narrowest, query=_joined(new.query, before))
        else:
            result = _other_topic(result, parsed)
    elif _names_another(parsed):
        result = _other_topic(result, parsed)
    else:
        before = result.query if parsed.additive else _unrivalled(result.query, new.query)
        result = replace(result, query=_joined(before, new.query))
    result = _with_lists(result, new, parsed.additive)
    result = _with_exclusions(result, new)
    if new.price:
        result = replace(result, price=_combined(result.price, new.price), currency=new.currency)
    if new.rating:
        result = replace(result, rating=new.rating)
    if new.availability:
        result = replace(result, availability=new.availability)
    if new.sort != "relevance":
        result = replace(result, sort=_order(parsed, shown))
    for name, direction in parsed.comparatives:
        result = compared(result, name, direction, [focus] if focus else list(shown))
    return result


def _without(result: Constraints, drops: Sequence[str]) -> Constraints:
    """Without the constraints of these fields and attributes, wanted or not."""
    for name in drops:
        held_by = [*result.attributes, *result.exclude, *_CLEARED]
        field = attribute_meant(name, held_by) or name
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


def is_within(categories: Sequence[str], shown: Sequence[Product]) -> bool:
    """Whether products of these categories are among what was shown."""
    return any(set(categories) & set(product.category) for product in shown)


def _narrowest(
    before: Sequence[str], new: tuple[str, ...], shown: Sequence[Product]
) -> tuple[str, ...]:
    """Of "chairs" and then "dining" the dining chairs: what was wanted, where it is below the new."""
    paths = [product.category for product in shown]
    below = [
        name
        for name in before
        if any(name in path and set(path[: path.index(name)]) & set(new) for path in paths)
    ]
    return tuple(below) or new


def _unrivalled(query: str, more: str) -> str:
    """A query without the colours and sizes that others in ``more`` take the place of."""
    for rivals in (_COLORS, _SIZES):
        if any(word in rivals for word in more.split()):
            query = " ".join(word for word in query.split() if word not in rivals)
    return query


def _order(parsed: ParsedQuery, shown: Sequence[Product]) -> str:
    """The order asked for; "biggest" is of an attribute that what was shown has."""
    counted = numbers(shown)
    for name, direction in parsed.superlatives:
        is_told = parsed.constraints.sort.rpartition(" ")[0] in counted
        if not is_told and (attribute := attribute_meant(name, counted)):
            return f"{attribute} {direction}"
    return parsed.constraints.sort


def _other_topic(before: Constraints, parsed: ParsedQuery) -> Constraints:
    keeps_price = len(parsed.text.split()) <= SHORT
    return Constraints(
        query=parsed.constraints.query,
        category=parsed.constraints.category,
        price=before.price if keeps_price else Range(),
        currency=before.currency if keeps_price else "",
        attributes={name: one for name, one in before.attributes.items() if name == "gender"},
        # Who must not eat nuts must not in the next thing either.
        exclude={
            name: values for name, values in before.exclude.items() if CONTENTS & set(stems(name))
        },
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
