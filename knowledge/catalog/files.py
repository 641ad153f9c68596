"""Catalogue files on disk: finding them, unpacking them, and turning their bytes into text.

A wrong byte never stops a file: it is carried through as a surrogate (Python's
``surrogateescape``), so that the row that holds it can be named and left out.
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, cast

import structlog
from charset_normalizer import from_bytes

from knowledge.catalog.faults import CatalogError

log = structlog.get_logger(__name__)

LONGEST_LINE = 64 * 1024 * 1024
"""Characters a line may have: past it, the file has no lines and would fill the memory."""

_USABLE = {
    *(".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson", ".jsonld"),
    *(".xml", ".rss", ".atom", ".md", ".markdown", ".html", ".htm", ".pdf"),
}
_ABOUT_THE_FILES = ("readme", "license", "licence", "copying", "changelog", "notice")
_BLOCK = 1024 * 1024
_BOMB_RATIO, _BOMB_BYTES = 200, 128 * 1024 * 1024
_SAMPLE = 64 * 1024
_BINARY = {
    b"PK\x03\x04": "a zip archive or an Excel workbook: unpack it, or save the sheet as CSV",
    b"%PDF": "a PDF: name it .pdf, or save its text as .txt or .md",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook: save the sheet as CSV",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"SQLite format 3": "a database: export its tables as CSV",
    b"BZh": "packed with bzip2: unpack it or pack it with gzip",
    b"\xfd7zXZ": "packed with xz: unpack it or pack it with gzip",
    b"\x28\xb5\x2f\xfd": "packed with zstd: unpack it or pack it with gzip",
}
# What spreadsheets and shop systems write; a wider choice makes short files ambiguous.
_ENCODINGS = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("iso8859_2", "iso8859_15", "koi8_r", "cp932", "euc_jp", "gb18030", "big5", "euc_kr"),
    *("mac_roman", "cp437", "cp850"),
]
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WRONG_BYTE = re.compile("[\udc80-\udcff]")


def find(paths: Sequence[Path]) -> list[Path]:
    """Every file to read: the given ones, and all usable files below the given directories.

    Pictures, hidden files and files about the files (README, LICENSE) are skipped in directories.

    Raises:
        CatalogError: a path is missing, or a directory holds nothing usable.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = [p for p in sorted(path.rglob("*")) if _is_usable(p, path)]
            if not inside:
                known = ", ".join(sorted(_USABLE))
                raise CatalogError(
                    f"{path}: nothing to import in this folder; files end in {known}"
                )
            found += inside
        elif path.is_file():
            found.append(path)
        elif path.exists():
            raise CatalogError(
                f"{path}: a pipe or a device; save it to a file, for it is read twice"
            )
        else:
            raise CatalogError(f"{path}: no such file; check the path")
    if not found:
        raise CatalogError("no file to import; name at least one")
    return list(dict.fromkeys(found))


def suffix(path: Path) -> str:
    """The suffix in lower case that says what is inside, without ``.gz``."""
    return (Path(path.stem) if path.suffix.lower() == ".gz" else path).suffix.lower()


def stem(path: Path) -> str:
    """The file's name without its suffixes ``.gz`` and the one before it."""
    return Path(path.stem).stem if path.suffix.lower() == ".gz" else path.stem


def encoding(path: Path) -> str:
    """The encoding of the whole file, by reading it once.

    UTF-8 wins as long as most of what is not ASCII is valid UTF-8; else charset-normalizer
    decides from the lines that are not ASCII.

    Raises:
        CatalogError: the file cannot be read, is empty, is no text, or unpacks into a bomb.
    """
    valid = wrong = total = 0
    sample = bytearray()
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    for block in _blocks(path):
        if total == 0 and (known := _from_first_bytes(path, block)):
            return known
        total += len(block)
        if total > _BOMB_BYTES and total > _BOMB_RATIO * path.stat().st_size:
            raise CatalogError(f"{path}: unpacks to over {total} bytes; it looks like a zip bomb")
        text = decoder.decode(block)
        if text.isascii():
            continue
        bad = len(_WRONG_BYTE.findall(text))
        wrong += bad
        valid += len(text) - len(text.encode("ascii", "ignore")) - bad
        if bad and len(sample) < _SAMPLE:
            sample += b"".join(row for row in block.splitlines(True) if not row.isascii())
    if total == 0:
        raise CatalogError(f"{path}: the file is empty; export it again")
    return "utf-8" if wrong <= valid else _guess(path, bytes(sample[:_SAMPLE]))


