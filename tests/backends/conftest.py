"""Servers of the tests' own, and the settings that name them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge.importing import import_files
from knowledge.settings import settings
from tests.backends.servers import MEND, milvus, postgresql, postgresql_programs

Set = Callable[..., None]
Import = Callable[[str], Path]


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """The address of a PostgreSQL: the one that the tests run on, or a new one."""
    if given := os.environ.get("AISLE_DATABASE_URL"):
        yield given
        return
    if not postgresql_programs():
        pytest.skip(MEND)
    with postgresql(["fsync=off"]) as url:
        yield url


@pytest.fixture(scope="session")
def milvus_uri() -> Iterator[str]:
    """The address of a Milvus: the one that the tests run on, or a new one."""
    if given := os.environ.get("AISLE_MILVUS_URI"):
        yield given
        return
    with milvus() as uri:
        yield uri


@pytest.fixture
def set_(monkeypatch: pytest.MonkeyPatch) -> Iterator[Set]:
    """Changes settings by the names of their variables; None takes one out."""

    def change(**variables: str | None) -> None:
        for name, value in variables.items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)
        settings.cache_clear()

    yield change
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def in_postgresql(set_: Set, database_url: str) -> None:
    """Records, carts and conversations go into PostgreSQL."""
    set_(AISLE_DATABASE_URL=database_url)


@pytest.fixture
def shop(tmp_path: Path) -> Import:
    """Imports a table of products into the one store of the test."""

    def run(table: str) -> Path:
        (tmp_path / "goods.csv").write_text(table, encoding="utf-8")
        import_files(tmp_path / "store", [tmp_path / "goods.csv"])
        return tmp_path / "store"

    return run
