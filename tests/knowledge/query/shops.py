"""Three invented shops of different trades, small enough to know by heart."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from knowledge.catalog import Product


def _shop(
    currency: str, rows: Sequence[tuple[str, str, str, str, float, dict[str, Any]]]
) -> list[Product]:
    """Rows of id, title, brand, category path, price and whatever else a product has."""
    return [
        Product(
            id=id,
            title=title,
            brand=brand,
            category=tuple(path.split(" > ")),
            price=Decimal(str(price)),
            currency=currency,
            availability="in_stock",
            **more,
        )
        for id, title, brand, path, price, more in rows
    ]


def _worn(color: str, size: str, gender: str, material: str, **attributes: Any) -> dict[str, Any]:
    found = {name.replace("_", " "): value for name, value in attributes.items()}
    return {
        **{"color": color, "size": size, "gender": gender, "material": material},
        "attributes": found,
    }


FASHION = _shop(
    "GBP",
    [
        ("F1001", "Halden wool coat", "Halden", "Clothing > Coats & jackets", 189, _worn("Navy", "M", "women", "wool", Lining="silk", Hood=False, Machine_washable=False)),
        ("F1002", "Halden wool coat", "Halden", "Clothing > Coats & jackets", 189, _worn("Charcoal", "L", "women", "wool", Lining="silk", Hood=False, Machine_washable=False)),
        ("F1003", "Orla rain jacket", "Orla & Finch", "Clothing > Coats & jackets", 95, _worn("Mustard", "S", "women", "nylon", Hood=True, Waterproof=True, Machine_washable=True)),
        ("F1004", "Biker jacket", "Rook", "Clothing > Coats & jackets", 240, _worn("Black", "XL", "men", "leather", Hood=False)),
        ("F2001", "Linen shirt with grandad collar", "Orla & Finch", "Clothing > Shirts", 55, _worn("White", "M", "men", "linen", Fit="slim", Sleeve="long")),
        ("F2002", "Oxford shirt", "Halden", "Clothing > Shirts", 49, _worn("Sky blue", "L", "men", "cotton", Fit="regular", Sleeve="short", Machine_washable=True)),
        ("F2003", "Poplin T-shirt", "Target", "Clothing > T-shirts", 15, _worn("Red", "S", "kids", "cotton", Machine_washable=True)),
        ("F3001", "Silk evening dress", "Orla & Finch", "Clothing > Dresses", 310, _worn("Burgundy", "S", "women", "silk", Fit="slim")),
        ("F4001", "Chelsea boots", "Rook", "Shoes > Ankle boots", 160, _worn("Tan", "UK 8", "men", "leather", Heel="2 cm")),
        ("F4002", "Suede ankle boots", "Rook", "Shoes > Ankle boots", 150, _worn("Black", "UK 6", "women", "suede", Heel="7 cm")),
        ("F4003", "Court shoes", "Orla & Finch", "Shoes > Court shoes", 89, _worn("Black", "UK 5", "women", "leather", Heel="9 cm")),
        ("F4004", "Tennis shoes in canvas", "Ace", "Shoes > Tennis shoes", 59, _worn("White", "UK 9", "unisex", "canvas", Heel="2 cm", Weight="320 g")),
        ("F4005", "Marathon running shoes", "Ace", "Shoes > Running shoes", 120, _worn("Blue", "UK 9", "men", "mesh", Weight="260 g")),
        ("F5001", "Leather belt", "Rook", "Accessories > Belts", 35, _worn("Brown", "", "men", "leather")),
        ("F5002", "Shoe bag", "Ace", "Accessories > Bags", 12, _worn("Grey", "", "", "cotton")),
        ("F5003", "Cashmere scarf", "Halden", "Accessories > Scarves", 79, _worn("Camel", "One size", "unisex", "cashmere")),
        ("F5004", "Shirt hanger in cedar", "Target", "Accessories > Hangers", 9, _worn("Natural", "", "", "wood")),
    ],
)  # fmt: skip


def _part(mpn: str, **attributes: Any) -> dict[str, Any]:
    return {
        "mpn": mpn,
        "rating": 4.2,
        "attributes": {name.replace("_", " "): value for name, value in attributes.items()},
    }


CAR_PARTS = _shop(
    "USD",
    [
        ("1", "Torvik front brake pads ceramic", "Torvik", "Brakes > Brake pads", 42.5, _part("TV-BP204", Position="front", Compound="ceramic", Thickness="12 mm", Wear_sensor=True)),
        ("2", "Torvik rear brake pads", "Torvik", "Brakes > Brake pads", 36, _part("TV-BP205", Position="rear", Compound="semi-metallic", Thickness="10 mm", Wear_sensor=False)),
        ("3", "Vented brake disc 300 mm", "Hallmann", "Brakes > Brake discs", 61, _part("HM30012", Position="front", Diameter="300 mm", Weight="7.2 kg")),
        ("4", "Solid brake disc 280 mm", "Hallmann", "Brakes > Brake discs", 48, _part("HM28009", Position="rear", Diameter="280 mm", Weight="5.1 kg")),
        ("5", "Fully synthetic engine oil 5W-30", "Lubra", "Oils & fluids > Engine oil", 39.9, _part("LB-530-5", Volume="5 l", Viscosity="5W-30", Synthetic=True)),
        ("6", "Engine oil 10W-40", "Lubra", "Oils & fluids > Engine oil", 11.5, _part("LB-1040-1", Volume="1 l", Viscosity="10W-40", Synthetic=False)),
        ("7", "Oil filter", "Hallmann", "Filters > Oil filters", 8.9, _part("HM71045", Height="79 mm")),
        ("8", "Cabin air filter with carbon", "Puro", "Filters > Cabin filters", 17, _part("PU-C88", Height="30 mm")),
        ("9", "AGM battery 70 Ah", "Voltas", "Electrical > Batteries", 145, _part("VT70AGM", Capacity="70 Ah", Voltage="12 V", Weight="19.5 kg")),
        ("10", "Starter battery 44 Ah", "Voltas", "Electrical > Batteries", 69, _part("VT44", Capacity="44 Ah", Voltage="12 V", Weight="11 kg")),
        ("11", "Battery charger 8 A", "Voltas", "Electrical > Battery chargers", 59, _part("VTC8", Voltage="12 V", Weight="0.9 kg")),
        ("12", "LED headlight bulb H7", "Lumo", "Electrical > Bulbs", 29, _part("LM-H7L", Power="25 W", Brightness="1500 lm", Color_temperature="6000 K")),
        ("13", "Halogen bulb H7", "Lumo", "Electrical > Bulbs", 6.5, _part("LM-H7", Power="55 W", Brightness="1100 lm", Color_temperature="3200 K")),
        ("14", "Rubber floor mats, set of 4", "Original", "Interior > Floor mats", 34, {"color": "Black", "material": "rubber", "attributes": {"Pieces": "4 pieces"}}),
        ("15", "Seat cover", "Comfy", "Interior > Seat covers", 52, {"color": "Beige", "material": "polyester", "attributes": {"Pieces": "2 pieces", "Machine washable": True}}),
        ("16", "Roof box 420 l", "Kargo", "Carriers > Roof boxes", 399, {"color": "Gloss black", "mpn": "KG420", "attributes": {"Volume": "420 l", "Length": "190 cm", "Weight": "17 kg", "Lockable": True}}),
        ("17", "Roof box 320 l", "Kargo", "Carriers > Roof boxes", 279, {"color": "Silver", "mpn": "KG320", "attributes": {"Volume": "320 l", "Length": "135 cm", "Weight": "13 kg", "Lockable": True}}),
        ("18", "Bike rack for 3 bikes", "Kargo", "Carriers > Bike racks", 189, {"mpn": "KG-B3", "attributes": {"Capacity": "3 bikes", "Weight": "14 kg"}}),
    ],
)  # fmt: skip


def _grown(color: str, **attributes: Any) -> dict[str, Any]:
    return {
        "color": color,
        "attributes": {key.replace("_", " "): value for key, value in attributes.items()},
    }


CELLAR = _shop(
    "EUR",
    [
        ("C-11", "Serra Alta Reserva 2018", "Serra Alta", "Wine > Red wine", 24, _grown("red", Country="Portugal", Grape="Touriga Nacional", Alcohol="14 %", Bottle_size="750 ml", Vegan=True, Organic=True)),
        ("C-12", "Casa Linde Pinot Noir 2021", "Casa Linde", "Wine > Red wine", 18.5, _grown("red", Country="Germany", Grape="Pinot Noir", Alcohol="12.5 %", Bottle_size="750 ml", Vegan=False)),
        ("C-13", "Montebruno Barolo 2017", "Montebruno", "Wine > Red wine", 48, _grown("red", Country="Italy", Grape="Nebbiolo", Alcohol="14.5 %", Bottle_size="1.5 l", Vegan=False)),
        ("C-21", "Casa Linde Riesling 2022", "Casa Linde", "Wine > White wine", 12, _grown("white", Country="Germany", Grape="Riesling", Alcohol="11 %", Bottle_size="750 ml", Vegan=True, Organic=True)),
        ("C-22", "Domaine Vernay Chardonnay 2020", "Domaine Vernay", "Wine > White wine", 29, _grown("white", Country="France", Grape="Chardonnay", Alcohol="13 %", Bottle_size="750 ml", Vegan=True)),
        ("C-31", "Domaine Vernay Crémant", "Domaine Vernay", "Wine > Sparkling wine", 16.9, _grown("white", Country="France", Grape="Chardonnay", Alcohol="12 %", Bottle_size="750 ml", Vegan=True)),
        ("C-41", "Oude Molen gin", "Oude Molen", "Spirits > Gin", 34, _grown("", Country="Netherlands", Alcohol="43 %", Bottle_size="500 ml")),
        ("C-42", "Glen Tarrow single malt whisky 12 years", "Glen Tarrow", "Spirits > Whisky", 59, _grown("", Country="Scotland", Alcohol="46 %", Bottle_size="700 ml", Age="12 years")),
        ("C-43", "Glen Tarrow single malt whisky 18 years", "Glen Tarrow", "Spirits > Whisky", 129, _grown("", Country="Scotland", Alcohol="46 %", Bottle_size="700 ml", Age="18 years")),
        ("C-51", "Crystal wine glasses, set of six", "Vetro", "Glassware > Wine glasses", 45, _grown("", Pieces="6 pieces", Dishwasher_safe=True)),
        ("C-52", "Whisky glass", "Vetro", "Glassware > Whisky glasses", 12, _grown("", Pieces="1 piece", Dishwasher_safe=False)),
        ("C-53", "Lever corkscrew", "Tappo", "Accessories > Corkscrews", 22, _grown("black")),
        ("C-54", "Waiter's corkscrew", "Tappo", "Accessories > Corkscrews", 8, _grown("silver")),
        ("C-55", "Wine rack for 12 bottles", "Tappo", "Accessories > Wine racks", 39, _grown("brown", Capacity="12 bottles")),
    ],
)  # fmt: skip


def _packed(**attributes: Any) -> dict[str, Any]:
    return {"attributes": {name.replace("_", " "): value for name, value in attributes.items()}}


PANTRY = _shop(
    "GBP",
    [
        ("P01", "Rolled oats", "Millfield", "Breakfast", 1.6, _packed(Shelf="Oats", Organic="no", Vegan="yes", Contains="gluten", Weight="1 kg")),
        ("P02", "Organic jumbo oats", "Hedge & Co", "Breakfast", 2.7, _packed(Shelf="Oats", Organic="yes", Vegan="yes", Contains="gluten", Weight="750 g")),
        ("P03", "Almond granola", "Hedge & Co", "Breakfast", 4.2, _packed(Shelf="Granola", Organic="yes", Vegan="yes", Contains="gluten, nuts", Weight="400 g")),
        ("P04", "Whole milk", "Daisy", "Chilled", 1.4, _packed(Shelf="Milk", Organic="no", Vegan="no", Contains="milk", Weight="2 l")),
        ("P05", "Oat drink", "Oatly Dale", "Chilled", 1.9, _packed(Shelf="Milk", Organic="no", Vegan="yes", Contains="gluten", Weight="1 l")),
        ("P06", "Goat cheese log", "Chevrette", "Chilled", 2.8, _packed(Shelf="Cheese", Organic="no", Vegan="no", Contains="milk", Weight="125 g")),
        ("P07", "Mature cheddar", "Daisy", "Chilled", 3.9, _packed(Shelf="Cheese", Organic="no", Vegan="no", Contains="milk", Weight="350 g")),
        ("P08", "Fusilli", "Rossi", "Pantry", 1.2, _packed(Shelf="Pasta", Organic="no", Vegan="yes", Contains="gluten", Weight="500 g")),
        ("P09", "Rice fusilli", "Rossi", "Pantry", 2.6, _packed(Shelf="Pasta", Organic="no", Vegan="yes", Weight="400 g")),
    ],
)  # fmt: skip

LIBRARY = _shop(
    "USD",
    [
        ("B01", "The Salt Road", "Larkspur", "Fiction > Historical fiction", 27, _packed(Author="Ines Carvalho", Binding="Hardcover", Pages="412", Year="2021", Age_from="16 years", Shelf_mark="H1")),
        ("B02", "The Salt Road", "Larkspur", "Fiction > Historical fiction", 16, _packed(Author="Ines Carvalho", Binding="Paperback", Pages="430", Year="2022", Age_from="16 years", Shelf_mark="H1")),
        ("B03", "Cold Harbour", "Nordic Ink", "Fiction > Crime", 11.5, _packed(Author="Lars Holt", Binding="Paperback", Pages="390", Year="2020", Age_from="16 years", Shelf_mark="C2")),
        ("B04", "A Short History of Rivers", "Larkspur", "Nonfiction > History", 17, _packed(Author="Helen Ward", Binding="Paperback", Pages="368", Year="2016", Age_from="12 years", Shelf_mark="N1")),
        ("B05", "Where Is Otter?", "Tiny Owl", "Children > Picture books", 9, _packed(Author="Nell Bright", Binding="Board book", Pages="16", Year="2020", Age_from="1 years", Shelf_mark="K1")),
        ("B06", "Pip and the Midnight Train", "Tiny Owl", "Children > Chapter books", 7.5, _packed(Author="Oscar Lund", Binding="Paperback", Pages="144", Year="2021", Age_from="7 years", Shelf_mark="K2")),
    ],
)  # fmt: skip

SHOPS = {
    "fashion": FASHION,
    "parts": CAR_PARTS,
    "cellar": CELLAR,
    "pantry": PANTRY,
    "library": LIBRARY,
}
