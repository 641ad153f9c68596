"""The store's tables, and the way of a record into a row and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Column, Float, Index, Integer, MetaData, String, Table, Text, func

from knowledge.catalog import Document, Order, OrderLine, Product, Record, Review

metadata = MetaData()

# ``source`` is the file that a record came from last. ``rating`` and ``review_count`` are those of
# the stored reviews where there are any; ``listed_...`` are what the file says.
products = Table(
    "products",
    metadata,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("description", Text),
    Column("brand", String),
    Column("category", JSON),
    Column("price", String),
    Column("sale_price", String),
    Column("currency", String),
    Column("availability", String),
    Column("quantity", Integer),
    Column("color", String),
    Column("size", String),
    Column("material", String),
    Column("gender", String),
    Column("item_group_id", String, index=True),
    Column("gtin", JSON),
    Column("mpn", String),
    Column("link", Text),
    Column("image_link", Text),
    Column("rating", Float),
    Column("review_count", Integer),
    Column("date_added", String),
    Column("attributes", JSON),
    Column("source", Text),
    Column("listed_rating", Float),
    Column("listed_review_count", Integer),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", String, primary_key=True),
    Column("product_id", String, nullable=False, index=True),
    Column("text", Text),
    Column("rating", Float),
    Column("title", Text),
    Column("author", String),
    Column("date", String),
    Column("language", String),
    Column("source", Text),
)

orders = Table(
    "orders",
    metadata,
    Column("id", String, primary_key=True),
    Column("email", String, nullable=False),
    Column("status", String, nullable=False),
    Column("date", String),
    Column("lines", JSON),
    Column("total", String),
    Column("currency", String),
    Column("customer_id", String),
    Column("customer_name", String),
    Column("carrier", String),
    Column("tracking_number", String),
    Column("tracking_link", Text),
    Column("date_shipped", String),
    Column("date_delivered", String),
    Column("expected_delivery", String),
    Column("shipping_address", Text),
    Column("source", Text),
)

Index("ix_orders_email", func.lower(orders.c.email))

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", Text),
    Column("text", Text),
    Column("link", Text),
    Column("source", Text),
)

# The products that were changed after the indexes were built, by when: who has the store open reads
# what is newer than what it knows.
patches = Table(
    "patches",
    metadata,
    Column("product_id", String, primary_key=True),
    Column("sequence", Integer, nullable=False, index=True),
)

# What is bought together (`knowledge.together`), by the keys of item groups; made of the orders.
pairs = Table(
    "pairs",
    metadata,
    Column("group_key", String, primary_key=True),
    Column("other_key", String, primary_key=True),
    Column("together", Integer, nullable=False),
    Column("orders", Integer, nullable=False),
    Column("score", Float, nullable=False),
)

TABLES: dict[type[Record], Table] = {
    Product: products,
    Review: reviews,
    Order: orders,
    Document: documents,
}

_NOT_OF_A_RECORD = ("position", "source", "listed_rating", "listed_review_count")


def to_row(record: Record) -> dict[str, Any]:
    """What a record's file says, by column."""
    if isinstance(record, Product):
        row = {field.name: getattr(record, field.name) for field in fields(record)}
        row["listed_rating"] = row.pop("rating")
        row["listed_review_count"] = row.pop("review_count")
        row["category"], row["gtin"] = list(record.category), list(record.gtin)
        row["price"] = None if record.price is None else str(record.price)
        row["sale_price"] = None if record.sale_price is None else str(record.sale_price)
        return row
    if isinstance(record, Order):
        lines = [{**asdict(line), "price": str(line.price)} for line in record.lines]
        return {**asdict(record), "total": str(record.total), "lines": lines}
    return asdict(record)


def to_product(row: Mapping[str, Any]) -> Product:
    """The product of a row, its rating that of the stored reviews."""
    values = _values(row)
    for name in ("price", "sale_price"):
        values[name] = None if values[name] is None else Decimal(values[name])
    values["category"] = tuple(values["category"])
    values["gtin"] = tuple(values["gtin"])
    return Product(**values)


def to_review(row: Mapping[str, Any]) -> Review:
    """The review of a row."""
    return Review(**_values(row))


def to_order(row: Mapping[str, Any]) -> Order:
    """The order of a row."""
    lines = tuple(OrderLine(**{**line, "price": Decimal(line["price"])}) for line in row["lines"])
    return Order(**{**_values(row), "total": Decimal(row["total"]), "lines": lines})


def to_document(row: Mapping[str, Any]) -> Document:
    """The document of a row."""
    return Document(**_values(row))


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _NOT_OF_A_RECORD}
