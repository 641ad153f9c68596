"""What the record of a product states, and which of it answers a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from knowledge.catalog import Product
from knowledge.generation.asking import (
    CONTAINERS,
    GENERIC,
    POLARITY,
    Asked,
    covers,
    is_spoken_of,
    is_unlike,
    means,
    spoken,
)
from knowledge.generation.wording import (
    shown,
)
from knowledge.index.analyzer import fold
from knowledge.query.tokens import stems
from knowledge.query.words import FILLERS
from knowledge.units import measure, measures

Embed = Callable[[list[str]], npt.NDArray[np.float32]]

LIKE = 0.62
"""Least cosine between a question and what answers it in other words."""
NEAR = 0.5
"""Least cosine for what is shown as the nearest that the listing says, and for policies."""
CATEGORY = "Category"
FLAGS = {
    **dict.fromkeys(("yes", "true", "ja", "oui", "sí", "si", "ano", "tak"), True),
    **dict.fromkeys(("no", "false", "nein", "non", "ne", "nie"), False),
}
_LACKING = re.compile(
    r"^(?:no|none|not\b.*|without\b.*|excluded|(?:sold|available) separately|n/a|0)$", re.IGNORECASE
)
_GRAMMAR = frozenset(stems(" ".join(FILLERS))) - GENERIC - POLARITY
_AMOUNT = r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_WORD = r"(?!(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with)\b)[\w-]+"
_DURATION = re.compile(
    rf"\b(?:{_AMOUNT}|half an?|an?)[\s-]*(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_SIDES = ("width", "depth", "height", "length", "diameter")


@dataclass(frozen=True)
class Fact:
    """One statement of a record: what it is about, and what it says."""

    label: str
    value: str

    @property
    def text(self) -> str:
        """ "Weight: 1.9 kg"."""
        return f"{self.label}: {self.value}"

    @property
    def is_flag(self) -> bool:
        """Whether it is a yes or a no."""
        return fold(self.value) in FLAGS

    @property
    def is_true(self) -> bool:
        """Whether it is a yes."""
        return FLAGS.get(fold(self.value), False)

    @property
    def is_lacking(self) -> bool:
        """Whether it says that there is none."""
        return bool(_LACKING.match(self.value.strip())) or (self.is_flag and not self.is_true)

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of the label."""
        return frozenset(stems(self.label))

    @cached_property
    def label_words(self) -> frozenset[str]:
        """What the label speaks of."""
        return spoken(self.label)

    @cached_property
    def words(self) -> frozenset[str]:
        """What all of it speaks of."""
        return spoken(self.label if self.is_flag else self.text)

    @cached_property
    def dimensions(self) -> frozenset[str]:
        """Of what dimensions its amounts are."""
        return dimensions_of(self.value)


def facts_of(product: Product) -> Iterator[Fact]:
    """Everything that a product's record states beside price, stock, title and description."""
    for field in ("color", "size", "material", "gender"):
        if value := getattr(product, field):
            yield Fact({"color": "Colour"}.get(field, field.capitalize()), value)
    for name, value in product.attributes.items():
        yield Fact(name, shown(value))
    if product.category:
        yield Fact(CATEGORY, " > ".join(product.category))
    if product.gtin:
        yield Fact("GTIN", ", ".join(product.gtin))
    if product.mpn:
        yield Fact("Model number", product.mpn)


def dimensions_of(text: str) -> frozenset[str]:
    """Of what dimensions the amounts in a text are."""
    return frozenset(one.dimension for one in measures(text) if one.dimension.startswith("["))


def answering(asked: Asked, facts: Sequence[Fact], embed: Embed) -> list[Fact]:
    """The fact that speaks of what is asked, by its words or, for other than yes and no, its sense.

    Several only where a question for the dimensions is answered side by side.
    """
    scored = [(score, fact) for fact in facts if (score := _score(asked, fact)) > 0]
    if scored:
        best = max(scored, key=lambda one: one[0])[1]
        return _sides(asked, best, facts) or [best]
    if asked.is_yes_no or asked.wanted or asked.is_how_many:
        return []
    fact, cosine = closest(asked, facts, embed)
    return [fact] if fact and cosine >= LIKE else []


def closest(asked: Asked, facts: Sequence[Fact], embed: Embed) -> tuple[Fact | None, float]:
    """The fact whose label is nearest in meaning to a question, and the cosine."""
    told = [fact for fact in facts if fact.label != CATEGORY]
    if not told or not asked.words:
        return None, 0.0
    vectors = embed([asked.text, *(fact.label for fact in told)])
    cosines = vectors[1:] @ vectors[0]
    best = int(np.argmax(cosines))
    return told[best], float(cosines[best])


