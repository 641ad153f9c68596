"""Shades to colour families, so that "blue" finds navy."""

from __future__ import annotations

import re

from knowledge.index.analyzer import fold

_SEVERAL = re.compile(r"\s*(?:[,/;|&+]|\band\b)\s*", re.IGNORECASE)

# Everyday shade names as shops use them; written from common knowledge of colour words.
FAMILIES: dict[str, str] = {
    fold(shade): family
    for family, shades in {
        "black": "black jet ebony onyx obsidian raven noir midnight-black licorice "
        "schwarz noire nero negro zwart",
        "white": "white ivory snow chalk pearl alabaster eggshell porcelain blanc "
        "weiss blanche bianco blanco wit",
        "grey": "grey gray slate charcoal graphite ash anthracite pewter steel smoke stone fog gunmetal "
        "heather granite flint cement grau gris grigio grijs edelstahl",
        "silver": "silver silber argent argento plata zilver chrome platinum nickel aluminium aluminum",
        "gold": "gold golden brass champagne oro doré",
        "blue": "blue navy royal azure cobalt indigo sky denim sapphire teal-blue ocean marine cerulean "
        "midnight ultramarine baby-blue powder-blue atlantic steel-blue bleu lagoon "
        "blau dunkelblau hellblau bleue blu azul blauw",
        "turquoise": "turquoise türkis teal aqua cyan petrol lagoon",
        "green": "green olive moss sage forest emerald mint khaki-green lime fern pine jade hunter "
        "avocado pistachio spruce juniper basil vert seafoam grün dunkelgrün hellgrün verte verde groen",
        "red": "red crimson scarlet burgundy maroon wine cherry ruby brick oxblood cardinal merlot rouge rot "
        "bordeaux tomato cranberry rosso rojo rood",
        "pink": "pink rosa rose rosé blush fuchsia magenta coral salmon raspberry peony bubblegum",
        "purple": "purple violet lilac lavender plum aubergine mauve grape amethyst orchid mulberry lila "
        "violett viola",
        "orange": "orange tangerine apricot peach amber rust terracotta copper pumpkin burnt-orange "
        "clementine saffron",
        "yellow": "yellow gelb jaune giallo amarillo geel mustard lemon ochre canary sun honey maize marigold",
        "brown": "brown chocolate chestnut walnut cognac tan mahogany coffee espresso mocha caramel hazel "
        "umber oak cocoa bronze tobacco sienna natural-brown braun marron marrone bruin",
        "beige": "beige sand cream ecru oatmeal linen taupe camel fawn biscuit oat nude khaki vanilla "
        "wheat latte",
        "multicolour": "multicolour multicolor multi multicoloured multicolored rainbow assorted",
    }.items()
    for shade in shades.split()
}

# Shades that are the name of nothing else, so that a shop without them offers their family.
PLAIN_SHADES = (
    *(
        "navy",
        "azure",
        "cobalt",
        "indigo",
        "turquoise",
        "teal",
        "aqua",
        "cyan",
        "crimson",
        "scarlet",
    ),
    *("burgundy", "maroon", "fuchsia", "magenta", "violet", "lilac", "mauve", "beige", "ecru"),
    *("taupe", "khaki", "ochre", "anthracite", "charcoal", "golden"),
)


def parts(color: str) -> list[str]:
    """The colours of a product that has several.

    >>> parts("Black/Deep Ocean Blue"), parts("Navy")
    (['Black', 'Deep Ocean Blue'], ['Navy'])
    """
    found = [part.strip() for part in _SEVERAL.split(color)]
    return [part for part in found if part]


def family(color: str) -> str | None:
    """The family of a colour as a shop writes it: the last shade word that is known.

    >>> family("Deep Ocean Blue"), family("Navy"), family("Spectrum")
    ('blue', 'blue', None)
    """
    words = fold(color).replace("-", " ").split()
    for word in reversed(words):
        if word in FAMILIES:
            return FAMILIES[word]
    return None
