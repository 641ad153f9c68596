"""``aisle search``: retrieval alone."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from bot.cli.options import as_json, common, lines, readable
from bot.cli.ready import ready_store


@click.command("search")
@click.argument("query", required=False)
@click.option(
    "--queries",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="JSONL with query_id and query a line; all are answered in one process.",
)
@click.option("--top-k", default=10, show_default=True, type=click.IntRange(1, 10_000))
@click.option("--mode", type=click.Choice(["hybrid", "dense", "lexical"]), default="hybrid")
@common
@as_json
def command(query: str | None, queries: Path | None, top_k: int, mode: str, as_json: bool) -> None:
    """Find the products nearest to QUERY, best first."""
    if (query is None) == (queries is None):
        raise click.UsageError("give either a QUERY or --queries FILE.jsonl")
    ready_store()
    from knowledge.knowledge import shop

    asked = [("", readable(query))] if query is not None else list(_read(queries))
    knowledge = shop()
    for query_id, text in asked:
        started = time.perf_counter()
        hits = knowledge.retrieve(text, top_k=top_k, mode=mode).hits
        ms = (time.perf_counter() - started) * 1000
        if as_json:
            found = [{"id": hit.id, "score": round(hit.score, 6)} for hit in hits]
            line = {"query_id": query_id, "query": text, "hits": found, "ms": round(ms, 2)}
            print(json.dumps(line, ensure_ascii=False))
            continue
        if queries is not None:
            print(f"# {query_id}: {text}")
        for hit, product in zip(hits, knowledge.found(hits), strict=True):
            print(f"{hit.score:8.4f}  {product.id:<16}  {product.title}")
        if not hits:
            print("Nothing found.", file=sys.stderr)


def _read(path: Path | None) -> Iterator[tuple[Any, str]]:
    assert path is not None
    for number, line in enumerate(lines(path), 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            query_id, query = asked["query_id"], asked["query"]
            if not isinstance(query, str):
                raise TypeError(f"the query is {json.dumps(query)}, not a text")
        except (ValueError, KeyError, TypeError) as error:
            raise click.UsageError(
                f"{path}, line {number}: not a JSON object with query_id and query ({error})"
            ) from error
        yield query_id, readable(query)
