"""Arithmetic that a text writes down to check what it found."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.sums import MAX_POWER, MAX_SUM, holds


@pytest.mark.parametrize(
    "text",
    ["2·(8 − 3) = 10", "12 + 8 = 20", "13 + 8 = 21, 13 − 8 = 5", "12 + 8 = 20 and 12 - 8 = 4", "8² = 64", "6 / 4 = 3/2", "12 + 8 = 20 = 5 · 4"],
)  # fmt: skip
def test_a_true_computation_holds(text: str) -> None:
    assert holds(text)


@pytest.mark.parametrize(
    "text",
    ["2·(8 − 3) = 11", "13 + 8 = 21, 13 − 8 = 6", "8 = 8", "x + 1 = 2", "12 + 8", "", "=", "1/0 = 2/0", f"2^{MAX_POWER + 1} = 2^{MAX_POWER + 1}", "1 + 1 = 2 " + " " * MAX_SUM, "6 eggs + 1 = 7"],
)  # fmt: skip
def test_what_is_false_or_computes_nothing_or_is_no_arithmetic_does_not(text: str) -> None:
    assert not holds(text)
