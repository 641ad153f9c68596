"""Things with a plug or a battery."""

from __future__ import annotations

from ..pen import CREAM, INK, PAPER, STEEL, Pen, box, oval
from ..registry import draws

SCREEN = "#26303d"


@draws("headphones", "headphone", "headset", base="#34373c")
def headphones(pen: Pen) -> None:
    pen.shadow(126)
    pen.line("M94 226C84 50 316 50 306 226", pen.dark, 23)
    pen.line("M96 214C90 62 304 60 300 200", pen.base, 15)
    for x in (64, 268):
        pen.solid(box(x, 196, 68, 122, 30))
    pen.solid(box(120, 206, 24, 102, 12), pen.accent, 5)
    pen.solid(box(256, 206, 24, 102, 12), pen.accent, 5)
    pen.line("M84 226V288", pen.light, 5, 0.7)


@draws("earbuds", "earphones", "buds", base="#f4f3ef")
def earbuds(pen: Pen) -> None:
    pen.shadow(110)
    for x, lean in ((142, -10), (258, 10)):
        start = len(pen.parts)
        pen.solid(box(x - 13, 96, 26, 86, 13), pen.base, 7)
        pen.solid(oval(x, 96, 34), pen.base, 9)
        pen.solid(oval(x + (14 if x < 200 else -14), 92, 15), INK, 4)
        pen.turned(lean, start, x, 130)
    pen.solid(box(86, 214, 228, 114, 50))
    pen.line("M90 256H310", pen.dark, 4)
    pen.dots([(200, 284)], 7, pen.accent)


@draws("speaker", "bluetoothspeaker", "soundbar", base="#2f5546")
def speaker(pen: Pen) -> None:
    pen.shadow(140)
    pen.line("M120 170C120 106 280 106 280 170", pen.accent, 11)
    pen.solid(box(58, 158, 284, 170, 52))
    for x in (132, 268):
        pen.solid(oval(x, 244, 52), INK, 8)
        pen.line(oval(x, 244, 33), pen.dark, 6)
        pen.dots([(x, 244)], 14, STEEL)
    pen.dots([(180, 178), (200, 178), (220, 178)], 5, pen.light)


@draws("smartspeaker", "smart_speaker", "homehub", base="#8f959b")
def smartspeaker(pen: Pen) -> None:
    pen.shadow(96)
    pen.solid("M200 110Q304 116 304 226Q304 316 262 328H138Q96 316 96 226Q96 116 200 110z")
    for y in (222, 246, 270, 294):
        pen.dots([(x, y) for x in range(124, 290, 22)], 4)
    pen.flat(oval(200, 150, 64, 25), INK)
    pen.line(oval(200, 150, 54, 19), pen.accent, 5)


@draws("powerbank", "power_bank", "battery", "powerstation", base="#34373c")
def powerbank(pen: Pen) -> None:
    pen.shadow(90)
    pen.line("M178 84Q176 44 232 50Q300 58 304 120", pen.accent, 8)
    pen.solid(box(116, 84, 168, 246, 28))
    pen.flat(box(146, 98, 32, 13, 4), INK)
    pen.flat(box(214, 98, 32, 13, 4), INK)
    pen.flat("M212 156L164 226H196L184 282L238 204H206z", pen.accent)
    pen.dots([(176, 306), (192, 306), (208, 306), (224, 306)], 4, "#9be0a0")


@draws("charger", "wallcharger", "chargingpad", "wirelesscharger", base="#f4f3ef")
def charger(pen: Pen) -> None:
    pen.shadow(116)
    pen.line("M200 318Q330 330 330 220Q330 120 372 110", pen.dark, 8)
    pen.solid(oval(190, 262, 126, 62), pen.dark)
    pen.solid(oval(190, 246, 126, 62))
    pen.line(oval(190, 246, 84, 40), pen.accent, 5)
    pen.flat("M198 218L166 252H188L180 276L216 240H194z", pen.accent)


@draws("solarpanel", "solar_panel", "solar", base="#2d3f5e")
def solar(pen: Pen) -> None:
    pen.shadow(130)
    pen.line("M130 250L96 330M270 250L304 330", STEEL, 9)
    pen.solid("M98 92H302L346 288H54z")
    pen.line("M166 92L150 288M234 92L250 288M88 140H312M76 190H324M64 240H336", STEEL, 3)
    pen.line("M98 92H302L346 288H54z", pen.accent, 7)


@draws("cable", "usbcable", "usb_cable", base="#4b4f56")
def cable(pen: Pen) -> None:
    pen.shadow(110)
    pen.line("M200 240C60 330 60 120 200 150C340 180 330 60 236 76", pen.base, 13)
    pen.line("M200 240C340 320 344 236 286 260", pen.base, 13)
    pen.line(oval(196, 206, 84, 60), pen.dark, 13)
    pen.solid(box(184, 58, 56, 36, 9), INK, 5)
    pen.solid(box(160, 66, 28, 20, 4), STEEL, 4)
    pen.solid(box(246, 240, 50, 38, 9), INK, 5)
    pen.solid(box(122, 176, 40, 62, 10), pen.accent, 6)


@draws("watch", "smartwatch", "fitnesstracker", "gpswatch", base="#3a3e45")
def watch(pen: Pen) -> None:
    pen.shadow(70)
    pen.solid("M154 140L166 50H234L246 140z", pen.accent, 9)
    pen.solid("M154 252L166 338H234L246 252z", pen.accent, 9)
    pen.solid(box(278, 176, 20, 40, 6), STEEL, 4)
    pen.solid(box(116, 112, 168, 168, 44))
    pen.flat(box(132, 128, 136, 136, 32), SCREEN)
    pen.line("M156 162H206", CREAM, 11)
    pen.line("M150 224Q166 190 182 218T214 206T250 220", "#8fd0a4", 6)
    pen.line("M156 186H190", STEEL, 6)


@draws("tablet", "ereader", "e_reader", base="#565b62")
def tablet(pen: Pen) -> None:
    pen.shadow(100)
    pen.solid(box(98, 60, 204, 270, 20))
    pen.flat(box(114, 80, 172, 220, 6), PAPER)
    pen.flat(box(130, 96, 140, 66, 4), pen.accent)
    pen.line("M132 186H268M132 206H262M132 226H268M132 246H250M132 266H220", STEEL, 6)
    pen.dots([(200, 315)], 6, STEEL)
