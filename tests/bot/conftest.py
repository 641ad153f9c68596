"""The `aisle` console script, in processes and homes of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.settings import settings
from tests.bot.visits import AFTERWARDS, FIRST, HOSTILE, SECOND, SHOPPER

AISLE = Path(sys.executable).parent / "aisle"

Done = subprocess.CompletedProcess[str]
NewHome = Callable[[], Path]
Aisle = Callable[..., Done]


BACKENDS = {"AISLE_DATABASE_URL", "AISLE_MILVUS_URI"}


def environment(home: Path) -> dict[str, str]:
    """What a process in a home of its own finds set: nothing of ours but that, and the servers."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name in BACKENDS or not name.startswith(("AISLE_", "OPENAI_"))
    }
    return {**inherited, "AISLE_HOME": str(home)}


@pytest.fixture(scope="session")
def new_home(stores: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> NewHome:
    """Makes an AISLE_HOME whose shop sells instruments and has met nobody."""

    def make() -> Path:
        home = tmp_path_factory.mktemp("home")
        shutil.copytree(
            stores["instruments"], home / "store", ignore=shutil.ignore_patterns("*.db-*", "c*s.db")
        )
        (home / "models").symlink_to(settings().home.resolve() / "models")
        return home

    return make


@pytest.fixture(scope="session")
def aisle(new_home: NewHome) -> Aisle:
    """Runs the command, in a home of its own unless one is given; ``said`` are lines of its input.

    The Rasa model is trained first where it is not up to date: two processes never train at once.
    """

    def run(*arguments: str, home: Path | None = None, said: Sequence[str] = ()) -> Done:
        home = home or new_home()
        return subprocess.run(
            [AISLE, *arguments],
            input="".join(f"{line}\n" for line in said),
            capture_output=True,
            encoding="utf-8",
            timeout=280,
            cwd=home,
            env=environment(home),
        )

    assert run("train").returncode == 0
    return run


@dataclass(frozen=True)
class Visits:
    """What came of the conversations in `tests.bot.visits`; ``home`` is that of the first two."""

    home: Path
    first: Done
    second: Done
    hostile: Done
    silent: Done


@pytest.fixture(scope="session")
def visits(aisle: Aisle, new_home: NewHome) -> Visits:
    """Holds all of them, side by side: most of the time a process takes is Rasa's import."""
    home = new_home()
    with ThreadPoolExecutor() as pool:
        hostile = pool.submit(aisle, "chat", "--json", said=[*HOSTILE.values(), AFTERWARDS])
        silent = pool.submit(aisle, "chat", "--json")
        first = aisle("chat", "--json", "-v", "--session", SHOPPER, home=home, said=FIRST)
        second = aisle("chat", "--session", SHOPPER, home=home, said=SECOND)
    return Visits(home, first, second, hostile.result(), silent.result())
