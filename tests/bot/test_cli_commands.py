"""The commands that are no conversation: what they print, and how they refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bot.conftest import Aisle, Done, NewHome

Run = Callable[..., Done]

NUMBER = (int, float)

# What must stand in the one line: what is at fault, and what would do.
REFUSED = {
    "serch guitar": ("'serch'", "command"),
    "search guitar --jsn": ("'--jsn'", "'--json'"),
    "search --json": ("give either a QUERY or --queries FILE.jsonl",),
    "search --queries none.jsonl --json": ("'--queries'", "'none.jsonl' does not exist"),
    "search --queries cut_off.jsonl": ("cut_off.jsonl, line 4:", "query_id and query"),
    "search --queries no_query.jsonl": ("no_query.jsonl, line 5:", "query_id and query"),
    "search --queries no_object.jsonl": ("no_object.jsonl, line 1:", "not a JSON object"),
    "search guitar --mode fuzzy": ("'--mode'", "'fuzzy'", "'hybrid', 'dense', 'lexical'"),
    "search guitar --top-k 0": ("'--top-k'", "1<=x<=10000"),
    "search guitar --top-k -3": ("'--top-k'", "1<=x<=10000"),
    "search guitar --store messages.txt": ("'--store'", "'messages.txt' is a file"),
    "search guitar --store broken": ("broken: no store here", "`aisle import --store "),
    "parse --json": ("give either a TEXT or --file FILE",),
    "parse --file none.txt": ("'--file'", "'none.txt' does not exist"),
    "chat --session": ("'--session'", "requires an argument"),
}


@pytest.fixture(scope="module")
def home(new_home: NewHome) -> Path:
    """A home with files that commands are given, right ones and wrong ones."""
    home = new_home()
    queries = (
        '{"query_id": "a", "query": "classical guitar"}\n\n{"query_id": 7, "query": "ukulele"}\n'
    )
    (home / "queries.jsonl").write_text(queries)
    (home / "cut_off.jsonl").write_text(queries + '{"query_id": 8, "qu\n')
    (home / "no_query.jsonl").write_text(queries + '\n{"query_id": 8}\n')
    (home / "no_object.jsonl").write_text("[1, 2]\n")
    (home / "messages.txt").write_text("red guitars under $300\n\ngrüß dich 🎸\n", encoding="utf-8")
    (home / "broken").mkdir()
    (home / "broken" / "CURRENT").write_text("versions/000009")
    return home


@pytest.fixture(scope="module")
def run(aisle: Aisle, home: Path) -> Run:
    return lambda *arguments: aisle(*arguments, home=home)


def _lines(done: Done) -> list[dict[str, Any]]:
    """The objects that a command printed, where it did nothing but print them."""
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.split("\n")[:-1]]


def test_parse_tells_intent_entities_and_constraints(run: Run) -> None:
    text = "red guitars under $300"
    (parsed,) = _lines(run("parse", text, "--json"))
    assert parsed.keys() >= {"text", "intent", "confidence", "entities", "constraints"}
    assert (parsed["text"], parsed["intent"]) == (text, "search_products")
    assert 0.25 < parsed["confidence"] <= 1
    found = {one["entity"]: text[one["start"] : one["end"]] for one in parsed["entities"]}
    assert found["color"] == "red"
    assert found["category"] == "guitars"
    assert "300" in found["price"]
    assert all(one.keys() == {"entity", "value", "start", "end"} for one in parsed["entities"])
    assert parsed["constraints"]["color"] == ["red"]
    assert parsed["constraints"]["price"] == {"min": None, "max": 300.0}


def test_parse_answers_every_line_of_a_file_by_itself(run: Run) -> None:
    red, nothing, hello = _lines(run("parse", "--file", "messages.txt", "--json"))
    assert (red["text"], red["intent"]) == ("red guitars under $300", "search_products")
    assert (nothing["text"], nothing["intent"]) == ("", "nlu_fallback")
    assert nothing["entities"] == []
    assert hello["text"] == "grüß dich 🎸"
    assert hello["constraints"]["color"] == []


def test_search_gives_the_best_first(run: Run) -> None:
    (answer,) = _lines(run("search", "classical guitar", "--json", "--top-k", "2"))
    assert answer.keys() >= {"query_id", "query", "hits", "ms"}
    assert answer["query"] == "classical guitar"
    assert isinstance(answer["ms"], NUMBER)
    assert {hit["id"] for hit in answer["hits"]} == {"CG-10", "CG-20"}
    first, second = answer["hits"]
    assert first.keys() >= {"id", "score"}
    assert first["score"] >= second["score"] > 0


@pytest.mark.parametrize("mode", ["lexical", "dense", "hybrid"])
def test_search_answers_a_file_of_queries_in_each_mode(mode: str, run: Run) -> None:
    arguments = ("--queries", "queries.jsonl", "--json", "--top-k", "3", "--mode", mode)
    guitar, ukulele = _lines(run("search", *arguments))
    assert (guitar["query_id"], guitar["query"]) == ("a", "classical guitar")
    assert (ukulele["query_id"], ukulele["query"]) == (7, "ukulele")
    assert sorted(hit["id"] for hit in guitar["hits"]) == ["CG-10", "CG-20", "CG-7S"]
    # The word stands nowhere in the catalogue; what it means is near to guitars.
    assert len(ukulele["hits"]) == (0 if mode == "lexical" else 3)
    for answer in (guitar, ukulele):
        scores = [hit["score"] for hit in answer["hits"]]
        assert scores == sorted(scores, reverse=True)


def test_training_twice_has_nothing_to_do_the_second_time(run: Run) -> None:
    (first,) = _lines(run("train", "--json"))
    model = Path(first["model"])
    written = model.stat().st_mtime_ns
    second = run("train")
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout == f"Nothing to do: up to date is {model.name}\n"
    assert model.stat().st_mtime_ns == written


def test_doctor_finds_all_well(run: Run) -> None:
    done = run("doctor")
    assert (done.returncode, done.stderr) == (0, "")
    said = done.stdout.splitlines()
    assert all(line.startswith("ok    ") for line in said)
    assert "ok    store: 16 products, 8 reviews, 6 orders, 1 documents" in said


def test_doctor_reports_every_finding_as_json(run: Run) -> None:
    (findings,) = _lines(run("doctor", "--json"))
    looked_at = {finding["what"] for finding in findings}
    assert looked_at >= {"Python", "rasa", "store", "embedding model", "Rasa model"}
    assert "language model" in looked_at
    for finding in findings:
        assert finding.keys() >= {"what", "ok", "detail", "mend"}
        assert finding["ok"] is True
        assert finding["detail"]


def test_doctor_says_how_to_mend_a_broken_store(run: Run) -> None:
    done = run("doctor", "--store", "broken")
    assert done.returncode != 0
    said = done.stdout.splitlines()
    (fault,) = [line for line in said if line.startswith("FAIL")]
    assert fault.startswith("FAIL  store: ")
    assert "broken" in fault
    assert "`aisle import --store " in fault
    assert sum(line.startswith("ok    ") for line in said) > 5


@pytest.mark.parametrize("line", REFUSED)
def test_faulty_usage_is_refused_in_one_line(line: str, run: Run) -> None:
    done = run(*line.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("aisle: ")
    assert done.stderr.count("\n") == 1
    for piece in REFUSED[line]:
        assert piece in done.stderr
