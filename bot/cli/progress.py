"""Progress of long steps, on stderr and only on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from knowledge.importing import Progress as Hear


@contextmanager
def progress() -> Iterator[Hear]:
    """A function that shows what is being done, how much of it, and out of how much."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(finished_text="✓"),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def finish() -> None:
            for task in tasks.values():
                bars.update(task, total=1, completed=1)
                bars.stop_task(task)

        def hear(what: str, done: int, total: int | None) -> None:
            if what not in tasks:
                finish()
                tasks[what] = bars.add_task(what, total=total, count="")
            count = f"{done:,}/{total:,}" if total else f"{done:,}" if done else ""
            bars.update(tasks[what], completed=done, total=total, count=count)

        yield hear
        finish()
