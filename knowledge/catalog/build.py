"""From the named values of one row to a record, or to the reason why not: alike for all formats."""

from __future__ import annotations

import hashlib
import json
import marshal
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar, cast

from knowledge.catalog import html_text, money, values
from knowledge.catalog.faults import Rejected, RowError
from knowledge.catalog.records import (
    ORDER_STATUSES,
    AttributeValue,
    Document,
    Order,
    OrderLine,
    Product,
    Record,
    Review,
)

UNCLEAR_SALE = "sale prices with an unclear date dropped"  # a change; see `Context`

LONGEST_TEXT = 20_000
LONGEST_DOCUMENT = 500_000
LONGEST_NAME = 500
MOST_ATTRIBUTES = 500

PRODUCT_FIELDS = (
    *("id", "title", "description", "brand", "category", "price", "sale_price", "currency"),
    *("availability", "quantity", "color", "size", "material", "gender", "item_group_id", "gtin"),
    *("mpn", "link", "image_link", "rating", "review_count", "date_added"),
    # Other ways to say the same, which end up in the fields above.
    *("price_cents", "compare_at_price", "department", "subcategory", "best_rating", "stock"),
    *("published", "short_description", "sale_begins", "sale_ends"),
)
REVIEW_FIELDS = (
    *("id", "product_id", "text", "rating", "best_rating", "title", "author", "date", "language"),
)
LINE_FIELDS = ("product_id", "title", "quantity", "price")
ORDER_FIELDS = (
    *("id", "email", "status", "date", "lines", "total", "currency", "customer_id"),
    *("customer_name", "carrier", "tracking_number", "tracking_link", "date_shipped"),
    *("date_delivered", "expected_delivery", "shipping_address"),
    *("payment_status", "date_cancelled"),  # which decide on the status too
)

AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass
class Context:
    """What holds for a whole file: its name, the currency to assume, what had to be changed."""

    source: str
    currency: str = ""
    changes: Counter[str] = field(default_factory=Counter)
    line: int = 0  # of the row that was built last
    memory: dict[bytes, Record] | None = None  # what rows became before, by `_digest`
    tell: Callable[[Any], None] = lambda columns: None  # hears the `columns.Columns` of a table


def attempt(
    build: Callable[..., AnyRecord], *parts: Any, line: int, context: Context
) -> AnyRecord | Rejected:
    """``build(*parts, context)``, or the reason why it is impossible, with its place."""
    context.line = line
    digest = _digest(build, parts, context) if context.memory is not None else None
    if context.memory and digest in context.memory:
        return cast(AnyRecord, context.memory[digest])
    try:
        built = build(*parts, context)
    except RowError as error:
        return Rejected(context.source, line, str(error))
    if context.memory is not None and digest is not None:
        context.memory[digest] = built
    return built


def _digest(build: Callable[..., Any], parts: tuple[Any, ...], context: Context) -> bytes | None:
    """Stands for a row and how it is read; None for what has no digest."""
    try:
        row = marshal.dumps((build.__name__, context.currency, parts), 2)
    except ValueError:
        return None
    return hashlib.blake2b(row, digest_size=16).digest()


def product(fields: Mapping[str, Any], attributes: Mapping[str, Any], context: Context) -> Product:
    """A product from values under the names of `PRODUCT_FIELDS`; all else in ``attributes``.

    Raises:
        RowError: the id or the title is missing or too long, or a price is no price.
    """
    price, sale_price, currency = _prices(fields, context)
    availability, quantity = values.stock(fields)
    if availability is None and quantity is not None:
        availability = "in_stock" if quantity else "out_of_stock"
    category = [values.plain(fields.get("department")), *values.category(fields.get("category"))]
    category.append(values.plain(fields.get("subcategory")))
    rating = values.rating(fields.get("rating"), fields.get("best_rating"))
    reviews = values.quantity(fields.get("review_count"))
    return Product(
        id=_name(fields, "id"),
        title=_name(fields, "title"),
        description=_description(fields, context),
        brand=_short(fields.get("brand"), context),
        category=tuple(dict.fromkeys(_short(part, context) for part in category if part)),
        price=price,
        sale_price=sale_price,
        currency=currency,
        availability=availability,
        quantity=quantity,
        color=_short(fields.get("color"), context),
        size=_short(fields.get("size"), context),
        material=_short(fields.get("material"), context),
        gender=_short(fields.get("gender"), context),
        item_group_id=_short(fields.get("item_group_id"), context),
        gtin=values.gtins(fields.get("gtin")),
        mpn=_short(fields.get("mpn"), context),
        link=values.first(fields.get("link"))[:2000],
        image_link=values.first(fields.get("image_link"))[:2000],
        rating=rating,
        review_count=reviews or 0,
        date_added=values.iso_date(fields.get("date_added")),
        attributes=_attributes(attributes, context),
    )


