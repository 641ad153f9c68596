"""One value at a time: availability, ratings, codes, categories and dates as shops write them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import date, datetime, timezone
from typing import Any

from knowledge.catalog.naming import normal
from knowledge.catalog.records import ORDER_STATUSES

# Control characters, lone surrogates and the marks that only steer a screen.
_JUNK = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"
)
_AVAILABILITY = {
    "in_stock": "instock available yes true y 1 onstock limitedavailability instoreonly "
    "onlineonly lowstock auflager lieferbar verfugbar verfügbar enstock disponible disponibile "
    "skladem dostępny",
    "out_of_stock": "outofstock soldout unavailable notavailable no false n 0 discontinued "
    "nostock reserved nichtverfügbar ausverkauft rupturedestock agotado esaurito vyprodáno "
    "notinstock",
    "preorder": "preorder presale comingsoon",
    "backorder": "backorder onbackorder availablefororder madetoorder onorder",
}
_AVAILABILITY_OF = {word: name for name, words in _AVAILABILITY.items() for word in words.split()}
_IN_STOCK = re.compile(r"\bin stock\b|\bleft in stock\b|\bships (?:in|within)\b|\bauf lager\b")
_SOLD_OUT = re.compile(
    r"\b(?:out of|not in|no) stock\b|\bsold out\b|\bunavailable\b|\bno longer available\b"
    r"|\bnicht (?:verfügbar|lieferbar|auf lager)\b"
)
_PIECES = re.compile(r"(\d+)\s*(?:[^\W\d]{1,8}\.?)")
_SHOWN = frozenset(
    "1 true yes y ja oui si sim tak ano on active aktiv actif activo attivo ativo actief aktywny aktivni "
    "enabled aktiviert habilitado abilitato ingeschakeld wlaczony publish published veroffentlicht "
    "publie publicado pubblicato online visible sichtbar visibile zichtbaar live".split()
)
_HIDDEN = frozenset(
    "0 2 false no n nein non nao nie ne off inactive inaktiv inactif inactivo inattivo inativo "
    "inactief nieaktywny neaktivni disabled deactivated deaktiviert desactive desactivado deshabilitado "
    "disattivato disabilitato uitgeschakeld wylaczony unpublished offline hidden versteckt masque "
    "oculto nascosto verborgen draft entwurf brouillon borrador bozza concept szkic archived archive "
    "archiviert trash private pending deleted discontinued".split()
)
_AT_LEAST = re.compile(r"(?:>|over|more than)\s*\d+|\d+\s*\+")
_STATUSES = {
    "pending": "new open unpaid onhold awaitingpayment placed created received",
    "processing": "paid confirmed inprogress preparing packed packing unfulfilled awaitingshipment",
    "shipped": "fulfilled dispatched sent intransit",
    "out_for_delivery": "ontheway",
    "delivered": "completed complete done",
    "cancelled": "canceled void voided failed",
    "return_requested": "returnpending returning",
    "returned": "",
    "refunded": "partiallyrefunded",
}
_STATUS_OF = {word: name for name, words in _STATUSES.items() for word in words.split()}
_PATH = re.compile(r"\s*(?:>>?|»|›|::)\s*|\s+/\s+|\s*\|\s*")
_DATE_FORMATS = (
    *("%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y"),
    *(
        "%b %d, %Y",
        "%B %d %Y",
        "%m %d, %Y",
        "%Y-%m-%d %H:%M:%S %z",
        "%Y-%m-%d %H:%M:%S UTC",
        "%d-%b-%Y",
    ),
)


def plain(value: Any) -> str:
    """``value`` as one line of clean text; lists are joined with commas, None is ""."""
    return " ".join(lines(value).split())


def lines(value: Any) -> str:
    """``value`` as clean text that keeps its lines."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, str):
        return _JUNK.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, (list, tuple)):
        return ", ".join(text for item in value if (text := lines(item)))
    return _JUNK.sub("", json.dumps(value, default=str) if isinstance(value, dict) else str(value))


def many(value: Any) -> list[str]:
    """``value`` as a list of texts: of a list its items, of text the whole."""
    items = value if isinstance(value, (list, tuple)) else [value]
    return [text for item in items if (text := plain(item))]


def first(value: Any) -> str:
    """The first of several: pictures, links. Addresses in one cell are split at commas."""
    items = value if isinstance(value, list) else [value]
    found = many([_address(item) if isinstance(item, dict) else item for item in items])
    return re.split(r"[,|]\s*(?=https?://)|\s+(?=https?://)", found[0])[0] if found else ""


def _address(item: dict[str, Any]) -> Any:
    return next((item[key] for key in ("src", "url", "href", "link") if item.get(key)), "")


def availability(value: Any) -> str | None:
    """One of ``AVAILABILITIES``, from any usual spelling or schema.org address; else None."""
    word = plain(value).lower().rsplit("schema.org/", 1)[-1]
    if _AT_LEAST.fullmatch(word):
        return "in_stock"
    found = _AVAILABILITY_OF.get(re.sub(r"[\W_]+", "", word))
    found = found or _AVAILABILITY_OF.get(re.sub(r"\(.*|[\W\d_]+", "", word))
    if found is None and _SOLD_OUT.search(word):
        return "out_of_stock"
    return found or ("in_stock" if _IN_STOCK.search(word) else None)


