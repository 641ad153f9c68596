"""p50 and p95 of a full search turn on Chorus, against a turn of Rasa's own starter bot."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.chorus import queries, store
from bot.quiet import quiet
from knowledge.settings import settings

quiet("error")

from rasa.core.agent import Agent, load_agent  # noqa: E402 - what is silenced must be first
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage  # noqa: E402

ROUNDS, TURNS = 12, 6
"""Each bot holds as many conversations of as many turns, in turn with the other."""
_STARTER = ("hi", "i am sad", "yes", "bye", "are you a bot?", "great")


def main() -> None:
    """Prints both bots' times and their ratios."""
    os.environ["AISLE_STORE"] = str(store())
    settings.cache_clear()
    theirs, ours = asyncio.run(_measure([f"show me {query['query']}" for query in queries()]))
    print(f"{'':<34} p50 ms  p95 ms")
    for name, times in (("rasa init, default pipeline", theirs), ("Aisle, search on Chorus", ours)):
        print(f"{name:<34} {np.percentile(times, 50):6.1f}  {np.percentile(times, 95):6.1f}")
    ratios = (np.percentile(ours, q) / np.percentile(theirs, q) for q in (50, 95))
    print(f"{'ratio':<34} {'  '.join(f'{ratio:6.2f}' for ratio in ratios)}")


async def _measure(messages: list[str]) -> tuple[list[float], list[float]]:
    from bot.cli.ready import ready_model
    from bot.runtime import open_agent, turn

    agent = await open_agent(ready_model(), settings().store)
    starter = await _starter_bot()
    theirs: list[float] = []
    ours: list[float] = []
    for number in range(ROUNDS + 1):
        session = f"benchmark-{time.time_ns()}"
        for message in _STARTER:
            started = time.perf_counter()
            await starter.handle_message(UserMessage(message, CollectingOutputChannel(), session))
            theirs.append((time.perf_counter() - started) * 1000)
        await turn(agent, session, "hello")
        for place in range(TURNS):
            message = messages[(number * TURNS + place) % len(messages)]
            started = time.perf_counter()
            await turn(agent, session, message)
            ours.append((time.perf_counter() - started) * 1000)
    # The first conversation warms both up.
    return theirs[len(_STARTER) :], ours[TURNS:]


async def _starter_bot() -> Agent:
    """What ``rasa init`` makes, trained and loaded; it keeps its conversations in memory."""
    with tempfile.TemporaryDirectory() as folder:
        rasa = str(Path(sys.executable).parent / "rasa")
        command = [rasa, "init", "--no-prompt", "--init-dir", folder]
        subprocess.run(command, check=True, capture_output=True)
        return await load_agent(str(next(Path(folder, "models").glob("*.tar.gz"))))


if __name__ == "__main__":
    main()
