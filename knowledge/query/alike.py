"""What must hold of products like another one: "like the first one, but cheaper and in blue"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from knowledge import colors
from knowledge.catalog import Product
from knowledge.constraints import Constraints, Range
from knowledge.index.analyzer import fold
from knowledge.query.reading import ParsedQuery
from knowledge.query.refine import refine
from knowledge.query.tokens import stems, tokenize
from knowledge.query.words import listed

_NOTHING = Constraints()
NEAR_PRICE = 0.2
"""How far "about the same price" may be from it, as a share."""

# After these words stands the product that is meant, whose colour and brand are no wish.
_LIKE = re.compile(
    r"\b(?:like|similar to|alternatives? (?:to|for)|comparable (?:to|with)|clos(?:e|est|er) to|"
    r"resembl\w+|instead of|in place of|(?:substitutes?|replacements?|equivalents?) (?:for|of|to)|"
    r"compared (?:to|with)|than)\b",
    re.IGNORECASE,
)
_POINTING = frozenset(
    listed("""
    a an the this that these those it its them one ones first second third fourth fifth sixth
    seventh eighth ninth tenth last product item model number you showed me
    """)
)
_FIELDS = {
    "brand": r"brands?|makes?|makers?|manufacturers?|labels?|compan(?:y|ies)|producers?",
    "color": r"colou?rs?|shades?",
    "size": r"sizes?",
    "material": r"materials?",
}
_OTHER = r"(?:another|an? different|different|(?:some |an? |any )?other|not the same)"
_REST = re.compile(
    r"[,;.!?]|\b(?:but|only|just|except|though|however|which|with|without|in|from|by|under|below|over|"
    r"above|between|for|that (?:is|are|has|have|costs?))\b",
    re.IGNORECASE,
)
_IN_COLOR = re.compile(
    r"\bin (?:an? )?(?:light |dark |bright |pale |deep )?([^\W\d_]+)", re.IGNORECASE
)
_SOMEONE = re.compile(r"\b(?:from|by) (?:someone|somebody|anyone|anybody) else\b", re.IGNORECASE)
_SAME_PRICE = re.compile(r"\b(?:same|similar|comparable) (?:price|cost|budget)\w*", re.IGNORECASE)


def pointing(text: str) -> str:
    """The words that say which product is meant: "the blue one" of "like the blue one in green".

    Empty where the message only asks for something similar.
    """
    match = _LIKE.search(text)
    return "" if match is None else _REST.split(text[match.end() :], maxsplit=1)[0].strip()


def wishes(
    text: str,
    product: Product,
    parse: Callable[[str], ParsedQuery],
    held: Constraints = _NOTHING,
) -> Constraints:
    """What a message that asks for products like ``product`` wants of them, beside what ``held``.

    "Cheaper" is cheaper than it, "another brand" is not its brand, "the same colour" is its colour.
    What only says which product is meant ("like the blue one") is no wish. ``query`` holds the words
    that are left.
    """
    rest = _without_reference(text, product)
    said = parse(rest)
    wanted = refine(held, said, (), product)
    own = set(stems(_name(product)))
    named = [one for one in said.entities if one.entity == "category"]
    if wanted.category and all(set(stems(rest[one.start : one.end])) <= own for one in named):
        wanted = replace(wanted, category=held.category)  # "similar printers": it is one
    exclude, attributes = dict(wanted.exclude), dict(wanted.attributes)
    for field, words in _FIELDS.items():
        value = getattr(product, field)
        if value and (_asks(_OTHER, words, rest) or (field == "brand" and _SOMEONE.search(rest))):
            exclude[field] = (*exclude.get(field, ()), value)
        elif value and _asks("(?<!not )(?<!not the )same", words, rest):
            if field == "material":
                attributes[field] = (value,)
            else:
                wanted = replace(wanted, **{field: (value,)})  # type: ignore[arg-type]
    # A colour that the shop has not is no name of its own, and wanted all the same.
    unknown = [one for one in _IN_COLOR.findall(rest) if colors.family(one)]
    if unknown and not said.constraints.color:
        wanted = replace(wanted, color=tuple(fold(one) for one in unknown))
    if product.offer_price is not None and _SAME_PRICE.search(rest):
        price = float(product.offer_price)
        limit = Range(round(price * (1 - NEAR_PRICE), 2), round(price * (1 + NEAR_PRICE), 2))
        wanted = replace(wanted, price=limit)
    if wanted.price and not wanted.currency:
        wanted = replace(wanted, currency=product.currency)
    return replace(wanted, exclude=exclude, attributes=attributes)


def _asks(which: str, words: str, text: str) -> bool:
    return bool(re.search(rf"\b{which} (?:{words})\b", text, re.IGNORECASE))


def _without_reference(text: str, product: Product) -> str:
    """The text without "the blue one" of "like the blue one": words that the product bears too."""
    match = _LIKE.search(text)
    if match is None:
        return text
    own = set(stems(_name(product)))
    end = match.end()
    for token in tokenize(text[match.end() :]):
        if token.folded not in _POINTING and not token.folded.isdigit() and token.stem not in own:
            break
        end = match.end() + token.end
    return f"{text[: match.start()]} {text[end:]}"


def _name(product: Product) -> str:
    return f"{product.title} {product.brand} {product.color} {' '.join(product.category)}"
