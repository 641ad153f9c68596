"""Rooms and what makes them comfortable."""

from __future__ import annotations

from ..colors import mix
from ..pen import BRASS, CREAM, INK, LEAF, PAPER, WOOD, Pen, box, oval
from ..registry import draws


@draws("lamp", "tablelamp", "table_lamp", base="#c18f3d")
def lamp(pen: Pen) -> None:
    pen.shadow(90)
    pen.flat("M140 92H260L330 250H70z", "#fdf1c8", 0.5)
    pen.solid("M200 196Q256 230 248 276Q240 312 226 318H174Q160 312 152 276Q144 230 200 196z")
    pen.solid(box(150, 312, 100, 18, 8), pen.dark, 5)
    pen.solid("M142 74H258L300 198H100z", CREAM)
    pen.line("M104 190H296", pen.accent, 6)


@draws("floorlamp", "floor_lamp", base="#34373c")
def floorlamp(pen: Pen) -> None:
    pen.shadow(80)
    pen.line("M200 132V322", pen.base, 8)
    pen.solid("M132 322Q200 300 268 322V330H132z", pen.base, 6)
    pen.solid("M156 50H244L284 152H116z", pen.accent if pen.accent != INK else CREAM)
    pen.line("M244 152V186", BRASS, 4)
    pen.dots([(244, 190)], 6, BRASS)


@draws("desklamp", "desk_lamp", "tasklamp", base="#2f5546")
def desklamp(pen: Pen) -> None:
    pen.shadow(100, 170)
    pen.line("M158 312L110 210L234 118", BRASS, 10)
    pen.dots([(110, 210)], 11, pen.dark)
    pen.flat("M216 190L332 190L360 318H190z", "#fdf1c8", 0.55)
    pen.solid("M222 96Q262 64 296 100L340 176L216 200Q196 140 222 96z")
    pen.solid("M92 316Q158 292 224 316V330H92z", pen.base, 7)


@draws("pillow", "cushion", "throwpillow", base="#b8714f")
def pillow(pen: Pen) -> None:
    pen.shadow(126)
    pen.solid("M72 116Q200 140 328 116Q312 220 330 326Q200 304 70 326Q88 220 72 116z")
    if pen.rng.random() < 0.5:
        pen.line(
            "M90 170Q200 190 312 170M88 222Q200 236 312 222M86 274Q200 262 314 274",
            pen.accent,
            9,
            0.9,
        )
    else:
        pen.line("M200 134L306 222L200 306L94 222z", pen.accent, 8)
        pen.line("M200 176L254 222L200 264L146 222z", pen.accent, 6)


@draws("bedpillow", "bed_pillow", base="#f4f3ef")
def bedpillow(pen: Pen) -> None:
    pen.shadow(150)
    pen.solid(
        "M46 246Q40 214 74 218Q200 186 326 218Q360 214 354 246Q346 280 356 314"
        "Q344 336 316 326Q200 344 84 326Q56 336 44 314Q54 280 46 246z",
        pen.dark,
    )
    pen.solid(
        "M52 166Q44 130 80 138Q200 108 320 138Q356 130 348 166Q338 196 350 232"
        "Q338 252 310 244Q200 262 90 244Q62 252 50 232Q62 196 52 166z"
    )
    pen.line("M82 168Q120 180 142 170M318 168Q280 180 258 170", pen.dark, 4, 0.5)


@draws("blanket", "throw", "quilt_home", base="#9aab8a")
def blanket(pen: Pen) -> None:
    pen.shadow(136)
    pen.solid(box(70, 254, 260, 74, 34), pen.dark)
    pen.solid(box(70, 192, 260, 74, 34))
    pen.solid(box(70, 130, 260, 74, 34), pen.light)
    pen.solid("M216 124H292V284Q254 296 216 284z", pen.accent)
    pen.line("M222 290V308M238 294V312M254 294V314M270 294V312M286 290V308", pen.accent, 5)
    pen.line("M88 168H206M88 230H206M88 292H200", mix(pen.base, "#22252c", 0.3), 3, 0.4)


