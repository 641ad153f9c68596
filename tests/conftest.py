"""Real parts for every test: imported shops, the trained model, the agent."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.quiet import quiet

quiet("error")

from knowledge.importing import import_files  # noqa: E402
from knowledge.knowledge import Knowledge  # noqa: E402
from knowledge.settings import PROJECT, settings  # noqa: E402

SHOPS = Path(__file__).parent / "shops"
CHORUS = PROJECT.parent / "shared" / "data" / "chorus"

Say = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A store for each shop of another trade under tests/shops, and the demo shop's."""
    folder = tmp_path_factory.mktemp("stores")
    made = {}
    for source in [*SHOPS.iterdir(), settings().demo_shop]:
        made[source.name] = folder / source.name
        import_files(made[source.name], [source])
    return made


@pytest.fixture(scope="session")
def instruments(stores: dict[str, Path]) -> Knowledge:
    """The knowledge of a shop for musical instruments."""
    return Knowledge.open(stores["instruments"])


@pytest.fixture(scope="session")
def wine(stores: dict[str, Path]) -> Knowledge:
    """The knowledge of a wine shop, imported from a CSV with its own column names."""
    return Knowledge.open(stores["wine"])


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """The one event loop that the agent lives on."""
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture
def use_store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Makes this process's shop the one of a given store."""

    def use(store: Path) -> None:
        monkeypatch.setenv("AISLE_STORE", str(store))
        settings.cache_clear()
        from knowledge.carts import carts

        carts.cache_clear()

    yield use
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture(scope="session")
def agent(stores: dict[str, Path], loop: asyncio.AbstractEventLoop) -> Any:
    """The trained agent; trains the model where it is not up to date."""
    os.environ["AISLE_STORE"] = str(stores["instruments"])
    settings.cache_clear()
    from bot.cli.ready import ready_model
    from bot.runtime import open_agent

    try:
        return loop.run_until_complete(open_agent(ready_model(), stores["instruments"]))
    finally:
        del os.environ["AISLE_STORE"]
        settings.cache_clear()


@pytest.fixture
def talk(
    agent: Any,
    loop: asyncio.AbstractEventLoop,
    stores: dict[str, Path],
    use_store: Callable[[Path], None],
    request: pytest.FixtureRequest,
) -> Callable[[str], Say]:
    """Begins a conversation with a shop by its name; what it returns says one message."""

    def begin(shop: str) -> Say:
        from bot.runtime import turn

        use_store(stores[shop])
        session = f"{request.node.nodeid}-{os.urandom(4).hex()}"
        return lambda text: loop.run_until_complete(turn(agent, session, text))

    return begin
