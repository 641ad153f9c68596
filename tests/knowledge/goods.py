"""A catalogue of which everything is known before it is written down: what filters are held to.

Each `Thing` has plain facts in one unit; `Thing.product` writes them as shops do, in many ways.
The facts, not the products, say what satisfies a wish.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

from knowledge.catalog import Product

CATEGORIES = (
    ("Outdoor", "Bags", "Backpacks"),
    ("Outdoor", "Bags", "Dry bags"),
    ("Outdoor", "Bags"),
    ("Clothing", "Trousers"),
    ("Clothing", "Shirts", "T-shirts"),
    ("Footwear", "Boots"),
    ("Footwear", "Accessories"),
    ("Outdoor", "Accessories"),
    ("Électronique", "Écrans"),
)
BRANDS = ("Nørdfjell", "H & M", "Café Ölü", "O'Neal", "northpeak", "Peak", "Black & Pine")
# What a shop writes, the family it is of, and the shades that a shopper may name it by.
COLORS = (
    ("Navy", {"blue", "navy"}),
    ("Deep navy", {"blue", "navy"}),
    ("Sky Blue", {"blue", "sky blue"}),
    ("Olive", {"green", "olive"}),
    ("Charcoal", {"grey", "charcoal"}),
    ("Black/Red", {"black", "red"}),
    ("Spectrum", {"spectrum"}),
    ("", set()),
)
# What a shop writes, and under what a shopper may ask for it.
SIZES = (
    ("M", {"M", "medium", "Size M"}),
    ("Medium", {"M", "medium", "Size M"}),
    ("X-Large", {"XL", "extra large", "x-large"}),
    ("2XL", {"XXL", "2XL"}),
    ("S/M", {"S", "M", "medium", "Size M"}),
    ("EU 42", {"EU 42", "42"}),
    ("42", {"42"}),
    ("UK 9.5", {"UK 9.5", "9.5", "9½", "9,5"}),
    ("9,5", {"9.5", "9½", "9,5"}),
    ("EU 44 / US 10.5", {"EU 44", "US 10.5", "44", "10.5"}),
    ("W32 L34", {"W32 L34", "32x34", "W32", "L34", "32"}),
    ("32/34", {"W32 L34", "32x34", "32/34", "W32", "L34", "32"}),
    ("34W x 30L", {"W34 L30", "34x30", "W34", "L30", "34"}),
    ("One Size", {"one size", "OS", "One size fits all"}),
    ("", set()),
)
MATERIALS = (
    ("leather", {"leather"}),
    ("Full-grain leather", {"leather", "full-grain leather"}),
    ("faux leather", {"faux leather"}),
    ("80 % merino wool, 20 % nylon", {"wool", "merino wool", "nylon"}),
    ("cotton", {"cotton"}),
    ("", set()),
)
GRAMS = {"g": 1.0, "kg": 1000.0, "lb": 453.59237, "oz": 28.349523125}
MILLILITERS = {"ml": 1.0, "cl": 10.0, "l": 1000.0, "fl oz": 29.5735295625}
MILLIMETERS = {"mm": 1.0, "cm": 10.0, "inch": 25.4, '"': 25.4, "m": 1000.0}


@dataclass(frozen=True)
class Thing:
    """What is true of one product; amounts are (from, to) in grams, millilitres, millimetres, people."""

    number: int
    group: int
    category: tuple[str, ...]
    brand: str
    color: tuple[str, frozenset[str]]
    size: tuple[str, frozenset[str]]
    material: tuple[str, frozenset[str]]
    price: Decimal | None
    sale_price: Decimal | None
    currency: str
    rating: float | None
    availability: str | None
    waterproof: bool | None
    weight: tuple[float, float] | None
    volume: tuple[float, float] | None
    diagonal: tuple[float, float] | None
    people: tuple[float, float] | None
    named: tuple[str, ...]

    @property
    def colors(self) -> frozenset[str]:
        """What a shopper may call its colour; where no colour is given, the title may name one."""
        titled = frozenset({"blue", "navy"} if "Navy" in self.named else ())
        return self.color[1] if self.color[0] else titled

    @property
    def pays(self) -> float | None:
        """What the shopper pays."""
        price = self.price if self.sale_price is None else self.sale_price
        return None if price is None else float(price)

    def product(self) -> Product:
        """The listing, written as one shop or another would."""
        draw = random.Random(self.number)
        attributes: dict[str, str | float | bool | list[str]] = {}
        if self.waterproof is not None:
            yes = draw.choice((True, "Yes", "IPX4"))
            attributes["Waterproof"] = yes if self.waterproof else draw.choice((False, "No"))
        for name, amount, units in (
            ("Weight", self.weight, GRAMS),
            ("Volume", self.volume, MILLILITERS),
            ("Screen size", self.diagonal, MILLIMETERS),
        ):
            if amount is not None:
                attributes[name] = _written(amount, units, draw)
        if self.people is not None:
            low, high = (f"{end:g}" for end in self.people)
            attributes["Capacity"] = f"{low} people" if low == high else f"{low}-{high} people"
        return Product(
            id=f"P{self.number}",
            title=" ".join((self.brand, *self.named, self.category[-1])),
            brand=self.brand,
            category=self.category,
            price=self.price,
            sale_price=self.sale_price,
            currency=self.currency,
            availability=self.availability,
            color=self.color[0],
            size=self.size[0],
            material=self.material[0],
            rating=self.rating,
            review_count=3 if self.rating else 0,
            item_group_id=f"G{self.group}",
            attributes=attributes,
        )


def things(count: int = 400) -> list[Thing]:
    """A catalogue of ``count`` variants, some two to a product."""
    draw = random.Random(7)
    made: list[Thing] = []
    for number in range(count):
        group = made[-1].group if made and draw.random() < 0.4 else number
        price = Decimal(draw.randrange(100, 20_000)) / 100
        color, size, material = draw.choice(COLORS), draw.choice(SIZES), draw.choice(MATERIALS)
        made.append(
            Thing(
                number=number,
                group=group,
                category=made[-1].category if group != number else draw.choice(CATEGORIES),
                brand=draw.choice((*BRANDS, "")),
                color=(color[0], frozenset(color[1])),
                size=(size[0], frozenset(size[1])),
                material=(material[0], frozenset(material[1])),
                price=None if draw.random() < 0.1 else price,
                sale_price=price / 2 if draw.random() < 0.3 else None,
                currency=draw.choice(("EUR", "EUR", "USD")),
                rating=draw.choice((None, 2.5, 3.9, 4.0, 4.6)),
                availability=draw.choice(
                    (None, "in_stock", "out_of_stock", "preorder", "backorder")
                ),
                waterproof=draw.choice((None, True, False)),
                weight=_amount(draw, (5, 150, 500, 999.5, 1000, 2300)),
                volume=_amount(draw, (250, 330, 750, 1500, 20_000, 35_000)),
                diagonal=_amount(draw, (254, 330.2, 337.82, 381, 396.24, 500)),
                people=_amount(draw, (1, 2, 3, 4, 6)),
                named=tuple(draw.sample(("Alpine", "Navy", "Orbit", "gift set", "refill"), 2)),
            )
        )
    return made


def _amount(draw: random.Random, choices: tuple[float, ...]) -> tuple[float, float] | None:
    if draw.random() < 0.3:
        return None
    low = draw.choice(choices)
    return (
        low,
        draw.choice([one for one in choices if one >= low]) if draw.random() < 0.3 else low,
    )


def _written(amount: tuple[float, float], units: dict[str, float], draw: random.Random) -> str:
    unit = draw.choice([one for one in units if amount[0] / units[one] >= 0.01])
    ends = dict.fromkeys(f"{end / units[unit]:.9g}" for end in amount)
    number = draw.choice(("-", " - ", " to ", "–")).join(ends)
    # "1,234" is a thousand and more: shops that write it so mean no fraction.
    if all(len(end.partition(".")[2]) != 3 for end in ends) and draw.random() < 0.3:
        number = number.replace(".", ",")
    spelt = draw.choice((unit, unit.upper())) if unit.isalpha() else unit
    # Six bottles are as large as one.
    number = f"6 x {number}" if unit in MILLILITERS and draw.random() < 0.1 else number
    return f"{number}{draw.choice(('', ' ', '-') if unit == 'inch' else ('', ' '))}{spelt}"
