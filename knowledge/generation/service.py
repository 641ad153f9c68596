"""Grounded answers without a language model: reviews, cart, orders, policies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from statistics import fmean

import numpy as np

from knowledge.catalog import Document, Order, Product, Review
from knowledge.generation.answer import Answer, Source
from knowledge.generation.asking import Asked, read
from knowledge.generation.composer import BLAME, PRAISE, source
from knowledge.generation.facts import Embed, speaks_of
from knowledge.generation.wording import (
    called,
    date,
    listed,
    money,
    phrase,
    stars_of,
    whole_name,
)
from knowledge.passages import evidence
from knowledge.promotions import Discount
from knowledge.query.tokens import stems
from knowledge.sentences import BULLET, plain, quoted, sentences

SHORTEST = 25
"""Characters below which a review's text is quoted only where none says more."""
_OPINIONS = frozenset(
    stems(
        "good bad great best better worth opinion opinions positive negative like recommend quality"
    )
)
_COMPLAINT = re.compile(
    r"\b(?:complain\w*|problems?|issues?|negative|bad|worst|wrong|downsides?|cons|drawbacks?|weakness\w*|dislike\w*|critic\w*)\b",
    re.IGNORECASE,
)
POLICY_SENTENCES = 3
POLICY_LENGTH = 450
"""Characters up to which a passage is quoted whole."""
REVIEWS_READ = 40


def reviews(
    product: Product, written: Sequence[Review], question: str, seed: int, embed: Embed
) -> Answer:
    """What buyers wrote: of what the question names, else mean, spread, praise and blame."""
    rated = [review for review in written if review.rating is not None]
    mean, sources = _mean(product, rated, seed), [source(product)]
    if not written:
        return Answer(mean or phrase("no_reviews", seed, title=called(product)), (source(product),))
    asked = read(question, product)
    own = frozenset(stems(f"{product.title} {product.brand} {' '.join(product.category)}"))
    is_particular = bool(asked.topic - _OPINIONS - own) or bool(asked.wanted)
    if is_particular and (heard := voices(asked, written[:REVIEWS_READ], embed)):
        quoted_ones = [quoted(one) for _, one in heard[:3]]
        text = phrase("reviews_about", seed, quotes=quoted_ones, mean=mean)
        sources += [Source("review", review.id, one) for review, one in heard[:3]]
        return Answer(text, tuple(sources))
    if is_particular and asked.is_of_buyers:
        lead = phrase("reviews_silent", seed, title=called(product))
    else:
        lead = ""
    praise = _longest([one for one in rated if (one.rating or 0) >= PRAISE])
    blame = _longest([one for one in rated if (one.rating or 5) <= BLAME])
    quotes = ""
    if _COMPLAINT.search(question):
        praise = None
        quotes = "" if blame else phrase("no_blame", seed)
    for entry, review in (("review_praise", praise), ("review_blame", blame)):
        if review is not None:
            quotes += phrase(entry, seed, quote=quoted(review.text))
            sources.append(Source("review", review.id, review.text))
    if not quotes and not rated:
        return _unrated(product, written, seed)
    return Answer(f"{lead}{mean}{quotes}".strip(), tuple(sources))


def voices(asked: Asked, written: Sequence[Review], embed: Embed) -> list[tuple[Review, str]]:
    """What reviewers wrote of what is asked, a sentence each; for and against where both are."""
    by_sentence = {one: review for review in written for one in sentences(review.text)}
    told = [(by_sentence[one], one) for _, one in speaks_of(asked, list(by_sentence), embed)]
    first_of: dict[str, tuple[Review, str]] = {}
    for review, sentence in told:
        first_of.setdefault(review.id, (review, sentence))
    heard = list(first_of.values())
    against = [one for one in heard if (one[0].rating or 3) <= BLAME]
    others = [one for one in heard if one not in against]
    return [*others[:1], *against[:1], *others[1:], *against[1:]]


def _mean(product: Product, rated: Sequence[Review], seed: int) -> str:
    """How buyers rate a product, and how many of them badly; empty where nobody did."""
    if product.rating is None and not rated:
        return ""
    stars = [review.rating for review in rated if review.rating is not None]
    is_whole = product.rating is None or product.review_count == len(rated)
    return phrase(
        "reviews_mean",
        seed,
        count=len(rated) if is_whole else product.review_count,
        title=called(product),
        mean=stars_of(fmean(stars) if is_whole else product.rating or 0.0),
        low=sum(1 for value in stars if value <= BLAME) if is_whole else 0,
    )


def _unrated(product: Product, written: Sequence[Review], seed: int) -> Answer:
    review = max(written, key=lambda one: min(len(one.text), 200))
    text = phrase("reviews_unrated", seed, title=called(product), quote=quoted(review.text))
    return Answer(text, (Source("review", review.id, review.text),))


