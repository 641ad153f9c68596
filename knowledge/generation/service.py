"""Grounded answers without a language model: reviews, cart, orders, policies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from statistics import fmean

import numpy as np
import numpy.typing as npt

from knowledge.catalog import Document, Order, Product, Review
from knowledge.generation.answer import Answer, Source
from knowledge.generation.composer import BLAME, PRAISE, source
from knowledge.generation.wording import (
    BULLET,
    called,
    counted,
    date,
    listed,
    money,
    phrase,
    plain,
    quoted,
    sentences,
)
from knowledge.passages import evidence

Embed = Callable[[list[str]], npt.NDArray[np.float32]]

SHORTEST = 25
"""Characters below which a review's text says too little to be quoted."""
ABOUT = 0.5
"""Least cosine between a question and a review's sentence that answers it."""
POLICY_SENTENCES = 3
POLICY_LENGTH = 450
"""Characters up to which a passage is quoted whole."""
REVIEWS_READ = 40


def reviews(
    product: Product, written: Sequence[Review], question: str, seed: int, embed: Embed
) -> Answer:
    """Mean and spread, one voice for and one against, and what touches the question."""
    rated = [review for review in written if review.rating is not None]
    if not rated:
        return Answer(phrase("no_reviews", seed, title=called(product)), (source(product),))
    stars = [review.rating for review in rated if review.rating is not None]
    low = sum(1 for value in stars if value <= BLAME)
    spread = f", {low} of them with two stars or fewer" if low else ""
    quotes, sources = "", [source(product)]
    about = _about(question, rated, embed)
    praise = _longest([one for one in rated if (one.rating or 0) >= PRAISE])
    blame = _longest([one for one in rated if (one.rating or 5) <= BLAME])
    for entry, review in (("review_praise", praise), ("review_blame", blame)):
        if review is not None:
            quotes += phrase(entry, seed, quote=quoted(review.text))
            sources.append(Source("review", review.id, review.text))
    if about is not None and about not in (praise, blame):
        quotes += phrase("review_about", seed, quote=quoted(about.text))
        sources.append(Source("review", about.id, about.text))
    text = phrase(
        "reviews",
        seed,
        count=counted(len(rated), "buyer"),
        title=called(product),
        mean=f"{fmean(stars):.1f}",
        spread=spread,
        quotes=quotes,
    )
    return Answer(text, tuple(sources))


def cart(lines: Sequence[tuple[Product, int]], seed: int) -> Answer:
    """What is in the cart, each line's price and the total of each currency."""
    if not lines:
        return Answer(phrase("cart_empty", seed))
    items: list[str] = []
    totals: defaultdict[str, Decimal] = defaultdict(Decimal)
    for product, quantity in lines:
        name = f"{quantity} × {product.title}"
        if product.offer_price is not None:
            line = product.offer_price * quantity
            totals[product.currency] += line
            name += f" ({money(line, product.currency)})"
        items.append(name)
    total = listed([money(amount, currency) for currency, amount in totals.items()])
    said = phrase("cart_total", seed, total=total) if total else ""
    text = phrase("cart", seed, items=listed(items), total=said)
    return Answer(text, tuple(source(product) for product, _ in lines))


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
        spoken = sentences(text)
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
        telling, key=lambda one: (one.language in ("", "en"), min(len(one.text), 200)), default=None
    )


def _about(question: str, written: Sequence[Review], embed: Embed) -> Review | None:
    """The review nearest to a question that asks for something in particular."""
    telling = [one for one in written if len(one.text) >= SHORTEST][:REVIEWS_READ]
    if len(question.split()) < 3 or not telling:
        return None
    vectors = embed([question, *(quoted(one.text) for one in telling)])
    cosines = vectors[1:] @ vectors[0]
    best = int(np.argmax(cosines))
    return telling[best] if cosines[best] >= ABOUT else None
