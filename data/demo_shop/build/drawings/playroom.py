"""The playroom and the yard."""

from __future__ import annotations

from ..colors import mix
from ..pen import BRASS, CREAM, GLASS, INK, LEAF, PAPER, RUBBER, STEEL, WOOD, Pen, box, oval
from ..registry import draws
from .toys import BLUE, GREEN, RED, YELLOW


@draws("doll", "dollhouse", "doll_house", "playhouse", base="#dc93a7")
def dollhouse(pen: Pen) -> None:
    pen.shadow(136)
    pen.solid("M84 176H316V328H84z", CREAM)
    pen.solid("M200 60L346 184H54z")
    pen.solid(box(172, 236, 56, 92, 6), pen.accent if pen.accent != CREAM else BLUE, 7)
    for x in (108, 246):
        pen.solid(box(x, 204, 46, 52, 5), GLASS, 6)
        pen.line(f"M{x + 23} 206V254M{x} 230H{x + 46}", pen.dark, 4)
        pen.flat(box(x - 4, 258, 54, 14, 4), LEAF)
    pen.flat("M200 130q-13 -22 -24 -4q0 15 24 30q24 -15 24 -30q-11 -18 -24 4z", CREAM)
    pen.dots([(216, 286)], 4, BRASS)


@draws(
    "crayons",
    "artset",
    "art_set",
    "pencils",
    "markers",
    "craftkit",
    "paints",
    "artkit",
    base="#e3b94a",
)
def crayons(pen: Pen) -> None:
    pen.shadow(116)
    for x, top, color in (
        (102, 92, RED),
        (142, 66, BLUE),
        (182, 84, GREEN),
        (222, 60, "#d88a4b"),
        (262, 86, "#8a6aa8"),
    ):
        pen.solid(f"M{x} {top + 40}L{x + 17} {top}L{x + 34} {top + 40}V230H{x}z", color, 7)
    pen.solid("M84 178H316L310 314Q310 330 294 330H106Q90 330 90 314z")
    pen.flat("M86 204Q140 240 200 206Q260 172 314 210L312 262H88z", CREAM)
    pen.line("M120 294H280", pen.dark, 7)


@draws("scooter", "kickscooter", "skateboard", base="#4fa39b")
def scooter(pen: Pen) -> None:
    pen.shadow(146)
    pen.line("M274 296L238 84", pen.base, 13)
    pen.line("M192 88H284", INK, 15)
    pen.line("M192 88L180 140M284 88L296 132", pen.accent, 3)
    pen.solid("M76 272H252Q268 278 272 262L286 286Q282 302 258 302H88Q70 302 76 272z")
    for x in (92, 290):
        pen.solid(oval(x, 302, 29), RUBBER, 5)
        pen.solid(oval(x, 302, 12), YELLOW, 4)


@draws("robot", "robotkit", "stemkit", "stem_kit", "sciencekit", base="#5488b5")
def robot(pen: Pen) -> None:
    pen.shadow(96)
    pen.line("M200 52V86", STEEL, 7)
    pen.solid(oval(200, 48, 13), RED, 4)
    pen.line("M104 212H76V262M296 212H324V262", STEEL, 15)
    pen.line("M158 290V318M242 290V318", STEEL, 21)
    pen.solid(box(134, 308, 50, 22, 8), INK, 5)
    pen.solid(box(216, 308, 50, 22, 8), INK, 5)
    pen.solid(box(116, 84, 168, 104, 24))
    pen.solid(box(104, 196, 192, 102, 18), pen.dark)
    pen.flat(box(136, 108, 128, 54, 20), "#26303d")
    pen.dots([(170, 134), (230, 134)], 12, "#f6dc86")
    pen.dots([(150, 246), (200, 246), (250, 246)], 13, YELLOW)
    pen.line("M128 276H272", pen.accent, 5)


@draws("book", "books", "storybook", "activitybook", "journal", base="#2f7f80")
def book(pen: Pen) -> None:
    pen.shadow(110)
    start = len(pen.parts)
    pen.solid("M106 74H286V326H106z", pen.dark)
    pen.flat("M112 302H280V320H112z", PAPER)
    pen.solid(box(96, 66, 186, 240, 10))
    pen.flat(box(96, 66, 26, 240, 8), pen.dark)
    pen.flat(box(144, 98, 116, 104, 6), pen.accent)
    pen.flat("M150 200L188 142L212 176L228 158L256 200z", pen.dark)
    pen.dots([(236, 126)], 12, YELLOW)
    pen.line("M148 232H252M148 256H222", CREAM, 8)
    pen.turned(4, start)


