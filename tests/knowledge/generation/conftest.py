"""The embedding model that questions are answered with."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from knowledge.embeddings import query_embedder


@pytest.fixture(scope="session")
def embed() -> Callable[[list[str]], npt.NDArray[np.float32]]:
    """Unit vectors of the bundled MiniLM, a row a text."""
    return query_embedder().embed
