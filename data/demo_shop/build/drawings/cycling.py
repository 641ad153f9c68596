"""Bicycles and what belongs to them."""

from __future__ import annotations

from itertools import pairwise

from ..pen import BRASS, CREAM, GLASS, INK, RUBBER, STEEL, Pen, box, oval
from ..registry import draws


def wheel(pen: Pen, cx: float, cy: float, r: float) -> None:
    pen.line(oval(cx, cy, r), RUBBER, 9)
    pen.line(oval(cx, cy, r - 8), STEEL, 3)
    for dx, dy in ((1, 0), (0.5, 0.866), (-0.5, 0.866)):
        x, y = dx * (r - 9), dy * (r - 9)
        pen.line(f"M{cx - x:.0f} {cy - y:.0f}L{cx + x:.0f} {cy + y:.0f}", STEEL, 1.5)
    pen.dots([(cx, cy)], 7, INK)


@draws("bike", "bicycle", "ebike", base="#2f7f80")
def bike(pen: Pen) -> None:
    pen.shadow(150)
    wheel(pen, 100, 262, 68)
    wheel(pen, 300, 262, 68)
    pen.line("M192 268L100 262L162 168L192 268L270 168H162M192 268L154 142", pen.base, 11)
    pen.line("M270 168L300 262M262 132L270 168", pen.dark, 11)
    pen.line("M256 132H282Q302 134 296 156", INK, 9)
    pen.solid("M124 132H180Q186 144 170 146H140Q124 146 124 132z", INK, 5)
    pen.line(oval(192, 268, 18), STEEL, 6)
    pen.line("M192 268L212 298M204 300H224", INK, 6)


@draws("kidsbike", "balancebike", "balance_bike", base="#d64f38")
def kidsbike(pen: Pen) -> None:
    pen.shadow(140)
    wheel(pen, 118, 274, 56)
    wheel(pen, 288, 274, 56)
    pen.line("M118 274Q180 240 262 196M150 254L144 176", pen.base, 15)
    pen.line("M288 274L256 142", pen.dark, 11)
    pen.line("M238 136H282", INK, 11)
    pen.solid("M108 164Q150 154 180 170Q180 184 144 186Q108 184 108 164z", INK, 5)
    pen.solid(oval(270, 164, 20), pen.accent, 6)


@draws("helmet", "bikehelmet", base="#c0453f")
def helmet(pen: Pen) -> None:
    pen.shadow(130, y=312)
    pen.line("M120 252Q150 320 204 306Q250 300 262 250", INK, 7)
    pen.solid(
        "M66 246Q64 106 196 98Q332 106 340 240Q290 262 214 252Q130 246 104 270Q70 270 66 246z"
    )
    for path in (
        "M112 214Q116 150 166 128Q150 170 152 210z",
        "M180 204Q182 150 206 124Q226 156 226 204z",
        "M254 206Q254 160 240 128Q290 150 298 208z",
    ):
        pen.flat(path, INK)
    pen.line("M80 250Q130 226 210 236Q290 244 332 232", pen.accent, 7)


@draws("bikelight", "bike_light", "light", base="#34373c")
def bikelight(pen: Pen) -> None:
    pen.shadow(110)
    pen.flat("M262 150L372 96V300L262 246z", "#fbe9a8", 0.7)
    pen.solid(box(92, 146, 150, 104, 30))
    pen.solid("M232 140H262Q274 198 262 256H232z", STEEL, 7)
    pen.line("M120 172H186", pen.accent, 8)
    pen.line(oval(158, 288, 40), INK, 16)
    pen.solid(box(136, 238, 46, 30, 8), INK, 5)


@draws("taillight", "tail_light", base="#a83240")
def taillight(pen: Pen) -> None:
    pen.shadow(86)
    pen.flat(oval(200, 186, 142), "#e98a7c", 0.28)
    pen.solid(box(128, 84, 144, 204, 56), INK)
    pen.solid(box(146, 102, 108, 168, 44), pen.base, 8)
    for y in (140, 186, 232):
        pen.solid(oval(200, y, 20), "#e46a5c", 4)
        pen.dots([(194, y - 6)], 5, CREAM)
    pen.line("M150 302H250", RUBBER, 17)
    pen.line("M168 288V304M232 288V304", pen.accent, 6)


@draws("cablelock", "cable_lock", base="#34373c")
def cablelock(pen: Pen) -> None:
    pen.shadow(110)
    pen.line(oval(200, 196, 116, 96), pen.dark, 17)
    pen.line(oval(200, 212, 96, 84), pen.base, 17)
    pen.line(oval(200, 184, 108, 86), pen.light, 3, 0.5)
    pen.solid(box(140, 268, 120, 58, 20), INK)
    for x in (156, 181, 206, 231):
        pen.solid(box(x, 280, 18, 34, 4), pen.accent, 3)


