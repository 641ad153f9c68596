"""Which column is which field: the names shops use, and what to make of all the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from shlex import quote
from typing import Any

from knowledge.catalog.build import LINE_FIELDS, ORDER_FIELDS, PRODUCT_FIELDS, REVIEW_FIELDS
from knowledge.catalog.faults import CatalogError
from knowledge.catalog.money import iso

# Names in order of trust, compared without case, spaces, underscores and camel case.
PRODUCT_SYNONYMS: dict[str, str] = {
    "id": "id, product id, item id, offer id, productid, itemid, sku, product sku, variant sku, "
    "item sku, article number, article no, item number, item no, product code, item code, "
    "product number, asin, uniq id, unique id, uuid, code, handle, identifier, artikelnummer, "
    "artikelnr, artnr, referencia, référence, reference, codice, kod, index",
    "title": "title, name, product name, product title, item name, item title, display name, "
    "product, produktname, produkt, bezeichnung, artikelbezeichnung, titel, titre, nom, "
    "nom du produit, nombre, título, titolo, nome, název, nazwa, naam, productnaam, namn, "
    "商品名, 名称, название, наименование, label, heading",
    "description": "description, product description, long description, full description, "
    "body html, body, desc, item description, details, about product, about, overview, "
    "short description, summary, beschreibung, produktbeschreibung, descripción, descrizione, "
    "popis, opis, omschrijving, beskrivning, описание, 説明, text, content",
    "brand": "brand, brand name, manufacturer, manufacturer name, vendor, maker, producer, "
    "label name, marke, hersteller, marque, marca, značka, výrobce, marka, producent, merk, "
    "märke, бренд, ブランド, publisher, author",
    "category": "category, categories, category path, category name, product category, "
    "product categories, product class, product type, google product category, main category, "
    "category tree, product category tree, taxonomy, breadcrumbs, breadcrumb, item category, type, "
    "kategorie, warengruppe, catégorie, categoría, categoria, kategoria, categorie, kategori, "
    "категория, カテゴリ, class",
    "department": "department, division, section, abteilung, master category",
    "subcategory": "subcategory, sub category, subcategories, subcategory name, unterkategorie, "
    "child category",
    "price": "price, regular price, unit price, selling price, retail price, product price, "
    "item price, price amount, base price, variant price, current price, net price, gross price, "
    "preis, verkaufspreis, prix, precio, prezzo, cena, prijs, pris, цена, 価格, 价格, amount, cost",
    "price_cents": "price cents, price in cents, price minor, cents, unit amount",
    "sale_price": "sale price, special price, discounted price, discount price, promo price, "
    "promotional price, offer price, deal price, price sale, reduced price, angebotspreis, "
    "aktionspreis, prix promo, precio oferta, prezzo scontato, akční cena",
    "compare_at_price": "compare at price, variant compare at price, original price, old price, "
    "was price, list price, msrp, rrp, uvp, strike price, full price, actual price, price was, "
    "statt preis, prix barré, precio anterior",
    "currency": "currency, currency code, price currency, price currency code, währung, devise, "
    "moneda, valuta, měna, waluta",
    "availability": "availability, availability status, stock status, is available, available, "
    "in stock, instock, is in stock, verfügbarkeit, disponibilité, disponibilidad, "
    "disponibilità, dostupnost, dostępność",
    "quantity": "quantity, qty, stock quantity, stock qty, inventory, inventory quantity, "
    "inventory qty, variant inventory qty, stock level, units in stock, on hand, quantity available, "
    "available quantity, bestand, lagerbestand, menge, cantidad, quantità, quantité, množství",
    "stock": "stock, lager, existencias, giacenza, sklad",
    "color": "color, colour, product colour, product color, base colour, colour name, color name, "
    "farbe, couleur, colore, barva, kolor, kleur, färg, цвет, カラー, 颜色",
    "size": "size, size name, product size, clothing size, shoe size, größe, groesse, grösse, "
    "taille, talla, taglia, velikost, rozmiar, maat, storlek, размер, サイズ, 尺码",
    "material": "material, fabric, material type, materiál, matière, materiale, materiał, "
    "materiaal, материал, 素材",
    "gender": "gender, sex, target gender, geschlecht, genre, género, genere, pohlaví, płeć",
    "item_group_id": "item group id, group id, parent id, parent sku, parent, parent asin, "
    "variant group, variation group, style id, model group",
    "gtin": "gtin, ean, upc, barcode, ean13, ean 13, gtin13, gtin 13, gtin12, gtin14, upc code, "
    "ean code, bar code, isbn, isbn13, isbn 13, variant barcode",
    "mpn": "mpn, manufacturer part number, part number, part no, model number, model no, model, "
    "item model number, manufacturer number, modell, herstellernummer, modelo, modello, modèle, "
    "sku, product sku, product code, item code",
    "link": "link, url, product url, product link, page url, permalink, website, web url, "
    "product page url, canonical url, deeplink",
    "image_link": "image link, image, image url, image src, images, img, img link, picture, "
    "picture url, photo, photo url, main image, primary image, image urls, thumbnail, bild, "
    "bild url, imagen, immagine, obrázek",
    "rating": "rating, ratings, average rating, avg rating, rating value, review rating, stars, "
    "star rating, reviews rating, customer rating, score, product rating, bewertung, note",
    "best_rating": "best rating, rating scale, max rating",
    "review_count": "review count, reviews count, rating count, number of reviews, num reviews, "
    "no of ratings, number of ratings, ratings count, reviews, n reviews, total reviews",
    "date_added": "date added, created at, created, date created, published at, release date, "
    "launch date, publication date, date, added, available since, year added",
}
REVIEW_SYNONYMS: dict[str, str] = {
    "product_id": "product id, product sku, sku, item id, asin, product, product code, "
    "product handle, parent asin, item, productid, clothing id, artikelnummer",
    "id": "review id, id, reviewid, comment id, uuid",
    "text": "text, review text, review body, body, review, comment, review content, content, "
    "review description, comments, message, opinion, bewertungstext, bewertung, avis, reseña, "
    "recensione, recenze, opinia, отзыв, description, reviewtext",
    "rating": "rating, stars, star rating, score, review rating, overall, rating value, points, "
    "note, sterne, puntuación, valutazione, hodnocení, ocena, оценка",
    "best_rating": "best rating, rating scale, max rating",
    "title": "title, review title, headline, summary, review summary, subject, review headline, "
    "titel, titre, título",
    "author": "author, reviewer, reviewer name, user name, username, user, customer name, "
    "customer, name, nickname, user id, reviewer id, author name, display name",
    "date": "date, review date, created at, created, review time, timestamp, submitted at, "
    "published, date published, time, date created, unix review time",
    "language": "language, lang, locale, review language, sprache, langue",
}
ORDER_SYNONYMS: dict[str, str] = {
    "id": "order id, order number, order no, id, number, order, name, bestellnummer, order name",
    "email": "email, e mail, customer email, billing email, contact email, email address, "
    "customer e mail",
    "status": "status, order status, fulfillment status, state, financial status",
    "date": "date, order date, created at, date created, placed at, ordered at, purchase date, "
    "date placed, created, paid at, bestelldatum",
    "lines": "lines, line items, items, order lines, products, order items, positions",
    "total": "total, order total, grand total, total price, total amount, amount, sum",
    "currency": "currency, currency code",
    "customer_id": "customer id, user id, client id, customer number",
    "customer_name": "customer name, customer, full name, billing name, shipping name, buyer name",
    "carrier": "carrier, shipping carrier, tracking company, courier, shipping company",
    "tracking_number": "tracking number, tracking no, tracking id, tracking code, tracking",
    "tracking_link": "tracking link, tracking url",
    "date_shipped": "date shipped, shipped at, ship date, shipping date, shipped date",
    "date_delivered": "date delivered, delivered at, delivery date, delivered date",
    "expected_delivery": "expected delivery, estimated delivery, eta, estimated delivery date, "
    "expected delivery date, delivery estimate",
    "shipping_address": "shipping address, address, delivery address, ship to",
}
LINE_SYNONYMS: dict[str, str] = {
    "product_id": "product id, lineitem sku, line item sku, item sku, sku, item id, line product id, "
    "line item id, asin, product code, variant id, product, id",
    "title": "product title, lineitem name, line item name, item name, product name, line title, "
    "title, item title, name",
    "quantity": "quantity, qty, lineitem quantity, line item quantity, item quantity, count, "
    "line quantity",
    "price": "price, unit price, lineitem price, line item price, item price, product price, "
    "line price, amount",
}
ATTRIBUTE_MAPS = (
    *("attributes", "features", "specs", "specifications", "properties", "product attributes"),
    *("custom attributes", "technical details", "params", "parameters", "product specifications"),
    *("additional properties", "details", "product details", "merkmale", "eigenschaften"),
)

MOST_SHOWN = 12
"""Columns that are no field, before the rest is only counted."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SEPARATORS = re.compile(r"[\W_]+")
_UNIT = re.compile(
    r"(?:\(|\[)\s*(?P<bracketed>[^()\[\]\d]{1,8})\s*(?:\)|\])\s*$|[\s_](?P<plain>kg|lbs?|oz|cm|mm|"
    r"km|ft|inch(?:es)?|ml|cl|kw|kwh|mah|wh|gb|tb|mb|hz|khz|mhz|ghz|db|watts?|volts?|litres?|"
    r"liters?|grams?|hours?|minutes?|g|m|l|w|v)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Plan:
    """How to read a table: what its rows are, and the field of each column that has one.

    ``kind`` is ``product``, ``review`` or ``order``. A field of an order's line has the prefix
    ``line.``. ``currency`` is the one that a column's name holds (``price_eur``), or "".
    """

    kind: str
    fields: dict[str, str]
    currency: str = ""

    def shown(self, names: Iterable[str], source: str) -> Columns:
        """The plan as a person is told of it."""
        fields = {field: column for column, field in self.fields.items()}
        return Columns(source, self.kind, fields, [n for n in names if n and n not in self.fields])


@dataclass(frozen=True)
class Columns:
    """What the columns of a file are taken for: the kind of its rows, and the column of each field.

    ``others`` are no field: a product has them as attributes, elsewhere they are left out.
    """

    source: str
    kind: str
    fields: dict[str, str]
    others: list[str]

    def __str__(self) -> str:
        """In the words of ``--map``, which mends it."""
        pairs = " ".join(quote(f"{field}={column}") for field, column in self.fields.items())
        told = f"{self.source}: {self.kind}s from {pairs}"
        if self.others:
            become = "become attributes" if self.kind == "product" else "are left out"
            shown = ", ".join(self.others[:MOST_SHOWN])
            rest = len(self.others) - MOST_SHOWN
            told += f"; {shown}{f' and {rest} more' if rest > 0 else ''} {become}"
        return f"{told} (otherwise: --map FIELD=COLUMN)"


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """``name`` as it is compared: ``productName``, ``Product_Name`` and ``product name`` alike."""
    name = name if name.isupper() else _CAMEL.sub(" ", name)
    return " ".join(_SEPARATORS.sub(" ", name).casefold().split())


@lru_cache(maxsize=4096)
def humanise(name: str) -> str:
    """A column's name as a person would write it: ``display_diagonal`` -> "Display diagonal"."""
    text = " ".join(name.replace("_", " ").split())
    if " " not in text and not text.isupper():
        text = _CAMEL.sub(" ", text)
        text = text[:1] + text[1:].lower() if " " in text else text
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=4096)
def unit(name: str) -> tuple[str, str]:
    """A column's name without its unit, and the unit: ``Weight (kg)``, ``weight_kg``; else ""."""
    match = _UNIT.search(name)
    if not match or match.start() == 0:
        return name, ""
    return name[: match.start()], (match["bracketed"] or match["plain"]).strip()


