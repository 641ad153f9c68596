"""Prices, ratings and other limits in numbers: "under 80 bucks", "50-100", "4 stars and up"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.constraints import Range
from knowledge.query.words import listed
from knowledge.units import to_number

_CURRENCIES = {
    "USD": r"us\s?\$|\$|usd|dollars?|bucks?",
    "EUR": r"€|eur|euros?",
    "GBP": r"£|gbp|quid|pounds?(?: sterling)?",
    "CNY": r"cny|rmb|yuan|元|块",
    "JPY": r"jpy|yen|円",
    "INR": r"₹|inr|rupees?|rs\.?",
    "CHF": r"chf|francs?",
    "CZK": r"czk|kč|koruna|crowns?",
    "PLN": r"pln|zł|zloty",
    "SEK": r"sek|kronor",
}
# "$" is what it means where the shop is; only a word or another sign names a currency.
_MANY = frozenset({"$"})

_SIGN = r"(?:us\s?\$|[$€£¥₹]|usd|eur|gbp|cny|chf|inr|rs\.?)"
_WORD = "|".join(_CURRENCIES.values()) + r"|¥"
_SMALL_NUMBERS = listed("one two three four five six seven eight nine ten eleven twelve")
_TEENS = listed("thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_VALUES = {
    **{word: number for number, word in enumerate([*_SMALL_NUMBERS, *_TEENS], 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **{"a": 1, "hundred": 100, "thousand": 1000, "grand": 1000},
}
_ONES = "|".join(_SMALL_NUMBERS)
_TY = rf"(?:{'|'.join(_TENS)})(?:[\s-](?:{_ONES}))?"
_SPELT = (
    rf"(?:(?:a|{_ONES})\s)?(?:hundred|thousand|grand)(?:\s(?:and\s)?(?:{_TY}))?|{_TY}|"
    rf"ten|eleven|twelve|{'|'.join(_TEENS)}"
)
_NUMBER = rf"\d+(?:[.,\s]\d{{3}})+(?:[.,]\d{{1,2}})?|\d+(?:[.,]\d+)?|{_SPELT}"
_AMOUNT = (
    rf"(?:(?P<sign{{n}}>{_SIGN})\s?)?(?P<number{{n}}>{_NUMBER})\s?(?P<k{{n}}>k\b)?"
    rf"(?:\s?(?P<word{{n}}>(?:{_WORD})(?![^\W\d_])))?"
)

# "I don't want to spend more than", "nothing that costs over".
_NOT = (
    r"(?:not|never|nothing|none|no|without|(?:do|does|ca|wo|is|should)n'?t|can ?not|wont|dont)\s"
    r"(?:(?:to|want|wanna|wish|like|spend|spending|pay|paying|cost|costs|costing|go|going|be|is|are|"
    r"priced|really|any|much|that|which|it|anything|for)\s){0,5}"
)
_MAX = (
    rf"{_NOT}(?:more than|over|above|higher than|exceed(?:ing)?|beyond)|under|below|less than|"
    r"cheaper than|up to|upto|at most|maximum(?: of)?|max\.?(?: of)?|within|beneath|lower than|"
    r"unter|bis(?: zu)?|höchstens|maximal|weniger als|moins de|jusqu['’]à|menos de|hasta|meno di|"
    r"(?:my |a |with a |on a )?(?:price )?(?:budget|limit)(?: is| of|:)?(?: about| around)?|<=?"
)
_MIN = (
    rf"{_NOT}(?:less than|under|below|lower than)|over|above|more than|at least|minimum(?: of)?|"
    r"min\.?(?: of)?|starting (?:at|from)|upwards of|from|higher than|exceeding|>=?|"
    r"über|ab|mindestens|mehr als|plus de|au moins|à partir de|más de|desde|almeno"
)
_AROUND = (
    r"around|about|roughly|approximately|approx\.?|circa|ca\.?|near|~|close to|somewhere around|etwa|"
    r"ungefähr|environ"
)
_OR_SO = r"-?\s?ish\b|\sor (?:so|thereabouts)\b|,? give or take\b"
_NO_MORE = r"(?!\s(?:than|[$€£]?\d))"
_OR_LESS = rf"\s?(?:or|and)\s(?:less|under|below|cheaper|lower)\b{_NO_MORE}|\s(?:max|maximum|tops|at most)\b"
_OR_MORE = rf"\s?\+|\s?(?:or|and)\s(?:more|up|over|above|higher|better)\b{_NO_MORE}|\s(?:min|minimum|at least)\b{_NO_MORE}"
# A price before a unit is none: "under 2 kg", "about 30 minutes", "13 inch".
SMALL = 15
"""Two bare numbers below this are positions, sizes or ages before they are prices."""
MOST = 1e12
"""No price is higher; what claims to be is no number that means anything."""
AROUND = 0.15
"""How far "around 200" reaches, as a share."""


@dataclass(frozen=True)
class Amount:
    """A limit in numbers, the currency it names (or none), and where it stands."""

    limit: Range
    currency: str
    start: int
    end: int


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _amount(n: int) -> str:
    return _AMOUNT.replace("{n}", str(n))


_BETWEEN = _compiled(
    rf"(?<![^\W_])(?:(?:between|from|for|zwischen|von|entre)\s+)?{_amount(1)}\s?"
    rf"(?:-|–|—|to|and|up to|till|until|und|bis|et|à|y)\s?{_amount(2)}(?![\w])"
)
_LIMIT = _compiled(
    rf"(?<![^\W_])(?:(?P<max>{_MAX})|(?P<min>{_MIN})|(?P<around>{_AROUND}))\s*(?:the\s|a\s|price\s|of\s)*[-–]?{_amount(1)}"
    rf"(?P<less>{_OR_LESS})?(?P<more>{_OR_MORE})?(?![\w])"
)
_TRAILING = _compiled(
    rf"(?<![\w.,-]){_amount(1)}(?:(?P<less>{_OR_LESS})|(?P<more>{_OR_MORE})|(?P<around>{_OR_SO}))(?![\w])"
)
_PLAIN = _compiled(rf"(?<![\w.,-]){_amount(1)}(?![\w])")


def prices(text: str, is_counted: Callable[[int], bool]) -> list[Amount]:
    """The price limits in a message, left to right.

    ``is_counted(end)`` tells whether a bare number that ends there counts something other than
    money; numbers with a currency are always prices.
    """
    found: list[Amount] = []
    for pattern, read in (
        (_BETWEEN, _read_between),
        (_LIMIT, _read_limit),
        (_TRAILING, _read_limit),
        (_PLAIN, _read_plain),
    ):
        for match in pattern.finditer(text):
            if any(match.start() < one.end and match.end() > one.start for one in found):
                continue
            limit = read(match, is_counted)
            if limit is not None and max(limit.min or 0, limit.max or 0) <= MOST:
                end = match.end()
                start = match.start() + len(match.group()) - len(match.group().lstrip())
                found.append(Amount(limit, _currency(match), start, end))
    return sorted(found, key=lambda one: one.start)


def _read_between(match: re.Match[str], is_counted: Callable[[int], bool]) -> Range | None:
    cue = re.match(r"between|from|zwischen|von|entre", match.group(), re.IGNORECASE)
    if not _has_currency(match, 1, 2):
        bare = match.group("number1").isdigit() and match.group("number2").isdigit()
        if is_counted(match.end()) and not match.group("k2"):
            return None
        if not (cue or bare) or _number(match, 2) < SMALL:
            return None
        if not cue and re.search(r"\b(?:and|und|et|y)\b", match.group(), re.IGNORECASE):
            return None
    low, high = _number(match, 1), _number(match, 2)
    if match.group("k2") and not match.group("k1") and low < high / 1000:
        low *= 1000
    if low > high and not (cue or _has_currency(match, 1, 2)):
        return None
    return Range(min(low, high), max(low, high))


def _read_limit(match: re.Match[str], is_counted: Callable[[int], bool]) -> Range | None:
    groups = match.groupdict()
    is_money = _has_currency(match, 1) or bool(match.group("k1"))
    if not is_money and is_counted(match.end("number1")):
        return None
    value = _number(match, 1)
    if groups.get("around"):
        return Range(round(value * (1 - AROUND), 2), round(value * (1 + AROUND), 2))
    if groups.get("max") or groups.get("less"):
        return Range(None, value)
    return Range(value, None)


def _read_plain(match: re.Match[str], is_counted: Callable[[int], bool]) -> Range | None:
    """ "A tent for $200": what the shopper means to spend."""
    if not _has_currency(match, 1):
        return None
    return Range(None, _number(match, 1))


def _number(match: re.Match[str], n: int) -> float:
    written = match.group(f"number{n}").lower()
    value = to_number(re.sub(r"\s", "", written)) if written[0].isdigit() else _spelt(written)
    return value * 1000 if match.group(f"k{n}") else value


def _spelt(written: str) -> float:
    """The number that words make: "two hundred and fifty"."""
    total = 0
    for word in re.findall(r"[a-z]+", written):
        value = _VALUES.get(word, 0)
        total = max(total, 1) * value if value >= 100 else total + value
    return float(total)


def _has_currency(match: re.Match[str], *places: int) -> bool:
    return any(match.group(f"sign{n}") or match.group(f"word{n}") for n in places)


def _currency(match: re.Match[str]) -> str:
    for n in (1, 2):
        for kind in ("sign", "word"):
            written = (match.groupdict().get(f"{kind}{n}") or "").strip().lower()
            if not written or written in _MANY or written == "¥":
                continue
            for code, pattern in _CURRENCIES.items():
                if re.fullmatch(pattern, written):
                    return (
                        ""
                        if code == "USD" and kind == "word" and written.startswith("buck")
                        else code
                    )
    return ""


_STARS = _compiled(
    r"(?<![\w.,])(?:(?:rated|rating|score[ds]?|with|of|at least|over|above|minimum|min|more than|a)\s+)*"
    r"(?P<value>[1-5](?:[.,]\d)?|one|two|three|four|five)\s?(?:\+\s?|(?:or|and) (?:more|up) )?(?:-?\s?stars?\b|★)"
    r"(?:\s?\+)?(?:\s(?:and|or)\s(?:up|more|above|higher|better|over))?"
)
_RATED = _compiled(
    r"\b(?:rated|rating|ratings|review score|score)\s+(?:of\s+|is\s+)?"
    r"(?:(?:at least|over|above|higher than|more than|better than|minimum|min|from)\s+)?(?P<value>[1-5](?:[.,]\d)?)"
    r"(?:\s?\+|\s(?:and|or)\s(?:up|more|above|higher|better|over))?(?:\s?stars?)?(?![\w.,]*\d)(?!\s?(?:%|out|/))"
)
_BELOW = _compiled(r"(?:less than|under|below|fewer than|up to)\s$")
_WELL_RATED = _compiled(
    r"\b(?:(?:well|highly|top|best|better|good)[- ](?:rated|reviewed)|(?:with )?(?:good|great|excellent|high) (?:reviews|ratings?))\b"
)
_WORDS = {"one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0}
WELL_RATED = 4.0


def ratings(text: str) -> list[Amount]:
    """The rating limits in a message; "well rated" means `WELL_RATED` stars and up."""
    found = []
    for pattern in (_STARS, _RATED):
        for match in pattern.finditer(text):
            if _BELOW.search(text, 0, match.start()):
                continue  # nobody looks for what is rated badly
            value = match.group("value").lower()
            number = _WORDS.get(value) or float(value.replace(",", "."))
            found.append(Amount(Range(number), "", match.start(), match.end()))
    if not found:
        for match in _WELL_RATED.finditer(text):
            if (
                match.group()
                .lower()
                .startswith(("well", "highly", "with", "good", "great", "excell", "high"))
            ):
                found.append(Amount(Range(WELL_RATED), "", match.start(), match.end()))
    return found[:1]
