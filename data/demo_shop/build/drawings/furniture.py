"""Furniture and fixtures."""

from __future__ import annotations

from ..colors import mix
from ..pen import BRASS, CREAM, GLASS, INK, LEAF, PAPER, STEEL, WOOD, Pen, box, oval
from ..registry import draws


@draws("basket", "hamper", "bin", "storagebasket", base="#d0ac6c")
def basket(pen: Pen) -> None:
    pen.shadow(112)
    pen.line("M116 166C112 84 164 104 160 166M240 166C236 104 288 84 284 166", pen.dark, 10)
    pen.solid("M86 160H314L292 310Q288 330 264 330H136Q112 330 108 310z")
    for y in (196, 232, 268, 302):
        pen.line(
            f"M{96 + (y - 160) // 8} {y}q13 -12 26 0t26 0t26 0t26 0t26 0t26 0t26 0",
            pen.dark,
            5,
            0.6,
        )
    pen.line("M84 164H316", pen.accent, 13)


@draws("chair", "armchair", "diningchair", base="#2f7f80")
def chair(pen: Pen) -> None:
    pen.shadow(116)
    pen.line("M122 286L110 330M278 286L290 330", WOOD, 12)
    pen.solid("M126 84Q200 64 274 84Q292 150 282 236H118Q108 150 126 84z")
    pen.solid(
        "M80 186Q80 164 102 166Q122 170 122 200V250H278V200Q278 170 298 166"
        "Q320 164 320 186L310 294H90z",
        pen.dark,
    )
    pen.solid(box(116, 222, 168, 44, 18), pen.light, 8)
    pen.line("M158 110V200M200 104V200M242 110V200", pen.dark, 4, 0.4)


@draws("sofa", "couch", base="#66727e")
def sofa(pen: Pen) -> None:
    pen.shadow(160)
    pen.line("M86 300V330M314 300V330", WOOD, 13)
    pen.solid(box(72, 148, 256, 120, 30))
    pen.solid(box(34, 194, 60, 112, 26), pen.dark)
    pen.solid(box(306, 194, 60, 112, 26), pen.dark)
    for x in (90, 202):
        pen.solid(box(x, 234, 108, 72, 18), pen.light, 9)
    pen.solid(box(112, 188, 58, 54, 12), pen.accent, 7)


@draws("table", "coffeetable", "desk", "sidetable", base="#a8713f")
def table(pen: Pen) -> None:
    pen.shadow(140)
    pen.line("M94 190L80 330M306 190L320 330M150 196L146 318M250 196L254 318", pen.dark, 13)
    pen.solid(box(48, 160, 304, 36, 10))
    pen.line("M70 174H280", pen.light, 3, 0.7)
    pen.solid("M232 160V122Q232 112 242 112H266Q276 112 276 122V160z", pen.accent, 6)


@draws("stool", "ottoman", "pouf", base="#c89b38")
def stool(pen: Pen) -> None:
    pen.shadow(110)
    pen.line("M130 216L108 330M270 216L292 330M200 226V326", WOOD, 13)
    pen.line("M122 284H278", WOOD, 7)
    pen.solid(box(88, 164, 224, 60, 30))
    pen.line("M100 204H300", pen.accent, 6)


@draws("shelf", "bookcase", "shelves", "bookshelf", base="#a8713f")
def shelf(pen: Pen) -> None:
    pen.shadow(120)
    pen.solid(box(90, 68, 220, 262, 8))
    for y in (84, 166, 248):
        pen.flat(box(106, y, 188, 66, 3), mix(pen.base, "#22252c", 0.45))
    for x, w, color in (
        (116, 16, pen.accent),
        (134, 13, CREAM),
        (149, 18, "#47768a"),
        (169, 14, "#b8714f"),
    ):
        pen.flat(box(x, 98, w, 52, 2), color)
    pen.solid(oval(250, 132, 20), CREAM, 5)
    pen.solid(box(120, 196, 70, 36, 5), pen.accent, 5)
    pen.flat("M236 232Q214 190 240 180Q268 186 258 232z", LEAF)
    pen.solid(box(210, 276, 66, 38, 5), CREAM, 5)


