"""Clothes, laid flat; most share one body with sleeves."""

from __future__ import annotations

from ..colors import mix
from ..pen import BRASS, CREAM, Pen, box, oval
from ..registry import draws

LONG = (
    "M158 86Q200 104 242 86L286 104Q306 116 316 160L344 296L302 308L278 196L282 328"
    "H118L122 196L98 308L56 296L84 160Q94 116 114 104z"
)
SHORT = (
    "M158 84Q200 106 242 84L290 102L346 174L302 210L278 186L282 326H118L122 186"
    "L98 210L54 174L110 102z"
)
BARE = (
    "M150 84Q160 150 200 152Q240 150 250 84H286Q280 150 300 186L292 326H108L100 186Q120 150 114 84z"
)


def top(pen: Pen, path: str) -> None:
    pen.shadow(112, y=338)
    pen.solid(path)


def sleeves(pen: Pen) -> None:
    pen.line("M278 196L270 150M122 196L130 150", pen.dark, 4, 0.6)


def cuffs(pen: Pen, color: str) -> None:
    pen.flat("M56 296L98 308L101 292L60 279zM344 296L302 308L299 292L340 279z", color)


@draws("jacket", "coat", base="#3f6583")
def jacket(pen: Pen) -> None:
    top(pen, LONG)
    pen.solid("M152 92Q156 66 200 66Q244 66 248 92Q226 116 200 116Q174 116 152 92z", pen.dark, 6)
    sleeves(pen)
    cuffs(pen, pen.dark)
    pen.line("M200 112V326", pen.accent, 5)
    pen.line("M142 240L166 278M258 240L234 278", pen.dark, 6)
    pen.line("M218 158H252", pen.accent, 5)


@draws("rainjacket", "rain_jacket", "shell", "raincoat", "parka", "windbreaker", base="#e5c148")
def rain_jacket(pen: Pen) -> None:
    pen.shadow(112, y=338)
    pen.solid("M146 102Q132 40 200 38Q268 40 254 102z", pen.dark)
    pen.solid(LONG)
    pen.flat(
        "M164 92Q166 62 200 60Q234 62 236 92Q218 106 200 106Q182 106 164 92z",
        mix(pen.base, "#22252c", 0.5),
    )
    sleeves(pen)
    pen.flat(box(193, 104, 15, 222, 4), pen.dark)
    for x in (134, 222):
        pen.solid(box(x, 244, 46, 44, 6), pen.base, 5)
        pen.flat(box(x - 2, 240, 50, 14, 4), pen.dark)
    pen.dots([(200, 150), (200, 196), (200, 242), (200, 288)], 5, pen.accent)


@draws("puffer", "downjacket", "down_jacket", "insulated", base="#a6513f")
def puffer(pen: Pen) -> None:
    top(pen, LONG)
    pen.solid("M150 96Q150 58 200 58Q250 58 250 96Q226 112 200 112Q174 112 150 96z", pen.dark, 7)
    for y in (146, 190, 234, 280):
        pen.line(f"M122 {y}Q160 {y + 9} 200 {y}Q240 {y + 9} 278 {y}", pen.dark, 5, 0.8)
    pen.line(
        "M82 178L122 190M72 222L112 234M62 264L102 276M318 178L278 190M328 222L288 234"
        "M338 264L298 276",
        pen.dark,
        5,
        0.8,
    )
    pen.line("M200 108V326", pen.accent, 5)


@draws("vest", "gilet", base="#71713f")
def vest(pen: Pen) -> None:
    pen.shadow(100, y=338)
    pen.solid("M158 86Q200 104 242 86L276 100Q268 150 294 184L290 326H110L106 184Q132 150 124 100z")
    pen.solid("M152 92Q152 62 200 62Q248 62 248 92Q226 110 200 110Q174 110 152 92z", pen.dark, 6)
    for y in (180, 226, 272):
        pen.line(f"M110 {y}Q155 {y + 10} 200 {y}Q245 {y + 10} 290 {y}", pen.dark, 5, 0.7)
    pen.line("M200 108V324", pen.accent, 5)


@draws("fleece", "pullover", "halfzip", base="#9aab8a")
def fleece(pen: Pen) -> None:
    top(pen, LONG)
    pen.solid("M156 94Q154 60 200 60Q246 60 244 94Q222 108 200 108Q178 108 156 94z", pen.base, 7)
    pen.flat(
        "M114 104L158 86Q200 104 242 86L286 104Q302 114 311 146H89Q98 114 114 104z", pen.dark, 0.65
    )
    sleeves(pen)
    cuffs(pen, pen.dark)
    pen.line("M200 76V196", pen.accent, 5)
    pen.solid(box(222, 168, 40, 44, 6), pen.accent, 5)
    pen.line("M120 314H280", pen.dark, 6)


