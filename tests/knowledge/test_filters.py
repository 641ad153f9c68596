"""What may be shown: filters against a plain reading of the same constraints, product by product."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from knowledge import colors
from knowledge.catalog import Product
from knowledge.constraints import Constraints, Range
from knowledge.importing import import_files
from knowledge.index.analyzer import fold, terms
from knowledge.index.facets import NEGATIVE
from knowledge.knowledge import Knowledge

SETS = {"instruments": 4_900, "wine": 4_900, "demo_shop": 200}
LISTS = ("category", "brand", "color", "size")


@pytest.mark.parametrize("name", SETS)
def test_no_filter_lets_through_what_violates_it_or_keeps_back_what_fits(
    name: str, stores: dict[str, Path]
) -> None:
    shop = Knowledge.open(stores[name])
    products = list(shop.store.all_products())
    by_id = {product.id: product for product in products}
    draw = random.Random(name)
    families = shop.vocabulary.color_families()
    found = 0
    for _ in range(SETS[name]):
        wanted = _constraints(draw, products)
        fits = {product.group for product in products if _fits(product, wanted, families)}
        hits = shop.search(wanted, top_k=len(products)).hits if wanted else ()
        shown = [by_id[hit.id] for hit in hits]
        assert all(_fits(product, wanted, families) for product in shown), wanted
        assert not wanted or {product.group for product in shown} == fits, wanted
        found += len(shown)
    assert found > SETS[name]


def _constraints(draw: random.Random, products: Sequence[Product]) -> Constraints:
    """Wishes of one to three kinds, each taken from some product, so that many can be met."""
    wishes: dict[str, Any] = {"attributes": {}, "exclude": {}}
    like = draw.choice(products)
    for _ in range(draw.randint(1, 3)):
        if draw.random() < 0.3:
            like = draw.choice(products)
        kind = draw.choice(
            (*LISTS, "price", "rating", "availability", "attribute", "exclude", "exclude")
        )
        if kind in LISTS:
            wishes[kind] = tuple(_values(like, kind)[-1:])
        elif kind == "price" and like.offer_price is not None:
            price = float(like.offer_price)
            wishes["price"] = draw.choice((Range(max=price), Range(min=price), Range(1, price + 1)))
        elif kind == "rating" and like.rating is not None:
            wishes["rating"] = Range(min=like.rating)
        elif kind == "availability":
            wishes["availability"] = like.availability
        elif kind == "exclude":
            field = draw.choice(LISTS)
            if values := _values(like, field):
                wishes["exclude"][field] = tuple(values[-1:])
        else:
            texts = [name for name, value in like.attributes.items() if value in (True, False)]
            if texts:
                name = draw.choice(texts)
                wishes["exclude"][name] = ("yes" if like.attributes[name] else "no",)
    return Constraints(**wishes)


def _fits(product: Product, wanted: Constraints, families: dict[str, str]) -> bool:
    price = product.offer_price
    return (
        all(
            not getattr(wanted, field) or _has(product, field, getattr(wanted, field), families)
            for field in LISTS
        )
        and _within(None if price is None else float(price), wanted.price)
        and _within(product.rating, wanted.rating)
        and wanted.availability in (None, product.availability)
        and not any(
            _has(product, field, values, families, said_in_title=False)
            for field, values in wanted.exclude.items()
        )
    )


def _has(
    product: Product,
    field: str,
    wanted: Sequence[str],
    families: dict[str, str],
    *,
    said_in_title: bool = True,
) -> bool:
    values = {fold(value) for value in _values(product, field)}
    folded = {fold(value) for value in wanted}
    if field == "color":
        values |= {families[value] for value in values if value in families}
        if not values and said_in_title:
            return any(set(terms(value)) <= set(terms(product.title)) for value in wanted)
        return any(set(terms(want)) <= set(terms(value)) for want in wanted for value in values)
    if folded == {"yes"}:  # a feature: whatever the listing says of it but "no"
        return bool(values - NEGATIVE)
    return bool(values & (NEGATIVE if folded == {"no"} else folded))


def _values(product: Product, field: str) -> list[str]:
    """The values of a field, and those of an attribute that a shop calls as we call the field."""
    own: dict[str, list[str]] = {
        "category": list(product.category),
        "brand": [product.brand],
        "color": colors.parts(product.color),
        "size": [product.size],
    }
    values = list(own.get(field, []))
    for name, value in product.attributes.items():
        if fold(name) == fold(field):
            for one in value if isinstance(value, list) else [value]:
                values.append(("yes" if one else "no") if isinstance(one, bool) else str(one))
    return [value for value in values if value]


def _within(value: float | None, wanted: Range) -> bool:
    if not wanted:
        return True
    low = wanted.min is None or (value is not None and value >= wanted.min)
    return value is not None and low and (wanted.max is None or value <= wanted.max)


def test_an_attribute_named_like_a_field_does_not_hide_the_field(tmp_path: Path) -> None:
    goods = tmp_path / "goods.jsonl"
    goods.write_text(
        '{"kind": "product", "id": "a", "title": "Fleece", "size": "M"}\n'
        '{"kind": "product", "id": "b", "title": "Mat", "attributes": {"Size": "60 x 39 cm"}}\n'
        '{"kind": "product", "id": "c", "title": "Rug", "attributes": {"leaf": "oak"}}\n',
        encoding="utf-8",
    )
    import_files(tmp_path / "store", [goods])
    shop = Knowledge.open(tmp_path / "store")
    ids: Callable[[Constraints], list[str]] = lambda wanted: [  # noqa: E731
        hit.id for hit in shop.search(wanted).hits
    ]
    assert ids(Constraints(size=("M",))) == ["a"]
    assert ids(Constraints(size=("60 x 39 cm",))) == ["b"]
    assert ids(Constraints(attributes={"Leaf": ("oak",)})) == ["c"]
