"""Questions about one product, answered from its record, its reviews, or the shop's policies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.catalog import Document, Product, Review
from knowledge.generation import service
from knowledge.generation.answer import Answer, Source
from knowledge.generation.composer import options_of, source
from knowledge.generation.wording import (
    counted,
    phrase,
    price_of,
    sentences,
    shown,
    stock_of,
)
from knowledge.index.analyzer import fold, stem
from knowledge.query.tokens import stems, tokenize
from knowledge.query.words import FILLERS

Embed = Callable[[list[str]], npt.NDArray[np.float32]]
Policies = Sequence[tuple[Document, str]]

COVERED = 0.6
"""Share of what a question asks about that evidence must speak of."""
LIKE = 0.62
"""Least cosine for an attribute's name to mean what a question asks about in other words."""
SENTENCE_LIKE = 0.62
REVIEWS_READ = 30

_PRICE = re.compile(
    r"\bhow much (?:is|are|does|do|for|would|will)\b(?!.*\b(?:weigh|hold|fit|carry|memory|storage|power|load|store|contain)\b)"
    r"|\b(?:price|cost|costs)\b|\bhow much\??$|\bhow expensive\b", re.IGNORECASE
)  # fmt: skip
_STOCK = re.compile(
    r"\b(?:in stock|available|availability|sold out|out of stock|any left|how many left)\b",
    re.IGNORECASE,
)
_BRAND = re.compile(
    r"\b(?:which|what|whose) (?:brand|company|manufacturer|make)\b|\bwho (?:makes|made|manufactures)\b|\bwhat'?s the brand\b",
    re.IGNORECASE,
)
_OPTIONS = re.compile(
    r"\b(?:what|which|any|other|how many|all the)\s+(?:other\s+)?(?:colou?rs?|sizes?|versions|variants|options)\b|\bwhat does it come in\b",
    re.IGNORECASE,
)
_RATING = re.compile(r"\b(?:rating|how many stars|rated)\b", re.IGNORECASE)
_OPINION = re.compile(
    r"\b(?:any good|is (?:it|this|that|the \w+(?: one)?) (?:really |actually )?(?:good|great|nice|worth it|worth the money|decent)|"
    r"worth (?:it|buying|the (?:money|price))|what do (?:people|buyers|customers|others) (?:say|think)|how good)\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"^\W*(?:and |so |but |ok |okay |hi |hey )*(?:is|are|was|does|do|did|can|could|will|would|has|have|should)\b",
    re.IGNORECASE,
)

# Words that say how, not what: matching them alone proves nothing ("oven safe" for "dishwasher safe").
_GENERIC = frozenset(
    stem(word)
    for word in [
        "safe",
        "type",
        "size",
        "sized",
        "included",
        "include",
        "includes",
        "come",
        "comes",
        "compatible",
        "rating",
        "rated",
        "max",
        "maximum",
        "min",
        "minimum",
        "proof",
        "resistant",
        "friendly",
        "free",
        "fit",
        "fits",
        "inch",
        "inches",
        "cm",
        "mm",
        "kg",
        "long",
        "big",
        "wide",
        "tall",
        "high",
        "heavy",
        "made",
        "make",
        "material",
        "weight",
        "number",
        "many",
        "often",
        "long",
        "take",
        "last",
        "run",
        "runs",
        "use",
        "used",
        "with",
        "have",
        "has",
        "need",
        "feature",
        "features",
        "support",
        "supports",
        "level",
        "good",
        "high",
        "low",
        "total",
        "full",
        "much",
        "does",
        "hold",
        "product",
        "item",
        "model",
        "version",
        "one",
        "thing",
        "kind",
        "put",
        "inside",
        "person",
        "people",
        "hot",
        "cold",
    ]
)
_SYNONYMS = {
    "heavi": ("weight",), "weigh": ("weight",), "light": ("weight",), "weight": ("weight",),
    "big": ("dimension", "size", "capac", "volum", "diamet", "width", "length", "height"),
    "larg": ("dimension", "size", "capac", "volum", "diamet", "width", "length", "height"),
    "small": ("dimension", "size", "capac", "volum", "diamet"),
    "dimens": ("dimension", "size", "width", "length", "height", "diamet"),
    "long": ("length", "life", "durat"), "tall": ("height",), "high": ("height",),
    "deep": ("depth",), "wide": ("width",), "thick": ("thick", "width"), "last": ("life", "durat"),
    "fast": ("speed",), "loud": ("nois",), "quiet": ("nois",), "bright": ("bright", "lumen"),
    "made": ("materi", "fabric", "shell", "upper", "bodi", "top", "construct"),
    "fabric": ("materi", "fabric", "shell"), "cloth": ("materi",), "materi": ("materi", "fabric", "shell"),
    "hold": ("capac", "volum", "load"), "carri": ("capac", "load"), "sleep": ("capac",),
    "guarante": ("warranti",), "old": ("age",), "age": ("age",), "where": ("countri", "origin"),
    "origin": ("countri", "origin"), "wash": ("care", "washabl"), "clean": ("care", "clean"),
    "batteri": ("batteri",), "charg": ("charg", "batteri"), "grape": ("grape", "varieti"),
    "colour": ("color", "colour"), "color": ("color", "colour"),
}  # fmt: skip


