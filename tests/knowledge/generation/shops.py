"""Invented products of several trades, with what their listings say and leave out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from knowledge.catalog import Document, Product, Review

TENT = Product(
    id="T1",
    title="Skarn 3 Dome Tent",
    brand="Hollowmoor",
    category=("Camping", "Tents"),
    price=Decimal("289.00"),
    sale_price=Decimal("229.00"),
    currency="USD",
    availability="in_stock",
    quantity=6,
    color="Moss",
    material="ripstop nylon",
    rating=4.2,
    review_count=3,
    description="Two doors and a pole set that clips together in about four minutes. "
    "The floor is thick enough to pitch without a footprint. Packs into its own stuff sack.",
    attributes={
        "Weight": "2.4 kg",
        "Capacity": "3 people",
        "Waterproof rating": "3000 mm",
        "Freestanding": True,
        "Peak height": "112 cm",
        "Seasons": "3-season",
        "Warranty": "2 years",
    },
)
TENT_REVIEWS = [
    Review(
        "T1-a", "T1", "Stayed dry through a whole night of rain in Wales. Easy to pitch alone.", 5
    ),
    Review("T1-b", "T1", "It feels cramped with three adults. The zip snagged twice.", 2),
    Review("T1-c", "T1", "Great value and roomy for two with a dog.", 5),
]

PAN = Product(
    id="P1",
    title="Emberline Skillet 28 cm",
    brand="Casterly",
    category=("Cookware", "Frying pans"),
    price=Decimal("54.5"),
    currency="EUR",
    availability="out_of_stock",
    material="cast iron",
    description="A heavy pan for searing. It arrives seasoned with flaxseed oil.",
    attributes={
        "Oven safe": True,
        "Diameter": "28 cm",
        "Weight": "2.9 kg",
        "Induction compatible": True,
        "Non-stick coating": False,
        "Lid": "not included",
        "Care": "hand wash only",
        "Country of origin": "Portugal",
    },
)

PACK = Product(
    id="B1",
    title="Quayside Commuter Backpack",
    item_group_id="B",
    brand="Lattice",
    category=("Bags", "Backpacks"),
    price=Decimal("99"),
    currency="USD",
    availability="in_stock",
    color="Slate",
    material="recycled polyester",
    description="A roll-top closes over the main compartment. A hidden pocket sits against your back.",
    attributes={
        "Laptop sleeve": "up to 16 inch",
        "Volume": "22 l",
        "Dimensions": "48 x 30 x 14 cm",
        "Waterproof zip": True,
        "Bottle pockets": 2.0,
    },
)
PACK_VARIANTS = [
    PACK,
    replace(PACK, id="B2", color="Rust"),
    replace(PACK, id="B3", color="Ink blue", availability="out_of_stock"),
]

SPEAKER = Product(
    id="S1",
    title="Pebble Portable Speaker",
    brand="Orrin",
    category=("Audio", "Speakers"),
    price=Decimal("79.99"),
    currency="GBP",
    availability="preorder",
    color="Black",
    description="Pairs two units for stereo.",
    attributes={
        "Bluetooth": "5.3",
        "Battery life": "20 hours",
        "Charging port": "USB-C",
        "Water resistance": "IPX7",
        "Output power": "30 W",
        "Microphone": False,
        "Waterproof": True,
        "Frequency range": "60 Hz - 20 kHz",
    },
)
SPEAKER_REVIEWS = [
    Review("S1-a", "S1", "The bass is surprisingly deep for the size.", 5),
    Review("S1-b", "S1", "Battery died after eleven hours, not twenty.", 2),
    Review("S1-c", "S1", "Sounds tinny at full volume.", 2),
]

BAR = Product(
    id="F1",
    title="Oat & Honey Bars, box of 12",
    brand="Millrace",
    category=("Pantry", "Snacks"),
    price=Decimal("11.40"),
    currency="CHF",
    availability="in_stock",
    attributes={
        "Ingredients": "oats, honey, sunflower oil, salt",
        "Allergens": "gluten",
        "Vegetarian": True,
        "Lactose free": True,
        "Organic": "yes",
        "Energy per 100 g": "412 kcal",
        "Net weight": "480 g",
    },
)

TROUSERS = Product(
    id="C1",
    title="Fenway Chinos - Sand, 32",
    brand="Ashgrove",
    category=("Clothing", "Trousers"),
    price=Decimal("65"),
    currency="USD",
    availability="in_stock",
    color="Sand",
    size="32",
    gender="men",
    material="98% cotton, 2% elastane",
    item_group_id="C",
    attributes={"Fit": "slim", "Machine washable": True, "Pockets": "4", "Inseam": "81 cm"},
)
TROUSERS_VARIANTS = [
    TROUSERS,
    replace(TROUSERS, id="C2", title="Fenway Chinos - Sand, 34", size="34"),
    replace(TROUSERS, id="C3", title="Fenway Chinos - Navy, 32", color="Navy"),
]
TROUSERS_REVIEWS = [
    Review("C1-a", "C1", "They run small, order a size up.", 3),
    Review("C1-b", "C1", "Soft fabric and very comfortable at the office.", 5),
    Review("C1-c", "C1", "The colour faded after three washes.", 2),
]

DRILL = Product(
    id="D1",
    title="Torvald 18V Drill Driver",
    brand="Torvald",
    category=("Tools", "Drills"),
    price=Decimal("129"),
    currency="",
    availability=None,
    attributes={
        "Battery included": False,
        "Maximum torque": "60 Nm",
        "Chuck size": "13 mm",
        "Speed": "0-1900 rpm",
        "Weight with battery": "1.7 kg",
        "Noise level": "78 dB",
        "Brushless": True,
        "Handle": "rubber grip",
    },
)

POLICIES = [
    (
        Document("returns", "Returns", "..."),
        "You can send unused goods back within 30 days of delivery. We refund the full price.",
    )
]