@draws("foldinglock", "folding_lock", base="#34373c")
def foldinglock(pen: Pen) -> None:
    pen.shadow(110)
    joints = ((110, 292), (84, 176), (146, 84), (254, 84), (316, 176), (290, 292))
    for (x, y), (to_x, to_y) in pairwise(joints):
        pen.line(f"M{x} {y}L{to_x} {to_y}", pen.dark, 34)
        pen.line(f"M{x - 2} {y - 3}L{to_x - 2} {to_y - 3}", pen.base, 26)
    pen.dots(joints, 9, STEEL)
    pen.solid(box(82, 262, 236, 66, 24))
    pen.line("M118 282H240", pen.accent, 6)
    pen.solid(oval(282, 296, 15), BRASS, 4)


@draws("lock", "bikelock", "ulock", "padlock", base="#34373c")
def lock(pen: Pen) -> None:
    pen.shadow(104)
    pen.line("M128 252V160Q128 76 200 76Q272 76 272 160V252", pen.dark, 34)
    pen.line("M124 250V160Q124 76 196 76Q264 76 266 156", STEEL, 22)
    pen.solid(box(84, 236, 232, 90, 22))
    pen.line("M112 300H288", pen.accent, 7)
    pen.solid(oval(200, 266, 22), BRASS, 5)
    pen.flat("M195 258h10v18h-10z", INK)


@draws("bikepump", "pump_bike", "floorpump", "tirepump", "airpump", base="#c0453f")
def floorpump(pen: Pen) -> None:
    pen.shadow(100)
    pen.line("M214 268Q320 270 300 170Q288 110 252 120", INK, 9)
    pen.line("M200 76V140", STEEL, 12)
    pen.solid(box(132, 60, 136, 28, 14), INK, 6)
    pen.solid(box(180, 126, 40, 176, 10))
    pen.solid("M120 308Q200 276 280 308V328H120z", pen.dark, 7)
    pen.solid(oval(200, 262, 34), CREAM, 7)
    pen.line("M200 262L216 246", pen.accent, 5)


@draws("minipump", "mini_pump", base="#4b4f56")
def minipump(pen: Pen) -> None:
    start = len(pen.parts)
    pen.shadow(110)
    pen.line("M84 210H40", STEEL, 13)
    pen.solid(box(76, 178, 190, 62, 18))
    pen.solid(box(258, 186, 104, 46, 16), pen.accent, 8)
    pen.line("M282 190V228M300 190V228M318 190V228", INK, 3, 0.4)
    pen.solid("M30 172H66V248H30z", INK, 6)
    pen.line("M104 196H220", pen.light, 5, 0.8)
    pen.turned(-28, start)


@draws("jersey", "cyclingjersey", base="#3558a8")
def jersey(pen: Pen) -> None:
    pen.shadow(108, y=338)
    pen.solid(
        "M162 82Q200 102 238 82L284 98L350 196L308 226L278 188L280 328H120L122 188"
        "L92 226L50 196L116 98z"
    )
    pen.flat("M122 176H278L279 226H121z", pen.accent)
    pen.line("M200 98V328", CREAM, 4)
    pen.solid("M158 88Q156 66 200 66Q244 66 242 88Q200 112 158 88z", pen.dark, 5)
    pen.line("M58 192L94 218M342 192L306 218", pen.accent, 7)


@draws("bibshorts", "bib_shorts", "bibs", "cyclingshorts", base="#34373c")
def bibs(pen: Pen) -> None:
    pen.shadow(88, y=338)
    pen.line("M150 170Q140 100 166 66M250 170Q260 100 234 66", pen.dark, 17)
    pen.solid("M134 152Q200 176 266 152L288 326H216L202 240H198L184 326H112z")
    pen.flat("M114 304H187L184 328H111zM286 304H213L216 328H289z", pen.accent)
    pen.line("M140 190Q154 250 142 300M260 190Q246 250 258 300", pen.light, 4, 0.5)


@draws("saddle", "seat", base="#34373c")
def saddle(pen: Pen) -> None:
    pen.shadow(110)
    pen.line("M120 236Q200 300 296 236", STEEL, 8)
    pen.line("M200 268V328", STEEL, 26)
    pen.solid(
        "M56 196Q72 150 132 172Q230 196 340 190Q362 200 346 218Q250 236 170 240"
        "Q84 262 62 236Q50 216 56 196z"
    )
    pen.line("M90 206Q180 222 320 204", pen.accent, 5)


@draws("tire", "tyre", "innertube", "tube", "wheel", base="#2f3237")
def tire(pen: Pen) -> None:
    pen.shadow(96, y=336)
    pen.line(oval(200, 204, 112), pen.base, 38)
    pen.line(oval(200, 204, 112), pen.light, 4, 0.4)
    pen.line(oval(200, 204, 96), pen.accent, 7)
    for angle in range(0, 360, 30):
        start = len(pen.parts)
        pen.flat("M194 76h12v14h-12z", pen.dark)
        pen.turned(angle, start, 200, 204)


