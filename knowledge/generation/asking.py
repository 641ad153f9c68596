"""What a question about a product asks for: a property, a topic, a number, a yes or no."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.catalog import Product
from knowledge.generation.properties import Property, asked_for, by_name
from knowledge.index.analyzer import stem
from knowledge.query.pointers import ordinals
from knowledge.query.tokens import Token, stems, tokenize
from knowledge.query.words import FILLERS, listed
from knowledge.units import Measure, measure, measures


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in listed(text))


MATERIALS = _stems(
    """
    leather suede wool merino cashmere cotton silk linen polyester nylon elastane acrylic velvet
    denim canvas down fleece rubber latex silicone plastic vinyl steel stainless iron aluminium
    aluminum copper brass bronze titanium carbon gold silver platinum wood wooden oak pine walnut
    bamboo cork rattan glass crystal ceramic porcelain stoneware concrete marble stone paper
    """
)

# Words that say how, not what: matching them alone proves nothing ("oven safe" for "dishwasher safe").
GENERIC = _stems(
    """
    safe type size sized included include includes come comes compatible rating rated max maximum
    min minimum proof resistant resistance friendly fit fits inch inches cm mm kg long big wide
    tall high heavy light made make material weight number many often take last runs run use used
    with have has need feature features support supports level good low total full much does hold
    product item model version one thing kind put inside person people hot cold work works go fast
    coating finish function system technology construction loud noisy quiet bright powerful strong weigh
    thick deep old new small large contain contains ingredient calories cover required require requires
    necessary suitable recommended allowed
        lighter lightest heavier heaviest taller tallest deeper deepest wider widest thicker thickest thinner
        thinnest bigger biggest larger largest smaller smallest longer longest shorter shortest roomier roomiest
        faster fastest quicker quickest quieter quietest louder loudest noisier brighter brightest stronger
        strongest younger youngest older oldest actually really exactly ok fine
    """
)
POLARITY = _stems("free less without non not no")
# "How big is the bottle" asks how much of the product there is.
CONTAINERS = _stems(
    "bottle jar tube pack packet package box tin bag pot can container ball skein roll spool"
)
# Of a value that holds one of these, a word in it proves nothing: "keep away from children".
WARNING = _stems(
    "avoid except excluding unsuitable unsafe never keep away toxic harmful only but warning unless "
    "separately optional excluded lacks lacking"
)
_SAME_GROUPS = (
    "wash washable washing laundry", "guarantee warranty", "mic microphone", "zip zipper",
    "colour color", "wheel wheels castor castors caster casters", "alone solo", "kid kids child children",
    "calorie kcal", "tyre tire", "play player players",
    "main key primary", "comfy comfortable comfort", "grey gray", "charge charging recharge charger",
    "pocket compartment", "manual instructions", "sulphate sulfate", "bluetooth wireless",
    "aluminium aluminum", "removable detachable", "fridge refrigerator", "scent fragrance scented perfume",
)  # fmt: skip
_SAME: dict[str, frozenset[str]] = {
    word: _stems(group) - {word} for group in _SAME_GROUPS for word in _stems(group)
}
_SAME |= {"clean": _stems("care wash washable"), "grape": _stems("variety")}
_SAME |= {"calori": _stems("kcal energy")}
# Words that mean the same here and there, but not so surely that one proves the other.
_ALIKE = ((re.compile(r"\bwater[- ]?(?:proof\w*|resist\w*|repellen\w*|tight)\b", re.I), "~water"),)
_YES_NO = re.compile(
    r"^\W*(?:and |so |but |ok |okay |hi |hey |hello |please )*"
    r"(?:is|are|was|were|does|do|did|can|could|will|would|has|have|should|isn'?t|doesn'?t|any)\b",
    re.IGNORECASE,
)
_EITHER = re.compile(r"\b(?:or|not|\w+n't)\b", re.IGNORECASE)
_HAS = re.compile(
    r"\b(?:ha(?:s|ve)|got|there|with|include[sd]?|contains?|support(?:s|ed)?)\b", re.IGNORECASE
)
_HOW_MANY = re.compile(r"\bhow many\s+(?:\w+\s+)?", re.IGNORECASE)
_OF_IT = re.compile(
    r"\b(?:is|are|was|does|do|did|can|will|would|should) (?:it|this|that|they|these|those)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"^\W*(?:and |so |but )*(?:is|are) (?:it|this|that|they|these|the \w+(?: one)?) "
    r"(?:really |actually )?(?:an?\s)",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:the|its|their)\s+(?P<part>[\w-]+(?:\s+[\w-]+)?)", re.IGNORECASE)
_POINTED = re.compile(r"\b(?:the|this|that)\s+(?:[\w-]+\s+){0,3}ones?\b", re.IGNORECASE)
_BUYERS = re.compile(
    r"\b(?:d(?:o|oes|id)|ha(?:s|ve)) (?:the )?(?:people|buyers|customers|reviewers|reviews|others|any ?(?:one|body))\b"
    r"|\b(?:complain\w*|reviews?|reviewers?)\b|\bwhat (?:do|did) (?:people|buyers|customers|others|they|reviewers)\b",
    re.IGNORECASE,
)
_TALK = _stems(
    "say says think thinks complain complains complaint complaints anyone anybody people buyers "
    "customers others find found review reviews reviewer reviewers listing description tell told "
    "saying mention mentions know problem problems issue issues trouble mind"
)
# Words that shoppers count in; pint knows many more that are things first ("pole", "hand", "point").
_UNIT = re.compile(
    r"(?:milli|centi|kilo|mega|giga)?(?:met(?:er|re)|lit(?:er|re)|gram(?:me)?|watt|volt|amp|hertz|byte|bar|lumen|ounce|"
    r"pound|inch(?:e)?|second|minute|hour|day|week|month|year|gallon|quart|pint)s?"
    r"|kilos?|kg|g|mg|lbs?|oz|cm|mm|m|km|ft|feet|in|ml|cl|l|kw|w|v|mah|wh|gb|tb|mb|hz|khz|psi|db|nm",
    re.IGNORECASE,
)
_KILO = re.compile(r"kilos?", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?:\?|,|;)\s*(?:and |also |or )?(?=(?:how|what|which|who|where|when|is|are|does|do|can|will|has|have)\b)"
    r"|\s+and (?=(?:how|what|which|who|where|when|is|are|does|do|can|will|has|have)\b)",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"^(?P<ask>.*?\b(?:it|this|that|they|these|those|one|ones|the\s+[\w-]+(?=\s+(?:have|come|include|contain|support)\b))(?:\s+(?:have|has|come|comes|with|contain|contains|include|includes|support|supports|made|of|an?|the)\b)*)"
    r"\s+(?P<first>[^,?]+?)\s+and\s+(?:also\s+)?(?P<second>[^,?]+)\??$",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^\W*(?:(?:and|so|but|also|or) )*(?:how(?! about\b)|what(?! about\b)|which|who|where|when|is|are|does|do|can|will|has|have|any)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Asked:
    """A question, read.

    ``topic`` holds the stems that what answers must speak of, ``wanted`` the property that is to be
    told, ``parts`` the stems of parts that the question is about ("the handle"). ``numbers`` are
    the digits in it, ``units`` one of each of its words that are units, ``dimensions`` those of
    its amounts. ``generic`` words belong to the question but prove nothing by themselves.
    """

    text: str
    topic: frozenset[str]
    generic: frozenset[str]
    wanted: Property
    parts: frozenset[str]
    numbers: frozenset[str]
    units: Mapping[str, Measure]
    dimensions: frozenset[str]
    is_yes_no: bool
    is_having: bool
    is_how_many: bool
    is_of_it: bool
    is_of_kind: bool
    is_of_buyers: bool
    is_negated: bool

    @property
    def words(self) -> frozenset[str]:
        """All stems of the question that are not mere grammar, and what means the same."""
        said = self.topic | self.generic
        return said.union(*(_SAME.get(word, ()) for word in said))


def clauses(question: str) -> list[str]:
    """The questions that a message asks, where it asks several; those that only name a thing left out."""
    parts = [part.strip() for part in _CLAUSE.split(question) if part and part.strip(" ?!.,")]
    telling = [part for part in parts if _ASKING.search(part)]
    if len(parts) > 1 and len(telling) == 1:
        return telling
    return telling if len(telling) > 1 else [question]


def halves(question: str) -> list[str]:
    """The two questions in "is it vegan and fragrance free"; empty where it is one."""
    pair = _PAIR.match(question)
    return [f"{pair['ask']} {pair[name]}" for name in ("first", "second")] if pair else []


def pointers(question: str) -> list[tuple[int, int]]:
    """Where a question only points at a product: "the second one", "the cheaper one"."""
    found = [match.span() for match in _POINTED.finditer(question)]
    return found + [(one.start, one.end) for one in ordinals(question)]


def read(question: str, *products: Product) -> Asked:
    """What a question about products asks for; the products' own names are not part of it."""
    wanted = asked_for(question)
    own = {
        word
        for product in products
        for word in stems(f"{product.title} {product.brand} {' '.join(product.category)}")
    }
    pointed = pointers(question)
    tokens = [
        token
        for token in tokenize(question)
        if token.stem not in _TALK and not any(start <= token.start < end for start, end in pointed)
    ]
    units = _units(question, tokens)
    words = [token.stem for token in tokens if token.folded not in FILLERS or token.stem in GENERIC]
    content = [word for word in words if not word.isdigit() and not _is_amount(word)]
    for pattern, alike in _ALIKE:
        for match in pattern.finditer(question):
            content = [word for word in content if word not in stems(match.group())] + [alike]
    telling = {
        word
        for word in content
        if word not in GENERIC and word not in own and word not in wanted.labels
    }
    is_yes_no = bool(_YES_NO.search(question)) and not _EITHER.search(question)
    if not telling and (is_yes_no or not wanted):
        # Every word was the product's own, or vague: "is the dry bag dry", "does it run small".
        telling = {word for word in content if word not in GENERIC and word not in wanted.labels}
        telling = telling or (set() if wanted else set(content))
    if telling and telling <= MATERIALS and not wanted and is_yes_no:
        wanted = by_name("material fabric composition")
    if units:  # "how many metres are in a ball"
        telling -= CONTAINERS
    parts = {word for match in _PART.finditer(question) for word in stems(match["part"])}
    return Asked(
        text=question,
        topic=frozenset(telling - POLARITY),
        generic=frozenset(content) - telling,
        wanted=wanted,
        parts=frozenset(parts - own - {"on", "one", "second", "first"}),
        numbers=frozenset(
            found.group()
            for found in re.finditer(r"\d+(?:[.,]\d+)?", question)
            if not any(start <= found.start() < end for start, end in pointed)
        ),
        units=units,
        dimensions=frozenset(
            one.dimension for one in measures(question) if one.dimension.startswith("[")
        ),
        is_yes_no=is_yes_no,
        is_having=bool(_HAS.search(question)),
        is_how_many=bool(_HOW_MANY.search(question)),
        is_of_it=bool(_OF_IT.search(question) or pointed),
        is_of_kind=bool(_KIND.search(question)),
        is_of_buyers=bool(_BUYERS.search(question)),
        is_negated=bool(POLARITY & {token.stem for token in tokens}),
    )


