"""Wishes that are worded the same in every shop: orderings, comparisons, what is lifted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.index.analyzer import fold


@dataclass(frozen=True)
class Match:
    """Something found in a message, what it says, and where it stands."""

    value: str
    start: int
    end: int


def _any(*phrases: str, then: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(phrases)})(?![^\W_]){then}", re.IGNORECASE)


_SORTS = (
    ("price_asc", _any(r"(?:the\s)?(?:cheapest|lowest[- ]priced?|least expensive|most affordable|(?:price,? )?low(?:est)? to high(?:est)?|lowest cost|lowest price)(?:\s(?:one|first|price))?", r"(?:sort(?:ed)?|order(?:ed)?) by price(?!,?\s(?:high|desc))", r"(?:the\s)?(?:best|lowest) prices?", r"(?<!not )cheap", r"affordable", r"inexpensive", r"low[- ]cost", r"budget[- ]friendly", r"by price")),
    ("price_desc", _any(r"(?:(?:sort(?:ed)?|order(?:ed)?) by )?(?:the\s)?(?:most expensive|priciest|highest[- ]priced?|(?:price,? )?high(?:est)? to low(?:est)?|price desc\w*|dearest)(?:\s(?:one|first))?")),
    ("rating", _any(r"(?:the\s)?(?:best|top|highest)[- ]?(?:rated|reviewed|rating)", r"(?:sort(?:ed)?|order(?:ed)?) by (?:rating|ratings|reviews|stars|popularity)", r"most popular", r"best[- ]?sell(?:ing|ers?)", r"by rating", r"(?:the )?best (?:reviews|ratings?)")),
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
    "width": ("wider", "broader"),
    "thickness": ("thicker",),
    "speed": ("faster", "quicker"),
    "power": ("stronger", "more powerful"),
    "brightness": ("brighter",),
    "noise": ("louder",),
    "temperature": ("warmer", "hotter"),
    "date": ("newer", "more recent"),
    "age": ("older",),
    "rating": (
        "better rated", "better reviewed", "higher rated", "with better reviews", "more popular",
        "better (?:ratings?|reviews?)", "higher ratings?",
    ),
}  # fmt: skip
_LESS_OF = {
    "price": (
        "cheaper", "less expensive", "more affordable", "lower priced?", "lower in price",
        "less pricey", "not (?:so|as|that) expensive", "too expensive", "too pricey",
        "too (?:much money|dear|steep|costly)", "less costly", "lower budget",
    ),
    "weight": ("lighter", "less heavy", "too heavy"),
    "size": ("smaller", "more compact", "too big", "too large", "tinier"),
    "length": ("shorter", "too long"),
    "height": ("lower", "shallower", "too tall"),
    "width": ("narrower", "too wide"),
    "thickness": ("thinner", "slimmer", "too thick"),
    "speed": ("slower", "too fast"),
    "power": ("weaker", "less powerful", "too strong"),
    "brightness": ("dimmer", "too bright"),
    "noise": ("quieter", "less noisy", "too loud", "too noisy"),
    "temperature": ("cooler", "colder"),
    "age": ("younger",),
}  # fmt: skip
_PACK = r"(?:ones?|packs?|packets?|packages?|bags?|bottles?|box(?:es)?|tins?|jars?|tubs?|sizes?)"
# No limit follows: "cheaper than $50" is read as a price.
_THAN_NUMBER = r"(?!\s+than\s+[$€£¥]?\d)"
_COMPARATIVES = [
    (field, direction, _any(*(f"(?:{one})(?: {_PACK})?" for one in phrases), then=_THAN_NUMBER))
    for direction, table in (("more", _MORE_OF), ("less", _LESS_OF))
    for field, phrases in table.items()
]

_SUPERLATIVES = [
    (field, direction, _any(*(f"(?:the )?(?:{word})(?: {_PACK})?" for word in words)))
    for field, direction, words in (
        ("weight", "asc", ("lightest", "least heavy")),
        ("weight", "desc", ("heaviest",)),
        ("size", "desc", ("biggest", "largest", "roomiest")),
        ("size", "asc", ("smallest", "most compact", "tiniest")),
        ("length", "desc", ("longest",)),
        ("length", "asc", ("shortest",)),
        ("height", "desc", ("tallest", "highest", "deepest")),
        ("height", "asc", ("lowest", "shallowest")),
        ("width", "desc", ("widest", "broadest")),
        ("width", "asc", ("narrowest",)),
        ("thickness", "desc", ("thickest",)),
        ("thickness", "asc", ("thinnest", "slimmest")),
        ("speed", "desc", ("fastest", "quickest")),
        ("speed", "asc", ("slowest",)),
        ("power", "desc", ("strongest", "most powerful")),
        ("power", "asc", ("weakest",)),
        ("brightness", "desc", ("brightest",)),
        ("noise", "asc", ("quietest",)),
        ("noise", "desc", ("loudest",)),
        ("temperature", "desc", ("warmest", "hottest")),
        ("age", "desc", ("oldest",)),
        ("age", "asc", ("youngest",)),
    )
]

MEANT = {
    "weight": ("weight",),
    "size": (
        *("size", "capacity", "volume", "diameter", "display diagonal", "screen size"),
        *("dimensions", "length", "width", "height", "pack size", "weight"),
    ),
    "length": ("length", "battery life", "duration", "runtime", "pages", "page count"),
    "height": ("height", "depth"),
    "width": ("width",),
    "thickness": ("thickness", "gauge", "width"),
    "speed": ("speed", "frequency"),
    "power": ("power", "wattage", "output", "strength", "alcohol"),
    "brightness": ("brightness", "lumens", "luminous flux"),
    "noise": ("noise", "noise level", "loudness", "volume level"),
    "temperature": ("temperature", "comfort temperature", "warmth"),
    "age": ("age", "year", "vintage"),
}
"""The attributes that an adjective may be about, the likeliest first."""

_ADJECTIVES = {
    word: (field, direction)
    for direction, table in (("more", _MORE_OF), ("less", _LESS_OF))
    for field, words in table.items()
    for word in words
}
_OF_ATTRIBUTE = re.compile(
    r"(?<![^\W_])(?:the\s)?(?:(?P<most>most|highest|biggest|largest|longest|greatest|best)|"
    r"(?P<least>least|lowest|smallest|shortest)|"
    r"(?P<more>more|higher|bigger|larger|longer|greater|better)|(?P<less>less|lower|smaller|shorter|fewer))"
    r"\s(?=(?P<rest>[^\W\d_]+(?:\s[^\W\d_]+){0,2}))",
    re.IGNORECASE,
)


def attribute_meant(name: str, attributes: Iterable[str]) -> str | None:
    """The shop's attribute of that name, or that an adjective is about ("weight" of "lighter")."""
    folded = {fold(attribute): attribute for attribute in attributes}
    if fold(name) in folded:
        return folded[fold(name)]
    for meant in MEANT.get(name, ()):
        if meant in folded:
            return folded[meant]
    for meant in MEANT.get(name, ()):
        for written, attribute in folded.items():
            if meant in written.split():
                return attribute
    return None


