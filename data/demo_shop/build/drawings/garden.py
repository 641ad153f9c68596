"""Beds, borders and the patio."""

from __future__ import annotations

from ..colors import mix
from ..pen import BRASS, CREAM, INK, LEAF, PAPER, RUBBER, STEEL, WOOD, Pen, box, oval
from ..registry import draws

SOIL = "#5b4636"


def sprout(pen: Pen, x: float, y: float, size: float = 1) -> None:
    a, b, c = 26 * size, 44 * size, 64 * size
    pen.line(f"M{x} {y}V{y - b}", LEAF, 5)
    pen.flat(f"M{x} {y - a}q{-b} 0 {-b} {-b}q{b} 0 {b} {b}z", LEAF)
    pen.flat(f"M{x} {y - a - 8}q{b} 0 {b} {-b}q{-b} 0 {-b} {b}z", mix(LEAF, "#ffffff", 0.2))
    pen.flat(
        f"M{x} {y - a}q{-a * 0.6} {-a} 0 {-c}q{a * 0.6} {a} 0 {c}z", mix(LEAF, "#22252c", 0.15)
    )


@draws("planter", "flowerpot", "plantpot", "pot_plant", base="#bf6e4e")
def planter(pen: Pen) -> None:
    pen.shadow(96)
    sprout(pen, 160, 200, 1)
    sprout(pen, 240, 200, 1.05)
    sprout(pen, 200, 200, 1.5)
    pen.solid("M104 212H296L272 306Q268 330 244 330H156Q132 330 128 306z")
    pen.solid(box(92, 190, 216, 40, 10), pen.base, 9)
    pen.line("M118 266H282", pen.accent, 7)


@draws("raisedbed", "raised_bed", "planterbox", "gardenbed", base="#b98f5f")
def raisedbed(pen: Pen) -> None:
    pen.shadow(156)
    for x, size in ((104, 1.0), (168, 1.3), (232, 1.1), (296, 1.25)):
        sprout(pen, x, 214, size)
    pen.flat("M66 206H334V232H66z", SOIL)
    for y in (220, 274):
        pen.solid(box(52, y, 296, 54, 5))
    pen.line("M78 222V328M322 222V328", pen.dark, 13)
    pen.dots([(78, 247), (78, 301), (322, 247), (322, 301)], 4, pen.accent)


@draws("wateringcan", "watering_can", base="#37573f")
def wateringcan(pen: Pen) -> None:
    pen.shadow(126, 216)
    pen.line("M286 190Q368 196 344 268Q328 308 286 304", pen.dark, 15)
    pen.line("M166 178C170 98 280 98 284 178", pen.dark, 13)
    pen.solid("M152 290L70 158L92 146L172 226z", pen.dark, 8)
    pen.solid("M48 150L102 112L114 132L66 168z", pen.accent, 6)
    pen.solid("M148 172H296L306 312Q306 330 288 330H160Q142 330 142 312z")
    pen.line("M148 206H299", pen.accent, 8)
    pen.line("M162 232V306", pen.light, 7, 0.6)


@draws("trowel", "spade_hand", "handtools", "gardentools", "handtool", base="#a8713f")
def trowel(pen: Pen) -> None:
    pen.shadow(90)
    start = len(pen.parts)
    pen.solid("M164 210H236Q250 280 200 340Q150 280 164 210z", STEEL, 10)
    pen.line("M200 226V316", "#ffffff", 4, 0.6)
    pen.line("M200 160V216", STEEL, 15)
    pen.solid(box(178, 44, 44, 126, 20))
    pen.line("M180 132H220", pen.accent, 10)
    pen.dots([(200, 64)], 5, INK)
    pen.turned(24, start)


@draws("pruner", "pruners", "shears", "secateurs", "loppers", base="#c0453f")
def pruner(pen: Pen) -> None:
    pen.shadow(90)
    start = len(pen.parts)
    pen.solid("M204 196Q150 140 158 52Q214 96 226 176z", STEEL, 9)
    pen.solid(
        "M196 190Q250 160 256 84Q226 92 212 130Q196 160 184 176z", mix(STEEL, "#22252c", 0.3), 7
    )
    pen.solid("M186 196H214Q240 240 236 300Q234 334 214 330Q204 262 180 222z")
    pen.solid("M214 196H186Q150 240 150 300Q150 334 172 330Q190 262 220 222z", pen.dark)
    pen.solid(oval(200, 194, 18), pen.accent, 5)
    pen.turned(14, start)


