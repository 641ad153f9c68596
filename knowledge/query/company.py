"""Whether a message asks what goes with a product: "what else do I need", "anything to go with it"."""

from __future__ import annotations

import re

_IT = r"(?:it|this|that|these|those|them|the (?:first|second|third|fourth|fifth|last)(?: one)?|(?:this|that|the) one)"
_CART = r"(?:what i (?:already )?(?:have|took|added|picked)|(?:what(?:'s| is) in )?my (?:cart|basket|bag|order)|everything)"
_GO = r"(?:go(?:es)?|pairs?|match(?:es)?|fits?|works?|belongs?)"
_WITH = re.compile(
    rf"\b(?:{_GO}(?: \w+){{0,2}}? with|(?:bought|buy|buys|buying|purchased?|ordered?|gets?|takes?|sold)"
    r"(?: \w+){0,2}? (?:together with|along with|alongside|with))\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:accessor(?:y|ies)|add-?ons?|extras?|complements?|complementary \w+|companions?)\b"
    r"(?: (?:for|to|with)\b)?",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\b(?:what|anything|something) else (?:do|would|should|might|could|will|can)? ?(?:i|we|you)?\b.*\b"
    r"(?:need|buy|get|want|take|add|forgett?ing)\b(?! (?:instead|in place))|"
    r"\b(?:bought|buy|go(?:es)?) together\b|\bcomplete (?:the|my) (?:look|set|outfit|kit|setup)\b|"
    r"\bdo(?:es)? (?:i|it|this|that) need anything (?:else|more)\b|\b(?:am i|did i) (?:missing|forget) anything|anything (?:else )?(?:i|we)['’]?(?:m| am|re| are) (?:missing|forgetting)\b",
    re.IGNORECASE,
)
_POINTER = re.compile(
    rf"\s*(?:{_IT}|{_CART})?\s*(?:together|well|usually|too|please|though)?\W*", re.IGNORECASE
)


def asks_for_company(text: str) -> bool:
    """Whether a message asks what goes with something that it points at or names."""
    return bool(_WITH.search(text) or _ELSE.search(text) or _FOR.search(text))


def company_of(text: str) -> str:
    """What something is to go with, in the message's words; empty for "it" or where it is not said."""
    match = _WITH.search(text) or _FOR.search(text)
    rest = "" if match is None else text[match.end() :]
    return "" if _POINTER.fullmatch(rest) else rest.strip(" .?!")
