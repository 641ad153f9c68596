"""Import of Chorus: products a second, against the bare embedding loop; and peak memory."""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

from benchmarks.chorus import PRODUCTS, store
from knowledge.embeddings.local import bundled_folder
from knowledge.embeddings.onnx import OnnxEmbedder
from knowledge.importing import import_files
from knowledge.index import embedded_text, grouped
from knowledge.knowledge import Knowledge
from knowledge.settings import settings


def main() -> None:
    """Prints both speeds, their ratio and the memory."""
    knowledge = Knowledge.open(store())
    texts = [embedded_text(group) for group in grouped(list(knowledge.store.all_products()))]
    embedder = OnnxEmbedder(bundled_folder(), settings().threads)
    started = time.perf_counter()
    embedder.embed(texts)
    bare = len(texts) / (time.perf_counter() - started)
    del knowledge, embedder
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        report = import_files(Path(folder), [PRODUCTS])
        whole = report.products / (time.perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"bare embedding loop  {bare:6.0f} texts a second")
    print(f"aisle import         {whole:6.0f} products a second")
    print(f"ratio                {whole / bare:6.2f}")
    print(f"peak memory          {peak:6.0f} MiB")


if __name__ == "__main__":
    main()