_FIELDS = {
    "color": r"colou?rs?|shades?", "brand": r"brands?|makes?|manufacturers?",
    "price": r"prices?|budgets?|costs?|price range|price limit|money",
    "size": r"sizes?", "rating": r"ratings?|stars", "category": r"categor(?:y|ies)|types?|kinds?",
    "availability": r"availability|stock",
}  # fmt: skip
_DROPPED = (
    r"any (?:old |other )?(?:{words})(?: (?:is|will be|would be|works|will do)(?: fine| ok| okay| good)?)?",
    r"(?:the |my )?(?:{words}) (?:really )?(?:doesn'?t|does not|don'?t|do not|isn'?t|is not|aren'?t)(?: really)? "
    r"(?:matter|important|an issue|a problem)",
    r"(?:the |my )?(?:{words}) (?:is|are) (?:no object|not important|unimportant|irrelevant|open|flexible)",
    r"(?:forget|ignore|drop|remove|lose|skip|never ?mind|scrap|clear|lift|reset|get rid of)(?: about)? (?:the |my |that )?(?:{words})"
    r"(?: (?:limit|filter|range|cap|restriction)s?)?",
    r"(?:no|without(?: the| a)?) (?:{words}) (?:limit|range|cap|filter|preference|restriction)s?",
    r"(?:whatever|whichever|regardless of|irrespective of|no matter(?: the| what| which)?|don'?t (?:care|mind)(?: about| which| what)?|"
    r"do not care about|not fussy about)(?: the)? (?:{words})",
    r"all (?:{words})",
    r"(?:another|an? different|different|(?:some |an? )?other) (?:{words})",
)


