"""Tools and kit of the trail and the water."""

from __future__ import annotations

from ..pen import BRASS, CREAM, GLASS, INK, RUBBER, STEEL, WOOD, Pen, box, oval
from ..registry import draws


@draws("multitool", "pocketknife", "pocket_knife", "jackknife", base="#a8323a")
def multitool(pen: Pen) -> None:
    start = len(pen.parts)
    pen.shadow(110)
    pen.solid("M236 190L342 150Q352 176 326 196L250 222z", STEEL, 8)
    pen.solid("M120 200L70 122Q88 112 102 126L160 200z", STEEL, 6)
    pen.solid(box(92, 188, 186, 66, 32))
    pen.line("M128 206H242", pen.light, 4, 0.8)
    pen.dots([(124, 221), (246, 221)], 7, BRASS)
    pen.flat("M176 214h10v-10h10v10h10v10h-10v10h-10v-10h-10z", CREAM)
    pen.turned(-10, start)


@draws("knife_fixed", "fieldknife", base="#7c573c")
def fieldknife(pen: Pen) -> None:
    start = len(pen.parts)
    pen.shadow(120)
    pen.solid("M176 186H330Q352 200 322 226L176 232z", STEEL)
    pen.solid(box(166, 178, 14, 62, 5), BRASS, 4)
    pen.solid("M66 190Q64 182 76 182L166 188V230L84 240Q66 240 66 226z")
    pen.dots([(98, 210), (140, 209)], 6, BRASS)
    pen.turned(-24, start)


@draws("compass", base="#c9a24f")
def compass(pen: Pen) -> None:
    pen.shadow(90)
    pen.line(oval(200, 96, 20), pen.dark, 7)
    pen.solid(oval(200, 220, 110))
    pen.solid(oval(200, 220, 88), CREAM, 6)
    pen.line("M200 146V158M200 282V294M126 220H138M262 220H274", INK, 5)
    start = len(pen.parts)
    pen.flat("M200 152L216 220H184z", "#c0453f")
    pen.flat("M200 288L216 220H184z", INK)
    pen.turned(pen.rng.randint(15, 50), start, 200, 220)
    pen.dots([(200, 220)], 8, BRASS)


@draws("poles", "trekkingpoles", "trekking_poles", "pole", base="#c0453f")
def poles(pen: Pen) -> None:
    pen.shadow(70)
    for lean, start in ((-9, len(pen.parts)), (9, 0)):
        start = len(pen.parts)
        pen.line("M200 150V324", STEEL, 8)
        pen.line("M200 120V226", pen.base, 12)
        pen.line("M190 300H210", INK, 10)
        pen.solid("M190 66Q200 54 210 66L213 138H187z", INK, 6)
        pen.line("M208 74Q232 96 208 120", pen.accent, 4)
        pen.turned(lean, start, 200, 330)


