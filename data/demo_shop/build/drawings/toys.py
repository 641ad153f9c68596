"""Toys and games; these keep several colours at once."""

from __future__ import annotations

from ..pen import CREAM, GLASS, INK, PAPER, RUBBER, WOOD, Pen, box, oval
from ..registry import draws

RED, BLUE, YELLOW, GREEN = "#c8584a", "#5488b5", "#e3b94a", "#6fa06a"


@draws("blocks", "buildingblocks", "building_blocks", "bricks", "woodblocks", base="#c8584a")
def blocks(pen: Pen) -> None:
    pen.shadow(140)
    pen.solid(box(66, 232, 96, 96, 8), BLUE)
    pen.solid(box(164, 232, 96, 96, 8), YELLOW)
    pen.solid("M264 328V280Q264 232 312 232Q342 232 342 264V328z", GREEN)
    pen.solid(box(114, 136, 96, 96, 8))
    pen.solid("M212 232L262 138L312 232z", WOOD)
    pen.solid(oval(160, 98, 37), pen.accent if pen.accent != CREAM else YELLOW, 8)
    pen.line("M146 200L162 156L178 200M152 188H172", CREAM, 7)


@draws("puzzle", "jigsaw", base="#5488b5")
def puzzle(pen: Pen) -> None:
    pen.shadow(134)
    for x, y, color in ((72, 72, RED), (200, 72, pen.base), (72, 200, YELLOW), (200, 200, GREEN)):
        pen.solid(box(x, y, 128, 128, 6), color)
    for x, y, color in (
        (206, 136, RED),
        (264, 206, pen.base),
        (194, 264, GREEN),
        (136, 194, YELLOW),
    ):
        pen.solid(oval(x, y, 27), color, 7)


@draws("teddy", "plush", "stuffedanimal", "stuffed", "bear", base="#b98a55")
def teddy(pen: Pen) -> None:
    pen.shadow(104)
    for x in (136, 264):
        pen.solid(oval(x, 82, 34), pen.base, 8)
        pen.flat(oval(x, 84, 17), pen.light)
    pen.solid(oval(112, 226, 32, 54), pen.dark, 8)
    pen.solid(oval(288, 226, 32, 54), pen.dark, 8)
    pen.solid(oval(200, 252, 86, 80))
    pen.flat(oval(200, 260, 52, 52), pen.light)
    pen.solid(oval(140, 304, 44, 30), pen.base, 8)
    pen.solid(oval(260, 304, 44, 30), pen.base, 8)
    pen.solid(oval(200, 136, 82, 72))
    pen.flat(oval(200, 162, 36, 27), pen.light)
    pen.dots([(168, 128), (232, 128)], 8, INK)
    pen.flat(oval(200, 152, 13, 9), INK)
    pen.line("M186 172Q200 184 214 172", INK, 4)
    pen.flat("M200 210L160 194V228zM200 210L240 194V228z", pen.accent)


@draws("fox", "bunny", "rabbit", "animal", base="#d0b49a")
def bunny(pen: Pen) -> None:
    pen.shadow(96)
    for x, lean in ((166, -8), (234, 8)):
        start = len(pen.parts)
        pen.solid(oval(x, 84, 25, 60), pen.base, 8)
        pen.flat(oval(x, 90, 11, 40), "#e4bdb3")
        pen.turned(lean, start, x, 140)
    pen.solid(oval(200, 262, 84, 70))
    pen.flat(oval(200, 272, 50, 46), CREAM)
    pen.solid(oval(200, 166, 74, 60))
    pen.dots([(174, 158), (226, 158)], 8, INK)
    pen.flat("M190 178H210L200 190z", "#c98080")
    pen.solid(oval(154, 318, 36, 17), pen.light, 6)
    pen.solid(oval(246, 318, 36, 17), pen.light, 6)
    pen.line("M148 220Q200 244 252 220", pen.accent, 13)


@draws("toycar", "car", "truck", "racecar", "toytruck", "dumptruck", base="#c8584a")
def car(pen: Pen) -> None:
    pen.shadow(150)
    pen.solid("M130 206Q146 142 176 140H244Q276 144 296 206z", pen.dark)
    pen.flat("M146 204Q158 160 180 158H204V204zM216 158H242Q264 162 278 204H216z", GLASS)
    pen.solid("M54 250Q54 204 96 202H310Q352 208 354 252V290Q354 302 340 302H68Q54 302 54 290z")
    pen.line("M66 262H342", pen.accent, 9)
    pen.dots([(338, 236)], 9, "#f6dc86")
    for x in (122, 284):
        pen.solid(oval(x, 292, 39), RUBBER, 6)
        pen.solid(oval(x, 292, 18), YELLOW, 5)


