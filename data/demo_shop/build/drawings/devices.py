"""Computers, cameras and the connected home."""

from __future__ import annotations

from ..colors import mix
from ..pen import BRASS, CREAM, GLASS, INK, RUBBER, STEEL, WOOD, Pen, box, oval
from ..registry import draws
from .electronics import SCREEN


@draws("laptop", "notebook", base="#aeb6bd")
def laptop(pen: Pen) -> None:
    pen.shadow(164)
    pen.solid(box(82, 104, 236, 176, 14))
    pen.flat(box(96, 118, 208, 146, 4), SCREEN)
    pen.flat("M96 264L168 188L214 228L250 198L304 252V264z", pen.accent)
    pen.dots([(256, 154)], 17, "#f1d58a")
    pen.solid("M50 278H350L370 316Q368 328 352 328H48Q32 328 30 316z", pen.light, 8)
    pen.flat("M160 282H240L244 296H156z", pen.dark)


@draws("phone", "smartphone", "phonecase", "phone_case", base="#3f6583")
def phone(pen: Pen) -> None:
    pen.shadow(74)
    pen.solid(box(124, 56, 152, 274, 32))
    pen.solid(box(142, 74, 62, 76, 18), pen.dark, 6)
    pen.dots([(162, 98), (162, 128)], 12, INK)
    pen.dots([(187, 112)], 8, STEEL)
    pen.flat("M160 262L200 206L220 236L232 222L252 262z", pen.accent)


@draws("phonemount", "phone_mount", "mount", "phonestand", "tripod", base="#34373c")
def tripod(pen: Pen) -> None:
    pen.shadow(116)
    pen.line("M200 180L116 328M200 180L284 328M200 180V330", pen.base, 12)
    pen.line("M200 120V196", STEEL, 15)
    pen.solid(box(150, 54, 100, 84, 12))
    pen.flat(box(162, 66, 76, 60, 6), GLASS)
    pen.solid(oval(200, 184, 17), pen.accent, 5)
    pen.line("M214 182L268 158", INK, 8)


@draws("camera", "actioncamera", "trailcamera", "instantcamera", base="#4b4f56")
def camera(pen: Pen) -> None:
    pen.shadow(140)
    pen.solid("M142 132L160 98H240L258 132z", pen.dark, 7)
    pen.solid(box(58, 128, 284, 200, 28))
    pen.flat("M58 176H342V240H58z", pen.accent)
    pen.solid(oval(200, 228, 76), INK, 8)
    pen.solid(oval(200, 228, 54), "#3d5468", 8)
    pen.flat(oval(200, 228, 25), "#1f2a36")
    pen.dots([(180, 206)], 12, "#a9c4d6")
    pen.solid(box(282, 146, 40, 22, 6), CREAM, 4)


@draws("drone", base="#8f959b")
def drone(pen: Pen) -> None:
    pen.shadow(110)
    pen.line("M96 150L200 220L304 150M120 288L200 230L280 288", pen.dark, 15)
    for x, y in ((94, 140), (306, 140), (116, 284), (284, 284)):
        pen.flat(oval(x, y - 12, 58, 10), STEEL, 0.75)
        pen.solid(box(x - 11, y - 16, 22, 32, 7), INK, 4)
    pen.solid(box(136, 184, 128, 82, 34))
    pen.solid(oval(200, 236, 26), INK, 6)
    pen.dots([(200, 236)], 11, "#6f9cc0")
    pen.line("M168 202H232", pen.accent, 6)


@draws("keyboard", base="#565b62")
def keyboard(pen: Pen) -> None:
    pen.shadow(164, y=304)
    pen.solid(box(34, 150, 332, 148, 18))
    for row, y in enumerate((168, 200, 232)):
        for x in range(52 + row * 6, 330, 29):
            pen.flat(box(x, y, 22, 23, 5), CREAM)
    pen.flat(box(120, 264, 160, 21, 5), pen.accent)
    pen.flat(box(60, 264, 44, 21, 5), CREAM)
    pen.flat(box(296, 264, 44, 21, 5), CREAM)


@draws("mouse", base="#66727e")
def mouse(pen: Pen) -> None:
    pen.shadow(84)
    pen.solid("M200 82Q284 84 286 190V240Q284 326 200 328Q116 326 114 240V190Q116 84 200 82z")
    pen.line("M116 190Q200 210 284 190M200 84V196", pen.dark, 4)
    pen.solid(box(188, 116, 24, 54, 12), pen.accent, 5)


