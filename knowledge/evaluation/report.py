"""An evaluation as one HTML page that needs nothing else."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from knowledge.evaluation import plots
from knowledge.evaluation.run import MEASURES, NDCG, Evaluation, Query
from knowledge.knowledge import Knowledge

SHOWN = 5
"""Places of a ranking that are shown."""
DETAILED = 200
"""Queries that are shown: half of them the most won, half the most lost."""


def write_report(path: Path, evaluation: Evaluation, knowledge: Knowledge, about: str) -> None:
    """Writes the page; ``about`` says where the judgements come from.

    Raises `OSError` where the file cannot be written.
    """
    ours, baseline = evaluation.systems[0], evaluation.strongest
    ordered = sorted(
        evaluation.queries, key=lambda query: query.change(ours.name, baseline.name), reverse=True
    )
    if len(ordered) > DETAILED:
        ordered = ordered[: DETAILED // 2] + ordered[-DETAILED // 2 :]
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    page = pages.get_template("report.html.jinja").render(
        about=about,
        evaluation=evaluation,
        measures=MEASURES,
        ndcg=NDCG,
        ours=ours,
        baseline=baseline,
        queries=ordered,
        shown=SHOWN,
        titles=_titles(ordered, knowledge, (ours.name, baseline.name)),
        plots={
            "measures": Markup(plots.measures(evaluation)),
            "changes": Markup(plots.changes(evaluation, ours, baseline)),
            "times": Markup(plots.times(evaluation)),
        },
    )
    path.write_text(page, encoding="utf-8")


def _titles(queries: list[Query], knowledge: Knowledge, systems: tuple[str, str]) -> dict[str, str]:
    """What the item groups that are shown are called."""
    keys = {
        key for query in queries for system in systems for key in query.ranked[system].first[:SHOWN]
    }
    names: dict[str, str] = {}
    wanted = sorted(keys)
    for start in range(0, len(wanted), 500):
        for product in knowledge.store.groups(wanted[start : start + 500]):
            names.setdefault(product.group, product.name)
    return names
