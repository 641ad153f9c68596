"""JSON-LD as linked nodes: their types, their texts and measures, and what they refer to.

Unit codes are those of UN/CEFACT Recommendation 20, which https://schema.org/unitCode names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from knowledge.catalog import values

UNITS = {
    **{"MGM": "mg", "GRM": "g", "KGM": "kg", "TNE": "t", "LBR": "lb", "ONZ": "oz"},
    **{"MMT": "mm", "CMT": "cm", "DMT": "dm", "MTR": "m", "KMT": "km", "KTM": "km", "INH": "in"},
    **{"FOT": "ft", "YRD": "yd", "SMI": "mi", "CMK": "cm²", "MTK": "m²", "FTK": "ft²"},
    **{
        "MTQ": "m³",
        "MLT": "ml",
        "CLT": "cl",
        "DLT": "dl",
        "LTR": "l",
        "GLL": "gal",
        "OZA": "fl oz",
    },
    **{"WTT": "W", "KWT": "kW", "WHR": "Wh", "KWH": "kWh", "VLT": "V", "AMP": "A", "AMH": "Ah"},
    **{"HTZ": "Hz", "KHZ": "kHz", "MHZ": "MHz", "A86": "GHz", "4L": "MB", "E34": "GB", "E35": "TB"},
    **{"SEC": "s", "MIN": "min", "HUR": "h", "DAY": "days", "WEE": "weeks", "MON": "months"},
    **{"ANN": "years", "CEL": "°C", "FAH": "°F", "P1": "%", "2N": "dB", "BAR": "bar", "RPM": "rpm"},
    **{"LUM": "lm", "NEW": "N", "C62": "", "H87": "", "EA": ""},
}
_DEEPEST = 20
_HOME = frozenset(
    "home homepage start startseite accueil inicio início domů úvod hem hjem "
    "etusivu ホーム 首页 главная".split()
)


class Node(dict[str, Any]):
    """An object of JSON-LD under its plain property names, and the line where it begins."""

    def __init__(self, pairs: Iterable[tuple[str, Any]], line: int) -> None:
        super().__init__((plain(name), value) for name, value in pairs)
        self.line = line


class Page:
    """What stands in one page or file: its address, the nodes by their ``@id``, its breadcrumbs.

    ``stem`` is the file's name, "" where the file is no page.
    """

    def __init__(self, address: str, stem: str = "") -> None:
        self.address = address
        self.stem = stem
        self._nodes: dict[str, Node] = {}
        self._trails: list[Node] = []

    def learn(self, found: Any) -> None:
        """Notes every node of a decoded value, of those with the same ``@id`` the fullest."""
        waiting = [found]
        while waiting:
            value = waiting.pop()
            if isinstance(value, list):
                waiting += reversed(value)
            elif isinstance(value, Node):
                waiting += value.values()
                key = value.get("@id")
                if isinstance(key, str) and len(value) > len(self._nodes.get(key, ())):
                    self._nodes[key] = value
                if "BreadcrumbList" in types(value):
                    self._trails.append(value)

    def nodes(self, value: Any, depth: int = 0) -> list[Node]:
        """The nodes in a property: itself, those of a list, those that an ``@id`` refers to."""
        if isinstance(value, list) and depth < _DEEPEST:
            return [node for one in value for node in self.nodes(one, depth + 1)]
        if not isinstance(value, Node):
            return []
        key = value.get("@id")
        if isinstance(key, str) and not value.keys() - {"@id", "@type", "@context"}:
            return [self._nodes.get(key, value)]
        return [value]

    def text(self, value: Any) -> str:
        """One text: of a node its name or value, of a list its first."""
        return next(iter(self.texts(value)), "")

    def texts(self, value: Any, depth: int = 0) -> list[str]:
        """All texts in a property."""
        if isinstance(value, list) and depth < _DEEPEST:
            return [text for one in value for text in self.texts(one, depth + 1)]
        if isinstance(value, Node) and depth < _DEEPEST:
            for node in self.nodes(value):
                for key in ("name", "value", "@value", "codeValue"):
                    if found := self.texts(node.get(key), depth + 1):
                        return found[:1]
            return []
        if isinstance(value, (str, int, float)) and (text := values.lines(value)):
            return [text]
        return []

    def link(self, value: Any) -> str:
        """An address, made whole by that of the page."""
        for node in self.nodes(value):
            value = node.get("url") or node.get("contentUrl") or node.get("@id")
            break
        text = self.text(value)
        try:
            return urljoin(self.address, text) if text else ""
        except ValueError:
            return text

    def measure(self, value: Any, depth: int = 0) -> str | bool:
        """A quantity with its unit (``1.2 kg``), or the text, of a property."""
        if isinstance(value, bool):
            return value
        for node in self.nodes(value):
            if depth > 2:
                return ""
            inner = node.get("value", node.get("@value"))
            amount = self.measure(inner, depth + 1) if inner is not None else ""
            low, high = self.text(node.get("minValue")), self.text(node.get("maxValue"))
            if amount == "" and (low or high):
                amount = f"{low} to {high}" if low and high else low or high
            if isinstance(amount, bool):
                return amount
            if not amount:
                return self.text(node.get("name")) if depth == 0 else ""
            code = plain(self.text(node.get("unitCode")))
            unit = self.text(node.get("unitText")) or UNITS.get(code.upper(), code)
            return f"{amount} {unit}".strip()
        return ", ".join(plain(text) for text in self.texts(value))

    def trail(self, title: str, link: str) -> tuple[str, ...]:
        """The breadcrumbs between the start page and the product of this title and link."""
        longest: list[tuple[str, str]] = []
        for node in self._trails:
            steps = sorted(self.nodes(node.get("itemListElement")), key=_position)
            told = [
                (self.text(step.get("name")) or self.text(step.get("item")), self._target(step))
                for step in steps
            ]
            longest = max(longest, [step for step in told if step[0]], key=len)
        if longest and (longest[0][0].casefold() in _HOME or _is_root(longest[0][1])):
            longest = longest[1:]
        if longest and (longest[-1][0].casefold() == title.casefold() or longest[-1][1] == link):
            longest = longest[:-1]
        return tuple(name for name, _ in longest)

    def _target(self, step: Node) -> str:
        return self.link(step.get("item") or step.get("url"))


def plain(name: str) -> str:
    """A term without the vocabulary in front: ``https://schema.org/InStock`` -> ``InStock``."""
    for prefix in ("https://schema.org/", "http://schema.org/", "schema:"):
        if name.startswith(prefix):
            return name[len(prefix) :]
    return name


def types(node: Node) -> set[str]:
    """The names of a node's types."""
    told = node.get("@type")
    return {
        plain(one) for one in (told if isinstance(told, list) else [told]) if isinstance(one, str)
    }


def within(value: Any, depth: int = 0) -> Iterator[Node]:
    """The nodes of a value as they stand, without following what they refer to."""
    if isinstance(value, Node):
        yield value
    elif isinstance(value, list) and depth < _DEEPEST:
        for one in value:
            yield from within(one, depth + 1)


def _position(step: Node) -> float:
    return values.decimal(step.get("position")) or 0.0


def _is_root(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.netloc) and parts.path in ("", "/")
