"""XML feeds as a stream: the items of RSS and Atom, each with the line where it starts.

Python's own expat reads them block by block, so that memory does not grow with the file. What it
would do for a document that declares entities (bombs, other files) is refused, as defusedxml does:
https://docs.python.org/3/library/xml.html#xml-vulnerabilities
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from knowledge.catalog.faults import CatalogError, Rejected
from knowledge.catalog.files import wrong_byte

LONGEST_ITEM = 1_000_000
"""Characters an item may have: past it, it is left out."""
LONGEST_TOKEN = 8 * 1024 * 1024
"""Bytes a tag or comment may have: expat before 2.6 takes quadratic time over longer ones."""

_BLOCK = 64 * 1024
_DEEPEST = 100
_CONTAINERS = ("rss", "RDF", "channel", "feed")
_ITEMS = ("item", "entry")
_NEXT_ITEM = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>]")
_KEPT = 64  # bytes that may hold the beginning of the next item's tag
_GOOGLE = "base.google.com/"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Undecodable bytes come as surrogates, which expat refuses: they pass it in the private use area.
_HIDDEN = {0xDC00 + byte: 0xF700 + byte for byte in range(0x80, 0x100)}
_SHOWN = {hidden: surrogate for surrogate, hidden in _HIDDEN.items()}
_DECLARED = re.compile(r"\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_OLD_ENCODING = re.compile(r"(?:iso-?8859|latin|windows-|cp|koi8|mac|shift|euc|gb|big5)", re.I)


@dataclass(frozen=True)
class Element:
    """What one field of an item holds: its text and, where it is a group, its parts by name."""

    text: str
    parts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """One item, the line where its tag starts, and its fields by name without a prefix."""

    line: int
    fields: dict[str, list[Element]]


def head(path: Path, encoding: str) -> str:
    """What the first 64 KiB of a file say, however long its lines are.

    Raises:
        CatalogError: the file cannot be read.
    """
    try:
        return next(_text(path, encoding), "")
    except EOFError:
        return ""


def items(path: Path, encoding: str, source: str) -> Iterator[Item | Rejected]:
    """The items in order; where the XML breaks, its line, and on from the next item.

    Fields in Google's namespace take precedence over those of the same name without one; fields of
    other namespaces are left out.

    Raises:
        CatalogError: the file cannot be read, declares entities, or has a tag without end.
    """
    feed = _Feed(source)
    rest, line, is_lost = b"", 1, False
    blocks = _bytes(path, _encoding(path, encoding), feed)
    while True:
        try:
            block = next(blocks, None)
        except EOFError as error:
            yield Rejected(source, feed.line, f"the file breaks off ({error}); export it again")
            return
        data, is_last = rest + (block or b""), block is None
        while True:
            if is_lost:
                found = _NEXT_ITEM.search(data)
                passed = found.start() if found else max(0, len(data) - _KEPT)
                line += data.count(b"\n", 0, passed)
                rest = data = data[passed:]
                if not found:
                    break
                feed.restart(line)
                is_lost = False
            fault = feed.parse(data, is_last)
            yield from feed.taken()
            rest = b""
            if fault is None:
                break
            line, position, reason = fault
            yield Rejected(source, line, reason)
            if is_last or not feed.container:
                return
            data, is_lost = data[position:], True
        if is_last:
            return


class _Feed:
    """The parser and the item that it is in."""

    def __init__(self, source: str) -> None:
        self.container: list[str] = []  # the open tags around the items
        self.is_hiding = False
        self._source = source
        self._google = {"g"}
        self._done: list[Item | Rejected] = []
        self.restart(1)

    def restart(self, line: int) -> None:
        """Goes on with a fresh parser in front of an item that stands in ``line``."""
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._refuse
        self._parser = parser
        self._above = line - 1
        self._path: list[str] = []  # the open tags outside of items
        self._inside: list[str] | None = None  # the open tags inside of the item
        self._fed = 0
        if self.container:
            self._feed("".join(f"<{name}>" for name in self.container).encode())

    @property
    def line(self) -> int:
        """Where the parser stands."""
        return self._above + self._parser.CurrentLineNumber

    def parse(self, data: bytes, is_last: bool) -> tuple[int, int, str] | None:
        """Reads on; of a fault the line, the place in ``data`` to go on from, and the reason."""
        before = self._fed
        try:
            self._feed(data, is_last)
        except expat.ExpatError as error:
            place = max(1, self._parser.ErrorByteIndex - before)
            open_tags = [name for name in self._path if name.rpartition(":")[2] in _CONTAINERS]
            self.container = self.container or open_tags
            within = f" in the item of line {self._line}" if self._inside is not None else ""
            what = expat.ErrorString(error.code)
            reason = (
                f"the feed ends{within} before its tags are closed; export it again"
                if is_last
                else f"the XML is broken{within} ({what}); write & as &amp; and < as &lt; in texts"
            )
            return self._above + error.lineno, place, reason
        if self._fed - self._parser.CurrentByteIndex > LONGEST_TOKEN:
            raise CatalogError(
                f"{self._source}:{self.line}: a tag or comment of over {LONGEST_TOKEN} bytes; "
                "export the feed again"
            )
        return None

    def taken(self) -> list[Item | Rejected]:
        """The items that were finished since the last call."""
        done, self._done = self._done, []
        return done

    def _feed(self, data: bytes, is_last: bool = False) -> None:
        self._fed += len(data)
        self._parser.Parse(data, is_last)

    def _refuse(self, name: str, *_: object) -> NoReturn:
        raise CatalogError(
            f"{self._source}:{self.line}: declares the entity {name[:40]!r}, which no feed needs "
            "and which can fill the memory or read other files; export it without a DOCTYPE"
        )

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        for key, address in attributes.items():
            if key.startswith("xmlns:") and _GOOGLE in address:
                self._google.add(key[6:])
        prefix, _, local = name.rpartition(":")
        if self._inside is None:
            if local not in _ITEMS:
                self._open(self._path, name)
                return
            self.container = self._path.copy()
            self._inside, self._line, self._size = [], self.line, 0
            self._fields: tuple[dict[str, list[Element]], ...] = ({}, {})  # plain and Google's
            return
        self._open(self._inside, local)
        self._size += len(name)
        if len(self._inside) == 1:
            self._rank = 0 if not prefix else 1 if prefix in self._google else -1
            self._texts: list[str] = []
            self._parts: dict[str, str] = {}
            if attributes.get("rel", "alternate") == "alternate":  # Atom's <link href="..."/>
                self._texts.append(attributes.get("href", ""))
        elif len(self._inside) == 2:
            self._mark = len(self._texts)

    def _open(self, tags: list[str], name: str) -> None:
        tags.append(name)
        if len(tags) > _DEEPEST:
            raise CatalogError(
                f"{self._source}:{self.line}: over {_DEEPEST} tags inside of each other; "
                "export the feed again"
            )

    def _characters(self, data: str) -> None:
        if self._inside:
            self._size += len(data)
            if self._size <= LONGEST_ITEM:
                self._texts.append(data)

    def _end(self, name: str) -> None:
        if self._inside is None:
            self._path.pop()
        elif not self._inside:
            self._finish()
        else:
            local = self._inside.pop()
            if len(self._inside) == 1:
                self._parts[local] = "".join(self._texts[self._mark :]).strip()
                self._texts.append(" ")
            elif not self._inside and self._rank >= 0 and self._size <= LONGEST_ITEM:
                told = Element("".join(self._texts).strip(), self._parts)
                self._fields[self._rank].setdefault(local.lower(), []).append(told)

    def _finish(self) -> None:
        self._inside = None
        fields = {**self._fields[0], **self._fields[1]}
        if self._size > LONGEST_ITEM:
            reason = f"the item has over {LONGEST_ITEM} characters; shorten its texts"
            self._done.append(Rejected(self._source, self._line, reason))
        elif self.is_hiding and (fault := wrong_byte(_shown(fields))):
            self._done.append(Rejected(self._source, self._line, fault))
        else:
            self._done.append(Item(self._line, fields))


def _shown(fields: Mapping[str, list[Element]]) -> str:
    """All texts of an item, with the bytes that could not be decoded as surrogates again."""
    texts = (element.text for elements in fields.values() for element in elements)
    return "\n".join(texts).translate(_SHOWN)


def _encoding(path: Path, found: str) -> str:
    """The encoding that was found from the bytes, unless the feed declares which old one it is."""
    if found.startswith("utf") or not (match := _DECLARED.match(head(path, found))):
        return found
    try:
        codecs.getincrementaldecoder(match[1])
    except LookupError:
        return found
    return match[1] if _OLD_ENCODING.match(match[1]) else found


def _bytes(path: Path, encoding: str, feed: _Feed) -> Iterator[bytes]:
    """The file in UTF-8 without what XML forbids and what often stands before its first tag."""
    is_first = True
    for text in _text(path, encoding):
        if is_first:
            told = text.lstrip("\ufeff \t\r\n")
            feed.restart(1 + text[: len(text) - len(told)].count("\n"))
            text, is_first = told, False
        if not text.isascii() and wrong_byte(text):
            feed.is_hiding = True
            text = text.translate(_HIDDEN)
        yield _NOT_XML.sub(" ", text).encode("utf-8", "replace")


def _text(path: Path, encoding: str) -> Iterator[str]:
    errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    try:
        with path.open("rb") as raw:
            is_packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            opened = gzip.GzipFile(fileobj=raw) if is_packed else raw
            told = codecs.getincrementaldecoder(encoding)(errors)
            decoder = io.IncrementalNewlineDecoder(told, translate=True)
            while block := opened.read1(_BLOCK):
                if decoded := decoder.decode(block):
                    yield decoded
            yield decoder.decode(b"", final=True)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise EOFError(str(error)) from error
    except OSError as error:
        raise CatalogError(f"{path}: cannot be read ({error.strerror}); check it") from error
    except UnicodeError as error:
        raise CatalogError(f"{path}: cannot be decoded ({error}); save it as UTF-8") from error