def plan(columns: Iterable[str], mapping: Mapping[str, str], source: str) -> Plan:
    """Which column of a table is which field; ``mapping`` (field to column) comes first.

    Raises:
        CatalogError: a mapped column is not there, or none can be the id or the title.
    """
    names, normals, chosen = _named(columns, mapping, source)
    kind = _kind(set(normals), set(mapping))
    if kind == "order":
        fields = _guess(ORDER_SYNONYMS, normals, chosen)
        lines = {n: c for n, c in normals.items() if c not in fields.values()}
        if "lines" not in fields:
            line_fields = _guess(LINE_SYNONYMS, lines, {})
            fields |= {f"line.{field}": column for field, column in line_fields.items()}
        needed = ["id", "email"]
        return _checked(Plan(kind, _inverse(fields)), needed, names, source)
    if kind == "review":
        fields = _guess(REVIEW_SYNONYMS, normals, chosen)
        return _checked(Plan(kind, _inverse(fields)), ["product_id"], names, source)
    fields, currency = _product_fields(normals, chosen)
    needed = ["id", "title"]
    return _checked(Plan(kind, _inverse(fields), currency), needed, names, source)


def patch_plan(columns: Iterable[str], mapping: Mapping[str, str], source: str) -> Plan:
    """`plan` for a table of products that are known: it needs an id or an item group, and no more.

    Raises:
        CatalogError: a mapped column is not there, or none can be the id.
    """
    names, normals, chosen = _named(columns, mapping, source)
    fields, currency = _product_fields(normals, chosen)
    found = Plan("product", _inverse(fields), currency)
    return found if "item_group_id" in fields else _checked(found, ["id"], names, source)


