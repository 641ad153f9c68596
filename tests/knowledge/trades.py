"""Small shops of several trades, with what shoppers type in each of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Listing = tuple[str, str, str, str, dict[str, Any]]
"""Id, title, category, description, and the other fields."""

ELECTRONICS: list[Listing] = [
    ("000123", "Sonavo WH-1000XM4 Wireless Headphones", "Audio > Headphones", "Noise cancelling, thirty hours of music.", {"brand": "Sonavo", "mpn": "WH-1000XM4", "gtin": "0012345678905"}),
    ("000124", "Sonavo WH-1000XM3 Wireless Headphones", "Audio > Headphones", "The model before, for a smaller budget.", {"brand": "Sonavo", "mpn": "WH-1000XM3", "gtin": "4006381333931"}),
    ("1230", "Tempo Smartwatch 2", "Wearables", "Counts steps and takes calls.", {"brand": "Tempo", "mpn": "TS-2"}),
    ("1231", "Kairo Smart Watch Classic", "Wearables", "A round dial and a week of battery.", {"brand": "Kairo", "mpn": "KW.77/B"}),
    ("1232", "Tempo Wall Clock", "Home", "Silent hands, oak frame.", {"brand": "Tempo"}),
    ("2001", "Nimbus 13 Laptop 13.3\" 16 GB RAM 512 GB SSD", "Computers > Laptops", "Light enough for every day.", {"brand": "Nimbus"}),
    ("2002", "Nimbus 15 Laptop 15.6\" 8 GB RAM 256 GB SSD", "Computers > Laptops", "The larger screen.", {"brand": "Nimbus"}),
    ("2003", "Laptop Sleeve 13-inch Felt", "Computers > Bags", "Wool felt, made in Porto.", {"brand": "Filz"}),
    ("2004", "USB-C Cable 2 m", "Cables", "Charges and carries data.", {"brand": "Filz"}),
    ("2005", "USB-C Cable 50cm", "Cables", "Short for the desk.", {"brand": "Filz"}),
    ("2006", "Mechanical Keyboard Compact", "Computers > Keyboards", "Brown switches.", {"brand": "Tactile"}),
    ("2007", "Wireless Mouse Silent", "Computers > Mice", "Clicks that nobody hears.", {"brand": "Tactile"}),
    ("2008", "Power Bank 20,000 mAh", "Power", "Four charges of a phone.", {"brand": "Nimbus"}),
    ("2009", "Case for Sonavo WH-1000XM4", "Audio > Cases", "Hard shell with a mesh pocket.", {"brand": "Filz"}),
]  # fmt: skip

BOOKS: list[Listing] = [
    ("b-1", "The Salt Road", "Novels", "A cartographer walks home along the coast.", {"brand": "Halyard Press", "gtin": "9780306406157"}),
    ("b-2", "Bread at Home", "Cookbooks", "Sourdough for those who work all day.", {"brand": "Oven Books", "gtin": "9783161484100"}),
    ("b-3", "Knots and Knives", "Crafts", "Whittling, rope and a little patience.", {"brand": "Oven Books"}),
    ("b-4", "The Children's Atlas", "Children", "Forty maps to colour.", {"brand": "Halyard Press"}),
    ("b-5", "Jigsaw Puzzle Harbour 1000 Pieces", "Games", "Printed in a small town by the sea.", {"brand": "Mosaik"}),
    ("b-6", "Jigsaw Puzzle Harbour 500 Pieces", "Games", "The same harbour in an afternoon.", {"brand": "Mosaik"}),
    ("1000", "Fountain Pen Fine Nib", "Writing", "A converter is included.", {"brand": "Plume"}),
]  # fmt: skip

MODE: list[Listing] = [
    ("m-1", "Herren Laufschuhe Sprint", "Schuhe > Laufschuhe", "Leichte Laufschuhe mit weicher Sohle für lange Strecken auf Asphalt und im Wald.", {"brand": "Flink"}),
    ("m-2", "Damen Wanderschuhe Grat", "Schuhe > Wanderschuhe", "Wasserdichte Wanderschuhe mit griffigem Profil für die Berge und für nasse Wege.", {"brand": "Flink"}),
    ("m-3", "Regenjacke für Mädchen", "Jacken", "Die Jacke hält trocken und lässt sich klein verpacken, auch für die Schule.", {"brand": "Tropf"}),
    ("m-4", "Wollmütze grün", "Mützen", "Gestrickt aus Wolle vom Schaf, warm und weich und nicht zu groß.", {"brand": "Tropf"}),
    ("m-5", "Trinkflasche 1,5 l", "Zubehör", "Eine Flasche aus Stahl, die einen ganzen Tag lang reicht und nicht tropft.", {"brand": "Quell"}),
    ("m-6", "Trinkflasche 0,5 l", "Zubehör", "Eine Flasche aus Stahl für den kleinen Durst unterwegs und in der Schule.", {"brand": "Quell"}),
    ("m-7", "T-Shirt Herren weiß", "Hemden", "Ein Hemd aus Baumwolle für jeden Tag, das auch nach der Wäsche noch passt.", {"brand": "Tropf"}),
    ("m-8", "Gürtel aus Leder", "Zubehör", "Der Gürtel hält die Hose und wird mit den Jahren immer schöner.", {"brand": "Riem"}),
]  # fmt: skip

SHOPS = {"electronics": ELECTRONICS, "books": BOOKS, "mode": MODE}


def write(listings: list[Listing], path: Path) -> Path:
    """Writes listings as a file that `aisle import` takes."""
    lines = [
        {"kind": "product", "id": id, "title": title, "category": category}
        | {"description": description, "price": 20, "currency": "EUR", **fields}
        for id, title, category, description, fields in listings
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text(text, encoding="utf-8")
    return path
