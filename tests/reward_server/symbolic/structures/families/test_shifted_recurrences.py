"""Recurrences in another form."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

SERIES = r"Find a recurrence for the coefficients of the power series solution $\sum a_nx^n$ of $y''=y$."
TRUTH = r"a_{n+2}=\frac{a_n}{(n+1)(n+2)}"


@pytest.mark.parametrize(
    ("prompt", "answer", "right"),
    [
        (SERIES, "(n+2)(n+1)a_{n+2}=a_n", True), (SERIES, r"a_{n}=\frac{a_{n-2}}{n(n-1)},\ n\ge2", True), (SERIES, "(n+2)(n+1)a_{n+2}-a_n=0", True),
        (SERIES, r"a_k=\frac{a_{k-2}}{k(k-1)}", True), (SERIES, r"a_{n+2}=\frac{a_n}{n(n+1)}", False), (SERIES, r"a_{n+2}=-\frac{a_n}{(n+1)(n+2)}", False),
        (SERIES, r"a_{n+1}=\frac{a_n}{(n+1)(n+2)}", False), (SERIES, r"a_{n}=\frac{a_{n-2}}{(n+1)(n+2)}", False), (SERIES, "a_{n+2}=a_n", False),
        ("Solve for it.", r"a_{n}=\frac{a_{n-2}}{n(n-1)},\ n\ge2", False),
    ],
)  # fmt: skip
def test_the_last_member_by_those_before_it(prompt: str, answer: str, right: bool) -> None:
    truth = TRUTH
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right
