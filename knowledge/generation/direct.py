"""What shoppers ask of every product: its price, stock, brand, versions, rating."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from knowledge.catalog import Product
from knowledge.colors import family, parts
from knowledge.generation.answer import Answer
from knowledge.generation.asking import GENERIC, pointers
from knowledge.generation.composer import options_of, source
from knowledge.generation.wording import (
    called,
    counted,
    phrase,
    price_of,
    stars_of,
    stock_of,
    whole_name,
)
from knowledge.query.tokens import stems, tokenize
from knowledge.query.words import FILLERS

_PRICE = re.compile(
    r"\bhow much (?:is|are|does|do|for|would|will)\b(?!.*\b(?:weigh|hold|fit|carry|memory|storage|power|load|store|contain|save)\b)"
    r"(?!.*\b(?:is|are) (?:there|in)\b)|\b(?:price|prices|cost|costs)\b|\bhow much\??$|\b(?:how|is (?:it|this|that)|are (?:they|these)|too|so|very) (?:expensive|pricey|cheap)\b",
    re.IGNORECASE,
)
_SALE = re.compile(
    r"\b(?:on sale|discounted|reduced|on offer|(?:any|a) (?:discount|sale|deal)|regular price|original price|before the sale)\b"
    r"|\bhow much (?:do|would|will|can) i save\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(r"^\W*(?:(?:and|so|but|ok|hi) )*(?:is|are|do|does|any)\b", re.IGNORECASE)
_STOCK = re.compile(
    r"\b(?:in stock|available|availability|sold out|out of stock|any left|how many (?:are |do you have )?left|back[- ]?order(?:ed)?|pre-?order)\b",
    re.IGNORECASE,
)
_RESTOCK = re.compile(
    r"\bwhen\b.*\b(?:stock|available|back|get (?:it|them|one|the))\b|\bback in stock\b|\brestock\w*\b",
    re.IGNORECASE,
)
_HOW_MANY_LEFT = re.compile(r"\bhow many\b.*\b(?:left|stock|have|available)\b", re.IGNORECASE)
_BRAND = re.compile(
    r"\b(?:which|what|whose) (?:brand|company|manufacturer|make)\b|\bwho (?:makes|made|manufactures|is it by|is it from)\b|\bwhat'?s the brand\b|\bthe (?:brand|manufacturer|maker)\b",
    re.IGNORECASE,
)
_OPTIONS = re.compile(
    r"\b(?:what|which|any|other|how many|all the)\s+(?:other\s+|different\s+)?"
    r"(?:(?:colou?rs|colorways|shades|sizes|versions|variants|options)\b|(?:colou?r|size)\b(?!\s+(?:is|does)\b))|\bwhat does it come in\b",
    re.IGNORECASE,
)
_VARIANT = re.compile(
    r"\b(?:comes?|have (?:it|them|this|one)|available|get (?:it|them|this|one)|(?:is|are) (?:it|they|there|these)|exists?|sell (?:it|them)|made|offered)\b.{0,12}\bin\b"
    r"|\b(?:is|are) there (?:an?|any)\b",
    re.IGNORECASE,
)
_RATING = re.compile(
    r"\bhow many stars\b|\b(?:customer|buyer|user|average|star|overall) ratings?\b|\bhow (?:is|are|was) \w+ rated\b"
    r"|\b(?:the|its|their|whats|what's) ratings?\W*$",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"\d+(?:[.,]\d+)?|\w", re.IGNORECASE)
_VAGUE = frozenset(
    stems(
        "now today currently moment still much many left right exactly version variant colour color "
        "size model edition price cost piece item unit each online"
    )
)


def direct(
    question: str, product: Product, variants: Sequence[Product], seed: int
) -> Answer | None:
    """The answer to a question for price, stock, brand, versions or rating; None for any other."""
    meant = variants_named(question, variants)
    # A version that can be had answers "is the blue one in stock".
    product = next((one for one in meant if one.availability != "out_of_stock"), product)
    product = meant[0] if meant and product not in meant else product
    title = whole_name(product) if meant else called(product)

    def said(entry: str, **facts: str) -> Answer:
        return Answer(phrase(entry, seed, title=title, **facts), (source(product),))

    def only(pattern: re.Pattern[str]) -> bool:
        return bool(pattern.search(question)) and _is_only(pattern, question, [product, *variants])

    if meant and only(_VARIANT):
        is_gone = product.availability == "out_of_stock"
        entry = "answer_variant_gone" if is_gone else "answer_variant"
        return said(entry, stock=stock_of(product))
    asks_for_options = _OPTIONS.search(question) or (
        _VARIANT.search(question) and _is_of_color_or_size(question)
    )
    if asks_for_options and not meant and (options := options_of(variants)):
        return said("answer_options", options=options)
    price = price_of(product)
    if price and only(_SALE):
        if product.sale_price is None:
            return said("answer_no_sale", price=price)
        return said("answer_sale" if _YES_NO.search(question) else "answer_price", price=price)
    if only(_PRICE):
        return said("answer_price", price=price) if price else said("answer_no_price")
    if only(_RESTOCK) or only(_STOCK):
        return _stock(question, product, said)
    if _BRAND.search(question) and product.brand:
        return said("answer_stated", fact=f"Brand: {product.brand}")
    if _RATING.search(question) and product.rating is not None:
        count = counted(product.review_count, "review")
        return said("answer_rating", rating=stars_of(product.rating), count=count)
    return None


def _stock(question: str, product: Product, said: Callable[..., Answer]) -> Answer:
    stock = stock_of(product)
    if not stock:
        return said("answer_no_stock")
    if _HOW_MANY_LEFT.search(question) and product.quantity and product.availability == "in_stock":
        return said("answer_quantity", quantity=f"{product.quantity:,}")
    return said("answer_restock" if _RESTOCK.search(question) else "answer_stock", stock=stock)


def variants_named(message: str, variants: Sequence[Product]) -> list[Product]:
    """The variants with the colour and size that a message names; empty where it names none."""
    left, is_named = list(variants), False
    for field in ("color", "size"):
        if len({getattr(one, field) for one in variants}) < 2:
            continue
        # "Oak" means "Oak/White" only where no colour is called just so.
        for is_meant in (_is_said, _is_partly_said):
            if those := [one for one in left if is_meant(message, getattr(one, field), field)]:
                left, is_named = those, True
                break
    return left if is_named else []


def _is_said(message: str, value: str, field: str) -> bool:
    """Whether a message holds all of a colour or size; a bare letter or number needs a cue."""
    if not value:
        return False
    words, said = stems(value), set(stems(message))
    if not words or not set(words) <= said:
        return False
    if len(words) == 1 and _LOOSE.fullmatch(value.strip()):
        cue = r"(?:\bsize|\bin|\bthe|\ba|\bin an?|^)\s*"
        return bool(re.search(rf"{cue}{re.escape(value)}(?![\w.,])", message, re.IGNORECASE))
    return True


def _is_partly_said(message: str, value: str, field: str) -> bool:
    said = set(stems(message)) - set(stems(" ".join(FILLERS)))
    if field == "color":
        families = {family(part) for part in parts(value)}
        return bool(said & {stems(one)[0] for one in families if one}) or any(
            set(stems(part)) <= said for part in parts(value)
        )
    telling = [word for word in stems(value) if word.isdigit() and len(word) > 1]
    return bool(telling) and telling[0] in said


def _is_only(pattern: re.Pattern[str], question: str, products: Sequence[Product]) -> bool:
    """Whether nothing is asked beside what the pattern finds: "how much is it", not "is shipping"."""
    spans = [match.span() for match in pattern.finditer(question)] + pointers(question)
    own = {
        word
        for one in products
        for word in stems(
            f"{one.title} {one.brand} {one.color} {one.size} {' '.join(one.category)} "
            f"{family(one.color) or ''}"
        )
    }
    return not any(
        token.stem not in own | _VAGUE | GENERIC
        and token.folded not in FILLERS
        and not token.stem.isdigit()
        for token in tokenize(question)
        if not any(start <= token.start < end for start, end in spans)
    )


def _is_of_color_or_size(question: str) -> bool:
    return bool(re.search(r"\bcolou?rs?\b|\bsizes?\b", question, re.IGNORECASE)) or any(
        family(token.folded) for token in tokenize(question)
    )
