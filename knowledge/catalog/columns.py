"""Which column of a table is which field, by the names that shops use and by what the cells hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from shlex import quote
from typing import Any

from knowledge.catalog import money, values
from knowledge.catalog.build import LINE_FIELDS, ORDER_FIELDS, PRODUCT_FIELDS, REVIEW_FIELDS
from knowledge.catalog.faults import CatalogError
from knowledge.catalog.naming import bare, normal
from knowledge.catalog.synonyms import (
    LINE_SYNONYMS,
    ORDER_SYNONYMS,
    PRODUCT_SYNONYMS,
    REVIEW_SYNONYMS,
    is_of_the_system,
    is_private,
)

MOST_SHOWN = 12
"""Columns that are no field, before the rest is only counted."""

_LONGEST_TITLE = 100  # characters; a description that is never longer is what products are called

Samples = Mapping[str, Sequence[Any]]
"""What the first rows hold in each column, empty cells left out."""


@dataclass(frozen=True)
class Plan:
    """How to read a table: what its rows are, and the field of each column that has one.

    ``kind`` is ``product``, ``review`` or ``order``. A field of an order's line has the prefix
    ``line.``. ``currency`` is the one that a column's name holds (``price_eur``), or "".
    ``ignored`` are the columns that are no attributes either.
    """

    kind: str
    fields: dict[str, str]
    currency: str = ""
    ignored: frozenset[str] = frozenset()

    def shown(self, names: Iterable[str], source: str) -> Columns:
        """The plan as a person is told of it."""
        others = [name for name in names if name and name not in self.fields]
        return Columns(
            source,
            self.kind,
            {field: column for column, field in self.fields.items()},
            [name for name in others if name not in self.ignored],
            [name for name in others if name in self.ignored],
        )


@dataclass(frozen=True)
class Columns:
    """What the columns of a file are taken for: the kind of its rows, and the column of each field.

    All else becomes attributes of the products, but for what is ``ignored``.
    """

    source: str
    kind: str
    fields: dict[str, str]
    attributes: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """In the words of ``--map``, which mends it."""
        pairs = " ".join(quote(f"{field}={column}") for field, column in self.fields.items())
        told = f"{self.source}: {self.kind}s from {pairs}"
        for names, become in ((self.attributes, "as attributes"), (self.ignored, "not used")):
            if names:
                rest = len(names) - MOST_SHOWN
                shown = ", ".join(names[:MOST_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
                told += f"; {become}: {shown}"
        return f"{told} (otherwise: --map FIELD=COLUMN)"


def plan(
    columns: Iterable[str], mapping: Mapping[str, str], source: str, samples: Samples | None = None
) -> Plan:
    """Which column of a table is which field; ``mapping`` (field to column) comes first.

    Raises:
        CatalogError: a mapped column is not there, or none can be the id or the title.
    """
    names, chosen = _named(columns, mapping, source)
    kind = _kind(names, set(mapping))
    if kind == "order":
        fields = _order_fields(names, chosen, samples)
        ignored = frozenset(names) - set(fields.values())
        return _checked(Plan(kind, _inverse(fields), "", ignored), ["id", "email"], names, source)
    if kind == "review":
        fields = _guess(REVIEW_SYNONYMS, names, chosen, samples)
        ignored = frozenset(names) - set(fields.values())
        return _checked(Plan(kind, _inverse(fields), "", ignored), ["product_id"], names, source)
    fields, currency = _product_fields(names, chosen, samples)
    ignored = frozenset(name for name in names if is_private(name) or is_of_the_system(name))
    return _checked(Plan(kind, _inverse(fields), currency, ignored), ["id", "title"], names, source)


def patch_plan(columns: Iterable[str], mapping: Mapping[str, str], source: str) -> Plan:
    """`plan` for a table of products that are known: it needs an id or an item group, and no more.

    Raises:
        CatalogError: a mapped column is not there, or none can be the id.
    """
    names, chosen = _named(columns, mapping, source)
    fields, currency = _product_fields(names, chosen, None)
    ignored = frozenset(names) - set(fields.values())
    found = Plan("product", _inverse(fields), currency, ignored)
    return found if "item_group_id" in fields else _checked(found, ["id"], names, source)


def line_fields(names: Sequence[str]) -> dict[str, str]:
    """The field of each key of an order's line that has one."""
    return _inverse(_guess(LINE_SYNONYMS, names, {}, None))


