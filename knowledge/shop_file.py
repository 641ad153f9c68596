"""``shop.yml``: what a shop lets the assistant do and promise on its behalf.

A shop writes it, and `aisle import` takes it into the store. All of it is optional: what the shop
does not allow there, a person does.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from marshmallow import Schema, ValidationError, fields, post_load, validate

from knowledge.catalog import CatalogError
from knowledge.catalog.records import ORDER_STATUSES

NAME = "shop.yml"


@dataclass(frozen=True)
class PromoCode:
    """A code that takes ``percent`` or ``amount`` (in ``currency``) off a cart of ``minimum`` or more.

    It holds up to and with the day ``until``. ``categories`` limits it to products in one of them.
    """

    code: str
    percent: Decimal = Decimal(0)
    amount: Decimal = Decimal(0)
    currency: str = ""
    minimum: Decimal = Decimal(0)
    until: date | None = None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class FinalSale:
    """What cannot be given back: products of these categories, or with these attribute values."""

    categories: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Returns:
    """Days after the delivery within which things can be returned, or exchanged for a variant."""

    days: int
    exchange_days: int = 0
    final_sale: FinalSale = FinalSale()


@dataclass(frozen=True)
class ShopFile:
    """The whole file. Lists of statuses (`ORDER_STATUSES`) say while which a change is possible.

    ``checkout_link`` is where a cart is paid; ``{items}`` in it becomes ``id:quantity,...``,
    ``{code}`` the promo code and ``{shopper}`` the key of the cart.
    """

    name: str = ""
    checkout_link: str = ""
    cancel_while: tuple[str, ...] = ()
    change_address_while: tuple[str, ...] = ()
    returns: Returns | None = None
    promo_codes: tuple[PromoCode, ...] = ()


def load(path: Path) -> ShopFile:
    """Reads a shop's file.

    Raises `CatalogError` where it is no YAML or says what cannot be: file, line and mend.
    """
    try:
        text = path.read_text(encoding="utf-8")
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        said = yaml.safe_load(text) or {}
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "not UTF-8"
        raise CatalogError(f"{path}{line}: {problem}; mend the file and import it again") from error
    if not isinstance(said, dict):
        raise CatalogError(f"{path}, line 1: not a list of settings; write `name: ...` and so on")
    try:
        loaded: ShopFile = _Shop().load(said)
    except ValidationError as error:
        where, reason = _first(error.messages)
        line = f", line {_line(tree, where)}"
        name = ".".join(map(str, where))
        raise CatalogError(
            f"{path}{line}: {name}: {reason.rstrip('.')}; mend it and import again"
        ) from error
    return loaded


def split(paths: Sequence[Path]) -> tuple[list[Path], Path | None]:
    """The paths without a shop's file named among them, and the last such file, also in folders."""
    rest = [path for path in paths if path.name != NAME]
    found = [path for path in paths if path.name == NAME]
    found += [inner for path in rest if path.is_dir() for inner in sorted(path.rglob(NAME))]
    return rest, found[-1] if found else None


def install(source: Path, folder: Path) -> None:
    """Puts a shop's file into a version of a store, in place of the one that is there."""
    written = folder / f"{NAME}.new"
    written.write_bytes(source.read_bytes())
    os.replace(written, folder / NAME)


def shop_file(folder: Path) -> ShopFile:
    """The shop's file in a version of a store; an empty one where it wrote none. Follows changes."""
    path = folder / NAME
    if not path.exists():
        return ShopFile()
    stamp = path.stat()
    return _loaded(path, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=2)
def _loaded(path: Path, changed: int, size: int) -> ShopFile:
    return load(path)


class _Final(Schema):
    categories = fields.List(fields.String())
    attributes = fields.Dict(keys=fields.String(), values=fields.Raw())

    @post_load
    def made(self, data: dict[str, Any], **_: Any) -> FinalSale:
        attributes = {
            name: ("yes" if value else "no") if isinstance(value, bool) else str(value)
            for name, value in data.get("attributes", {}).items()
        }
        return FinalSale(tuple(data.get("categories", ())), attributes)


class _Returns(Schema):
    days = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))
    exchange_days = fields.Integer(strict=True, validate=validate.Range(min=0))
    final_sale = fields.Nested(_Final)

    @post_load
    def made(self, data: dict[str, Any], **_: Any) -> Returns:
        return Returns(**data)


class _Promo(Schema):
    code = fields.String(required=True, validate=validate.Length(min=1))
    percent = fields.Decimal(validate=validate.Range(min=0, max=100))
    amount = fields.Decimal(validate=validate.Range(min=0))
    currency = fields.String(validate=validate.Length(equal=3))
    minimum = fields.Decimal(validate=validate.Range(min=0))
    until = fields.Raw()
    categories = fields.List(fields.String())

    @post_load
    def made(self, data: dict[str, Any], **_: Any) -> PromoCode:
        # YAML reads 2026-12-31 as a date by itself.
        if not isinstance(data.get("until", date.max), date):
            raise ValidationError("write the day as 2026-12-31", "until")
        if bool(data.get("percent")) == bool(data.get("amount")):
            raise ValidationError("give either percent or amount", "percent")
        if data.get("amount") and not data.get("currency"):
            raise ValidationError("an amount needs its currency, such as USD", "amount")
        return PromoCode(**{**data, "categories": tuple(data.get("categories", ()))})


def _statuses() -> fields.List[str]:
    return fields.List(fields.String(validate=validate.OneOf(ORDER_STATUSES)))


class _Shop(Schema):
    name = fields.String()
    checkout_link = fields.String(
        validate=validate.Regexp(r"https?://", error="write a link: https://...")
    )
    cancel_while = _statuses()
    change_address_while = _statuses()
    returns = fields.Nested(_Returns)
    promo_codes = fields.List(fields.Nested(_Promo))

    @post_load
    def made(self, data: dict[str, Any], **_: Any) -> ShopFile:
        lists = {name: tuple(value) for name, value in data.items() if isinstance(value, list)}
        return ShopFile(**{**data, **lists})


def _first(messages: Any) -> tuple[list[str | int], str]:
    """The path to the first setting that is wrong, and what is wrong with it."""
    where: list[str | int] = []
    while isinstance(messages, dict):
        key, messages = next(iter(messages.items()))
        where.append(key)
    return where, str(messages[0])


def _line(node: yaml.Node | None, where: Sequence[str | int]) -> int:
    """The line on which a setting stands; that of what is around it where it is missing."""
    line = 1
    for step in where:
        if isinstance(node, yaml.MappingNode):
            found = {key.value: (key, value) for key, value in node.value}
            if str(step) not in found:
                break
            key, node = found[str(step)]
            line = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line