@draws("xylophone", "instrument", "musictoy", "drum", "ukulele", base="#c8584a")
def xylophone(pen: Pen) -> None:
    pen.shadow(150, y=314)
    pen.line("M58 184L344 214M58 290L344 260", WOOD, 13)
    for x, h, color in (
        (74, 156, RED),
        (114, 142, "#d88a4b"),
        (154, 128, YELLOW),
        (194, 114, GREEN),
        (234, 100, BLUE),
        (274, 86, "#8a6aa8"),
        (312, 74, pen.base),
    ):
        pen.solid(box(x, 238 - h / 2, 32, h, 9), color, 6)
    pen.line("M120 92L250 146", WOOD, 8)
    pen.solid(oval(254, 148, 17), pen.accent, 5)


@draws("dinosaur", "dino", base="#6fa06a")
def dinosaur(pen: Pen) -> None:
    pen.shadow(140)
    pen.solid(
        "M60 300Q80 220 150 200Q220 184 236 130Q230 80 284 76Q338 80 334 120"
        "Q330 136 286 136Q300 200 272 250L276 318Q276 330 262 330H236L228 282H176"
        "L170 330H134L130 274Q96 286 60 300z"
    )
    for x, y in ((112, 206), (150, 184), (190, 166), (216, 132)):
        pen.flat(
            f"M{x - 14} {y + 14}L{x - 4} {y - 18}L{x + 18} {y + 6}z",
            pen.accent if pen.accent != CREAM else YELLOW,
        )
    pen.dots([(292, 100)], 8, INK)
    pen.line("M296 122Q314 128 330 116", pen.dark, 4)
    pen.dots([(172, 232), (206, 224), (190, 256), (236, 212)], 8)


@draws("rocket", "spaceship", base="#c8584a")
def rocket(pen: Pen) -> None:
    pen.shadow(70)
    pen.flat("M170 276H230Q226 312 200 338Q174 312 170 276z", YELLOW)
    pen.solid("M148 200L98 262V306L158 270zM252 200L302 262V306L242 270z")
    pen.solid("M200 40Q264 110 254 220L240 280H160L146 220Q136 110 200 40z", CREAM)
    pen.flat("M200 40Q232 74 246 122H154Q168 74 200 40z")
    pen.solid(oval(200, 168, 33), pen.accent if pen.accent != CREAM else BLUE, 5)
    pen.flat(oval(200, 168, 21), GLASS)
    pen.line("M160 258H240", pen.base, 9)


@draws("boat", "sailboat", "toyboat", base="#5488b5")
def boat(pen: Pen) -> None:
    pen.shadow(140)
    pen.line("M196 60V262", WOOD, 9)
    pen.solid("M208 72L312 236H208z", CREAM)
    pen.solid("M184 96V236H96z", pen.accent if pen.accent != CREAM else RED)
    pen.solid("M52 254H348Q332 326 282 328H118Q68 326 52 254z")
    pen.line("M64 280H336", CREAM, 6)
    pen.flat("M196 46L232 58L196 72z", RED)


@draws("wagon", "pullalong", "ride", "rideon", "tricycle", base="#c8584a")
def wagon(pen: Pen) -> None:
    pen.shadow(146)
    pen.line("M302 250L364 126M348 116L380 134", INK, 9)
    pen.solid("M60 172H308L298 272H70z")
    pen.line("M58 176H310", pen.dark, 11)
    pen.line("M96 226H276", pen.accent, 11)
    for x in (110, 258):
        pen.solid(oval(x, 290, 39), RUBBER, 6)
        pen.solid(oval(x, 290, 19), CREAM, 5)


@draws("telescope", "microscope", "magnifier", base="#2d3f5e")
def telescope(pen: Pen) -> None:
    pen.shadow(120)
    pen.line("M200 214L132 328M200 214L268 328M200 214V330", WOOD, 11)
    start = len(pen.parts)
    pen.solid(box(58, 170, 60, 40, 8), INK, 6)
    pen.solid(box(110, 158, 110, 64, 8), pen.base)
    pen.solid(box(212, 144, 126, 92, 12), pen.base)
    pen.solid(box(326, 138, 22, 104, 8), pen.accent if pen.accent != CREAM else BRASS, 5)
    pen.line("M214 146V234", BRASS, 7)
    pen.turned(-24, start, 200, 200)


