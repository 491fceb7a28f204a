"""The budget of one comparison."""

from __future__ import annotations

import pytest

from reward_server.symbolic import budget


def test_the_whole_budget_may_be_spent_and_no_more() -> None:
    """What is spent stays spent until the next comparison begins."""
    budget.begin()
    budget.spend(budget.UNITS)
    for _ in range(2):
        with pytest.raises(budget.Exhausted):
            budget.spend(1)
    budget.begin()
    budget.spend(1)


def test_a_reserve_is_shared_and_what_it_spends_is_not_missed() -> None:
    budget.begin()
    with pytest.raises(budget.Exhausted):
        budget.spend(budget.UNITS + 1)
    with budget.reserved():
        budget.spend(budget.UNITS - 10)
    assert budget.scratch.left < 0
    with pytest.raises(budget.Exhausted), budget.reserved():
        budget.spend(11)
    budget.begin()
    assert budget.scratch.left == budget.scratch.reserve == budget.UNITS


def test_the_last_readings_have_a_budget_of_their_own() -> None:
    """What is left of a larger one stays."""
    budget.begin()
    budget.take_last()
    assert budget.scratch.left == budget.UNITS
    with pytest.raises(budget.Exhausted):
        budget.spend(budget.UNITS + 1)
    budget.take_last()
    assert budget.scratch.left == budget.LAST_UNITS
