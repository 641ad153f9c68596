"""Records, carts and conversations in a real PostgreSQL, which several machines share."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import inspect, text

from bot.conversations import ConversationStore
from knowledge import database
from knowledge.carts import Carts
from knowledge.catalog import Order
from knowledge.constraints import Constraints, Range
from knowledge.database import StoreError
from knowledge.importing import import_files
from knowledge.knowledge import Knowledge
from knowledge.patching import patch_files
from knowledge.store import Store
from knowledge.version_database import SCHEMA, open_store
from knowledge.versions import current
from tests.backends.conftest import Import, Set
from tests.conftest import SHOPS

PRODUCTS = "id,title,price,currency,color\na,Oak desk,100,EUR,brown\nb,Ash stool,40,EUR,\n"
AWKWARD = [
    '{"kind":"product","id":"%s","title":"Grüner Tee 🍵 100%%","item_group_id":"tea","size":"1"}',
    '{"kind":"product","id":"T-2","title":"O\'Neill; -- \\"mug\\"","attributes":{"a:b %%(x)s":"ü"}}',
    '{"kind":"review","id":"r-b","product_id":"T-2","rating":4,"text":"ok","date":"2024-05-01"}',
    '{"kind":"review","id":"R-a","product_id":"T-2","rating":3,"text":"so","date":"2024-05-01"}',
    '{"kind":"review","id":"r-c","product_id":"T-2","rating":5,"text":"no day"}',
    '{"kind":"document","id":"Zoll","title":"Zoll","text":"Ab 150 €."}',
    '{"kind":"document","id":"abholung","title":"Abholung","text":"Jederzeit."}',
    '{"kind":"order","id":"RÜ-7","email":"Jo.Mü@Example.com","status":"shipped",'
    '"date":"2024-01-02","lines":[{"product_id":"T-2","title":"Mug","quantity":1,"price":9.5}]}',
]

IMPORT = """
import sys, pathlib, knowledge.building
from knowledge.importing import import_files
print("begun", flush=True)
import_files(pathlib.Path(sys.argv[1]), [pathlib.Path(sys.argv[2])])
"""


def _schemas() -> set[str]:
    with closing(Store(database.postgresql())) as store:
        return set(inspect(store.engine).get_schema_names())


def _schema(version: Path) -> str:
    return (version / SCHEMA).read_text()


def _contents(store: Store) -> dict[str, Any]:
    products = list(store.all_products())
    return {
        "products": products,
        "groups": store.groups([product.group for product in products]),
        "reviews": {product.id: store.reviews(product) for product in products},
        "documents": store.documents(),
        "orders": store.rows(Order, ["RÜ-7"]),
        "order": store.order(" rÜ-7", "JO.Mü@example.COM"),
        "counts": store.counts(),
        "sources": {source: store.ids_from(source) for source in store.sources()},
    }


def test_what_postgresql_gives_is_what_sqlite_gives(
    set_: Set, database_url: str, tmp_path: Path
) -> None:
    rows = "\n".join(AWKWARD) % ("x" * 500)
    (tmp_path / "awkward.jsonl").write_text(rows, encoding="utf-8")
    for name in ("wine", "instruments"):
        shutil.copytree(SHOPS / name, tmp_path / name)
    paths = [tmp_path / "awkward.jsonl", tmp_path / "wine", tmp_path / "instruments"]
    kept = {}
    for name, url in (("sqlite", None), ("postgresql", database_url)):
        set_(AISLE_DATABASE_URL=url)
        import_files(tmp_path / name, paths)
        with closing(open_store(current(tmp_path / name))) as store:
            kept[name] = _contents(store)
    assert kept["sqlite"]["order"] is not None
    assert len(kept["sqlite"]["products"]) > 20
    assert kept["postgresql"] == kept["sqlite"]


@pytest.mark.usefixtures("in_postgresql")
def test_a_price_changed_on_one_machine_is_known_on_the_others(
    shop: Import, tmp_path: Path
) -> None:
    store = shop(PRODUCTS)
    shutil.copytree(store, tmp_path / "other machine")
    other = Knowledge.open(tmp_path / "other machine")
    shop(PRODUCTS.replace(",40,", ",30,"))  # in place
    (tmp_path / "patch.csv").write_text("id,price\na,55\n")
    patch_files(store, [tmp_path / "patch.csv"])
    other.refresh()
    cheap = other.search(Constraints(query="desk", price=Range(max=60)))
    assert [hit.id for hit in cheap.hits] == ["a"]
    prices = {product.id: product.price for product in other.products(["a", "b"])}
    assert prices == {"a": Decimal(55), "b": Decimal(30)}


@pytest.mark.usefixtures("in_postgresql")
def test_the_version_before_can_be_read_and_older_ones_are_dropped(shop: Import) -> None:
    store = shop(PRODUCTS)
    first = _schema(current(store))
    opened = Knowledge.open(store)
    shop(PRODUCTS + "c,Pine shelf,60,EUR,\n")
    assert [product.id for product in opened.store.all_products()] == ["a", "b"]
    assert [product.id for product in Knowledge.open(store).store.all_products()] == ["a", "b", "c"]
    assert first in _schemas()
    shop(PRODUCTS + "d,Elm bench,80,EUR,\n")
    assert first not in _schemas()


@pytest.mark.usefixtures("in_postgresql")
def test_imports_into_a_copy_leave_the_records_of_the_original(
    shop: Import, tmp_path: Path
) -> None:
    store = shop(PRODUCTS)
    shutil.copytree(store, tmp_path / "copy")
    for count in range(3):
        (tmp_path / "goods.csv").write_text(f"{PRODUCTS}x{count},Elm bench {count},80,EUR,\n")
        import_files(tmp_path / "copy", [tmp_path / "goods.csv"])
    assert [product.id for product in Knowledge.open(store).store.all_products()] == ["a", "b"]


def test_a_store_moves_to_postgresql_with_the_next_import(
    set_: Set, database_url: str, shop: Import
) -> None:
    set_(AISLE_DATABASE_URL=None)
    store = shop(PRODUCTS)
    set_(AISLE_DATABASE_URL=database_url)
    assert [product.id for product in Knowledge.open(store).store.all_products()] == ["a", "b"]
    shop(PRODUCTS)
    assert _schema(current(store)) in _schemas()
    assert [product.id for product in Knowledge.open(store).store.all_products()] == ["a", "b"]
    set_(AISLE_DATABASE_URL=None)
    with pytest.raises(StoreError, match="are in PostgreSQL; set AISLE_DATABASE_URL"):
        Knowledge.open(store)


@pytest.mark.usefixtures("in_postgresql")
def test_a_server_that_was_started_anew_is_connected_to_again(shop: Import) -> None:
    opened = Knowledge.open(shop(PRODUCTS))
    assert opened.products(["a"])
    with closing(Store(database.postgresql())) as other, other.engine.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        )
    assert opened.products(["a"])


def test_a_server_that_does_not_answer_is_named_with_the_mend(
    set_: Set, database_url: str, shop: Import
) -> None:
    set_(AISLE_DATABASE_URL=database_url)
    store = shop(PRODUCTS)
    schema = _schema(current(store))
    set_(AISLE_DATABASE_URL="postgresql://aisle:hunter2@127.0.0.1:1/shop")
    for attempt in (lambda: Knowledge.open(store), lambda: shop(PRODUCTS + "c,Shelf,1,EUR,\n")):
        with pytest.raises(StoreError, match=r"does not answer .*; start it, or check") as refusal:
            attempt()
        assert "hunter2" not in str(refusal.value)
    set_(AISLE_DATABASE_URL=database_url)
    assert _schema(current(store)) == schema
    assert Knowledge.open(store).products(["a"])


@pytest.mark.parametrize("address", ["shop.db", "mysql://localhost/shop", "sqlite:///shop.db"])
def test_an_address_of_something_else_is_refused(address: str, set_: Set, shop: Import) -> None:
    set_(AISLE_DATABASE_URL=address)
    with pytest.raises(StoreError, match="write it as postgresql://"):
        shop(PRODUCTS)


@pytest.mark.usefixtures("in_postgresql")
def test_a_dropped_schema_is_named(shop: Import) -> None:
    store = shop(PRODUCTS)
    schema = _schema(current(store))
    with closing(Store(database.postgresql())) as other, other.engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    with pytest.raises(StoreError, match=f"has no schema {schema}"):
        Knowledge.open(store)


@pytest.mark.usefixtures("in_postgresql")
def test_what_no_text_can_hold_finds_nothing(shop: Import) -> None:
    opened = Knowledge.open(shop(PRODUCTS))
    assert opened.products(["a\0", "\0"]) == []
    assert opened.store.order("7\0", "\0@example.com") is None


@pytest.mark.usefixtures("in_postgresql")
def test_a_cart_is_the_same_on_every_machine_and_keeps_its_order() -> None:
    here, there = Carts(database.postgresql()), Carts(database.postgresql())
    shopper = f"shopper-{os.urandom(4).hex()}\0"
    for id, price in (("a", Decimal("9.90")), ("c", None), ("b", Decimal(1))):
        here.put(shopper, id, 1, price)
    there.put(shopper, "a", 3, Decimal("9.90"))
    there.put(shopper, "c", 0, None)
    assert [(one.product_id, one.quantity) for one in here.lines(shopper)] == [("a", 3), ("b", 1)]
    assert here.lines("nobody") == []


@pytest.mark.usefixtures("in_postgresql")
def test_a_conversation_goes_on_in_whichever_process_it_reaches(tmp_path: Path) -> None:
    domain = Domain.empty()
    here, there = (ConversationStore(tmp_path / "none.db", domain) for _ in range(2))
    sender = f"shopper-{os.urandom(4).hex()}"

    async def say(store: ConversationStore, words: str) -> DialogueStateTracker:
        tracker = await store.get_or_create_tracker(sender)
        tracker.update(UserUttered(words), domain)
        await store.save(tracker)
        return tracker

    async def talk() -> DialogueStateTracker:
        for store, words in ((here, "one"), (there, "two"), (here, "three"), (here, "four")):
            tracker = await say(store, words)
        return tracker

    tracker = asyncio.run(talk())
    said = [event.text for event in tracker.events if isinstance(event, UserUttered)]
    assert said == ["one", "two", "three", "four"]
    again = asyncio.run(ConversationStore(tmp_path / "none.db", domain).retrieve(sender))
    assert again is not None
    assert len(again.events) == len(tracker.events)


@pytest.mark.slow
@pytest.mark.usefixtures("in_postgresql")
def test_an_import_killed_at_any_moment_leaves_a_whole_store_and_no_schema_behind(
    shop: Import, tmp_path: Path
) -> None:
    store = shop(PRODUCTS)
    before = _schemas() - {_schema(current(store))}
    command = [sys.executable, "-c", IMPORT, str(store), str(tmp_path / "goods.csv")]
    whole = {("a", "b")}
    chance = random.Random(11)
    for count in range(20):
        (tmp_path / "goods.csv").write_text(f"{PRODUCTS}x{count},Elm bench {count},80,EUR,\n")
        whole.add(("a", "b", f"x{count}"))
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()  # what it needs is loaded
            time.sleep(chance.uniform(0, 0.6))
            process.send_signal(signal.SIGKILL)
        held = tuple(product.id for product in Knowledge.open(store).store.all_products())
        assert held in whole
    shop(PRODUCTS)
    shop(PRODUCTS + "c,Pine shelf,60,EUR,\n")
    versions = {_schema(path) for path in (store / "versions").iterdir()}
    assert len(versions) == 2
    assert _schemas() - before == versions
