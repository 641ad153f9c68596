"""One picture a product and colour, drawn by the key that the product names."""

from __future__ import annotations

import math
import re
from html import escape
from pathlib import Path

from . import colors, drawings
from .colors import mix
from .pen import CREAM, Pen
from .registry import DRAWINGS
from .sources import Group, dice

# Names the import whose effect is wanted: it fills the registry.
__all__ = ["draw", "drawings", "name", "undrawn", "write"]

BACKGROUNDS = ("#ece7dd", "#e7e9e3", "#e6e8ea", "#ede5e0", "#ebe8df")
# Where the title says more exactly what the thing is than its drawing's key does.
FINER = {
    ("stove", "canister"): "canisterstove",
    ("stove", "stove system"): "canisterstove",
    ("tent", "cabin"): "cabintent",
    ("cookset", "mug"): "mug",
    ("lantern", "string lights"): "stringlights",
    ("sweater", "cardigan"): "cardigan",
    ("baselayer", "hooded"): "hoodie",
    ("rainjacket", "cape"): "poncho",
    ("sneaker", "slip-on"): "slipon",
    ("slipper", "moccasin"): "loafer",
    ("slipper", "bootie"): "bootie",
    ("bikelight", "tail"): "taillight",
    ("bikepump", "mini"): "minipump",
    ("lock", "folding"): "foldinglock",
    ("lock", "cable"): "cablelock",
}
# For a product that names no drawing there is, by a word of its department's name.
FALLBACKS = {
    "camp": "camp", "foot": "shoe", "cloth": "clothes", "cycl": "biketool", "bag": "bag",
    "travel": "bag", "kitchen": "kitchen", "home": "room", "electr": "electronics",
    "garden": "garden", "toy": "toy",
}  # fmt: skip
ACCENTS = (CREAM, "#e0b154", "#c3633f", "#31495c", "#9db59a")


def name(group: Group, color: str) -> str:
    """The picture's file name."""
    words = re.findall("[a-z0-9]+", color.lower())
    return "-".join([group["id"], *words]) + ".svg"


def write(groups: list[Group], folder: Path) -> int:
    """Draws every picture anew and removes those that no product has; returns how many there are.

    Raises:
        ValueError: there is no drawing for a product, nor one for its department.
    """
    folder.mkdir(exist_ok=True)
    drawn = {
        name(group, color): draw(group, color)
        for group in groups
        for color in group["colors"] or [""]
    }
    for old in folder.glob("*.svg"):
        if old.name not in drawn:
            old.unlink()
    for file, svg in drawn.items():
        (folder / file).write_text(svg, encoding="utf-8")
    return len(drawn)


def draw(group: Group, color: str) -> str:
    """The picture of a product in one of its colours."""
    drawing, usual = DRAWINGS[_key(group)]
    # The same dice for all colours: they differ in colour and nothing else.
    rng = dice("picture", group["id"])
    named = colors.parts(color)
    base = named[0] if named else _from_material(str(group.get("material") or ""), usual)
    fitting = [accent for accent in ACCENTS if _distance(accent, base) > 110] or [CREAM]
    accent = rng.choice(fitting)
    pen = Pen(base, named[1] if len(named) > 1 else accent, rng)
    drawing(pen)
    background = dice("ground", str(group["category"][0])).choice(BACKGROUNDS)
    return pen.svg(background, escape(f"{group['title']}{', ' + color if color else ''}"))


def undrawn(groups: list[Group]) -> set[str]:
    """The keys that no drawing has: such products get their department's."""
    return {group["image"] for group in groups} - set(DRAWINGS)


def _key(group: Group) -> str:
    title = group["title"].lower()
    for (rough, word), key in FINER.items():
        if rough == group["image"] and word in title:
            return key
    if group["image"] in DRAWINGS:
        return str(group["image"])
    department = str(group["category"][0]).lower()
    for word, key in FALLBACKS.items():
        if word in department:
            return key
    raise ValueError(f"{group['id']}: no drawing {group['image']!r}, and none for {department!r}")


def _from_material(material: str, usual: str) -> str:
    """Wood and metal have a colour of their own; cloth and plastic take the drawing's."""
    if colors.is_known(material):
        return mix(colors.of(material), usual, 0.35)
    return usual


def _distance(one: str, other: str) -> float:
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return math.sqrt(sum((a - b) ** 2 for a, b in pairs))
