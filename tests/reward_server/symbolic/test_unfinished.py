"""Answers that leave their work to the judge."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("5", "2+3", False),
        ("6", r"2\cdot 3", False),
        ("3", r"\frac{6}{2}", True),
        (r"\frac{3}{2}", r"\frac{1/2}{1/3}", False),
        ("2", r"17 \bmod 5", False),
        ("6", r"\gcd(12, 18)", False),
        ("36", r"\text{lcm}(12, 18)", False),
        ("10", r"\binom{5}{2}", False),
        ("3", r"\lfloor 3.5\rfloor", False),
        ("-2", r"\begin{vmatrix}1&2\\3&4\end{vmatrix}", False),
        ("55", r"\sum_{k=1}^{10} k", False),
        (r"\frac13", r"\int_0^1 x^2\,dx", False),
        ("120", "5!", True),
        ("1024", "2^{10}", True),
        ("12", r"2^2\cdot 3", True),
        ("12", r"4\cdot 3", False),
        ("2", r"\sqrt4", True),
        ("3", r"\log_2 8", True),
        (r"2\frac12", r"\frac52", True),
        ("5", "2+3 = 5", True),
        ("300000000", r"3\times 10^8", True),
        ("x = 2", "x + 2 = 4", False),
        ("x+3", "x+1+2", True),
        ("(5, 6)", "(2+3, 6)", False),
        ("7", r"\max(3, 7)", False),
    ],
)  # fmt: skip
def test_work_that_is_left_to_do_is_not_paid(truth: str, answer: str, right: bool) -> None:
    """Where the ground truth is a plain number: sums, products, quotients, functions of integers."""
    assert compare(truth, answer).equal is right
