"""The form of a message: its words, with what it names replaced by the kind of thing it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.index.analyzer import fold, stem
from knowledge.query.parse import Entity

_TOKEN = re.compile(r"\w+(?:'\w+)?|[?!]")

# Kinds that mean the same to the dialogue are one word in the form.
_KINDS = {"gender": "attribute", "availability": "attribute", "product_id": "product"}


# What is asked of the shop, whatever its products are described with.
_SERVICE = frozenset(
    stem(word)
    for word in (
        *(
            "warranty",
            "guarantee",
            "shipping",
            "delivery",
            "return",
            "refund",
            "exchange",
            "payment",
        ),
        *(
            "order",
            "review",
            "rating",
            "price",
            "discount",
            "coupon",
            "voucher",
            "account",
            "address",
        ),
    )
)


def form(text: str, entities: Iterable[Entity]) -> str:
    """The message's words, folded, between ``^`` and ``$``; entities as ``<kind>``.

    >>> form("Blue tents under $80?", [Entity("color", "blue", 0, 4), Entity("price", "", 11, 20)])
    '^ <color> tents <price> ? $'
    """
    words, end = ["^"], 0
    for found in sorted(entities, key=lambda one: (one.start, -one.end)):
        if found.start < end or stem(fold(text[found.start : found.end])) in _SERVICE:
            continue
        words += _words(text[end : found.start])
        words.append(f"<{_KINDS.get(found.entity, found.entity)}>")
        end = found.end
    words += _words(text[end:])
    return " ".join([*words, "$"])


def _words(text: str) -> list[str]:
    return _TOKEN.findall(fold(text).replace("’", "'"))
