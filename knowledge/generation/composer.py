"""Grounded answers without a language model: about hits, products, choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.catalog import Product, Review
from knowledge.constraints import Constraints
from knowledge.generation.answer import Answer, Source
from knowledge.generation.wishes import wish, wish_name
from knowledge.generation.wording import (
    called,
    counted,
    fact,
    listed,
    money,
    phrase,
    price_of,
    stars_of,
    stock_of,
)
from knowledge.index.analyzer import fold
from knowledge.relaxation import Relaxation
from knowledge.sentences import ended, quoted, sentences

KEY_FACTS = 4
PRAISE, BLAME = 4.0, 2.5
"""Ratings from which a review praises, and up to which it blames."""

_FIELD_NAMES = {
    "color": "the colour",
    "brand": "the brand",
    "size": "the size",
    "category": "the kind of product",
    "price": "the price limit",
    "rating": "the rating",
    "availability": "“in stock only”",
    "exclude": "what you ruled out",
}


def found(
    products: Sequence[Product],
    total: int,
    wanted: Constraints,
    seed: int,
    *,
    said: str = "",
    is_near: bool = False,
) -> Answer:
    """How many there are, and the one in front with its price.

    ``said``: the query in the shopper's words. ``is_near``: that nothing is called so, and what
    comes close.
    """
    best = named(products[0])
    sort = wanted.sort if f"lead_{wanted.sort}" in _LEADS else "other"
    if is_near:
        text = phrase("found_near", seed, name=wish_name(wanted, said), best=best)
    else:
        all_shown = total == len(products)
        entry = "found_one" if total == 1 else "found_all" if all_shown else "found_some"
        text = phrase(
            entry,
            seed,
            wish=wish(wanted, said, products[0].currency),
            best=best,
            lead=phrase(f"lead_{sort}", seed),
            count=len(products),
            total=f"{total:,}",
        )
    return Answer(text, tuple(source(product) for product in products))


_LEADS = {f"lead_{sort}" for sort in ("relevance", "price_asc", "price_desc", "rating", "newest")}


def nothing_found(
    wanted: Constraints,
    offers: Sequence[Relaxation],
    nearest: Sequence[Product],
    seed: int,
    currency: str = "",
    said: str = "",
) -> Answer:
    """That nothing fits, and which wish to give up to find what: ``nearest`` is the first of it."""
    advice = ""
    if offers and nearest:
        what = listed([_FIELD_NAMES.get(name, f"“{name}”") for name in offers[0].fields])
        total = offers[0].total
        count, best = counted(total, "product"), named(nearest[0])
        advice = phrase("relax", seed, what=what, count=count, total=total, best=best)
    text = phrase("nothing", seed, wish=wish(wanted, said, currency), advice=advice)
    return Answer(text, tuple(source(product) for product in nearest))


def relaxed(offer: Relaxation) -> str:
    """What a button says that gives up these wishes: "Any colour (3)"."""
    names = [_FIELD_NAMES.get(name, name).removeprefix("the ") for name in offer.fields]
    return f"Without {listed(names)} ({offer.total})"


def details(product: Product, variants: Sequence[Product], seed: int) -> Answer:
    """Price, stock, variants, key attributes and what the description opens with."""
    options = options_of(variants)
    stock = stock_of(product)
    facts = [fact(name, value) for name, value in list(product.attributes.items())[:KEY_FACTS]]
    text = phrase(
        "details",
        seed,
        title=called(product),
        brand="" if fold(product.brand) in fold(product.title) else product.brand,
        price=price_among(variants) or price_of(product),
        stock="" if options and _is_partly_sold_out(variants) else stock,
        options=options,
        facts="; ".join(facts),
        description=" ".join(_opening(product)),
    )
    return Answer(text, (source(product),))


def _opening(product: Product) -> list[str]:
    """The first sentences of a description, as far as they say more than the title."""
    told = fold(product.title)
    telling = [one for one in sentences(product.description) if fold(one).strip(" .") not in told]
    return [ended(one) for one in telling[:2]]


def _is_partly_sold_out(variants: Sequence[Product]) -> bool:
    return len({one.availability for one in variants}) > 1


def recommendation(
    products: Sequence[Product],
    wanted: Constraints,
    reviews_by_product: Mapping[str, Sequence[Review]],
    seed: int,
    said: str = "",
) -> Answer:
    """A first pick with the reason for it, and the others by name."""
    best = products[0]
    reason = ""
    sources = [source(product) for product in products]
    if best.rating is not None and best.review_count:
        count = counted(best.review_count, "buyer")
        reason = phrase("reason_rating", seed, count=count, rating=stars_of(best.rating))
        praise = [
            review
            for review in reviews_by_product.get(best.id, ())
            if (review.rating or 0) >= PRAISE and len(review.text) > 25
        ]
        if praise and best.rating >= PRAISE:
            quote = quoted(praise[0].text)
            reason += phrase("reason_quote", seed, quote=quote)
            sources.append(Source("review", praise[0].id, praise[0].text))
    elif opening := _opening(best):
        reason = f" {opening[0]}"
    others = (
        phrase("other_picks", seed, names=listed([named(one) for one in products[1:]]))
        if len(products) > 1
        else ""
    )
    text = phrase(
        "recommended",
        seed,
        wish=wish(wanted, said, best.currency),
        best=named(best),
        reason=reason,
        others=others,
    )
    return Answer(text, tuple(sources))


def options_of(variants: Sequence[Product]) -> str:
    """The colours and sizes there are, and which are sold out; empty where there is no choice."""
    parts = []
    for field, name in (("color", "colour"), ("size", "size")):
        values = list(dict.fromkeys(getattr(one, field) for one in variants if getattr(one, field)))
        if len(values) < 2:
            continue
        stocked = {getattr(one, field) for one in variants if one.availability != "out_of_stock"}
        here = ", ".join(value for value in values if value in stocked)
        gone = ", ".join(value for value in values if value not in stocked)
        told = "; ".join(filter(None, [here, f"out of stock: {gone}" if gone else ""]))
        parts.append(f"{counted(len(values), name)} ({told})")
    return " and ".join(parts)


def source(product: Product) -> Source:
    """A product as the source of what is said about it."""
    return Source("product", product.id, product.title)


def price_among(variants: Sequence[Product]) -> str:
    """From the least to the most that the variants cost; empty where they cost the same."""
    prices = {one.offer_price for one in variants if one.offer_price is not None}
    if len(prices) < 2 or len({one.currency for one in variants}) > 1:
        return ""
    currency = variants[0].currency
    return f"{money(min(prices), currency)} to {money(max(prices), currency)}, depending on the version"


def named(product: Product) -> str:
    price = price_of(product)
    return f"{called(product)} at {price}" if price else called(product)
