"""The embedding model that questions are answered with."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from knowledge.embeddings.local import bundled_embedder


@pytest.fixture(scope="session")
def embed() -> Callable[[list[str]], npt.NDArray[np.float32]]:
    """Unit vectors of the bundled MiniLM, a row a text."""
    return bundled_embedder().embed
