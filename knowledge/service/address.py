"""A postal address as a shopper types it: parts between commas, in the order of the country."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

_POSTAL_CODE = re.compile(
    r"\b(?:[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}"  # GB
    r"|[A-Z]\d[A-Z]\s*\d[A-Z]\d"  # CA
    r"|(?:[A-Z]{1,2}-)?\d{3}\s\d{2}|\d{4}\s?[A-Z]{2}"  # CZ, SE; NL
    r"|(?:[A-Z]{1,2}-)?\d{4,6}(?:-\d{3,4})?)\b",
)
_STREET = re.compile(r"\d")
MOST = 300
"""Characters of an address."""


@dataclass(frozen=True)
class Address:
    """Where a parcel goes; ``country`` is an ISO 3166 code, or "" where it was not named."""

    street: str
    city: str
    postal_code: str
    region: str = ""
    country: str = ""

    def __str__(self) -> str:
        place = " ".join(filter(None, [self.region, self.postal_code]))
        name = Locale("en").territories.get(self.country, "")
        return ", ".join(filter(None, [self.street, self.city, place, name]))


def read_address(text: str) -> Address | None:
    """The address in a message; None where street, city or postal code cannot be made out.

    >>> read_address("12 Elm Street, Apt 4, Portland, ME 04101, USA").city
    'Portland'
    >>> read_address("Lindenweg 8, 04229 Leipzig, Germany").postal_code
    '04229'
    """
    said = re.sub(
        r"^.*?\b(?:to|is|address)\b\s*:?\s+(?=\S*\d|\d)",
        "",
        text[:MOST].strip(),
        flags=re.IGNORECASE | re.DOTALL,
    )
    parts = [part.strip(" .") for part in re.split(r"[,\n;]", said) if part.strip(" .")]
    country = _countries().get(parts[-1].casefold(), "") if parts else ""
    if country:
        parts.pop()
    codes = [
        place for place, part in enumerate(parts) if place and _POSTAL_CODE.search(part.upper())
    ]
    if not codes or not _STREET.search(parts[0]):
        return None
    at = codes[-1]
    found = _POSTAL_CODE.search(parts[at].upper())
    assert found is not None
    rest = [parts[at][: found.start()].strip(), parts[at][found.end() :].strip()]
    region, city = "", rest[1] or rest[0]
    if not rest[1] and re.fullmatch(r"[A-Za-z]{2,3}", rest[0]):
        region, city = rest[0].upper(), ""
    if not city and at > 1:
        city = parts.pop(at - 1)
        at -= 1
    if not city and parts[at + 1 :]:
        city = parts.pop(at + 1)
    if not region and (tail := re.fullmatch(r"(.+?)\s+([A-Z]{2})", city)):
        city, region = tail.groups()
    if not city or re.fullmatch(r"\d+", city):
        return None
    return Address(", ".join(parts[:at]), city, found.group(), region, country)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    names = {
        name.casefold(): code for code, name in Locale("en").territories.items() if len(code) == 2
    }
    own = {"usa": "US", "u.s.a": "US", "us": "US", "united states of america": "US", "uk": "GB"}
    own |= {"great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB"}
    return {**names, **own}
