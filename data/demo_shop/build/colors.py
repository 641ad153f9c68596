"""Colour names as a shop writes them, to the colours its pictures are drawn in."""

from __future__ import annotations

import colorsys
import re
import zlib

NAMED = {
    # Neutrals
    "black": "#34373c", "jet": "#2e3136", "onyx": "#33363b", "ink": "#2f3a4d", "coal": "#3b3d42",
    "charcoal": "#4b4f56", "graphite": "#565b62", "slate": "#66727e", "gunmetal": "#596069",
    "anthracite": "#44484e", "iron": "#4a4d52", "gray": "#8f959b", "grey": "#8f959b",
    "heather": "#a3a5a9", "ash": "#a9a9a4", "stone": "#b3aa9b", "pebble": "#b0a89d",
    "fog": "#c3c8ca", "mist": "#bccbd0", "silver": "#c2c7cc", "steel": "#aeb6bd",
    "stainless": "#b9c0c6", "chrome": "#c3c9ce", "aluminum": "#c2c6ca", "titanium": "#a3a5a6",
    "pewter": "#8d9297", "nickel": "#b5b3ac", "white": "#f4f3ef", "snow": "#f3f5f6",
    "ivory": "#efe8d8", "cream": "#eee4cd", "chalk": "#ebe7de", "pearl": "#e9e4da",
    "bone": "#e3dac6", "oat": "#ddcfb5", "oatmeal": "#d8cab1", "linen": "#e0d4bf",
    "natural": "#d9c5a0", "flax": "#d8c397", "ecru": "#e0d6bd", "alabaster": "#ece7dd",
    "smoke": "#8b8f94", "shadow": "#565a61", "storm": "#5d6b7a", "clear": "#cfe0e4",
    # Browns
    "sand": "#d3bd96", "dune": "#cbb28a", "beige": "#d5c3a3", "tan": "#c39d6e", "camel": "#b98a55",
    "khaki": "#ab9b70", "fawn": "#c0a17c", "taupe": "#998877", "mushroom": "#a3968a",
    "brown": "#7c573c", "chestnut": "#7e4a33", "walnut": "#6a4a35", "oak": "#b98f5f",
    "acacia": "#96643d", "bamboo": "#d0ac6c", "birch": "#dcc39a", "beech": "#d3ab7c",
    "teak": "#a8713f", "maple": "#cf9f69", "pinewood": "#d3a866", "wood": "#b98f5f",
    "cognac": "#9d5c30", "saddle": "#95602f", "tobacco": "#7b5534", "mocha": "#7a604f",
    "espresso": "#4c3a30", "coffee": "#5e4535", "cocoa": "#69493a", "chocolate": "#5c3d2e",
    "umber": "#6e5138", "bark": "#6b5545", "cedar": "#9a5f45", "hazel": "#97713f",
    "whiskey": "#a9683a", "caramel": "#b9793f", "honey": "#d5a03f", "wheat": "#d8ba7b",
    # Reds and pinks
    "red": "#c0453f", "crimson": "#a83240", "scarlet": "#c93f33", "cardinal": "#a8323a",
    "cherry": "#a52f3e", "barn": "#96382f", "brick": "#a6513f", "rust": "#ad5735",
    "russet": "#8f4a2f", "clay": "#b8714f", "terracotta": "#bf6e4e", "copper": "#b87347",
    "bronze": "#96713f", "burgundy": "#6f2c39", "wine": "#722f42", "maroon": "#702f35",
    "oxblood": "#66292c", "merlot": "#6b2b3d", "cranberry": "#9a2f43", "berry": "#8c3357",
    "raspberry": "#b23a5c", "ruby": "#a5304a", "poppy": "#d64f38", "paprika": "#b8472f",
    "coral": "#e07f68", "salmon": "#e29a83", "peach": "#ecb593", "blush": "#e4bdb3",
    "pink": "#dc93a7", "rose": "#cc8490", "fuchsia": "#bd3f86", "magenta": "#b03a7c",
    "dusk": "#8f7d94", "dusty": "#c39a9a", "sunset": "#dc7d55", "ember": "#c8512f",
    # Oranges and yellows
    "orange": "#df8038", "tangerine": "#e58a3a", "pumpkin": "#cf7030", "apricot": "#e9ab72",
    "amber": "#d5942f", "marigold": "#e2a52f", "mustard": "#c89b38", "ochre": "#c18f3d",
    "saffron": "#dfa033", "gold": "#cba24a", "brass": "#c2a052", "yellow": "#e5c148",
    "lemon": "#ecd45f", "butter": "#f0dc99", "sunflower": "#e4b53a", "citron": "#cfc24a",
    "champagne": "#dcc8a0", "straw": "#dcc581", "canary": "#ead04f",
    # Greens
    "green": "#5c8d57", "moss": "#77804a", "olive": "#71713f", "army": "#62653f",
    "sage": "#9aab8a", "fern": "#5f8a54", "forest": "#37573f", "pine": "#2f5546",
    "spruce": "#3a5f58", "evergreen": "#34593f", "hunter": "#3b5a3d", "juniper": "#4d6f66",
    "emerald": "#2f8560", "jade": "#4f9b7d", "mint": "#a5d3bb", "lime": "#a9c44a",
    "leaf": "#7ba252", "grass": "#6ea04f", "lichen": "#a3a883", "eucalyptus": "#8aa69a",
    "basil": "#557444", "pistachio": "#b2c88d", "celery": "#b9c77f", "ivy": "#41664a",
    "kelp": "#4d5b3f", "cypress": "#4c6353", "avocado": "#7c8c45", "kiwi": "#90b04c",
    "willow": "#8f9f72", "thyme": "#7f9070", "seafoam": "#a3d1c3", "clover": "#4f8f56",
    # Blues and violets
    "blue": "#4a7bb0", "navy": "#2d3f5e", "midnight": "#28344d", "indigo": "#3c4677",
    "denim": "#55759b", "cobalt": "#2f5bb0", "royal": "#3558a8", "ocean": "#2f6f93",
    "harbor": "#3f6583", "marine": "#2c5f80", "lake": "#4a86a5", "river": "#55859a",
    "sea": "#5a97a0", "sky": "#8dbbdd", "powder": "#adc8dd", "ice": "#c9dfe8",
    "glacier": "#a9cbdb", "arctic": "#bcd7e2", "teal": "#2f7f80", "lagoon": "#3f95a0",
    "turquoise": "#4fb3b3", "aqua": "#74c3c6", "cyan": "#4db4cf", "peacock": "#1f6d7d",
    "petrol": "#2a5561", "tide": "#47768a", "rain": "#7d97a8", "pacific": "#316c8c",
    "purple": "#775394", "plum": "#6b3f62", "violet": "#7d62a8", "lavender": "#b3a5d3",
    "lilac": "#c1a9d0", "grape": "#643f7c", "mulberry": "#78365c", "orchid": "#b478b3",
    "eggplant": "#503453", "aubergine": "#503453", "mauve": "#a98595", "iris": "#6a67b3",
    "thistle": "#b09bb5", "heathered": "#a3a5a9",
}  # fmt: skip
TINTS = {
    "light": ("#ffffff", 0.35), "pale": ("#ffffff", 0.45), "soft": ("#ffffff", 0.25),
    "dark": ("#1f2228", 0.35), "deep": ("#1f2228", 0.25), "washed": ("#ffffff", 0.25),
    "bright": ("#ffffff", 0.08), "faded": ("#ffffff", 0.25),
}  # fmt: skip


