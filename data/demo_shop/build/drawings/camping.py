"""Camp and trail."""

from __future__ import annotations

from ..colors import mix
from ..pen import CREAM, INK, STEEL, WOOD, Pen, box, oval
from ..registry import draws


@draws("tent", "shelter", base="#77804a")
def tent(pen: Pen) -> None:
    if pen.rng.random() < 0.5:
        dome(pen)
        return
    peak = pen.rng.randint(96, 130)
    pen.shadow(150)
    pen.line(f"M200 {peak}L48 334M200 {peak}L352 334", INK, 3)
    pen.solid(f"M200 {peak}C150 {peak + 60} 100 250 62 330H338C300 250 250 {peak + 60} 200 {peak}z")
    pen.flat(
        f"M200 {peak + 34}C186 220 160 280 138 330H262C240 280 214 220 200 {peak + 34}z", pen.dark
    )
    pen.flat(
        f"M200 {peak + 34}C204 220 206 280 208 330H262C240 280 214 220 200 {peak + 34}z", pen.accent
    )
    pen.line(f"M200 {peak + 34}V330", CREAM, 3, 0.8)
    pen.line("M82 290C66 300 56 318 48 334M318 290C334 300 344 318 352 334", INK, 2)


def dome(pen: Pen) -> None:
    pen.shadow(156)
    pen.line("M66 300L40 334M334 300L360 334", INK, 3)
    pen.solid("M52 330Q70 118 200 110Q330 118 348 330z")
    pen.flat("M52 330Q70 118 200 110Q120 190 112 330z", pen.dark, 0.7)
    pen.line("M200 110Q120 190 112 330M200 110Q280 190 288 330", pen.accent, 6)
    pen.solid("M146 330Q148 206 200 196Q252 206 254 330z", pen.dark, 8)
    pen.flat("M200 196Q252 206 254 330Q222 320 208 262Q202 230 200 196z", pen.accent)
    pen.flat("M170 132Q200 122 230 132L224 152Q200 144 176 152z", pen.light)


@draws("cabintent", "familytent", base="#5a97a0")
def cabin_tent(pen: Pen) -> None:
    pen.shadow(166)
    pen.line("M62 300L34 334M338 300L366 334", INK, 3)
    pen.solid("M92 150L200 96L308 150L344 330H56z")
    pen.solid("M92 150L200 96L308 150L322 172Q200 150 78 172z", pen.accent, 8)
    for x in (92, 254):
        pen.solid(box(x, 200, 54, 52, 8), pen.dark, 6)
        pen.line(f"M{x + 27} 204V248M{x + 4} 226H{x + 50}", pen.light, 3)
    pen.solid("M162 330V226Q162 192 200 192Q238 192 238 226V330z", pen.dark, 8)
    pen.line("M200 196V330", CREAM, 4)


@draws("tarp", "canopy", base="#77804a")
def tarp(pen: Pen) -> None:
    pen.shadow(140)
    pen.line("M96 150V332M304 150V332", WOOD, 9)
    pen.line("M96 150L52 332M304 150L348 332", INK, 2)
    pen.solid(
        "M200 92C250 120 300 138 330 186C290 178 250 176 200 190C150 176 110 178 70 186"
        "C100 138 150 120 200 92z"
    )
    pen.line("M200 92V188", pen.dark, 3, 0.7)


@draws("hammock", base="#b8714f")
def hammock(pen: Pen) -> None:
    pen.shadow(120)
    pen.line("M62 90V332M338 90V332", WOOD, 16)
    pen.line("M62 130L112 188M338 130L288 188", INK, 4)
    pen.solid("M104 176C140 206 260 206 296 176C290 270 250 294 200 294C150 294 110 270 104 176z")
    pen.line("M128 222C165 246 235 246 272 222M142 256C172 274 228 274 258 256", pen.accent, 6, 0.9)


