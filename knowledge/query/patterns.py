"""What no shop's vocabulary holds: orderings, positions, order numbers, e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Match:
    """Something found in a message, what it says, and where it stands."""

    value: str
    start: int
    end: int


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(phrases)})(?![^\W_])", re.IGNORECASE)


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

_SORTS = (
    ("price_asc", _any(r"(?:the\s)?(?:cheapest|lowest[- ]priced?|least expensive|most affordable|low(?:est)? to high(?:est)?|lowest cost)(?:\s(?:one|first|price))?", r"(?:sort(?:ed)?|order(?:ed)?) by price(?!\s(?:high|desc))", r"cheap", r"affordable", r"inexpensive", r"low[- ]cost", r"budget[- ]friendly", r"by price")),
    ("price_desc", _any(r"(?:the\s)?(?:most expensive|priciest|highest[- ]priced?|high(?:est)? to low(?:est)?|dearest)(?:\s(?:one|first))?")),
    ("rating", _any(r"(?:the\s)?(?:best|top|highest)[- ]?(?:rated|reviewed|rating)", r"(?:sort(?:ed)?|order(?:ed)?) by (?:rating|ratings|reviews|stars|popularity)", r"most popular", r"best[- ]?sell(?:ing|ers?)", r"by rating", r"best reviews")),
    ("newest", _any(r"(?:the\s)?(?:newest|latest|most recent)(?:\s(?:one|first|arrivals))?", r"new arrivals", r"(?:sort(?:ed)?|order(?:ed)?) by (?:date|newest)")),
)  # fmt: skip

_AVAILABLE = _any(
    r"in[- ]stock", r"available (?:now|today|right now|immediately)", r"(?:that(?:'s| is| are) |only )available",
    r"ready to ship", r"ships? (?:now|today|immediately)", r"not sold out", r"not out of stock",
)  # fmt: skip

_MORE_OF = {
    "price": ("more expensive", "pricier", "higher[- ]end", "fancier", "more premium"),
    "weight": ("heavier", "more heavy"),
    "size": ("bigger", "larger", "roomier", "more spacious"),
    "length": ("longer",),
    "height": ("taller", "higher", "deeper"),
    "width": ("wider", "broader", "thicker"),
    "speed": ("faster", "quicker"),
    "power": ("stronger", "more powerful"),
    "brightness": ("brighter",),
    "date": ("newer", "more recent"),
    "rating": (
        "better rated",
        "better reviewed",
        "higher rated",
        "with better reviews",
        "more popular",
    ),
}
_LESS_OF = {
    "price": (
        "cheaper", "less expensive", "more affordable", "lower priced?", "lower in price",
        "less pricey", "not (?:so|as|that) expensive", "too expensive", "too pricey", "too much money",
    ),
    "weight": ("lighter", "less heavy", "too heavy"),
    "size": ("smaller", "more compact", "too big", "too large", "tinier"),
    "length": ("shorter", "too long"),
    "height": ("lower", "shallower", "too tall"),
    "width": ("narrower", "slimmer", "thinner", "too wide"),
    "speed": ("slower",),
    "power": ("weaker", "less powerful"),
    "date": ("older",),
}  # fmt: skip
_COMPARATIVES = [
    (field, direction, _any(*phrases))
    for direction, table in (("more", _MORE_OF), ("less", _LESS_OF))
    for field, phrases in table.items()
]

_SUPERLATIVES = [
    (field, direction, _any(*words))
    for field, direction, words in (
        ("weight", "asc", ("(?:the )?lightest(?: one)?", "least heavy")),
        ("weight", "desc", ("(?:the )?heaviest(?: one)?",)),
        ("size", "desc", ("(?:the )?(?:biggest|largest|roomiest)(?: one)?",)),
        ("size", "asc", ("(?:the )?(?:smallest|most compact|tiniest)(?: one)?",)),
        ("length", "desc", ("(?:the )?longest(?: one)?",)),
        ("length", "asc", ("(?:the )?shortest(?: one)?",)),
        ("height", "desc", ("(?:the )?tallest(?: one)?",)),
        ("width", "desc", ("(?:the )?widest(?: one)?",)),
        ("speed", "desc", ("(?:the )?fastest(?: one)?",)),
        ("power", "desc", ("(?:the )?(?:strongest|most powerful)(?: one)?",)),
        ("brightness", "desc", ("(?:the )?brightest(?: one)?",)),
    )
]

MEANT = {
    "weight": ("weight",),
    "size": (
        "size",
        "capacity",
        "volume",
        "diameter",
        "display diagonal",
        "screen size",
        "dimensions",
    ),
    "length": ("length", "battery life", "duration"),
    "height": ("height", "depth"),
    "width": ("width", "thickness"),
    "speed": ("speed", "frequency"),
    "power": ("power", "wattage", "output"),
    "brightness": ("brightness", "lumens", "luminous flux"),
}
"""The attributes that an adjective may be about, the likeliest first."""

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
    rf"\b(?:the\s+)?(?:very\s+)?(?P<word>{_ORDINAL_WORD})\b"
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
_BARE = re.compile(r"\s*(?P<word>\d{1,2})\s*[.!)]?\s*")
_LISTED = re.compile(
    r"\b(?P<a>\d{1,2})\s*(?:,|and|&|or|vs\.?|versus|with|to)\s*(?P<b>\d{1,2})(?:\s*(?:,|and|&|or)\s*(?P<c>\d{1,2}))?\b",
    re.IGNORECASE,
)
_COMPARING = re.compile(
    r"\b(?:compare|comparison|difference|versus|vs\.?|between|which|better)\b", re.IGNORECASE
)

_QUANTITY = re.compile(
    r"\b(?P<count>[1-9]\d?|one|two|three|four|five|six|ten|a pair|a couple)\s?(?:x\b|×|of\s+(?:the|them|those|these|it|that|this)\b|pieces\b|pcs\b|units\b|copies\b)|\bx\s?(?P<after>[1-9]\d?)\b",
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

_FIELDS = {
    "color": r"colou?rs?|shades?", "brand": r"brands?|makes?|manufacturers?", "price": r"price|budget|cost|price range|price limit",
    "size": r"sizes?", "rating": r"ratings?|stars|reviews", "category": r"categor(?:y|ies)|types?|kinds?",
    "availability": r"availability|stock",
}  # fmt: skip
_DROPS = [
    (
        field,
        _any(
            rf"any (?:{words})(?: (?:is|will be|would be) (?:fine|ok|okay|good))?",
            rf"(?:the )?(?:{words}) (?:doesn'?t|does not|don'?t|isn'?t|is not)(?: really)? (?:matter|important)",
            rf"(?:forget|ignore|drop|remove|lose|skip|never mind|scrap|clear)(?: about)? (?:the |my )?(?:{words})(?: (?:limit|filter|range|cap))?",
            rf"no (?:{words})(?: limit| range| cap)?(?: preference)?",
            rf"(?:whatever|regardless of|don'?t care about)(?: the)? (?:{words})",
            rf"all (?:{words})",
        ),
    )
    for field, words in _FIELDS.items()
]
_ADDITIVE = _any("also", "as well", "too", "or", "in addition", "plus")


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


def sorts(text: str) -> Iterator[Match]:
    """Orders that every catalogue has: by price, rating, date."""
    for value, pattern in _SORTS:
        for match in pattern.finditer(text):
            yield Match(value, match.start(), match.end())


def superlatives(text: str) -> Iterator[Match]:
    """ "Lightest": the property (a key of `MEANT`) and "asc" or "desc"."""
    for field, direction, pattern in _SUPERLATIVES:
        for match in pattern.finditer(text):
            yield Match(f"{field} {direction}", match.start(), match.end())


def comparatives(text: str) -> Iterator[Match]:
    """ "Cheaper": the property and "more" or "less"."""
    for field, direction, pattern in _COMPARATIVES:
        for match in pattern.finditer(text):
            yield Match(f"{field} {direction}", match.start(), match.end())


def availability(text: str) -> Iterator[Match]:
    """Wishes for what can be had now."""
    for match in _AVAILABLE.finditer(text):
        yield Match("in_stock", match.start(), match.end())


def drops(text: str) -> Iterator[Match]:
    """Constraints that the shopper lifts: "any colour", "forget the budget"."""
    for field, pattern in _DROPS:
        for match in pattern.finditer(text):
            yield Match(field, match.start(), match.end())


def is_additive(text: str) -> bool:
    """Whether what is named comes beside what was wanted before."""
    return _ADDITIVE.search(text) is not None


def ordinals(text: str) -> Iterator[Match]:
    """Positions among what was shown, from 1; -1 is the last. Several may share a place."""
    taken: list[tuple[int, int]] = []

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
    for pattern in (_ORDINAL, _THE_ORDINAL, _HASH):
        for match in pattern.finditer(text):
            if is_free(match):
                yield Match(str(_position(match.group("word"))), *match.span())
    if not taken and (bare := _BARE.fullmatch(text)):
        yield Match(str(int(bare.group("word"))), *bare.span())
    elif not taken and _COMPARING.search(text) and (some := _LISTED.search(text)):
        for name in ("a", "b", "c"):
            if some.group(name):
                yield Match(some.group(name), some.start(name), some.end(name))


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
