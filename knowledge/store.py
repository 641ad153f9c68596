"""The shop's records in a database: SQLite by default, PostgreSQL where it is set."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.engine import Engine

from knowledge.catalog import Document, Order, Product, Record, Review
from knowledge.database import WAIT
from knowledge.tables import (
    TABLES,
    documents,
    orders,
    pairs,
    patches,
    products,
    reviews,
    to_document,
    to_order,
    to_product,
    to_review,
    to_row,
)
from knowledge.together import Pair
from knowledge.writing import (
    BATCH,
    GROUP,
    REVIEWED,
    batches,
    note,
    rate,
    relate,
    replace,
)


class Store:
    """Reads and writes the records of one shop.

    Products keep the order in which they were first imported (``position``); every list of
    products that the store returns follows it unless it was asked for by id.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        # A transaction around each query would be two more round trips to a server. Rows that come
        # in parts (`yield_per`) need one.
        reading = {} if self._is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._reading: Engine = engine.execution_options(**reading)

    def close(self) -> None:
        """Gives the database back; the store cannot be used afterwards."""
        self.__dict__.pop("_listener", None)
        self.engine.dispose()

    def state(self) -> object:
        """Another value than before where the database may have been changed in between."""
        if not self._is_sqlite:
            return self.sequence()
        return self._listener.execute("PRAGMA data_version").fetchone()[0]

    @cached_property
    def _listener(self) -> sqlite3.Connection:
        # SQLite counts for each connection what others have changed; asking takes microseconds.
        path = self.engine.url.database
        return sqlite3.connect(path, WAIT, isolation_level=None, check_same_thread=False)

    def sequence(self) -> int:
        """How often the store was changed in place since its indexes were built."""
        with self._reading.connect() as connection:
            return connection.execute(select(func.max(patches.c.sequence))).scalar() or 0

    def put(
        self,
        records: Sequence[tuple[Record, str]],
        removed: dict[type[Record], list[str]],
        *,
        in_place: bool,
    ) -> None:
        """Adds records with their sources, replacing those with the same id, and removes others.

        All of it in one transaction. ``in_place``: who has the store open hears of the products
        (`patched`); else the indexes are to be built anew.
        """
        by_kind: dict[type[Record], list[tuple[Record, str]]] = {}
        for record, source in records:
            by_kind.setdefault(type(record), []).append((record, source))
        with self.engine.begin() as connection:
            for kind, ids in removed.items():
                for some in batches(ids):
                    connection.execute(delete(TABLES[kind]).where(TABLES[kind].c.id.in_(some)))
            for kind, found in by_kind.items():
                replace(connection, kind, found)
            changed = [record.id for record, _ in by_kind.get(Product, [])]
            if by_kind.keys() & {Product, Review} or removed.keys() & {Product, Review}:
                changed += rate(connection)
            if not in_place or Order in (*by_kind, *removed):
                relate(connection)
            if in_place:
                note(connection, changed)
            else:
                connection.execute(delete(patches))

    def reprice(self, changed: Sequence[Product]) -> None:
        """Writes the prices and the stock of known products, in one transaction."""
        names = ("price", "sale_price", "availability", "quantity")
        with self.engine.begin() as connection:
            if changed:
                connection.execute(
                    update(products).where(products.c.id == bindparam("which")),
                    [
                        {"which": row["id"], **{name: row[name] for name in names}}
                        for row in map(to_row, changed)
                    ],
                )
            note(connection, [product.id for product in changed])

    def patched(self, after: int) -> tuple[list[Product], int]:
        """The products changed in place after a point, and the point that is now reached.

        The point before every change is 0.
        """
        query = (
            select(products, patches.c.sequence)
            .join(patches, patches.c.product_id == products.c.id)
            .where(patches.c.sequence > after)
        )
        found = []
        with self._reading.connect() as connection:
            for row in connection.execute(query).mappings():
                values = dict(row)
                after = max(after, values.pop("sequence"))
                found.append(to_product(values))
        return found, after

    def rows(self, kind: type[Record], ids: Sequence[str]) -> dict[str, Any]:
        """What is stored under these ids, by id: the columns of `knowledge.tables`."""
        table = TABLES[kind]
        with self._reading.connect() as connection:
            rows = connection.execute(select(table).where(table.c.id.in_(ids))).mappings()
            return {row["id"]: row for row in rows}

    def ids_from(self, source: str) -> dict[type[Record], set[str]]:
        """The ids of all records that came from a file last."""
        with self._reading.connect() as connection:
            return {
                kind: set(
                    connection.execute(select(table.c.id).where(table.c.source == source)).scalars()
                )
                for kind, table in TABLES.items()
            }

    def sources(self) -> set[str]:
        """The files that records came from."""
        with self._reading.connect() as connection:
            return {
                source
                for table in TABLES.values()
                for source in connection.execute(select(table.c.source).distinct()).scalars()
            }

    def products(self, ids: Collection[str]) -> list[Product]:
        """The products with these ids, in this order; unknown ids are left out."""
        with self._reading.connect() as connection:
            rows = connection.execute(select(products).where(products.c.id.in_(ids))).mappings()
            found = {row["id"]: to_product(row) for row in rows}
        return [found[id] for id in ids if id in found]

    def groups(self, keys: Collection[str]) -> list[Product]:
        """Every variant of the item groups with these keys (`Product.group`), by position."""
        with self._reading.connect() as connection:
            rows = connection.execute(
                select(products).where(GROUP.in_(keys)).order_by(products.c.position)
            ).mappings()
            return [to_product(row) for row in rows]

    def all_products(self) -> Iterator[Product]:
        """Every product, by position."""
        with self.engine.connect() as connection:
            rows = connection.execution_options(yield_per=BATCH).execute(
                select(products).order_by(products.c.position)
            )
            for row in rows.mappings():
                yield to_product(row)

    def item_groups(self) -> Iterator[list[Product]]:
        """The variants of every item group, by position; groups by that of their first variant."""
        first = func.min(products.c.position).over(partition_by=GROUP)
        with self.engine.connect() as connection:
            rows = connection.execution_options(yield_per=BATCH).execute(
                select(products).order_by(first, products.c.position)
            )
            found = map(to_product, rows.mappings())
            for _, variants in groupby(found, key=lambda product: product.group):
                yield list(variants)

    def variants(self, product: Product) -> list[Product]:
        """All products of the same item group, the given one included."""
        if not product.item_group_id:
            return [product]
        with self._reading.connect() as connection:
            rows = connection.execute(
                select(products)
                .where(products.c.item_group_id == product.item_group_id)
                .order_by(products.c.position)
            ).mappings()
            return [to_product(row) for row in rows]

    def reviews(self, product: Product) -> list[Review]:
        """The reviews of a product as a whole and of all its variants, newest first."""
        ids = [product.group, *(variant.id for variant in self.variants(product))]
        with self._reading.connect() as connection:
            rows = connection.execute(
                select(reviews).where(reviews.c.product_id.in_(ids))
            ).mappings()
            found = [to_review(row) for row in rows]
        return sorted(found, key=lambda review: (review.date, review.id), reverse=True)

    def unmatched_reviews(self) -> int:
        """How many reviews name no product of the store."""
        query = (
            select(func.count())
            .select_from(reviews)
            .where(reviews.c.product_id.not_in(select(REVIEWED.c.key)))
        )
        with self._reading.connect() as connection:
            return int(connection.execute(query).scalar_one())

    def order(self, id: str, email: str) -> Order | None:
        """The order with this number, only where the e-mail is the one that placed it.

        Shops write "#1001" where their customers write "1001", and the other way round.
        """
        number, email = id.strip().casefold().lstrip("#"), email.strip()
        with self._reading.connect() as connection:
            rows = connection.execute(
                select(orders).where(func.lower(orders.c.email) == func.lower(email))
            ).mappings()
            # Databases differ in which letters they know the small ones of.
            found = (row for row in rows if row["id"].casefold().lstrip("#") == number)
            return next((to_order(row) for row in found), None)

    def together(self, groups: Collection[str]) -> list[Pair]:
        """What is bought together with the item groups with these keys, nearest first."""
        query = select(pairs).where(pairs.c.group_key.in_(groups)).order_by(pairs.c.score.desc())
        with self._reading.connect() as connection:
            return [Pair(*row) for row in connection.execute(query)]

    def documents(self) -> list[Document]:
        """Every policy and help page, by id."""
        with self._reading.connect() as connection:
            rows = connection.execute(select(documents)).mappings()
            # Databases differ in how they order texts.
            return sorted(map(to_document, rows), key=lambda document: document.id)

    def counts(self) -> dict[str, int]:
        """How many rows each table holds: products, reviews, orders, documents."""
        with self._reading.connect() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in TABLES.values()
            }