@draws("playtent", "teepee", "play_tent", base="#e0d4bf")
def playtent(pen: Pen) -> None:
    pen.shadow(130)
    pen.line("M176 50L316 332M224 50L84 332M200 44V90", WOOD, 9)
    pen.solid("M200 82L318 330H82z")
    pen.flat("M200 150Q216 240 250 330H150Q184 240 200 150z", mix(pen.base, "#22252c", 0.5))
    pen.flat(
        "M200 150Q184 240 128 330H150Q190 240 200 150zM200 150Q216 240 272 330H250"
        "Q210 240 200 150z",
        pen.accent,
    )
    for x, y, color in ((164, 178, RED), (186, 186, YELLOW), (212, 186, BLUE), (234, 178, GREEN)):
        pen.flat(f"M{x - 9} {y}h20l-10 20z", color)


@draws("swing", "playset", "slide_toy", "climber", base="#b98f5f")
def swing(pen: Pen) -> None:
    pen.shadow(150)
    pen.line("M92 86L46 330M92 86L138 330M308 86L262 330M308 86L354 330", pen.base, 12)
    pen.line("M78 86H322", pen.dark, 13)
    pen.line("M166 90V258M234 90V258", STEEL, 5)
    pen.solid(box(150, 252, 100, 22, 9), pen.accent if pen.accent != CREAM else RED, 6)


@draws("sandbox", "beachtoys", "sandtoys", "sand", "bucket", base="#e3b94a")
def sandtoys(pen: Pen) -> None:
    pen.shadow(140)
    pen.line("M108 186C110 106 252 106 256 186", pen.dark, 9)
    pen.line("M300 120V250", pen.accent if pen.accent != CREAM else RED, 13)
    pen.solid(
        "M276 240H326Q334 296 300 318Q268 296 276 240z",
        pen.accent if pen.accent != CREAM else RED,
        8,
    )
    pen.flat("M106 190Q180 140 258 190z", "#d8c08e")
    pen.solid("M96 186H268L248 312Q246 330 228 330H136Q118 330 116 312z")
    pen.solid(box(88, 180, 188, 24, 10), pen.light, 6)
    pen.flat("M182 228l11 23 25 3-18 17 5 25-23-12-23 12 5-25-18-17 25-3z", CREAM)


@draws("stacker", "rattle", "babytoy", "teether", "shapesorter", base="#e3b94a")
def stacker(pen: Pen) -> None:
    pen.shadow(110)
    pen.line("M200 80V300", WOOD, 17)
    for y, half, color in ((282, 104, RED), (236, 88, YELLOW), (190, 72, GREEN), (144, 56, BLUE)):
        pen.solid(box(200 - half, y, 2 * half, 46, 23), color, 9)
    pen.solid(oval(200, 108, 35), pen.base, 8)


@draws("yoyo", "spinningtop", "jumprope", "bubbles", base="#5488b5")
def top_toy(pen: Pen) -> None:
    pen.shadow(60)
    start = len(pen.parts)
    pen.line("M200 60V140", WOOD, 13)
    pen.solid(oval(200, 60, 15), pen.accent, 5)
    pen.solid("M92 168Q100 130 200 128Q300 130 308 168Q300 250 200 328Q100 250 92 168z")
    pen.line("M98 186Q200 226 302 186", YELLOW, 13)
    pen.line("M118 228Q200 262 282 228", RED, 11)
    pen.turned(8, start, 200, 328)


@draws("toy", base="#c8584a")
def toy(pen: Pen) -> None:
    """The fallback of the department: a pinwheel."""
    pen.shadow(70)
    pen.line("M200 160V326", WOOD, 11)
    start = len(pen.parts)
    for turn, color in enumerate((pen.base, YELLOW, GREEN, BLUE)):
        inner = len(pen.parts)
        pen.flat("M200 150V50Q262 76 266 140z", color)
        pen.flat("M200 150L266 140Q240 116 200 112z", mix(color, "#22252c", 0.25))
        pen.turned(90 * turn, inner, 200, 150)
    pen.turned(16, start, 200, 150)
    pen.dots([(200, 150)], 12, pen.accent)