def known_fields() -> tuple[str, ...]:
    """Every field that ``--map`` may name."""
    return tuple(dict.fromkeys((*PRODUCT_FIELDS, *REVIEW_FIELDS, *ORDER_FIELDS, *LINE_FIELDS)))


def _named(
    columns: Iterable[str], mapping: Mapping[str, str], source: str
) -> tuple[list[str], dict[str, str], dict[str, str]]:
    """The columns, the columns by their normal names, and those that the mapping names by field."""
    names = list(dict.fromkeys(columns))
    normals = {normal(name): name for name in reversed(names)}
    for field, column in mapping.items():
        if column not in names and normal(column) not in normals:
            raise CatalogError(
                f"{source}: no column {column!r} for the field {field}; "
                f"the columns are {', '.join(names[:40])}"
            )
    chosen = {f: c if c in names else normals[normal(c)] for f, c in mapping.items()}
    if len(set(chosen.values())) < len(chosen):
        raise CatalogError(f"{source}: --map names one column for two fields; a column holds one")
    return names, normals, chosen


def _product_fields(normals: dict[str, str], chosen: dict[str, str]) -> tuple[dict[str, str], str]:
    """Column by field of a product, and the currency that a column's name holds."""
    priced, currency = _priced_in(normals)
    fields = _guess(PRODUCT_SYNONYMS, normals | priced, chosen)
    if "price" in chosen:
        currency = iso(normal(chosen["price"]).rpartition(" ")[2]) or currency
    for instead in ("mpn", "gtin", "link"):
        # A shop without ids of its own still tells its products apart somehow.
        if "id" not in fields and instead in fields and instead not in chosen:
            fields["id"] = fields.pop(instead)
    return fields, currency


