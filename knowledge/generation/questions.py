"""Questions about one product, answered from its record, its reviews, or the shop's policies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.catalog import Document, Product, Review
from knowledge.colors import family
from knowledge.generation import service
from knowledge.generation.answer import Answer, Source
from knowledge.generation.asking import GENERIC, POLARITY, Asked, covers, is_unlike, means, read
from knowledge.generation.composer import options_of, source
from knowledge.generation.wording import (
    called,
    counted,
    phrase,
    price_of,
    sentences,
    shown,
    stock_of,
)
from knowledge.index.analyzer import fold
from knowledge.query.tokens import stems

Embed = Callable[[list[str]], npt.NDArray[np.float32]]
Policies = Sequence[tuple[Document, str]]

LIKE = 0.62
"""Least cosine between a question and what answers it in other words."""
NEAR = 0.5
"""Least cosine for what is shown as the nearest that the listing says, and for policies."""
REVIEWS_READ = 30

_PRICE = re.compile(
    r"\bhow much (?:is|are|does|do|for|would|will)\b(?!.*\b(?:weigh|hold|fit|carry|memory|storage|power|load|store|contain)\b)"
    r"(?!.*\b(?:is|are) (?:there|in)\b)|\b(?:price|cost|costs)\b|\bhow much\??$|\bhow expensive\b",
    re.IGNORECASE,
)
_SALE = re.compile(r"\b(?:on sale|discounted|reduced|on offer|any discount)\b", re.IGNORECASE)
_STOCK = re.compile(
    r"\b(?:in stock|available|availability|sold out|out of stock|any left|how many left)\b",
    re.IGNORECASE,
)
_BRAND = re.compile(
    r"\b(?:which|what|whose) (?:brand|company|manufacturer|make)\b|\bwho (?:makes|made|manufactures)\b|\bwhat'?s the brand\b",
    re.IGNORECASE,
)
_OPTIONS = re.compile(
    r"\b(?:what|which|any|other|how many|all the)\s+(?:other\s+)?"
    r"(?:(?:colou?rs|sizes|versions|variants|options)\b|(?:colou?r|size)\b(?!\s+(?:is|does)\b))|\bwhat does it come in\b",
    re.IGNORECASE,
)
_VARIANT = re.compile(
    r"\b(?:comes?|have it|available|get (?:it|them)|(?:is|are) (?:it|they|there)) in\b",
    re.IGNORECASE,
)
_RATING = re.compile(
    r"\bhow many stars\b|\b(?:customer|buyer|user|average|star|overall) ratings?\b|\bhow (?:is|are|was) \w+ rated\b"
    r"|\b(?:the|its|their|whats|what's) ratings?\W*$",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:any good|is (?:it|this|that|the \w+(?: one)?) (?:really |actually )?(?:good|great|nice|worth it|worth the money|decent)\b(?! for\b)|"
    r"worth (?:it|buying|the (?:money|price))|what do (?:people|buyers|customers|others) (?:say|think)|how good)\b",
    re.IGNORECASE,
)
_LACKING = re.compile(
    r"^(?:no|none|not\b.*|without\b.*|excluded|sold separately|n/a|0)$", re.IGNORECASE
)
_AMOUNT = r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DURATION = re.compile(
    rf"\b(?:{_AMOUNT}|half an?|an?)[\s-]*(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Fact:
    label: str
    value: str

    @property
    def text(self) -> str:
        return f"{self.label}: {self.value}"

    @property
    def is_flag(self) -> bool:
        return fold(self.value) in ("yes", "no")

    @property
    def is_lacking(self) -> bool:
        return bool(_LACKING.match(self.value.strip()))

    @property
    def words(self) -> frozenset[str]:
        return frozenset(stems(self.label if self.is_flag else self.text))


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
    asked = read(question, product)
    if asked.is_of_buyers:
        return _from_reviews(asked, product, reviews, embed, seed) or unknown(product, seed)
    facts = list(_facts(product))
    fact = _fact_of(asked, facts, embed)
    if fact is not None:
        return _state(asked, fact, product, seed)
    return (
        _from_description(asked, product, embed, seed)
        or _from_policies(question, policies, seed, embed)
        or _from_reviews(asked, product, reviews, embed, seed)
        or _nearest(asked, facts, product, embed, seed)
    )


def unknown(product: Product, seed: int) -> Answer:
    """That the catalogue does not say."""
    return Answer(phrase("unknown", seed, title=called(product)), (source(product),))


def _direct(
    question: str,
    product: Product,
    variants: Sequence[Product],
    reviews: Sequence[Review],
    embed: Embed,
    seed: int,
) -> Answer | None:
    """What every product has: price, stock, brand, variants, rating."""

    def said(entry: str, **facts: str) -> Answer:
        return Answer(phrase(entry, seed, title=called(product), **facts), (source(product),))

    if _VARIANT.search(question) and (named := _variant_named(question, variants)):
        value, stock = named
        return said("answer_variant", value=value, stock=stock)
    asks_for_options = _OPTIONS.search(question) or (
        _VARIANT.search(question) and _is_choice(variants)
    )
    if asks_for_options and (options := options_of(variants)):
        return said("answer_options", options=options)
    price = price_of(product)
    if _SALE.search(question) and price:
        entry = "answer_sale" if product.sale_price is not None else "answer_no_sale"
        return said(entry, price=price)
    if _PRICE.search(question):
        return said("answer_price", price=price) if price else said("answer_no_price")
    if _STOCK.search(question):
        stock = stock_of(product)
        if not stock:
            return unknown(product, seed)
        text = phrase("answer_stock", seed, title=product.title, stock=stock)
        return Answer(text, (source(product),))
    if _BRAND.search(question) and product.brand:
        return said("answer_fact", fact=f"Brand: {product.brand}")
    if _OPINION.search(question):
        return service.reviews(product, reviews, question, seed, embed)
    if _RATING.search(question) and product.rating is not None:
        count = counted(product.review_count, "review")
        return said("answer_rating", rating=f"{product.rating:.1f}", count=count)
    return None


def _variant_named(question: str, variants: Sequence[Product]) -> tuple[str, str] | None:
    """The colour or size that a question names, and whether it can be had."""
    words = set(stems(question))
    for field in ("color", "size"):
        for value in dict.fromkeys(getattr(one, field) for one in variants):
            told = {family(value)} if field == "color" else set()
            if value and (set(stems(value)) <= words or told & words):
                those = [one for one in variants if getattr(one, field) == value]
                best = next((one for one in those if one.availability != "out_of_stock"), those[0])
                return value, stock_of(best)
    return None


def _is_choice(variants: Sequence[Product]) -> bool:
    return len({(one.color, one.size) for one in variants}) > 1


def _facts(product: Product) -> Iterator[_Fact]:
    for field in ("color", "size", "material", "gender"):
        if value := getattr(product, field):
            yield _Fact({"color": "Colour"}.get(field, field.capitalize()), value)
    for name, value in product.attributes.items():
        yield _Fact(name, shown(value))
    if product.category:
        yield _Fact("Category", " > ".join(product.category))
    if product.gtin:
        yield _Fact("GTIN", ", ".join(product.gtin))
    if product.mpn:
        yield _Fact("Model number", product.mpn)


def _fact_of(asked: Asked, facts: Sequence[_Fact], embed: Embed) -> _Fact | None:
    """The fact that speaks of what is asked, by its words or, for other than yes and no, its sense."""
    scored = [(score, fact) for fact in facts if (score := _score(asked, fact)) > 0]
    if scored:
        return max(scored, key=lambda one: one[0])[1]
    if asked.is_yes_no or asked.labels or asked.is_how_many:
        return None
    fact, cosine = _closest(asked, facts, embed)
    return fact if cosine >= LIKE else None


def _score(asked: Asked, fact: _Fact) -> float:
    """How well a fact answers; 0 where it speaks of something else."""
    label = frozenset(stems(fact.label))
    rank = next((place for place, name in enumerate(asked.labels) if name in label), None)
    extra = len(label - asked.words - GENERIC - POLARITY - set(asked.labels))
    if rank is not None:
        rest = frozenset(word for word in asked.topic if not means(word, fact.words))
        # "Is it made of canvas" is answered by any material; "what is the handle made of" is not.
        if rest and not (asked.is_yes_no or asked.is_of_it):
            return 0.0
        return 3.0 - 0.1 * rank - 0.2 * extra - 0.5 * len(rest)
    if not covers(asked, fact.words) or (asked.is_how_many and not re.search(r"\d", fact.value)):
        return 0.0
    if fact.is_flag and extra:
        return 0.0
    named = covers(asked, label)
    if asked.labels and not (named and (asked.is_yes_no or _is_measured(asked, fact))):
        return 0.0
    if asked.labels and asked.is_yes_no:
        return 3.0 - 0.2 * extra
    return (2.0 if named else 1.0) - 0.2 * extra


def _is_measured(asked: Asked, fact: _Fact) -> bool:
    """Whether a fact of the right topic can hold the property: "how long is the guarantee"."""
    durable = {"life", "durat", "time", "length", "runtim"} & set(asked.labels)
    return bool(_DURATION.search(fact.value)) if durable else not fact.is_flag


def _state(asked: Asked, fact: _Fact, product: Product, seed: int) -> Answer:
    text = phrase(_verdict(asked, fact), seed, title=called(product), fact=fact.text)
    return Answer(text, (Source("product", product.id, fact.text),))


def _verdict(asked: Asked, fact: _Fact) -> str:
    """Whether a fact answers with yes or no, or is only stated."""
    spoken, label = fact.words, frozenset(stems(fact.label))
    if not asked.is_yes_no or not covers(asked, spoken):
        return "answer_fact"
    if asked.is_having and fact.is_lacking and not asked.is_negated:
        return "answer_no"
    if is_unlike(asked, spoken):
        return "answer_fact"
    if not asked.numbers <= set(re.findall(r"\d+(?:[.,]\d+)?", fact.value)):
        return "answer_fact"
    if fact.is_flag:
        return "answer_yes" if fold(fact.value) == "yes" else "answer_no"
    value = frozenset(stems(fact.value))
    asked_of = [word for word in asked.topic if not means(word, label)]
    in_value = bool(asked_of) and all(means(word, value) for word in asked_of)
    has_it = asked.is_having and not asked.labels and label <= asked.words | GENERIC
    return "answer_yes" if in_value or has_it else "answer_fact"


def _from_description(asked: Asked, product: Product, embed: Embed, seed: int) -> Answer | None:
    sentence = _sentence(asked, sentences(product.description), embed)
    if sentence is None:
        return None
    text = phrase("answer_description", seed, title=called(product), sentence=sentence)
    return Answer(text, (Source("product", product.id, sentence),))


def _from_reviews(
    asked: Asked, product: Product, reviews: Sequence[Review], embed: Embed, seed: int
) -> Answer | None:
    spoken = {
        sentence: review for review in reviews[:REVIEWS_READ] for sentence in sentences(review.text)
    }
    # A buyer's word is no number of the maker's: properties are asked of the listing.
    sentence = None if asked.labels else _sentence(asked, list(spoken), embed)
    if sentence is None:
        return None
    text = phrase("answer_review", seed, title=called(product), sentence=sentence)
    return Answer(text, (Source("review", spoken[sentence].id, sentence),))


def _from_policies(question: str, policies: Policies, seed: int, embed: Embed) -> Answer | None:
    if not policies:
        return None
    vectors = embed([question, *(text for _, text in policies)])
    near = [
        one
        for one, cosine in zip(policies, vectors[1:] @ vectors[0], strict=True)
        if cosine >= NEAR
    ]
    return service.policy(question, near, seed, embed) if near else None


def _nearest(
    asked: Asked, facts: Sequence[_Fact], product: Product, embed: Embed, seed: int
) -> Answer:
    """That the catalogue does not say, and the nearest thing that it does."""
    fact, cosine = _closest(asked, facts, embed)
    if fact is None or cosine < NEAR:
        return unknown(product, seed)
    text = phrase("unknown_but", seed, title=called(product), fact=fact.text)
    return Answer(text, (Source("product", product.id, fact.text),))


def _closest(asked: Asked, facts: Sequence[_Fact], embed: Embed) -> tuple[_Fact | None, float]:
    if not facts or not asked.words:
        return None, 0.0
    vectors = embed([asked.text, *(fact.label for fact in facts)])
    cosines = vectors[1:] @ vectors[0]
    best = int(np.argmax(cosines))
    return facts[best], float(cosines[best])


def _sentence(asked: Asked, spoken: Sequence[str], embed: Embed) -> str | None:
    """The sentence that speaks of what is asked, in the same words or nearly the same sense."""
    if asked.is_how_many:
        spoken = [one for one in spoken if _counts(asked, one)]
    if not spoken or not asked.words:
        return None
    vectors = embed([asked.text, *spoken])
    cosines = vectors[1:] @ vectors[0]
    told = [row for row, one in enumerate(spoken) if covers(asked, frozenset(stems(one)))]
    if told:
        return spoken[max(told, key=lambda row: cosines[row])]
    if "durat" in asked.labels and (
        timed := [r for r, s in enumerate(spoken) if _DURATION.search(s)]
    ):
        best = max(timed, key=lambda row: cosines[row])
        return spoken[best] if cosines[best] >= NEAR / 2 else None
    best = int(np.argmax(cosines))
    return spoken[best] if cosines[best] >= LIKE else None


def _counts(asked: Asked, sentence: str) -> bool:
    """Whether a sentence gives the number of what is asked for: "four poles"."""
    return any(
        word in stems(after)
        for after in re.findall(rf"\b{_AMOUNT}\s+((?:\w+\s+)?\w+)", sentence, re.IGNORECASE)
        for word in asked.topic
    )
