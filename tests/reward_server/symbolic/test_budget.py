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
