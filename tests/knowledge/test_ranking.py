"""The order of what is found."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.ranking import best_first


@pytest.mark.parametrize("count", [1, 10, 400, 999, 1_000, 5_000])
def test_the_best_come_first_in_the_order_of_a_full_sort(count: int) -> None:
    scores = np.random.default_rng(count).integers(0, 50, 1_000) / 10  # with many ties
    order = best_first(scores, count)
    assert order[:count].tolist() == np.argsort(-scores, kind="stable")[:count].tolist()
    assert sorted(order) == list(range(1_000))
