"""Questions about one product, answered from its record, its reviews, or the shop's policies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.catalog import Document, Product, Review
from knowledge.generation import facts as of
from knowledge.generation import service
from knowledge.generation.answer import Answer, Source
from knowledge.generation.asking import MATERIALS, Asked, clauses, covers, halves, read, spoken
from knowledge.generation.composer import source
from knowledge.generation.direct import direct
from knowledge.generation.facts import Embed, Fact, answering, facts_of, nearest, speaks_of
from knowledge.generation.wording import (
    called,
    phrase,
)
from knowledge.query.tokens import stems
from knowledge.sentences import sentences

Policies = Sequence[tuple[Document, str]]

REVIEWS_READ = 30
_OPINION = re.compile(
    r"\b(?:any good|is (?:it|this|that|the \w+(?: one)?) (?:really |actually )?(?:good|great|nice|worth it|worth the money|decent)\b(?! (?:for|with|in|at|on|to)\b)|"
    r"worth (?:it|buying|the (?:money|price))|what do (?:people|buyers|customers|others) (?:say|think)|how good)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"(?:about|above|at|below|between|by|for|from|in|not|on|over|sold|suitable|to|under|up|with|without)\b",
    re.IGNORECASE,
)
_IS_IT = re.compile(r"\b(?:is|are) (?:it|this|that|they|these|those)\b", re.IGNORECASE)
_NEEDS = re.compile(r"\b(?:need|needs|require|requires|fit|fits|work|works|compatible)\b", re.I)
# Labels that end so read well in "the weight of X is 2 kg"; others are quoted.
_PLAIN = frozenset(
    stems(
        "weight height width depth length diameter thickness capacity volume life time warranty "
        "material size colour color power speed level age temperature range load area pressure "
        "voltage frequency resolution impedance sensitivity origin class rating finish gender"
    )
)


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

    The record comes first: fields, attributes, the description, the title. Then the shop's policies,
    and what a reviewer wrote, as a reviewer's word. Where nothing speaks of what is asked, that is
    said; that something is not listed never makes it a "no". Of several questions in one message
    each is answered. ``embed`` gives unit vectors, a row a text.
    """

    def known(parts: Sequence[str]) -> list[Answer | None]:
        return [
            known_answer(part, product, variants, reviews, embed, seed + place, policies)
            for place, part in enumerate(parts)
        ]

    parts = clauses(question)
    answers = known(parts)
    if answers == [None] and (pair := halves(question)):
        parts, answers = pair, known(pair)
    found = list(dict.fromkeys(answer for answer in answers if answer is not None))
    if not found:
        asked = read(question, product)
        fact = nearest(asked, list(facts_of(product)), embed)
        if fact is None:
            return unknown(product, seed)
        text = phrase("unknown_but", seed, title=called(product), fact=fact.text)
        return Answer(text, (Source("product", product.id, fact.text),))
    text = " ".join(answer.text for answer in found)
    if None in answers:
        text += phrase("unknown_rest", seed)
    return Answer(text, tuple(dict.fromkeys(one for answer in found for one in answer.sources)))


def known_answer(
    question: str,
    product: Product,
    variants: Sequence[Product],
    reviews: Sequence[Review],
    embed: Embed,
    seed: int,
    policies: Policies = (),
) -> Answer | None:
    """As `answer_question`, for one question; None where nothing speaks of what is asked."""
    if (answer := direct(question, product, variants, seed)) is not None:
        return answer
    asked = read(question, product)
    if _OPINION.search(question) or asked.is_of_buyers:
        return service.reviews(product, reviews, question, seed, embed)
    return (
        stated_answer(question, product, embed, seed)
        or _from_description(asked, product, embed, seed)
        or _from_title(asked, product, seed)
        or _from_policies(question, policies, seed, embed)
        or _from_reviews(asked, product, reviews, embed, seed)
    )


def stated_answer(
    question: str, product: Product, embed: Embed, seed: int, *, of_properties: bool = False
) -> Answer | None:
    """What a field or an attribute of the record answers; None where none does.

    ``of_properties``: only to what asks for a property such as a weight or a warranty.
    """
    asked = read(question, product)
    if of_properties and not asked.wanted:
        return None
    found = answering(asked, list(facts_of(product)), embed)
    return _state(asked, found, product, seed) if found else None


def unknown(product: Product, seed: int) -> Answer:
    """That the catalogue does not say."""
    return Answer(phrase("unknown", seed, title=called(product)), (source(product),))


def _state(asked: Asked, found: Sequence[Fact], product: Product, seed: int) -> Answer:
    verdict = of.verdict(asked, found[0]) if len(found) == 1 else "stated"
    text = "; ".join(fact.text for fact in found)
    title, first = called(product), found[0]
    if verdict == "stated" and len(found) == 1 and _is_plain(first):
        said = phrase(
            "answer_plain",
            seed,
            title=title,
            label=_lower(first.label),
            value=first.value,
            fact=text,
        )
    else:
        said = phrase(f"answer_{verdict}", seed, title=title, fact=text)
    return Answer(said, (Source("product", product.id, text),))


def _is_plain(fact: Fact) -> bool:
    """Whether "the <label> of the tent is <value>" is good English."""
    words = fact.label.split()
    return (
        not fact.is_flag
        and len(words) < 4
        and not words[-1].endswith("s")
        and bool(set(stems(fact.label)[-1:]) & _PLAIN)
        and not _PREPOSITION.match(fact.value)
    )


def _lower(label: str) -> str:
    """A label inside a sentence: "Battery life" is "battery life", "USB version" stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _from_description(asked: Asked, product: Product, embed: Embed, seed: int) -> Answer | None:
    told = speaks_of(asked, sentences(product.description), embed)
    if not told:
        return None
    sentence = told[0][1]
    text = phrase("answer_description", seed, title=called(product), sentence=sentence)
    return Answer(text, (Source("product", product.id, sentence),))


def _from_title(asked: Asked, product: Product, seed: int) -> Answer | None:
    """What a product is called answers whether it has or is something: "dual boiler"."""
    is_other = bool(asked.wanted) and not asked.topic <= MATERIALS
    if not asked.is_yes_no or is_other or not (asked.is_having or _IS_IT.search(asked.text)):
        return None
    if _NEEDS.search(asked.text):
        return None
    if not covers(asked, spoken(product.title)) or asked.is_negated:
        return None
    text = phrase("answer_title", seed, name=product.title)
    return Answer(text, (source(product),))


def _from_policies(question: str, policies: Policies, seed: int, embed: Embed) -> Answer | None:
    if not policies:
        return None
    vectors = embed([question, *(text for _, text in policies)])
    near = [
        one
        for one, cosine in zip(policies, vectors[1:] @ vectors[0], strict=True)
        if cosine >= of.NEAR
    ]
    return service.policy(question, near, seed, embed) if near else None


def _from_reviews(
    asked: Asked, product: Product, reviews: Sequence[Review], embed: Embed, seed: int
) -> Answer | None:
    # A buyer's word is no number of the maker's: properties are asked of the listing.
    if asked.wanted and not asked.is_yes_no:
        return None
    voices = service.voices(asked, reviews[:REVIEWS_READ], embed)
    if not voices:
        return None
    quotes = [(review, sentence) for review, sentence in voices[:2]]
    entry = "answer_review" if len(quotes) == 1 else "answer_reviews"
    text = phrase(entry, seed, title=called(product), quotes=[one for _, one in quotes])
    return Answer(text, tuple(Source("review", review.id, one) for review, one in quotes))
