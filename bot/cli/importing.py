"""``aisle import``: a shop's export files into the store."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from bot.cli.options import as_json, common
from bot.cli.progress import progress
from knowledge.catalog import CatalogError, Columns
from knowledge.report import Report
from knowledge.versions import StoreError

SHOWN = 20  # refused rows; all of them stand in the JSON


@click.command("import")
@click.argument(
    "paths", nargs=-1, required=False, type=click.Path(path_type=Path), metavar="PATH..."
)
@click.option(
    "--format",
    default="auto",
    show_default=True,
    help="auto, aisle, shopify, woocommerce, google, jsonld, csv or jsonl.",
)
@click.option(
    "--map", "pairs", multiple=True, metavar="FIELD=COLUMN", help="Which column holds what."
)
@click.option(
    "--currency", default="", metavar="ISO", help="Where the file does not say, e.g. EUR."
)
@click.option(
    "--patch",
    is_flag=True,
    help="Only new prices and stock: rows with an id (or item_group_id) and any of price, "
    "sale_price, availability and quantity. An empty cell changes nothing; a sale_price of - or "
    "none ends the sale.",
)
@click.option(
    "--watch", is_flag=True, help="Then import what changes in the files, until Ctrl-C is pressed."
)
@click.option(
    "--re-embed",
    is_flag=True,
    help="No files: make all vectors of the store anew, by the model that AISLE_EMBEDDINGS names.",
)
@common
@as_json
def command(
    paths: tuple[Path, ...],
    format: str,
    pairs: tuple[str, ...],
    currency: str,
    patch: bool,
    watch: bool,
    re_embed: bool,
    as_json: bool,
) -> None:
    """Import products, reviews, orders and policy documents from files or folders.

    What a file no longer holds is removed when it is imported again, unless rows of it are refused.
    """
    if re_embed and paths:
        raise click.UsageError(
            f"--re-embed {paths[0]}: it takes no files; import them by themselves"
        )
    if not re_embed and not paths:
        raise click.UsageError("Missing argument 'PATH...'")
    if re_embed:
        _re_embed(as_json)
        return
    mapping = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not (field and equals and column):
            raise click.UsageError(f"--map {pair}: write it as field=column, e.g. title=Name")
        mapping[field.strip()] = column.strip()
    if patch and format not in ("auto", "csv", "jsonl"):
        raise click.UsageError(f"--format {format}: --patch reads tables in CSV or JSON alone")
    update = _update(patch, format, mapping, currency, watch)
    if not watch:
        _tell(update(paths), as_json)
        return
    from knowledge.watching import watch as watched

    def tell(news: Report | CatalogError | StoreError) -> None:
        if isinstance(news, Report):
            _tell(news, as_json, f"{datetime.now():%H:%M:%S} ")
        else:
            print(f"{datetime.now():%H:%M:%S} {news}", file=sys.stderr, flush=True)

    # Whoever started it ends it so; an import that is under way leaves the store as it was.
    with suppress(KeyboardInterrupt):
        watched(paths, update, tell)


def _re_embed(as_json: bool) -> None:
    from knowledge.importing import reembed
    from knowledge.settings import settings

    with progress() as hear:
        report = reembed(settings().store, progress=hear)
    said = f"Made the vectors of {report.products} products anew in {report.seconds:.1f} s."
    print(json.dumps(asdict(report)) if as_json else said)


def _update(
    patch: bool, format: str, mapping: dict[str, str], currency: str, again: bool
) -> Callable[[Sequence[Path]], Report]:
    """What to do with files; ``again``: it will be done many times."""
    from knowledge.settings import settings

    store = settings().store
    shown: dict[str, Columns] = {}

    def show(columns: Columns) -> None:
        # A watched file is told of once, as long as its columns stay what they are.
        if sys.stderr.isatty() and shown.get(columns.source) != columns:
            print(columns, file=sys.stderr)
        shown[columns.source] = columns

    if patch:
        from knowledge.patching import patch_files

        def patched(paths: Sequence[Path]) -> Report:
            with progress() as hear:
                return patch_files(
                    store, paths, mapping=mapping, currency=currency, tell=show, progress=hear
                )

        return patched
    from knowledge.importing import import_files
    from knowledge.memory import Memory

    memory = Memory() if again else None

    def update(paths: Sequence[Path]) -> Report:
        with progress() as hear:
            return import_files(
                store,
                paths,
                format=format,
                mapping=mapping,
                currency=currency,
                memory=memory,
                tell=show,
                progress=hear,
            )

    return update


def _tell(report: Report, as_json: bool, prefix: str = "") -> None:
    if as_json:
        print(json.dumps(asdict(report), ensure_ascii=False), flush=True)
        return
    for rejected in report.rejected[:SHOWN]:
        print(f"{rejected.source}:{rejected.line}: {rejected.reason}", file=sys.stderr)
    if len(report.rejected) > SHOWN:
        print(f"... and {len(report.rejected) - SHOWN} more rows refused", file=sys.stderr)
    print(prefix + _sentence(report), flush=True)


def _sentence(report: Report) -> str:
    done = (
        f"Patched {report.patched} products"
        if report.patched
        else f"Imported {report.products} products, {report.reviews} reviews, {report.orders} orders "
        f"and {report.documents} documents"
    )
    parts = [f"{done} in {report.seconds:.1f} s"]
    if not report.changed:
        parts.append("nothing has changed")
    elif report.unchanged:
        parts.append(f"{report.accepted - report.unchanged} of them new or changed")
    if report.removed:
        parts.append(f"{report.removed} removed that are no longer in their files")
    if report.kept:
        parts.append(f"{report.kept} kept that are no longer in files with refused rows")
    if report.without_currency:
        parts.append(f"{report.without_currency} prices in no currency: name it with --currency")
    if report.unmatched:
        parts.append(f"{report.unmatched} reviews name no product of the store")
    return "; ".join([*parts, f"{len(report.rejected)} rows refused."])