@draws("sleepingbag", "sleeping_bag", "quilt", base="#3f6583")
def sleepingbag(pen: Pen) -> None:
    start = len(pen.parts)
    pen.shadow(86)
    pen.solid(
        "M200 70C252 70 276 112 272 160L246 312C242 334 158 334 154 312L128 160"
        "C124 112 148 70 200 70z"
    )
    pen.flat(oval(200, 128, 44, 40), mix(pen.base, "#22252c", 0.45))
    pen.flat("M160 138Q200 118 240 138L238 164Q200 146 162 164z", pen.accent)
    pen.line(
        "M136 196Q200 216 264 196M144 238Q200 256 256 238M150 278Q200 294 250 278", pen.dark, 3, 0.7
    )
    pen.turned(pen.rng.choice((-8, 8)), start)


@draws("sleepingpad", "sleeping_pad", "mat", "mattress", "yogamat", base="#c48a3a")
def sleepingpad(pen: Pen) -> None:
    pen.shadow(150)
    pen.solid("M96 292H338Q350 292 350 304V318Q350 328 338 328H96z", pen.light)
    pen.line("M150 296V326M200 296V326M250 296V326M300 296V326", pen.dark, 3, 0.5)
    pen.solid(oval(118, 254, 74))
    for r in (54, 36, 18):
        pen.line(oval(118, 254, r), pen.dark, 4, 0.6)
    pen.line("M62 214L170 206", pen.accent, 9)


@draws("backpack", "pack", base="#3f6583")
def backpack(pen: Pen) -> None:
    pen.shadow(96)
    pen.line("M170 84Q200 46 230 84", INK, 9)
    pen.solid("M118 190Q88 196 92 250V300Q94 316 122 314z", pen.dark)
    pen.solid("M282 190Q312 196 308 250V300Q306 316 278 314z", pen.dark)
    pen.solid(
        "M146 82H254Q292 84 292 140V300Q292 330 258 330H142Q108 330 108 300V140Q108 84 146 82z"
    )
    pen.solid(
        "M108 150Q106 78 150 78H250Q294 78 292 150Q246 176 200 176Q154 176 108 150z", pen.accent
    )
    pen.solid(box(138, 218, 124, 92, 18), pen.dark, 10)
    pen.line("M150 242H250", pen.light, 3)
    pen.line("M160 160V206M240 160V206", INK, 8)
    pen.flat(box(152, 182, 16, 14, 3), STEEL)
    pen.flat(box(232, 182, 16, 14, 3), STEEL)


@draws("headlamp", base="#df8038")
def headlamp(pen: Pen) -> None:
    pen.shadow(96)
    pen.line("M96 230C70 130 330 130 304 230", pen.dark, 26)
    pen.line("M96 230C90 300 310 300 304 230", pen.base, 30)
    pen.line("M108 262C150 288 250 288 292 262", pen.accent, 5)
    pen.solid(box(148, 222, 104, 84, 22), INK)
    pen.solid(oval(200, 262, 31), STEEL, 6)
    pen.flat(oval(200, 262, 22), "#fdf3c4")
    pen.dots([(192, 255)], 7, "#ffffff")


@draws("lantern", base="#4b4f56")
def lantern(pen: Pen) -> None:
    pen.shadow(78)
    pen.line("M140 128C140 40 260 40 260 128", STEEL, 6)
    pen.solid("M158 118Q200 84 242 118L258 142H142z")
    pen.flat("M148 142H252L262 272H138z", "#fbe9b0")
    pen.flat("M182 176Q200 150 218 176V272H182z", "#fff8dc")
    pen.line("M148 142L138 272M252 142L262 272M200 142V272", pen.dark, 5)
    pen.solid("M130 272H270L278 316Q278 330 262 330H138Q122 330 122 316z")
    pen.dots([(200, 302)], 9, pen.accent)


