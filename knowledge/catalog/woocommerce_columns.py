"""The columns of WooCommerce's product export, which stand in the language of the shop.

The English ones are listed at
https://github.com/woocommerce/woocommerce/wiki/Product-CSV-Import-Schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knowledge.catalog.naming import normal

# By what they hold: English, German, French, Spanish, Italian, Dutch.
_COLUMNS = {
    "id": "ID",
    "type": "Type, Typ, Tipo",
    "sku": "SKU, Artikelnummer, UGS, COD",
    "name": "Name, Nom, Nombre, Nome, Naam",
    "parent": "Parent, Übergeordnetes Produkt, Übergeordnet, Superior, Genitore, Hoofd, Bovenliggend",
    "published": "Published, Veröffentlicht, Publié, Publicado, Pubblicato, Gepubliceerd",
    "visibility": "Visibility in catalog, Sichtbarkeit im Katalog, Visibilité dans le catalogue, "
    "Visibilidad en el catálogo, Visibilità nel catalogo, Zichtbaarheid in catalogus",
    "short": "Short description, Kurzbeschreibung, Description courte, Descripción corta, "
    "Breve descrizione, Descrizione breve, Korte beschrijving",
    "description": "Description, Beschreibung, Descripción, Descrizione, Beschrijving",
    "link": "External URL, Externe URL, URL externe, URL externa, URL esterno",
    "sale_price": "Sale price, Angebotspreis, Tarif promo, Prix promo, Precio rebajado, "
    "Prezzo in offerta, Actieprijs",
    "regular_price": "Regular price, Regulärer Preis, Tarif régulier, Prix régulier, Precio normal, "
    "Prezzo di listino, Reguliere prijs, Normale prijs",
    "sale_starts": "Date sale price starts, Datum an dem Angebotspreis beginnt, "
    "Date de début de promo, Día en que empieza el precio rebajado, "
    "Data di inizio del prezzo in offerta, Startdatum actieprijs",
    "sale_ends": "Date sale price ends, Datum an dem Angebotspreis endet, Date de fin de promo, "
    "Día en que termina el precio rebajado, Data di fine del prezzo in offerta, Einddatum actieprijs",
    "in_stock": "In stock?, Vorrätig?, En stock ?, ¿En inventario?, ¿Existencias?, In stock?, "
    "Op voorraad?",
    "stock": "Stock, Lager, Lagerbestand, Bestand, Inventario, Magazzino, Voorraad",
    "backorders": "Backorders allowed?, Lieferrückstände erlaubt?, "
    "Autoriser les commandes de produits en rupture ?, ¿Permitir reservas de productos agotados?, "
    "Abilita gli ordini arretrati?, Nabestellingen toestaan?",
    "categories": "Categories, Kategorien, Catégories, Categorías, Categorie, Categorieën",
    "tags": "Tags, Schlagwörter, Étiquettes, Etiquetas, Tag",
    "images": "Images, Bilder, Imágenes, Immagini, Immagine, Afbeeldingen",
    "gtin": "GTIN UPC EAN or ISBN, GTIN UPC EAN oder ISBN, GTIN UPC EAN ou ISBN, GTIN UPC EAN o ISBN, "
    "GTIN UPC EAN of ISBN",
    "brands": "Brands, Marken, Marques, Marcas, Marchi, Brand, Merken",
}
_MARKS = ("visibility", "backorders", "sale_starts", "sale_ends", "regular_price", "parent")
_OTHER_MARKS = frozenset(
    {"is featured", "sold individually", "allow customer reviews"}
    | {"attribute 1 name", "attribute 1 value s"}
)
_ENOUGH = 2  # of these marks, beside a type and a name
_ATTRIBUTE = re.compile(r"(?:.* )?(?:attribut[eos]?s?|atributo|attributo|attribuut)(?: .*)?")
_NUMBER = re.compile(r"\b(\d{1,3})\b")

MEASURES = frozenset(
    "weight gewicht poids peso length länge longueur longitud largo lunghezza lengte width breite "
    "largeur anchura ancho larghezza breedte height höhe hauteur altura alto altezza hoogte".split()
)
"""What columns with a unit behind them measure, in lower case."""


def plan(names: Iterable[str]) -> dict[str, str]:
    """The column of each thing that the file has."""
    normals = {normal(name): name for name in names}
    found: dict[str, str] = {}
    for what, known in _COLUMNS.items():
        for name in known.split(", "):
            if normal(name) in normals:
                found.setdefault(what, normals[normal(name)])
    return found


def attributes(names: Sequence[str]) -> list[tuple[str, str, str]]:
    """The columns of each attribute: its name, its values, and whether shoppers see it ("" for none).

    The exporter writes them in this order in every language.
    """
    groups: dict[str, list[str]] = {}
    for name in names:
        words = normal(name)
        if _ATTRIBUTE.fullmatch(words) and (number := _NUMBER.search(words)):
            groups.setdefault(number[1], []).append(name)
    found = []
    for columns in groups.values():
        english = {normal(name).partition(" ")[2].lstrip("0123456789 "): name for name in columns}
        if "name" in english:
            name, *rest = (english.get(what, "") for what in ("name", "value s", "visible"))
        else:
            name, *rest = (columns + [""] * 3)[:3]
        found.append((name, rest[0], rest[1]))
    return found


def recognised(names: Sequence[str]) -> bool:
    """Whether the header is that of WooCommerce's exporter."""
    found = plan(names)
    others = _OTHER_MARKS.intersection(map(normal, names))
    marks = len(others) + sum(mark in found for mark in _MARKS)
    return {"type", "name"} <= found.keys() and marks >= _ENOUGH
