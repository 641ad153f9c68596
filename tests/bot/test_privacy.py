"""Where what a shopper says may be written down: in the conversation, and nowhere else."""

from __future__ import annotations

import os

import pytest

from tests.bot.conftest import Visits
from tests.bot.visits import SECRETS

CONVERSATIONS = "conversations.db"


@pytest.mark.parametrize("secret", SECRETS)
def test_what_is_private_is_written_to_the_conversation_alone(secret: str, visits: Visits) -> None:
    written = [path for path in visits.home.rglob("*") if path.is_file()]
    holding = {path.name for path in written if secret.encode() in path.read_bytes()}
    files = set() if os.environ.get("AISLE_DATABASE_URL") else {CONVERSATIONS}
    assert {name.removesuffix("-wal") for name in holding} == files


def test_nothing_is_logged_of_a_conversation_unless_asked_for(visits: Visits) -> None:
    assert visits.second.stderr == ""
