"""Pots, tools and the table."""

from __future__ import annotations

from ..colors import mix
from ..pen import BRASS, CREAM, GLASS, INK, LEAF, STEEL, WOOD, Pen, box, oval
from ..registry import draws


def steam(pen: Pen, y: int) -> None:
    pen.line(f"M174 {y}q-14 -18 0 -36M202 {y}q-14 -18 0 -36M230 {y}q-14 -18 0 -36", STEEL, 5, 0.6)


@draws("skillet", "fryingpan", "frying_pan", "pan", base="#3f4246")
def skillet(pen: Pen) -> None:
    pen.shadow(150, y=322)
    start = len(pen.parts)
    pen.solid(
        "M262 196L356 128Q376 122 380 138Q382 150 368 158L278 226z",
        pen.accent if pen.accent != CREAM else WOOD,
        7,
    )
    pen.solid(oval(164, 232, 128, 92))
    pen.flat(oval(164, 226, 106, 72), mix(pen.base, "#22252c", 0.35))
    pen.line("M82 210Q98 172 150 162", pen.light, 7, 0.5)
    pen.dots([(362, 142)], 5, INK)
    pen.turned(4, start)


@draws("saucepan", "saucepot", base="#b9c0c6")
def saucepan(pen: Pen) -> None:
    pen.shadow(116, 180)
    pen.solid(box(262, 190, 112, 24, 12), INK, 6)
    pen.solid("M84 176H276V296Q276 330 246 330H114Q84 330 84 296z")
    pen.solid("M94 176Q180 108 266 176z", pen.light, 8)
    pen.solid(box(74, 168, 212, 20, 10), pen.base, 6)
    pen.solid(oval(180, 124, 17), INK, 5)
    pen.line("M104 206V290", pen.light, 9, 0.7)


@draws("pot", "stockpot", "cookware", base="#b9c0c6")
def stockpot(pen: Pen) -> None:
    pen.shadow(120)
    pen.line("M88 206H62V246H88M312 206H338V246H312", INK, 12)
    pen.solid("M88 166H312V296Q312 330 280 330H120Q88 330 88 296z")
    pen.solid("M98 166Q200 88 302 166z", pen.light, 8)
    pen.solid(box(78, 156, 244, 22, 10), pen.base, 6)
    pen.solid(oval(200, 110, 18), INK, 5)
    pen.line("M110 196V296", pen.light, 10, 0.7)


@draws("dutchoven", "dutch_oven", "cocotte", "casserole", base="#a83240")
def dutchoven(pen: Pen) -> None:
    pen.shadow(140)
    pen.solid(box(38, 216, 52, 32, 14), pen.dark, 6)
    pen.solid(box(310, 216, 52, 32, 14), pen.dark, 6)
    pen.solid("M70 196H330L318 290Q312 330 272 330H128Q88 330 82 290z")
    pen.solid("M74 190Q90 126 200 122Q310 126 326 190z", pen.base)
    pen.solid(box(62, 182, 276, 22, 11), pen.dark, 6)
    pen.solid(box(176, 92, 48, 34, 14), BRASS, 6)
    pen.line("M98 224Q98 286 118 300", pen.light, 8, 0.5)


@draws("wok", base="#3f4246")
def wok(pen: Pen) -> None:
    pen.shadow(110, y=318)
    pen.solid(box(300, 176, 86, 26, 13), WOOD, 6)
    pen.solid("M40 186H320Q300 316 180 316Q60 316 40 186z")
    pen.flat(oval(180, 188, 140, 26), mix(pen.base, "#22252c", 0.35))
    pen.flat("M100 190Q130 150 160 188Q190 140 214 188Q240 160 262 192Q180 214 100 190z", LEAF)
    pen.dots([(150, 186), (196, 182), (232, 190)], 11, "#dc7d55")