def nearest(asked: Asked, facts: Sequence[Fact], embed: Embed) -> Fact | None:
    """What of a listing comes near a question that nothing in it answers; None where nothing does."""
    told = [fact for fact in facts if fact.label != CATEGORY and not fact.is_flag]
    named = [
        fact
        for fact in told
        if (content := _content(fact.names - POLARITY)) and content <= asked.words
    ]
    measured = [fact for fact in told if asked.dimensions & fact.dimensions]
    for some in (named, measured):
        if some:
            vectors = embed([asked.text, *(fact.text for fact in some)])
            return some[int(np.argmax(vectors[1:] @ vectors[0]))]
    if asked.wanted:
        return None
    fact, cosine = closest(asked, told, embed)
    return fact if cosine >= NEAR else None


def verdict(asked: Asked, fact: Fact) -> str:
    """Whether a fact answers with "yes" or "no", or is only "stated"."""
    if not asked.is_yes_no or not asked.topic or not _is_whole(asked, fact):
        return "stated"
    is_named = covers(asked, fact.label_words)
    if "~water" in asked.topic and "~water" in fact.words and not _is_literal(asked, fact):
        return "stated"
    if is_named and fact.is_lacking and not fact.is_flag:
        return "stated" if asked.is_negated or POLARITY & fact.label_words else "no"
    if is_unlike(asked, fact.words):
        return "stated"
    if not asked.numbers <= set(re.findall(r"\d+(?:[.,]\d+)?", fact.value)):
        return "stated"
    if fact.is_flag:
        if _extra(asked, fact) and not fact.is_true:
            return "stated"
        return "yes" if fact.is_true else "no"
    value = spoken(fact.value)
    asked_of = [word for word in asked.topic if not means(word, fact.label_words)]
    in_value = bool(asked_of) and all(means(word, value) for word in asked_of)
    has_it = asked.is_having and not asked.wanted and fact.names <= asked.words | GENERIC | _GRAMMAR
    return "yes" if in_value or has_it else "stated"


def speaks_of(asked: Asked, sentences: Sequence[str], embed: Embed) -> list[tuple[float, str]]:
    """The sentences that speak of what is asked, in the same words or nearly the same sense, best first."""
    if asked.is_how_many:
        sentences = [one for one in sentences if _counts(asked, one)]
    if not sentences or not (asked.words or asked.wanted):
        return []

    def ranked(some: Sequence[str]) -> list[tuple[float, str]]:
        vectors = embed([asked.text, *some])
        return sorted(zip((vectors[1:] @ vectors[0]).tolist(), some, strict=True), reverse=True)

    if told := [one for one in sentences if covers(asked, spoken(one), dimensions_of(one))]:
        return ranked(told)
    if told := [one for one in sentences if _is_told(asked, one)]:
        return ranked(told)[:1]
    nearest_first = ranked(sentences)
    if asked.wanted.dimension == "[time]" and not (asked.wanted.is_strict and asked.topic):
        timed = [one for one in nearest_first if _DURATION.search(one[1]) and one[0] >= NEAR / 2]
        if timed:
            return timed[:1]
    return nearest_first[:1] if nearest_first[0][0] >= LIKE else []


def _score(asked: Asked, fact: Fact) -> float:
    """How well a fact answers; 0 where it speaks of something else."""
    if fact.label == CATEGORY:
        return 1.0 if asked.is_of_kind and covers(asked, fact.words) else 0.0
    label, names, wanted = fact.label_words, fact.names, asked.wanted
    rank = next((place for place, name in enumerate(wanted.labels) if name in names), None)
    if rank is not None and wanted.others & names and not wanted.others & asked.words:
        rank = None
    if wanted.dimension and fact.dimensions and wanted.dimension not in fact.dimensions:
        rank = None  # a capacity in litres is no load
    extra = _extra(asked, fact)
    if rank is not None:
        rest = frozenset(
            word
            for word in asked.topic
            if not is_spoken_of(asked, word, fact.words, fact.dimensions)
        )
        parts = asked.parts
        if wanted.labels[0] in ("dimens", "capac"):
            rest, parts = rest - CONTAINERS, parts - CONTAINERS
        # "Is it made of canvas" is answered by any material; "what is the handle made of" is not.
        if rest & parts or (rest and (wanted.is_strict or not (asked.is_yes_no or asked.is_of_it))):
            return 0.0
        vague = len(names - asked.words - frozenset(wanted.labels) - extra)
        return 3.0 - 0.1 * rank - 0.2 * len(extra) - 0.5 * len(rest) - 0.05 * vague
    if len(names) > 1 and names <= frozenset(stems(asked.text)) and _is_whole(asked, fact):
        return 2.5  # the whole label is named, vague as its words may be: "red light"
    if not covers(asked, fact.words, fact.dimensions):
        # "What is the axle standard" is answered by an "Axle".
        telling = _content(names)
        is_about = not (asked.is_yes_no or wanted or asked.is_how_many or fact.is_flag)
        return 0.5 if is_about and telling and telling <= asked.topic else 0.0
    if asked.is_how_many and not _is_count(asked, fact):
        return 0.0
    if fact.is_flag and extra and not (asked.is_having and _heads(asked, fact)):
        return 0.0
    is_named = covers(asked, label, fact.dimensions)
    if wanted and not (is_named and (asked.is_yes_no or _is_measured(asked, fact))):
        return 0.0
    if wanted and asked.is_yes_no:
        return 3.0 - 0.2 * len(extra)
    is_literal = "~water" in asked.topic and _is_literal(asked, fact)
    is_literal = is_literal or _is_in_unit(asked, fact)
    return (2.0 if is_named else 1.0) - 0.2 * len(extra) + 0.1 * is_literal