def known_fields() -> tuple[str, ...]:
    """Every field that ``--map`` may name."""
    return tuple(dict.fromkeys((*PRODUCT_FIELDS, *REVIEW_FIELDS, *ORDER_FIELDS, *LINE_FIELDS)))


def _named(
    columns: Iterable[str], mapping: Mapping[str, str], source: str
) -> tuple[list[str], dict[str, str]]:
    """The columns, and those that the mapping names by field."""
    names = list(dict.fromkeys(columns))
    normals = {normal(name): name for name in reversed(names)}
    for field_, column in mapping.items():
        if column not in names and normal(column) not in normals:
            raise CatalogError(
                f"{source}: no column {column!r} for the field {field_}; "
                f"the columns are {_listed(names)}"
            )
    chosen = {f: c if c in names else normals[normal(c)] for f, c in mapping.items()}
    if len(set(chosen.values())) < len(chosen):
        raise CatalogError(f"{source}: --map names one column for two fields; a column holds one")
    return names, chosen


def _product_fields(
    names: Sequence[str], chosen: dict[str, str], samples: Samples | None
) -> tuple[dict[str, str], str]:
    """Column by field of a product, and the currency that a column's name holds."""
    priced, currency = _priced_in(names)
    fields = _guess(PRODUCT_SYNONYMS, names, chosen, samples, priced)
    if "price" in chosen:
        currency = _currency_in(chosen["price"]) or currency
    for instead in ("mpn", "gtin", "link"):
        # A shop without ids of its own still tells its products apart somehow.
        if "id" not in fields and instead in fields and instead not in chosen:
            fields["id"] = fields.pop(instead)
    is_guessed = "description" in fields.keys() - chosen.keys()
    told = (samples or {}).get(fields["description"], []) if is_guessed else []
    if "title" not in fields and told and max(len(str(cell)) for cell in told) <= _LONGEST_TITLE:
        fields["title"] = fields.pop("description")
    return fields, currency


def _order_fields(
    names: Sequence[str], chosen: dict[str, str], samples: Samples | None
) -> dict[str, str]:
    shopify = {"name", "lineitem name"} <= set(map(normal, names)) and "id" not in chosen
    if shopify:  # which calls the order's number so, and knows it by another one itself
        chosen = {**chosen, "id": next(name for name in names if normal(name) == "name")}
    fields = _guess(ORDER_SYNONYMS, names, chosen, samples)
    if "lines" not in fields:
        rest = [name for name in names if name not in fields.values()]
        lines = _guess(LINE_SYNONYMS, rest, {}, samples)
        fields |= {f"line.{field}": column for field, column in lines.items()}
    return fields


def _kind(names: Sequence[str], mapped: set[str]) -> str:
    known = {*map(normal, names), *map(bare, names)}

    def has(synonyms: dict[str, str], *fields: str) -> bool:
        found = (set(_split(synonyms[field])) & known for field in fields)
        return any(found) or bool(mapped.intersection(fields))

    if has(ORDER_SYNONYMS, "email") and has(ORDER_SYNONYMS, "status", "lines"):
        return "order"
    is_sold = bool(
        known & {"brand", "availability", "category", "categories"} or "price" in mapped
    ) or has(PRODUCT_SYNONYMS, "price", "price_cents", "image_link", "gtin")
    says = has(REVIEW_SYNONYMS, "rating") or bool(
        known & {"review", "review text", "review body", "text", "body", "comment", "content"}
    )
    if not is_sold and has(REVIEW_SYNONYMS, "product_id") and (says or "text" in mapped):
        return "review"
    return "product"


