"""How sure a mean over queries is: bootstrap confidence intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import bootstrap

CONFIDENCE = 0.95
RESAMPLES = 10_000
_NUMBERS_AT_ONCE = 4_000_000  # of resampled figures in memory


@dataclass(frozen=True)
class Figure:
    """A mean over ``count`` queries, and where it may lie; no bounds for fewer than two queries."""

    mean: float
    low: float | None
    high: float | None
    count: int


def figure(values: Sequence[float]) -> Figure | None:
    """The mean with its `CONFIDENCE` interval, the percentiles of `RESAMPLES` bootstrap means.

    Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13. For a difference, give
    the queries' own differences (a paired interval): it excludes 0 where one system is ahead. The
    resamples are the same in every run. None where there are no values.
    """
    data = np.asarray(values, np.float64)
    if not len(data):
        return None
    mean = float(data.mean())
    if len(data) < 2:
        return Figure(mean, None, None, len(data))
    found = bootstrap(
        (data,),
        np.mean,
        n_resamples=RESAMPLES,
        batch=max(1, _NUMBERS_AT_ONCE // len(data)),
        confidence_level=CONFIDENCE,
        method="percentile",
        random_state=np.random.default_rng(0),
    ).confidence_interval
    return Figure(mean, float(found.low), float(found.high), len(data))