@draws("monitor", "tv", "display", "screen", base="#34373c")
def monitor(pen: Pen) -> None:
    pen.shadow(100)
    pen.solid("M176 262H224L232 316H168z", STEEL, 7)
    pen.solid(box(128, 312, 144, 18, 9), pen.dark, 5)
    pen.solid(box(42, 80, 316, 194, 14))
    pen.flat(box(56, 94, 288, 158, 4), SCREEN)
    pen.flat("M56 252L140 166L200 220L258 170L344 240V252z", pen.accent)
    pen.dots([(286, 130)], 19, "#f1d58a")


@draws("router", "wifi", "hub", "usbhub", base="#f4f3ef")
def router(pen: Pen) -> None:
    pen.shadow(140)
    pen.line("M104 240L84 96M200 236V80M296 240L316 96", INK, 13)
    pen.solid(box(56, 228, 288, 92, 26))
    pen.dots([(104, 276), (132, 276), (160, 276)], 7, "#7fc48d")
    pen.line("M220 276H304", pen.accent, 8)
    pen.flat("M90 318H124V332H90zM276 318H310V332H276z", INK)


@draws("radio", "weatherradio", base="#a83240")
def radio(pen: Pen) -> None:
    pen.shadow(136)
    pen.line("M286 150L336 54", STEEL, 6)
    pen.line("M112 152C112 96 288 96 288 152", pen.dark, 11)
    pen.solid(box(62, 146, 276, 182, 24))
    pen.solid(oval(142, 246, 58), INK, 8)
    for r in (42, 26, 10):
        pen.line(oval(142, 246, r), STEEL, 4)
    pen.flat(box(218, 178, 100, 48, 6), CREAM)
    pen.line("M230 202H306M262 190V214", pen.accent, 5)
    pen.solid(oval(244, 278, 23), CREAM, 6)
    pen.solid(oval(300, 278, 18), CREAM, 6)


@draws("flashlight", "torch", base="#34373c")
def flashlight(pen: Pen) -> None:
    pen.shadow(100)
    start = len(pen.parts)
    pen.flat("M150 110H250L300 20H100z", "#fbe9a8", 0.7)
    pen.solid("M140 106H260L238 178H162z")
    pen.solid(box(162, 172, 76, 150, 14))
    pen.line("M176 242H224M176 258H224M176 274H224M176 290H224", pen.light, 4, 0.7)
    pen.solid(oval(200, 208, 14), pen.accent, 4)
    pen.flat(oval(200, 106, 60, 10), CREAM)
    pen.turned(30, start)


@draws("projector", base="#f4f3ef")
def projector(pen: Pen) -> None:
    pen.shadow(130)
    pen.flat("M252 212L372 120V296z", "#fbe9a8", 0.6)
    pen.solid(box(66, 150, 222, 160, 30))
    pen.solid(oval(232, 222, 50), INK, 8)
    pen.solid(oval(232, 222, 31), "#5b7f9c", 7)
    pen.dots([(222, 210)], 8, "#d5e6f0")
    pen.line("M96 196H152M96 220H152M96 244H152", pen.dark, 6)
    pen.line("M96 282H160", pen.accent, 7)
    pen.flat("M94 308H126V330H94zM226 308H258V330H226z", INK)


@draws("smartplug", "smart_plug", "outlet", "powerstrip", "surgeprotector", base="#f4f3ef")
def smartplug(pen: Pen) -> None:
    pen.shadow(90)
    pen.solid(box(104, 92, 192, 236, 52))
    pen.solid(oval(200, 192, 66), pen.light, 8)
    pen.line("M178 178V206M222 178V206", INK, 11)
    pen.dots([(200, 232)], 8, INK)
    pen.line(oval(200, 290, 12), pen.accent, 5)


@draws("bulb", "smartbulb", "lightbulb", base="#fbe9a8")
def bulb(pen: Pen) -> None:
    pen.shadow(66)
    pen.flat(oval(200, 160, 134), "#fdf1c8", 0.6)
    pen.solid(
        "M200 66Q298 72 296 166Q292 212 256 246L246 276H154L144 246Q108 212 104 166Q102 72 200 66z"
    )
    pen.line("M176 262L168 186Q184 206 200 186Q216 206 232 186L224 262", pen.accent, 5)
    pen.solid("M156 270H244V312Q236 330 214 330H186Q164 330 156 312z", STEEL, 7)
    pen.line("M156 288H244M158 304H242", INK, 4, 0.6)


