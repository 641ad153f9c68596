"""``aisle eval``: how good the shop's own retrieval is."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import as_json, common
from bot.cli.progress import progress
from bot.cli.ready import ready_store

if TYPE_CHECKING:
    from knowledge.catalog import Rejected
    from knowledge.evaluation.intervals import Figure
    from knowledge.evaluation.run import Evaluation

SHOWN, WIDTH = 5, 24
"""Queries of each kind that are printed, and characters of a column."""


@click.group("eval")
def command() -> None:
    """Measure how good answers are on the shop's own catalogue."""


@command.command("retrieval")
@click.option(
    "--queries",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="JSONL with query_id, query and judged, a map from product ids to gains; plain or .gz.",
)
@click.option(
    "--qrels",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Judgements as TREC writes them; the lines of --queries are then JSONL, or an id, a tab "
    "and a query.",
)
@click.option(
    "--relevant",
    type=click.FloatRange(0, min_open=True),
    metavar="GAIN",
    help="From which gain Recall and MRR count a product; the highest gain where not given.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    metavar="FILE.html",
    help="Also write a page with plots and every query's first hits.",
)
@common
@as_json
def retrieval(
    queries: Path | None,
    qrels: Path | None,
    relevant: float | None,
    report: Path | None,
    as_json: bool,
) -> None:
    """Measure search against plain BM25, on judged queries.

    Without --queries, on queries made from the shop's own reviews or descriptions.
    """
    if qrels and not queries:
        raise click.UsageError("--qrels judges queries; name their file with --queries")
    if report and not report.resolve().parent.is_dir():
        raise click.UsageError(f"--report {report}: no such folder; make it first")
    ready_store()
    from knowledge.evaluation import evaluate, known_items, read_judgements
    from knowledge.knowledge import shop

    knowledge = shop()
    rejected: list[Rejected] = []
    try:
        with progress() as hear:
            if queries:
                judged, rejected = read_judgements(queries, qrels)
                about = f"Judgements: {qrels or queries}"
            else:
                judged, about = known_items(knowledge)
            found = evaluate(knowledge, judged, relevant=relevant, progress=hear)
    except ValueError as error:
        raise click.UsageError(f"{queries or knowledge.folder}: {error}") from error
    for one in rejected:
        print(f"{one.source}:{one.line}: {one.reason}", file=sys.stderr)
    if report:
        from knowledge.evaluation.report import write_report

        write_report(report, found, knowledge, about)
    if as_json:
        refused = [vars(one) for one in rejected]
        source = {"judgements": str(qrels or queries) if queries else "known items", "about": about}
        print(json.dumps({**source, **found.to_json(), "rejected": refused}, ensure_ascii=False))
    else:
        show(found, about, rejected)
        if report:
            print(f"\nThe report is in {report}")


def show(found: Evaluation, about: str, rejected: Sequence[Rejected] = ()) -> None:
    """Prints an evaluation's means, differences and the queries that changed most."""
    from knowledge.evaluation.run import MEASURES

    print(about)
    print(f"{len(found.queries)} queries", end="")
    if found.left_out:
        print(
            f"; {len(found.left_out)} left out: nothing in this store is judged relevant to them",
            end="",
        )
    if found.unknown:
        print(f"; {len(found.unknown)} judged products are not in this store", end="")
    print(f"; {len(rejected)} lines refused" if rejected else "")
    print(f"\n{'':<30}" + "".join(f"{measure:<{WIDTH}}" for measure in MEASURES) + "p50 ms")
    for system in found.systems:
        cells = [_mean(found.figure(system.name, measure)) for measure in MEASURES]
        line = "".join(f"{cell:<{WIDTH}}" for cell in cells)
        print(f"{system.label:<30}{line}{found.ms(system.name):6.1f}")
    for baseline in [system for system in found.systems if system.is_baseline]:
        print(f"\nMore than {baseline.label}")
        for system in [system for system in found.systems if not system.is_baseline]:
            cells = [_more(found.difference(system.name, baseline.name, one)) for one in MEASURES]
            print(f"{system.label:<30}" + "".join(f"{cell:<{WIDTH}}" for cell in cells))
    _show_changes(found)


def _show_changes(found: Evaluation) -> None:
    ours, baseline = found.systems[0], found.strongest
    changes = sorted(
        ((query.change(ours.name, baseline.name), query.query) for query in found.queries),
        key=lambda pair: -pair[0],
    )
    won = [pair for pair in changes if pair[0] > 0]
    lost = [pair for pair in reversed(changes) if pair[0] < 0]
    alike = len(changes) - len(won) - len(lost)
    print(
        f"\n{ours.label} against {baseline.label}, nDCG@10 by query: "
        f"{len(won)} better, {len(lost)} worse, {alike} alike"
    )
    for change, query in won[:SHOWN] + lost[:SHOWN]:
        print(f"  {change:+.3f}  {query[:80]}")


def _mean(figure: Figure | None) -> str:
    if figure is None:
        return "-"
    bounds = "" if figure.low is None else f" ({figure.low:.3f}-{figure.high:.3f})"
    return f"{figure.mean:.3f}{bounds}"


def _more(figure: Figure | None) -> str:
    if figure is None:
        return "-"
    bounds = "" if figure.low is None else f" ({figure.low:+.3f} {figure.high:+.3f})"
    return f"{figure.mean:+.3f}{bounds}"