def lines(path: Path, encoding: str) -> Iterator[str]:
    """The file's lines with their ends; bytes that are wrong in ``encoding`` come as surrogates.

    Raises:
        CatalogError: a line is longer than `LONGEST_LINE`.
        EOFError: a packed file is broken or ends too early; the lines so far are good.
    """
    # UTF-16 and UTF-32 have no single wrong bytes to carry through.
    errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    with (
        _opened(path) as raw,
        io.TextIOWrapper(raw, encoding=encoding, errors=errors, newline="") as text,
    ):
        number = 0
        while line := _read(path, text):
            number += 1
            if len(line) > LONGEST_LINE:
                raise CatalogError(
                    f"{path}:{number}: a line of over {LONGEST_LINE} characters; "
                    "export the file with one row a line"
                )
            yield line


def begins_as_json(path: Path, encoding: str) -> bool:
    """Whether the first character that is no space opens a JSON object or list."""
    first = next((line for line in lines(path, encoding) if line.strip("\ufeff \t\r\n")), "")
    return first.lstrip("\ufeff \t\r\n").startswith(("{", "["))


def wrong_byte(text: str) -> str:
    """What is wrong with ``text`` and the mend, if a byte in it could not be decoded; else ""."""
    if text.isascii() or not (match := _WRONG_BYTE.search(text)):
        return ""
    byte = ord(match.group()) - 0xDC00
    return (
        f"byte 0x{byte:02X} after {text[: match.start()][-20:]!r} does not fit the encoding of the "
        "file; save the file as UTF-8"
    )


def _is_usable(path: Path, root: Path) -> bool:
    parts = path.relative_to(root).parts
    return (
        path.is_file()
        and suffix(path) in _USABLE
        and not any(part.startswith(".") for part in parts)
        and not path.name.lower().startswith(_ABOUT_THE_FILES)
    )


def _opened(path: Path) -> io.BufferedReader:
    try:
        raw = path.open("rb")
    except OSError as error:
        raise CatalogError(f"{path}: cannot be read ({error.strerror}); check it") from error
    if raw.read(2) != b"\x1f\x8b":
        raw.seek(0)
        return raw
    raw.close()
    return cast(io.BufferedReader, gzip.open(path, "rb"))


def _read(path: Path, text: IO[str]) -> str:
    try:
        return text.readline(LONGEST_LINE + 1)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise EOFError(str(error)) from error
    except UnicodeError as error:
        raise CatalogError(f"{path}: cannot be decoded ({error}); save it as UTF-8") from error
    except OSError as error:
        raise CatalogError(f"{path}: cannot be read ({error.strerror}); check it") from error


def _blocks(path: Path) -> Iterator[bytes]:
    """The unpacked bytes; a packed file that breaks off just ends here."""
    with _opened(path) as raw:
        while True:
            try:
                block = raw.read1(_BLOCK)  # what a broken pack holds before its fault
            except (EOFError, zlib.error, gzip.BadGzipFile):
                log.warning("packed_file_is_cut_off", source=str(path))
                return
            except OSError as error:
                raise CatalogError(
                    f"{path}: cannot be read ({error.strerror}); check it"
                ) from error
            if not block:
                return
            yield block


def _from_first_bytes(path: Path, block: bytes) -> str:
    """The encoding, where the first bytes settle it, else ""."""
    for magic, what in _BINARY.items():
        if block.startswith(magic):
            raise CatalogError(f"{path}: this is {what}")
    for mark, name in _BOMS:
        if block.startswith(mark):
            return name
    even, odd = block[:1024:2].count(0), block[1:1024:2].count(0)
    if (even + odd) * 5 > min(len(block), 1024):
        # ASCII text in UTF-16 has a zero in every second byte.
        if min(even, odd) * 5 > max(even, odd):
            raise CatalogError(f"{path}: this is no text; export the data as CSV or JSON Lines")
        return "utf-16-be" if even > odd else "utf-16-le"
    return ""


def _guess(path: Path, sample: bytes) -> str:
    matches = list(from_bytes(sample, cp_isolation=_ENCODINGS, threshold=0.5))
    if not matches:
        raise CatalogError(f"{path}: its encoding cannot be recognised; save it as UTF-8")
    best = matches[0]
    names = {m.encoding for m in matches if (m.chaos, m.coherence) == (best.chaos, best.coherence)}
    names |= set(best.could_be_from_charset)
    # Western and Central European bytes tie in short files; only the latter has s and z carons.
    is_western = "cp1252" in names and not any(byte in sample for byte in b"\x8a\x8e\x9a\x9e")
    name = "cp1252" if is_western else best.encoding
    log.info("encoding", source=str(path), encoding=name)
    return name
