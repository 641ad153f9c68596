"""The database of a store's version: a SQLite file in its folder, or a schema of PostgreSQL.

The settings say where the records of the next version go, a version's folder says where its own are.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from secrets import token_hex

from sqlalchemy import MetaData, insert, inspect, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import CreateSchema

from knowledge import database
from knowledge.database import StoreError
from knowledge.settings import settings
from knowledge.store import Store
from knowledge.tables import TABLES, metadata
from knowledge.writing import BATCH

FILE = "catalog.db"
SCHEMA = "postgresql_schema"  # the file that names it


def create(folder: Path, old: Path | None) -> Store:
    """The database of a new version, with the records of ``old``.

    Raises `StoreError` where PostgreSQL is set and does not answer, or cannot hold every text.
    """
    if settings().database_url:
        engine = _new_schema(folder)
    elif old and not _schema(old):
        _copy(old / FILE, folder / FILE)
        return open_store(folder)
    else:
        engine = database.sqlite(folder / FILE)
    database.create(engine, metadata)
    store = Store(engine)
    if old:
        _fill(store, old)
    return store


def empty() -> Store:
    """A database in memory that holds nothing."""
    engine = database.sqlite()
    database.create(engine, metadata)
    return Store(engine)


def open_store(folder: Path) -> Store:
    """The database of a version.

    Raises `StoreError` where it is in PostgreSQL and cannot be found there.
    """
    name = _schema(folder)
    if not name:
        return Store(database.sqlite(folder / FILE))
    if not settings().database_url:
        raise StoreError(
            f"{folder}: the records of this store are in PostgreSQL; set AISLE_DATABASE_URL to its "
            "address, or delete the folder and import again"
        )
    engine = database.postgresql(name)
    if not inspect(engine).has_table("products", schema=name):
        raise StoreError(
            f"{folder}: the database of AISLE_DATABASE_URL has no schema {name}; set the address "
            "of the one that has, or delete the folder and import again"
        )
    return Store(engine)


def is_where_set(folder: Path) -> bool:
    """Whether a version's records are where the settings want those of the next."""
    return bool(_schema(folder)) == bool(settings().database_url)


def drop(folder: Path) -> None:
    """Removes what a version has in PostgreSQL.

    Raises `StoreError` where that is impossible now: it does not answer, or is being read.
    """
    name = _schema(folder)
    if not name:
        return
    if not settings().database_url:
        raise StoreError(f"AISLE_DATABASE_URL is not set, and schema {name} stays in PostgreSQL")
    engine = database.postgresql()
    try:
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL lock_timeout = '5s'"))
            connection.execute(text(f'DROP SCHEMA IF EXISTS "{name}" CASCADE'))
    except SQLAlchemyError as error:
        raise StoreError(f"schema {name} cannot be dropped: {error}") from error
    finally:
        engine.dispose()


def _schema(folder: Path) -> str:
    """The schema of PostgreSQL that a version's records are in, or ""."""
    file = folder / SCHEMA
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _new_schema(folder: Path) -> Engine:
    name = f"aisle_{folder.name}_{token_hex(4)}"
    (folder / SCHEMA).write_text(name, encoding="utf-8")  # first, so that `drop` always finds it
    engine = database.postgresql(name)
    with engine.begin() as connection:
        if (encoding := connection.execute(text("SHOW server_encoding")).scalar()) != "UTF8":
            raise StoreError(
                f"the database of AISLE_DATABASE_URL is encoded in {encoding}; make another with "
                "`createdb --encoding UTF8 --template template0 NAME`"
            )
        connection.execute(CreateSchema(name))
    return engine


def _copy(old: Path, new: Path) -> None:
    """Copies a SQLite database as it was last committed, whatever a killed writer left beside it."""
    with closing(sqlite3.connect(old)) as source, closing(sqlite3.connect(new)) as target:
        source.backup(target)


def _fill(store: Store, old: Path) -> None:
    """Copies all records of another version."""
    held = open_store(old)
    schema = _schema(old)
    with held.engine.connect() as source, store.engine.begin() as target:
        for table in TABLES.values():
            if schema:  # both are in PostgreSQL, which copies by itself
                rows = select(table.to_metadata(MetaData(schema=schema)))
                target.execute(insert(table).from_select(table.c.keys(), rows))
                continue
            found = source.execution_options(yield_per=BATCH).execute(select(table))
            for some in found.mappings().partitions(BATCH):
                target.execute(insert(table), [dict(row) for row in some])
    held.close()