@dataclass(frozen=True)
class _Fact:
    label: str
    value: str
    is_flag: bool = False

    @property
    def text(self) -> str:
        return f"{self.label}: {self.value}"


def answer_question(
    question: str,
    product: Product,
    variants: Sequence[Product],
    reviews: Sequence[Review],
    embed: Embed,
    seed: int,
    policies: Policies = (),
) -> Answer:
    """Answers from the best evidence there is, saying where it stands.

    The record comes first: fields, attributes, the description. Then what a reviewer wrote, as a
    reviewer's word, and the shop's policies. Where nothing speaks of what is asked, that is said;
    that something is not listed never makes it a "no". ``embed`` gives unit vectors, a row a text.
    """
    direct = _direct(question, product, variants, reviews, embed, seed)
    if direct is not None:
        return direct
    asked = _asked(question, product)
    chosen = _best_fact(asked, question, product, embed)
    if chosen is not None:
        return _state(question, asked, chosen, product, seed)
    said = (
        _from_description(asked, question, product, embed, seed)
        or _from_policies(question, policies, seed, embed)
        or _from_reviews(asked, question, product, reviews, embed, seed)
    )
    return said or unknown(product, seed)


def unknown(product: Product, seed: int) -> Answer:
    """That the catalogue does not say."""
    return Answer(phrase("unknown", seed, title=product.title), (source(product),))


def _direct(
    question: str,
    product: Product,
    variants: Sequence[Product],
    reviews: Sequence[Review],
    embed: Embed,
    seed: int,
) -> Answer | None:
    """What every product has: price, stock, brand, variants, rating."""
    title, sources = product.title, (source(product),)
    if _OPTIONS.search(question) or _asks_for_variant(question, variants):
        options = options_of(variants)
        if options:
            return Answer(
                phrase("answer_options", seed, title=_group_title(product), options=options),
                sources,
            )
    if _PRICE.search(question):
        price = price_of(product)
        entry = "answer_price" if price else "answer_no_price"
        return Answer(phrase(entry, seed, title=title, price=price), sources)
    if _STOCK.search(question) and product.availability:
        return Answer(phrase("answer_stock", seed, title=title, stock=stock_of(product)), sources)
    if _BRAND.search(question) and product.brand:
        return Answer(
            phrase("answer_fact", seed, title=title, fact=f"Brand: {product.brand}"), sources
        )
    if _OPINION.search(question):
        return service.reviews(product, reviews, question, seed, embed)
    if _RATING.search(question) and product.rating is not None:
        count = counted(product.review_count, "review")
        return Answer(
            phrase("answer_rating", seed, title=title, rating=f"{product.rating:.1f}", count=count),
            sources,
        )
    return None


def _asks_for_variant(question: str, variants: Sequence[Product]) -> bool:
    """ "Does it come in blue": a colour or size among several."""
    if not re.search(
        r"\b(?:come|comes|have it|available|get it|is it|there) in\b", question, re.IGNORECASE
    ):
        return False
    return len({(one.color, one.size) for one in variants}) > 1


def _group_title(product: Product) -> str:
    title = product.title
    for part in (product.size, product.color):
        title = title.removesuffix(part).rstrip(" -–,") if part else title
    return title


def _asked(question: str, product: Product) -> dict[str, float]:
    """The stems a question asks about and how much each says; the product's own name says nothing."""
    named = set(stems(f"{product.title} {product.brand}"))
    asked: dict[str, float] = {}
    for token in tokenize(question):
        if (token.folded in FILLERS and token.stem not in _SYNONYMS) or token.stem in named:
            continue
        weight = 0.2 if token.stem in _GENERIC or token.folded.isdigit() else 1.0
        asked[token.stem] = weight
    if not asked:  # every word was the product's own: "is the waterproof jacket waterproof"
        asked = {
            token.stem: 1.0
            for token in tokenize(question)
            if token.folded not in FILLERS and token.stem not in _GENERIC
        }
    return asked


