"""Which ground truths cannot be used."""

from __future__ import annotations

import pytest

from reward_server.symbolic.contradiction import _HOLDS, contradiction


@pytest.mark.parametrize("sign", sorted(_HOLDS))
def test_each_relation_of_numbers_may_hold_and_one_that_does_not_is_no_ground_truth(sign: str) -> None:
    holds, fails = {"=": ("2 = 2", "2 = 3"), "<": ("2 < 3", "2 < 2"), "<=": (r"2 \le 2", r"3 \le 2"), ">": ("3 > 2", "2 > 2"), ">=": (r"2 \ge 2", r"2 \ge 3"), "!=": (r"2 \ne 3", r"2 \ne 2")}[sign]  # fmt: skip
    assert contradiction(holds) == ""
    assert contradiction(fails) == "self-contradictory ground truth"


@pytest.mark.parametrize("truth", ["", " ", "$ $", "5=6", "1<0", "x=1=2", r"\frac12 = 0.6"])
def test_a_ground_truth_that_cannot_be_used(truth: str) -> None:
    assert contradiction(truth)


@pytest.mark.parametrize(
    "truth", ["5", "x=5", "2+3=5", "1<2", r"\frac13 \approx 0.33", "no solution", "B", r"x = \frac12 = 0.5"]
)
def test_a_ground_truth_that_can(truth: str) -> None:
    assert contradiction(truth) == ""
