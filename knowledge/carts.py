"""Shoppers' carts, in a database of their own beside the imported knowledge, or in PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from sqlalchemy import Column, Integer, MetaData, String, Table, delete, func, inspect, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine

from knowledge import database
from knowledge.settings import settings

_metadata = MetaData()
_lines = Table(
    "cart_lines",
    _metadata,
    Column("shopper", String, primary_key=True),
    Column("product_id", String, primary_key=True),
    Column("quantity", Integer, nullable=False),
    Column("price", String),
    Column("place", Integer),
)
_codes = Table(
    "cart_codes",
    _metadata,
    Column("shopper", String, primary_key=True),
    Column("code", String, nullable=False),
)
_INSERT = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


@dataclass(frozen=True)
class CartLine:
    """A product in a cart and its price for one piece when it was put there."""

    product_id: str
    quantity: int
    price: Decimal | None


class Carts:
    """Every shopper's cart; lines keep the order in which products were first added."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        database.create(engine, _metadata)
        if not any(
            column["name"] == "place" for column in inspect(engine).get_columns(_lines.name)
        ):
            with engine.begin() as connection:  # made before there was PostgreSQL
                connection.execute(text("ALTER TABLE cart_lines ADD COLUMN place INTEGER"))
                connection.execute(text("UPDATE cart_lines SET place = rowid"))

    def lines(self, shopper: str) -> list[CartLine]:
        """What is in a shopper's cart."""
        query = select(_lines).where(_lines.c.shopper == shopper).order_by(_lines.c.place)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        return [
            CartLine(
                row["product_id"],
                row["quantity"],
                None if row["price"] is None else Decimal(row["price"]),
            )
            for row in rows
        ]

    def put(self, shopper: str, product_id: str, quantity: int, price: Decimal | None) -> None:
        """Sets how many pieces of a product a cart holds; none takes the line out."""
        with self._engine.begin() as connection:
            if quantity <= 0:
                connection.execute(
                    delete(_lines).where(
                        _lines.c.shopper == shopper, _lines.c.product_id == product_id
                    )
                )
                return
            line = {"quantity": quantity, "price": None if price is None else str(price)}
            last = select(func.coalesce(func.max(_lines.c.place), 0)).where(
                _lines.c.shopper == shopper
            )
            connection.execute(
                _INSERT[self._engine.dialect.name](_lines)
                .values(
                    shopper=shopper,
                    product_id=product_id,
                    place=last.scalar_subquery() + 1,
                    **line,
                )
                .on_conflict_do_update(index_elements=["shopper", "product_id"], set_=line)
            )

    def code(self, shopper: str) -> str:
        """The promo code on a cart, or ""."""
        query = select(_codes.c.code).where(_codes.c.shopper == shopper)
        with self._engine.connect() as connection:
            return connection.execute(query).scalar() or ""

    def put_code(self, shopper: str, code: str) -> None:
        """Puts a promo code on a cart, in place of the one before."""
        with self._engine.begin() as connection:
            connection.execute(delete(_codes).where(_codes.c.shopper == shopper))
            connection.execute(_codes.insert().values(shopper=shopper, code=code))

    def clear(self, shopper: str) -> None:
        """Empties a cart."""
        with self._engine.begin() as connection:
            for table in (_lines, _codes):
                connection.execute(delete(table).where(table.c.shopper == shopper))


@lru_cache(maxsize=1)
def carts() -> Carts:
    """The carts of this process's shop."""
    return Carts(database.shared(settings().store / "carts.db"))
