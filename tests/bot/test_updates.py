"""An import while a conversation is under way: the next turn knows of it, and nothing is lost."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from knowledge.importing import import_files
from knowledge.patching import patch_files
from tests.conftest import SHOPS


def test_new_goods_and_prices_reach_a_conversation_that_goes_on(
    agent: Any,
    loop: asyncio.AbstractEventLoop,
    stores: dict[str, Path],
    use_store: Callable[[Path], None],
    tmp_path: Path,
) -> None:
    from bot.runtime import turn

    store = tmp_path / "store"
    shutil.copytree(
        stores["instruments"], store, ignore=shutil.ignore_patterns("conversations.db*")
    )
    use_store(store)

    def say(text: str) -> dict[str, Any]:
        said: dict[str, Any] = loop.run_until_complete(turn(agent, tmp_path.name, text))
        return said["replies"][0]

    first = say("classical guitars under $300")["products"]
    say("add the first one to my cart")
    assert say("do you have a theremin?")["products"] == []
    row = {"kind": "product", "id": "TH-1", "title": "Etherwell theremin", "price": 449}
    row |= {"currency": "USD", "category": "Electronic instruments", "availability": "in_stock"}
    export = tmp_path / "shop.jsonl"
    export.write_text((SHOPS / "instruments" / "shop.jsonl").read_text() + json.dumps(row) + "\n")
    import_files(store, [export])
    assert [one["id"] for one in say("do you have a theremin?")["products"]] == ["TH-1"]
    (tmp_path / "patch.csv").write_text("id,price\nTH-1,399\n")
    patch_files(store, [tmp_path / "patch.csv"])
    assert "399" in say("how much is it?")["text"]
    assert first[0]["title"] in say("what is in my cart?")["text"]