def _is_whole(asked: Asked, fact: Fact) -> bool:
    return all(is_spoken_of(asked, word, fact.words, fact.dimensions) for word in asked.topic)


def _extra(asked: Asked, fact: Fact) -> frozenset[str]:
    """The words of a label that the question does not hold and that mean something by themselves."""
    names = fact.names
    if "~water" in asked.topic and "~water" in fact.label_words:
        names -= frozenset(stems("water waterproof resistance resistant repellent"))
    return _content(names) - asked.words - POLARITY - frozenset(asked.wanted.labels)


def _content(words: frozenset[str]) -> frozenset[str]:
    return words - GENERIC - _GRAMMAR


def _heads(asked: Asked, fact: Fact) -> bool:
    """Whether the thing that a label is about is what is asked for: "grinder", "Built-in grinder"."""
    telling = [word for word in stems(fact.label) if word not in GENERIC]
    return bool(telling) and means(telling[-1], asked.topic)


def _is_literal(asked: Asked, fact: Fact) -> bool:
    """Whether question and fact use the same word for what is nearly the same."""
    return any(word in stems(fact.label) for word in stems(asked.text) if word.startswith("water"))


def _is_in_unit(asked: Asked, fact: Fact) -> bool:
    """Whether an amount is given in the very unit that is asked for: metres, not millimetres."""
    wanted = {(unit.dimension, unit.base) for unit in asked.units.values()}
    units = (measure(1.0, one.unit) for one in measures(fact.value) if one.unit)
    return any((unit.dimension, unit.base) in wanted for unit in units)


def _is_measured(asked: Asked, fact: Fact) -> bool:
    """Whether a fact of the right topic can hold the property: "how long is the guarantee"."""
    if asked.wanted.dimension == "[time]" or "durat" in asked.wanted.labels:
        return bool(_DURATION.search(fact.value))
    return not fact.is_flag


def _is_count(asked: Asked, fact: Fact) -> bool:
    """Whether a fact can tell how many: a number, and no measure but one that is asked for."""
    wanted = {asked.wanted.dimension, *(unit.dimension for unit in asked.units.values())}
    return bool(re.search(r"\d", fact.value)) and fact.dimensions <= wanted


def _is_told(asked: Asked, sentence: str) -> bool:
    """Whether a sentence names the property that is asked for and gives an amount of it."""
    if not asked.wanted.dimension or asked.topic - asked.units.keys():
        return False
    named = any(label in stems(sentence) for label in asked.wanted.labels)
    return named and asked.wanted.dimension in dimensions_of(sentence)


def _sides(asked: Asked, best: Fact, facts: Sequence[Fact]) -> list[Fact]:
    """Width, depth, height: all that a listing gives, where all are asked for and not told at once."""
    if asked.wanted.labels[:1] != ("dimens",) or asked.topic:
        return []
    if best.label.casefold() not in _SIDES:
        return []
    return [fact for fact in facts if fact.label.casefold() in _SIDES]


def _counts(asked: Asked, sentence: str) -> bool:
    """Whether a sentence gives the number of what is asked for: "four poles", "24 butted spokes"."""
    units = {unit.dimension for unit in asked.units.values()} & dimensions_of(sentence)
    return bool(units) or any(
        means(word, frozenset(stems(after)))
        for after in re.findall(
            rf"\b{_AMOUNT}[\s-]+((?:{_WORD}\s+){{0,3}}{_WORD})", sentence, re.IGNORECASE
        )
        for word in asked.topic
    )