def review(fields: Mapping[str, Any], context: Context) -> Review:
    """A review from values under the names of `REVIEW_FIELDS`; a missing id is made from them.

    Raises:
        RowError: it names no product, or has neither text nor rating, or the rating is none.
    """
    product_id = _name(fields, "product_id")
    text = _text(fields.get("text"), context)
    stars = values.plain(fields.get("rating"))
    rating = values.rating(stars, fields.get("best_rating"))
    if stars and rating is None:
        raise RowError(f"the rating {stars[:40]!r} is not from 1 to 5")
    if not text and rating is None:
        raise RowError("the review has neither a text nor a rating")
    author, date = _short(fields.get("author"), context), values.iso_date(fields.get("date"))
    title = _short(fields.get("title"), context)
    told = "\n".join((product_id, author, date, title, stars, text))
    made = "review-" + hashlib.sha256(told.encode()).hexdigest()[:16]
    return Review(
        id=values.plain(fields.get("id"))[:LONGEST_NAME] or made,
        product_id=product_id,
        text=text,
        rating=rating,
        title=title,
        author=author,
        date=date,
        language=_short(fields.get("language"), context),
    )


def order(fields: Mapping[str, Any], lines: Iterable[Mapping[str, Any]], context: Context) -> Order:
    """An order from values under the names of `ORDER_FIELDS`, its lines by `LINE_FIELDS`.

    A missing total is the sum of the lines.

    Raises:
        RowError: the id, e-mail, status, date or lines are missing or make no sense.
    """
    order_id, email = _name(fields, "id"), _name(fields, "email")
    if "@" not in email:
        raise RowError(f"the e-mail of order {order_id} is not an address")
    status = _status(fields)
    if status is None:
        shown = values.plain(fields.get("status"))[:40]
        raise RowError(f"the status {shown!r} is none of {', '.join(ORDER_STATUSES)}")
    date = values.iso_date(fields.get("date"))
    if not date:
        raise RowError(f"the date of order {order_id} is missing or unclear; write 2024-05-31")
    built = tuple(_line(row, context) for row in lines)
    if not built:
        raise RowError(f"order {order_id} has no lines; give what was bought")
    total, sign = money.price(fields.get("total"))
    texts = {
        name: _short(fields.get(name), context)
        for name in ("customer_id", "customer_name", "carrier", "tracking_number")
    }
    dates = {
        name: values.iso_date(fields.get(name))
        for name in ("date_shipped", "date_delivered", "expected_delivery")
    }
    return Order(
        id=order_id,
        email=email,
        status=status,
        date=date,
        lines=built,
        total=sum((line.price * line.quantity for line in built), Decimal(0))
        if total is None
        else total,
        currency=money.currency(
            sign, values.plain(fields.get("currency")), default=context.currency
        ),
        tracking_link=values.first(fields.get("tracking_link"))[:2000],
        shipping_address=_address(fields.get("shipping_address")),
        **texts,
        **dates,
    )


def document(fields: Mapping[str, Any], context: Context) -> Document:
    """A policy or help page; its text may be HTML.

    Raises:
        RowError: the id or the text is missing.
    """
    text = _text(fields.get("text"), context, LONGEST_DOCUMENT)
    if not text:
        raise RowError("the document has no text")
    doc_id = _name(fields, "id")
    return Document(
        id=doc_id,
        title=_short(fields.get("title"), context) or doc_id,
        text=text,
        link=values.first(fields.get("link"))[:2000],
    )


def _prices(
    fields: Mapping[str, Any], context: Context
) -> tuple[Decimal | None, Decimal | None, str]:
    price, sign = money.price(fields.get("price"))
    if price is None:
        price, _ = money.price(fields.get("price_cents"), cents=True)
    sale, sale_sign = _optional_price(fields.get("sale_price"), "sale_price", context)
    regular, regular_sign = _optional_price(
        fields.get("compare_at_price"), "compare_at_price", context
    )
    if regular is not None and (price is None or regular > price):
        # "Compare at" is the old price, and the price what is asked now.
        price, sale = regular, min((p for p in (price, sale) if p is not None), default=None)
    if price is None and sale is not None:
        price, sale = sale, None
    if sale is not None and price is not None and sale >= price:
        if sale > price:
            context.changes["sale prices above the price dropped"] += 1
        sale = None
    column = values.plain(fields.get("currency"))
    currency = money.currency(sign or sale_sign or regular_sign, column, default=context.currency)
    if column and not currency and price is not None:
        raise RowError(
            f"the currency {column[:40]!r} is no ISO 4217 code; write USD or EUR, or give --currency"
        )
    return price, sale, currency


