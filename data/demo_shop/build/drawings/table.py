"""Coffee, baking and the table."""

from __future__ import annotations

from ..colors import mix
from ..pen import BRASS, CREAM, GLASS, INK, PAPER, STEEL, WOOD, Pen, box, oval
from ..registry import draws


@draws("frenchpress", "french_press", "pourover", "coffeepress", base="#b9c0c6")
def frenchpress(pen: Pen) -> None:
    pen.shadow(90, 190)
    pen.line("M186 62V140", STEEL, 8)
    pen.solid(oval(186, 58, 16), INK, 5)
    pen.line("M262 168Q334 168 322 246Q314 286 262 284", INK, 15)
    pen.solid(box(108, 138, 156, 192, 14), GLASS, 9)
    pen.flat(box(114, 206, 144, 116, 10), "#5e4535")
    pen.line("M110 204H262", STEEL, 8)
    pen.solid("M104 140Q110 112 186 110Q262 112 268 140z", pen.base, 7)
    pen.line("M106 168H266M106 318H266", pen.base, 12)


@draws("grinder", "coffeegrinder", "peppermill", "pepper_mill", "saltmill", base="#a8713f")
def grinder(pen: Pen) -> None:
    pen.shadow(70)
    pen.solid(oval(200, 72, 20), BRASS, 6)
    pen.solid("M156 122Q160 88 200 88Q240 88 244 122Q240 150 200 150Q160 150 156 122z")
    pen.solid(
        "M172 150H228Q222 190 240 220Q262 270 262 314Q262 330 244 330H156"
        "Q138 330 138 314Q138 270 160 220Q178 190 172 150z"
    )
    pen.line("M170 166H230M146 290H254", pen.accent, 7)


@draws("bowl", "mixingbowl", "mixing_bowl", "bowls", base="#e0d4bf")
def bowl(pen: Pen) -> None:
    pen.shadow(100)
    pen.solid("M52 176H348Q340 300 240 316V330H160V316Q60 300 52 176z")
    pen.flat(oval(200, 178, 148, 30), pen.dark)
    pen.flat(oval(200, 184, 128, 20), mix(pen.base, "#22252c", 0.4))
    pen.line("M66 226Q200 280 334 226", pen.accent, 9)


@draws("plate", "plates", "dinnerware", "dishes", base="#e9e4da")
def plate(pen: Pen) -> None:
    pen.shadow(130)
    pen.solid("M76 308H324Q310 330 280 330H120Q90 330 76 308z", pen.dark)
    pen.solid(oval(200, 192, 132))
    pen.line(oval(200, 192, 118), pen.accent, 6)
    pen.flat(oval(200, 192, 84), pen.light)
    pen.line(oval(200, 192, 84), pen.dark, 3, 0.5)


@draws("glass", "glassware", "glasses_drink", "wineglass", "tumblers", base="#cfe0e4")
def glassware(pen: Pen) -> None:
    pen.shadow(120)
    for x in (88, 206):
        pen.solid(
            f"M{x} 120H{x + 106}L{x + 96} 316Q{x + 94} 330 {x + 80} 330H{x + 26}"
            f"Q{x + 12} 330 {x + 10} 316z",
            pen.base,
            9,
        )
        pen.flat(
            f"M{x + 5} 210H{x + 101}L{x + 95} 310Q{x + 94} 322 {x + 80} 322H{x + 26}"
            f"Q{x + 12} 322 {x + 11} 310z",
            "#8fbdd0",
            0.75,
        )
        pen.line(f"M{x + 20} 140L{x + 28} 300", "#ffffff", 7, 0.7)


@draws(
    "bakingsheet", "bakingpan", "bakeware", "baking_sheet", "loafpan", "muffintin", base="#8d9297"
)
def bakeware(pen: Pen) -> None:
    pen.shadow(146, y=314)
    pen.solid(
        "M84 148H316Q330 148 334 162L362 290Q364 310 344 310H56Q36 310 38 290L66 162Q70 148 84 148z"
    )
    pen.flat("M96 168H304L330 284H70z", pen.dark)
    for x, y in ((138, 200), (200, 200), (262, 200), (126, 252), (200, 252), (274, 252)):
        pen.solid(oval(x, y, 24, 17), "#dba868", 6)
        pen.dots([(x - 6, y - 3), (x + 7, y + 2)], 3, "#6a4a35")


