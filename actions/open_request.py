"""The question about a request that is open, and whether a message answers it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rapidfuzz import fuzz, process

from knowledge.index.analyzer import fold, terms
from knowledge.service import read_address

Request = dict[str, Any]
"""``kind`` (cancel, change_address, return, exchange), what is known of it (``address``, ``lines``,
``variant``), and ``asks``: what the shopper was asked for, out of ``options`` (title by id)."""

_ALL = re.compile(r"\b(?:all|both|everything|whole|entire|every)\b", re.IGNORECASE)
LIKE = 80
"""Least likeness of a message and a title, of 100, where the title's words are many."""


def answer_in(
    request: Request, text: str, choice: str | None, ordinals: Sequence[str]
) -> Any | None:
    """What a message answers to the open question; None where it says something else.

    ``choice`` is the button that was pressed, ``ordinals`` the positions that the message names.
    """
    asked = request.get("asks")
    if asked == "address":
        address = read_address(text)
        return None if address is None else str(address)
    options: dict[str, str] = request.get("options", {})
    if asked not in ("lines", "variant") or not options:
        return None
    ids = list(options) if choice == "all" else [choice] if choice in options else []
    if not ids and asked == "lines" and _ALL.search(text):
        ids = list(options)
    if not ids:
        places = [int(place) for place in ordinals]
        ids = [list(options)[place - 1] for place in places if 0 < place <= len(options)]
    ids = ids or _named(options, text)
    if not ids:
        return None
    return ids if asked == "lines" else ids[0]


def _named(options: dict[str, str], text: str) -> list[str]:
    """The options that a message names: by words that set one apart, or nearly whole."""
    said = set(terms(text))
    words = {id: set(terms(title)) for id, title in options.items()}
    common = set.intersection(*words.values()) if len(words) > 1 else set()
    counts = {id: len(said & (held - common)) for id, held in words.items()}
    best = max(counts.values())
    if best:
        return [id for id, count in counts.items() if count == best][:1]
    found = process.extractOne(fold(text), options, scorer=fuzz.partial_ratio, processor=fold)
    return [found[2]] if found and found[1] >= LIKE and len(text) > 4 else []