@draws("pannier", "bikebag", "handlebarbag", "saddlebag", "framebag", base="#71713f")
def pannier(pen: Pen) -> None:
    pen.shadow(110)
    pen.solid("M96 138H304L292 306Q290 330 262 330H138Q110 330 108 306z")
    pen.solid("M88 96Q200 82 312 96L316 190Q200 214 84 190z", pen.dark)
    pen.line("M140 182V246M260 182V246", INK, 11)
    pen.flat(box(128, 216, 24, 20, 4), STEEL)
    pen.flat(box(248, 216, 24, 20, 4), STEEL)
    pen.flat(box(168, 262, 64, 20, 6), pen.accent)


@draws("bikerack", "rack", "carrack", base="#34373c")
def rack(pen: Pen) -> None:
    pen.shadow(130)
    pen.line("M100 150L130 330M300 150L270 330M130 330L200 160M270 330L200 160", pen.base, 10)
    pen.line("M66 148H334M66 120H334M66 120V148M334 120V148M150 120V148M250 120V148", pen.base, 12)
    pen.solid(box(334, 122, 24, 26, 6), pen.accent, 4)


@draws("pedals", "pedal", base="#4b4f56")
def pedals(pen: Pen) -> None:
    pen.shadow(120)
    for y, lean in ((124, -10), (230, 8)):
        start = len(pen.parts)
        pen.line(f"M250 {y + 36}H334", STEEL, 15)
        pen.solid(box(90, y, 166, 76, 16))
        pen.flat(box(112, y + 16, 46, 44, 8), INK)
        pen.flat(box(186, y + 16, 46, 44, 8), INK)
        pen.dots(
            [
                (102, y + 12),
                (102, y + 64),
                (244, y + 12),
                (244, y + 64),
                (172, y + 12),
                (172, y + 64),
            ],
            5,
            pen.accent,
        )
        pen.turned(lean, start)


@draws("bell", "bikebell", base="#c9a24f")
def bell(pen: Pen) -> None:
    pen.shadow(100)
    pen.line("M60 296H340", INK, 24)
    pen.solid(box(166, 268, 68, 58, 10), INK, 6)
    pen.solid("M96 250Q96 128 200 124Q304 128 304 250Q304 268 286 268H114Q96 268 96 250z")
    pen.solid(oval(200, 122, 18), pen.dark, 5)
    pen.line("M112 248H288", pen.accent, 6)


@draws("bikecomputer", "bike_computer", "gps", "cyclecomputer", base="#34373c")
def computer(pen: Pen) -> None:
    pen.shadow(100)
    pen.line("M56 306H344", INK, 22)
    pen.solid(box(122, 82, 156, 220, 28))
    pen.flat(box(140, 102, 120, 156, 10), GLASS)
    pen.line("M152 226L178 190L204 206L246 148", pen.accent, 8)
    pen.line("M154 122H202M154 140H184", INK, 7)
    pen.dots([(164, 280), (200, 280), (236, 280)], 8, STEEL)


@draws("bottlecage", "bikebottle", "bike_bottle", base="#8dbbdd")
def bikebottle(pen: Pen) -> None:
    pen.shadow(70)
    pen.solid(box(180, 62, 40, 34, 10), INK, 6)
    pen.solid("M148 92H252L258 130H142z", INK, 7)
    pen.solid(
        "M142 130H258L250 186Q240 204 250 222L258 312Q258 330 240 330H160"
        "Q142 330 142 312L150 222Q160 204 150 186z"
    )
    pen.flat("M146 244H254L257 300H143z", pen.accent)


@draws("biketool", "bike_tool", "repairkit", "patchkit", "chaintool", base="#3a3e45")
def biketool(pen: Pen) -> None:
    pen.shadow(110)
    start = len(pen.parts)
    for x, y in ((110, 90), (160, 70), (212, 92)):
        pen.line(f"M{x + 20} 226L{x} {y}", STEEL, 12)
        pen.line(f"M{x} {y}H{x + 26}", STEEL, 12)
    pen.solid(box(92, 204, 216, 84, 26))
    pen.line("M130 230H270", pen.accent, 9)
    pen.dots([(122, 246), (278, 246)], 10, BRASS)
    pen.turned(12, start)


@draws("trainer", "biketrainer", "bikestand", "repairstand", base="#c0453f")
def stand(pen: Pen) -> None:
    pen.shadow(120)
    pen.line("M200 120V260M200 250L112 328M200 250L288 328M200 250V330", INK, 12)
    pen.line("M200 110V200", pen.base, 18)
    pen.line("M200 118H292", pen.base, 15)
    pen.solid(box(284, 88, 46, 62, 10), INK, 7)
    pen.solid(oval(200, 196, 16), pen.accent, 5)


@draws("chain", "lube", "chainlube", "cleaner", "degreaser", base="#5c8d57")
def lube(pen: Pen) -> None:
    pen.shadow(70)
    pen.solid("M190 58H210L218 112H182z", INK, 5)
    pen.solid(box(162, 108, 76, 30, 8), INK, 6)
    pen.solid(
        "M150 136H250Q274 150 270 190V308Q270 330 248 330H152Q130 330 130 308V190Q126 150 150 136z"
    )
    pen.flat("M130 196H270V288H130z", pen.accent)
    pen.line("M156 222H244M156 244H224M156 264H236", CREAM, 6)
