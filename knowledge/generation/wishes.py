"""What a shopper asked for, in words that follow a noun: " for blue trail shoes up to $80"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.constraints import Constraints, Range
from knowledge.generation.wording import (
    listed,
    money,
)
from knowledge.query.tokens import Token, tokenize

LONGEST_WISH = 80
"""Characters of a wish that are repeated to the shopper."""
# Between two words of a wish these belong to it: "a game for two", "soap and water".
_JOINTS = frozenset(
    "a an and at by for from in my of on or our per the to two with without".split()
)


def in_own_words(query: str, messages: Sequence[str]) -> str:
    """The words of a query as the shopper put them; the query where no message holds them so.

    A query leaves out the small words ("serum dry skin") that a sentence needs ("serum for dry
    skin"). ``messages``: the shopper's, latest first.
    """
    words = [token.folded for token in tokenize(query)]
    for message in messages:
        place = _span(words, tokenize(message)) if words else None
        if place:
            return message[slice(*place)]
    return query


def _span(words: Sequence[str], tokens: Sequence[Token]) -> tuple[int, int] | None:
    """From where to where a message says these words in order, with only small ones in between."""
    folded = [token.folded for token in tokens]
    for first, word in enumerate(folded):
        if word != words[0]:
            continue
        last = first
        for wanted in words[1:]:
            last += 1
            while last < len(folded) and folded[last] != wanted and folded[last] in _JOINTS:
                last += 1
            if last >= len(folded) or folded[last] != wanted:
                break
        else:
            return tokens[first].start, tokens[last].end
    return None


def wish(constraints: Constraints, said: str = "", currency: str = "") -> str:
    """What was asked for, with a space before it: " for blue trail shoes from Acme up to $80".

    ``said`` are the shopper's own words for the query. Empty where nothing was asked for.
    """
    currency = constraints.currency or currency
    what = _cut(said or constraints.query)
    what = what or listed([name.lower() for name in constraints.category], "or")
    values = _values(constraints, what)
    what, values = (what, values) if what else (listed(values), [])
    color = listed([value.lower() for value in constraints.color], "or")
    parts: list[str] = []
    if what:
        parts.append(f"for {color} {what}" if color else f"for {what}")
    elif color:
        parts.append(f"in {color}")
    if values:
        parts.append(f"({', '.join(values)})")
    parts += _limits(constraints, what)
    if constraints.brand:
        parts.append(f"from {listed(constraints.brand, 'or')}")
    if constraints.size:
        parts.append(f"in size {listed(constraints.size, 'or')}")
    if constraints.price:
        parts.append(_price_limit(constraints.price, currency))
    if constraints.rating.min is not None:
        parts.append(f"rated {constraints.rating.min:g} or better")
    parts += _unwanted(constraints)
    text = "".join(f" {part}" for part in parts)
    if constraints.availability == "in_stock":
        text += ", in stock" if text else " in stock"
    return text


def wish_name(constraints: Constraints, said: str = "") -> str:
    """The wish by itself, without its limits: "trail shoes"."""
    return _cut(said or constraints.query)


def _cut(query: str) -> str:
    return query if len(query) <= LONGEST_WISH else f"{query[:LONGEST_WISH].rsplit(' ', 1)[0]} …"


def _values(constraints: Constraints, what: str) -> list[str]:
    """What is wanted of attributes in words: "leather", "waterproof"."""
    return [
        name.lower() if "yes" in wanted else listed(wanted, "or")
        for name, wanted in constraints.attributes.items()
        if not isinstance(wanted, Range) and name != "gender" and not _is_said(name, wanted, what)
    ]


def _limits(constraints: Constraints, what: str) -> list[str]:
    """Who it is for, and what is wanted of attributes in numbers: "with weight up to 2 kg"."""
    genders = constraints.attributes.get("gender", ())
    parts = [] if isinstance(genders, Range) or not genders else [f"for {listed(genders, 'or')}"]
    ranges = [
        f"{name.lower()} {_limit(wanted)}"
        for name, wanted in constraints.attributes.items()
        if isinstance(wanted, Range) and not _is_number_said(wanted, what)
    ]
    return parts + ([f"with {listed(ranges)}"] if ranges else [])


def _unwanted(constraints: Constraints) -> list[str]:
    parts: list[str] = []
    for name, values in constraints.exclude.items():
        shown = listed([name.lower() if value == "yes" else value for value in values], "or")
        joint = {"brand": "not from", "color": "not in", "size": "not in size"}.get(name, "without")
        parts.append(f"{joint} {shown}")
    return parts


def _is_number_said(wanted: Range, what: str) -> bool:
    if wanted.min is None or wanted.min != wanted.max:
        return False
    return bool(re.search(rf"(?<![\d.,]){re.escape(_number(wanted.min))}(?![\d.,]*\d)", what))


def _is_said(name: str, wanted: Sequence[str], what: str) -> bool:
    folded = what.casefold()
    return all((name if value == "yes" else value).casefold() in folded for value in wanted)


def _price_limit(price: Range, currency: str) -> str:
    if price.min is not None and price.max is not None:
        return f"between {money(price.min, currency)} and {money(price.max, currency)}"
    if price.max is not None:
        return f"up to {money(price.max, currency)}"
    return f"from {money(price.min or 0, currency)}"


def _limit(wanted: Range) -> str:
    unit = f" {wanted.unit}" if wanted.unit else ""
    low = "" if wanted.min is None else _number(wanted.min)
    high = "" if wanted.max is None else _number(wanted.max)
    if low and wanted.min == wanted.max:
        return f"{low}{unit}"
    if low and high:
        return f"from {low} to {high}{unit}"
    return f"up to {high}{unit}" if high else f"of at least {low}{unit}"


def _number(value: float) -> str:
    """A number without digits that nobody asked for: "lighter than 370 g" is no 369.63."""
    written = f"{value:g}"
    return (
        written if len(written) <= 4 else f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"
    )