@draws("sweater", "knit", "jumper", base="#ddcfb5")
def sweater(pen: Pen) -> None:
    top(pen, LONG)
    pen.line("M158 90Q200 122 242 90", pen.dark, 13)
    sleeves(pen)
    cuffs(pen, pen.dark)
    pen.flat("M118 306H282L282 328H118z", pen.dark)
    pen.line(
        "M124 170L143 154L162 170L181 154L200 170L219 154L238 170L257 154L276 170"
        "M124 196L143 180L162 196L181 180L200 196L219 180L238 196L257 180L276 196",
        pen.accent,
        6,
    )


@draws("cardigan", base="#8aa69a")
def cardigan(pen: Pen) -> None:
    top(pen, LONG)
    pen.flat("M158 86Q200 104 242 86L200 206z", mix(pen.base, "#22252c", 0.5))
    pen.flat("M158 86L200 204L242 86Q200 102 158 86zM194 200H206V327H194z", pen.dark, 0.5)
    pen.line("M156 88L197 206V326M244 88L203 206V326", pen.dark, 10)
    sleeves(pen)
    cuffs(pen, pen.dark)
    pen.dots([(206, y) for y in (222, 254, 286, 314)], 6, pen.accent)
    for x in (132, 228):
        pen.solid(box(x, 250, 42, 46, 6), pen.base, 5)
        pen.flat(f"M{x} 250h42v12h-42z", pen.dark)


@draws("poncho", "cape", "raincape", base="#e5c148")
def poncho(pen: Pen) -> None:
    pen.shadow(140, y=338)
    pen.solid("M150 104Q136 42 200 40Q264 42 250 104z", pen.dark)
    pen.solid("M158 92Q200 112 242 92Q300 130 340 310Q200 350 60 310Q100 130 158 92z")
    pen.flat(oval(200, 88, 36, 25), mix(pen.base, "#22252c", 0.5))
    pen.line("M200 114V190", pen.dark, 7)
    pen.line("M132 150Q112 220 106 316M268 150Q288 220 294 316", pen.dark, 4, 0.5)
    pen.line("M70 290Q200 326 330 290", pen.accent, 8)


@draws("hoodie", "sweatshirt", base="#8f959b")
def hoodie(pen: Pen) -> None:
    top(pen, LONG)
    pen.solid("M140 104Q136 50 200 48Q264 50 260 104Q230 132 200 134Q170 132 140 104z", pen.dark)
    pen.flat(
        "M166 96Q168 70 200 70Q232 70 234 96Q218 120 200 120Q182 120 166 96z",
        mix(pen.base, "#22252c", 0.5),
    )
    pen.line("M186 122V176M214 122V168", pen.accent, 5)
    sleeves(pen)
    cuffs(pen, pen.dark)
    pen.solid("M150 240H250L270 296H130z", pen.base, 7)
    pen.flat("M118 312H282L282 328H118z", pen.dark)


@draws("tshirt", "t_shirt", "tee", base="#8dbbdd")
def tshirt(pen: Pen) -> None:
    top(pen, SHORT)
    pen.line("M160 88Q200 118 240 88", pen.dark, 9)
    pen.line("M278 188L272 150M122 188L128 150", pen.dark, 4, 0.6)
    if pen.rng.random() < 0.5:
        pen.flat("M158 226L188 176L206 204L218 188L242 226z", pen.accent)
    else:
        pen.solid(box(216, 158, 38, 42, 5), pen.base, 5)
    pen.line("M122 312H278", pen.dark, 3, 0.6)


@draws("polo", base="#2d3f5e")
def polo(pen: Pen) -> None:
    top(pen, SHORT)
    pen.flat("M152 88L200 126L168 134L146 96zM248 88L200 126L232 134L254 96z", pen.accent)
    pen.line("M200 126V180", pen.dark, 12)
    pen.dots([(200, 142), (200, 166)], 4, CREAM)
    pen.line("M60 178L98 208M340 178L302 208", pen.accent, 6)


@draws("shirt", "flannel", "buttonup", "overshirt", base="#a6513f")
def shirt(pen: Pen) -> None:
    top(pen, LONG)
    if pen.rng.random() < 0.6:
        pen.line(
            "M150 112V326M250 112V326M120 180H280M120 232H280M120 284H280", pen.accent, 6, 0.45
        )
    sleeves(pen)
    cuffs(pen, pen.dark)
    pen.flat(box(190, 110, 20, 217, 2), pen.dark)
    pen.dots([(200, y) for y in (138, 176, 214, 252, 290)], 4, CREAM)
    pen.flat("M152 88L200 118L172 138L146 98zM248 88L200 118L228 138L254 98z", pen.light)
    pen.solid(box(226, 160, 42, 48, 6), pen.base, 5)


