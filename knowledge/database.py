"""The databases of a shop: SQLite files, or PostgreSQL, which several machines can share.

What the two differ in is here.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData, create_engine, event, text
from sqlalchemy.engine import URL, Dialect, Engine, ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import StaticPool

from knowledge.settings import settings

WAIT = 30  # seconds that a reader waits for a writer, who never needs more than moments
ANSWER = 5  # seconds for PostgreSQL to accept a connection
CREATING = 0x4149534C45  # the lock under which tables are created: "AISLE"


class StoreError(Exception):
    """The store is missing, broken, unreachable or from another version; it names the mend."""


def sqlite(path: Path | None = None) -> Engine:
    """Opens a SQLite file; without a path, a database in memory."""
    # In memory, every connection would otherwise see a database of its own.
    options = {} if path else {"poolclass": StaticPool}
    arguments = {"check_same_thread": False, "timeout": WAIT}
    url = f"sqlite:///{path}" if path else "sqlite://"
    return create_engine(url, connect_args=arguments, future=True, hide_parameters=True, **options)


def postgresql(schema: str = "") -> Engine:
    """Opens the PostgreSQL of the settings; a ``schema`` is where its tables are.

    Raises `StoreError` where the address is none. Everything done with what is returned raises it
    where the server does not answer.
    """
    engine = create_engine(
        _address(),
        future=True,
        hide_parameters=True,  # an error must not tell what a shopper typed
        client_encoding="utf8",
        pool_pre_ping=True,  # the server may have been started anew
        executemany_mode="values_plus_batch",
        connect_args={"connect_timeout": ANSWER},
        execution_options={"schema_translate_map": {None: schema}} if schema else {},
    )
    event.listen(engine, "before_cursor_execute", _without_nul, retval=True)
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "handle_error", _disconnected)
    return engine


def _address() -> URL:
    try:
        url = make_url(settings().database_url)
    except ArgumentError:
        url = None
    if url is not None and url.drivername == "postgres":  # as many hosts write it
        url = url.set(drivername="postgresql")
    if url is None or url.drivername not in ("postgresql", "postgresql+psycopg2"):
        raise StoreError(
            "AISLE_DATABASE_URL is not the address of a PostgreSQL database; "
            "write it as postgresql://user:password@host:5432/database"
        ) from None
    return url


def shared(path: Path) -> Engine:
    """The database of what is not imported: PostgreSQL where it is set, else a SQLite file."""
    return postgresql() if settings().database_url else sqlite(path)


def describe() -> str:
    """Which database the settings name, and how fast it answers.

    Raises `StoreError` where it does not.
    """
    if not settings().database_url:
        return "SQLite, in the store"
    engine = postgresql()
    with engine.connect() as connection:
        version = connection.execute(text("SHOW server_version")).scalar()
        started = time.perf_counter()
        connection.execute(text("SELECT 1"))
        ms = 1000 * (time.perf_counter() - started)
    engine.dispose()
    url = engine.url
    return f"PostgreSQL {version} at {url.host}/{url.database} answers in {ms:.1f} ms"


def create(engine: Engine, tables: MetaData) -> None:
    """Creates the tables that are not there yet; several processes may do so at once."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CREATING})
        tables.create_all(connection)


def _without_nul(
    connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
) -> tuple[str, Any]:
    """PostgreSQL takes no text with a NUL in it, and shoppers type anything."""
    rows = [
        {
            name: value.replace("\0", "\ufffd") if isinstance(value, str) else value
            for name, value in row.items()
        }
        for row in (parameters if many else [parameters])
    ]
    return statement, rows if many else rows[0]


def _connect(dialect: Dialect, record: Any, arguments: Any, parameters: dict[str, Any]) -> Any:
    try:
        return dialect.connect(*arguments, **parameters)
    except dialect.dbapi.OperationalError as error:
        raise _unreachable(error) from error


def _disconnected(context: ExceptionContext) -> None:
    if context.is_disconnect:
        context.chained_exception = _unreachable(context.original_exception)


def _unreachable(error: BaseException) -> StoreError:
    reason = (str(error).strip() or type(error).__name__).splitlines()[0]
    return StoreError(
        f"the database of AISLE_DATABASE_URL does not answer ({reason}); "
        "start it, or check the address"
    )
