"""A contact sheet of all drawings, to look at them: ``python -m data.demo_shop.build.sheet OUT``.

Needs ``rsvg-convert`` and ImageMagick's ``montage``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from . import pictures
from .registry import DRAWINGS


def main(out: Path, part: str) -> None:
    """Draws each drawing once in its own colour, its keys below; ``part`` picks one module."""
    with tempfile.TemporaryDirectory() as folder:
        tiles: list[str] = []
        shown = set()
        for key, (drawing, _) in DRAWINGS.items():
            if drawing in shown or (part and not drawing.__module__.endswith(part)):
                continue
            shown.add(drawing)
            group = {"id": key, "title": key, "image": key, "category": [drawing.__module__]}
            svg, png = Path(folder, f"{key}.svg"), Path(folder, f"{key}.png")
            svg.write_text(pictures.draw(group, ""), encoding="utf-8")
            subprocess.run(["rsvg-convert", "-w", "200", svg, "-o", png], check=True)
            tiles += ["-label", key, str(png)]
        subprocess.run(["montage", *tiles, "-geometry", "+4+4", "-tile", "8x", out], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