@draws("baselayer", "base_layer", "thermal", "longsleeve", base="#4b4f56")
def baselayer(pen: Pen) -> None:
    top(pen, LONG)
    pen.line("M160 90Q200 112 240 90", pen.accent, 8)
    pen.line("M120 120Q136 210 128 320M280 120Q264 210 272 320", pen.accent, 4)
    sleeves(pen)
    pen.line("M64 284L100 296M336 284L300 296", pen.accent, 6)


@draws("tanktop", "tank", "singlet", base="#e07f68")
def tank(pen: Pen) -> None:
    pen.shadow(100, y=338)
    pen.solid(BARE)
    pen.line("M150 88Q160 150 200 152Q240 150 250 88", pen.accent, 7)
    pen.line("M112 312H288", pen.dark, 4, 0.6)


@draws("pants", "trousers", "joggers", "chinos", base="#ab9b70")
def pants(pen: Pen) -> None:
    pen.shadow(96, y=338)
    pen.solid("M128 66H272L300 330H226L202 164H198L174 330H100z")
    pen.flat("M127 66H273L276 92H124z", pen.dark)
    pen.line("M200 92V150Q200 166 188 166", pen.dark, 4)
    pen.line("M122 112L158 136M278 112L242 136", pen.dark, 5)
    pen.dots([(200, 79)], 5, BRASS)
    pen.solid("M252 196H290L294 246H252z", pen.base, 6)
    pen.flat("M250 190H292V204H250z", pen.accent)


@draws("jeans", base="#55759b")
def jeans(pen: Pen) -> None:
    pen.shadow(96, y=338)
    pen.solid("M128 66H272L300 330H226L202 164H198L174 330H100z")
    pen.flat("M127 66H273L276 90H124z", pen.dark)
    pen.line(
        "M200 92V150Q200 164 188 164M124 110Q150 134 168 94M276 110Q250 134 232 94"
        "M106 314H174M226 314H296",
        BRASS,
        3,
    )
    pen.line("M116 190L112 300M284 190L290 300", BRASS, 2)
    pen.flat("M134 180Q146 230 138 280Q124 230 134 180z", pen.light, 0.5)
    pen.dots([(200, 78)], 6, BRASS)


@draws("shorts", base="#66727e")
def shorts(pen: Pen) -> None:
    pen.shadow(110, y=330)
    pen.solid("M118 108H282L316 308H216L202 214H198L184 308H84z")
    pen.flat("M117 108H283L287 138H113z", pen.dark)
    pen.line("M190 140V184M210 140V178", pen.accent, 5)
    pen.line("M110 160L146 190M290 160L254 190", pen.dark, 5)
    pen.flat("M86 292L186 296L184 308H84zM314 292L214 296L216 308H316z", pen.accent)


@draws("leggings", "tights", base="#34373c")
def leggings(pen: Pen) -> None:
    pen.shadow(80, y=338)
    pen.solid(
        "M136 66H264Q286 140 262 220L250 330H218L202 164H198L182 330H150L138 220Q114 140 136 66z"
    )
    pen.flat("M135 66H265L272 104H128z", pen.dark)
    pen.line("M130 130Q128 190 146 230L158 326M270 130Q272 190 254 230L242 326", pen.accent, 5)


@draws("skirt", base="#6b3f62")
def skirt(pen: Pen) -> None:
    pen.shadow(110, y=338)
    pen.solid("M144 92H256L316 310Q200 344 84 310z")
    pen.flat("M143 92H257L264 122H136z", pen.dark)
    pen.line("M168 124L144 318M200 124V326M232 124L256 318", pen.dark, 4, 0.6)
    pen.line("M90 294Q200 326 310 294", pen.accent, 6)


@draws("dress", base="#2f7f80")
def dress(pen: Pen) -> None:
    pen.shadow(96, y=340)
    pen.solid(
        "M160 60Q168 112 200 114Q232 112 240 60H262Q258 120 266 150L252 190L312 322"
        "Q200 352 88 322L148 190L134 150Q142 120 138 60z"
    )
    pen.flat("M148 182H252L256 204H144z", pen.accent)
    pen.line("M172 214L150 326M200 214V336M228 214L250 326", pen.dark, 4, 0.5)
