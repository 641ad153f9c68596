"""The plots of the report, as SVG."""

from __future__ import annotations

import io
from collections.abc import Sequence

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from knowledge.evaluation.run import MEASURES, Evaluation
from knowledge.evaluation.systems import System

# Okabe and Ito's colours, told apart by everybody; baselines are grey.
_COLORS = {"hybrid": "#0072b2", "dense": "#e69f00", "lexical": "#009e73"}
_GREYS = ("#6f6f6f", "#a3a3a3")
_BETTER, _WORSE, _LINE = "#0072b2", "#d55e00", "#d8d8d8"


def measures(evaluation: Evaluation) -> str:
    """Every system's mean with its interval, a panel a measure."""
    colors = _colors(evaluation.systems)
    canvas = Canvas(figsize=(10.5, 0.42 * len(evaluation.systems) + 0.9))
    panels = canvas.subplots(1, len(MEASURES), sharey=True)
    for panel, measure in zip(panels, MEASURES, strict=True):
        for row, system in enumerate(reversed(evaluation.systems)):
            one = evaluation.figure(system.name, measure)
            if one is None:
                continue
            color = colors[system.name]
            if one.low is not None and one.high is not None:
                panel.plot([one.low, one.high], [row, row], color=color, linewidth=2.2)
            panel.plot([one.mean], [row], "o", color=color, markersize=6)
        panel.set_title(measure, fontsize=10)
        panel.set_yticks(range(len(evaluation.systems)))
        panel.set_yticklabels([system.label for system in reversed(evaluation.systems)])
        panel.set_ylim(-0.6, len(evaluation.systems) - 0.4)
        _plain(panel, "x")
    return _svg(canvas)


def changes(evaluation: Evaluation, system: System, baseline: System) -> str:
    """How much nDCG every query wins or loses, the most won first."""
    values = sorted(query.change(system.name, baseline.name) for query in evaluation.queries)[::-1]
    canvas = Canvas(figsize=(10.5, 2.6))
    panel = canvas.subplots()
    colors = [_BETTER if value > 0 else _WORSE for value in values]
    panel.bar(range(len(values)), values, color=colors, width=0.8 if len(values) < 300 else 1.0)
    panel.axhline(0, color="#444444", linewidth=0.8)
    panel.set_xticks([])
    panel.set_xlim(-1, len(values))
    panel.set_ylabel("nDCG@10, more or less")
    _plain(panel, "y")
    return _svg(canvas)


def times(evaluation: Evaluation) -> str:
    """How long queries take: the middle half of them, the median, and from 5 to 95 per cent."""
    colors = _colors(evaluation.systems)
    canvas = Canvas(figsize=(10.5, 0.42 * len(evaluation.systems) + 0.9))
    panel = canvas.subplots()
    shown = list(reversed(evaluation.systems))
    drawn = panel.boxplot(
        [[query.ranked[system.name].ms for query in evaluation.queries] for system in shown],
        vert=False,
        whis=(5, 95),
        showfliers=False,
        patch_artist=True,
        medianprops={"color": "white"},
        widths=0.5,
    )
    for box, system in zip(drawn["boxes"], shown, strict=True):
        box.set(facecolor=colors[system.name], edgecolor=colors[system.name])
    panel.set_yticklabels([system.label for system in shown])
    panel.set_xlabel("milliseconds a query, its embedding included")
    panel.set_xlim(left=0)
    _plain(panel, "x")
    return _svg(canvas)


def _colors(systems: Sequence[System]) -> dict[str, str]:
    greys = iter(_GREYS)
    return {system.name: _COLORS.get(system.name) or next(greys) for system in systems}


def _plain(panel: Axes, axis: str) -> None:
    panel.grid(axis=axis, color=_LINE, linewidth=0.7)
    panel.set_axisbelow(True)
    panel.tick_params(length=0, labelsize=9)
    for side in ("top", "right", "left", "bottom"):
        panel.spines[side].set_visible(False)


def _svg(canvas: Canvas) -> str:
    text = io.StringIO()
    # Text stays text, in the page's font.
    with matplotlib.rc_context({"svg.fonttype": "none", "font.family": "sans-serif"}):
        canvas.savefig(
            text, format="svg", bbox_inches="tight", transparent=True, metadata={"Date": None}
        )
    return text.getvalue()[text.getvalue().index("<svg") :]
