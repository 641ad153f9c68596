"""Bags and what goes along."""

from __future__ import annotations

from ..pen import BRASS, CREAM, INK, PAPER, RUBBER, STEEL, WOOD, Pen, box, oval
from ..registry import draws


@draws("suitcase", "luggage", "carryon", "carry_on", base="#3f6583")
def suitcase(pen: Pen) -> None:
    pen.shadow(96)
    pen.line("M164 118V56H236V118", STEEL, 9)
    pen.line("M162 54H238", INK, 13)
    pen.solid(box(112, 104, 176, 212, 24))
    for x in (142, 171, 200, 229, 258):
        pen.line(f"M{x} 126V294", pen.dark, 5, 0.7)
    pen.flat(box(170, 150, 60, 20, 6), pen.accent)
    for x in (128, 246):
        pen.solid(box(x, 310, 26, 20, 8), RUBBER, 4)


@draws("duffel", "duffle", "weekender", "gymbag", base="#71713f")
def duffel(pen: Pen) -> None:
    pen.shadow(148)
    pen.line("M140 196C140 96 260 96 260 196", pen.accent, 13)
    pen.solid("M92 172H308Q352 172 352 250Q352 328 308 328H92Q48 328 48 250Q48 172 92 172z")
    pen.line("M92 186Q200 172 308 186", INK, 5)
    pen.line("M140 186V326M260 186V326", pen.accent, 15)
    pen.solid(box(168, 238, 64, 58, 8), pen.dark, 7)
    pen.line("M72 206Q60 250 72 296M328 206Q340 250 328 296", pen.dark, 5)


@draws("daypack", "rucksack", "rolltop", "schoolbag", base="#b8714f")
def daypack(pen: Pen) -> None:
    pen.shadow(96)
    pen.line("M168 96Q200 52 232 96", INK, 9)
    pen.solid(
        "M124 148Q126 92 172 90H228Q274 92 276 148L288 302Q288 330 258 330H142Q112 330 112 302z"
    )
    pen.solid("M112 232H288L290 304Q290 330 258 330H142Q110 330 110 304z", pen.dark)
    pen.line("M150 132Q200 114 250 132", INK, 5)
    pen.line("M130 254H270", CREAM, 4)
    pen.solid(box(172, 168, 56, 34, 6), pen.accent, 6)


@draws("tote", "totebag", "shopper", "grocerybag", base="#e0d6bd")
def tote(pen: Pen) -> None:
    pen.shadow(108)
    pen.line("M152 158C150 54 250 54 248 158", pen.accent, 13)
    pen.solid("M98 150H302L314 308Q314 330 292 330H108Q86 330 86 308z")
    pen.line("M152 152V200M248 152V200", pen.accent, 13)
    pen.flat("M166 276L200 222L218 250L230 236L254 276z", pen.dark)


@draws("sling", "slingbag", "fannypack", "waistpack", "hippack", "crossbody", base="#34373c")
def sling(pen: Pen) -> None:
    pen.shadow(120)
    pen.line("M78 246C70 60 330 60 322 246", INK, 15)
    pen.solid("M86 214Q200 188 314 214Q332 316 268 324H132Q68 316 86 214z")
    pen.line("M104 236Q200 216 296 236", pen.accent, 6)
    pen.solid("M118 262H282Q280 308 254 310H146Q120 308 118 262z", pen.dark, 8)
    pen.solid(box(302, 170, 34, 24, 6), STEEL, 5)


@draws("neckpillow", "travelpillow", "travel_pillow", base="#66727e")
def neckpillow(pen: Pen) -> None:
    pen.shadow(120)
    pen.line("M140 276C58 200 110 104 200 106C290 104 342 200 260 276", pen.dark, 86)
    pen.line("M136 272C56 198 110 102 196 104C286 102 336 196 256 270", pen.base, 74)
    pen.line("M118 216Q112 140 186 122", pen.light, 7, 0.7)
    pen.line("M150 296H250", pen.accent, 6)


@draws(
    "packingcubes",
    "packingcube",
    "packing_cubes",
    "organizer",
    "toiletrybag",
    "toiletry",
    base="#3f95a0",
)
def cubes(pen: Pen) -> None:
    pen.shadow(130)
    for x, y, w, h, color in (
        (78, 214, 244, 114, pen.base),
        (98, 136, 204, 84, pen.accent),
        (128, 84, 144, 58, pen.light),
    ):
        pen.solid(box(x, y, w, h, 18), color)
        pen.line(f"M{x + 20} {y + 18}H{x + w - 20}", INK, 4)
        pen.flat(box(x + w - 44, y + 12, 16, 22, 5), STEEL)
    pen.line("M180 264H220", pen.dark, 11)


@draws("wallet", "cardholder", "billfold", base="#95602f")
def wallet(pen: Pen) -> None:
    pen.shadow(130)
    pen.flat(box(106, 124, 176, 90, 8), "#9cc0a4")
    pen.flat(box(96, 140, 190, 90, 8), "#e6d3a6")
    pen.solid(box(76, 158, 248, 166, 20))
    pen.line("M92 176H308M92 306H308", pen.light, 2, 0.8)
    pen.solid("M250 214H324V270H250Q226 242 250 214z", pen.dark, 7)
    pen.dots([(262, 242)], 9, BRASS)


@draws("passport", "passportholder", "passport_holder", "traveljournal", base="#2d3f5e")
def passport(pen: Pen) -> None:
    pen.shadow(100)
    start = len(pen.parts)
    pen.flat(box(132, 80, 160, 236, 10), PAPER)
    pen.solid(box(112, 82, 166, 240, 14))
    pen.line(oval(196, 178, 40), BRASS, 5)
    pen.line("M156 178H236M196 138Q170 178 196 218Q222 178 196 138", BRASS, 4)
    pen.line("M156 258H236M172 280H220", BRASS, 6)
    pen.turned(6, start)


