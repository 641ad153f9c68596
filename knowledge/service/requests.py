"""What shoppers asked to have done about their orders, in the database of the carts or beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import JSON, Column, MetaData, String, Table, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from knowledge import database

_metadata = MetaData()
_requests = Table(
    "requests",
    _metadata,
    Column("order_id", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("detail", JSON, nullable=False),
    Column("made", String, nullable=False),
)

KINDS = ("cancel", "change_address", "return")


@dataclass(frozen=True)
class Request:
    """One request: ``kind`` is one of `KINDS`, ``made`` an ISO time in UTC."""

    order_id: str
    kind: str
    detail: dict[str, Any]
    made: str


class Requests:
    """Every request of a shop, oldest first."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        database.create(engine, _metadata)

    def add(self, order_id: str, kind: str, detail: dict[str, Any]) -> None:
        """Notes a request; the same one again changes nothing."""
        row = {
            "order_id": order_id,
            "kind": kind,
            "key": json.dumps(detail, sort_keys=True),
            "detail": detail,
            "made": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        }
        try:
            with self._engine.begin() as connection:
                connection.execute(_requests.insert().values(row))
        except IntegrityError:
            return  # it is there already

    def all(self, order_id: str = "") -> list[Request]:
        """What was asked for an order, or for any."""
        columns = (_requests.c.order_id, _requests.c.kind, _requests.c.detail, _requests.c.made)
        query = select(*columns).order_by(_requests.c.made)
        if order_id:
            query = query.where(_requests.c.order_id == order_id)
        with self._engine.connect() as connection:
            return [Request(**row) for row in connection.execute(query).mappings()]
