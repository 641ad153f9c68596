"""For whom a thing is: the shop's genders under the words shoppers use for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from knowledge.index.analyzer import fold

_WORDS = {
    "women": "women woman womens womans ladies lady female",
    "men": "men man mens mans male gents gentlemen",
    "girls": "girls girl",
    "boys": "boys boy",
    "kids": "kids kid children child childrens",
    "baby": "baby babies infant infants toddler toddlers newborn",
    "unisex": "unisex",
}
# Spellings of shops that shoppers mean something else by.
_WRITTEN = {"women": "her f", "men": "him m", "kids": "junior juniors youth"}
_NEAREST = {"girls": "kids", "boys": "kids", "baby": "kids"}


def spoken(genders: Iterable[str]) -> dict[str, str]:
    """What a shopper may say, and the shop's own word for it."""
    held: dict[str, str] = defaultdict(str)
    for gender in genders:
        for group, words in _WORDS.items():
            written = f"{words} {_WRITTEN.get(group, '')}".split()
            if fold(gender).replace("'", "") in written and not held[group]:
                held[group] = gender
    for group, nearest in _NEAREST.items():
        held[group] = held[group] or held[nearest]
    return {
        word: gender for group, gender in held.items() if gender for word in _WORDS[group].split()
    }


def alike(name: str) -> list[str]:
    """The other words for whom a name says a thing is: of "Children" "kids" and so on."""
    folded = fold(name).replace("'", "").strip()
    groups = [words.split() for words in _WORDS.values()]
    return [word for words in groups if folded in words for word in words if word != folded]
