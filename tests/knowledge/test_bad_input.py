"""What cannot be imported is said with its mend, and the shop that is there keeps serving."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.catalog import CatalogError
from knowledge.embeddings.onnx import OnnxEmbedder
from knowledge.importing import ensure, import_files
from knowledge.knowledge import SCHEMA, Knowledge, StoreError

GOODS = "id,name,price,currency\na,Oak desk,100,EUR\nb,Ash stool,40,EUR\n"
OTHER = "id,name,price,currency\nx,Copper kettle,30,EUR\ny,Tea tray,20,EUR\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A small shop of two products."""
    (tmp_path / "goods.csv").write_text(GOODS)
    import_files(tmp_path / "store", [tmp_path / "goods.csv"])
    return tmp_path / "store"


def _seen(store: Path) -> tuple[Any, ...]:
    """All that a shopper could notice of a store, and which version it serves."""
    knowledge = Knowledge.open(store)
    hits = [(hit.id, hit.score) for hit in knowledge.retrieve("a seat made of ash").hits]
    versions = sorted(path.name for path in (store / "versions").iterdir())
    pointer = (store / "CURRENT").read_text()
    return list(knowledge.store.all_products()), hits, pointer, versions


def test_good_rows_are_kept_beside_bad_ones(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    path.write_text(OTHER + "x,Copper kettle,30,EUR\nz,Sieve,-3,EUR\n")
    report = import_files(store, [path])
    assert report.products == 2
    assert [(one.source, one.line) for one in report.rejected] == [(str(path), 4), (str(path), 5)]
    assert report.rejected[1].reason == "the price '-3' is negative; give what the product costs"
    assert [p.id for p in Knowledge.open(store).store.all_products()] == ["a", "b", "x", "y"]


@pytest.mark.parametrize(
    ("data", "options", "reason"),
    [
        (b"", {}, "the file is empty; export it again"),
        (b"id,name,price\n", {}, "nothing usable in it (0 rows refused); the store is as it was"),
        (b"id,name,price\na,,1\nb,,2\n", {}, "(2 rows refused: title is missing; fill it in"),
        (b'{"id": "a"}\n{"id": "b", "na', {}, "looks like the title of a product"),
        (b"\x89PNG\r\n\x1a\n", {}, "this is a picture"),
        (OTHER.encode(), {"mapping": {"title": "Nom"}}, "no column 'Nom' for the field title"),
        (OTHER.encode(), {"mapping": {"titel": "name"}}, "--map titel=...: unknown field"),
        (OTHER.encode(), {"mapping": {"id": "id", "mpn": "id"}}, "one column for two fields"),
        (OTHER.encode(), {"format": "excel"}, "--format excel: unknown; choose one of auto"),
        (OTHER.encode(), {"currency": "EURO"}, "--currency EURO: not an ISO 4217 code such as USD"),
    ],
)
def test_unusable_input_leaves_the_store_as_it_was(
    store: Path, tmp_path: Path, data: bytes, options: dict[str, Any], reason: str
) -> None:
    before = _seen(store)
    path = tmp_path / "new.csv"
    path.write_bytes(data)
    with pytest.raises(CatalogError) as refusal:
        import_files(store, [path], **options)
    assert reason in str(refusal.value)
    assert _seen(store) == before


def test_a_bad_file_after_a_good_one_leaves_the_store_as_it_was(
    store: Path, tmp_path: Path
) -> None:
    before = _seen(store)
    (tmp_path / "other.csv").write_text(OTHER)
    with pytest.raises(CatalogError, match=r"none\.csv: no such file"):
        import_files(store, [tmp_path / "other.csv", tmp_path / "none.csv"])
    (tmp_path / "empty.csv").touch()
    with pytest.raises(CatalogError, match=r"empty\.csv: the file is empty"):
        import_files(store, [tmp_path / "other.csv", tmp_path / "empty.csv"])
    assert _seen(store) == before


def test_a_file_that_vanishes_meanwhile_leaves_the_store_as_it_was(
    store: Path, tmp_path: Path
) -> None:
    before = _seen(store)
    names = [tmp_path / "many.csv", tmp_path / "other.csv"]
    rows = "".join(f"m{n},Cup {n},5,EUR\n" for n in range(150))
    names[0].write_text("id,name,price,currency\n" + rows)
    names[1].write_text(OTHER)

    def hear(what: str, done: int, total: int | None) -> None:
        names[1].unlink(missing_ok=True)

    with pytest.raises(CatalogError, match=r"other\.csv: cannot be read"):
        import_files(store, names, progress=hear)
    assert _seen(store) == before


@pytest.mark.parametrize("fault", [MemoryError, KeyboardInterrupt])
def test_a_crash_while_embedding_leaves_the_store_as_it_was(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    before = _seen(store)
    (tmp_path / "other.csv").write_text(OTHER)

    def fail(*texts: Any) -> None:
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(OnnxEmbedder, "embed", fail)
        with pytest.raises(fault):
            import_files(store, [tmp_path / "other.csv"])
    assert _seen(store) == before
    assert import_files(store, [tmp_path / "other.csv"]).products == 2
    assert Knowledge.open(store).retrieve("kettle").hits[0].id == "x"


def test_an_import_killed_half_way_leaves_the_store_as_it_was(store: Path, tmp_path: Path) -> None:
    before = _seen(store)
    (tmp_path / "other.csv").write_text(OTHER)
    code = (
        "import os, sys; from pathlib import Path; from knowledge.importing import ensure, import_files\n"
        "def die(what, done, total): what == 'Building the indexes' and os.kill(os.getpid(), 9)\n"
        "import_files(Path(sys.argv[1]), [Path(sys.argv[2])], progress=die)"
    )
    arguments = [sys.executable, "-c", code, str(store), str(tmp_path / "other.csv")]
    assert subprocess.run(arguments, timeout=120).returncode == -9
    assert _seen(store)[:3] == before[:3]
    assert import_files(store, [tmp_path / "other.csv"]).products == 2
    assert len(_seen(store)[3]) == 2


def _of_version(store: Path, schema: int) -> None:
    meta = store / (store / "CURRENT").read_text() / "meta.json"
    meta.write_text(json.dumps({**json.loads(meta.read_text()), "schema": schema}))


@pytest.mark.parametrize("schema", [SCHEMA - 1, SCHEMA + 1])
def test_a_store_of_another_version_says_how_to_rebuild_it(
    store: Path, tmp_path: Path, schema: int
) -> None:
    _of_version(store, schema)
    with pytest.raises(StoreError) as refusal:
        Knowledge.open(store)
    assert f"store format {schema}, this one reads {SCHEMA}" in str(refusal.value)
    command = str(refusal.value).partition("rebuild it with `")[2].partition("`")[0]
    assert shlex.split(command)[-1] == str(tmp_path / "goods.csv")
    import_files(store, [tmp_path / "goods.csv"])
    assert [p.id for p in Knowledge.open(store).store.all_products()] == ["a", "b"]


def test_a_store_of_another_version_is_not_rebuilt_from_less_than_it_held(
    store: Path, tmp_path: Path
) -> None:
    (tmp_path / "other.csv").write_text(OTHER)
    import_files(store, [tmp_path / "other.csv"])
    _of_version(store, SCHEMA - 1)
    with pytest.raises(StoreError, match=r"goods\.csv .*other\.csv`"):
        import_files(store, [tmp_path / "other.csv"])
    import_files(store, [tmp_path / "other.csv", tmp_path / "goods.csv"])
    assert [p.id for p in Knowledge.open(store).store.all_products()] == ["x", "y", "a", "b"]


def test_no_store_and_a_broken_store_say_what_to_do(store: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here; import a catalogue with `aisle "):
        Knowledge.open(tmp_path / "nowhere")
    (store / (store / "CURRENT").read_text() / "meta.json").write_text("{")
    for attempt in (Knowledge.open, lambda folder: import_files(folder, [tmp_path / "goods.csv"])):
        with pytest.raises(StoreError, match="delete the folder and import again"):
            attempt(store)


@pytest.fixture
def aisle(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command on this test's store."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from bot.cli import main; main()", *arguments],
            capture_output=True,
            text=True,
            timeout=120,
            env={**os.environ, "AISLE_STORE": str(tmp_path / "store")},
        )

    return run


def test_the_command_prints_the_contracts_object_and_nothing_else(
    aisle: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    path = tmp_path / "wares.csv"
    path.write_text("Nr;Was;Preis\n1;Tisch;5,50\n2;Stuhl;-1\n")
    done = aisle(
        *("import", str(path), "--json", "--map", "id=Nr", "--map", "title=Was"),
        *("--currency", "eur"),
    )
    assert (done.returncode, done.stderr) == (0, "")
    printed = json.loads(done.stdout)
    assert printed.pop("seconds") > 0
    reason = "the price '-1' is negative; give what the product costs"
    expected = {
        "products": 1,
        "reviews": 0,
        "orders": 0,
        "documents": 0,
        "rejected": [{"source": str(path), "line": 3, "reason": reason}],
        "removed": 0,
        "kept": 0,
        "unchanged": 0,
        "patched": 0,
        "columns": [
            {
                "source": str(path),
                "kind": "product",
                "fields": {"id": "Nr", "title": "Was", "price": "Preis"},
                "attributes": [],
                "ignored": [],
            }
        ],
    }
    assert {name: printed[name] for name in expected} == expected
    (product,) = Knowledge.open(tmp_path / "store").store.all_products()
    assert (product.title, str(product.price), product.currency) == ("Tisch", "5.50", "EUR")


def test_the_command_tells_a_person_what_was_refused(
    aisle: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    path = tmp_path / "wares.csv"
    path.write_text("id,name,price\n" + "".join(f"{n},Cup,{30 - n}\n" for n in range(60)))
    done = aisle("import", str(path))
    assert done.returncode == 0
    assert done.stdout.startswith("Imported 31 products, 0 reviews, 0 orders and 0 documents in ")
    assert done.stdout.endswith(
        " s; 31 prices in no currency: name it with --currency; 29 rows refused.\n"
    )
    said = done.stderr.splitlines()
    assert said[0] == f"{path}:33: the price '-1' is negative; give what the product costs"
    assert said[-1] == "... and 9 more rows refused"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.csv"], "aisle: none.csv: no such file; check the path"),
        (["x.csv", "--map", "title"], "aisle: --map title: write it as field=column"),
        (["x.csv", "--currency", "Euro"], "aisle: --currency Euro: not an ISO 4217 code"),
        ([], "aisle: Missing argument 'PATH...'"),
    ],
)
def test_the_command_refuses_in_one_line_and_exits_2(
    aisle: Callable[..., subprocess.CompletedProcess[str]], arguments: list[str], said: str
) -> None:
    done = aisle("import", "--json", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1


def test_the_command_that_rebuilds_a_store_can_be_run_as_it_is_written(
    aisle: Callable[..., subprocess.CompletedProcess[str]], store: Path
) -> None:
    _of_version(store, SCHEMA - 1)
    refused = aisle("search", "desk")
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    command = shlex.split(refused.stderr.partition("rebuild it with `")[2].partition("`")[0])
    assert command[0] == "aisle"
    assert aisle(*command[1:]).returncode == 0
    assert aisle("search", "desk").stdout.split()[1] == "a"


def test_the_demo_shop_of_another_version_is_simply_made_anew(tmp_path: Path) -> None:
    goods = tmp_path / "goods.csv"
    goods.write_text("id,title\na,Anvil\n", encoding="utf-8")
    store = tmp_path / "store"
    import_files(store, [goods], demo=True)
    _of_version(store, SCHEMA - 1)
    ensure(store)
    assert len(list(Knowledge.open(store).store.all_products())) > 1
