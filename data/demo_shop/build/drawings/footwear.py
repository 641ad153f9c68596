"""Shoes, seen from the side, the toe to the right."""

from __future__ import annotations

from ..colors import mix
from ..pen import BRASS, CREAM, INK, RUBBER, WOOD, Pen, box, oval
from ..registry import draws

SOLE = "M56 292H346Q356 292 354 306Q352 328 330 328H74Q54 328 56 292z"


def low_upper(pen: Pen) -> None:
    pen.solid(
        "M62 190Q88 206 116 178Q128 160 150 168L236 218Q268 234 318 244Q352 254 350 294"
        "H58Q50 240 62 190z"
    )
    pen.flat(
        "M62 190Q88 206 116 178L150 168L166 178Q140 214 96 218Q74 218 60 208z",
        mix(pen.base, "#22252c", 0.42),
    )


def laces(pen: Pen, color: str = CREAM) -> None:
    pen.line("M168 190L192 172M188 202L212 184M208 214L232 196M228 224L250 208", color, 6)


@draws("shoe", "sneaker", "sneakers", "shoes", base="#8f959b")
def shoe(pen: Pen) -> None:
    pen.shadow(156)
    low_upper(pen)
    pen.flat("M282 236Q352 248 350 294H266Q268 256 282 236z", pen.dark)
    pen.flat("M130 292Q150 240 214 236Q190 258 186 292z", pen.accent)
    laces(pen)
    pen.solid(SOLE, CREAM, 6)
    pen.line("M62 310H346", pen.accent, 4, 0.8)


@draws("slipon", "slip_on", base="#3f6583")
def slip_on(pen: Pen) -> None:
    pen.shadow(156)
    low_upper(pen)
    pen.flat("M170 182L214 206L190 248L150 214z", pen.dark)
    pen.flat("M226 216Q330 242 346 294H210Q200 250 226 216z", pen.light, 0.45)
    pen.solid(SOLE, CREAM, 6)
    pen.line("M62 310H346", pen.dark, 4, 0.7)


@draws("bootie", "slipperboot", base="#a3968a")
def bootie(pen: Pen) -> None:
    pen.shadow(148)
    tall_upper(pen, 130)
    pen.line("M92 176Q140 190 190 178M86 220Q150 236 206 218M84 262Q180 280 300 250", pen.dark, 5)
    pen.solid(box(80, 112, 118, 40, 20), pen.accent, 8)
    pen.solid("M80 292H346Q352 328 322 328H102Q76 328 80 292z", pen.dark, 6)


@draws("runningshoe", "running_shoe", "runner", base="#4a7bb0")
def running_shoe(pen: Pen) -> None:
    pen.shadow(156)
    low_upper(pen)
    pen.line("M118 276Q160 216 240 250M142 284Q180 244 262 268", pen.accent, 9)
    laces(pen)
    pen.solid("M44 282Q120 300 190 288Q270 278 354 284Q364 322 330 328H84Q44 328 44 282z", CREAM, 8)
    pen.line("M60 320Q200 314 346 318", pen.dark, 7)


@draws("trailshoe", "trail_shoe", "hikingshoe", "hiking_shoe", base="#5d6b7a")
def trail_shoe(pen: Pen) -> None:
    pen.shadow(156)
    low_upper(pen)
    pen.flat("M276 236Q352 248 350 294H246Q254 256 276 236z", RUBBER)
    pen.line("M106 286L150 200M138 286L184 214M172 286L214 230", pen.accent, 7)
    laces(pen, INK)
    pen.solid("M52 284H352Q362 296 354 312H56Q46 300 52 284z", pen.dark, 6)
    pen.flat(
        "M60 310h34l-4 20h-26zM106 310h34l-3 20h-28zM152 310h34l-2 20h-28zM200 310h34"
        "l-2 20h-28zM248 310h34l-3 20h-27zM296 310h50l-12 20h-34z",
        RUBBER,
    )


def tall_upper(pen: Pen, top: int) -> None:
    pen.solid(
        f"M92 {top}Q136 {top + 14} 186 {top}L196 200Q214 230 262 238Q340 246 346 296H88"
        f"Q78 190 92 {top}z"
    )