def _units(question: str, tokens: Sequence[Token]) -> dict[str, Measure]:
    """The words that stand where a unit would: "how many litres", "in pounds"."""
    found = {}
    for token in tokens:
        before = question[: token.start]
        if _UNIT.fullmatch(token.text) and re.search(r"\b(?:how many|in)\s$", before, re.I):
            found[token.stem] = measure(1.0, "kg" if _KILO.fullmatch(token.text) else token.text)
    return found


def _is_amount(word: str) -> bool:
    """Whether a word is a number with its unit: "15l", "700c"."""
    return bool(re.fullmatch(r"\d+[a-z]{1,3}", word))


def spoken(text: str) -> frozenset[str]:
    """What a text speaks of: its stems, neighbours written as one ("make-up"), and what is alike."""
    words = stems(text)
    joined = {stem(first + second) for first, second in pairwise(words)}
    alike = {name for pattern, name in _ALIKE if pattern.search(text)}
    return frozenset(words) | joined | alike


def means(word: str, words: frozenset[str]) -> bool:
    """Whether stems hold a word, or one that means the same on listings."""
    return word in words or not _SAME.get(word, frozenset()).isdisjoint(words)


def is_spoken_of(
    asked: Asked, word: str, words: frozenset[str], dimensions: frozenset[str]
) -> bool:
    """Whether stems hold a word of the topic, or an amount in the unit that it is."""
    unit = asked.units.get(word)
    return means(word, words) or (unit is not None and unit.dimension in dimensions)


def covers(asked: Asked, words: frozenset[str], dimensions: frozenset[str] = frozenset()) -> bool:
    """Whether stems speak of the topic: all of it, or most of a long one."""
    if not asked.topic:
        return False
    found = sum(is_spoken_of(asked, word, words, dimensions) for word in asked.topic)
    return found == len(asked.topic) or (len(asked.topic) >= 4 and found / len(asked.topic) >= 0.7)


def is_unlike(asked: Asked, words: frozenset[str]) -> bool:
    """Whether one of question and fact says "free of", and the other does not; or the fact warns."""
    return asked.is_negated != bool(POLARITY & words) or bool(WARNING & words)