@draws("webcam", "securitycamera", "security_camera", "babymonitor", base="#f4f3ef")
def webcam(pen: Pen) -> None:
    pen.shadow(90)
    pen.line("M200 240V318", STEEL, 15)
    pen.solid("M128 318Q200 298 272 318V330H128z", pen.dark, 6)
    pen.solid(oval(200, 168, 100))
    pen.solid(oval(200, 168, 66), INK, 8)
    pen.solid(oval(200, 168, 35), "#46627c", 7)
    pen.dots([(188, 156)], 10, "#d5e6f0")
    pen.dots([(200, 254)], 6, pen.accent)


@draws("doorbell", base="#34373c")
def doorbell(pen: Pen) -> None:
    pen.shadow(60)
    pen.solid(box(138, 58, 124, 272, 40))
    pen.solid(oval(200, 122, 38), INK, 7)
    pen.dots([(200, 122)], 17, "#46627c")
    pen.line(oval(200, 252, 38), pen.accent, 8)
    pen.solid(oval(200, 252, 28), CREAM, 6)


@draws("turntable", "recordplayer", "record_player", base="#a8713f")
def turntable(pen: Pen) -> None:
    pen.shadow(156, y=322)
    pen.solid(box(44, 130, 312, 186, 20))
    pen.solid(oval(168, 216, 92, 74), RUBBER, 6)
    pen.line(oval(168, 216, 70, 55), "#565b62", 2)
    pen.line(oval(168, 216, 52, 40), "#565b62", 2)
    pen.flat(oval(168, 216, 29, 23), pen.accent)
    pen.dots([(168, 216)], 5, CREAM)
    pen.line("M308 164L300 238L232 260", STEEL, 8)
    pen.solid(oval(308, 164, 19), STEEL, 5)
    pen.dots([(280, 292), (314, 292)], 9, CREAM)


@draws("thermostat", "thermometer", "weatherstation", "sensor", base="#f4f3ef")
def thermostat(pen: Pen) -> None:
    pen.shadow(90, y=340)
    pen.solid(oval(200, 200, 130))
    pen.solid(oval(200, 200, 100), SCREEN, 7)
    pen.line("M128 246A86 86 0 1 1 272 246", STEEL, 8)
    pen.line("M128 246A86 86 0 0 1 200 114", pen.accent, 10)
    pen.line("M164 176H188V200H164V224H188M212 176H236V224H212z", CREAM, 8)


@draws("microphone", "mic", base="#34373c")
def microphone(pen: Pen) -> None:
    pen.shadow(80)
    pen.line("M200 268V320", STEEL, 13)
    pen.solid("M130 318Q200 298 270 318V330H130z", pen.dark, 6)
    pen.line("M112 168Q112 268 200 268Q288 268 288 168", STEEL, 10)
    pen.solid(box(146, 56, 108, 188, 54))
    pen.line("M160 96H240M152 118H248M150 140H250", pen.light, 5, 0.6)
    pen.line("M148 168H252", pen.accent, 9)


@draws("gamepad", "controller", "console", base="#565b62")
def gamepad(pen: Pen) -> None:
    pen.shadow(130)
    pen.solid(
        "M112 142H288Q340 146 356 250Q364 322 328 322Q304 320 272 260H128Q96 320 72 322"
        "Q36 322 44 250Q60 146 112 142z"
    )
    pen.flat("M108 176h24v22h22v24h-22v22h-24v-22h-22v-24h22z", INK)
    pen.dots([(286, 178), (286, 232)], 12, pen.accent)
    pen.dots([(260, 205), (312, 205)], 12, CREAM)
    pen.line("M184 184H216", pen.light, 7)


@draws("remote", "walkietalkie", "walkie_talkie", "twowayradio", base="#df8038")
def walkie(pen: Pen) -> None:
    pen.shadow(80)
    pen.solid(box(140, 36, 26, 96, 10), INK, 6)
    pen.solid(box(122, 112, 156, 218, 26))
    pen.flat(box(144, 136, 112, 56, 8), "#c9dbc0")
    pen.line("M160 164H208", INK, 8)
    pen.line("M152 222H248M152 240H248M152 258H248", INK, 6)
    pen.solid(oval(200, 298, 17), pen.accent, 5)


@draws("electronics", "gadget", base="#565b62")
def gadget(pen: Pen) -> None:
    """The fallback of the department: a small device with a screen."""
    pen.shadow(110)
    pen.solid(box(90, 110, 220, 218, 34))
    pen.flat(box(116, 136, 168, 104, 12), SCREEN)
    pen.line("M134 214L166 174L196 196L240 158", pen.accent, 7)
    pen.solid(oval(148, 282, 20), CREAM, 5)
    pen.line("M196 282H276", mix(pen.base, "#ffffff", 0.4), 9)
    pen.dots([(280, 120)], 4, BRASS)
    pen.line("M130 328H270", WOOD, 5)
