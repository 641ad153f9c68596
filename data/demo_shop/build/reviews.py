"""Reviews as records: the hand-written texts, each with a variant it was bought as and a date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from .orders import TODAY
from .products import Variant
from .sources import Group, dice

YOUNGEST = 12
"""Days after a product came into the shop before anyone can have reviewed it."""


def collect(folder: Path, groups: list[Group], variants: list[Variant]) -> list[dict[str, Any]]:
    """Every review of the YAML files, in the order of the products.

    Raises:
        ValueError: a review is of a product that the shop does not have, or its stars are not 1 to
            5; the message names it.
    """
    written: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.yml")):
        for group, texts in yaml.safe_load(path.read_text(encoding="utf-8"))["reviews"].items():
            written.setdefault(group, []).extend(texts)
    if unknown := written.keys() - {group["id"] for group in groups}:
        raise ValueError(f"reviews of products that are not there: {', '.join(sorted(unknown))}")
    sold: dict[str, list[Variant]] = {}
    for variant in variants:
        sold.setdefault(variant.get("item_group_id", ""), []).append(variant)
        sold.setdefault(variant["id"], []).append(variant)
    by_title = {variant["title"]: variant for variant in variants}
    return [
        record
        for group in groups
        for record in _records(
            group, written.get(group["id"], []), sold.get(group["id"]) or [by_title[group["title"]]]
        )
    ]


def _records(
    group: Group, texts: list[dict[str, Any]], variants: list[Variant]
) -> Iterator[dict[str, Any]]:
    rng = dice("reviews", group["id"])
    first = date.fromisoformat(str(group["date_added"])) + timedelta(days=YOUNGEST)
    span = max(1, (TODAY - first).days)
    for number, text in enumerate(texts, 1):
        if text["stars"] not in (1, 2, 3, 4, 5):
            raise ValueError(f"{group['id']}: review {number} has {text['stars']} stars")
        yield {
            "kind": "review",
            "id": f"{group['id']}-r{number}",
            "product_id": rng.choice(variants)["id"],
            "rating": text["stars"],
            **({"title": text["title"]} if text.get("title") else {}),
            "text": " ".join(str(text["text"]).split()),
            "author": text["who"],
            "date": min(TODAY, first + timedelta(days=rng.randrange(span))).isoformat(),
            "language": text.get("lang", "en"),
        }