@draws("boot", "hikingboot", "hiking_boot", "boots", base="#7c573c")
def boot(pen: Pen) -> None:
    pen.shadow(150)
    tall_upper(pen, 96)
    pen.solid(box(84, 82, 108, 34, 15), pen.dark, 8)
    pen.flat("M272 239Q340 246 346 296H252Q252 256 272 239z", pen.dark)
    pen.line("M152 138H196M154 164H198M158 190H204M172 214H222", pen.accent, 7)
    pen.line("M98 240Q150 262 176 294", pen.dark, 4, 0.7)
    pen.solid("M78 288H348Q358 298 352 312H80Q70 302 78 288z", RUBBER, 6)
    pen.flat(
        "M82 310h44l-4 20h-38zM138 310h38l-3 20h-32zM188 310h38l-3 20h-32zM238 310h38"
        "l-3 20h-32zM288 310h56l-10 20h-44z",
        RUBBER,
    )


@draws("chelsea", "chelseaboot", "ankleboot", "ankle_boot", base="#6a4a35")
def chelsea(pen: Pen) -> None:
    pen.shadow(150)
    tall_upper(pen, 110)
    pen.flat("M124 118H164L158 232Q144 246 132 232z", mix(pen.base, "#22252c", 0.5))
    pen.line("M90 112V90Q98 82 106 90V112", pen.dark, 6)
    pen.solid("M82 290H348V306H176L172 330H86z", pen.dark if pen.accent == CREAM else INK, 5)


@draws("rainboot", "rain_boot", "wellies", "welly", base="#e5c148")
def rain_boot(pen: Pen) -> None:
    pen.shadow(144)
    tall_upper(pen, 70)
    pen.solid(box(84, 60, 110, 26, 10), pen.dark, 6)
    pen.line("M120 110V230", pen.light, 8, 0.7)
    pen.flat(box(144, 120, 32, 44, 6), pen.accent)
    pen.solid("M78 288H348Q358 302 348 330H180V318H172V330H84Q72 310 78 288z", RUBBER, 7)


@draws("winterboot", "winter_boot", "snowboot", "snow_boot", base="#4b4f56")
def winter_boot(pen: Pen) -> None:
    pen.shadow(150)
    tall_upper(pen, 110)
    pen.solid(
        "M80 92Q90 74 110 84Q124 68 144 82Q164 68 178 84Q204 80 200 106Q204 124 186 126"
        "Q160 134 144 126Q116 136 100 126Q76 118 80 92z",
        CREAM,
        7,
    )
    pen.line("M150 154H198M154 180H202M168 206H218", pen.accent, 7)
    pen.flat("M92 262Q200 252 346 282L348 300H88z", RUBBER)
    pen.solid("M78 290H350Q358 310 344 330H88Q70 312 78 290z", RUBBER, 8)


@draws("sandal", "sandals", base="#95602f")
def sandal(pen: Pen) -> None:
    pen.shadow(152)
    pen.line("M92 292Q86 200 148 204Q206 214 194 292", pen.base, 22)
    pen.line("M90 244Q140 262 200 236", pen.dark, 16)
    pen.line("M236 292Q252 224 302 246Q328 262 330 292", pen.base, 24)
    pen.flat(box(178, 226, 22, 26, 4), BRASS)
    pen.solid(
        "M54 286Q140 300 210 288Q290 280 352 288Q360 328 326 328H86Q50 328 54 286z", pen.accent, 6
    )
    pen.line("M64 318H344", RUBBER, 10)


@draws("flipflop", "flip_flop", "slide", "slides", base="#2f7f80")
def flip_flop(pen: Pen) -> None:
    pen.shadow(152)
    pen.line("M176 290Q220 214 296 284", pen.dark, 26)
    pen.line("M176 286Q220 212 294 280", pen.base, 18)
    pen.solid(
        "M52 286Q130 300 200 290Q290 282 352 290Q358 326 328 328H82Q48 328 52 286z", pen.accent, 6
    )


@draws("slipper", "slippers", base="#a3968a")
def slipper(pen: Pen) -> None:
    pen.shadow(150)
    pen.flat("M60 290Q60 232 120 234L190 250V294H60z", mix(pen.base, "#22252c", 0.4))
    pen.solid("M146 214Q232 204 300 232Q352 252 350 300H140Q128 250 146 214z")
    pen.solid(
        "M132 224Q132 202 152 204Q166 192 178 208Q186 222 174 232Q178 254 164 264"
        "Q162 290 144 296Q120 296 124 268Q116 244 132 224z",
        CREAM,
        7,
    )
    pen.solid("M54 292H350Q358 328 326 328H82Q50 328 54 292z", pen.dark, 6)