@draws("curtain", "curtains", "showercurtain", base="#d8c397")
def curtain(pen: Pen) -> None:
    pen.shadow(130, y=340)
    pen.flat(box(112, 84, 176, 220, 4), GLASS)
    pen.line("M50 76H350", BRASS, 9)
    pen.dots([(48, 76), (352, 76)], 11, BRASS)
    pen.solid("M68 78H186Q182 200 120 232Q136 290 132 334H68z")
    pen.solid("M332 78H214Q218 200 280 232Q264 290 268 334H332z")
    pen.line(
        "M96 84Q100 160 88 224M132 84Q132 160 104 226M304 84Q300 160 312 224M268 84"
        "Q268 160 296 226",
        pen.dark,
        4,
        0.5,
    )
    pen.line("M70 230L128 232M330 230L272 232", pen.accent, 10)


@draws("frame", "pictureframe", "picture_frame", "print", "wallart", base="#6a4a35")
def frame(pen: Pen) -> None:
    pen.shadow(100, y=340)
    pen.solid(box(82, 70, 236, 258, 6))
    pen.flat(box(102, 90, 196, 218, 2), PAPER)
    pen.flat(box(128, 118, 144, 162, 1), "#dfe7e4")
    pen.dots([(236, 158)], 17, BRASS)
    pen.flat("M128 250L176 184L208 224L232 200L272 250V280H128z", pen.accent)
    pen.flat("M128 262Q200 240 272 266V280H128z", LEAF)


@draws("diffuser", "humidifier", base="#e9e4da")
def diffuser(pen: Pen) -> None:
    pen.shadow(86)
    pen.line("M200 118q-26 -26 0 -46t0 -40M224 122q-18 -18 0 -36", STEEL, 6, 0.6)
    pen.solid("M176 128H224Q290 200 284 276H116Q110 200 176 128z")
    pen.solid("M116 270H284V306Q284 330 260 330H140Q116 330 116 306z", WOOD)
    pen.dots([(200, 302)], 9, pen.accent)


@draws("hooks", "coatrack", "coat_rack", "hook", base="#a8713f")
def hooks(pen: Pen) -> None:
    pen.shadow(120, y=320)
    pen.solid(box(46, 140, 308, 58, 12))
    for x in (100, 167, 234, 301):
        pen.line(f"M{x} 168V216q0 24 -22 18", INK, 9)
        pen.dots([(x, 166)], 9, pen.accent)


@draws("planthouse", "plant", "houseplant", base="#bf6e4e")
def plant(pen: Pen) -> None:
    pen.shadow(90)
    pen.line("M200 240V130M200 220Q160 190 130 150M200 210Q240 180 268 140", LEAF, 6)
    for path in (
        "M200 150Q160 104 200 50Q240 104 200 150z",
        "M140 172Q90 160 84 100Q142 108 140 172z",
        "M260 162Q310 150 316 92Q258 98 260 162z",
        "M172 224Q122 236 96 198Q146 178 172 224z",
        "M228 222Q278 234 304 196Q254 176 228 222z",
    ):
        pen.solid(path, LEAF, 8)
    pen.solid("M126 232H274L258 312Q254 330 236 330H164Q146 330 142 312z")
    pen.solid(box(116, 222, 168, 32, 8), pen.light, 6)


@draws("vacuum", "broom", "cleaning", base="#c0453f")
def vacuum(pen: Pen) -> None:
    pen.shadow(110, 210)
    pen.line("M270 70L196 296", STEEL, 13)
    pen.solid("M222 84Q262 40 300 72Q312 96 286 118L256 190L212 176z")
    pen.solid("M116 306L136 278H280L300 306V328H116z", INK, 8)
    pen.solid(oval(244, 152, 27), pen.accent, 7)


@draws("room", base="#d8c397")
def box_of_home(pen: Pen) -> None:
    """The fallback of the department: a small cabinet."""
    pen.shadow(120)
    pen.line("M118 300V330M282 300V330", WOOD, 13)
    pen.solid(box(88, 130, 224, 178, 12))
    pen.line("M200 140V300", pen.dark, 4)
    pen.dots([(184, 220), (216, 220)], 7, BRASS)
    pen.solid("M150 130Q150 92 176 92Q202 92 202 130z", pen.accent, 6)