def _optional_price(value: Any, name: str, context: Context) -> tuple[Decimal | None, str]:
    """A price that the product can do without: what is wrong with it is counted, not fatal."""
    try:
        amount, sign = money.price(value)
    except RowError:
        context.changes[f"{name} that is no price dropped"] += 1
        return None, ""
    return (amount or None), sign


def _status(fields: Mapping[str, Any]) -> str | None:
    """How far an order is: by its own status, unless it was cancelled or refunded."""
    paid = values.status(fields.get("payment_status"))
    if paid in ("refunded", "cancelled"):
        return paid
    if values.plain(fields.get("date_cancelled")):
        return "cancelled"
    return values.status(fields.get("status")) or (
        None if values.plain(fields.get("status")) else paid
    )


def _line(row: Mapping[str, Any], context: Context) -> OrderLine:
    price, _ = money.price(row.get("price"))
    if price is None:
        raise RowError("a line of the order has no price")
    quantity = values.quantity(row.get("quantity"))
    title = _short(row.get("title"), context)
    product_id = values.plain(row.get("product_id")) or title  # things that are sold but once
    title = title or _name(row, "product_id")
    return OrderLine(product_id, title, 1 if quantity is None else quantity, price)


def _name(fields: Mapping[str, Any], name: str) -> str:
    text = _unmarked(values.plain(fields.get(name))) if name == "title" else ""
    text = text or values.plain(fields.get(name))
    if not text:
        raise RowError(f"{name} is missing; fill it in, or map another column to it")
    if len(text) > LONGEST_NAME:
        raise RowError(f"{name} has {len(text)} characters, over {LONGEST_NAME}: {text[:30]!r}...")
    return text


def _unmarked(text: str) -> str:
    return " ".join(html_text.to_text(text).split())


def _short(value: Any, context: Context) -> str:
    text = _unmarked(values.plain(value))
    if len(text) > LONGEST_NAME:
        context.changes[f"values cut at {LONGEST_NAME} characters"] += 1
        text = text[:LONGEST_NAME].rstrip()
    return text


def _text(value: Any, context: Context, longest: int = LONGEST_TEXT) -> str:
    text = html_text.to_text(values.lines(value))
    if len(text) > longest:
        context.changes[f"texts cut at {longest} characters"] += 1
        text = text[:longest].rstrip()
    return text


def _description(fields: Mapping[str, Any], context: Context) -> str:
    """The short description, then the long one, unless one says what the other does."""
    parts = [_text(fields.get(name), context) for name in ("short_description", "description")]
    if parts[0] in parts[1]:
        return parts[1]
    return "\n\n".join(filter(None, parts))[:LONGEST_TEXT]


def _address(value: Any) -> str:
    if isinstance(value, dict):
        value = [part for part in value.values() if isinstance(part, (str, int))]
    return values.plain(value)[:LONGEST_NAME]


def _attributes(raw: Mapping[str, Any], context: Context) -> dict[str, AttributeValue]:
    built: dict[str, AttributeValue] = {}
    for name, value in raw.items():
        if len(built) == MOST_ATTRIBUTES:
            context.changes[f"attributes past {MOST_ATTRIBUTES} dropped"] += len(raw) - len(built)
            break
        label = values.plain(name)[:LONGEST_NAME]
        if label and (kept := _attribute(value, context)) is not None:
            built.setdefault(label, kept)
    return built


def _attribute(value: Any, context: Context) -> AttributeValue | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float, Decimal)):
        number = float(value) if -(10**300) < value < 10**300 else math.inf
        return number if math.isfinite(number) else None
    if isinstance(value, (list, tuple)) and all(not isinstance(v, (dict, list)) for v in value):
        return [_text(item, context) for item in value if values.plain(item)] or None
    if isinstance(value, (dict, list, tuple)):
        value = json.dumps(value, ensure_ascii=False, default=str)
    return _text(value, context) or None
