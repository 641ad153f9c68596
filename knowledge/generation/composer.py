"""Grounded answers without a language model: about hits, products, choices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from knowledge.catalog import Product, Review
from knowledge.constraints import Constraints
from knowledge.generation.answer import Answer, Source
from knowledge.generation.wording import (
    called,
    counted,
    describe_constraints,
    fact,
    listed,
    money,
    phrase,
    price_of,
    quoted,
    sentences,
    shown,
    stock_of,
)
from knowledge.relaxation import Relaxation

KEY_FACTS = 4
DIFFERENCES = 4
MOST_ROWS = 18
"""Rows of a comparison; a data sheet of a hundred is no help to choose."""
PRAISE, BLAME = 4.0, 2.5
"""Ratings from which a review praises, and up to which it blames."""

_FIELDS = ("color", "brand", "size", "category", "price", "rating", "availability", "exclude")
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
    is_near: bool = False,
) -> Answer:
    """How many there are, and the one in front with its price.

    ``is_near``: that nothing is called so, and what comes close.
    """
    first = products[0]
    wish = describe_constraints(wanted, first.currency)
    best = named(first)
    sort = wanted.sort if f"lead_{wanted.sort}" in _LEADS else "other"
    lead = phrase(f"lead_{sort}", seed)
    if is_near:
        text = phrase("found_near", seed, wish=wish, best=best)
    elif total == 1:
        text = phrase("found_one", seed, wish=wish, best=best)
    elif total == len(products):
        text = phrase("found_all", seed, wish=wish, best=best, lead=lead, count=total)
    else:
        text = phrase(
            "found_some",
            seed,
            wish=wish,
            best=best,
            lead=lead,
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
) -> Answer:
    """That nothing fits, and which wish to give up to find what: ``nearest`` is the first of it."""
    advice = ""
    if offers and nearest:
        what = listed([_FIELD_NAMES.get(name, f"“{name}”") for name in offers[0].fields])
        total = offers[0].total
        count, best = counted(total, "product"), named(nearest[0])
        advice = phrase("relax", seed, what=what, count=count, total=total, best=best)
    wish = describe_constraints(wanted, currency)
    text = phrase("nothing", seed, wish=wish, advice=advice)
    return Answer(text, tuple(source(product) for product in nearest))


def relaxed(offer: Relaxation) -> str:
    """What a button says that gives up these wishes: "Any colour (3)"."""
    names = [_FIELD_NAMES.get(name, name).removeprefix("the ") for name in offer.fields]
    return f"Without {listed(names)} ({offer.total})"


def details(product: Product, variants: Sequence[Product], seed: int) -> Answer:
    """Price, stock, variants, key attributes and what the description opens with."""
    stock = stock_of(product)
    options = options_of(variants)
    facts = [fact(name, value) for name, value in list(product.attributes.items())[:KEY_FACTS]]
    opening = " ".join(sentences(product.description)[:2])
    text = phrase(
        "details",
        seed,
        title=product.name,
        brand="" if product.brand.casefold() in product.title.casefold() else product.brand,
        price=price_among(variants) or price_of(product),
        stock=f" It is {stock}." if stock else "",
        options=f" It comes in {options}." if options else "",
        facts=f" {'; '.join(facts)}." if facts else "",
        description=f" {opening}" if opening else "",
    )
    return Answer(text, (source(product),))


def comparison(products: Sequence[Product], seed: int) -> Answer:
    """Who costs less, who is rated better, and in what else they differ."""
    differing = [label for label, values in comparison_table(products)[1:] if len(set(values)) > 1]
    attributes = [
        label for label in differing if label not in ("Price", "Rating", "Stock", "Brand")
    ]
    differences = (
        phrase(
            "compared_differ", seed, names=listed([one.lower() for one in attributes[:DIFFERENCES]])
        )
        if attributes
        else phrase("compared_alike", seed)
    )
    text = phrase(
        "compared",
        seed,
        names=listed(_names(products)),
        price=_price_difference(products, seed),
        rating=_rating_difference(products, seed),
        differences=differences,
    )
    return Answer(text, tuple(source(product) for product in products))


def comparison_table(products: Sequence[Product]) -> list[tuple[str, list[str]]]:
    """Rows of a label and each product's value, "—" where the catalogue does not say.

    The first row holds the titles; of the rest those that differ come first.
    """
    rows = [
        ("Price", [price_of(product) for product in products]),
        ("Rating", [_rating(product) for product in products]),
        ("Stock", [stock_of(product) for product in products]),
        ("Brand", [product.brand for product in products]),
        ("Colour", [product.color for product in products]),
        ("Size", [product.size for product in products]),
        ("Material", [product.material for product in products]),
    ]
    told = Counter(name for product in products for name in product.attributes)
    # What all of them tell can be compared; what only one tells comes last.
    for name, _ in sorted(told.items(), key=lambda pair: -pair[1]):
        values = [product.attributes.get(name) for product in products]
        rows.append((name, ["" if value is None else shown(value) for value in values]))
    rows = [(label, [value or "—" for value in values]) for label, values in rows if any(values)]
    rows = rows[:MOST_ROWS]
    differing = [row for row in rows if len(set(row[1])) > 1]
    alike = [row for row in rows if len(set(row[1])) == 1]
    return [("", _names(products)), *differing, *alike]


def recommendation(
    products: Sequence[Product],
    wanted: Constraints,
    reviews_by_product: Mapping[str, Sequence[Review]],
    seed: int,
) -> Answer:
    """A first pick with the reason for it, and the others by name."""
    best = products[0]
    reason = ""
    sources = [source(product) for product in products]
    if best.rating is not None and best.review_count:
        count = counted(best.review_count, "buyer")
        reason = phrase("reason_rating", seed, count=count, rating=f"{best.rating:.1f}")
        praise = [
            review
            for review in reviews_by_product.get(best.id, ())
            if (review.rating or 0) >= PRAISE and len(review.text) > 25
        ]
        if praise and best.rating >= PRAISE:
            quote = quoted(praise[0].text)
            reason += phrase("reason_quote", seed, quote=quote)
            sources.append(Source("review", praise[0].id, praise[0].text))
    elif opening := sentences(best.description)[:1]:
        reason = f" {opening[0]}"
    others = (
        phrase("other_picks", seed, names=listed([named(one) for one in products[1:]]))
        if len(products) > 1
        else ""
    )
    wish = describe_constraints(wanted, best.currency)
    text = phrase("recommended", seed, wish=wish, best=named(best), reason=reason, others=others)
    return Answer(text, tuple(sources))


def options_of(variants: Sequence[Product]) -> str:
    """The colours and sizes that can be had, in words; empty where there is no choice."""
    parts = []
    for field, name in (("color", "colour"), ("size", "size")):
        values = list(dict.fromkeys(getattr(one, field) for one in variants if getattr(one, field)))
        stocked = [
            value
            for value in values
            if any(
                getattr(one, field) == value and one.availability != "out_of_stock"
                for one in variants
            )
        ]
        if len(values) > 1 and stocked:
            parts.append(f"{counted(len(stocked), name)} ({', '.join(stocked)})")
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
    return f"{money(min(prices), currency)} to {money(max(prices), currency)}, by version"


def _names(products: Sequence[Product]) -> list[str]:
    """What to call each, with colour and size where they are told apart by these alone."""
    names = [called(product) for product in products]
    return names if len(set(names)) == len(names) else [product.title for product in products]


def named(product: Product) -> str:
    price = price_of(product)
    return f"{called(product)} at {price}" if price else called(product)


def _rating(product: Product) -> str:
    if product.rating is None:
        return ""
    return f"{product.rating:.1f} ({counted(product.review_count, 'review')})"


def _price_difference(products: Sequence[Product], seed: int) -> str:
    prices = [product.offer_price for product in products]
    if any(price is None for price in prices) or len({one.currency for one in products}) > 1:
        return ""
    known = [
        (price, product)
        for price, product in zip(prices, products, strict=True)
        if price is not None
    ]
    low, cheap = min(known, key=lambda pair: pair[0])
    high, dear = max(known, key=lambda pair: pair[0])
    if low == high:
        return phrase("compared_same_price", seed, price=money(low, cheap.currency))
    gap = money(high - low, cheap.currency)
    # "The cheaper one" is said of two; of more, the ends are named.
    variant = seed if len(products) == 2 else 1
    return phrase("compared_price", variant, cheap=called(cheap), dear=called(dear), gap=gap)


def _rating_difference(products: Sequence[Product], seed: int) -> str:
    rated = [product for product in products if product.rating is not None]
    if len(rated) < 2 or len({product.rating for product in rated}) == 1:
        return ""
    best = max(rated, key=lambda product: product.rating or 0.0)
    return phrase("compared_rating", seed, best=called(best), rating=f"{best.rating:.1f}")
