"""Expressions with variables."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("(x+1)^2", "x^2+2x+1", True),
        ("(x+1)^2", "x^2+x+1", False),
        (r"\sin 2x", r"2\sin x\cos x", True),
        (r"\sin 2x", r"\sin x\cos x", False),
        (r"\frac{x^2-1}{x-1}", "x+1", True),
        (r"\frac{x^2-1}{x-1}", "x-1", False),
        (r"\sqrt{x^2}", "|x|", True),
        (r"\sqrt{x^2}", "x", False),
        ("e^{x+y}", "e^xe^y", True),
        ("e^{x+y}", "e^x+e^y", False),
        (r"\binom{n}{2}", r"\frac{n(n-1)}{2}", True),
        (r"\binom{n}{2}", r"\frac{n(n+1)}{2}", False),
        ("(-1)^n", "(-1)^{n+2}", True),
        ("(-1)^n", "(-1)^{n+1}", False),
        ("x", "y", False),
    ],
)  # fmt: skip
def test_expressions_are_equal_where_their_values_are(truth: str, answer: str, right: bool) -> None:
    """At random points: identities hold, and one sign, factor or exponent less does not."""
    assert compare(truth, answer).equal is right