def stock(fields: Mapping[str, Any]) -> tuple[str | None, int | None]:
    """Availability and quantity, each from whichever of ``availability``, ``quantity``, ``stock``."""
    named, kept = fields.get("availability"), fields.get("stock")
    said = availability(named) or availability(kept)
    counts = [quantity(cell) for cell in (fields.get("quantity"), kept)]
    if named is not None and availability(named) is None:
        counts.append(quantity(named))  # "in stock: 12"
    return said, next((count for count in counts if count is not None), None)


def published(value: Any) -> bool | None:
    """Whether a status says that a product is offered; None where it is no such status."""
    word = normal(plain(value)) or plain(value)
    return True if word in _SHOWN else False if word in _HIDDEN else None


def quantity(value: Any) -> int | None:
    """A stock count, as in ``7 pcs``; what is oversold counts as 0, what is no number as None."""
    text = plain(value)
    pieces = _PIECES.fullmatch(text)
    number = decimal(pieces[1] if pieces else text)
    return None if number is None else max(0, min(int(number), 10**9))


def decimal(value: Any) -> float | None:
    """A finite number written with a point or a comma, else None."""
    try:
        number = float(plain(value).replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def rating(value: Any, best: Any = None) -> float | None:
    """A rating from 1 to 5: ``4.5``, ``4,5``, ``4.5 out of 5 stars``, ``8/10``; else None.

    ``best`` is the top of the shop's scale, 5 where it does not say.
    """
    text = plain(value)
    match = re.fullmatch(
        r"(\d+(?:[.,]\d+)?)\s*(?:(?:/|out of|von|sur|de)\s*(\d+))?\s*(?:stars?|★)?", text.lower()
    )
    if not match:
        stars = re.fullmatch(r"([★⭐]{1,5})\ufe0f?☆*", text)
        return float(len(stars[1])) if stars else None
    number = float(match[1].replace(",", "."))
    top = decimal(match[2]) or decimal(best) or 5.0
    number = round(number * 5 / top, 2) if top != 5 else number
    return number if 1 <= number <= 5 else None


def gtins(value: Any) -> tuple[str, ...]:
    """The trade item numbers (EAN, UPC, ISBN-13) in ``value``: 8 to 14 digits each."""
    found: dict[str, None] = {}
    for text in many(value):
        for part in re.split(r"[,;|\s]+", text):
            code = part.replace("-", "").strip("'\"[]=")
            if re.fullmatch(r"[0-9]{8,14}", code) and code.strip("0"):
                found[code] = None
    return tuple(found)


def category(value: Any) -> tuple[str, ...]:
    """The path from the root, from a list or from text such as ``Shoes > Trail``.

    Of several paths in one text, separated by commas or semicolons, the deepest is taken. A tuple
    is a path already.
    """
    if isinstance(value, tuple):
        return tuple(text for part in value if (text := plain(part)))
    if isinstance(value, str) and value.strip().startswith(('["', "['")):
        value = value.strip().strip("[]").strip("\"'")
    if isinstance(value, list):
        texts = [plain(item.get("name") if isinstance(item, dict) else item) for item in value]
        if not any(_PATH.search(text) for text in texts):
            return tuple(text for text in texts if text)
        paths = texts
    else:
        text = plain(value)
        paths = re.split(r"\s*[;,]\s*", text) if ">" in text else [text]
    split = [tuple(part for part in _PATH.split(path) if part) for path in paths]
    return max(split, key=len, default=())


def status(value: Any) -> str | None:
    """One of ``ORDER_STATUSES``, from any usual spelling; else None."""
    word = re.sub(r"[\W_]+", "", plain(value).lower().removeprefix("wc-"))
    for name in ORDER_STATUSES:
        if word == name.replace("_", ""):
            return name
    return _STATUS_OF.get(word)


def iso_date(value: Any) -> str:
    """``value`` as an ISO 8601 date or time, or "" where it is none or can be read two ways."""
    text = plain(value)
    if not text:
        return ""
    try:
        datetime.fromisoformat(text.replace("Z", "+00:00").replace("z", "+00:00"))
        return text
    except ValueError:
        pass
    if re.fullmatch(r"1\d{9}(\d{3})?(\.0)?", text):
        seconds = int(text[:10])
        return datetime.fromtimestamp(seconds, timezone.utc).date().isoformat()
    for form in _DATE_FORMATS:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return _slashed(text)


def is_in_effect(begins: Any, ends: Any, day: date) -> bool | None:
    """Whether a day is within two dates, each of which may be missing; None where one is unclear."""
    is_within = True
    for bound, is_end in ((begins, False), (ends, True)):
        text = plain(bound)
        if not text:
            continue
        told = (iso_date(text) or iso_date(re.split(r",? ", text)[0]))[:10]
        if not told:
            return None
        is_within &= told >= day.isoformat() if is_end else told <= day.isoformat()
    return is_within


def _slashed(text: str) -> str:
    """``31/12/2024`` and ``12/31/2024``, as long as only one reading makes a date."""
    match = re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: .*)?", text)
    if not match:
        return ""
    one, two, year = (int(part) for part in match.groups())
    readings = set()
    for month, day in ((one, two), (two, one)):
        try:
            readings.add(date(year, month, day).isoformat())
        except ValueError:
            continue
    return readings.pop() if len(readings) == 1 else ""
