"""What the composer answers to questions about products of several trades.

Each case names what must follow: ``says`` (these words, as a fact of the listing), ``yes`` and
``no`` (said so, with these words), ``silent`` (the catalogue does not say, and no yes or no),
``review`` (a reviewer's words, named as such).
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from knowledge.catalog import Product, Review
from knowledge.generation.questions import answer_question
from tests.knowledge.generation.shops import (
    BAR,
    DRILL,
    PACK_VARIANTS,
    PAN,
    POLICIES,
    SPEAKER,
    SPEAKER_REVIEWS,
    TENT,
    TENT_REVIEWS,
    TROUSERS_REVIEWS,
    TROUSERS_VARIANTS,
)

Embed = Callable[[list[str]], npt.NDArray[np.float32]]

LISTINGS: dict[str, tuple[list[Product], list[Review]]] = {
    "tent": ([TENT], TENT_REVIEWS),
    "pan": ([PAN], []),
    "pack": (PACK_VARIANTS, []),
    "speaker": ([SPEAKER], SPEAKER_REVIEWS),
    "bar": ([BAR], []),
    "trousers": (TROUSERS_VARIANTS, TROUSERS_REVIEWS),
    "drill": ([DRILL], []),
}

CASES = [
    ("tent", "how heavy is it?", "says", "2.4 kg"),
    ("tent", "What does the Skarn weigh", "says", "2.4 kg"),
    ("tent", "how many people does it sleep?", "says", "3 people"),
    ("tent", "how tall is it inside", "says", "112 cm"),
    ("tent", "is it freestanding?", "yes", "Freestanding"),
    ("tent", "is the second one freestanding", "yes", "Freestanding"),
    ("tent", "how heavy is the green one?", "says", "2.4 kg"),
    ("pan", "is number 3 non-stick?", "no", "Non-stick coating"),
    ("tent", "is it waterproof?", "says", "3000 mm"),
    ("tent", "what's it made of?", "says", "ripstop nylon"),
    ("tent", "is it made of canvas?", "says", "ripstop nylon"),
    ("tent", "is it nylon?", "yes", "ripstop nylon"),
    ("tent", "how much is it?", "says", "$229.00"),
    ("tent", "is it on sale", "yes", "$289.00"),
    ("tent", "do you have it in stock?", "says", "in stock"),
    ("tent", "what colour is it", "says", "Moss"),
    ("tent", "which brand is that?", "says", "Hollowmoor"),
    ("tent", "how long is the guarantee?", "says", "2 years"),
    ("tent", "do I need a footprint?", "says", "footprint"),
    ("tent", "how long does it take to set up?", "says", "four minutes"),
    ("tent", "does it come with a stuff sack?", "says", "stuff sack"),
    ("tent", "is it fire retardant?", "silent", ""),
    ("tent", "does it have a stove jack?", "silent", ""),
    ("tent", "how many poles does it have?", "silent", ""),
    ("tent", "is it UV resistant?", "silent", ""),
    ("tent", "is it any good?", "review", "4"),
    ("tent", "did anyone stay dry in the rain?", "review", "Stayed dry"),
    ("tent", "can I pitch it alone", "review", "pitch alone"),
    ("pan", "is it oven safe?", "yes", "Oven safe"),
    ("pan", "can it go in the oven?", "yes", "Oven safe"),
    ("pan", "is it dishwasher safe?", "silent", ""),
    ("pan", "is it microwave safe", "silent", ""),
    ("pan", "does it work on induction?", "yes", "Induction"),
    ("pan", "is it non-stick?", "no", "Non-stick coating"),
    ("pan", "does it come with a lid?", "no", "not included"),
    ("pan", "how do I clean it?", "says", "hand wash only"),
    ("pan", "how big is it?", "says", "28 cm"),
    ("pan", "where is it made?", "says", "Portugal"),
    ("pan", "is it made of cast iron?", "yes", "cast iron"),
    ("pan", "what is the handle made of?", "silent", ""),
    ("pan", "how thick is the base?", "silent", ""),
    ("pan", "is it seasoned?", "says", "seasoned with flaxseed oil"),
    ("pan", "is it available?", "says", "out of stock"),
    ("pan", "what do people think of it?", "none", "review"),
    ("pan", "what does it cost", "says", "€54.50"),
    ("pack", "will it fit a 15-inch laptop?", "says", "up to 16 inch"),
    ("pack", "what's the volume", "says", "22 l"),
    ("pack", "how much does it hold?", "says", "22 l"),
    ("pack", "what are the dimensions?", "says", "48 x 30 x 14 cm"),
    ("pack", "how big is it", "says", "48 x 30 x 14 cm"),
    ("pack", "is it waterproof?", "silent", ""),
    ("pack", "is the zip waterproof?", "yes", "Waterproof zip"),
    ("pack", "what colours does it come in?", "says", "Rust"),
    ("pack", "does it come in blue?", "says", "Ink blue"),
    ("pack", "does it come in pink?", "says", "Slate"),
    ("pack", "is it leather?", "says", "recycled polyester"),
    ("pack", "does it have a hidden pocket?", "says", "hidden pocket"),
    ("pack", "how many bottle pockets are there?", "says", "2"),
    ("pack", "does it have a chest strap?", "silent", ""),
    ("pack", "is it carry-on size for Ryanair?", "silent", ""),
    ("speaker", "does it have Bluetooth 5?", "says", "5.3"),
    ("speaker", "does it have bluetooth?", "yes", "5.3"),
    ("speaker", "how long does the battery last?", "says", "20 hours"),
    ("speaker", "is it waterproof?", "yes", "Waterproof"),
    ("speaker", "does it have a mic?", "no", "Microphone"),
    ("speaker", "is there a microphone", "no", "Microphone"),
    ("speaker", "how powerful is it?", "says", "30 W"),
    ("speaker", "does it charge over USB-C?", "yes", "USB-C"),
    ("speaker", "does it have wifi?", "silent", ""),
    ("speaker", "does it have an aux input?", "silent", ""),
    ("speaker", "does it work with Alexa?", "silent", ""),
    ("speaker", "how heavy is it?", "silent", ""),
    ("speaker", "how is the bass?", "review", "bass"),
    ("speaker", "do people complain about the battery?", "review", "Battery died"),
    ("speaker", "how loud is it?", "silent", ""),
    ("speaker", "is it available now?", "says", "pre-order"),
    ("speaker", "how many stars does it have", "none", ""),
    ("bar", "does it contain nuts?", "says", "oats, honey"),
    ("bar", "does it contain honey?", "yes", "honey"),
    ("bar", "is it vegan?", "silent", ""),
    ("bar", "is it vegetarian?", "yes", "Vegetarian"),
    ("bar", "is it gluten free?", "says", "gluten"),
    ("bar", "is it lactose free?", "yes", "Lactose free"),
    ("bar", "does it contain lactose?", "says", "Lactose free"),
    ("bar", "is it organic?", "yes", "Organic"),
    ("bar", "how many calories does it have?", "says", "412 kcal"),
    ("bar", "what are the ingredients?", "says", "sunflower oil"),
    ("bar", "is it kosher?", "silent", ""),
    ("bar", "how much sugar is in it?", "silent", ""),
    ("bar", "when does it expire?", "silent", ""),
    ("trousers", "are they machine washable?", "yes", "Machine washable"),
    ("trousers", "can I put them in the washing machine?", "yes", "Machine washable"),
    ("trousers", "is it 100% cotton?", "says", "98% cotton"),
    ("trousers", "what sizes are there?", "says", "34"),
    ("trousers", "does it come in size 40?", "says", "34"),
    ("trousers", "do people say it runs small?", "review", "run small"),
    ("trousers", "are they for women?", "says", "men"),
    ("trousers", "are they comfortable?", "review", "comfortable"),
    ("trousers", "does the colour fade?", "review", "faded"),
    ("trousers", "are they slim fit?", "yes", "slim"),
    ("trousers", "can they be tumble dried?", "silent", ""),
    ("trousers", "are they wrinkle free?", "silent", ""),
    ("trousers", "is it silk?", "says", "cotton"),
    ("trousers", "can I send them back?", "policy", "30 days"),
    ("drill", "does it come with a battery?", "no", "Battery included"),
    ("drill", "how long does the battery last?", "silent", ""),
    ("drill", "how much torque does it have?", "says", "60 Nm"),
    ("drill", "how fast does it spin?", "says", "1900 rpm"),
    ("drill", "how noisy is it?", "says", "78 dB"),
    ("drill", "how heavy is it?", "says", "1.7 kg"),
    ("drill", "what chuck size does it have", "says", "13 mm"),
    ("drill", "is it brushless?", "yes", "Brushless"),
    ("drill", "is it in stock?", "silent", ""),
    ("drill", "does it have a hammer function?", "silent", ""),
    ("drill", "is it made of rubber?", "silent", ""),
    ("drill", "how much is it?", "says", "129.00"),
]

CASES += [
    ("tent", "is it heavy?", "says", "2.4 kg"),
    ("tent", "is it freestanding and how heavy is it?", "yes", "2.4 kg"),
    ("tent", "can it hold a 5 kg dog?", "silent", ""),
    ("tent", "how much is the repair service?", "silent", ""),
    ("tent", "is it available in Norwegian?", "silent", ""),
    ("tent", "is it a tent?", "yes", "Tents"),
    ("pan", "is the lid glass?", "silent", ""),
    ("pan", "how many kilos is it", "says", "2.9 kg"),
    ("pan", "how many kilograms is it", "says", "2.9 kg"),
    ("pack", "is the rust one in stock?", "says", "Rust"),
    ("pack", "do you have it in ink blue?", "says", "out of stock"),
    ("pack", "how much is the slate one?", "says", "$99.00"),
    ("speaker", "when is it back in stock?", "silent", ""),
    ("speaker", "how long does it take to charge?", "silent", ""),
    ("speaker", "how many watts is it?", "says", "30 W"),
    ("speaker", "is it loud?", "silent", ""),
    ("bar", "is it organic and vegetarian?", "yes", "Vegetarian"),
    ("drill", "what is its weight limit?", "silent", ""),
    ("drill", "what is the noise level?", "says", "78 dB"),
    ("speaker", "what is the water resistance?", "says", "IPX7"),
]

DOES_NOT_SAY = "the catalogue does not say"


@pytest.mark.parametrize(("listing", "question", "kind", "words"), CASES)
def test_an_answer_says_what_the_listing_says(
    listing: str, question: str, kind: str, words: str, embed: Embed
) -> None:
    variants, reviews = LISTINGS[listing]
    said = answer_question(question, variants[0], variants, reviews, embed, 0, POLICIES)
    text = said.text
    assert said.sources
    assert text.startswith("Yes") == (kind == "yes"), text
    assert bool(re.match(r"No\b", text)) == (kind == "no"), text
    if kind == "silent":
        assert DOES_NOT_SAY in text.lower(), text
    else:
        assert words.lower() in text.lower(), text
    if kind in ("says", "yes", "no"):
        assert DOES_NOT_SAY not in text.lower(), text
        assert all(source.kind == "product" for source in said.sources)
    if kind == "review":
        assert any(source.kind == "review" for source in said.sources), text
    if kind == "policy":
        assert [source.kind for source in said.sources] == ["policy"]


@pytest.mark.parametrize("listing", LISTINGS)
def test_nothing_is_said_of_what_no_listing_speaks_of(listing: str, embed: Embed) -> None:
    variants, reviews = LISTINGS[listing]
    for question in (
        "is it compatible with my grandmother's pacemaker?",
        "does it glow in the dark?",
        "was it tested on animals?",
        "who is the designer?",
    ):
        text = answer_question(question, variants[0], variants, reviews, embed, 1).text
        assert DOES_NOT_SAY in text.lower(), (question, text)


def test_every_seed_answers_the_same(embed: Embed) -> None:
    texts = {
        answer_question("how heavy is it", TENT, [TENT], [], embed, seed).text for seed in range(6)
    }
    assert len(texts) >= 3
    assert all("2.4 kg" in text for text in texts)


def test_what_is_known_of_two_questions_is_said_and_the_rest_admitted(embed: Embed) -> None:
    text = answer_question("does it have two doors and a stove?", TENT, [TENT], [], embed, 0).text
    assert "Two doors" in text
    assert DOES_NOT_SAY in text.lower()
