"""The yard and the patio."""

from __future__ import annotations

from ..pen import BRASS, CREAM, INK, LEAF, PAPER, RUBBER, STEEL, WOOD, Pen, box, oval
from ..registry import draws
from .garden import SOIL, sprout


@draws("wheelbarrow", "gardencart", "cart", base="#37573f")
def wheelbarrow(pen: Pen) -> None:
    pen.shadow(146)
    pen.line("M104 288L356 186M262 240L272 328", WOOD, 11)
    pen.solid("M66 160H306L258 264H130z")
    pen.flat("M70 160Q180 110 302 160z", SOIL)
    sprout(pen, 190, 142, 1)
    pen.solid(oval(104, 288, 41), RUBBER, 6)
    pen.solid(oval(104, 288, 18), pen.accent, 5)


@draws(
    "bench",
    "gardenbench",
    "outdoorchair",
    "adirondack",
    "patiochair",
    "loungechair",
    "lounger",
    base="#a8713f",
)
def bench(pen: Pen) -> None:
    pen.shadow(150)
    pen.line("M88 130V330M312 130V330M62 236V330M338 236V330", pen.dark, 13)
    for y in (126, 162, 198):
        pen.solid(box(74, y, 252, 26, 8))
    pen.solid(box(48, 236, 304, 26, 8))
    pen.solid(box(58, 266, 284, 18, 6), pen.dark, 6)
    pen.solid(box(142, 174, 74, 64, 14), pen.accent)


@draws("patioset", "patiotable", "patio_set", "bistroset", "bistro", base="#34373c")
def patioset(pen: Pen) -> None:
    pen.shadow(160)
    for x, s in ((62, 1), (338, -1)):
        pen.line(
            f"M{x} 130L{x + 10 * s} 250H{x + 72 * s}M{x + 10 * s} 250L{x} 330"
            f"M{x + 72 * s} 250L{x + 82 * s} 330M{x + 4 * s} 170H{x + 30 * s}",
            pen.base,
            10,
        )
        pen.line(f"M{x + 14 * s} 242H{x + 70 * s}", pen.accent, 17)
    pen.line("M200 206V318M164 328L200 300L236 328", pen.base, 11)
    pen.solid(box(120, 188, 160, 22, 11))
    pen.solid("M186 186V166H214V186z", CREAM, 4)
    sprout(pen, 200, 168, 0.7)


@draws("patioumbrella", "parasol", "shade", "patio_umbrella", base="#c0453f")
def parasol(pen: Pen) -> None:
    pen.shadow(80)
    pen.line("M200 70V314", WOOD, 11)
    pen.solid("M132 316Q200 292 268 316V330H132z", INK, 6)
    pen.solid(
        "M200 62Q320 90 362 184Q320 172 282 190Q240 172 200 190Q160 172 118 190"
        "Q80 172 38 184Q80 90 200 62z"
    )
    pen.flat("M200 62Q150 100 118 190Q160 172 200 190z", pen.accent)
    pen.flat("M200 62Q296 96 362 184Q320 172 282 190Q256 100 200 62z", pen.accent)


@draws(
    "stringlights",
    "string_lights",
    "fairylights",
    "solarlight",
    "pathlight",
    "solarlights",
    base="#34373c",
)
def stringlights(pen: Pen) -> None:
    pen.shadow(130)
    pen.line(
        "M36 96Q120 180 200 150Q290 116 364 190M36 220Q120 300 210 262Q300 230 364 300", INK, 5
    )
    for x, y in (
        (76, 132),
        (136, 158),
        (200, 150),
        (262, 140),
        (324, 164),
        (76, 252),
        (140, 276),
        (210, 262),
        (276, 252),
        (330, 276),
    ):
        pen.flat(oval(x, y + 30, 26), "#fdf1c8", 0.7)
        pen.flat(box(x - 6, y, 12, 15, 3), INK)
        pen.flat(oval(x, y + 28, 13, 16), "#f3c75a")


@draws("compost", "composter", "rainbarrel", base="#37573f")
def composter(pen: Pen) -> None:
    pen.shadow(116)
    pen.solid("M98 130H302L318 308Q318 330 296 330H104Q82 330 82 308z")
    pen.solid(box(86, 94, 228, 46, 16), pen.dark)
    pen.solid(box(178, 80, 44, 20, 8), INK, 4)
    for y in (176, 204, 232):
        pen.line(f"M118 {y}H282", pen.dark, 7)
    pen.solid(box(146, 258, 108, 62, 8), pen.accent, 7)
    sprout(pen, 200, 316, 0.7)


@draws("soil", "fertilizer", "pottingmix", "mulch", "pottingsoil", base="#7c573c")
def soil(pen: Pen) -> None:
    pen.shadow(110)
    pen.solid("M112 84Q200 96 288 84L304 310Q306 330 284 328Q200 318 116 328Q94 330 96 310z")
    pen.line("M112 106Q200 118 288 106", pen.dark, 6)
    pen.flat("M118 156H282L288 272H112z", PAPER)
    sprout(pen, 200, 260, 1.3)
    pen.line("M132 174H172", pen.accent, 8)


@draws("trellis", "arbor", "gardenarch", base="#34373c")
def trellis(pen: Pen) -> None:
    pen.shadow(110)
    pen.line(
        "M104 330V170Q104 64 200 64Q296 64 296 170V330M152 330V84M248 330V84M200 64V330"
        "M104 180H296M104 240H296M104 296H296",
        pen.base,
        8,
    )
    for x, y in (
        (116, 300),
        (146, 250),
        (124, 206),
        (168, 170),
        (146, 118),
        (262, 312),
        (284, 260),
        (252, 214),
    ):
        pen.flat(oval(x, y, 17, 11), LEAF)
    for x, y in ((132, 272), (160, 204), (272, 290)):
        pen.dots([(x, y)], 11, pen.accent)


@draws("mower", "lawnmower", "trimmer", base="#c8512f")
def mower(pen: Pen) -> None:
    pen.shadow(140)
    pen.line("M236 246L340 96H366", INK, 11)
    pen.solid("M66 284Q70 216 140 206H236Q282 214 292 284z")
    pen.solid(box(126, 164, 96, 56, 16), INK)
    pen.solid(box(150, 146, 48, 24, 8), pen.accent, 5)
    for x, r in ((104, 39), (262, 44)):
        pen.solid(oval(x, 330 - r, r), RUBBER, 6)
        pen.solid(oval(x, 330 - r, r * 0.45), STEEL, 5)


@draws("gardenkneeler", "kneeler", "greenhouse", "coldframe", base="#6e8f78")
def greenhouse(pen: Pen) -> None:
    pen.shadow(140)
    pen.solid("M70 190L200 84L330 190V330H70z", "#dcebec")
    sprout(pen, 122, 318, 1.1)
    sprout(pen, 278, 318, 1.2)
    pen.line(
        "M70 190L200 84L330 190V330H70zM70 190H330M200 84V190M134 138V330M266 138V330", pen.base, 7
    )
    pen.solid(box(166, 210, 68, 120, 4), pen.accent, 6)


@draws("garden", base="#b98f5f")
def crate(pen: Pen) -> None:
    """The fallback of the department: a crate of seedlings."""
    pen.shadow(130)
    for x in (120, 174, 228, 282):
        sprout(pen, x, 206, 1.1)
    for y in (202, 246, 290):
        pen.solid(box(74, y, 252, 38, 5))
    pen.line("M96 206V326M304 206V326", pen.dark, 11)
    pen.dots([(200, 265)], 10, pen.accent)
    pen.dots([(96, 220), (304, 220)], 4, BRASS)
