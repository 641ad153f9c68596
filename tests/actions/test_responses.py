"""What actions say by name exists in the domain."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


def test_every_response_that_actions_use_is_written() -> None:
    used = {
        name
        for path in (ROOT / "actions").glob("*.py")
        for name in re.findall(r'"(utter_\w+)"', path.read_text(encoding="utf-8"))
    }
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert used
    assert used <= domain["responses"].keys()


def test_every_action_is_in_the_domain() -> None:
    written = {
        name
        for path in (ROOT / "actions").glob("*.py")
        for name in re.findall(r'return "(action_\w+)"', path.read_text(encoding="utf-8"))
    }
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert written == set(domain["actions"])
