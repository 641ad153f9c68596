"""Training a sentence-transformers model on pairs, on the GPU where there is one."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import Any

from knowledge.tuning.pairs import Pair

BATCH = 32
LONGEST = 64
"""Tokens of a text that are read in training; the rest of a description teaches little more."""
RATE, WARM_UP = 1e-5, 0.1
"""Learning rate at its highest, and the share of the steps until it is reached.

Of two recipes tried on Chorus, this one with the lower layers held lost nothing on judged queries of
other words than the training's; twice the rate on all layers lost .04 of J-nDCG@10.
"""
SHARE = 0.5
"""Of the tuned weights in the result, the rest being those from before.

Averaging keeps what the model knew of other words than the catalogue's (Wortsman et al., Robust
fine-tuning of zero-shot models, CVPR 2022).
"""


def load(source: str) -> Any:
    """The `SentenceTransformer` in a folder or of a name that is on this machine."""
    # Threads that wait by spinning make a machine crawl that also serves.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(
        source, local_files_only=True, model_kwargs={"attn_implementation": "eager"}
    )


def train(
    model: Any,
    batches: Iterator[list[Pair]],
    *,
    steps: int,
    seconds: float,
    seed: int,
    threads: int,
    progress: Callable[[int], None],
) -> int:
    """Tunes a model in place, for so many steps or seconds, whichever end first; returns the steps.

    The loss is MultipleNegativesRankingLoss: of all second texts of a batch, the pair's own must be
    nearest to the first (Henderson et al., arXiv:1705.00652).
    """
    import torch
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    longest, model.max_seq_length = model.max_seq_length, LONGEST
    before = {name: held.detach().clone() for name, held in model.state_dict().items()}
    loss_of = MultipleNegativesRankingLoss(model)
    model.requires_grad_(False)
    trained = [weights.requires_grad_(True) for weights in _upper(model)]
    optimizer = torch.optim.AdamW(trained, lr=RATE, weight_decay=0.01)
    warm_up = max(1, round(WARM_UP * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm_up, (steps - step) / steps)
    )
    model.train()
    started, done = time.monotonic(), 0
    while done < steps and time.monotonic() - started < seconds:
        batch = next(batches)
        columns = [
            {
                name: held.to(model.device)
                for name, held in model.preprocess(list(column)).items()
                if isinstance(held, torch.Tensor)
            }
            for column in zip(*batch, strict=True)
        ]
        loss = loss_of(columns, torch.arange(len(batch)))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        done += 1
        progress(done)
    model.eval()
    with torch.no_grad():
        for name, held in model.state_dict().items():
            if held.is_floating_point():
                held.lerp_(before[name], 1 - SHARE)
    model.max_seq_length = longest
    return done


def _upper(model: Any) -> list[Any]:
    """The weights of the upper half of the layers: what words mean stays below."""
    import torch

    stacks = [module for module in model.modules() if isinstance(module, torch.nn.ModuleList)]
    if not stacks:
        return list(model.parameters())
    layers = max(stacks, key=len)
    return [weights for layer in layers[len(layers) // 2 :] for weights in layer.parameters()]