@draws("rollingpin", "rolling_pin", base="#cf9f69")
def rollingpin(pen: Pen) -> None:
    pen.shadow(130, y=304)
    start = len(pen.parts)
    pen.solid(box(30, 194, 340, 28, 14), pen.accent, 6)
    pen.solid(box(92, 170, 216, 76, 20))
    pen.line("M112 192H286M112 216H270", pen.dark, 3, 0.4)
    pen.turned(-24, start)


@draws("utensils", "spatula", "whisk", "spoon", "ladle", "utensil", "tongs", base="#8d9a94")
def utensils(pen: Pen) -> None:
    pen.shadow(84)
    for lean, kind in ((-16, 0), (0, 1), (16, 2)):
        start = len(pen.parts)
        pen.line("M200 150V280", WOOD, 11)
        if kind == 0:
            pen.solid(box(172, 54, 56, 92, 14), pen.accent, 8)
        elif kind == 1:
            pen.line(
                "M200 150C160 110 172 40 200 40C228 40 240 110 200 150M200 150"
                "C184 110 186 40 200 40C214 40 216 110 200 150",
                STEEL,
                5,
            )
        else:
            pen.solid(oval(200, 96, 30, 44), WOOD, 8)
        pen.turned(lean, start, 200, 330)
    pen.solid("M128 214H272L264 310Q262 330 242 330H158Q138 330 136 310z")
    pen.line("M134 238H266", pen.light, 4, 0.8)


@draws("scale", "kitchenscale", "kitchen_scale", base="#e9e4da")
def scale(pen: Pen) -> None:
    pen.shadow(140)
    pen.solid("M92 246H308L340 312Q344 330 324 330H76Q56 330 60 312z")
    pen.solid(box(66, 224, 268, 26, 13), STEEL, 6)
    pen.flat(box(144, 270, 112, 38, 7), "#c9dbc0")
    pen.line("M170 290H198M208 290H230", INK, 8)
    pen.solid("M134 152H266Q262 220 222 224H178Q138 220 134 152z", pen.accent)


@draws("jar", "jars", "canister", "container", "foodstorage", "storage", base="#cfe0e4")
def jar(pen: Pen) -> None:
    pen.shadow(90)
    pen.solid(
        "M132 132H268Q290 150 290 180V304Q290 330 264 330H136Q110 330 110 304V180Q110 150 132 132z",
        GLASS,
    )
    pen.flat(
        "M112 206Q156 190 200 206Q244 220 288 206V304Q288 328 264 328H136Q112 328 112 304z",
        "#d8ba7b",
    )
    pen.solid(box(124, 88, 152, 50, 14), pen.base if pen.base != "#cfe0e4" else WOOD)
    pen.flat(box(158, 232, 84, 54, 6), PAPER)
    pen.line("M172 252H228M172 268H214", INK, 4)


@draws("apron", base="#55759b")
def apron(pen: Pen) -> None:
    pen.shadow(100, y=340)
    pen.line("M160 98C150 34 250 34 240 98", pen.dark, 9)
    pen.line("M112 214H70M288 214H330", pen.dark, 9)
    pen.solid(
        "M156 94H244Q246 160 296 188L302 314Q302 334 280 334H120Q98 334 98 314L104 188"
        "Q154 160 156 94z"
    )
    pen.solid(box(142, 218, 116, 62, 8), pen.accent, 7)
    pen.line("M200 220V278", pen.dark, 3)


