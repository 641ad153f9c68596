"""Turns a sentence-transformers model into one ONNX file, so that serving needs no torch.

Run as ``python -m knowledge.model_export SOURCE TARGET`` in a process of its own: torch takes
seconds to import and hundreds of megabytes that serving must not pay for.
"""

from __future__ import annotations

import shutil
import sys
import warnings
from pathlib import Path


def export(source: Path, target: Path) -> None:
    """Writes ``model.onnx`` and ``tokenizer.json`` to the folder ``target``.

    The graph maps ``input_ids`` and ``attention_mask`` (batch, tokens) to ``embedding``
    (batch, dimension): mean pooling over the attended tokens, L2-normalised, as
    all-MiniLM-L6-v2 was trained (its ``1_Pooling/config.json`` and ``modules.json``).
    Weights are stored as int8 with one scale a channel.
    """
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from transformers import AutoModel
    from transformers.utils import logging

    logging.set_verbosity(40)  # errors
    warnings.simplefilter("ignore")
    model = AutoModel.from_pretrained(str(source), attn_implementation="eager").eval()

    class Encoder(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            hidden = self.model(
                input_ids=input_ids, attention_mask=attention_mask
            ).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
            return torch.nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1), dim=1)

    example = torch.ones(2, 8, dtype=torch.long)
    free = {0: "batch", 1: "tokens"}
    target.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        Encoder(),
        (example, example),
        str(target / "model.fp32.onnx"),
        input_names=["input_ids", "attention_mask"],
        output_names=["embedding"],
        dynamic_axes={"input_ids": free, "attention_mask": free, "embedding": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        target / "model.fp32.onnx",
        target / "model.onnx",
        per_channel=True,
        weight_type=QuantType.QInt8,
    )
    shutil.copy(source / "tokenizer.json", target / "tokenizer.json")


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]))