def _kind(normals: set[str], mapped: set[str]) -> str:
    def has(synonyms: dict[str, str], *fields: str) -> bool:
        found = (set(_split(synonyms[field])) & normals for field in fields)
        return any(found) or bool(mapped.intersection(fields))

    if has(ORDER_SYNONYMS, "email") and has(ORDER_SYNONYMS, "status", "lines"):
        return "order"
    is_sold = bool(
        normals & {"brand", "availability", "category", "categories"} or "price" in mapped
    ) or has(PRODUCT_SYNONYMS, "price", "price_cents", "image_link", "gtin")
    says = has(REVIEW_SYNONYMS, "rating") or bool(
        normals & {"review", "review text", "review body", "text", "body", "comment", "content"}
    )
    if not is_sold and has(REVIEW_SYNONYMS, "product_id") and (says or "text" in mapped):
        return "review"
    return "product"


def _guess(
    synonyms: dict[str, str], normals: Mapping[str, str], chosen: Mapping[str, str]
) -> dict[str, str]:
    """Column by field: the chosen ones, then for each field the most trusted name still free."""
    fields = dict(chosen)
    taken = set(fields.values())
    for field, names in synonyms.items():
        if field in fields:
            continue
        for name in _split(names):
            column = normals.get(name)
            if column is not None and column not in taken:
                fields[field] = column
                taken.add(column)
                break
    return fields


def _priced_in(normals: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Columns named like ``price_eur`` under ``price``, with the currency that they name."""
    found: dict[str, str] = {}
    currency = ""
    for name, column in normals.items():
        words = name.split()
        if code := iso(words[-1]) if len(words) > 1 else "":
            bare = " ".join(word for word in words[:-1] if word not in ("in", "en"))
            fields = ("price", "sale_price", "compare_at_price")
            is_price = any(bare in _split(PRODUCT_SYNONYMS[field]) for field in fields)
            if is_price and bare not in normals and currency in ("", code):
                found.setdefault(bare, column)
                currency = code
    return found, currency


def _checked(plan: Plan, needed: list[str], names: list[str], source: str) -> Plan:
    for field in needed:
        if field not in plan.fields.values():
            shown = ", ".join(name[:40] for name in names[:40]) or "none"
            raise CatalogError(
                f"{source}: no column looks like the {field} of a {plan.kind}; "
                f"name it with --map {field}=COLUMN (the columns are {shown})"
            )
    return plan


def _inverse(fields: Mapping[str, str]) -> dict[str, str]:
    return {column: field for field, column in fields.items()}


def _split(names: str) -> list[str]:
    return [normal(name) for name in names.split(",")]


TOLD_BY_ATTRIBUTES = {
    field: frozenset(_split(PRODUCT_SYNONYMS[field]))
    for field in ("color", "size", "material", "gender")
}
"""Fields that a map of attributes holds on many exports, by the names they have there."""


def take_told(fields: dict[str, Any], attributes: dict[str, Any]) -> None:
    """Moves what attributes say of the fields of `TOLD_BY_ATTRIBUTES` there, where they are empty."""
    for label in [label for label in attributes if _told(label)]:
        if not fields.get(_told(label)) and isinstance(attributes[label], str):
            fields[_told(label)] = attributes.pop(label)


@lru_cache(maxsize=4096)
def _told(label: str) -> str:
    name = normal(label)
    return next((field for field, names in TOLD_BY_ATTRIBUTES.items() if name in names), "")