@draws("knife", "chefknife", "chef_knife", "knives", base="#4c3a30")
def knife(pen: Pen) -> None:
    pen.shadow(140, y=300)
    start = len(pen.parts)
    pen.solid("M160 176H330Q376 190 384 214Q330 244 160 240z", STEEL, 9)
    pen.line("M172 186H322", CREAM, 4, 0.9)
    pen.solid(box(150, 170, 18, 74, 5), pen.accent, 4)
    pen.solid("M22 190Q16 174 34 172L152 180V226L44 234Q24 234 24 218z")
    pen.dots([(56, 204), (92, 204), (128, 204)], 6, BRASS)
    pen.turned(-14, start)


@draws("knifeset", "knifeblock", "knife_block", base="#96643d")
def knifeblock(pen: Pen) -> None:
    pen.shadow(110)
    for x, y in ((128, 92), (168, 74), (208, 84), (246, 110)):
        pen.solid(box(x, y, 26, 96, 10), INK, 6)
        pen.dots([(x + 13, y + 22), (x + 13, y + 48)], 4, STEEL)
    pen.solid("M102 164L282 150L306 330H116z")
    pen.line("M128 176L272 166", pen.dark, 7)
    pen.flat(box(180, 246, 60, 20, 5), pen.accent)


@draws("cuttingboard", "cutting_board", "board", "servingboard", base="#b98f5f")
def cuttingboard(pen: Pen) -> None:
    pen.shadow(110)
    pen.solid(
        "M178 58H222Q236 58 236 76V112H282Q304 112 304 134V308Q304 330 282 330H118"
        "Q96 330 96 308V134Q96 112 118 112H164V76Q164 58 178 58z"
    )
    pen.dots([(200, 86)], 10, mix(pen.base, "#22252c", 0.5))
    pen.line(
        "M132 130Q140 220 132 316M176 124Q164 220 178 320M228 124Q240 210 226 320"
        "M270 130Q260 220 272 316",
        pen.dark,
        4,
        0.35,
    )
    if pen.rng.random() < 0.5:
        pen.flat(box(96, 214, 208, 22, 0), pen.accent, 0.8)


@draws("kettle", "teakettle", "gooseneck", base="#b9c0c6")
def kettle(pen: Pen) -> None:
    pen.shadow(116)
    steam(pen, 70)
    pen.line("M130 168C120 76 280 76 270 168", INK, 15)
    pen.solid("M96 246Q64 226 52 172L76 166Q92 204 116 204z", pen.dark, 6)
    pen.solid("M138 158H262Q320 224 312 296Q308 330 276 330H124Q92 330 88 296Q80 224 138 158z")
    pen.solid(box(150, 142, 100, 24, 10), pen.dark, 6)
    pen.solid(oval(200, 132, 13), pen.accent, 4)
    pen.line("M118 216Q102 256 110 296", pen.light, 9, 0.7)


@draws("teapot", base="#8aa69a")
def teapot(pen: Pen) -> None:
    pen.shadow(116)
    pen.line("M298 196Q372 190 352 252Q334 290 292 286", pen.dark, 18)
    pen.solid("M104 262Q62 250 46 176L74 168Q88 212 124 216z", pen.dark, 7)
    pen.solid("M200 152Q310 152 310 250Q306 326 250 328H150Q94 326 90 250Q90 152 200 152z")
    pen.solid("M134 164Q150 128 200 126Q250 128 266 164Q200 182 134 164z", pen.light, 7)
    pen.solid(oval(200, 116, 15), pen.accent, 5)
    pen.line("M102 276Q200 300 298 276", pen.accent, 7)


@draws("mug", "cup", "coffeecup", base="#3f6583")
def mug(pen: Pen) -> None:
    pen.shadow(106, 186)
    steam(pen, 108)
    pen.line("M266 172Q352 160 346 226Q338 280 262 276", pen.dark, 23)
    pen.solid("M90 140H276L270 300Q266 330 238 330H128Q100 330 96 300z")
    pen.flat(oval(183, 142, 93, 17), mix(pen.base, "#22252c", 0.45))
    pen.flat(oval(183, 146, 80, 12), "#6a4a35")
    pen.flat("M95 276H271L270 300Q266 330 238 330H128Q100 330 96 300z", pen.accent)


