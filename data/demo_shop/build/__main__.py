"""Builds everything but the hand-written policies: products, pictures, orders, reviews."""

from __future__ import annotations

import importlib
import importlib.util
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from . import orders, pictures, products, sources


def main(shop: Path = sources.SHOP) -> None:
    """Writes the shop's files anew; the same sources give the same bytes."""
    groups = sources.load(shop / "source")
    variants = products.expand(groups)
    placed = orders.place(variants)
    _write(variants, shop / "products.jsonl")
    _write(placed, shop / "orders.jsonl")
    drawn = pictures.write(groups, shop / "images")
    print(
        f"{len(groups)} products, {len(variants)} variants, {drawn} pictures, {len(placed)} orders"
    )
    for key in sorted(pictures.undrawn(groups)):
        print(f"no drawing {key!r}: its products show their department's")
    if importlib.util.find_spec(f"{__package__}.reviews"):
        reviews = importlib.import_module(f"{__package__}.reviews")
        reviews.write(groups, variants, shop / "reviews.jsonl")


def _write(records: Iterable[Mapping[str, Any]], path: Path) -> None:
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
