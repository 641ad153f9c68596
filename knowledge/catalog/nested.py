"""The list of records somewhere inside of one JSON value, each record with the line where it starts.

The brackets are scanned once to find the lists; only the list that is wanted is then decoded, record
by record, so that a bad record costs no other one, and a file that is cut off gives what it holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from knowledge.catalog import naming, synonyms
from knowledge.catalog.faults import CatalogError, Rejected
from knowledge.catalog.files import wrong_byte

LARGEST = 512 * 1024 * 1024
"""Characters one JSON value may have: past it, JSON Lines are asked for."""

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)
_SEPARATORS = re.compile(r"[\s,]*")
_SPACE = re.compile(r"\s*")
_MARGIN = "\ufeff \t\r\n"
_SAMPLE = 20  # records by which a list is judged
_CALLED = frozenset("products items data results records catalog".split())
_CALLED_OTHERS = frozenset({"reviews", "orders"})  # which a product or a customer has too
# What stands around a record: GraphQL's edges, search engines' hits.
_WRAPPERS = ("node", "_source", "document", "item", "product")
_DECODER = json.JSONDecoder(strict=False)  # a raw line break inside of a text is no reason to fail


def _names(*synonyms: str) -> frozenset[str]:
    return frozenset(naming.normal(name) for names in synonyms for name in names.split(","))


_TITLES = _names(synonyms.PRODUCT_SYNONYMS["title"], synonyms.REVIEW_SYNONYMS["text"])
_KEYS = _names(
    *(synonyms.PRODUCT_SYNONYMS[name] for name in ("id", "price", "link", "gtin")),
    *(synonyms.REVIEW_SYNONYMS["product_id"], synonyms.ORDER_SYNONYMS["id"]),
)
_IDS = _names(synonyms.PRODUCT_SYNONYMS["id"], "order id, order number, review id")
_ORDERS = _names(synonyms.ORDER_SYNONYMS["email"])


@dataclass
class _List:
    """A list in the text: its place, what it is called, and where its objects start."""

    start: int
    name: str
    end: int
    is_closed: bool = False
    objects: list[int] = field(default_factory=list)


def records(lines: Iterable[str], source: str) -> Iterator[tuple[int, dict[str, Any]] | Rejected]:
    """The objects of the longest list of records in one JSON value, with their lines.

    Instead of a list there may be an object that holds each record under its id. A list holds
    records where its objects have a name and an id, a price or a link, or where it is
    called so (``products``, ``items``); a list inside of a record is part of it. Where no list
    looks like that, the longest one of objects is taken.

    Raises:
        CatalogError: no object in a list can be read, or the value is too large.
        EOFError: where the lines' source breaks off.
    """
    text = _joined(lines, source)
    found = _wanted(text)
    if (found is None or not _is_of_records(text, found)) and (by_key := _by_key(text)):
        yield from _keyed(text, by_key, source)
        return
    if found is None:
        raise CatalogError(f"{source}: no list of objects inside; export the products as a list")
    is_empty = True
    for one in _objects(text, found, source):
        if is_empty and isinstance(one, Rejected) and not found.is_closed:
            raise CatalogError(
                f"{source}:{one.line}: neither JSON Lines nor one JSON value ({one.reason})"
            )
        is_empty = False
        yield one


def holds_records(text: str) -> bool:
    """Whether records are inside of one JSON value, which is thus no record itself."""
    found = _wanted(text)
    return (found is not None and _is_of_records(text, found)) or bool(_by_key(text))


def _by_key(text: str) -> dict[str, dict[str, Any]]:
    """The object inside of a value that holds records by their ids; {} where none does."""
    try:
        waiting = [json.loads(text.strip(_MARGIN), strict=False)]
    except (ValueError, RecursionError):
        return {}
    for _ in range(_SAMPLE):
        if not waiting:
            break
        value = waiting.pop(0)
        if not isinstance(value, dict) or _is_record(value):
            continue
        inner = [one for one in value.values() if isinstance(one, dict)]
        right = sum(_is_record({"id": "", **one}) for one in inner[:_SAMPLE])
        if inner and len(inner) == len(value) and 2 * right >= len(inner[:_SAMPLE]):
            return value
        waiting += inner
    return {}


def _keyed(
    text: str, by_key: dict[str, dict[str, Any]], source: str
) -> Iterator[tuple[int, dict[str, Any]] | Rejected]:
    place, line = 0, 1
    for key, value in by_key.items():
        begins = re.compile(rf"{re.escape(json.dumps(key, ensure_ascii=False))}\s*:")
        if match := begins.search(text, place):
            line += text.count("\n", place, match.start())
            place = match.start()
        if fault := wrong_byte(json.dumps(value, ensure_ascii=False)):
            yield Rejected(source, line, fault)
        else:
            named = {naming.normal(name) for name in value}
            yield line, value if named & _IDS else {"id": key, **value}


def _joined(lines: Iterable[str], source: str) -> str:
    kept: list[str] = []
    size = 0
    for line in lines:
        size += len(line)
        if size > LARGEST:
            raise CatalogError(
                f"{source}: one JSON value of over {LARGEST} characters; "
                "export it as JSON Lines, one product a line"
            )
        kept.append(line)
    return "".join(kept)


def _wanted(text: str) -> _List | None:
    """The list to read; None where there is none, or where the whole value is a record."""
    lists, names = _scanned(text)
    lists.sort(key=lambda one: one.start)
    called = {one.name.lower() for one in lists}
    if names & _KEYS and (names & _ORDERS or (names & _TITLES and not called & _CALLED)):
        return None
    best: _List | None = None
    inside_until = -1
    for one in lists:
        if one.start >= inside_until and _is_of_records(text, one):
            inside_until = one.end
            if best is None or len(one.objects) > len(best.objects):
                best = one
    return best or max(lists, key=lambda one: len(one.objects), default=None)


def _scanned(text: str) -> tuple[list[_List], set[str]]:
    """Every list with objects in it, and what the outermost object says outside of lists."""
    lists: list[_List] = []
    names: set[str] = set()
    opened: list[_List | None] = []  # None is an object
    last = ""
    last_end = -1
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign[0] == '"':
            last, last_end = sign[1:-1], token.end()
            if len(opened) == 1 and opened[0] is None and text[_after(text, last_end)] == ":":
                names.add(last)
        elif sign == "[":
            is_named = last_end >= 0 and text[last_end : token.start()].strip() == ":"
            opened.append(_List(token.start(), last if is_named else "", len(text)))
            if is_named:
                names.discard(last)
        elif sign == "{":
            if opened and (parent := opened[-1]):
                parent.objects.append(token.start())
            opened.append(None)
        elif opened and (closed := opened.pop()):
            closed.end, closed.is_closed = token.end(), True
            lists.append(closed)
    lists += [one for one in opened if one]
    return [one for one in lists if one.objects], {naming.normal(name) for name in names}


def _after(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return min(match.end() if match else place, len(text) - 1)


def _is_of_records(text: str, one: _List) -> bool:
    is_whole = one.start == len(text) - len(text.lstrip(_MARGIN))
    if is_whole or one.name.lower() in _CALLED | _CALLED_OTHERS:
        return True
    sample = [_decoded(text, start) for start in one.objects[:_SAMPLE]]
    right = sum(isinstance(value, dict) and _is_record(_bare(value)) for value in sample)
    return 2 * right >= len(sample)


def _is_record(value: dict[str, Any]) -> bool:
    names = {naming.normal(name) for name in value}
    return bool(names & _KEYS and names & (_TITLES | _ORDERS))


def _decoded(text: str, start: int) -> Any:
    try:
        return _DECODER.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _bare(value: dict[str, Any]) -> dict[str, Any]:
    """The record without what is wrapped around it."""
    if not _is_record(value):
        for name in _WRAPPERS:
            if isinstance(inner := value.get(name), dict):
                return inner
    return value


def _objects(
    text: str, found: _List, source: str
) -> Iterator[tuple[int, dict[str, Any]] | Rejected]:
    stop = found.end - 1 if found.is_closed else len(text)
    place, line = found.start + 1, text.count("\n", 0, found.start) + 1
    counted = found.start
    starts = iter(found.objects)
    while True:
        match = _SEPARATORS.match(text, place)
        place = match.end() if match else place
        line += text.count("\n", counted, place)
        counted = place
        if place >= stop:
            if not found.is_closed:
                yield Rejected(source, line, "the list is never closed; export the file again")
            return
        try:
            value, end = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            why = f"not JSON ({getattr(error, 'msg', error)})"
            if isinstance(error, RecursionError):
                why = "nested too deep to be a record"
            yield Rejected(source, line, f"{why}; export the file again")
            end = next((start for start in starts if start > place), -1)
            if end < 0:
                return
            place = end
            continue
        if not isinstance(value, dict):
            yield Rejected(source, line, "not a JSON object")
        elif fault := wrong_byte(text[place:end]):
            yield Rejected(source, line, fault)
        else:
            yield line, _bare(value)
        place = end
