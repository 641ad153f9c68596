"""Time to the prompt of `aisle chat`, against importing Rasa's agent; and the environment's size."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pexpect

from knowledge.settings import PROJECT

RUNS = 3


def main() -> None:
    """Prints the best of three runs each, alternating, and their ratio."""
    _prompt()  # what is missing is made first
    rasa, prompt = [], []
    for _ in range(RUNS):
        rasa.append(_import_rasa())
        prompt.append(_prompt())
    print(f"python -c 'import rasa.core.agent'  {min(rasa):5.1f} s")
    print(f"aisle chat, to the prompt           {min(prompt):5.1f} s")
    print(f"ratio                               {min(prompt) / min(rasa):5.2f}")
    size = subprocess.run(["du", "-sm", str(PROJECT / ".venv")], capture_output=True, text=True)
    print(f"environment                         {size.stdout.split()[0]} MiB")


def _import_rasa() -> float:
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", "import rasa.core.agent"], check=True, capture_output=True
    )
    return time.perf_counter() - started


def _prompt() -> float:
    started = time.perf_counter()
    shell = pexpect.spawn(
        str(Path(sys.executable).parent / "aisle"),
        ["chat"],
        env={**os.environ, "TERM": "xterm"},
        encoding="utf-8",
    )
    shell.expect("›", timeout=600)
    seconds = time.perf_counter() - started
    shell.sendeof()
    shell.wait()
    return seconds


if __name__ == "__main__":
    main()