@draws("dishtowel", "teatowel", "napkin", "napkins", "ovenmitt", "oven_mitt", base="#a83240")
def dishtowel(pen: Pen) -> None:
    pen.shadow(90, y=338)
    pen.line("M74 88H326", WOOD, 11)
    pen.solid("M122 80H278V322Q240 336 200 324Q160 336 122 322z", CREAM)
    pen.flat("M142 82H162V328H142zM238 82H258V327H238z", pen.base)
    pen.flat(
        "M122 280Q160 292 200 282Q240 292 278 280V296Q240 308 200 298Q160 308 122 296z", pen.base
    )
    pen.line("M200 82V322", pen.accent, 3)


@draws("lunchbox", "bento", "lunch_box", "lunchbag", base="#cf7030")
def lunchbox(pen: Pen) -> None:
    pen.shadow(124)
    pen.line("M144 156C144 90 256 90 256 156", INK, 11)
    pen.solid(box(80, 150, 240, 178, 26))
    pen.line("M82 204H318", pen.dark, 6)
    pen.solid(box(176, 188, 48, 36, 7), STEEL, 5)
    pen.flat(box(116, 244, 168, 46, 12), pen.accent)


@draws("cutlery", "flatware", "silverware", base="#b9c0c6")
def cutlery(pen: Pen) -> None:
    pen.shadow(110, y=338)
    pen.solid(
        "M100 70H112V136H120V70H132V136H140V70H152V150Q150 176 134 184L138 322"
        "Q126 336 114 322L118 184Q102 176 100 150z",
        pen.base,
        5,
    )
    pen.solid("M186 322L192 196V70Q226 90 222 196L212 200L214 322Q200 336 186 322z", pen.base, 6)
    pen.solid(
        "M280 70Q314 76 312 132Q308 172 288 184L292 322Q280 336 268 322L272 184"
        "Q252 172 248 132Q246 76 280 70z",
        pen.base,
        6,
    )
    pen.line("M126 250V316M200 250V316M280 250V316", pen.accent, 8)


@draws(
    "rice", "ricecooker", "slowcooker", "pressurecooker", "multicooker", "airfryer", base="#4b4f56"
)
def cooker(pen: Pen) -> None:
    pen.shadow(124)
    pen.solid("M82 170H318L308 304Q304 330 276 330H124Q96 330 92 304z")
    pen.solid("M86 168Q92 100 200 96Q308 100 314 168z", pen.light)
    pen.solid(box(166, 74, 68, 28, 12), INK, 6)
    pen.solid(box(136, 210, 128, 84, 14), INK, 7)
    pen.flat(box(152, 224, 96, 30, 5), "#bcd7e2")
    pen.dots([(164, 274), (200, 274), (236, 274)], 8, pen.accent)


@draws("colander", "strainer", base="#b9c0c6")
def colander(pen: Pen) -> None:
    pen.shadow(96)
    pen.line("M70 186H34M330 186H366", pen.dark, 13)
    pen.solid("M58 176H342Q330 296 244 310V328H156V310Q70 296 58 176z")
    pen.flat(oval(200, 178, 142, 22), pen.dark)
    pen.dots(
        [
            (x, y)
            for y, xs in (
                (226, (112, 156, 200, 244, 288)),
                (258, (134, 178, 222, 266)),
                (286, (168, 200, 232)),
            )
            for x in xs
        ],
        7,
        pen.dark,
    )


@draws("grater", "peeler", "zester", "garlicpress", base="#b9c0c6")
def grater(pen: Pen) -> None:
    pen.shadow(90)
    pen.line("M160 96C160 44 240 44 240 96", INK, 13)
    pen.solid("M150 92H250L284 318Q284 330 272 330H128Q116 330 116 318z")
    pen.dots([(x, y) for y in (136, 172, 208, 244, 280) for x in (160, 186, 214, 240)], 6, pen.dark)
    pen.line("M122 316H278", pen.accent, 11)


@draws("kitchen", base="#e0d4bf")
def canister(pen: Pen) -> None:
    """The fallback of the department: a lidded canister."""
    pen.shadow(90)
    pen.solid(box(112, 132, 176, 198, 22))
    pen.solid(box(104, 104, 192, 42, 14), WOOD, 8)
    pen.solid(oval(200, 94, 18), WOOD, 5)
    pen.flat(box(152, 206, 96, 52, 8), pen.accent)
