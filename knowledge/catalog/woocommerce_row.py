"""One row of WooCommerce's product export: what its cells say, escapes undone."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.catalog import html_text, naming, synonyms, values, variants, woocommerce_columns
from knowledge.catalog.delimited import Row

_BRANDS = ("brand", "brands", "manufacturer")
# The exporter puts a quote before what a spreadsheet would take for a formula.
_ESCAPED = re.compile(r"^'(?=[=+\-@\t\r])")
_NEWLINE = re.compile(r"\\\\n|\\n")
_COMMA = re.compile(r"(?<!\\),")
# Markup of page builders and galleries, which only WordPress can turn into text.
_SHORTCODE = re.compile(
    r"\[/?(?:vc_|et_pb_|fusion_|(?:gallery|caption|embed|audio|video)\b)[^\[\]]*\]"
)
_SERIALIZED = re.compile(r"(?:[aOs]:\d+:)?[{\[]|field_[0-9a-f]+$")


@dataclass(frozen=True)
class Key:
    """How a row is found, and which other one it names as its parent."""

    is_variation: bool
    id: str
    sku: str
    parent: str  # a SKU or "id:12", "" for none


@dataclass(frozen=True)
class Entry:
    """A row: ``options`` are what tells a variation apart, ``attributes`` all else that it has.

    ``fields`` holds text by the names of `woocommerce_columns.plan`, and ``brand`` and ``image_link``.
    """

    line: int
    key: Key
    fields: dict[str, str]
    options: dict[str, str]
    attributes: dict[str, Any]


class Header:
    """The columns of a file."""

    def __init__(self, names: Sequence[str]) -> None:
        self._plan = woocommerce_columns.plan(names)
        self._attributes = woocommerce_columns.attributes(names)
        measures = {name: naming.unit(name) for name in names}
        self._measures = {
            name: (bare.strip(), unit)
            for name, (bare, unit) in measures.items()
            if bare.strip().lower() in woocommerce_columns.MEASURES and unit
        }
        metas = {name: name.partition(":")[2].strip() for name in names if name[:5] == "Meta:"}
        self._metas = {
            name: key
            for name, key in metas.items()
            if key and not key.startswith("_") and not synonyms.is_private(key)
        }

    def has(self, what: str) -> bool:
        """Whether the file has the column."""
        return what in self._plan

    def key(self, row: Row) -> Key:
        """What tells how a row belongs to others."""
        kinds = [kind.lower() for kind in several(self._text(row, "type"))]
        own = [kind for kind in kinds if kind not in ("virtual", "downloadable")]
        ident, sku, parent = (values.plain(self._text(row, n)) for n in ("id", "sku", "parent"))
        # Extensions have kinds of their own, such as subscription_variation.
        return Key(any(kind.endswith("variation") for kind in own), ident, sku, parent)

    def entry(self, row: Row) -> Entry:
        """All of a row."""
        key = self.key(row)
        fields = {what: self._text(row, what) for what in self._plan}
        options, attributes = self._named(row, key.is_variation)
        for name, meta in self._metas.items():
            value = _unescaped(row.cells.get(name, ""))
            if not value or _SERIALIZED.match(value):
                continue
            if naming.normal(meta).endswith(_BRANDS):
                fields.setdefault("brand", value)
            else:
                attributes.setdefault(naming.humanise(meta), value)
        for name, (label, unit) in self._measures.items():
            amount = values.decimal(_unescaped(row.cells.get(name, ""))) or 0
            if amount > 0:
                attributes.setdefault(label, f"{amount:g} {unit}")
        if tags := several(fields.get("tags", "")):
            attributes["Tags"] = tags
        if brands := several(fields.get("brands", "")):
            fields["brand"] = brands[0].rpartition(">")[2]
        images = [one for one in several(fields.get("images", "")) if "/" in one]
        fields["image_link"] = images[0] if images else ""
        fields["description"] = _text(fields)
        return Entry(row.line, key, fields, options, attributes)

    def _text(self, row: Row, what: str) -> str:
        return _unescaped(row.cells.get(self._plan.get(what, ""), ""))

    def _named(self, row: Row, is_variation: bool) -> tuple[dict[str, str], dict[str, Any]]:
        """A variation's attributes are its options; of any other row those that it shows."""
        options: dict[str, str] = {}
        attributes: dict[str, Any] = {}
        for group in self._attributes:
            name, text, visible = (_unescaped(row.cells.get(column, "")) for column in group)
            name = html.unescape(name).removeprefix("pa_")
            if not name or not text:
                continue
            if is_variation:
                options[name] = values.plain(html.unescape(text.replace("\\,", ",")))
            elif visible != "0" or variants.field_of(name):
                attributes[name] = several(text)
        return options, attributes


def several(text: str) -> list[str]:
    """The values in one cell; a comma inside of one has a backslash before it."""
    found = (values.plain(part.replace("\\,", ",")) for part in _COMMA.split(text))
    return list(dict.fromkeys(part for part in found if part))


def paths(text: str) -> list[tuple[str, ...]]:
    """The category paths in one cell, those with the most steps first."""
    split = (tuple(filter(None, map(str.strip, path.split(">")))) for path in several(text))
    found = [path for path in split if path and path[0].lower() != "uncategorized"]
    return sorted(found, key=len, reverse=True)


def _unescaped(cell: str) -> str:
    return _ESCAPED.sub("", cell.strip())


def _text(fields: dict[str, str]) -> str:
    """The short description, then the long one."""
    parts: dict[str, None] = {}
    for name in ("short", "description"):
        text = _NEWLINE.sub(lambda m: "\n" if m[0] == r"\n" else r"\n", fields.get(name, ""))
        parts[html_text.to_text(_SHORTCODE.sub(" ", text)).strip()] = None
    return "\n\n".join(part for part in parts if part)