@draws("train", "trainset", "train_set", base="#5488b5")
def train(pen: Pen) -> None:
    pen.shadow(160)
    pen.line("M30 330H370", WOOD, 8)
    pen.solid(box(216, 106, 106, 178, 8), RED)
    pen.solid(box(204, 90, 130, 26, 8), INK, 5)
    pen.flat(box(236, 136, 66, 56, 5), GLASS)
    pen.solid(box(66, 178, 162, 106, 24))
    pen.solid("M92 182L84 112H136L128 182z", pen.dark, 7)
    pen.line("M150 180V284", pen.accent, 9)
    pen.dots([(84, 216)], 12, "#f6dc86")
    for x, r in ((102, 31), (174, 31), (274, 39)):
        pen.solid(oval(x, 328 - r, r), RUBBER, 5)
        pen.solid(oval(x, 328 - r, r * 0.45), YELLOW, 4)


@draws("boardgame", "board_game", "game", "games", base="#37573f")
def boardgame(pen: Pen) -> None:
    pen.shadow(150)
    pen.solid("M64 176H336L366 312H34z", WOOD, 10)
    pen.flat("M80 188H320L344 298H56z", pen.base)
    pen.line("M112 284L126 204H274L288 284z", CREAM, 13)
    pen.line("M112 284L126 204H274L288 284z", pen.accent, 5)
    for x, y, color in ((148, 196, RED), (254, 208, BLUE), (206, 262, YELLOW)):
        pen.solid(
            f"M{x} {y - 70}a17 17 0 0 1 10 30L{x + 22} {y + 8}Q{x} {y + 18} {x - 22} {y + 8}"
            f"L{x - 10} {y - 40}a17 17 0 0 1 10 -30z",
            color,
            7,
        )
    pen.solid(box(292, 132, 46, 46, 9), PAPER, 6)
    pen.dots([(305, 145), (325, 165), (315, 155)], 4, INK)


@draws("cards", "cardgame", "card_game", "playingcards", base="#a83240")
def cards(pen: Pen) -> None:
    pen.shadow(110)
    for lean, color in ((-20, pen.dark), (-4, pen.base), (14, PAPER)):
        start = len(pen.parts)
        pen.solid(box(134, 84, 132, 196, 12), color, 6)
        pen.turned(lean, start, 200, 320)
    start = len(pen.parts)
    pen.flat(
        "M200 138Q226 176 240 190Q240 222 206 214L214 238H186L194 214Q160 222 160 190"
        "Q174 176 200 138z",
        pen.accent if pen.accent != CREAM else INK,
    )
    pen.turned(14, start, 200, 320)


@draws("ball", "soccerball", "playball", "beachball", "basketball", base="#df8038")
def ball(pen: Pen) -> None:
    pen.shadow(100)
    pen.solid(oval(200, 204, 124))
    pen.flat(
        "M200 80Q266 140 258 204Q266 268 200 328Q134 268 142 204Q134 140 200 80z", pen.accent, 0.9
    )
    pen.line(
        "M200 80Q134 140 142 204Q134 268 200 328M200 80Q266 140 258 204Q266 268 200 328",
        pen.dark,
        4,
    )
    pen.line("M110 160Q122 128 146 110", "#ffffff", 9, 0.6)
    pen.solid(oval(200, 88, 15, 9), CREAM, 4)


@draws("frisbee", "disc", "flyingdisc", base="#e07f68")
def disc(pen: Pen) -> None:
    pen.shadow(116)
    start = len(pen.parts)
    pen.solid(oval(200, 204, 150, 74), pen.dark)
    pen.solid(oval(200, 190, 150, 70))
    pen.line(oval(200, 188, 104, 46), pen.accent, 7)
    pen.line(oval(200, 188, 62, 27), pen.dark, 4, 0.7)
    pen.turned(-14, start)


@draws("kite", base="#c8584a")
def kite(pen: Pen) -> None:
    pen.shadow(60, 250)
    pen.line("M180 250Q150 290 190 306Q230 322 250 330", INK, 3)
    start = len(pen.parts)
    pen.solid("M200 40L296 134L200 282L104 134z")
    pen.flat("M200 40L296 134H200z", YELLOW)
    pen.flat("M200 134H104L200 282z", pen.accent if pen.accent != CREAM else BLUE)
    pen.line("M200 42V280M106 134H294", WOOD, 5)
    pen.turned(14, start, 200, 170)
    for x, y, color in ((162, 280, YELLOW), (190, 306, GREEN), (222, 320, BLUE)):
        pen.flat(f"M{x} {y}l-17 -10v20zM{x} {y}l17 -10v20z", color)
