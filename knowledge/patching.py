"""New prices and stock for known products, straight into the version that is served."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from knowledge.catalog import (
    CatalogError,
    Columns,
    Product,
    Rejected,
    build,
    columns,
    files,
    jsonl,
    money,
    reader,
)
from knowledge.catalog.build import Context
from knowledge.catalog.delimited import Row, rows
from knowledge.catalog.faults import RowError
from knowledge.catalog.records import AVAILABILITIES
from knowledge.catalog.values import plain, stock
from knowledge.report import Progress, Report, silent
from knowledge.store import Store
from knowledge.version_database import open_store
from knowledge.versions import alone, changing, current
from knowledge.writing import batches

_PRICES = ("price", "price_cents", "sale_price", "compare_at_price")
_PATCHED = (*_PRICES, "availability", "quantity", "stock")
_EMPTY = frozenset({"", "n/a", "na", "nan", "null", "nil"})


@dataclass(frozen=True)
class Patch:
    """One row: its place, the fields of its filled cells, and the currency that its table names."""

    source: str
    line: int
    cells: dict[str, Any]
    currency: str = ""

    @property
    def id(self) -> str:
        """The variant that it is about, or "" where it is about an item group."""
        return plain(self.cells.get("id"))

    @property
    def group(self) -> str:
        """The item group, all of whose variants it is about, or ""."""
        return "" if self.id else plain(self.cells.get("item_group_id"))


def patch_files(
    store: Path,
    paths: Sequence[Path],
    *,
    mapping: Mapping[str, str] | None = None,
    currency: str = "",
    tell: Callable[[Columns], None] = silent,
    progress: Progress = silent,
) -> Report:
    """Sets prices and stock from CSV or JSON rows, which name a variant or an item group.

    Rows count in their order. An empty cell changes nothing; a ``sale_price`` of "-" or "none" ends
    the sale. All that is good takes effect in one transaction, and running servers see it on the
    next message. The next import of the catalogue sets what its files say.

    Raises `CatalogError` where a file or the whole input cannot be used, and `StoreError` where
    there is no store to patch, or where the disk is full or read-only.
    """
    started = time.monotonic()
    report = Report()
    current(store)

    def hear(found: Columns) -> None:
        report.columns.append(found)
        tell(found)

    reader.check("auto", mapping or {}, currency)
    patches = list(_good(_read(paths, mapping or {}, currency, hear), report))
    with (
        alone(store, lambda: progress("Waiting for another import", 0, None)),
        closing(open_store(current(store))) as held,
    ):
        before = {product.id: product for product in _named(held, patches)}
        after = _applied(patches, before, report)
        if not after:
            raise CatalogError(report.nothing_usable(paths))
        changed = [product for id, product in after.items() if product != before[id]]
        report.unchanged = len(after) - len(changed)
        if changed:
            with changing(store):
                held.reprice(changed)
    report.seconds = round(time.monotonic() - started, 3)
    return report


def patched(product: Product, patch: Patch) -> Product:
    """A product with the prices and the stock of a row.

    Raises:
        RowError: a cell holds no price, currency, availability or quantity that could be meant.
    """
    return _restocked(_repriced(product, patch), patch.cells)


def _repriced(product: Product, patch: Patch) -> Product:
    amounts = {name: money.price(patch.cells[name])[0] for name in _PRICES if name in patch.cells}
    sale = amounts.get("sale_price")
    fields = {name: patch.cells[name] for name, amount in amounts.items() if amount is not None}
    if not fields and "sale_price" not in amounts:
        return product
    is_new_price = bool(fields.keys() & {"price", "price_cents"})
    if not is_new_price:
        fields["price"] = product.price
    if "sale_price" not in amounts and not (is_new_price and "compare_at_price" in fields):
        fields["sale_price"] = product.sale_price
    named = plain(patch.cells.get("currency")) or patch.currency
    given = {"id": product.id, "title": product.title, "currency": named, **fields}
    new = build.product(given, {}, Context(patch.source, product.currency))
    if product.currency and new.currency != product.currency:
        raise RowError(
            f"the price is in {new.currency} and the product in {product.currency}; "
            "import the catalogue to change its currency"
        )
    if sale and new.price is not None and sale > new.price:
        raise RowError(f"the sale price {sale} is above the price {new.price}; check both")
    return replace(product, price=new.price, sale_price=new.sale_price)


def _restocked(product: Product, cells: Mapping[str, Any]) -> Product:
    for name in cells.keys() & {"availability", "quantity", "stock"}:
        if stock({name: cells[name]}) == (None, None):
            raise RowError(
                f"the {name} {plain(cells[name])[:40]!r} is no number of pieces and none of "
                + ", ".join(AVAILABILITIES)
            )
    said, count = stock(cells)
    if said is None and count is not None:
        is_ordered = product.availability in ("preorder", "backorder")
        said = product.availability if is_ordered else "in_stock" if count else "out_of_stock"
    elif count is None and said == "out_of_stock" and product.quantity:
        count = 0
    elif count is None and said == "in_stock" and product.quantity == 0:
        return replace(product, availability=said, quantity=None)  # some, and nobody knows how many
    return replace(
        product,
        availability=said or product.availability,
        quantity=product.quantity if count is None else count,
    )


def _applied(
    patches: Iterable[Patch], before: Mapping[str, Product], report: Report
) -> dict[str, Product]:
    """The products that rows are about, as they are after all of them."""
    groups: dict[str, list[str]] = {}
    for product in before.values():
        groups.setdefault(product.group, []).append(product.id)
    after: dict[str, Product] = {}
    for patch in patches:
        ids = [patch.id] if patch.id in before else groups.get(patch.group, [])
        try:
            if not ids:
                kind, name = ("product", patch.id) if patch.id else ("item group", patch.group)
                raise RowError(f"no {kind} {name!r} in the store; check it, or import it first")
            after |= {id: patched(after.get(id, before[id]), patch) for id in ids}
        except RowError as error:
            report.rejected.append(Rejected(patch.source, patch.line, str(error)))
    report.patched = len(after)
    return after


def _named(held: Store, patches: Sequence[Patch]) -> Iterator[Product]:
    """The products that rows are about, as they are stored."""
    for ids in batches(sorted({patch.id for patch in patches if patch.id})):
        yield from held.products(ids)
    for keys in batches(sorted({patch.group for patch in patches if patch.group})):
        yield from held.groups(keys)


def _good(found: Iterable[Patch | Rejected], report: Report) -> Iterator[Patch]:
    for one in found:
        if isinstance(one, Rejected):
            report.rejected.append(one)
        elif not one.id and not one.group:
            reason = "it names no product; fill in its id or its item_group_id"
            report.rejected.append(Rejected(one.source, one.line, reason))
        else:
            yield one


def _read(
    paths: Sequence[Path],
    mapping: Mapping[str, str],
    currency: str,
    tell: Callable[[Columns], None],
) -> Iterator[Patch | Rejected]:
    """The rows of all files by the fields of their columns, and what cannot be read."""
    for path in files.find(paths):
        encoding, source = files.encoding(path), str(path)
        lines = files.lines(path, encoding)
        found: Iterator[jsonl.Item | Row | Rejected]
        try:
            if files.begins_as_json(path, encoding):
                items = list(jsonl.items(lines, source))
                keys = (key for one in items if isinstance(one, jsonl.Item) for key in one.fields)
                names, found = list(dict.fromkeys(keys)), iter(items)
            else:
                names, found = rows(lines, source)
            plan = columns.patch_plan(names, mapping, source)
            if not set(plan.fields.values()) & set(_PATCHED):
                raise CatalogError(
                    f"{source}: no column to patch with; name one price, sale_price, availability "
                    "or quantity, or say which with --map"
                )
            tell(plan.shown(names, source))
            for one in found:
                if isinstance(one, Rejected):
                    yield one
                    continue
                cells = one.cells if isinstance(one, Row) else one.fields
                known = {plan.fields[name]: cells[name] for name in cells if name in plan.fields}
                filled = {n: cell for n, cell in known.items() if plain(cell).lower() not in _EMPTY}
                yield Patch(source, one.line, filled, plan.currency or currency)
        except EOFError as error:
            yield Rejected(source, 0, f"the file breaks off ({error}); copy or export it again")
