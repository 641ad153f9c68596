"""Turns a sentence-transformers model into one ONNX file, so that serving needs no torch.

Run as ``python -m knowledge.embeddings.export`` in a process of its own: torch takes seconds to
import and hundreds of megabytes that serving must not pay for.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import sys
import tempfile
import warnings
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.embeddings import MAX_TOKENS, Model, Vectors
from knowledge.embeddings.local import FORMAT, Exported
from knowledge.embeddings.onnx import OnnxEmbedder
from knowledge.embeddings.scale import UNRELATED, spread

SAME = 0.999
"""Cosine from which on a graph's vector is the model's own (fp32 rounding stays above .99999)."""

REACH = 10.0
"""Seconds in which huggingface.co must answer."""

PROBES = (
    "a",
    "Wireless mouse",
    "Waterproof jacket for women, size M. Taped seams, two pockets, 340 g. Packs into its hood.",
    "ÉTAGÈRE en chêne massif – 80 × 30 cm; Größe M; 軽い; 60 °C " + "long description " * 80,
)


def export(
    model: Any, kind: str, name: str, source: str, target: Path, *, int8: bool, base: str = ""
) -> None:
    """Writes a `SentenceTransformer` to the folder ``target`` for `knowledge.embeddings.onnx`.

    The graph maps ``input_ids`` and ``attention_mask`` (batch, tokens) to ``embedding``
    (batch, dimension), L2-normalised. It is kept only where it gives what the model gives for
    `PROBES`; ``export.json`` says why where it does not. ``int8`` stores its weights as int8 with
    one scale a channel afterwards.
    """
    target.mkdir(parents=True, exist_ok=True)
    dimension = model.get_embedding_dimension()
    prompts = [model.prompts.get(one) or "" for one in ("query", _document_prompt(model))]
    made = Exported(
        FORMAT,
        Model(kind, name, dimension, _fingerprint(model, prompts), base),
        source,
        "",
        model.max_seq_length or MAX_TOKENS,
        *prompts,
    )
    _write(made, target)
    try:
        _export_graph(model, target / "model.onnx")
        _export_tokenizer(model, target / "tokenizer.json")
        fault = _difference(model, target)
    except Exception as error:  # whatever somebody else's architecture runs into
        fault = f"{type(error).__name__}: {error}".splitlines()[0]
    if fault:
        (target / "model.onnx").unlink(missing_ok=True)
        vectors = model.encode_document(list(UNRELATED), normalize_embeddings=True)
    else:
        if int8:
            quantize(target / "model.onnx")
        vectors = OnnxEmbedder(target).embed(UNRELATED)
    mean, deviation = spread(vectors)
    about = replace(made.model, mean=mean, deviation=deviation)
    _write(replace(made, model=about, fault=fault), target)


def quantize(graph: Path) -> None:
    """Stores a graph's weights as int8, one scale a channel, in the place of the graph."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    whole = graph.with_suffix(".fp32.onnx")
    graph.rename(whole)
    logging.disable(logging.WARNING)  # advises a step that changes nothing for such a graph
    try:
        quantize_dynamic(whole, graph, per_channel=True, weight_type=QuantType.QInt8)
    finally:
        logging.disable(logging.NOTSET)
    whole.unlink()


def _write(made: Exported, target: Path) -> None:
    (target / "export.json").write_text(json.dumps(asdict(made)), encoding="utf-8")


def _document_prompt(model: Any) -> str:
    """The name of the prompt that `SentenceTransformer.encode_document` takes."""
    return next((name for name in ("document", "passage", "corpus") if name in model.prompts), "")


def _export_graph(model: Any, path: Path) -> None:
    import torch

    class Encoder(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            for module in self.model:
                features = module(features)
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=1)

    example = torch.ones(2, 8, dtype=torch.long)
    free = {0: "batch", 1: "tokens"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # whether its doubts are justified, `_difference` shows
        torch.onnx.export(
            Encoder().eval(),
            (example, example),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={"input_ids": free, "attention_mask": free, "embedding": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )


def _export_tokenizer(model: Any, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        model.tokenizer.save_pretrained(folder)
        (Path(folder) / "tokenizer.json").rename(path)


def _difference(model: Any, target: Path) -> str:
    """What the graph gives otherwise than the model, or ""."""
    exported = OnnxEmbedder(target)
    model.max_seq_length = min(MAX_TOKENS, model.max_seq_length or MAX_TOKENS)
    asked = np.stack([exported.embed_one(probe) for probe in PROBES])
    for ours, theirs in (
        (asked, model.encode_query(list(PROBES), normalize_embeddings=True)),
        (exported.embed(PROBES), model.encode_document(list(PROBES), normalize_embeddings=True)),
    ):
        worst = float(_cosines(ours, theirs).min())
        if not worst >= SAME:
            return f"its graph and the model agree by a cosine of {worst:.4f} alone"
    return ""


def _cosines(ours: Vectors, theirs: Vectors) -> Vectors:
    cosines: Vectors = np.einsum("ij,ij->i", ours, theirs)
    return cosines


def _fingerprint(model: Any, prompts: Sequence[str]) -> str:
    """A digest of all that makes a model's vectors: weights, pooling, vocabulary and prompts."""
    import torch

    digest = hashlib.sha256()
    for name, weights in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(weights.contiguous().view(-1).view(torch.uint8).numpy().data)
    pooling = [getattr(module, "pooling_mode", "") for module in model]
    vocabulary = sorted(model.tokenizer.get_vocab().items())
    digest.update(json.dumps([pooling, vocabulary, *prompts]).encode())
    return digest.hexdigest()[:32]


def _load(source: str) -> Any:
    """The model in a folder or of a name; the network is asked only for what is not cached.

    Exits with what hinders it.
    """
    from huggingface_hub import HfApi
    from sentence_transformers import SentenceTransformer

    reason = ""
    for is_cached in (True,) if Path(source).is_dir() else (True, False):
        try:
            if not is_cached:
                HfApi().model_info(source, timeout=REACH)  # loading would try for minutes
            return SentenceTransformer(
                source,
                device="cpu",
                local_files_only=is_cached,
                model_kwargs={"attn_implementation": "eager"},
            )
        except Exception as error:  # the hub's, the network's and the model's own, of all kinds
            reason = f"{type(error).__name__}: {error}".strip().splitlines()[0]
    sys.exit(reason)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("source")
    parser.add_argument("target", type=Path)
    parser.add_argument("--kind", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--int8", action="store_true")
    given = parser.parse_args()
    export(_load(given.source), given.kind, given.name, given.source, given.target, int8=given.int8)
