"""One scale for the cosines of all models, so that one threshold says of each what is near.

What a cosine of .5 means is a model's own affair: unrelated texts come to .05 in one and to .75 in
another. Every model is asked for the same unrelated phrases, and its cosines are counted in their
standard deviations above the mean.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from knowledge.embeddings import Model, Vectors

Cosines: TypeAlias = "npt.NDArray[np.float32]"
Scale = Callable[[Cosines], Cosines]

UNRELATED = (
    "trail running shoes", "espresso machine", "garden hose", "acoustic guitar", "toner cartridge",
    "red wine from Spain", "office chair with armrests", "cat litter", "down duvet", "chainsaw oil",
    "matte lipstick", "car battery charger", "wooden train set", "wireless earbuds", "vitamin D drops",
    "hardcover notebook", "bicycle helmet for children", "ceramic dinner plates", "wedding ring",
    "outdoor security camera", "frozen spinach", "fishing rod", "roof tiles", "crossword puzzles",
)  # fmt: skip


def spread(vectors: Vectors) -> tuple[float, float]:
    """Mean and standard deviation of the cosines of `UNRELATED`, given their unit vectors."""
    cosines = (vectors @ vectors.T)[np.triu_indices(len(vectors), 1)]
    return float(cosines.mean()), float(cosines.std())


def scale(model: Model, to: Model) -> Scale:
    """Brings cosines of one model to what those of another would mean."""
    if (model.mean, model.deviation) == (to.mean, to.deviation):
        return lambda cosines: cosines
    factor = to.deviation / max(model.deviation, 1e-6)
    return lambda cosines: np.float32(to.mean) + (cosines - np.float32(model.mean)) * factor