@draws("adapter", "traveladapter", "plug", base="#f4f3ef")
def adapter(pen: Pen) -> None:
    pen.shadow(96)
    pen.line("M160 94V136M240 94V136", BRASS, 17)
    pen.solid(box(106, 128, 188, 200, 34))
    pen.solid(oval(200, 208, 52), pen.light, 7)
    pen.dots([(180, 202), (220, 202), (200, 230)], 9, INK)
    pen.flat(box(132, 282, 54, 20, 5), INK)
    pen.flat(box(204, 282, 54, 20, 5), INK)
    pen.line("M124 150H276", pen.accent, 5)


@draws("umbrella", base="#a83240")
def umbrella(pen: Pen) -> None:
    pen.shadow(90)
    pen.line("M200 80V296Q200 328 172 324Q154 318 158 300", WOOD, 10)
    pen.solid(
        "M48 204Q70 88 200 84Q330 88 352 204Q330 180 302 200Q276 178 250 202"
        "Q224 180 200 202Q176 180 150 202Q124 178 98 200Q70 180 48 204z"
    )
    pen.line("M200 86Q150 130 150 200M200 86Q250 130 250 200", pen.dark, 4, 0.7)
    pen.line("M200 68V84", WOOD, 8)
    pen.line("M66 188Q84 108 180 94", pen.accent, 5, 0.8)


@draws("luggagetag", "luggage_tag", "tag", base="#95602f")
def luggagetag(pen: Pen) -> None:
    pen.shadow(80)
    start = len(pen.parts)
    pen.line("M200 118C170 40 262 40 214 116", pen.dark, 9)
    pen.solid("M154 96H246L278 138V310Q278 328 260 328H140Q122 328 122 310V138z")
    pen.flat(box(142, 186, 116, 112, 8), PAPER)
    pen.line("M158 216H242M158 240H226M158 264H236", STEEL, 6)
    pen.dots([(200, 130)], 13, BRASS)
    pen.turned(8, start)


@draws("eyemask", "sleepmask", "eye_mask", base="#503453")
def eyemask(pen: Pen) -> None:
    pen.shadow(130, y=304)
    pen.line("M74 196Q60 90 200 92Q340 90 326 196", INK, 9)
    pen.solid(
        "M66 200Q72 158 130 160Q200 172 270 160Q328 158 334 200Q330 282 264 278"
        "Q226 272 200 236Q174 272 136 278Q70 282 66 200z"
    )
    pen.line("M106 222Q134 244 162 222M238 222Q266 244 294 222", pen.accent, 6)


@draws("luggagescale", "luggage_scale", base="#34373c")
def luggagescale(pen: Pen) -> None:
    pen.shadow(70)
    pen.solid(box(104, 108, 192, 74, 30))
    pen.flat(box(152, 126, 96, 38, 6), "#c9dbc0")
    pen.line("M176 146H196M206 146H226", INK, 8)
    pen.line("M200 182V250", pen.accent, 13)
    pen.line("M200 250V270Q232 290 208 312Q184 322 174 298", STEEL, 10)


@draws("briefcase", "messenger", "messengerbag", "laptopbag", base="#7e4a33")
def messenger(pen: Pen) -> None:
    pen.shadow(130)
    pen.line("M94 190C90 60 310 60 306 190", pen.dark, 13)
    pen.solid(box(74, 162, 252, 166, 18))
    pen.solid("M70 158H330V240Q330 262 308 262H92Q70 262 70 240z", pen.base, 12)
    pen.line("M132 180V286M268 180V286", pen.dark, 15)
    pen.flat(box(120, 254, 24, 26, 4), BRASS)
    pen.flat(box(256, 254, 24, 26, 4), BRASS)
    pen.line("M84 172H316", pen.light, 2, 0.7)


@draws("garmentbag", "suitbag", base="#4b4f56")
def garmentbag(pen: Pen) -> None:
    pen.shadow(86)
    pen.line("M200 86V68Q200 46 218 52", STEEL, 8)
    pen.solid("M200 80Q282 96 288 150V312Q288 328 270 328H130Q112 328 112 312V150Q118 96 200 80z")
    pen.line("M200 96V318", pen.accent, 6)
    pen.solid(box(136, 250, 44, 46, 6), pen.dark, 6)


@draws("traveltowel", "microfibertowel", base="#4fb3b3")
def traveltowel(pen: Pen) -> None:
    pen.shadow(120)
    pen.solid(box(88, 206, 224, 122, 61))
    pen.solid(oval(130, 267, 40, 61), pen.light, 8)
    pen.line("M130 267m-18 0a18 26 0 1 1 18 26a30 42 0 0 1 -26 -30", pen.dark, 5, 0.7)
    pen.line("M236 206V328", pen.accent, 17)
    pen.line("M236 206Q262 150 290 196", pen.accent, 7)


@draws("bag", base="#77804a")
def bag(pen: Pen) -> None:
    """The fallback of the department: a zipped pouch."""
    pen.shadow(130)
    pen.solid("M86 158Q200 142 314 158L330 300Q330 328 300 328H100Q70 328 70 300z")
    pen.line("M90 184Q200 168 310 184", INK, 5)
    pen.solid(box(286, 176, 20, 42, 6), BRASS, 4)
    pen.flat(box(158, 236, 84, 46, 8), pen.accent)
