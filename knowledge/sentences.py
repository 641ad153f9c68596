"""Texts as sentences: split, cleaned of marks, cut where a quotation must end."""

from __future__ import annotations

import re
from itertools import pairwise

BULLET = "• "
_SENTENCE = re.compile(
    r"(?<![ap]\.m\.)(?<!\b(?:Mr|Dr|St|No|vs)\.)(?<!\b(?:Mrs|Inc|e\.g|i\.e)\.)(?<=[.!?。！？])[\"”')]*\s+(?=[\"“'(]?[^\Wa-z_])"
    r"|(?<=[。！？])|\n+"
)
_ITEM = re.compile(r"^(?:[-*+•–]\s+)+")


def plain(markdown: str) -> str:
    """A passage without its marks; items of lists stand on lines of their own behind a bullet."""
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", markdown)
    text = re.sub(r"(\*\*|__|`)(.+?)\1", r"\2", text)
    text = re.sub(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+", BULLET, text, flags=re.MULTILINE)
    lines = [" ".join(block.split("\n")) for block in re.split(rf"\n\s*\n|\n(?={BULLET})", text)]
    joined = lines[0].strip()
    for before, line in pairwise(lines):
        is_list = line.startswith(BULLET) or before.startswith(BULLET)
        joined += f"\n{line.strip()}" if is_list else f" {line.strip()}"
    return joined.strip()


def sentences(text: str, *, with_marks: bool = False) -> list[str]:
    """A text's sentences, in order; items of lists without their marks, where these are not asked for."""
    found = (one.strip() for one in _SENTENCE.split(text) if one)
    told = (one if with_marks else _ITEM.sub("", one) for one in found)
    return [one for one in told if one]


def ended(sentence: str) -> str:
    """A sentence with a full stop, where a heading or an item of a list came without."""
    return sentence if re.search(r"[.!?:…。！？][\"”')]*$", sentence) else f"{sentence}."


def quoted(text: str, longest: int = 220) -> str:
    """A text cut at the end of a sentence, or of a word with an ellipsis."""
    kept = ""
    for sentence in sentences(text):
        if kept and len(kept) + len(sentence) >= longest:
            return kept
        kept = f"{kept} {sentence}".strip()
    return kept if len(kept) <= longest else f"{kept[:longest].rsplit(' ', 1)[0]} …"
