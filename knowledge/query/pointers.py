"""What points at something: e-mail addresses, order numbers, positions, quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.query.patterns import Match

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ORDER_NUMBER = re.compile(
    r"(?<![\w-])(?:#\s?(?=\w*\d{3})[\w-]{4,}|(?=[A-Za-z0-9-]*\d{3})[A-Za-z]{1,5}-?\d[\w-]{2,})(?![\w-])"
)
_BARE_ORDER_NUMBER = re.compile(
    r"\border(?:\s+(?:number|no\.?|nr\.?|id|is))*\s*[:#]?\s*(?P<number>(?=[\w-]*\d{3})[\w-]{4,})",
    re.IGNORECASE,
)
_ONLY_NUMBER = re.compile(
    r"\s*(?:it'?s|its|number|no\.?)?\s*#?(?P<number>\d{4,})\W*", re.IGNORECASE
)

_NUMBERS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "last": -1, "final": -1,
}  # fmt: skip
_COUNTS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "2": 2,
    "3": 3,
    "4": 4,
    "couple": 2,
    "couple of": 2,
}
_ORDINAL_WORD = r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final|\d{1,2}(?:st|nd|rd|th)"
_GROUP = re.compile(
    r"\b(?P<end>first|last)\s+(?P<count>two|three|four|five|couple(?: of)?|[2-5])\b", re.IGNORECASE
)
_ORDINAL = re.compile(
    rf"(?<!\ba )\b(?:the\s+)?(?:very\s+)?(?P<word>{_ORDINAL_WORD})\b"
    r"(?=\s*(?:$|[?.!,;]|one\b|ones\b|and\b|or\b|vs\b|versus\b|with\b|to\b|in\b|from\b|option\b|product\b|item\b|"
    r"result\b|is\b|please\b|come\b|have\b|has\b|does\b|do\b|for\b|made\b|on\b|you\b|that\b|cost\b|too\b|again\b))",
    re.IGNORECASE,
)
_THE_ORDINAL = re.compile(
    rf"\bthe\s+(?P<word>{_ORDINAL_WORD})\b(?!\s+(?:time|day|week|year|name|aid|hand))",
    re.IGNORECASE,
)
_HASH = re.compile(
    r"(?:#\s?|\b(?:number|no\.|nr\.?|option|item|product|result)\s+#?)(?P<word>\d{1,2})\b(?![-.\d])",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s*(?P<word>[1-9]|1\d|20)\s*[.!)]?\s*")
_LISTED = re.compile(
    r"\b(?P<a>\d{1,2})\s*(?:,|and|&|or|vs\.?|versus|with|to)\s*(?P<b>\d{1,2})(?:\s*(?:,|and|&|or)\s*(?P<c>\d{1,2}))?\b",
    re.IGNORECASE,
)
_FROM_LAST = re.compile(
    r"\b(?:the\s+)?(?:second|2nd|next)[\s-](?:to[\s-])?last\b|\b(?:the\s+)?last but one\b",
    re.IGNORECASE,
)
# "Cheapest first" asks for an order, "the first" for a product.
_ORDER = re.compile(
    r"(?<!the )(?:\b(?:\w{2,}est|rated|reviewed|priced?|expensive|popular)(?:\s+\w+)?,?\s+)(?:first|last)\b",
    re.IGNORECASE,
)
_COMPARING = re.compile(
    r"\b(?:compare|comparison|difference|versus|vs\.?|between|which|better)\b", re.IGNORECASE
)

_QUANTITY = re.compile(
    r"\b(?P<count>[1-9]\d?|one|two|three|four|five|six|ten|a pair|a couple)\s?(?:x\b|×|of(?=\s+(?:the|them|those|these|it|that|this)\b)|pieces\b|pcs\b|units\b|copies\b)|\bx\s?(?P<after>[1-9]\d?)\b",
    re.IGNORECASE,
)
_ADD_COUNT = re.compile(
    r"\b(?:add|buy|get|take|want|order|put)\s+(?:me\s+|in\s+)?(?P<count>[2-9]|[1-9]\d|two|three|four|five|six|ten)\b(?!\s*(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)
_COUNT_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "ten": 10,
    "a pair": 2,
    "a couple": 2,
}


def emails(text: str) -> Iterator[Match]:
    """E-mail addresses."""
    for match in _EMAIL.finditer(text):
        yield Match(match.group().rstrip("."), match.start(), match.end())


def order_numbers(text: str) -> Iterator[Match]:
    """What looks like an order's number: letters before digits, or digits where an order is named."""
    for match in _ORDER_NUMBER.finditer(text):
        yield Match(match.group().lstrip("# "), match.start(), match.end())
    for match in _BARE_ORDER_NUMBER.finditer(text):
        yield Match(match.group("number"), match.start("number"), match.end("number"))
    if only := _ONLY_NUMBER.fullmatch(text):
        yield Match(only.group("number"), only.start("number"), only.end("number"))


def ordinals(text: str) -> Iterator[Match]:
    """Positions among what was shown, from 1; -1 is the last. Several may share a place."""
    taken = [match.span() for match in _ORDER.finditer(text)]
    ordered = len(taken)

    def is_free(match: re.Match[str]) -> bool:
        free = all(match.start() >= end or match.end() <= start for start, end in taken)
        taken.append(match.span())
        return free

    for match in _GROUP.finditer(text):
        if is_free(match):
            count = _COUNTS[match.group("count").lower()]
            first = match.group("end").lower() == "first"
            for place in range(1, count + 1) if first else range(-count, 0):
                yield Match(str(place), *match.span())
    for match in _FROM_LAST.finditer(text):
        if is_free(match):
            yield Match("-2", *match.span())
    for pattern in (_ORDINAL, _THE_ORDINAL, _HASH):
        for match in pattern.finditer(text):
            if not _is_verb(match) and is_free(match):
                yield Match(str(_position(match.group("word"))), *match.span())
    if len(taken) == ordered and (bare := _BARE.fullmatch(text)):
        yield Match(str(int(bare.group("word"))), *bare.span())
    elif len(taken) == ordered and _COMPARING.search(text) and (some := _LISTED.search(text)):
        for name in ("a", "b", "c"):
            if some.group(name):
                yield Match(some.group(name), some.start(name), some.end(name))


def _is_verb(match: re.Match[str]) -> bool:
    """Whether "last" is what a battery does: a place stands after "the", before "one", or alone."""
    if match["word"].lower() != "last":
        return False
    text, start, end = match.string, match.start("word"), match.end("word")
    return not (
        re.search(r"(?:^\W*|\b(?:the|very|your|and|or|to)\s+)$", text[:start], re.IGNORECASE)
        or re.match(r"\s+(?:ones?|items?|products?|options?|results?)\b", text[end:], re.IGNORECASE)
    )


def _position(word: str) -> int:
    lowered = word.lower()
    return _NUMBERS.get(lowered) or int(re.sub(r"\D", "", lowered))


def quantities(text: str) -> Iterator[Match]:
    """How many pieces: "two of them", "3x"."""
    for pattern in (_QUANTITY, _ADD_COUNT):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            count = (groups.get("count") or groups.get("after") or "1").lower()
            yield Match(str(_COUNT_WORDS.get(count) or int(count)), *match.span())
            return
