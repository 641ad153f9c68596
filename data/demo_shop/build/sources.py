"""The hand-written sources: one YAML file a department, one entry a product with its variants."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import yaml

Group = dict[str, Any]

SHOP = Path(__file__).resolve().parent.parent
REQUIRED = ("id", "title", "brand", "category", "price", "description", "date_added", "image")


def load(folder: Path) -> list[Group]:
    """Every product of every department, in the order of the files and their entries.

    Raises:
        ValueError: a product lacks a field, or an id occurs twice; the message names it.
    """
    groups: list[Group] = []
    seen: set[str] = set()
    for path in sorted(folder.glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        # Reviews lie in the same folder and are another module's concern.
        if not isinstance(content, dict) or "products" not in content:
            continue
        for group in content["products"]:
            missing = [name for name in REQUIRED if not group.get(name)]
            if missing:
                raise ValueError(f"{path.name}: {group.get('id')} lacks {', '.join(missing)}")
            if group["id"] in seen:
                raise ValueError(f"{path.name}: the id {group['id']} occurs twice")
            seen.add(group["id"])
            group["colors"] = [str(color) for color in group.get("colors") or []]
            group["sizes"] = [str(size) for size in group.get("sizes") or []]
            groups.append(group)
    return groups


def dice(*about: str) -> random.Random:
    """Random numbers that depend on nothing but the words given."""
    return random.Random("Harbor & Pine/" + "/".join(about))