@draws("rope", "cord", base="#df8038")
def rope(pen: Pen) -> None:
    pen.shadow(104)
    for shift in (0, 14, 28):
        color = (pen.base, pen.dark, pen.base)[shift // 14]
        pen.line(
            f"M{122 + shift} 130C{84 + shift} 230 {104 + shift} 320 {172 + shift} 316"
            f"C{240 + shift} 312 {274 + shift} 220 {222 + shift} 116",
            color,
            13,
        )
    pen.line("M128 132C160 92 224 84 244 112", pen.base, 13)
    pen.solid(box(120, 142, 130, 56, 20), pen.accent)
    pen.line("M122 160H248M122 178H248", pen.dark, 4, 0.6)


@draws("axe", "hatchet", base="#b88b5c")
def axe(pen: Pen) -> None:
    start = len(pen.parts)
    pen.shadow(70)
    pen.solid("M188 90H212L218 300Q216 328 196 326Q182 324 184 300z", pen.base, 8)
    pen.solid("M168 84H232L236 138H168Q140 142 104 168Q92 116 108 70Q140 88 168 84z", STEEL)
    pen.line("M112 80Q98 116 108 160", CREAM, 5)
    pen.flat(box(183, 268, 34, 40, 6), pen.accent)
    pen.turned(18, start)


@draws("firepit", "campfire", base="#565b62")
def firepit(pen: Pen) -> None:
    pen.shadow(120)
    pen.flat("M200 84C236 130 268 160 258 220H142C128 170 176 150 200 84z", "#e58a3a")
    pen.flat("M204 138C222 166 240 186 232 222H168C162 190 192 178 204 138z", "#f5cf5c")
    pen.line("M136 226L250 202M150 200L262 226", WOOD, 15)
    pen.solid("M84 222H316Q306 292 262 300H138Q94 292 84 222z")
    pen.line("M140 300L126 330M260 300L274 330", pen.dark, 10)
    pen.dots([(140, 260), (180, 266), (220, 266), (260, 260)], 8, "#e58a3a")


@draws("binoculars", base="#3a3e45")
def binoculars(pen: Pen) -> None:
    pen.shadow(116)
    pen.solid(box(168, 150, 64, 86, 10), pen.dark)
    for x in (92, 228):
        pen.solid(f"M{x + 16} 110H{x + 64}L{x + 86} 236V296H{x - 6}V236z")
        pen.solid(box(x + 12, 88, 56, 30, 10), INK, 6)
        pen.solid(box(x - 12, 288, 104, 36, 12), pen.dark)
        pen.line(f"M{x - 2} 262H{x + 82}", pen.accent, 5)
    pen.solid(box(186, 132, 28, 34, 8), STEEL, 5)


@draws("waterfilter", "filter", base="#4a7bb0")
def waterfilter(pen: Pen) -> None:
    pen.shadow(70)
    pen.solid("M150 70H250Q262 150 250 196H150Q138 150 150 70z", GLASS)
    pen.flat("M145 128Q200 140 255 128Q256 170 250 196H150Q144 170 145 128z", "#9cc9de")
    pen.solid(box(162, 190, 76, 100, 14))
    pen.line("M170 220H230M170 240H230M170 260H230", pen.light, 4, 0.7)
    pen.solid("M186 290H214L208 330H192z", INK, 6)


@draws("carabiner", base="#c8512f")
def carabiner(pen: Pen) -> None:
    start = len(pen.parts)
    pen.shadow(76)
    pen.line(
        "M160 92Q200 60 244 92Q276 124 252 190L232 282Q212 330 172 312Q146 298 150 250"
        "L148 130Q148 104 160 92z",
        pen.base,
        22,
    )
    pen.line("M158 100Q200 68 240 98Q262 120 246 178", pen.light, 5, 0.8)
    pen.line("M150 150V252", STEEL, 15)
    pen.solid(box(138, 176, 26, 50, 8), pen.accent, 6)
    pen.turned(14, start)


@draws("drybag", "dry_bag", "stuffsack", base="#e5c148")
def drybag(pen: Pen) -> None:
    pen.shadow(90)
    pen.solid("M124 138Q200 118 276 138L288 306Q286 330 258 330H142Q114 330 112 306z")
    pen.solid(box(118, 96, 164, 46, 14), pen.dark)
    pen.line("M118 118H96V142M282 118H304V142", INK, 8)
    pen.flat(box(154, 206, 92, 58, 8), pen.accent)
    pen.line("M170 224H230M170 242H212", CREAM, 5)


@draws("firstaid", "first_aid", base="#c0453f")
def firstaid(pen: Pen) -> None:
    pen.shadow(126)
    pen.line("M162 152Q162 116 200 116Q238 116 238 152", INK, 10)
    pen.solid(box(76, 148, 248, 182, 26))
    pen.line("M78 196H322", pen.dark, 5)
    pen.solid(oval(200, 244, 56), CREAM, 6)
    pen.flat("M188 210h24v22h22v24h-22v22h-24v-22h-22v-24h22z", "#c0453f")


@draws("kayak", "canoe", "paddleboard", base="#e07f3f")
def kayak(pen: Pen) -> None:
    pen.shadow(160)
    pen.line("M96 132L300 296", WOOD, 8)
    pen.solid("M74 106Q96 100 112 126Q116 146 96 148Q74 138 74 106z", pen.accent, 6)
    pen.solid("M24 236Q110 258 200 258Q290 258 376 236Q330 322 200 322Q70 322 24 236z")
    pen.flat(oval(200, 262, 66, 15), INK)
    pen.line("M62 262Q130 286 200 286Q270 286 338 262", pen.accent, 6)


@draws("lifejacket", "pfd", "life_vest", base="#df8038")
def lifejacket(pen: Pen) -> None:
    pen.shadow(96)
    pen.solid(
        "M124 84H168Q176 130 200 140Q224 130 232 84H276Q274 140 298 176L294 322H106"
        "L102 176Q126 140 124 84z"
    )
    pen.line("M200 140V322", INK, 5)
    pen.line("M104 220H296M106 280H294", INK, 11)
    for y in (220, 280):
        pen.flat(box(182, y - 12, 36, 24, 5), pen.accent)


@draws("fishingrod", "fishing_rod", "fishing", base="#37573f")
def fishingrod(pen: Pen) -> None:
    pen.shadow(80, 150)
    pen.line("M104 324L330 62", pen.base, 7)
    pen.line("M104 324L166 252", WOOD, 17)
    pen.line("M330 62Q344 160 316 226", INK, 2)
    pen.line("M316 226v12q-9 9-12-2", STEEL, 4)
    pen.solid(oval(190, 262, 27), STEEL, 8)
    pen.solid(oval(190, 262, 12), pen.accent, 4)
    pen.line("M212 272L238 284", INK, 7)
    pen.solid(oval(316, 214, 12), "#c0453f", 5)


@draws("camp", "gear", base="#77804a")
def stuffed(pen: Pen) -> None:
    """The fallback of the department: a packed roll with straps."""
    pen.shadow(130)
    pen.solid(box(82, 196, 236, 130, 60))
    pen.solid(oval(112, 261, 34, 65), pen.dark, 8)
    pen.line(oval(112, 261, 18, 38), pen.light, 4, 0.7)
    pen.line("M190 198V326M264 198V326", RUBBER, 13)
    pen.flat(box(180, 246, 20, 26, 4), STEEL)
    pen.flat(box(254, 246, 20, 26, 4), STEEL)