@draws("hose", "gardenhose", "garden_hose", base="#5c8d57")
def hose(pen: Pen) -> None:
    pen.shadow(120)
    for y in (304, 278, 252):
        pen.line(oval(190, y - 44, 116, 44), pen.dark, 27)
        pen.line(oval(190, y - 48, 116, 44), pen.base, 21)
    pen.line("M300 232Q352 200 318 140", pen.base, 21)
    pen.solid("M292 86H336L330 146H302z", INK, 7)
    pen.solid(box(284, 66, 60, 26, 8), pen.accent if pen.accent != CREAM else BRASS, 6)


@draws("sprinkler", "nozzle", "irrigation", base="#3f95a0")
def sprinkler(pen: Pen) -> None:
    pen.shadow(120)
    pen.line(
        "M192 170Q120 60 56 150M200 166Q190 40 120 70M208 166Q210 40 280 70M208 170Q280 60 344 150",
        "#9cc9de",
        5,
    )
    pen.solid(box(176, 166, 48, 96, 10), BRASS)
    pen.solid(box(112, 152, 176, 28, 14))
    pen.solid("M84 286Q200 236 316 286V328H84z")
    pen.line("M104 304H296", pen.accent, 6)


@draws("grill", "bbq", "barbecue", "smoker", base="#34373c")
def grill(pen: Pen) -> None:
    pen.shadow(124)
    pen.line("M140 240L104 328M260 240L296 328M126 288H274", STEEL, 9)
    pen.solid(oval(104, 314, 17), RUBBER, 4)
    pen.solid("M72 186H328Q320 264 200 268Q80 264 72 186z", pen.dark)
    pen.solid("M72 178Q82 82 200 80Q318 82 328 178z")
    pen.line("M68 182H332", STEEL, 9)
    pen.line("M158 72H242", WOOD, 15)
    pen.solid(oval(200, 146, 19), CREAM, 5)
    pen.line("M200 146L208 138", pen.accent, 4)


@draws("birdfeeder", "bird_feeder", "birdhouse", "birdbath", base="#a8713f")
def birdfeeder(pen: Pen) -> None:
    pen.shadow(70)
    pen.line("M200 40V92", INK, 4)
    pen.solid("M126 156H274V312H126z")
    pen.solid("M200 78L312 168L296 186L200 112L104 186L88 168z", pen.accent)
    pen.solid("M200 108L288 176H112z", pen.base, 8)
    pen.flat(oval(200, 220, 30), mix(pen.base, "#22252c", 0.65))
    pen.line("M200 272V288", WOOD, 11)
    pen.solid(box(104, 306, 192, 22, 8), pen.dark, 6)
    pen.flat("M262 300Q252 270 284 264Q300 244 316 262L330 268L316 276Q314 302 262 300z", "#4a7bb0")
    pen.dots([(306, 266)], 3, INK)


@draws("seeds", "seed", "seedkit", "bulbs", base="#f3ead4")
def seeds(pen: Pen) -> None:
    pen.shadow(100)
    pen.flat("M212 86L316 112L270 322L166 296z", mix(pen.base, "#22252c", 0.18))
    pen.solid("M96 82H268V326H96z", PAPER)
    pen.flat("M96 82H268V134H96z", pen.accent if pen.accent != CREAM else LEAF)
    pen.line("M128 108H236", CREAM, 9)
    sprout(pen, 182, 276, 1.7)
    pen.flat("M112 276Q182 262 252 276V310H112z", SOIL)


@draws("rake", "shovel", "spade", "hoe", "fork_garden", "pitchfork", base="#b88b5c")
def rake(pen: Pen) -> None:
    pen.shadow(110)
    start = len(pen.parts)
    pen.line("M140 60V300", WOOD, 12)
    pen.solid("M106 226H174L178 282Q160 322 140 334Q120 322 102 282z", STEEL, 9)
    pen.solid(box(108, 44, 64, 26, 12), pen.accent, 6)
    pen.turned(-7, start)
    start = len(pen.parts)
    pen.line("M262 52V292", WOOD, 12)
    pen.line(
        "M212 296H312M214 296V326M234 296V326M253 296V326M272 296V326M292 296V326M310 296V326",
        INK,
        8,
    )
    pen.turned(7, start)