def cart(
    lines: Sequence[tuple[Product, int]],
    seed: int,
    discount: Discount | None = None,
    before: Mapping[str, Decimal] | None = None,
) -> Answer:
    """What is in the cart, each line's price, and the total of each currency less the discount.

    ``before``: what a piece cost when it was put there, by id; what changed since is said.
    """
    if not lines:
        return Answer(phrase("cart_empty", seed))
    items: list[str] = []
    unpriced: list[str] = []
    totals: defaultdict[str, Decimal] = defaultdict(Decimal)
    for product, quantity in lines:
        name = whole_name(product)
        if product.offer_price is None:
            unpriced.append(name)
            items.append(f"{quantity} × {name}")
        else:
            line = product.offer_price * quantity
            totals[product.currency] += line
            items.append(f"{quantity} × {name} ({money(line, product.currency)})")
    off = ""
    if discount:
        totals[discount.currency] -= discount.amount
        off = money(discount.amount, discount.currency)
    total = listed([money(amount, currency) for currency, amount in totals.items()])
    text = phrase("cart", seed, items=listed(items))
    if total:
        text += phrase("cart_total", seed, total=total, without=listed(unpriced))
        if discount:
            text += phrase("cart_code", seed, code=discount.code.code, off=off)
    elif unpriced:
        text += phrase("cart_unpriced", seed)
    for product, _ in lines:
        text += _repriced(product, (before or {}).get(product.id), seed)
    return Answer(text, tuple(source(product) for product, _ in lines))


def refused_code(found: Discount, seed: int) -> Answer:
    """Why a promo code takes nothing off."""
    code = found.code
    text = phrase(
        f"code_{found.reason}",
        seed,
        code=code.code,
        until=date(code.until.isoformat()) if code.until else "",
        minimum=money(code.minimum, found.currency),
        categories=listed(code.categories, "or"),
    )
    return Answer(text)


def _repriced(product: Product, before: Decimal | None, seed: int) -> str:
    now = product.offer_price
    if before is None or now is None or now == before:
        return ""
    was = money(before, product.currency)
    name = whole_name(product)
    return phrase("cart_repriced", seed, title=name, was=was, now=money(now, product.currency))


def order(order: Order, seed: int) -> Answer:
    """Where an order stands, and what is in it."""
    lines = listed([f"{line.quantity} × {line.title}" for line in order.lines])
    tracking = f" with {order.carrier}" if order.carrier else ""
    if order.tracking_number:
        tracking += f", tracking number {order.tracking_number}"
    expected = (
        f" It should arrive by {date(order.expected_delivery)}." if order.expected_delivery else ""
    )
    known = order.status in _STATUSES
    text = phrase(
        f"order_{order.status}" if known else "order_other",
        seed,
        id=order.id,
        date=date(order.date),
        status=order.status.replace("_", " "),
        shipped=date(order.date_shipped) if order.date_shipped else "",
        delivered=date(order.date_delivered) if order.date_delivered else "",
        tracking=tracking,
        expected=expected,
        lines=f" It holds {lines}, {money(order.total, order.currency)} in all." if lines else "",
    )
    return Answer(text, (Source("order", order.id, f"{order.id}: {order.status}"),))


_STATUSES = frozenset(
    [
        "pending",
        "processing",
        "shipped",
        "out_for_delivery",
        "delivered",
        "cancelled",
        "return_requested",
        "returned",
        "refunded",
    ]
)


def policy(
    question: str, passages: Sequence[tuple[Document, str]], seed: int, embed: Embed
) -> Answer:
    """What the first passage says to a question, as the shop wrote it: whole, or what matters."""
    document, passage = passages[0]
    text = plain(passage)
    if len(text) > POLICY_LENGTH:
        spoken = sentences(text, with_marks=True)
        vectors = embed([question, *spoken])
        scores = vectors[1:] @ vectors[0] + np.array([evidence(question, one) for one in spoken])
        first = int(np.argmax(scores))
        # An item of a list says nothing without what introduces it.
        first -= spoken[first].startswith(BULLET) and first > 0
        text = "\n".join(spoken[first : first + POLICY_SENTENCES])
        text = re.sub(rf"\n(?!{BULLET})", " ", text)
    said = phrase("policy", seed, text=text, document=document.title)
    return Answer(said, (Source("policy", document.id, passage),))


def _longest(written: Sequence[Review]) -> Review | None:
    """The review that says most within what can be quoted; English before other languages."""
    telling = [one for one in written if len(one.text) >= SHORTEST]
    return max(
        telling or written,
        key=lambda one: (one.language in ("", "en"), min(len(one.text), 200)),
        default=None,
    )
