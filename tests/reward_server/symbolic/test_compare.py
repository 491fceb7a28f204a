"""The order of the rungs, and how short the shortest way is."""

from __future__ import annotations

from benchmarks.math_visits import visits


def test_two_plain_numbers_are_compared_in_few_steps() -> None:
    """Eight modules and twenty returns at most, with cold memos."""
    modules, returns = visits(r"\frac12", "0.5")
    assert len(modules) <= 8
    assert returns <= 20
