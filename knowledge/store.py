"""The shop's records in a database: SQLite by default, any other through its SQLAlchemy URL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.engine import Engine
from sqlalchemy.pool import StaticPool

from knowledge.catalog import Document, Order, OrderLine, Product, Record, Review

BATCH = 2000

metadata = MetaData()

_products = Table(
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
)

_reviews = Table(
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
)

_orders = Table(
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
)

_documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", Text),
    Column("text", Text),
    Column("link", Text),
)

_tables = {Product: _products, Review: _reviews, Order: _orders, Document: _documents}


class Store:
    """Reads and writes the records of one shop.

    Products keep the order in which they were first imported (``position``); every list of
    products that the store returns follows it unless it was asked for by id.
    """

    def __init__(self, url: str) -> None:
        # In memory, every connection would otherwise see a database of its own.
        options = {"poolclass": StaticPool} if url == "sqlite://" else {}
        self._engine: Engine = create_engine(
            url, connect_args={"check_same_thread": False}, future=True, **options
        )
        metadata.create_all(self._engine)

    def close(self) -> None:
        """Gives the database back; the store cannot be used afterwards."""
        self._engine.dispose()

    def upsert(self, records: Iterable[Record]) -> dict[str, int]:
        """Adds records, replacing those with the same id; returns how many of each table."""
        counts = dict.fromkeys((table.name for table in _tables.values()), 0)
        waiting: dict[type, list[dict[str, Any]]] = {kind: [] for kind in _tables}
        with self._engine.begin() as connection:
            position = connection.execute(select(func.max(_products.c.position))).scalar()
            position = -1 if position is None else position

            def flush(kind: type) -> None:
                rows, table = waiting[kind], _tables[kind]
                ids = [row["id"] for row in rows]
                if kind is Product:
                    known = dict(
                        connection.execute(
                            select(table.c.id, table.c.position).where(table.c.id.in_(ids))
                        ).all()
                    )
                    for row in rows:
                        row["position"] = known.get(row["id"], row["position"])
                connection.execute(delete(table).where(table.c.id.in_(ids)))
                connection.execute(insert(table), rows)
                counts[table.name] += len(rows)
                rows.clear()

            for record in records:
                row = _to_row(record)
                if isinstance(record, Product):
                    position += 1
                    row["position"] = position
                waiting[type(record)].append(row)
                if len(waiting[type(record)]) >= BATCH:
                    flush(type(record))
            for kind, rows in waiting.items():
                if rows:
                    flush(kind)
        return counts

    def rate_products(self) -> None:
        """Sets every reviewed product group's mean rating and count from the stored reviews."""
        group = func.coalesce(func.nullif(_products.c.item_group_id, ""), _products.c.id)
        with self._engine.begin() as connection:
            rated = connection.execute(
                select(group, func.avg(_reviews.c.rating), func.count(_reviews.c.rating))
                .select_from(_reviews.join(_products, _reviews.c.product_id == _products.c.id))
                .where(_reviews.c.rating.is_not(None))
                .group_by(group)
            ).all()
            for key, mean, count in rated:
                connection.execute(
                    _products.update()
                    .where(group == key)
                    .values(rating=round(float(mean), 2), review_count=count)
                )

    def products(self, ids: Sequence[str]) -> list[Product]:
        """The products with these ids, in this order; unknown ids are left out."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_products).where(_products.c.id.in_(ids))).mappings()
            found = {row["id"]: _to_product(row) for row in rows}
        return [found[id] for id in ids if id in found]

    def all_products(self) -> Iterator[Product]:
        """Every product, by position."""
        with self._engine.connect() as connection:
            rows = connection.execution_options(yield_per=BATCH).execute(
                select(_products).order_by(_products.c.position)
            )
            for row in rows.mappings():
                yield _to_product(row)

    def variants(self, product: Product) -> list[Product]:
        """All products of the same item group, the given one included."""
        if not product.item_group_id:
            return [product]
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(_products)
                .where(_products.c.item_group_id == product.item_group_id)
                .order_by(_products.c.position)
            ).mappings()
            return [_to_product(row) for row in rows]

    def reviews(self, product: Product) -> list[Review]:
        """The reviews of all variants of a product, newest first."""
        ids = [variant.id for variant in self.variants(product)]
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(_reviews)
                .where(_reviews.c.product_id.in_(ids))
                .order_by(_reviews.c.date.desc())
            ).mappings()
            return [Review(**row) for row in rows]

    def order(self, id: str, email: str) -> Order | None:
        """The order with this number, only where the e-mail is the one that placed it."""
        with self._engine.connect() as connection:
            row = (
                connection.execute(
                    select(_orders).where(
                        func.lower(_orders.c.id) == id.strip().lower(),
                        func.lower(_orders.c.email) == email.strip().lower(),
                    )
                )
                .mappings()
                .first()
            )
        return _to_order(row) if row else None

    def documents(self) -> list[Document]:
        """Every policy and help page, by id."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_documents).order_by(_documents.c.id)).mappings()
            return [Document(**row) for row in rows]

    def counts(self) -> dict[str, int]:
        """How many rows each table holds: products, reviews, orders, documents."""
        with self._engine.connect() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in _tables.values()
            }


def _to_row(record: Record) -> dict[str, Any]:
    if isinstance(record, Product):
        row = {field.name: getattr(record, field.name) for field in fields(record)}
        return {
            **row,
            "category": list(record.category),
            "gtin": list(record.gtin),
            "price": None if record.price is None else str(record.price),
            "sale_price": None if record.sale_price is None else str(record.sale_price),
        }
    if isinstance(record, Order):
        lines = [{**asdict(line), "price": str(line.price)} for line in record.lines]
        return {**asdict(record), "total": str(record.total), "lines": lines}
    return asdict(record)


def _to_product(row: Any) -> Product:
    values = {name: row[name] for name in row if name != "position"}
    for name in ("price", "sale_price"):
        values[name] = None if values[name] is None else Decimal(values[name])
    values["category"] = tuple(values["category"])
    values["gtin"] = tuple(values["gtin"])
    return Product(**values)


def _to_order(row: Any) -> Order:
    lines = tuple(OrderLine(**{**line, "price": Decimal(line["price"])}) for line in row["lines"])
    return Order(**{**row, "total": Decimal(row["total"]), "lines": lines})
