"""Odd input and odd surroundings, each of which once went wrong."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from tests.bot.conftest import AISLE, Aisle, Done, NewHome, Visits, environment
from tests.bot.visits import SECRETS

ODD = {
    "back": "/back",
    "session start": "/session_start",
    "markup in a payload": '/search_products{"category": "<img src=x onerror=alert(1)>"}',
    "null in a payload": '/search_products{"category": null}',
    "object in a payload": '/search_products{"category": {"a": 1}}',
    "address behind a slash": '/{"minna@private.example"',
    "endless price": "guitars under $" + "9" * 400,
    "long wish": "guitar case " * 200,
}


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is Python, not JSON")


@pytest.fixture(scope="module")
def odd(aisle: Aisle) -> Done:
    return aisle("chat", "--json", said=list(ODD.values()))


@pytest.fixture(scope="module")
def turns(odd: Done) -> dict[str, dict[str, Any]]:
    return dict(zip(ODD, map(json.loads, odd.stdout.split("\n")[:-1]), strict=True))


@pytest.mark.parametrize("secret", SECRETS)
def test_what_is_private_is_not_logged_even_with_v(secret: str, visits: Visits) -> None:
    assert visits.first.stderr
    assert visits.first.stderr
    assert secret not in visits.first.stderr


def test_what_is_private_is_not_logged_behind_a_slash(odd: Done) -> None:
    assert "minna@private.example" not in odd.stderr


@pytest.mark.parametrize("kind", ["back", "session start"])
def test_rasas_own_commands_are_answered(kind: str, turns: dict[str, dict[str, Any]]) -> None:
    assert turns[kind]["replies"]


@pytest.mark.parametrize(
    "kind", ["markup in a payload", "null in a payload", "object in a payload"]
)
def test_a_payload_is_not_echoed_raw(kind: str, turns: dict[str, dict[str, Any]]) -> None:
    told = " ".join(reply["text"] for reply in turns[kind]["replies"])
    assert not [mark for mark in ("<", "{", "None") if mark in told], told


def test_a_turn_is_json_to_any_program(odd: Done) -> None:
    for line in odd.stdout.split("\n")[:-1]:
        json.loads(line, parse_constant=_refuse)


def test_a_long_wish_has_a_short_answer(turns: dict[str, dict[str, Any]]) -> None:
    assert all(len(reply["text"]) < 500 for reply in turns["long wish"]["replies"])


@pytest.mark.parametrize("command", ["chat", "parse hi"])
def test_a_broken_store_is_refused_in_one_line_that_says_so(
    command: str, aisle: Aisle, new_home: NewHome
) -> None:
    home = new_home()
    (home / "store" / "CURRENT").write_text("versions/000009")
    done = aisle(*command.split(), home=home, said=["hello"])
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr[-300:]
    assert "`aisle import --store " in done.stderr


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["search", "--queries", "latin.jsonl"], "latin.jsonl, line 2"),
        (["parse", "--file", "latin.txt"], "latin.txt"),
        (["search", "guitar", "--store", "latin.txt/below"], "latin.txt/below"),
    ],
)
def test_what_cannot_be_read_is_the_inputs_fault(
    arguments: list[str], named: str, aisle: Aisle, new_home: NewHome
) -> None:
    home = new_home()
    good = b'{"query_id": 1, "query": "guitar"}\n'
    (home / "latin.jsonl").write_bytes(
        good + '{"query_id": 2, "query": "Mütze"}\n'.encode("latin-1")
    )
    (home / "half.jsonl").write_bytes(b'{"query_id": 1, "query": "\\ud83c guitar"}\n')
    (home / "latin.txt").write_bytes("rote Mütze\n".encode("latin-1"))
    done = aisle(*arguments, home=home)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert named in done.stderr


def test_an_unknown_log_level_is_refused_in_one_line(new_home: NewHome) -> None:
    env = {**environment(new_home()), "AISLE_LOG_LEVEL": "loud"}
    done = subprocess.run([AISLE, "train"], env=env, capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr


def test_a_reader_that_leaves_early_is_no_fault(new_home: NewHome) -> None:
    done = subprocess.run(
        ["bash", "-c", f'"{AISLE}" search guitar --json | true; exit "${{PIPESTATUS[0]}}"'],
        env=environment(new_home()),
    )
    assert done.returncode == 0


def test_a_line_of_a_file_ends_where_the_file_ends_it(aisle: Aisle, new_home: NewHome) -> None:
    home = new_home()
    (home / "messages.txt").write_text("red\u2028guitar\nblue\x0cguitar\n", encoding="utf-8")
    done = aisle("parse", "--file", "messages.txt", "--json", home=home)
    assert len(done.stdout.split("\n")[:-1]) == 2


def test_what_is_well_needs_no_mend(aisle: Aisle) -> None:
    findings = json.loads(aisle("doctor", "--json").stdout)
    assert not [one for one in findings if one["ok"] and one["mend"]]