def _dropping(words: str) -> re.Pattern[str]:
    return _any(*(phrase.replace("{words}", words) for phrase in _DROPPED))


_DROPS = [(field, _dropping(words)) for field, words in _FIELDS.items()]
_DROP_CUE = _any(
    "any", "matter", "forget", "ignore", "drop", "remove", "lose", "skip", "never ?mind", "scrap",
    "clear", "lift", "reset", "rid", "no", "without", "whatever", "whichever", "regardless", "irrespective",
    "don'?t", "do not", "doesn'?t", "isn'?t", "aren'?t", "not", "all", "is", "are", "open", "flexible", "another", "different", "other",
)  # fmt: skip
_ADDITIVE = re.compile(
    r"^\W*(?:and |but )?(?:also|or|plus|additionally|in addition|as well as)\b|"
    r"\b(?:also|as well|in addition|additionally)\b|\btoo\W*$",
    re.IGNORECASE,
)


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


def comparative(field: str, direction: str) -> str:
    """The word for "more" or "less" of a property: "lighter"; empty where there is none."""
    words = {"more": _MORE_OF, "less": _LESS_OF}[direction].get(field, ("",))
    return words[0]


def adjective(word: str) -> tuple[str, str] | None:
    """What an adjective in the comparative is about, and "more" or "less" of it."""
    return _ADJECTIVES.get(word)


def of_attributes(
    text: str, named: Callable[[Sequence[str]], tuple[str, int] | None]
) -> Iterator[Match]:
    """ "Most memory", "higher resolution": an attribute that ``named`` finds in the words that
    follow (and how many of them are its name), and "asc", "desc", "more" or "less"."""
    for match in _OF_ATTRIBUTE.finditer(text):
        words = match.group("rest").split()
        if found := named(words):
            name, length = found
            end = match.start("rest") + len(" ".join(words[:length]))
            kind = next(kind for kind in ("most", "least", "more", "less") if match.group(kind))
            order = {"most": "desc", "least": "asc"}.get(kind, kind)
            yield Match(f"{name} {order}", match.start(), end)


_RECIPIENT = re.compile(
    r"\bfor (?:(?:my|our|his|her|their|an?|the)\s)?(?:\w+\s)?"
    r"(?:dad|daddy|mom|mum|mommy|mummy|father|mother|brother|sister|husband|wife|boyfriend|girlfriend|"
    r"friend|colleague|coworker|boss|uncle|aunt|cousin|grandma|grandpa|grandmother|grandfather|"
    r"nephew|niece|partner|neighbou?r|teacher|parents|in-laws|myself|someone|somebody)\b"
    r"(?:['’]s\s(?:birthday|anniversary))?"
    r"(?:\s(?:who|that)(?:['’]s|\sis|\shas)?(?:\s(?:really\s)?(?:loves?|likes?|enjoys?|into|mad about|fond of|a fan of|crazy about))?)?",
    re.IGNORECASE,
)


def recipients(text: str) -> Iterator[Match]:
    """Who it is for, which no product is called by: "for my dad who loves", "for a friend"."""
    for match in _RECIPIENT.finditer(text):
        yield Match("", match.start(), match.end())


def availability(text: str) -> Iterator[Match]:
    """Wishes for what can be had now."""
    for match in _AVAILABLE.finditer(text):
        yield Match("in_stock", match.start(), match.end())


def drops(text: str, attributes: Iterable[str] = ()) -> Iterator[Match]:
    """Constraints that the shopper lifts: "any colour", "forget the budget"; attributes by name."""
    if not _DROP_CUE.search(text):
        return
    lowered = text.lower()
    for name in dict.fromkeys([*attributes, *MEANT]):
        if name.lower() in lowered and name.lower() not in _FIELDS:
            for match in _dropping(f"{re.escape(name)}s?").finditer(text):
                yield Match(name, match.start(), match.end())
    for field, pattern in _DROPS:
        for match in pattern.finditer(text):
            yield Match(field, match.start(), match.end())


def is_additive(text: str) -> bool:
    """Whether what is named comes beside what was wanted before."""
    return _ADDITIVE.search(text) is not None
