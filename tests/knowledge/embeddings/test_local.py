"""Any sentence-transformers model: from a folder, through the same graph as the bundled one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from knowledge.embeddings import EmbeddingError
from knowledge.embeddings.choice import chosen
from knowledge.embeddings.local import Exported, bundled_folder
from knowledge.importing import import_files
from knowledge.knowledge import Knowledge, StoreError
from knowledge.settings import PROJECT
from tests.knowledge.embeddings.conftest import Use

QUERIES = ["tent", "Something warm to sleep in, below zero", "ñandú 帐篷"]


@pytest.mark.slow
def test_a_folders_model_gives_the_vectors_that_it_gives_by_itself(tiny: Path, use: Use) -> None:
    from sentence_transformers import SentenceTransformer

    use("sentence-transformers", model=str(tiny))
    ours, theirs = chosen(), SentenceTransformer(str(tiny))
    asked = np.stack([ours.embed_one(query) for query in QUERIES])
    assert np.allclose(asked, theirs.encode_query(QUERIES, normalize_embeddings=True), atol=1e-4)
    said = ours.embed(QUERIES)
    assert np.allclose(said, theirs.encode_document(QUERIES, normalize_embeddings=True), atol=1e-4)
    assert not np.allclose(asked, said, atol=1e-2)  # its prompt for queries counts


def test_a_store_made_by_a_folders_model_is_searched_without_torch(
    tiny: Path, goods: Path, tmp_path: Path, use: Use
) -> None:
    use("sentence-transformers", model=str(tiny))
    import_files(tmp_path / "store", [goods])
    code = (
        "import sys; from pathlib import Path; from knowledge.knowledge import Knowledge\n"
        "knowledge = Knowledge.open(Path(sys.argv[1]))\n"
        "hits = knowledge.retrieve('Burdock enamel kettle. Cookware', mode='dense').hits\n"
        "print(hits[0].id, knowledge.index.dense.vectors([0]).shape[1])\n"
        "assert 'torch' not in sys.modules and 'sentence_transformers' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "store")],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.returncode) == ("K1 48\n", 0), done.stderr


@pytest.mark.slow
def test_a_model_that_has_changed_in_its_folder_is_another_one(
    tiny: Path, goods: Path, tmp_path: Path, use: Use
) -> None:
    from safetensors.numpy import load_file, save_file

    mine = shutil.copytree(tiny, tmp_path / "mine")
    use("sentence-transformers", model=str(mine))
    import_files(tmp_path / "store", [goods])
    Knowledge.open(tmp_path / "store")
    weights = load_file(mine / "model.safetensors")
    save_file({name: held * 1.5 for name, held in weights.items()}, mine / "model.safetensors")
    with pytest.raises(StoreError, match="--re-embed"):
        Knowledge.open(tmp_path / "store")


@pytest.mark.slow
def test_a_copy_of_the_same_model_elsewhere_is_the_same(
    tiny: Path, goods: Path, tmp_path: Path, use: Use
) -> None:
    use("sentence-transformers", model=str(tiny))
    import_files(tmp_path / "store", [goods])
    use("sentence-transformers", model=str(shutil.copytree(tiny, tmp_path / "moved")))
    assert Knowledge.open(tmp_path / "store").retrieve("kettle").hits[0].id == "K1"


@pytest.mark.slow
def test_a_model_that_no_graph_can_stand_for_runs_on_torch(
    tiny: Path, tmp_path: Path, use: Use
) -> None:
    from sentence_transformers import SentenceTransformer

    mine = shutil.copytree(tiny, tmp_path / "mine")
    pooling = {"word_embedding_dimension": 48, "pooling_mode_mean_tokens": True}
    # Leaving the prompt out of the mean is what a graph knows nothing of.
    (mine / "1_Pooling" / "config.json").write_text(
        json.dumps({**pooling, "include_prompt": False})
    )
    use("sentence-transformers", model=str(mine))
    ours = chosen()
    theirs = SentenceTransformer(str(mine)).encode_query(QUERIES[1], normalize_embeddings=True)
    assert np.allclose(ours.embed_one(QUERIES[1]), theirs, atol=1e-4)
    assert ours.embed(["tent"] * 300).shape == (300, 48)


def test_a_folder_that_is_not_there_is_named(use: Use) -> None:
    use("sentence-transformers", model="./nowhere")
    with pytest.raises(EmbeddingError, match=r"AISLE_EMBEDDINGS_MODEL=\./nowhere: no such folder"):
        chosen()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("nobody/has-this-model", "cannot be loaded .*copy the model's folder here and name that"),
        (str(PROJECT / "data"), "cannot be loaded .*name the folder of a sentence-transformers"),
    ],
)
def test_a_model_that_cannot_be_had_says_what_to_do(model: str, said: str, use: Use) -> None:
    use("sentence-transformers", model=model)
    with pytest.raises(EmbeddingError, match=said):
        chosen()


def test_the_bundled_model_needs_no_torch() -> None:
    exported = Exported.read(bundled_folder())
    assert (exported.fault, exported.model.dimension) == ("", 384)
