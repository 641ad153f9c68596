"""Swimwear, underwear, hats, gloves and the like."""

from __future__ import annotations

from ..colors import mix
from ..pen import BRASS, CREAM, INK, STEEL, Pen, box, oval
from ..registry import draws
from .clothing import shorts


@draws("swimsuit", "swim", "bikini", base="#2f6f93")
def swimsuit(pen: Pen) -> None:
    pen.shadow(70, y=336)
    pen.solid(
        "M148 70Q160 140 200 142Q240 140 252 70H268Q264 132 284 158Q262 206 290 262"
        "Q244 262 216 322H184Q156 262 110 262Q138 206 116 158Q136 132 132 70z"
    )
    pen.line("M128 190Q200 226 272 190M126 214Q200 250 274 214", pen.accent, 8)


@draws("swimtrunks", "boardshorts", "trunks", base="#4fb3b3")
def trunks(pen: Pen) -> None:
    shorts(pen)
    pen.line("M100 240Q120 224 140 240T180 240M220 240Q240 224 260 240T300 240", CREAM, 6)


@draws("bra", "sportsbra", "sports_bra", base="#b23a5c")
def bra(pen: Pen) -> None:
    pen.shadow(90, y=320)
    pen.solid(
        "M140 82H170Q172 160 200 164Q228 160 230 82H260Q262 150 300 182L292 282H108"
        "L100 182Q138 150 140 82z"
    )
    pen.flat("M105 254H295L292 284H108z", pen.dark)
    pen.line("M110 190Q160 230 200 190Q240 230 290 190", pen.accent, 4)


@draws("underwear", "boxers", "briefs", base="#4b4f56")
def boxers(pen: Pen) -> None:
    pen.shadow(110, y=320)
    pen.solid("M110 118H290L306 286H222L202 230H198L178 286H94z")
    pen.flat("M110 118H290L293 148H107z", pen.accent)
    pen.line("M200 150V228M176 150Q182 210 198 228M224 150Q218 210 202 228", pen.dark, 4)


@draws("cap", "ballcap", "trucker", base="#37573f")
def cap(pen: Pen) -> None:
    pen.shadow(130, 214, 304)
    pen.solid("M86 250Q80 130 190 128Q290 132 284 250Q180 226 86 250z")
    pen.solid(
        "M206 236Q310 236 360 280Q352 300 320 294Q250 270 150 284Q170 250 206 236z", pen.accent, 8
    )
    pen.line("M188 130Q210 180 204 236M188 130Q130 170 128 240", pen.dark, 4, 0.7)
    pen.dots([(188, 128)], 9, pen.dark)
    pen.flat(oval(246, 194, 22, 18), CREAM)


@draws("hat", "sunhat", "sun_hat", "buckethat", base="#d3bd96")
def hat(pen: Pen) -> None:
    pen.shadow(150, y=316)
    pen.solid(oval(200, 270, 164, 42))
    pen.solid("M114 262Q110 130 160 122Q200 138 240 122Q290 130 286 262Q200 292 114 262z")
    pen.flat("M113 232Q200 262 287 232L286 262Q200 292 114 262z", pen.accent)


@draws("beanie", "knithat", base="#c89b38")
def beanie(pen: Pen) -> None:
    pen.shadow(116, y=316)
    if pen.rng.random() < 0.6:
        pen.solid(oval(200, 92, 34), pen.accent, 8)
    pen.solid("M96 252Q90 110 200 108Q310 110 304 252z")
    pen.line("M140 240Q138 160 168 124M200 240V112M260 240Q262 160 232 124", pen.dark, 4, 0.6)
    pen.solid(box(84, 238, 232, 66, 20), pen.dark)
    pen.line("M120 252V290M160 252V290M200 252V290M240 252V290M280 252V290", pen.base, 5, 0.8)


