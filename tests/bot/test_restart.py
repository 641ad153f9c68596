"""What a shopper comes back to after the assistant was stopped and started again."""

from __future__ import annotations

from tests.bot.conftest import Visits


def test_the_second_one_is_remembered_after_a_restart(visits: Visits) -> None:
    answer = visits.second.stdout.split("\n\n")[0]
    assert "Marlow CG-20 Classical Guitar" in answer
    assert "Case included: yes" in answer


def test_the_cart_is_remembered_after_a_restart(visits: Visits) -> None:
    answer = visits.second.stdout.split("\n\n")[1]
    assert "Marlow CG-10 Classical Guitar" in answer
    assert "$189.00" in answer
    assert "CG-20" not in answer
