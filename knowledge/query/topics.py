"""Whether a message begins another search, goes on with the one on the table, or takes a step back."""

from __future__ import annotations

import re

# "I'm looking for", "do you have", "show me".
_BEGUN = re.compile(
    r"\b(?:i'?m (?:also )?(?:looking|searching|shopping|hunting|after|in need)|(?:looking|searching|hunting|search|look) (?:for|4)|"
    r"show me|find me|get me|do (?:you|u|ya) (?:also |guys )?(?:have|sell|stock|carry|do)|have (?:you|u) got|(?:got|sell) any|"
    r"i(?: also| still| now)? (?:need|want|would like|could use|require)|i'?d (?:also )?like|we need|where (?:can|do|are|is)|"
    r"can (?:i|you) (?:get|buy|find|show)|(?:is|are) there|what .{2,30} do you (?:have|sell)|(?:what|how) about|"
    r"now|next)\b",
    re.IGNORECASE,
)
# "Ones", "them", "that": what was shown, and so no other kind of thing.
_BACK = re.compile(
    r"\b(?:ones|them|those|these|same|one(?!\s+(?:person|piece|size|seater|man|way|pack|pair|year|month|lit|of\b)))\b|"
    r"\bth(?:is|at)\b(?=\W*$)|\b(?:like|than|of|without|with|not|and|but)\s+(?:this|that|it)\b|\bit\s+(?:in|to|with)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:instead|rather|actually|forget|never ?mind|else)\b", re.IGNORECASE)
_UNDONE = re.compile(
    r"\W*(?:(?:ok(?:ay)?|no|sorry|please|actually|hmm|wait|can (?:you|we)|could (?:you|we)|let'?s|i want to|take me|"
    r"show me)\W+)*"
    r"(?:(?:(?:go|get|step) )?back(?: (?:one|a) step| one)?(?: to (?:the |my |what (?:we|i|you) (?:had|saw) )?"
    r"(?:(?:previous|last|earlier|other|first|old) )?"
    r"(?:results?|list|ones?|search|products?|before|earlier|previous|selection|that)?)?|"
    r"undo(?: that| this| it| the last (?:one|change|step))?|(?:the )?previous (?:results?|search|list|ones|page)|"
    r"(?:the )?(?:results?|list|ones) (?:from )?before|as (?:it was )?before|revert(?: that)?)"
    r"(?:\W+(?:please|pls|again|thanks))*\W*",
    re.IGNORECASE,
)


def begins(text: str) -> bool:
    """Whether a message asks as one does who begins: "do you have headphones"."""
    return bool(_BEGUN.search(text)) and not points_back(text)


def points_back(text: str) -> bool:
    """Whether a message speaks of what was shown: "waterproof ones"."""
    return bool(_BACK.search(text))


def changes_course(text: str) -> bool:
    """Whether a message puts one thing in another's place: "plywood instead"."""
    return bool(_INSTEAD.search(text))


def is_undone(text: str) -> bool:
    """Whether a message takes back what was said last: "go back", "undo that"."""
    return _UNDONE.fullmatch(text) is not None
