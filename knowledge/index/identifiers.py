"""Ids, GTINs and model numbers, however they are typed: "978-0-306-40615-7", "0 12345 67890 5"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from knowledge.catalog import Product
from knowledge.index.analyzer import fold
from knowledge.index.postings import Postings, Rows

FIELD = "Identifiers"  # a shop's own fields are folded: none is called so
LONGEST = 8
"""Words that one identifier may be typed as."""
SHORTEST = 3
"""Characters of an identifier that may stand among other words."""

_WORD = re.compile(r"\S+")
# What is said beside an identifier and asks for nothing.
_CUES = frozenset(
    "ean gtin upc isbn sku mpn asin id no nr number nummer item article artikel art model modell "
    "modele part product code ref reference referenz".split()
)


@dataclass(frozen=True)
class Named:
    """Variants that a query names by an identifier, and what else it asks for."""

    rows: Rows
    rest: str


def named(postings: Postings, query: str) -> Named | None:
    """What a query names by an identifier: by the longest run of its words that is one."""
    words = list(_WORD.finditer(query))
    for length in range(min(LONGEST, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            run = words[first : first + length]
            start, end = run[0].start(), run[-1].end()
            rest = [word for word in words if not start <= word.start() < end]
            asked = " ".join(
                word.group() for word in rest if fold(word.group()).strip(".:#") not in _CUES
            )
            key = normal(query[start:end])
            if not key or (asked and (len(key) < SHORTEST or not any(map(str.isdigit, key)))):
                continue
            rows = postings.values(FIELD).rows(*_spellings(key))
            if len(rows):
                return Named(np.unique(rows), asked)
    return None


def of(product: Product) -> set[str]:
    """The identifiers of a product as they are compared."""
    numbers = [number for number in (product.mpn, *product.gtin) if any(map(str.isdigit, number))]
    return {normal(one) for one in (product.id, product.item_group_id, *numbers)} - {""}


def normal(identifier: str) -> str:
    """An identifier without joints, case and leading zeros: "HM-30 012" is "hm30012"."""
    bare = "".join(char for char in fold(identifier) if char.isalnum())
    return bare.lstrip("0") or bare if bare.isdigit() else bare


def _spellings(key: str) -> Iterator[str]:
    yield key
    # An ISBN of ten digits is the product's number of thirteen; the last digit only checks the others.
    isbn = key.zfill(10) if key.isdigit() else key
    if len(isbn) == 10 and isbn[:9].isdigit() and isbn[9] in "0123456789x":
        body = f"978{isbn[:9]}"
        odd, even = sum(map(int, body[::2])), sum(map(int, body[1::2]))
        yield f"{body}{-(odd + 3 * even) % 10}"