def _facts(product: Product) -> Iterator[_Fact]:
    for field in ("color", "size", "material", "gender"):
        if value := getattr(product, field):
            yield _Fact({"color": "Colour"}.get(field, field.capitalize()), value)
    for name, value in product.attributes.items():
        yield _Fact(
            name, shown(value), isinstance(value, bool) or fold(shown(value)) in ("yes", "no")
        )
    if product.category:
        yield _Fact("Category", " > ".join(product.category))
    if product.gtin:
        yield _Fact("GTIN", ", ".join(product.gtin))
    if product.mpn:
        yield _Fact("Model number", product.mpn)


def _best_fact(
    asked: dict[str, float], question: str, product: Product, embed: Embed
) -> _Fact | None:
    facts = list(_facts(product))
    if not facts or not asked:
        return None
    scores = [_coverage(asked, fact) for fact in facts]
    best = max(range(len(facts)), key=lambda place: scores[place])
    if scores[best] >= COVERED:
        return facts[best]
    return _alike(asked, question, facts, embed)


def _coverage(asked: dict[str, float], fact: _Fact) -> float:
    """How much of what is asked a fact speaks of; its label counts a little more than its value."""
    label, value = set(stems(fact.label)), set(stems(fact.value))
    found = 0.0
    for word, weight in asked.items():
        if word in label:
            found += weight * 1.05
        elif any(part in _SYNONYMS.get(word, ()) for part in label):
            # The word asks for the property itself, so that it is no longer vague.
            found += 1.0 if weight < 1 else weight
        elif word in value and not fact.is_flag:
            found += weight
    return found / max(1.0, sum(asked.values()))


def _alike(
    asked: dict[str, float], question: str, facts: Sequence[_Fact], embed: Embed
) -> _Fact | None:
    """A fact whose label means what is asked in other words."""
    words = [token.folded for token in tokenize(question) if token.stem in asked]
    vectors = embed([" ".join(words), *(fact.label for fact in facts)])
    cosines = vectors[1:] @ vectors[0]
    best = int(np.argmax(cosines))
    return facts[best] if cosines[best] >= LIKE else None


def _state(
    question: str, asked: dict[str, float], fact: _Fact, product: Product, seed: int
) -> Answer:
    entry = "answer_fact"
    if _YES_NO.search(question) and not re.search(r"\b(?:not|n't|or)\b", question, re.IGNORECASE):
        value = set(stems(fact.value))
        telling = {word for word, weight in asked.items() if weight == 1.0} or set(asked)
        if fact.is_flag:
            entry = "answer_yes" if fold(fact.value) == "yes" else "answer_no"
        elif telling <= value | {word for word in telling if word in _SYNONYMS} and telling & value:
            entry = "answer_yes"
    text = phrase(entry, seed, title=product.title, fact=fact.text)
    return Answer(text, (Source("product", product.id, fact.text),))


def _from_description(
    asked: dict[str, float], question: str, product: Product, embed: Embed, seed: int
) -> Answer | None:
    sentence = _best_sentence(asked, question, sentences(product.description), embed)
    if sentence is None:
        return None
    text = phrase("answer_description", seed, title=product.title, sentence=sentence)
    return Answer(text, (Source("product", product.id, sentence),))


def _from_reviews(
    asked: dict[str, float],
    question: str,
    product: Product,
    reviews: Sequence[Review],
    embed: Embed,
    seed: int,
) -> Answer | None:
    spoken = {
        sentence: review for review in reviews[:REVIEWS_READ] for sentence in sentences(review.text)
    }
    sentence = _best_sentence(asked, question, list(spoken), embed)
    if sentence is None:
        return None
    text = phrase("answer_review", seed, title=product.title, sentence=sentence)
    return Answer(text, (Source("review", spoken[sentence].id, sentence),))


def _from_policies(question: str, policies: Policies, seed: int, embed: Embed) -> Answer | None:
    return service.policy(question, policies, seed, embed) if policies else None


def _best_sentence(
    asked: dict[str, float], question: str, spoken: Sequence[str], embed: Embed
) -> str | None:
    """The sentence that speaks of what is asked, in the same words or nearly the same sense."""
    if not spoken or not asked:
        return None
    total = sum(asked.values())
    covered = [
        sum(weight for word, weight in asked.items() if word in set(stems(one))) / max(1.0, total)
        for one in spoken
    ]
    best = max(range(len(spoken)), key=lambda place: covered[place])
    if covered[best] >= COVERED:
        return spoken[best]
    vectors = embed([question, *spoken])
    cosines = vectors[1:] @ vectors[0]
    nearest = int(np.argmax(cosines))
    return spoken[nearest] if cosines[nearest] >= SENTENCE_LIKE else None
