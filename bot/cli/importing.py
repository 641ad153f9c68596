"""``aisle import``: a shop's export files into the store."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from bot.cli.options import as_json, common
from bot.cli.progress import progress

SHOWN = 20  # refused rows; all of them stand in the JSON


@click.command("import")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
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
@common
@as_json
def command(
    paths: tuple[Path, ...], format: str, pairs: tuple[str, ...], currency: str, as_json: bool
) -> None:
    """Import products, reviews, orders and policy documents from files or folders."""
    mapping = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not (field and equals and column):
            raise click.UsageError(f"--map {pair}: write it as field=column, e.g. title=Name")
        mapping[field.strip()] = column.strip()
    from knowledge.importing import import_files
    from knowledge.settings import settings

    with progress() as hear:
        report = import_files(
            settings().store,
            paths,
            format=format,
            mapping=mapping,
            currency=currency,
            progress=hear,
        )
    if as_json:
        print(json.dumps(asdict(report), ensure_ascii=False))
        return
    for rejected in report.rejected[:SHOWN]:
        print(f"{rejected.source}:{rejected.line}: {rejected.reason}", file=sys.stderr)
    if len(report.rejected) > SHOWN:
        print(f"... and {len(report.rejected) - SHOWN} more rows refused", file=sys.stderr)
    print(
        f"Imported {report.products} products, {report.reviews} reviews, {report.orders} orders and "
        f"{report.documents} documents in {report.seconds:.1f} s; {len(report.rejected)} rows refused."
    )