@draws("loafer", "loafers", "moccasin", "flat", "flats", "oxford", base="#6f2c39")
def loafer(pen: Pen) -> None:
    pen.shadow(154)
    low_upper(pen)
    pen.solid("M186 206Q214 186 240 216L252 250Q226 262 186 250Q174 226 186 206z", pen.dark, 8)
    pen.flat(box(192, 218, 54, 15, 5), pen.accent)
    pen.line("M256 240Q296 246 320 268", pen.dark, 4)
    pen.solid("M56 290H350V306H128L124 330H60z", WOOD, 5)


@draws("clog", "clogs", base="#9aab8a")
def clog(pen: Pen) -> None:
    pen.shadow(152)
    pen.line("M150 226Q70 190 62 262", pen.dark, 17)
    pen.solid(
        "M140 222Q200 170 280 204Q350 236 350 310Q348 328 326 328H80Q50 326 56 282Q110 296 140 222z"
    )
    pen.dots(
        [(216, 222), (246, 226), (276, 240), (222, 248), (254, 256), (300, 264)],
        7,
        mix(pen.base, "#22252c", 0.4),
    )
    pen.line("M62 308Q200 300 348 306", pen.accent, 5)


@draws("heel", "heels", "pump", base="#34373c")
def heel(pen: Pen) -> None:
    pen.shadow(146)
    pen.solid(
        "M66 160Q110 184 130 158Q190 260 284 262Q350 268 352 312Q350 328 322 326"
        "Q230 330 172 290Q130 250 112 236L92 328H74Q80 240 66 160z"
    )
    pen.line("M210 322Q290 332 350 322", pen.accent, 6)


@draws("climbingshoe", "climbing_shoe", "waterhoe", "watershoe", "water_shoe", base="#df8038")
def climbing_shoe(pen: Pen) -> None:
    pen.shadow(150)
    pen.solid(
        "M70 196Q98 176 150 190Q240 222 300 250Q356 270 348 318Q220 306 150 322"
        "Q70 334 62 276Q56 226 70 196z"
    )
    pen.flat(
        "M62 262Q66 330 150 322Q220 306 348 318Q352 296 342 284Q240 276 160 292Q84 304 62 262z",
        RUBBER,
    )
    pen.line("M154 206L142 258M190 216L178 266", pen.accent, 15)
    pen.line("M70 196L60 166", INK, 8)


@draws("sock", "socks", base="#6b5545")
def sock(pen: Pen) -> None:
    pen.shadow(96)
    for shift, color in ((40, pen.dark), (0, pen.base)):
        x = 118 + shift
        pen.solid(
            f"M{x} 76H{x + 92}L{x + 88} 214Q{x + 96} 238 {x + 126} 262"
            f"Q{x + 150} 290 {x + 128} 314Q{x + 100} 336 {x + 66} 314"
            f"Q{x + 2} 268 {x - 2} 222z",
            color,
        )
        pen.flat(f"M{x} 76H{x + 92}L{x + 91} 112H{x}z", pen.accent)
    pen.flat("M124 262L164 232Q150 214 117 220Q116 244 124 262z", pen.accent)
    pen.line("M120 132H208M120 152H207", pen.light, 6)


@draws("insole", "insoles", base="#3f6583")
def insole(pen: Pen) -> None:
    pen.shadow(100)
    for x, lean in ((138, -6), (262, 6)):
        start = len(pen.parts)
        pen.solid(
            f"M{x} 76C{x + 60} 78 {x + 56} 150 {x + 40} 200Q{x + 52} 262 {x + 36} 304"
            f"Q{x} 336 {x - 36} 304Q{x - 50} 262 {x - 34} 200"
            f"C{x - 62} 150 {x - 50} 78 {x} 76z"
        )
        pen.flat(oval(x, 282, 25, 32), pen.accent)
        pen.line(f"M{x - 22} 122H{x + 26}M{x - 26} 144H{x + 28}", pen.light, 4)
        pen.turned(lean, start, x, 200)


@draws("gaiter", "gaiters", base="#4b4f56")
def gaiter(pen: Pen) -> None:
    pen.shadow(96)
    pen.solid("M140 76H258L270 250L312 322Q250 306 206 318L120 326L128 250z")
    pen.solid(box(132, 68, 134, 32, 12), pen.dark, 8)
    pen.line("M222 104L236 312", pen.accent, 8)
    pen.line("M128 304L206 318", RUBBER, 9)
