"""What is said about changes to an order: what would be done, what was, and why not."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.catalog import Order, OrderLine
from knowledge.generation.answer import Answer, Source
from knowledge.generation.wording import (
    date,
    listed,
    money,
    phrase,
)
from knowledge.service.rules import Verdict


def confirmation(
    kind: str, order: Order, lines: Sequence[OrderLine], detail: str, seed: int
) -> Answer:
    """What will be done once the shopper agrees; ``detail`` is the new address or variant."""
    return _said(f"confirm_{kind}", order, lines, detail, seed)


def done(kind: str, order: Order, lines: Sequence[OrderLine], detail: str, seed: int) -> Answer:
    """That it was done."""
    return _said(f"done_{kind}", order, lines, detail, seed)


def refusal(kind: str, order: Order, title: str, verdict: Verdict, seed: int) -> Answer:
    """Why the shop's rules forbid it; ``title`` is that of the product it is about, if one is."""
    text = phrase(
        f"refused_{verdict.reason}",
        seed,
        id=order.id,
        title=title,
        what=phrase(f"verb_{kind}", seed),
        until=date(verdict.until.isoformat()) if verdict.until else "",
        delivered=date(order.date_delivered) if order.date_delivered else "",
    )
    return Answer(text, (_source(order),))


def _said(name: str, order: Order, lines: Sequence[OrderLine], detail: str, seed: int) -> Answer:
    text = phrase(
        name,
        seed,
        id=order.id,
        items=listed([f"{line.quantity} × {line.title}" for line in lines]),
        total=money(order.total, order.currency),
        worth=money(sum(line.price * line.quantity for line in lines), order.currency),
        detail=detail,
    )
    return Answer(text, (_source(order),))


def _source(order: Order) -> Source:
    return Source("order", order.id, f"{order.id}: {order.status}")
