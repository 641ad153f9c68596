"""The real catalogue that is measured on: 19,406 electronics products with human judgements."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from knowledge.importing import import_files
from knowledge.knowledge import StoreError, current
from knowledge.settings import PROJECT, settings

FOLDER = PROJECT.parent / "shared" / "data" / "chorus"
PRODUCTS = FOLDER / "products.jsonl.gz"
JUDGEMENTS = FOLDER / "queries_dev.jsonl.gz"


def queries() -> list[dict[str, Any]]:
    """The judged queries: ``query`` and ``judged`` (gain by product id)."""
    with gzip.open(JUDGEMENTS, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def store() -> Path:
    """The store of the catalogue, imported on first use and after a change of the store's format.

    Exits where the catalogue is not on this machine.
    """
    if not PRODUCTS.exists():
        sys.exit(f"{PRODUCTS} is missing; these figures need the Chorus catalogue")
    folder = settings().home / "benchmarks" / "chorus"
    try:
        current(folder)
    except StoreError:
        import_files(folder, [PRODUCTS])
    return folder