def mix(color: str, other: str, share: float) -> str:
    """``share`` of ``other`` mixed into ``color``, both as ``#rrggbb``."""
    pairs = zip(bytes.fromhex(color[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def is_known(name: str) -> bool:
    """Whether some word of a colour's name has a colour of its own."""
    return any(word in NAMED for word in _words(name))


def of(name: str) -> str:
    """The colour of a name: its last known word tinted by the others, else a muted guess."""
    words = _words(name)
    known = [word for word in words if word in NAMED]
    if not known:
        hue = zlib.crc32(name.lower().encode()) % 360 / 360
        return "#" + "".join(f"{round(c * 255):02x}" for c in colorsys.hls_to_rgb(hue, 0.5, 0.3))
    color = NAMED[known[-1]]
    for word in known[:-1]:
        color = mix(color, NAMED[word], 0.4)
    for word in words:
        if word in TINTS:
            color = mix(color, *TINTS[word])
    return color


def parts(name: str) -> list[str]:
    """The colours of a name of several ("Black/Gold", "Navy and cream")."""
    return [of(part) for part in re.split(r"\s*(?:/|&|,|\+|\band\b|\bwith\b)\s*", name) if part]


def _words(name: str) -> list[str]:
    return re.findall(r"[a-z]+", name.lower())
