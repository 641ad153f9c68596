"""Rows into the store's tables, inside the transaction of the one who calls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, union, update
from sqlalchemy.engine import Connection

from knowledge import together
from knowledge.catalog import Product, Record
from knowledge.settings import settings
from knowledge.tables import TABLES, orders, pairs, patches, products, reviews, to_row

BATCH = 2000
"""Rows of one statement: SQLite takes 32,766 parameters."""

NOTHING = ""
"""The id under which a change is noted that may concern no product."""

GROUP = func.coalesce(func.nullif(products.c.item_group_id, ""), products.c.id)
"""`Product.group` in SQL."""


REVIEWED = union(
    select(products.c.id.label("key"), GROUP.label("group")),
    select(products.c.item_group_id, products.c.item_group_id).where(
        products.c.item_group_id.is_not(None), products.c.item_group_id != ""
    ),
).subquery()
"""What a review may name: a variant or its whole item group; and the group that it is about."""


def replace(
    connection: Connection, kind: type[Record], records: Sequence[tuple[Record, str]]
) -> None:
    """Writes records of one kind; products keep their position, and the rating of their reviews."""
    table = TABLES[kind]
    last = -1
    if kind is Product:
        highest = connection.execute(select(func.max(products.c.position))).scalar()
        last = -1 if highest is None else highest
    for some in batches(records):
        rows = [{**to_row(record), "source": source} for record, source in some]
        ids = [row["id"] for row in rows]
        if kind is Product:
            known = {
                row["id"]: row
                for row in connection.execute(
                    select(
                        products.c.id,
                        products.c.position,
                        products.c.rating,
                        products.c.review_count,
                    ).where(products.c.id.in_(ids))
                ).mappings()
            }
            for row in rows:
                last += row["id"] not in known
                fresh = {"position": last, "rating": None, "review_count": 0}
                row.update(known.get(row["id"], fresh))
        connection.execute(delete(table).where(table.c.id.in_(ids)))
        connection.execute(insert(table), rows)


def rate(connection: Connection) -> list[str]:
    """Gives each product the mean rating and count of its group's reviews, else those listed.

    Returns the ids of the products for which that is news.
    """
    means = connection.execute(
        select(REVIEWED.c.group, func.avg(reviews.c.rating), func.count(reviews.c.rating))
        .select_from(reviews.join(REVIEWED, reviews.c.product_id == REVIEWED.c.key))
        .where(reviews.c.rating.is_not(None))
        .group_by(REVIEWED.c.group)
    )
    rated = {group: (round(float(mean), 2), count) for group, mean, count in means}
    columns = (products.c.rating, products.c.review_count)
    listed = (products.c.listed_rating, products.c.listed_review_count)
    news = []
    for id, group, rating, count, *said in connection.execute(
        select(products.c.id, GROUP, *columns, *listed)
    ):
        wanted = rated.get(group, tuple(said))
        if wanted != (rating, count):
            news.append({"which": id, "rating": wanted[0], "review_count": wanted[1]})
    if news:
        connection.execute(update(products).where(products.c.id == bindparam("which")), news)
    return [row["which"] for row in news]


def relate(connection: Connection) -> None:
    """Finds anew which item groups are bought together, from all orders but the cancelled."""
    connection.execute(delete(pairs))
    bought = select(orders.c.email, orders.c.lines).where(orders.c.status != "cancelled")
    placed = [(email.strip().lower(), lines) for email, lines in connection.execute(bought)]
    if not placed:
        return
    groups = {id: group for id, group in connection.execute(select(products.c.id, GROUP))}
    baskets = (
        (email, {groups[one["product_id"]] for one in lines if one["product_id"] in groups})
        for email, lines in placed
    )
    found = together.pairs(
        baskets, customers=settings().together_customers, threads=settings().threads
    )
    rows = [
        {
            "group_key": pair.group,
            "other_key": pair.other,
            "together": pair.together,
            "orders": pair.orders,
            "score": pair.score,
        }
        for pair in found
    ]
    for some in batches(rows):
        connection.execute(insert(pairs), some)


def note(connection: Connection, ids: Sequence[str]) -> None:
    """Tells who has the store open that it was changed, and which products were."""
    last = connection.execute(select(func.max(patches.c.sequence))).scalar() or 0
    changed = list(dict.fromkeys((NOTHING, *ids)))
    for some in batches(changed):
        connection.execute(delete(patches).where(patches.c.product_id.in_(some)))
    rows = [{"product_id": id, "sequence": last + 1} for id in changed]
    connection.execute(insert(patches), rows)


def batches(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The items, as many at a time as one statement takes."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
