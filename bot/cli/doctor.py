"""``aisle doctor``: what works, what does not, and how to mend it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from importlib.metadata import PackageNotFoundError, version

import click

from bot.cli.options import as_json, common

_PACKAGES = ("rasa", "faiss-cpu", "onnxruntime", "openai", "transformers", "torch")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ``mend`` says what to do where it is not well."""

    what: str
    ok: bool
    detail: str
    mend: str = ""


@click.command("doctor")
@common
@as_json
def command(as_json: bool) -> None:
    """Check the installation, the store, the model and the language model."""
    findings = [
        replace(finding, mend="" if finding.ok else finding.mend)
        for check in CHECKS
        for finding in check()
    ]
    if as_json:
        print(json.dumps([asdict(finding) for finding in findings]))
    else:
        for finding in findings:
            print(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.what}: {finding.detail}")
            if not finding.ok:
                print(f"      {finding.mend}")
    if not all(finding.ok for finding in findings):
        sys.exit(1)


def _installation() -> Iterator[Finding]:
    found = sys.version_info[:2]
    yield Finding(
        "Python",
        found == (3, 10),
        ".".join(map(str, found)),
        "Rasa open source needs Python 3.10; run `make setup`",
    )
    for package in _PACKAGES:
        try:
            yield Finding(package, True, version(package))
        except PackageNotFoundError:
            yield Finding(package, False, "missing", "run `make setup`")


def _store() -> Iterator[Finding]:
    from knowledge.embeddings import EmbeddingError
    from knowledge.knowledge import Knowledge, StoreError
    from knowledge.settings import settings

    store = settings().store
    if not (store / "CURRENT").exists():
        yield Finding("store", True, f"none at {store} yet; the demo shop is imported on first use")
        return
    try:
        counts = Knowledge.open(store).store.counts()
    except (EmbeddingError, StoreError) as error:
        yield Finding("store", False, str(error), "see above")
        return
    yield Finding("store", True, ", ".join(f"{count} {kind}" for kind, count in counts.items()))


def _servers() -> Iterator[Finding]:
    from knowledge import database, milvus

    for what, describe in (("database", database.describe), ("vector index", milvus.describe)):
        try:
            yield Finding(what, True, describe())
        except database.StoreError as error:
            yield Finding(what, False, str(error), "see docs/scaling.md")


def _model() -> Iterator[Finding]:
    from bot.model import model_path
    from knowledge.embeddings import EmbeddingError
    from knowledge.embeddings.local import BUNDLED, bundled_embedder

    path = model_path()
    try:
        length = len(bundled_embedder().embed_one("a word"))
        yield Finding("embedding model", True, f"{BUNDLED}, {length} dimensions")
    except EmbeddingError as error:
        yield Finding("embedding model", False, str(error), "run `make setup`")
    if path.exists():
        yield Finding("Rasa model", True, f"{path.name} is up to date")
    else:
        yield Finding(
            "Rasa model", False, "not trained for this configuration", "run `aisle train`"
        )


def _catalogue_model() -> Iterator[Finding]:
    """The model that products are found by; the store says which one that is."""
    from knowledge.embeddings import EmbeddingError
    from knowledge.embeddings.choice import chosen, of_store
    from knowledge.settings import settings
    from knowledge.versions import StoreError, current

    store = settings().store
    what = "catalogue's embedding model"
    try:
        embedder = of_store(current(store)) if (store / "CURRENT").exists() else chosen()
        embedder.embed_one("a word")
    except StoreError:
        return  # which the store's own finding tells
    except EmbeddingError as error:
        yield Finding(what, False, str(error), "products are found by keywords alone meanwhile")
    else:
        model = embedder.model
        tuned = ", tuned on this catalogue" if model.base else ""
        yield Finding(
            what, True, f"{model.name} ({model.kind}){tuned}, {model.dimension} dimensions"
        )


def _language_model() -> Iterator[Finding]:
    from knowledge.generation.providers import ProviderError, provider_from_settings
    from knowledge.settings import settings

    now = settings()
    if now.lm == "none":
        yield Finding("language model", True, "none: the composer answers")
        return
    try:
        provider = provider_from_settings(
            now.lm, now.lm_model, now.lm_base_url, now.lm_api_key, now.lm_timeout
        )
        messages = [{"role": "user", "content": "Say OK."}]
        assert provider is not None
        said = "".join(provider.stream(messages, max_tokens=5, temperature=0.0))
    except ProviderError as error:
        yield Finding(
            "language model", False, f"{now.lm}: {error}", "check AISLE_LM and its settings"
        )
        return
    yield Finding("language model", bool(said), f"{now.lm} answers", "it answered nothing")


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _installation,
    _store,
    _servers,
    _catalogue_model,
    _model,
    _language_model,
)