def _guess(
    synonyms: dict[str, str],
    names: Sequence[str],
    chosen: Mapping[str, str],
    samples: Samples | None,
    priced: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Column by field: the chosen ones, then for each field the most trusted name still free.

    First what is called just so, then what is so without all around it; columns that are empty in
    all ``samples`` come last.
    """
    fields = dict(chosen)
    taken = set(fields.values())
    filled = names if samples is None else [name for name in names if samples.get(name)]
    loose = [name for name in filled if not is_of_the_system(name)]
    for called, some in ((normal, filled), (bare, loose), (normal, names), (bare, names)):
        lookup = _by(called, some) | (dict(priced or {}) if called is normal else {})
        for field_, known in synonyms.items():
            if field_ in fields:
                continue
            for name in _split(known):
                column = lookup.get(name)
                if column is not None and column not in taken and _fits(field_, column, samples):
                    fields[field_] = column
                    taken.add(column)
                    break
    return fields


def _by(called: Callable[[str], str], names: Sequence[str]) -> dict[str, str]:
    return {called(name): name for name in reversed(names)}


def _fits(field_: str, column: str, samples: Samples | None) -> bool:
    """Whether the cells can be meant: a status must say whether a product is offered, "details" be
    no list of attributes.
    """
    cells = samples.get(column, ()) if samples else ()
    if field_ == "published":
        return bool(cells) and all(values.published(cell) is not None for cell in cells)
    if field_ == "description":
        return not cells or not all(isinstance(cell, (list, dict)) for cell in cells)
    return True


def _priced_in(names: Sequence[str]) -> tuple[dict[str, str], str]:
    """Columns named like ``price_eur`` under ``price``, with the currency that they name."""
    found: dict[str, str] = {}
    currency = ""
    normals = set(map(normal, names))
    for name in names:
        code = _currency_in(name)
        words = [word for word in normal(name).split() if not money.iso(word)]
        known = " ".join(word for word in words if word not in ("in", "en"))
        fields = ("price", "sale_price", "compare_at_price")
        is_price = any(known in _split(PRODUCT_SYNONYMS[field]) for field in fields)
        if code and is_price and currency in ("", code) and (known not in normals or "€" in name):
            found.setdefault(known, name)
            currency = code
    return found, currency


def _currency_in(name: str) -> str:
    """The currency that ends a column's name: ``Preis in EUR``, ``Price (€)``; else ""."""
    words = normal(name).split()
    sign = name.strip(" ()[]").rpartition(" ")[2].strip("()[]")
    named = money.iso(words[-1]) if len(words) > 1 else ""
    return named or ("" if sign.isalpha() else money.currency(sign))


def _checked(plan: Plan, needed: list[str], names: list[str], source: str) -> Plan:
    for field_ in needed:
        if field_ not in plan.fields.values():
            raise CatalogError(
                f"{source}: no column looks like the {field_} of a {plan.kind}; "
                f"name it with --map {field_}=COLUMN (the columns are {_listed(names)})"
            )
    return plan


def _listed(names: Sequence[str]) -> str:
    """The names in one line; without a header they are a customer's data, perhaps."""
    shown = ("..." if "@" in name else " ".join(name.split())[:40] for name in names[:40])
    return ", ".join(shown) or "none"


def _inverse(fields: Mapping[str, str]) -> dict[str, str]:
    return {column: field for field, column in fields.items()}


@lru_cache(maxsize=256)
def _split(names: str) -> list[str]:
    return [normal(name) for name in names.split(",")]


TOLD_BY_ATTRIBUTES = {
    field: frozenset(_split(PRODUCT_SYNONYMS[field]))
    for field in ("color", "size", "material", "gender")
}
"""Fields that a map of attributes holds on many exports, by the names they have there."""


def take_told(fields: dict[str, Any], attributes: dict[str, Any]) -> None:
    """Moves what attributes say of the fields of `TOLD_BY_ATTRIBUTES` there, where they are empty."""
    for label in [label for label in attributes if _told(label)]:
        if not fields.get(_told(label)) and isinstance(attributes[label], str):
            fields[_told(label)] = attributes.pop(label)


@lru_cache(maxsize=4096)
def _told(label: str) -> str:
    name = normal(label)
    return next((field for field, names in TOLD_BY_ATTRIBUTES.items() if name in names), "")