@draws("glove", "gloves", "gardengloves", base="#66292c")
def glove(pen: Pen) -> None:
    pen.shadow(90, y=338)
    pen.solid(
        "M136 248L128 110Q128 92 142 92Q156 92 158 110L164 160L166 86Q168 68 182 68"
        "Q198 68 198 86L202 158L212 80Q216 64 230 68Q242 72 240 88L236 166L254 112"
        "Q262 98 274 104Q286 112 280 126L264 190Q300 176 316 190Q322 206 302 218"
        "L262 252z"
    )
    pen.solid(box(128, 244, 140, 84, 14), pen.dark)
    pen.line("M134 272H262", pen.accent, 11)
    pen.line("M176 196Q206 210 236 198", pen.dark, 4, 0.7)


@draws("mittens", "mitten", base="#3f6583")
def mitten(pen: Pen) -> None:
    pen.shadow(90, y=338)
    pen.solid(
        "M136 250L126 150Q126 66 188 66Q248 66 248 150L246 196Q268 146 300 152"
        "Q324 166 306 204Q290 236 262 254z"
    )
    pen.line("M246 196Q242 220 232 230", pen.dark, 4, 0.7)
    pen.solid(box(126, 244, 148, 84, 16), pen.dark)
    pen.line("M150 256V316M176 256V316M202 256V316M228 256V316M252 256V316", pen.base, 5, 0.7)
    pen.line("M136 188L158 168L180 188L202 168L224 188", pen.accent, 7)


@draws("scarf", "buff", "neckgaiter", base="#a32f3e")
def scarf(pen: Pen) -> None:
    pen.shadow(96, y=340)
    pen.solid("M150 150H206L222 312H146z", pen.dark)
    pen.solid("M196 160H258L286 296H212z")
    pen.solid("M110 100Q200 60 290 100Q304 160 262 182Q200 200 138 182Q96 160 110 100z")
    pen.line("M116 126Q200 164 284 126", pen.dark, 4, 0.7)
    pen.line("M204 210L268 204M210 244L276 238M148 260H216", pen.accent, 9)
    pen.line(
        "M154 314V330M172 314V330M190 314V330M208 314V330M222 300V316M244 300V316M266 300V314",
        pen.dark,
        5,
    )


@draws("belt", base="#95602f")
def belt(pen: Pen) -> None:
    pen.shadow(126)
    pen.line(oval(200, 220, 118, 84), pen.dark, 42)
    pen.line(oval(200, 214, 118, 84), pen.base, 34)
    pen.line("M82 220Q90 290 180 300", pen.light, 3, 0.6)
    pen.line(box(166, 266, 74, 62, 10), BRASS, 9)
    pen.line("M172 298H222", STEEL, 7)
    pen.dots([(262, 284), (284, 268), (302, 248)], 5, INK)


@draws("sunglasses", "goggles", "glasses", base="#34373c")
def sunglasses(pen: Pen) -> None:
    pen.shadow(140, y=290)
    pen.line("M68 190Q40 150 60 130M332 190Q360 150 340 130", pen.base, 9)
    for x in (62, 214):
        pen.solid(
            f"M{x} 180Q{x + 62} 162 {x + 124} 180Q{x + 124} 262 {x + 62} 264Q{x} 262 {x} 180z"
        )
        pen.flat(
            f"M{x + 13} 192Q{x + 62} 178 {x + 111} 192Q{x + 110} 250 {x + 62} 252"
            f"Q{x + 14} 250 {x + 13} 192z",
            mix(pen.accent, "#22252c", 0.45),
        )
        pen.line(f"M{x + 30} 232L{x + 60} 196", "#ffffff", 6, 0.4)
    pen.line("M180 192Q200 178 220 192", pen.base, 10)


@draws("clothes", "garment", base="#66727e")
def folded(pen: Pen) -> None:
    """The fallback of the department: a folded stack."""
    pen.shadow(126)
    for y, color in ((270, pen.dark), (212, pen.accent), (154, pen.base)):
        pen.solid(box(86, y, 228, 58, 20), color)
        pen.line(f"M96 {y + 30}H290", mix(color, "#22252c", 0.3), 3, 0.5)