@draws("tumbler", "travelmug", "travel_mug", "thermos", "flask", base="#2f5546")
def tumbler(pen: Pen) -> None:
    pen.shadow(76)
    pen.solid("M126 104H274L258 310Q256 330 236 330H164Q144 330 142 310z")
    pen.solid(box(116, 78, 168, 38, 12), INK, 8)
    pen.flat(box(214, 64, 44, 18, 7), pen.accent)
    pen.line("M150 130L162 300", pen.light, 8, 0.6)
    pen.flat("M139 262H261L257 300H142z", STEEL)


@draws("bottle", "waterbottle", "water_bottle", base="#3f95a0")
def bottle(pen: Pen) -> None:
    pen.shadow(70)
    pen.line("M176 78Q176 40 200 40Q224 40 224 78", INK, 11)
    pen.solid(box(164, 66, 72, 42, 10), INK, 8)
    pen.solid(
        "M166 104H234Q236 130 258 152Q266 164 266 182V306Q266 330 242 330H158"
        "Q134 330 134 306V182Q134 164 142 152Q164 130 166 104z"
    )
    pen.line("M152 184V292", pen.light, 8, 0.6)
    pen.flat("M200 204L232 262H168z", pen.accent)


@draws("blender", base="#4b4f56")
def blender(pen: Pen) -> None:
    pen.shadow(96)
    pen.line("M266 120H306V206H256", INK, 13)
    pen.solid("M130 84H270L250 236H150z", GLASS, 9)
    pen.flat("M142 162Q170 146 200 162Q230 178 260 162L250 236H150z", "#d98a9a")
    pen.solid(box(122, 62, 156, 30, 10), INK, 7)
    pen.solid("M140 236H260L286 310Q288 330 268 330H132Q112 330 114 310z")
    pen.solid(oval(200, 284, 23), pen.accent, 6)
    pen.dots([(152, 296), (248, 296)], 6, CREAM)


@draws("mixer", "standmixer", "stand_mixer", base="#8aa69a")
def mixer(pen: Pen) -> None:
    pen.shadow(140)
    pen.solid("M70 302H330Q344 330 320 330H80Q56 330 70 302z")
    pen.solid("M262 162H322Q342 230 330 306H256Q276 236 262 162z")
    pen.solid("M82 128Q86 92 132 92H286Q340 96 338 140Q334 180 282 180H122Q82 176 82 128z")
    pen.line("M146 180V230", STEEL, 15)
    pen.solid("M74 214H222Q222 300 178 304H118Q74 300 74 214z", STEEL)
    pen.line("M96 136H238", pen.accent, 7)
    pen.dots([(296, 136)], 11, INK)


@draws("toaster", base="#b9c0c6")
def toaster(pen: Pen) -> None:
    pen.shadow(136)
    for x in (112, 212):
        pen.solid(
            f"M{x} 190V132Q{x - 4} 104 {x + 38} 104Q{x + 80} 104 {x + 76} 132V190z", "#dfae6a", 7
        )
    pen.solid("M96 162H304Q336 166 336 214V310Q336 322 322 322H78Q64 322 64 310V214Q64 166 96 162z")
    pen.line("M104 168H296", INK, 9)
    pen.line("M318 200V262", INK, 6)
    pen.solid(box(308, 214, 34, 17, 7), INK, 4)
    pen.solid(oval(200, 272, 22), pen.accent, 6)
    pen.flat("M86 322H118V332H86zM282 322H314V332H282z", INK)


@draws("coffeemaker", "coffee_maker", "espresso", "espressomachine", base="#4b4f56")
def coffeemaker(pen: Pen) -> None:
    pen.shadow(110)
    pen.solid("M98 72H302V142H182V290H302V330H98z")
    pen.solid("M188 196H288L282 286Q280 292 270 292H206Q196 292 194 286z", GLASS, 8)
    pen.flat("M190 230H286L282 286Q280 292 270 292H206Q196 292 194 286z", "#5e4535")
    pen.line("M288 210Q322 214 314 250Q308 268 284 266", INK, 10)
    pen.solid("M204 142H272L262 176H214z", INK, 6)
    pen.dots([(126, 106), (154, 106)], 10, pen.accent)
