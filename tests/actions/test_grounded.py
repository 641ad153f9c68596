"""Whatever is asked, nothing is said that the shop's records do not hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from knowledge.catalog import Product
from knowledge.generation.wording import money
from knowledge.knowledge import Knowledge
from knowledge.sentences import plain

Say = Callable[[str], dict[str, Any]]

QUESTIONS = (
    "how much is it?",
    "is it on sale?",
    "is it in stock?",
    "how heavy is it?",
    "how big is it?",
    "how long does it last?",
    "what is it made of?",
    "is it waterproof?",
    "what colours does it come in?",
    "does it have bluetooth?",
    "how many pieces are in it?",
    "is it suitable for a 4 year old?",
    "is it 12 cm wide?",
    "does it weigh less than 3 kg and does it cost under $5?",
    "what do people say about it?",
    "any complaints about it?",
    "how long is the warranty on it?",
    "where is it made?",
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
QUOTED = re.compile(r"“([^”]+)”")


@pytest.mark.parametrize("shop", ["instruments", "wine", "demo_shop"])
def test_every_number_and_quotation_stands_in_the_records(
    shop: str, stores: dict[str, Path], talk: Callable[[str], Say]
) -> None:
    knowledge = Knowledge.open(stores[shop])
    asked = 0
    for product in _some(knowledge):
        say = talk(shop)
        opened = say(f"tell me about the {product.name}")
        for turn in [opened, *map(say, QUESTIONS)]:
            for reply in turn["replies"]:
                where = f"{product.title}: {turn['message']} -> {reply['text']}"
                ids = {one["id"] for one in reply["products"]}
                groups = {one.group for one in knowledge.products(sorted(ids))}
                # What is asked of "it" is answered of it, or from the shop's pages.
                assert groups == {product.group} or not groups, where
                _check(reply["text"], _records(knowledge, reply), where)
                asked += 1
    assert asked > 50


@pytest.mark.parametrize("shop", ["instruments", "wine", "demo_shop"])
def test_every_source_exists_and_every_price_is_the_records(
    shop: str, stores: dict[str, Path], talk: Callable[[str], Say]
) -> None:
    knowledge = Knowledge.open(stores[shop])
    for product in _some(knowledge):
        said = talk(shop)(f"tell me about the {product.name}")["replies"][0]
        assert said["sources"], said
        for source in said["sources"]:
            assert source["kind"] == "product"
            assert knowledge.products([source["id"]]), source
        for card in said["products"]:
            record = knowledge.products([card["id"]])[0]
            assert card["price"] == (record.offer_price and float(record.offer_price))
            assert card["availability"] == record.availability


def _some(knowledge: Knowledge) -> list[Product]:
    """Products from all over a catalogue, one of each item group."""
    groups = {product.group: product for product in knowledge.store.all_products()}
    every = list(groups.values())
    return every[:: max(1, len(every) // 5)][:5]


def _records(knowledge: Knowledge, reply: dict[str, Any]) -> str:
    """All that may be said: the records of the reply's products and sources, whole."""
    ids = {product["id"] for product in reply["products"]}
    ids |= {source["id"] for source in reply["sources"] if source["kind"] == "product"}
    texts: list[str] = [
        source["text"] for source in reply["sources"] if source["kind"] != "product"
    ]
    for product in knowledge.products(sorted(ids)):
        reviews = knowledge.reviews(product)
        for one in knowledge.variants(product):
            texts += _told(one)
        texts += [review.text for review in reviews]
        texts += [str(len(reviews)), *_ratings([review.rating for review in reviews])]
    documents = {source["id"] for source in reply["sources"] if source["kind"] == "policy"}
    texts += [plain(one.text) for one in knowledge.store.documents() if one.id in documents]
    texts += [plain(text) for text in texts]
    return "\n".join(texts)


def _told(product: Product) -> Iterator[str]:
    yield from (product.title, product.description)
    yield f"Colour: {product.color}\nSize: {product.size}\nMaterial: {product.material}"
    yield f"Brand: {product.brand}\nGender: {product.gender}\nModel number: {product.mpn}"
    yield f"Category: {' > '.join(product.category)}\nGTIN: {', '.join(product.gtin)}"
    yield from (f"{name}: {_shown(value)}" for name, value in product.attributes.items())
    for price in (product.price, product.sale_price):
        if price is not None:
            yield money(price, product.currency)
    if product.rating is not None:
        yield f"{product.rating:.1f} {product.review_count}"
    yield str(product.quantity or "")


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _ratings(ratings: Sequence[float | None]) -> Iterator[str]:
    given = [rating for rating in ratings if rating is not None]
    if given:
        yield f"{sum(given) / len(given):.1f} {len(given)}"
        yield str(sum(1 for rating in given if rating <= 2.5))
    yield "5"  # the scale that ratings are given on


def _check(text: str, told: str, where: str) -> None:
    known = {_plain_number(number) for number in NUMBER.findall(told)}
    known |= (
        {str(count) for count in range(2, 9)}
        if "choose from" in text or "there are" in text
        else set()
    )
    unknown = {number for number in NUMBER.findall(text) if _plain_number(number) not in known}
    assert not unknown, f"{unknown} in {where}"
    squeezed = " ".join(told.split())
    for quote in QUOTED.findall(text):
        pieces = [" ".join(piece.split()) for piece in re.split(r"…|; ", quote)]
        for piece in filter(None, (piece.rstrip(" .") for piece in pieces)):
            assert piece in squeezed or piece.removeprefix("Our ") in squeezed, (
                f"“{piece}” in {where}"
            )


def _plain_number(number: str) -> str:
    return (
        number.replace(",", "").rstrip("0").rstrip(".")
        if "." in number
        else number.replace(",", "")
    )
