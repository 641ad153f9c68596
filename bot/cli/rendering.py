"""A turn as a person reads it in a terminal: cards, tables, numbered choices."""

from __future__ import annotations

import string
from typing import Any

from babel.numbers import format_currency
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_AVAILABILITY = {
    "in_stock": ("in stock", "green"),
    "out_of_stock": ("out of stock", "red"),
    "preorder": ("pre-order", "yellow"),
    "backorder": ("back-order", "yellow"),
}


NARROW = 80
"""Columns below which a product takes two lines."""
LONGEST_LABEL = 16
"""Columns that the labels of a comparison may insist on."""


class Renderer:
    """Draws turns on a console; remembers which button has which letter."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False, soft_wrap=True)
        self.choices: dict[str, str] = {}

    def turn(self, turn: dict[str, Any]) -> None:
        """Draws every reply of a turn."""
        self.choices = {}
        for reply in turn["replies"]:
            self._reply(reply)
        self.console.print()

    def debug(self, turn: dict[str, Any]) -> None:
        """Draws what was understood, from which sources the answer came, and how long it took."""
        constraints = {
            name: value
            for name, value in (turn["constraints"] or {}).items()
            if (
                any(end is not None for end in value.values()) if isinstance(value, dict) else value
            )
        }
        table = Table(box=None, show_header=False, style="dim")
        table.add_row("intent", f"{turn['intent']['name']} ({turn['intent']['confidence']:.2f})")
        table.add_row("constraints", str(constraints))
        for reply in turn["replies"]:
            for source in reply["sources"]:
                table.add_row(source["kind"], f"{source['id']}: {source['text'][:100]}")
        table.add_row("ms", f"{turn['ms']:.1f}")
        self.console.print(table)

    def _reply(self, reply: dict[str, Any]) -> None:
        self.console.print(Text(reply["text"]))
        if reply.get("table"):
            self.console.print(_comparison(reply["table"], self.console.width))
        elif reply.get("cart"):
            self.console.print(_cart(reply["cart"]))
        elif reply["products"] and not _is_told(reply):
            cards = _cards(reply["products"], is_narrow=self.console.width < NARROW)
            self.console.print(Padding(cards, (0, 0, 0, 1)))
        if reply["buttons"]:
            letters = string.ascii_lowercase[len(self.choices) :]
            line = Text()
            for letter, button in zip(letters, reply["buttons"], strict=False):
                self.choices[letter] = button["payload"]
                line.append(f" {letter} ", style="reverse").append(f" {button['title']}   ")
            self.console.print(Padding(line, (0, 0, 0, 1)))


def price(product: dict[str, Any]) -> Text:
    """What is asked now, and the regular price struck through where it is higher."""
    now, regular = product["price"], product.get("list_price")
    if now is None:
        return Text("")
    shown = Text(_money(now, product["currency"]), style="bold")
    if regular is not None and regular > now:
        shown.append(" ").append(_money(regular, product["currency"]), style="dim strike")
    return shown


def _money(amount: float, currency: str) -> str:
    return format_currency(amount, currency, locale="en_US") if currency else f"{amount:,.2f}"


def _cards(products: list[dict[str, Any]], *, is_narrow: bool) -> Table:
    """A line a product; on a narrow terminal price, rating and stock stand below the title."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for number, product in enumerate(products, 1):
        words, style = _AVAILABILITY.get(product["availability"] or "", ("", ""))
        rating = (
            f"★ {product['rating']:.1f} ({product['review_count']})"
            if product.get("rating")
            else ""
        )
        title = Text(product["title"])
        told = [price(product), Text(rating, style="yellow"), Text(words, style=style)]
        if is_narrow:
            below = Text("  ").join(one for one in told if one)
            told = []
            title = Text("\n").join([title, below]) if below else title
        table.add_row(Text(str(number), style="cyan"), title, *told)
    return table


def _comparison(rows: list[list[str]], width: int) -> Table:
    head, *body = rows
    table = Table(show_lines=False)
    longest = max(len(word) for row in rows for word in (row[0].split() or [""]))
    for place, cell in enumerate(head):
        # A label is not broken within a word while the values can give way.
        is_roomy = place == 0 and width // len(head) > LONGEST_LABEL
        least = min(longest, LONGEST_LABEL) if is_roomy else None
        style = "dim" if place == 0 else ""
        table.add_column(Text(cell), style=style, overflow="fold", min_width=least)
    for row in body:
        table.add_row(*map(Text, row))
    return table


def _cart(lines: list[dict[str, Any]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 1))
    for name, justify in (("#", "left"), ("Product", "left"), ("Qty", "right"), ("Each", "right")):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    for number, line in enumerate(lines, 1):
        each = "" if line["price"] is None else _money(line["price"], line["currency"])
        table.add_row(str(number), Text(line["title"]), str(line["quantity"]), each)
    return table


def _is_told(reply: dict[str, Any]) -> bool:
    """Whether the text already says what the one card would."""
    return len(reply["products"]) == 1 and reply["products"][0]["name"][:40] in reply["text"]
