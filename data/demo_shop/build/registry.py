"""The drawings by their key, each with the colour it has where the product names none."""

from __future__ import annotations

from collections.abc import Callable

from .pen import Pen

Drawing = Callable[[Pen], None]

DRAWINGS: dict[str, tuple[Drawing, str]] = {}


def draws(*keys: str, base: str = "#8d9a94") -> Callable[[Drawing], Drawing]:
    """Registers a drawing under its keys, with the colour of things that come in no colour.

    Raises:
        ValueError: a key is taken.
    """

    def register(drawing: Drawing) -> Drawing:
        for key in keys:
            if key in DRAWINGS:
                raise ValueError(f"two drawings are called {key!r}")
            DRAWINGS[key] = (drawing, base)
        return drawing

    return register
