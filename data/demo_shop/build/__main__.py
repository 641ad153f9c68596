"""Builds everything but the hand-written policies: products, pictures, orders, reviews."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from . import orders, pictures, products, reviews, sources


def main(shop: Path = sources.SHOP) -> None:
    """Writes the shop's files anew; the same sources give the same bytes."""
    groups = sources.load(shop / "source")
    variants = products.expand(groups)
    placed = orders.place(variants)
    written = reviews.collect(shop / "source" / "reviews", groups, variants)
    _write(variants, shop / "products.jsonl")
    _write(placed, shop / "orders.jsonl")
    _write(written, shop / "reviews.jsonl")
    drawn = pictures.write(groups, shop / "images")
    print(
        f"{len(groups)} products, {len(variants)} variants, {drawn} pictures, "
        f"{len(placed)} orders, {len(written)} reviews"
    )
    for key in sorted(pictures.undrawn(groups)):
        print(f"no drawing {key!r}: its products show their department's")


def _write(records: Iterable[Mapping[str, Any]], path: Path) -> None:
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
