"""Products that a message names, whole or in part: "the night owl", "the play mat"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.turn import Turn
from knowledge.catalog import Product
from knowledge.colors import FAMILIES, family
from knowledge.generation.asking import GENERIC, MATERIALS
from knowledge.index.analyzer import stem
from knowledge.query.tokens import Token, stems, tokenize
from knowledge.query.words import FILLERS

CONSIDERED = 12
"""Products whose names are compared with a message."""
ALIKE = 2
"""Products that the same words may name; words that fit more describe a kind."""
_SHADES = frozenset(stem(shade) for shade in FAMILIES)
_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their)\b"
    r"|\b(?:this|that|these|those)\b(?=\s*(?:$|[?.!,]|(?:is|are|was|were|do|does|has|have|can|come|comes)\b))",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"(?:\b(?:the|your|this|that|these|those|an?)\b|^)\s*$", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"\b(?:about|than|versus|vs\.?)\s+(?:the|your|this|that)\s+$", re.IGNORECASE
)
_AND = re.compile(
    r"\s*(?:,|;|\bvs\.?|\bversus\b|\band\b|\bor\b|\bwith\b|\bto\b|&)\s*", re.IGNORECASE
)


_WANTED = re.compile(
    r"\b(?:add|buy|get|take|want|like|order|put|have)\s+(?:me\s+)?(?P<what>.+?)(?:\s+(?:to|in|into|on)\s+(?:my|the)\b.*)?$",
    re.IGNORECASE,
)
_NUMBERS = frozenset(
    stems("one two three four five six seven eight nine ten twelve dozen pair couple")
)


@dataclass(frozen=True)
class _Match:
    product: Product
    telling: tuple[Token, ...]
    score: float


def named(turn: Turn, text: str) -> list[Product]:
    """The product that a message names, or those few that the same words name; empty if none.

    A name is two of a title's words, or the last of them by itself ("the kettle"). What the
    product talked about has as well is no name of another ("the lid"), nor is what comes behind
    "it": "does it fit the kettle" is asked of what was talked about.
    """
    tokens = _content(text)
    pronoun = _PRONOUN.search(text)
    known = _record(turn, turn.focus) if turn.focus else frozenset()
    matches = [
        match
        for match in _matches(turn, text, tokens, known)
        if not pronoun or match.telling[0].start < pronoun.start()
    ]
    return _best(turn, matches)


def titled(turn: Turn, text: str) -> Product | None:
    """The one product whose whole name a message holds."""
    said = set(stems(text))
    found = [
        one for one in named(turn, text) if len(words := set(stems(one.name))) > 1 and words <= said
    ]
    return found[0] if len(found) == 1 else None


def each_named(turn: Turn, text: str) -> list[Product]:
    """The products that a message names one after another: "the mat, the dice set and Two Ravens"."""
    found: list[Product] = []
    for part in _AND.split(text):
        matches = _matches(turn, part, _content(part), frozenset(), by_any_word=True)
        best = _best(turn, list(matches))
        found += [one for one in best[:1] if one.group not in {other.group for other in found}]
    return found


def names_other_goods(turn: Turn, text: str, product: Product) -> bool:
    """Whether a message wants something in the cart that no name of a product holds: "an umbrella"."""
    versions = turn.knowledge.variants(product)
    colors = turn.values("color")
    if colors and not any(_is_of(color, one) for color in colors for one in versions):
        return True
    wanted = _WANTED.search(text)
    if not wanted or turn.values("ordinal"):
        return False
    own = _names(product).union(*(stems(f"{one.color} {one.size}") for one in versions))
    said = {
        token.stem
        for token in _content(wanted["what"])
        if not token.folded.isdigit() and token.stem not in GENERIC and token.stem not in _SHADES
    }
    return bool(said - _NUMBERS) and not said & own


def _is_of(color: str, product: Product) -> bool:
    """Whether a product has a colour, or says nothing of its own, or its name holds the word."""
    words = set(stems(color))
    held = set(stems(f"{product.color} {product.title}")) | {family(product.color) or ""}
    return words <= held or color.casefold() in held


def _content(text: str) -> list[Token]:
    return [token for token in tokenize(text) if token.folded not in FILLERS]


def _matches(
    turn: Turn,
    text: str,
    tokens: Sequence[Token],
    known: frozenset[str],
    *,
    by_any_word: bool = False,
) -> Iterator[_Match]:
    if not tokens:
        return
    query = " ".join(token.folded for token in tokens)
    hits = turn.knowledge.retrieve(query, top_k=CONSIDERED, mode="lexical").hits
    candidates = {one.group: one for one in turn.knowledge.found(hits)}
    candidates |= {one.group: one for one in turn.shown}
    for product in candidates.values():
        names = _names(product)
        said = [token for token in tokens if token.stem in names]
        # A colour tells versions apart; "raven" and "cream" may be part of a name.
        shades, heads = frozenset(stems(product.color)), _heads(product)
        telling = tuple(
            token
            for token in said
            if (_is_telling(token.stem) or token.stem in heads) and token.stem not in shades
        )
        words = frozenset(token.stem for token in telling)
        is_own = turn.focus is not None and product.group == turn.focus.group
        is_whole = len(words) > 1 and _core(product) <= words
        if not words or not (is_own or is_whole or words - known):
            continue
        if len(words) > 1 or any(
            by_any_word
            or _INTRODUCED.search(_before(text, token, said))
            or (token.stem in heads and _DETERMINER.search(_before(text, token, said)))
            for token in telling
        ):
            all_said = {token.stem for token in said}
            yield _Match(product, telling, len(all_said) + len(all_said) / len(names))


def _best(turn: Turn, matches: Sequence[_Match]) -> list[Product]:
    if not matches:
        return []
    shown = {product.group for product in turn.shown}
    if turn.focus:
        shown.add(turn.focus.group)
    most = max(len({token.stem for token in match.telling}) for match in matches)
    named = [match for match in matches if len({one.stem for one in match.telling}) == most]
    before_all = [match for match in named if match.product.group in shown] or named
    ranked = sorted(before_all, key=lambda match: -match.score)
    best = [match for match in ranked if match.score > ranked[0].score - 0.5]
    return [match.product for match in best] if len(best) <= ALIKE else []


def _before(text: str, token: Token, said: Sequence[Token]) -> str:
    """What stands before a word, or before the words of the same name that lead up to it."""
    start = token.start
    for other in reversed([one for one in said if one.end <= token.start]):
        if text[other.end : start].strip(" -"):
            break
        start = other.start
    return text[:start]


def _is_telling(word: str) -> bool:
    return not word.isdigit() and word not in GENERIC | MATERIALS


def _names(product: Product) -> frozenset[str]:
    """The stems of what a product is called: title, brand, and the kind of thing it is."""
    kind = product.category[-1] if product.category else ""
    return frozenset(stems(f"{product.title} {product.brand} {kind}"))


def _title(product: Product) -> str:
    """A name up to its sizes, additions and the like."""
    return re.split(r"\s[-–—|(/]|[,(:]|\s\d", product.name)[0]


def _core(product: Product) -> frozenset[str]:
    return frozenset(stems(_title(product))) - frozenset(stems(product.brand))


def _heads(product: Product) -> frozenset[str]:
    """The words that alone can name a product: its name's last, and its kind's."""
    kind = product.category[-1] if product.category else ""
    whole = re.split(r"\s[-–—|(/]|[,(:]", product.name)[0]
    words = [word for word in stems(whole) if len(word) > 3 and word.isalpha()]
    return frozenset([*stems(_title(product))[-1:], *words[-1:], *stems(kind)[-1:]])


def _record(turn: Turn, product: Product) -> frozenset[str]:
    """All stems of a product's record and its variants' colours and sizes."""
    attributes = " ".join(f"{name} {value}" for name, value in product.attributes.items())
    versions = " ".join(f"{one.color} {one.size}" for one in turn.knowledge.variants(product))
    return _names(product) | frozenset(
        stems(f"{product.material} {product.description} {attributes} {versions}")
    )
