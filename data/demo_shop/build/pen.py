"""A pen for flat illustrations: shapes with a rim of shade and a gleam, as one small SVG."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from .colors import mix

INK, STEEL, WOOD, CREAM, GLASS = "#3a3e45", "#b4bac0", "#b88b5c", "#f8f3e9", "#cfe0e4"
LEAF, BRASS, PAPER, RUBBER = "#6f8f5f", "#c9a24f", "#fffdf8", "#2f3237"


def box(x: float, y: float, w: float, h: float, r: float = 8) -> str:
    """The path of a rectangle with round corners of radius ``r``."""
    r = min(r, w / 2, h / 2)
    return (
        f"M{x + r:g} {y:g}h{w - 2 * r:g}q{r:g} 0 {r:g} {r:g}v{h - 2 * r:g}q0 {r:g} {-r:g} {r:g}"
        f"h{2 * r - w:g}q{-r:g} 0 {-r:g} {-r:g}v{2 * r - h:g}q0 {-r:g} {r:g} {-r:g}z"
    )


def oval(cx: float, cy: float, rx: float, ry: float | None = None) -> str:
    """The path of an ellipse; a circle where ``ry`` is left out."""
    ry = rx if ry is None else ry
    return (
        f"M{cx - rx:g} {cy:g}a{rx:g} {ry:g} 0 1 0 {2 * rx:g} 0a{rx:g} {ry:g} 0 1 0 {-2 * rx:g} 0z"
    )


@dataclass
class Pen:
    """Collects the shapes of one drawing on a canvas of 400 by 400, the ground at y = 330.

    ``base`` is the colour of the thing itself and ``accent`` that of its trim; ``rng`` is for the
    small differences between two things drawn alike.
    """

    base: str
    accent: str
    rng: random.Random
    parts: list[str] = field(default_factory=list)
    shadows: list[str] = field(default_factory=list)
    solids: int = 0

    @property
    def dark(self) -> str:
        """The shade of the base colour."""
        return mix(self.base, "#22252c", 0.28)

    @property
    def light(self) -> str:
        """The tint of the base colour."""
        return mix(self.base, "#ffffff", 0.42)

    def solid(self, path: str, color: str = "", rim: float = 14) -> None:
        """A body: shaded along its right and lower edge, with a gleam along the upper left."""
        color = color or self.base
        self.solids += 1
        shape, clip = f"s{self.solids}", f"c{self.solids}"
        shade, gleam = mix(color, "#22252c", 0.24), mix(color, "#ffffff", 0.45)
        self.parts.append(
            f'<clipPath id="{clip}"><path id="{shape}" d="{path}"/></clipPath>'
            f'<g clip-path="url(#{clip})"><use href="#{shape}" fill="{shade}"/>'
            f'<use href="#{shape}" x="{-rim:g}" y="{-rim * 0.45:g}" fill="{color}"/>'
            f'<use href="#{shape}" x="5" y="5" fill="none" stroke="{gleam}" stroke-width="4" '
            f'opacity=".55"/></g>'
        )

    def flat(self, path: str, color: str = "", opacity: float = 1) -> None:
        """A plain shape."""
        faint = f' opacity="{opacity:g}"' if opacity < 1 else ""
        self.parts.append(f'<path d="{path}" fill="{color or self.base}"{faint}/>')

    def line(self, path: str, color: str = "", width: float = 5, opacity: float = 1) -> None:
        """A stroke with round ends."""
        faint = f' opacity="{opacity:g}"' if opacity < 1 else ""
        self.parts.append(
            f'<path d="{path}" fill="none" stroke="{color or self.dark}" stroke-width="{width:g}" '
            f'stroke-linecap="round" stroke-linejoin="round"{faint}/>'
        )

    def dots(self, points: Sequence[tuple[float, float]], r: float, color: str = "") -> None:
        """Equal round dots."""
        for x, y in points:
            self.parts.append(
                f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{color or self.dark}"/>'
            )

    def shadow(self, width: float = 130, cx: float = 200, y: float = 332) -> None:
        """The soft shadow on the ground, ``width`` to either side."""
        self.shadows.append(
            f'<ellipse cx="{cx:g}" cy="{y:g}" rx="{width:g}" ry="13" fill="#4a4436" opacity=".16"/>'
        )

    def turned(self, degrees: float, since: int, cx: float = 200, cy: float = 210) -> None:
        """Turns all parts drawn since there were ``since`` of them."""
        turned = "".join(self.parts[since:])
        self.parts[since:] = [f'<g transform="rotate({degrees:g} {cx:g} {cy:g})">{turned}</g>']

    def svg(self, background: str, label: str) -> str:
        """The finished picture; ``label`` says what it shows to those who cannot see it."""
        wide, high = self.rng.uniform(0.93, 1.05), self.rng.uniform(0.94, 1.05)
        glow = mix(background, "#ffffff", 0.38)
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" '
            f'height="400" role="img"><title>{label}</title>'
            f'<rect width="400" height="400" fill="{background}"/>'
            f'<circle cx="200" cy="196" r="158" fill="{glow}"/>'
            f'<g transform="translate(200 330) scale({wide:.3f} {high:.3f}) translate(-200 -330)">'
            f"{''.join(self.shadows)}{''.join(self.parts)}</g></svg>\n"
        )
