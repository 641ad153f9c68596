"""Which variants satisfy constraints. What is not wanted is what would have been found if it were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from knowledge import colors
from knowledge.constraints import Constraints, Range
from knowledge.index import identifiers
from knowledge.index.analyzer import fold, stem, words
from knowledge.index.facets import TITLE, Facets, Floats, Mask, code
from knowledge.index.postings import Rows
from knowledge.sizes import key
from knowledge.units import Span, measure, spans

NEGATIVE = frozenset(
    ["not available", "not supported", *"no n none false n/a - without nein non nee nej".split()]
)
# What stands before a word and denies it: "faux leather" is no leather.
_DENYING = frozenset(
    map(stem, ("faux", "fake", "vegan", "imitation", "artificial", "mock", "non", "no", "without"))
)
_NUMBER_AND_UNIT = re.compile(r"[-+]?\d[\d.,/ ]*-?[^\d.,]{1,12}")
_EXACT = frozenset({"category", "brand", "size", "availability", "currency"})


def allowed(facets: Facets, constraints: Constraints) -> Mask | None:
    """The variants that satisfy every constraint, shape (variants,); None if all do."""
    masks: list[Mask] = []
    for field in ("category", "brand", "color", "size"):
        if wanted := getattr(constraints, field):
            masks.append(_having(facets, field, wanted))
    if constraints.price:
        masks.append(_within(facets.numbers["price"], constraints.price))
    if constraints.currency and len(facets.postings.values("currency")):
        masks.append(_any(facets, "currency", (constraints.currency,)))
    if constraints.rating:
        masks.append(_within(facets.numbers["rating"], constraints.rating))
    if constraints.availability:
        masks.append(_any(facets, "availability", (constraints.availability,)))
    for name, limit in constraints.attributes.items():
        if isinstance(limit, Range):
            masks.append(_between(facets, name, limit))
        else:
            masks.append(_having(facets, name, limit))
    for field, unwanted in constraints.exclude.items():
        masks.append(~_excluded(facets, field, unwanted))
    allowed: Mask | None = np.logical_and.reduce(masks) if masks else None
    return allowed


def _having(facets: Facets, name: str, wanted: Sequence[str]) -> Mask:
    """The rows that satisfy one of the values wanted of a field or attribute."""
    field = fold(name)
    mask = _any(facets, field, wanted)
    if "yes" in map(fold, wanted):
        return mask | _otherwise(facets, name)
    if field == "gender":
        # What is made for nobody in particular suits everybody.
        return mask | _any(facets, field, ("unisex",)) | ~_any_value(facets, field)
    if field in _EXACT or "no" in map(fold, wanted):
        return mask
    return mask | _titled(facets, field, wanted)


def _excluded(facets: Facets, name: str, unwanted: Sequence[str]) -> Mask:
    """The rows that have an unwanted value, or say so in their title where the field is empty."""
    field = fold(name)
    if field == "query":
        return in_title(facets, unwanted)
    mask = _any(facets, field, unwanted)
    if "yes" in map(fold, unwanted):
        return mask | _otherwise(facets, name)
    if field in _EXACT or "no" in map(fold, unwanted):
        return mask
    return mask | _titled(facets, field, unwanted)


def _between(facets: Facets, name: str, wanted: Range) -> Mask:
    """The rows where some number of an attribute lies in a range; "20-35 L" holds 25 litres."""
    low = None if wanted.min is None else measure(wanted.min, wanted.unit)
    high = None if wanted.max is None else measure(wanted.max, wanted.unit)
    ends = [end for end in (low, high) if end is not None]
    if not ends or len({end.dimension for end in ends}) > 1:
        return np.zeros(len(facets), bool)
    lowest, highest = (
        -np.inf if low is None else low.base,
        np.inf if high is None else high.base,
    )
    return facets.mask(_measuring(facets, fold(name), Span(lowest, highest, ends[0].dimension)))


def _measuring(facets: Facets, field: str, wanted: Span) -> Rows:
    """The rows where some number of a field lies in a span."""
    fits = [any(_overlap(one, wanted) for one in found) for found in facets.measured(field)]
    return facets.postings.values(field).rows_where(np.array(fits, bool))


def _otherwise(facets: Facets, name: str) -> Mask:
    """The rows that have no such attribute and say it in another, or in their title.

    A listing with "Waterproof rating: 20000 mm" needs no "Waterproof: yes".
    """
    said = set(words(name))
    mask = np.zeros(len(facets), bool)
    for field in facets.postings.fields():
        if field not in (TITLE, identifiers.FIELD) and said < set(words(field)):
            mask |= _any(facets, field, ("yes",))
    return (mask & ~_any_value(facets, name)) | _titled(facets, name, (name,))


def _titled(facets: Facets, name: str, wanted: Iterable[str]) -> Mask:
    """The rows where a field has no value and the title holds, and does not deny, a wanted one."""
    if fold(name) != "color":
        mask = in_title(facets, wanted) & ~_any_value(facets, name)
        for text in wanted if mask.any() else ():
            denied = [f"{word} {text}" for word in (_DENYING | {"free"}) - set(words(text))]
            mask &= ~in_title(facets, denied)  # "gluten free", "faux leather"
        return mask
    mask = np.zeros(len(facets), bool)
    for color in wanted:
        family = [shade for shade in colors.PLAIN_SHADES if colors.FAMILIES[shade] == fold(color)]
        for shade in (color, *family):
            # "Black & Decker" says nothing of a colour.
            mask |= in_title(facets, (shade,)) & ~facets.mask(_with_words(facets, "brand", shade))
    return mask & ~_any_value(facets, name)


def in_title(facets: Facets, texts: Iterable[str]) -> Mask:
    """The rows whose titles hold all words of one of these texts."""
    titles = facets.postings.values(TITLE)
    mask = np.zeros(len(facets), bool)
    for text in texts:
        mask[_in_all([titles.rows(word) for word in set(words(text))])] = True
    return mask


def _any(facets: Facets, name: str, wanted: Iterable[str]) -> Mask:
    """The rows where a field has any of the wanted values."""
    mask = np.zeros(len(facets), bool)
    for value in wanted:
        mask[_meaning(facets, fold(name), value)] = True
    return mask


def _meaning(facets: Facets, field: str, wanted: str) -> Rows:
    """The rows where a field has a value that means the wanted one."""
    folded, values = fold(wanted), facets.postings.values(field)
    if field == "availability":
        at = np.flatnonzero(facets.numbers[field] == code(folded)).astype(np.int32)
        return np.concatenate([at, values.rows(folded)])
    if field == "size":
        return values.rows(folded, key(wanted))
    if field in _EXACT:
        return values.rows(folded)
    if folded == "no":
        return values.rows(*NEGATIVE)
    if folded == "yes":
        chosen = np.ones(len(values), bool)
        chosen[values.places(*NEGATIVE)] = False
        return values.rows_where(chosen)
    if amount := _amount(folded):
        return _measuring(facets, field, amount)
    return _with_words(facets, field, wanted)


def _with_words(facets: Facets, field: str, wanted: str) -> Rows:
    """The rows where a field has a value with all words of the wanted one, and denies none."""
    said, values, holding = (
        set(words(wanted)),
        facets.postings.values(field),
        facets.holding.values(field),
    )
    places = _in_all([holding.rows(word) for word in said]).tolist()
    kept = [place for place in places if not _denies(words(values.text(place)), said)]
    return np.concatenate([values.rows(fold(wanted)), values.rows_at(kept)])


def _any_value(facets: Facets, name: str) -> Mask:
    """The rows where a field has a value at all."""
    return facets.mask(facets.postings.values(fold(name)).all_rows())


def _in_all(lists: list[Rows]) -> Rows:
    """What is in every one of several ascending lists, of which there is at least one."""
    found = lists[0] if lists else np.zeros(0, np.int32)
    for rows in lists[1:]:
        found = np.intersect1d(found, rows, assume_unique=True)
    return found


def _amount(folded: str) -> Span | None:
    """What a text measures that is a number with its unit and nothing else."""
    if not _NUMBER_AND_UNIT.fullmatch(folded):
        return None
    found = spans(folded)
    return found[0] if len(found) == 1 and found[0].dimension else None


def _denies(value: list[str], said: set[str]) -> bool:
    """Whether a value says that something is not what it is called: "faux leather", "nut free"."""
    return any(
        word in said and (before in _DENYING - said or after in {"free"} - said)
        for before, word, after in zip(["", *value], value, [*value[1:], ""], strict=False)
    )


def _overlap(one: Span, other: Span) -> bool:
    """Whether two spans of one dimension share a number.

    The shopper's 13 inches and the shop's 33.02 cm are the same length.
    """
    slack = 1e-6 * abs(one.low)
    return (
        one.dimension == other.dimension
        and one.low <= other.high + slack
        and one.high >= other.low - slack
    )


def _within(column: Floats, wanted: Range) -> Mask:
    mask = ~np.isnan(column)
    if wanted.min is not None:
        mask &= column >= wanted.min - 1e-9
    if wanted.max is not None:
        mask &= column <= wanted.max + 1e-9
    return mask
