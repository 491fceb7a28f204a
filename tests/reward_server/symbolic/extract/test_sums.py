"""Arithmetic that a text writes down to check what it found."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.sums import MAX_SUM, approximately, fails, holds


@pytest.mark.parametrize(
    "text",
    ["2·(8 − 3) = 10", "12 + 8 = 20", "13 + 8 = 21, 13 − 8 = 5", "12 + 8 = 20 and 12 - 8 = 4", "8² = 64", "6 / 4 = 3/2", "12 + 8 = 20 = 5 · 4"],
)  # fmt: skip
def test_a_true_computation_holds(text: str) -> None:
    assert holds(text)


@pytest.mark.parametrize(
    "text",
    ["2·(8 − 3) = 11", "13 + 8 = 21, 13 − 8 = 6", "8 = 8", "x + 1 = 2", "12 + 8", "", "=", "1/0 = 2/0", "((((9^64)^64)^64)^64)^64 = 1", "1 + 1 = 2 " + " " * MAX_SUM, "6 eggs + 1 = 7"],
)  # fmt: skip
def test_what_is_false_or_computes_nothing_or_is_no_arithmetic_does_not(text: str) -> None:
    assert not holds(text)


@pytest.mark.parametrize("text", ["(probe: 8 · 7 = 54)", "because 40 - 13 = 28", "; infatti 5 · 6 − 2 = 30"])
def test_a_check_that_is_false_fails(text: str) -> None:
    assert fails(text)


@pytest.mark.parametrize(
    "text",
    ["(probe: 8 · 7 = 56)", "because 100 - 65 - 15 = 20", "because 120 x .4 = 48", "because (8 / 10) x 100 = 80", "because 20% of 10 + 5 = 7", "(59÷7=8…3)", "since 12 x 25 = 300", "because 5 / 3 = 1.67", "because 14, 400 / 80 = 180", "(25 = 300)", "(1/0 = 3)"],
)  # fmt: skip
def test_what_is_true_rounded_or_read_in_part_does_not(text: str) -> None:
    assert not fails(text)


@pytest.mark.parametrize(
    "text",
    ["Check: 3*7 = 1 mod 20.", r"(3*7 = 1 \pmod{20})", "Check: 5+3 = 1000 in binary", "Check: 17/5 = 3 remainder 2", "Check: 7+4 = 1 (mod 5)", "(10/3 = 3 rounded down)", "Check: 190/50 = 3 buses"],
)  # fmt: skip
def test_arithmetic_of_another_kind_is_not_false(text: str) -> None:
    """Modulo, with a remainder, or in a base."""
    assert not fails(text)


def test_a_short_expression_of_numbers_roots_and_pi_has_a_size_and_others_have_none() -> None:
    known = {
        r"36\pi": 113.097,
        r"\frac{13}{90}": 0.1444,
        r"5\sqrt{2}": 7.0711,
        "2 - e^2": -5.389,
        r"100\pi\ \text{cm}^2": 314.16,
    }
    assert {text: approximately(text) for text in known} == pytest.approx(known, rel=1e-3)
    assert [approximately(text) for text in ("36 x", "1/0", "(-2)^{1/2}", "9^{9^{9}}", "", "1 + " * 90 + "1")] == [
        0
    ] * 6
