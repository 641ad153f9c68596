"""`aisle eval retrieval` as a shop's developer runs it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from bot.cli import aisle as aisle_command

JUDGED = [
    {
        "query_id": "1",
        "query": "stage piano",
        "judged": {"KB-88": 1.0, "KB-88W": 1.0, "KB-61": 0.5},
    },
    {"query_id": "2", "query": "guitar for a child", "judged": {"CG-7S": 1.0, "EG-2": 0.0}},
    {"query_id": "3", "query": "<b>gig bag</b>", "judged": {"BG-1": 1.0}},
]


def test_figures_and_report(aisle: Any, tmp_path: Path) -> None:
    queries, report = tmp_path / "judged.jsonl", tmp_path / "report.html"
    lines = [json.dumps(line) for line in JUDGED]
    queries.write_text("\n".join([*lines, "oops"]), encoding="utf-8")
    done = aisle("eval", "retrieval", "--json", "--queries", str(queries), "--report", str(report))
    assert done.returncode == 0, done.stderr
    (refused,) = done.stderr.splitlines()
    assert refused.startswith(f"{queries}:4: ")
    found = json.loads(done.stdout)
    assert found["queries"] == 3
    names = [system["name"] for system in found["systems"]]
    assert names == ["hybrid", "dense", "lexical", "bm25_title_description", "bm25_all"]
    for system in found["systems"]:
        assert 0 <= system["nDCG@10"]["low"] <= system["nDCG@10"]["mean"] <= 1
        assert system["p50_ms"] > 0
    means = {system["name"]: system["Recall@10"]["mean"] for system in found["systems"]}
    for pair in found["differences"]:
        difference = means[pair["system"]] - means[pair["baseline"]]
        assert abs(pair["Recall@10"]["mean"] - difference) < 1e-3
    assert [query["query_id"] for query in found["per_query"]] == ["1", "2", "3"]

    page = report.read_text(encoding="utf-8")
    assert page.count("<svg") == 3
    assert "Tastar 88 Stage Piano" in page
    assert "<b>gig bag</b>" not in page
    # Nothing is loaded from elsewhere.
    assert not re.search(r"""(?:src|href)=["'](?!#)|@import|url\((?!#)""", page)


def test_without_judgements_it_says_what_the_queries_are_made_of(
    stores: dict[str, Path], use_store: Callable[[Path], None]
) -> None:
    use_store(stores["instruments"])
    printed = CliRunner().invoke(aisle_command, ["eval", "retrieval"]).output
    assert printed.startswith("Known items: each query is 4 words of a product's own description")
    assert re.search(r"Aisle hybrid +[01]\.\d{3} \([01]\.\d{3}-[01]\.\d{3}\)", printed)
    assert "Aisle hybrid against BM25" in printed


def test_judgements_of_another_shop_are_refused(
    stores: dict[str, Path], use_store: Callable[[Path], None], tmp_path: Path
) -> None:
    use_store(stores["instruments"])
    queries = tmp_path / "judged.jsonl"
    queries.write_text('{"query_id": 1, "query": "tent", "judged": {"X": 1}}', encoding="utf-8")
    asked = ["eval", "retrieval", "--json", "--queries", str(queries)]
    done = CliRunner().invoke(aisle_command, asked)
    assert (done.exit_code, done.stdout) == (2, "")
    assert str(queries) in done.stderr
