"""HTML to plain text, for descriptions, reviews and policy pages."""

from __future__ import annotations

import html
import re
import warnings

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
from bs4.exceptions import ParserRejectedMarkup

_TAG = re.compile(
    r"<(?:[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]*|/)?|/[a-zA-Z][a-zA-Z0-9]{0,15}\s*|!--.*?--)>", re.S
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31}\d{0,2});")
_DROPPED = ["script", "style", "template", "noscript", "iframe", "svg", "head", "nav", "button"]
_BLOCKS = [
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figure"),
    *("footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p"),
    *("pre", "section", "table", "td", "th", "tr", "ul"),
]
_LONGEST = 200_000

warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning)


def is_html(text: str) -> bool:
    """Whether ``text`` holds tags or entities."""
    return bool(_TAG.search(text) or _ENTITY.search(text))


def to_text(text: str) -> str:
    """``text`` without tags, scripts and entities; one line a paragraph, "- " before list items.

    Text without markup is returned as it is. Past 200,000 characters the markup is cut first.
    """
    if ("<" not in text and "&" not in text) or not is_html(text):
        return text
    text = text[:_LONGEST]
    if not _TAG.search(text):
        text = html.unescape(text)  # feeds escape their markup a second time
        if not _TAG.search(text):
            return text
    try:
        soup = BeautifulSoup(re.sub(r"\s+", " ", text), "html.parser")
    except (ParserRejectedMarkup, AssertionError):
        return html.unescape(_TAG.sub(" ", text))
    for tag in soup(_DROPPED):
        tag.extract()
    for tag in soup(_BLOCKS):
        if tag.name == "li":
            tag.insert(0, "- ")
        tag.insert_before("\n")
        tag.insert_after("\n")
    rows = (" ".join(row.split()) for row in soup.get_text().splitlines())
    return "\n".join(row for row in rows if row not in ("", "-"))


def headings(text: str) -> list[str]:
    """What the page calls itself: its first h1, then its title, as far as it has them."""
    soup = BeautifulSoup(text[:_LONGEST], "html.parser")
    return [tag.get_text(" ", strip=True) for name in ("h1", "title") if (tag := soup.find(name))]