@draws("bedding", "sheets", "duvet", "comforter", "sheetset", "sheet_set", "bed", base="#bccbd0")
def bedding(pen: Pen) -> None:
    pen.shadow(150)
    pen.solid(box(52, 92, 296, 200, 24), WOOD)
    for x in (80, 208):
        pen.solid(box(x, 144, 112, 66, 26), CREAM, 9)
    pen.solid("M56 206Q200 180 344 206V318Q200 334 56 318z")
    pen.flat("M56 206Q200 180 344 206V240Q200 214 56 240z", pen.accent)
    pen.line("M120 246Q110 280 122 318M280 246Q292 280 278 318", pen.dark, 4, 0.5)
    pen.flat("M58 316H78V334H58zM322 316H342V334H322z", mix(WOOD, "#22252c", 0.3))


@draws("towel", "towels", "bathtowel", "bath_towel", base="#8aa69a")
def towel(pen: Pen) -> None:
    pen.shadow(124)
    for y, color in ((268, pen.dark), (206, pen.base), (144, pen.light)):
        pen.solid(box(84, y, 232, 62, 28), color)
        pen.line(f"M100 {y + 31}H296", mix(color, "#22252c", 0.28), 3, 0.6)
        pen.line(f"M252 {y + 4}V{y + 58}M266 {y + 4}V{y + 58}", pen.accent, 5)


@draws("rug", "doormat", "bathmat", "bath_mat", "carpet", base="#a6513f")
def rug(pen: Pen) -> None:
    pen.shadow(154, y=318)
    for x in range(92, 320, 18):
        pen.line(f"M{x} 118V134", CREAM, 4)
    for x in range(48, 362, 20):
        pen.line(f"M{x} 298V316", CREAM, 4)
    pen.solid("M84 128H316L362 304H38z")
    pen.line("M100 148H300L332 284H68z", pen.accent, 8)
    pen.solid("M200 168L272 216L200 266L128 216z", pen.accent, 7)
    pen.flat("M200 190L238 216L200 244L162 216z", pen.base)


@draws("candle", "candles", base="#e0d4bf")
def candle(pen: Pen) -> None:
    pen.shadow(84)
    pen.flat(oval(200, 118, 60), "#fdeeb8", 0.6)
    pen.line("M200 146V164", INK, 4)
    pen.flat("M200 84Q222 116 214 134Q200 152 186 134Q178 116 200 84z", "#e9a23f")
    pen.solid(box(122, 156, 156, 174, 18))
    pen.flat(oval(200, 164, 70, 9), CREAM)
    pen.flat(box(150, 216, 100, 72, 5), PAPER)
    pen.line("M168 240H232M180 262H220", pen.accent, 5)


@draws("vase", base="#5a97a0")
def vase(pen: Pen) -> None:
    pen.shadow(80)
    pen.line("M196 150Q180 100 140 70M202 150Q206 90 200 52M208 150Q230 100 268 80", LEAF, 5)
    for x, y in ((136, 66), (200, 48), (272, 76)):
        pen.solid(oval(x, y, 20), pen.accent, 6)
        pen.dots([(x, y)], 6, BRASS)
    pen.flat(
        "M164 104Q184 108 186 130Q162 128 164 104zM240 118Q222 120 218 140Q240 140 240 118z", LEAF
    )
    pen.solid(
        "M164 142H236Q230 178 258 214Q286 254 250 312Q242 330 224 330H176"
        "Q158 330 150 312Q114 254 142 214Q170 178 164 142z"
    )
    pen.line("M132 254Q200 276 268 254", pen.light, 6, 0.8)


@draws("mirror", base="#b98f5f")
def mirror(pen: Pen) -> None:
    pen.shadow(90, y=340)
    pen.solid(oval(200, 196, 130))
    pen.solid(oval(200, 196, 108), "#d5e2e6", 8)
    pen.line("M140 226L226 126M176 262L270 154", "#ffffff", 11, 0.7)


@draws("clock", "wallclock", "alarmclock", base="#37573f")
def clock(pen: Pen) -> None:
    pen.shadow(90, y=340)
    pen.solid(oval(200, 196, 132))
    pen.solid(oval(200, 196, 108), PAPER, 6)
    pen.line("M200 100V116M200 276V292M104 196H120M280 196H296", INK, 7)
    pen.line("M200 196V134", INK, 8)
    pen.line("M200 196L248 222", INK, 8)
    pen.line("M200 196L164 250", pen.accent, 4)
    pen.dots([(200, 196)], 9, pen.accent)
