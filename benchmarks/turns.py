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

TURNS = 60
_STARTER = ("hi", "i am sad", "yes", "bye", "are you a bot?", "great")


def main() -> None:
    """Prints both bots' times and their ratios."""
    quiet("error")
    os.environ["AISLE_STORE"] = str(store())
    settings.cache_clear()
    ours = asyncio.run(_ours([query["query"] for query in queries()][:TURNS]))
    theirs = asyncio.run(_starter_bot())
    print(f"{'':<34} p50 ms  p95 ms")
    for name, times in (("rasa init, default pipeline", theirs), ("Aisle, search on Chorus", ours)):
        print(f"{name:<34} {np.percentile(times, 50):6.1f}  {np.percentile(times, 95):6.1f}")
    ratios = (np.percentile(ours, q) / np.percentile(theirs, q) for q in (50, 95))
    print(f"{'ratio':<34} {'  '.join(f'{ratio:6.2f}' for ratio in ratios)}")


async def _ours(messages: list[str]) -> list[float]:
    from bot.cli.ready import ready_model
    from bot.runtime import open_agent, turn

    agent = await open_agent(ready_model(), settings().store)
    times = []
    for number, message in enumerate(messages):
        session = f"benchmark-{time.time_ns()}-{number // 6}"  # six turns a conversation
        if number % 6 == 0:
            await turn(agent, session, "hello")
        started = time.perf_counter()
        await turn(agent, session, f"show me {message}")
        times.append((time.perf_counter() - started) * 1000)
    return times


async def _starter_bot() -> list[float]:
    """Trains and runs what ``rasa init`` makes, in memory as it comes."""
    from rasa.core.agent import load_agent
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

    with tempfile.TemporaryDirectory() as folder:
        command = [
            str(Path(sys.executable).parent / "rasa"),
            "init",
            "--no-prompt",
            "--init-dir",
            folder,
        ]
        subprocess.run(command, check=True, capture_output=True)
        agent = await load_agent(str(next(Path(folder, "models").glob("*.tar.gz"))))
        times = []
        for number in range(TURNS + 6):
            message = UserMessage(
                _STARTER[number % 6], CollectingOutputChannel(), f"starter-{number // 6}"
            )
            started = time.perf_counter()
            await agent.handle_message(message)
            times.append((time.perf_counter() - started) * 1000)
    return times[6:]  # the first conversation warms TensorFlow up


if __name__ == "__main__":
    main()
