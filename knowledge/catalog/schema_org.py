"""What a schema.org product node says, as a product and its reviews.

Properties are those of https://schema.org/Product, https://schema.org/ProductGroup and
https://schema.org/Offer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from knowledge.catalog import build, columns, google, naming
from knowledge.catalog.build import Context
from knowledge.catalog.faults import Rejected
from knowledge.catalog.graph import Node, Page, plain, types
from knowledge.catalog.offers import best_offer, condition
from knowledge.catalog.records import Product, Record

PRODUCTS = frozenset(
    {"Product", "ProductGroup", "IndividualProduct", "ProductModel", "SomeProducts"}
)
_CODES = ("gtin", "gtin13", "gtin12", "gtin14", "gtin8", "ean", "isbn")
_KEYS = ("sku", "productID", *_CODES, "mpn", "identifier")
_STUB = {"@id", "@type", "@context", "url"}
_TELLING = ("offers", "hasVariant", "aggregateRating", *_KEYS)
_OWN = {"@id", "@type", "url", "offers", "hasVariant", "variesBy", "review", "reviews", *_KEYS}
# What is read into fields, or is about the page and not about the product.
_HANDLED = _OWN | {
    *("@context", "name", "description", "image", "logo", "brand", "manufacturer", "category"),
    *("aggregateRating", "color", "size", "material", "gender", "audience", "additionalProperty"),
    *("isVariantOf", "inProductGroupWithID", "productGroupID", "isBasedOn", "releaseDate"),
    *("mainEntityOfPage", "mainEntity", "sameAs", "potentialAction", "subjectOf", "position"),
    *("isRelatedTo", "isSimilarTo", "hasMerchantReturnPolicy", "alternateName", "keywords"),
    *("dateModified", "datePublished", "dateCreated", "inLanguage", "itemCondition", "identifier"),
    *("isAccessoryOrSparePartFor", "isConsumableFor", "positiveNotes", "negativeNotes"),
    *("hasMeasurement", "disambiguatingDescription", "speakable", "publisher", "author"),
}


def records(found: list[Node], page: Page, context: Context) -> Iterator[Record | Rejected]:
    """Products, variants and reviews of the product nodes of one page or one JSON value."""
    sold = list(_sold(_whole(found, page), page))
    reviewed: set[int] = set()
    for node, group in sold:
        told = node if group is None else _inherited(node, group, page)
        fields, attributes = _product(told, group, page, is_only=len(sold) == 1)
        line = node.line
        product = build.attempt(build.product, fields, attributes, line=line, context=context)
        yield product
        if isinstance(product, Product):
            for one in (node, group):  # what is said of a group is told once, of its first variant
                if one is not None and id(one) not in reviewed:
                    reviewed.add(id(one))
                    for review in page.nodes([one.get("review"), one.get("reviews")]):
                        yield build.attempt(
                            build.review,
                            _review(review, product.id, page),
                            line=review.line,
                            context=context,
                        )


def _whole(found: list[Node], page: Page) -> list[Node]:
    """The nodes without stubs; of a page, what several scripts say of one product as one node."""
    kept: list[Node] = []
    seen: set[int] = set()
    for stub in found:
        for node in page.nodes(stub):
            if id(node) in seen or not node.keys() - _STUB:
                continue
            seen.add(id(node))
            twin = next((one for one in kept if page.stem and _is_same(one, node, page)), None)
            if twin is None:
                kept.append(node)
                continue
            both = sorted(types(twin) | types(node))
            for name, value in node.items():
                twin.setdefault(name, value)
            twin["@type"] = both
    if page.stem and any(node.keys() & set(_TELLING) for node in kept):
        # The others are links to further products, which say only their names.
        kept = [node for node in kept if node.keys() & set(_TELLING)]
    return kept


def _is_same(one: Node, other: Node, page: Page) -> bool:
    sku, other_sku = page.text(one.get("sku")), page.text(other.get("sku"))
    if "isVariantOf" in one.keys() | other.keys() or (sku and other_sku and sku != other_sku):
        return False
    if one.get("@id") and one.get("@id") == other.get("@id"):
        return True
    name, other_name = page.text(one.get("name")), page.text(other.get("name"))
    overlap = one.keys() & other.keys() & {"offers", "hasVariant"}
    is_namesake = name.casefold() == other_name.casefold() != "" and not overlap
    return is_namesake or (sku != "" and sku == other_sku)


def _sold(found: list[Node], page: Page) -> Iterator[tuple[Node, Node | None]]:
    """What can be bought, each with the group that it is a variant of."""
    variants = {id(one): _variants(one, page) for one in found}
    in_groups = {id(variant) for several in variants.values() for variant in several}
    parents = {id(one): next(iter(page.nodes(one.get("isVariantOf"))), None) for one in found}
    groups = {id(parent) for parent in parents.values()}
    is_grouped = any("inProductGroupWithID" in one or parents[id(one)] for one in found)
    for node in found:
        if variants[id(node)]:
            yield from ((variant, node) for variant in variants[id(node)])
        elif "ProductGroup" in types(node) and is_grouped and "offers" not in node:
            continue  # its variants stand beside it
        elif id(node) not in in_groups and id(node) not in groups:
            yield node, parents[id(node)]


def _variants(group: Node, page: Page) -> list[Node]:
    """The variants that are told here; others are only linked."""
    return [one for one in page.nodes(group.get("hasVariant")) if one.keys() - _STUB]


def _inherited(node: Node, group: Node, page: Page) -> Node:
    """A variant with what is said of all variants, save for what they vary by."""
    varied = {plain(text) for text in page.texts(group.get("variesBy"))}
    shared = {name: value for name, value in group.items() if name not in _OWN | varied}
    told = Node([*shared.items(), *node.items()], node.line)
    told["additionalProperty"] = [node.get("additionalProperty"), group.get("additionalProperty")]
    return told


def _product(
    node: Node, group: Node | None, page: Page, *, is_only: bool
) -> tuple[dict[str, Any], dict[str, Any]]:
    offer = best_offer(node, page)
    title = page.text(node.get("name"))
    address = page.text(node.get("@id"))
    address = address if address.startswith(("https://", "http://")) else ""
    link = page.link(node.get("url")) or page.link(offer.pop("url", "")) or address or page.address
    codes = [text for name in _CODES for text in page.texts(node.get(name))]
    product_id = page.text(node.get("productID")).rpartition(":")[2]  # "isbn:9783161484100"
    known = [page.text(node.get("sku")), product_id, offer.pop("sku", ""), *codes]
    known += [page.text(node.get("mpn")), str(page.measure(node.get("identifier")))]
    known += [address, page.link(node.get("url"))]
    known += [page.stem, link] if is_only else []
    rating = next(iter(page.nodes(node.get("aggregateRating"))), Node((), 0))
    audience = page.nodes([node.get("audience"), node.get("size")])
    genders = [node.get("gender"), *(one.get("suggestedGender") for one in audience)]
    color = "/".join(page.texts(node.get("color")))
    attributes = _attributes(node, page)
    for name in ("Price range", "Condition"):
        if told := offer.pop(name, ""):
            attributes.setdefault(name, told)
    fields = {
        "id": next(filter(None, known), ""),
        "title": title,
        "description": page.text(node.get("description")),
        "brand": page.text(node.get("brand")) or page.text(node.get("manufacturer")),
        "category": _category(node, page) or page.trail(title, link),
        "color": color,
        "size": page.measure(node.get("size")),
        "material": ", ".join(plain(text) for text in page.texts(node.get("material"))),
        "gender": plain(page.text(genders)).lower(),
        "item_group_id": _group_id(node, group, page),
        "gtin": [*codes, product_id],
        "mpn": page.text(node.get("mpn")),
        "link": link,
        "image_link": page.link(node.get("image")),
        "rating": page.text(rating.get("ratingValue")),
        "best_rating": page.text(rating.get("bestRating")),
        "review_count": page.text(rating.get("reviewCount"))
        or page.text(rating.get("ratingCount")),
        "date_added": page.text(node.get("releaseDate")),
        **offer,
    }
    columns.take_told(fields, attributes)
    return fields, attributes


def _group_id(node: Node, group: Node | None, page: Page) -> str:
    told = page.text(node.get("inProductGroupWithID"))
    if group is not None:
        told = told or page.text(group.get("productGroupID")) or page.text(group.get("sku"))
        told = told or page.text(group.get("@id")) or page.link(group.get("url"))
        told = told or page.text(group.get("name"))
    return told or page.text(node.get("productGroupID")) or page.link(node.get("isBasedOn"))


def _category(node: Node, page: Page) -> tuple[str, ...]:
    told = [
        text
        for text in page.texts(node.get("category"))
        if "://" not in text and not text.isdigit()
    ]
    paths = [path for text in told if (path := google.path(text))]
    if paths and all(len(path) == 1 for path in paths):
        return tuple(path[0] for path in paths)
    return max(paths, key=len, default=())


def _attributes(node: Node, page: Page) -> dict[str, Any]:
    """The additional properties and measures first, then all else that is a text or a number."""
    attributes: dict[str, Any] = {}
    for one in page.nodes([node.get("additionalProperty"), node.get("hasMeasurement")]):
        name = page.text(one.get("name")) or page.text(one.get("propertyID"))
        told = page.measure(one)
        if name and told not in ("", name):
            attributes.setdefault(name, told)
    for name, value in node.items():
        if name in _HANDLED or name.startswith("@"):
            continue
        told = page.measure(value)
        if told != "" and "://" not in str(told):
            attributes.setdefault(naming.humanise(name), told)
    for size in page.nodes(node.get("size")):
        if system := page.text(size.get("sizeSystem")):
            attributes.setdefault("Size system", plain(system).removeprefix("WearableSizeSystem"))
    if state := condition(node, page):
        attributes.setdefault("Condition", state)
    return attributes


def _review(node: Node, product_id: str, page: Page) -> dict[str, Any]:
    rating = next(iter(page.nodes(node.get("reviewRating"))), Node((), 0))
    address = page.text(node.get("@id"))
    return {
        "id": address if "://" in address else "",
        "product_id": product_id,
        "text": page.text(node.get("reviewBody")) or page.text(node.get("description")),
        "rating": page.text(rating.get("ratingValue")),
        "best_rating": page.text(rating.get("bestRating")),
        "title": page.text(node.get("headline")) or page.text(node.get("name")),
        "author": page.text(node.get("author")),
        "date": page.text(node.get("datePublished")) or page.text(node.get("dateCreated")),
        "language": page.text(node.get("inLanguage")),
    }