@draws("stove", base="#5c8d57")
def stove(pen: Pen) -> None:
    pen.shadow(130)
    pen.solid(box(72, 150, 256, 110, 12), pen.dark)
    pen.solid(box(64, 240, 272, 88, 14))
    pen.line("M88 236H312M112 222V238M288 222V238M150 222V238M250 222V238", INK, 6)
    pen.flat("M130 222Q120 196 134 182Q136 196 146 200Q154 210 146 222z", "#5b9fd6")
    pen.flat("M254 222Q244 196 258 182Q260 196 270 200Q278 210 270 222z", "#5b9fd6")
    for x in (130, 270):
        pen.solid(oval(x, 286, 20), INK, 6)
        pen.line(f"M{x} 272V284", CREAM, 4)
    pen.flat(box(176, 276, 48, 18, 5), pen.accent)


@draws("canisterstove", "canister_stove", base="#5c8d57")
def canister_stove(pen: Pen) -> None:
    pen.shadow(84)
    pen.solid("M116 244Q120 206 200 204Q280 206 284 244V312Q284 330 266 330H134Q116 330 116 312z")
    pen.flat("M116 256H284V298H116z", pen.accent)
    pen.line("M200 142V206", STEEL, 15)
    pen.line("M208 180H262", STEEL, 7)
    pen.line("M262 168V192", INK, 9)
    pen.line("M200 156L122 102H104M200 156L278 102H296M200 150V102", INK, 8)
    pen.solid("M164 116H236L224 144H176z", STEEL, 6)
    pen.flat("M178 112Q164 84 184 58Q190 84 204 70Q224 90 214 112z", "#5b9fd6")


@draws("cookset", "messkit", base="#aeb6bd")
def cookset(pen: Pen) -> None:
    pen.shadow(124)
    pen.line("M286 262H346", INK, 12)
    pen.solid("M108 222H292V300Q292 330 262 330H138Q108 330 108 300z")
    pen.solid(box(98, 212, 204, 20, 10), pen.light, 6)
    pen.line("M254 162H318", INK, 9)
    pen.solid("M146 148H254V190Q254 212 232 212H168Q146 212 146 190z", pen.accent)
    pen.solid(box(138, 138, 124, 16, 8), pen.light, 5)
    pen.solid("M174 138Q200 112 226 138z", STEEL, 6)
    pen.dots([(200, 122)], 9, INK)


@draws("cooler", base="#a9cbdb")
def cooler(pen: Pen) -> None:
    pen.shadow(142)
    pen.line("M82 200C76 120 324 120 318 200", INK, 7)
    pen.solid(box(70, 216, 260, 114, 16))
    pen.solid(box(60, 172, 280, 54, 16), CREAM)
    pen.solid(box(120, 210, 26, 40, 6), INK, 5)
    pen.solid(box(254, 210, 26, 40, 6), INK, 5)
    pen.flat(box(166, 262, 68, 26, 8), pen.accent)


@draws("campchair", "camp_chair", "foldingchair", base="#37573f")
def campchair(pen: Pen) -> None:
    pen.shadow(116)
    pen.line("M112 330L280 232M288 330L120 232", INK, 8)
    pen.line("M104 118V330M296 118V330", STEEL, 9)
    pen.solid("M104 110Q200 132 296 110L288 232Q200 214 112 232z")
    pen.solid("M106 226Q200 248 294 226L312 262Q200 288 88 262z", pen.dark)
    pen.solid(box(78, 196, 40, 16, 8), INK, 4)
    pen.solid(box(282, 196, 40, 16, 8), INK, 4)
    pen.line("M132 140Q200 156 268 140", pen.accent, 5)


@draws("camptable", "camp_table", "foldingtable", base="#b98f5f")
def camptable(pen: Pen) -> None:
    pen.shadow(140)
    pen.line("M112 204L280 330M288 204L120 330", STEEL, 9)
    pen.solid(box(56, 172, 288, 34, 8))
    pen.line("M120 176V202M184 176V202M248 176V202M300 176V202", pen.dark, 3, 0.6)
