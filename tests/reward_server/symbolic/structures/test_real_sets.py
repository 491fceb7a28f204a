"""Sets of reals."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("(1, 2)", "1 < x < 2", True),
        ("[1, 2)", r"1 \le x < 2", True),
        ("[1, 2)", "1 < x < 2", False),
        ("(1, 2]", r"1 < x \le 2", True),
        ("(1, 2]", "1 < x < 2", False),
        (r"(-\infty, 3)", "x < 3", True),
        (r"(-\infty, 3]", "x < 3", False),
        (r"(3, \infty)", "x > 3", True),
        (r"(-\infty, 1)\cup(2,\infty)", r"x < 1 \text{ or } x > 2", True),
        (r"(-\infty, 1)\cup(2,\infty)", r"x < 1 \text{ or } x \ge 2", False),
        (r"(1,2)\cup(3,4)", r"(3,4)\cup(1,2)", True),
        (r"(1,3)\cup(2,4)", "(1,4)", True),
        (r"(1,2)\cup(2,3)", "(1,3)", False),
        (r"(1,2]\cup(2,3)", "(1,3)", True),
        (r"\mathbb{R}\setminus\{0\}", r"x \ne 0", True),
        (r"\mathbb{R}\setminus\{0\}", r"x \ne 1", False),
        (r"\{x \mid x > 2\}", r"(2, \infty)", True),
        (r"x \in (1, 2)", "(1, 2)", True),
        ("(1, 2)", "(1, 3)", False),
        (r"\mathbb{R}", r"(-\infty, \infty)", True),
    ],
)  # fmt: skip
def test_intervals_and_inequalities_are_the_sets_that_they_describe(truth: str, answer: str, right: bool) -> None:
    """Ends, order and gaps count; ways to write them do not."""
    assert compare(truth, answer).equal is right
