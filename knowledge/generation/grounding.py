"""The grounding check: every claim that a text makes against the facts it was made from.

A sentence passes where each number, price, percentage, date, name, availability and quotation in it
is found in the facts, and where each of its clauses says no telling word but those of one single
statement of the facts, its numbers in the same order, denied where that is denied. So neither a
word nobody wrote nor two facts crossed get through. The check prefers to drop a right sentence over
letting a wrong one through: the composer's answer always stands behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babel.dates import get_month_names

from knowledge.generation.answer import Answer
from knowledge.index.analyzer import fold, stem
from knowledge.query.words import COMMON
from knowledge.sentences import sentences
from knowledge.units import NUMBER, measure, to_number

_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{3,})[”\"»“]")
_CURRENCY = r"(?:US\$|C\$|A\$|[$€£¥₹₽₩₺]|\b(?:USD|EUR|GBP|JPY|CHF|CAD|AUD|SEK|NOK|DKK|PLN|INR|BRL|MXN|CZK|HUF|CNY)\b)"
_MONEY = re.compile(
    rf"({_CURRENCY})\s?({NUMBER})|({NUMBER})\s?({_CURRENCY}|(?:dollars?|euros?|pounds|bucks|cents|francs)\b)",
    re.IGNORECASE,
)
_MEASURE = re.compile(rf"({NUMBER})\s*-?\s*(%|percent\b|per cent\b|°?[^\W\d_]+|\")?", re.IGNORECASE)
_UNITS = {"$": "usd", "us$": "usd", "dollar": "usd", "dollars": "usd", "bucks": "usd", "€": "eur"}
_UNITS |= {"euro": "eur", "euros": "eur", "£": "gbp", "pounds": "gbp", "percent": "%"}
_UNITS |= {"per cent": "%"}
_DATE_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_MONTHS = {
    fold(name).rstrip("."): number
    for width in ("wide", "abbreviated")
    for number, name in get_month_names(width, locale="en").items()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b|(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+({_MONTH})\b)"
    r"(?:,?\s+(\d{4}))?",
    re.IGNORECASE,
)
# "one" is a pronoun more often than a number.
_WORD_NUMBERS = {
    "zero": 0, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hundred": 100, "thousand": 1000, "dozen": 12,
}  # fmt: skip


def _stemmed(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in re.findall(r"\w+", text))


# Words that claim nothing: grammar, and the talk of who looks something up.
_NEUTRAL = _stemmed(
    """
    a an the this that these those it its it's they their them there here he she one and or but so
    as of in on at to for from by with than then if which who whose what where when while also too
    just is are was were be been being has have had do does did can you your yours s re ve ll
    listed lists list listing listings catalogue catalog record says say said states stated shows shown
    according information about per each both regarding called named product item
    yes no not n't cannot can't isn't aren't doesn't don't wasn't hasn't unfortunately sorry afraid
    i'm i tell know down instead now currently wrote writes buyer buyers reviewer reviewers
    """
)
# Only where a whole sentence is made of them: "Let me know if you need anything else."
_COURTESY = _stemmed(
    """
    let me know if need would like want anything else more help with glad happy assist question
    questions any hope helps thanks thank please sure certainly course welcome i am i'd ask feel free
    further other shall
    """
)
# What a sentence says in place of a label.
_ALIAS = {
    stem(word): stem(label)
    for word, label in (
        ("weighs", "weight"), ("weigh", "weight"), ("costs", "price"), ("cost", "price"),
        ("priced", "price"), ("coloured", "colour"), ("colored", "colour"), ("color", "colour"),
        ("sized", "size"), ("lasts", "life"),
    )
}  # fmt: skip
_CLAUSE = re.compile(
    r"(?:[;,]|\s[–—-]\s|\b(?:and|but|while|whereas|though|although|yet)\b)+", re.IGNORECASE
)
_STATEMENT = re.compile(r"[;\n]|(?<=[.!?”])\s+")
_AVAILABILITY = {
    "out": re.compile(
        r"\b(?:out of stock|sold out|unavailable|not (?:currently |presently )?(?:in stock|available)|"
        r"(?:is|are)n['’]t (?:currently )?(?:in stock|available)|no longer available)\b"
    ),
    "pre": re.compile(r"\bpre-?orders?\b"),
    "back": re.compile(r"\bback-?orders?(?:ed)?\b"),
    "in": re.compile(
        r"\b(?:in stock|available|ready to ship|ships?|left in stock|can be ordered)\b"
    ),
}
_NEGATION = re.compile(r"\b(?:not?|nothing|none|never|without|cannot|\w+n['’]t)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w'’])[A-Z0-9][\w'’&.-]*[\w]|\b[A-Z]\b")
_SUBJECT_VERB = re.compile(
    r"^(?:'s|’s)?\s*(?:is|was|has|makes|made|offers|comes|costs|fits|and|by|also)\b"
)
_POLAR = re.compile(r"^\W*(yes|yep|yeah|no|nope|absolutely|definitely|certainly|of course)\b", re.I)


@dataclass(frozen=True)
class Failure:
    """A claim that the facts do not hold: its kind, and the sentence that was dropped for it."""

    kind: str
    sentence: str


@dataclass(frozen=True)
class Checked:
    """What of a text may leave, and what may not."""

    text: str
    failures: tuple[Failure, ...]


@dataclass(frozen=True)
class _Statement:
    words: frozenset[str]
    numbers: tuple[float, ...]
    is_denied: bool


@dataclass(frozen=True)
class _Facts:
    words: frozenset[str]
    amounts: frozenset[tuple[str, float]]
    dates: frozenset[tuple[int, ...]]
    availability: frozenset[str]
    quotable: str
    polarity: str
    statements: tuple[_Statement, ...]
    title: frozenset[str]


def check(text: str, answer: Answer) -> Checked:
    """The sentences of ``text`` that say only what ``answer`` and its sources say.

    What reviewers wrote counts for quotations alone, never as a fact of the catalogue.
    """
    facts = _facts(answer)
    kept, failures = [], []
    for sentence in sentences(text):
        kind = next(_faults(sentence, facts), None)
        if kind is None:
            kept.append(sentence)
        else:
            failures.append(Failure(kind, sentence))
    return Checked(" ".join(kept), tuple(failures))


def _facts(answer: Answer) -> _Facts:
    stated = [_QUOTED.sub(" ", answer.text)]
    stated += [source.text for source in answer.sources if source.kind != "review"]
    # A description is quoted in the answer and stands in the sources as well.
    everything = "\n".join([answer.text, *(source.text for source in answer.sources)])
    plain = "\n".join(stated)
    said, rest = _dates(plain)
    polar = _POLAR.match(answer.text)
    return _Facts(
        words=frozenset(_stems(plain)),
        amounts=frozenset(_amounts(rest)),
        dates=frozenset(said),
        availability=frozenset(_availability(plain)),
        quotable=_squeezed(everything),
        polarity=_sign(polar[1]) if polar else "",
        statements=tuple(_statements(answer)),
        title=_title(answer),
    )


def _statements(answer: Answer) -> Iterator[_Statement]:
    """What the facts say, one by one; what reviewers wrote is not among it."""
    stated = [answer.text, *(one.text for one in answer.sources if one.kind != "review")]
    if any(source.kind == "review" for source in answer.sources):
        stated[0] = _QUOTED.sub(" ", stated[0])
    for text in stated:
        # What stands in quotation marks is what a listing says: a statement by itself.
        for part in [*_STATEMENT.split(text), *_QUOTED.findall(text)]:
            words = frozenset(_telling(part))
            if words:
                yield _Statement(words, _numbers(part), bool(_NEGATION.search(part)))


def _title(answer: Answer) -> frozenset[str]:
    """The words of the one product that an answer is about: whose claims they are is no question."""
    titles = {source.id for source in answer.sources if source.kind == "product"}
    if len(titles) != 1:
        return frozenset()
    named = next((one.text for one in answer.sources if one.kind == "product"), "")
    return (
        frozenset(_stems(named)) & frozenset(_stems(answer.text))
        if ":" not in named
        else frozenset()
    )


def _faults(sentence: str, facts: _Facts) -> Iterator[str]:
    """The kinds of claims in a sentence that the facts do not hold."""
    for quote in _QUOTED.findall(sentence):
        pieces = re.split(r"…|\.{3}", quote)
        if not all(_squeezed(piece).strip(" .,!?") in facts.quotable for piece in pieces):
            yield "quotation"
    bare = _QUOTED.sub(" ", sentence)
    if (polar := _POLAR.match(bare)) and _sign(polar[1]) != facts.polarity:
        yield "yes or no"
    dates, rest = _dates(bare)
    if not all(_is_known_date(date, facts.dates) for date in dates):
        yield "date"
    if not all(_is_known_amount(unit, value, facts.amounts) for unit, value in _amounts(rest)):
        yield "number"
    if not set(_availability(bare)) <= facts.availability:
        yield "availability"
    if not set(_stems(bare)) <= _COURTESY | _NEUTRAL and not all(
        _is_stated(clause, facts) for clause in _CLAUSE.split(bare)
    ):
        yield "claim"
    if not _are_in_order(_numbers(bare), facts):
        yield "order"
    if any(not set(_stems(name)) <= facts.words for name in _names(bare)):
        yield "name"


def _is_stated(clause: str, facts: _Facts) -> bool:
    """Whether one statement of the facts holds all that a clause says, as the clause says it."""
    words = frozenset(_telling(clause)) - facts.title
    numbers, is_denied = _numbers(clause), bool(_NEGATION.search(clause))
    if not words:
        # "No, it is not" and the like; that it is the right one of the two is checked by itself.
        return not numbers
    return any(
        words <= one.words and one.is_denied == is_denied and _in_order(numbers, one.numbers)
        for one in facts.statements
    )


def _telling(text: str) -> list[str]:
    """The stems of the words that say something, availability in one word each."""
    folded = fold(text).replace("’", "'")
    found = []
    for kind, pattern in _AVAILABILITY.items():
        if pattern.search(folded):
            found.append(f"~{kind}")
        folded = pattern.sub(" ", folded)
    stems = (_ALIAS.get(word, word) for word in _stems(folded))
    return found + [word for word in stems if word not in _NEUTRAL]


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(to_number(number) for number in re.findall(NUMBER, text))


def _are_in_order(numbers: Sequence[float], facts: _Facts) -> bool:
    """Whether a sentence leaves the numbers that one statement gives in the order it gives them."""
    holding = [one.numbers for one in facts.statements if set(numbers) <= set(one.numbers)]
    return not holding or any(_in_order(numbers, held) for held in holding)


def _in_order(numbers: Sequence[float], stated: Sequence[float]) -> bool:
    """Whether numbers stand in a statement, in the same order."""
    rest = iter(stated)
    return all(number in rest for number in numbers)


def _stems(text: str) -> list[str]:
    return [stem(word) for word in re.findall(r"[^\W_]+", fold(text))]


def _squeezed(text: str) -> str:
    return " ".join(fold(text).replace("’", "'").split())


def _sign(word: str) -> str:
    return "no" if word.lower().startswith("no") else "yes"


def _dates(text: str) -> tuple[list[tuple[int, ...]], str]:
    """Dates as (month, day) or (month, day, year), and the text without them."""
    found: list[tuple[int, ...]] = []

    def iso(match: re.Match[str]) -> str:
        found.append((int(match[2]), int(match[3]), int(match[1])))
        return " "

    def written(match: re.Match[str]) -> str:
        month, day = match[1] or match[4], match[2] or match[3]
        date = (_MONTHS[fold(month).rstrip(".")], int(day))
        found.append((*date, int(match[5])) if match[5] else date)
        return " "

    rest = _DATE.sub(written, _DATE_ISO.sub(iso, text))
    return found, rest


def _is_known_date(date: tuple[int, ...], known: frozenset[tuple[int, ...]]) -> bool:
    return any(date == one[: len(date)] for one in known)


def _amounts(text: str) -> Iterator[tuple[str, float]]:
    """Each number with its currency, "%" or the dimension of its unit ("" where it has none)."""

    def taken(match: re.Match[str]) -> str:
        unit = (match[1] or match[4]).lower()
        money.append((_UNITS.get(unit, unit), to_number(match[2] or match[3])))
        return " "

    money: list[tuple[str, float]] = []
    rest = _MONEY.sub(taken, text)
    yield from money
    for number, unit in _MEASURE.findall(rest):
        unit = _UNITS.get(unit.lower(), unit.lower())
        read = measure(to_number(number), "" if unit == "%" else unit)
        if unit == "%" or not read.dimension.startswith("["):
            yield ("%" if unit == "%" else ""), read.value
        else:
            yield read.dimension, float(f"{read.base:.5g}")
    for word in re.findall(r"[^\W\d_]+", fold(rest)):
        if word in _WORD_NUMBERS:
            yield "", float(_WORD_NUMBERS[word])


def _is_known_amount(unit: str, value: float, known: frozenset[tuple[str, float]]) -> bool:
    """Money and percentages must be found as such; a bare number also where a unit follows it."""
    if (unit, value) in known:
        return True
    if unit == "":
        return any(value == other for _, other in known)
    # A shop that names no currency lists plain numbers.
    return unit.isalpha() and ("", value) in known and not any(one.isalpha() for one, _ in known)


def _availability(text: str) -> Iterator[str]:
    rest = fold(text)
    for kind, pattern in _AVAILABILITY.items():
        if pattern.search(rest):
            yield kind
        rest = pattern.sub(" ", rest)


def _names(sentence: str) -> Iterator[str]:
    """Capitalised words; at the start of a sentence only those that stand like a name."""
    for match in _NAME.finditer(sentence):
        word = match.group()
        if word[0].isdigit():
            continue
        opens = not re.search(r"\w", sentence[: match.start()])
        rest = sentence[match.end() :]
        if opens and not re.search(r"[A-Z0-9]", word[1:]):
            ordinary = fold(word).split("'")[0] in COMMON
            if ordinary or not (_SUBJECT_VERB.match(rest.lstrip()) or re.match(r"\s[A-Z]", rest)):
                continue
        if word in ("I", "I'm", "I’m", "I'd", "I’d", "I'll", "I’ll", "I've", "I’ve", "OK"):
            continue
        yield word
