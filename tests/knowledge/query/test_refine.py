"""What a follow-up message changes in a search, and what it leaves alone."""

from __future__ import annotations

import pytest

from knowledge.catalog import Product
from knowledge.constraints import Constraints, Range
from knowledge.query.parse import parse
from knowledge.query.refine import refine
from knowledge.vocabulary import Vocabulary
from tests.knowledge.query.shops import SHOPS

VOCABULARIES = {name: Vocabulary.build(products) for name, products in SHOPS.items()}
BY_ID = {product.id: product for products in SHOPS.values() for product in products}


def after(shop: str, *messages: str, shown: str = "", focus: str = "") -> Constraints:
    """What holds after messages, with products shown (by ids) when the last is said."""
    vocabulary = VOCABULARIES[shop]
    held = parse(messages[0], vocabulary).constraints
    for message in messages[1:-1]:
        held = refine(held, parse(message, vocabulary))
    products = [BY_ID[id] for id in shown.split()]
    return refine(held, parse(messages[-1], vocabulary), products, BY_ID.get(focus))


def test_a_new_colour_takes_the_place_of_the_old() -> None:
    assert after("fashion", "black coat", "in navy").color == ("Navy",)


@pytest.mark.parametrize("message", ["also in navy", "or navy", "navy as well"])
def test_also_puts_a_colour_beside_the_old(message: str) -> None:
    assert after("fashion", "black coat", message).color == ("black", "Navy")


def test_a_refinement_keeps_what_it_does_not_mention() -> None:
    held = after("fashion", "men's leather boots under 200", "size 8 please")
    assert held.category == ("Ankle boots",)
    assert held.price == Range(None, 200)
    assert held.size == ("UK 8",)
    assert held.attributes == {"gender": ("men",), "material": ("leather",)}


def test_a_new_price_end_keeps_the_other() -> None:
    assert after("fashion", "coats over 100", "under 200").price == Range(100, 200)


def test_a_new_price_that_cannot_hold_with_the_old_replaces_it() -> None:
    assert after("fashion", "coats over 100", "under 50").price == Range(None, 50)


def test_what_is_excluded_is_no_longer_wanted() -> None:
    held = after("fashion", "leather boots", "not leather")
    assert held.exclude == {"material": ("leather",)}
    assert held.attributes == {}
    assert held.query == "boots"


def test_what_is_wanted_is_no_longer_excluded() -> None:
    held = after("fashion", "coats, anything but Halden", "only Halden")
    assert held.brand == ("Halden",)
    assert held.exclude == {}


def test_exclusions_add_up() -> None:
    held = after("fashion", "coats", "not black", "and not Rook")
    assert held.exclude == {"color": ("black",), "brand": ("Rook",)}


def test_another_value_of_an_attribute_replaces_the_old_also_in_the_query() -> None:
    held = after("fashion", "leather boots", "in suede")
    assert held.attributes == {"material": ("suede",)}
    assert "leather" not in held.query


@pytest.mark.parametrize(
    ("first", "message", "field", "empty"),
    [
        ("black coat", "any colour", "color", ()),
        ("Halden coat", "any brand", "brand", ()),
        ("coat size M", "forget the size", "size", ()),
        ("coat under 100", "forget the price", "price", Range()),
        ("coat with 4 stars", "never mind the rating", "rating", Range()),
        ("leather boots", "any material", "attributes", {}),
        ("coat, not Halden", "any brand", "exclude", {}),
    ],
)
def test_what_is_lifted_is_gone(first: str, message: str, field: str, empty: object) -> None:
    before = parse(first, VOCABULARIES["fashion"]).constraints
    assert getattr(before, field) != empty
    assert getattr(after("fashion", first, message), field) == empty


def test_cheaper_is_below_the_product_being_talked_about() -> None:
    assert after("parts", "battery", "cheaper", shown="9 10", focus="9").price == Range(
        None, 144.99
    )


def test_cheaper_without_one_is_below_the_middle_of_what_was_shown() -> None:
    limit = after("parts", "battery", "cheaper", shown="9 10").price.max
    assert limit is not None
    assert 69 <= limit < 145


def test_cheaper_with_nothing_shown_sorts() -> None:
    assert after("parts", "battery", "cheaper").sort == "price_asc"


def test_lighter_is_below_the_weight_of_the_product() -> None:
    wanted = after("parts", "battery", "lighter", shown="9 10", focus="9").attributes["Weight"]
    assert isinstance(wanted, Range)
    assert wanted.max is not None
    assert wanted.max < 19.5
    assert wanted.max > 11
    assert wanted.unit == "kg"


def test_more_of_a_named_attribute_is_above_it() -> None:
    wanted = after("parts", "roof box", "more volume", shown="17", focus="17").attributes["Volume"]
    assert isinstance(wanted, Range)
    assert wanted.min is not None
    assert 320 < wanted.min < 420


def test_better_rated_is_above_the_product() -> None:
    assert after("parts", "bulb", "better rated", shown="12 13", focus="12").rating.min == 4.21


def test_another_kind_is_another_topic() -> None:
    held = after("fashion", "men's black leather boots size 8 under 200", "what about coats")
    assert held.category == ("Coats & jackets",)
    assert (held.color, held.size, held.brand, held.exclude) == ((), (), (), {})
    assert held.attributes == {"gender": ("men",)}
    assert held.price == Range(None, 200)


def test_a_whole_new_wish_has_its_own_budget() -> None:
    held = after("fashion", "boots under 200", "actually I am looking for a nice evening dress now")
    assert held.category == ("Dresses",)
    assert held.price == Range()


def test_a_kind_among_those_shown_narrows() -> None:
    held = after("fashion", "black shoes under 200", "ankle boots", shown="F4001 F4002")
    assert held.category == ("Ankle boots",)
    assert held.color == ("black",)
    assert held.price == Range(None, 200)


def test_also_puts_a_kind_beside_the_old() -> None:
    assert after("fashion", "belts", "also scarves").category == ("Belts", "Scarves")


def test_words_of_a_refinement_join_the_query() -> None:
    assert after("cellar", "red wine", "something for steak").query == "red wine steak"


def test_a_message_that_changes_nothing_changes_nothing() -> None:
    held = parse("black coat", VOCABULARIES["fashion"]).constraints
    assert refine(held, parse("thanks", VOCABULARIES["fashion"])) == held


def test_a_comparative_about_what_no_product_has_leaves_the_search_alone() -> None:
    product = Product(id="x", title="Thing")
    held = parse("coat", VOCABULARIES["fashion"]).constraints
    assert refine(held, parse("lighter", VOCABULARIES["fashion"]), [product], product) == held
