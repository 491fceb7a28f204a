"""Equations."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("y = 2x+1", "2x - y + 1 = 0", True),
        ("y = 2x+1", "2y = 4x + 2", True),
        ("y = 2x+1", "2x+1 = y", True),
        ("y = 2x+1", "y = 2x-1", False),
        ("y = 2x+1", "x = 2y+1", False),
        ("x^2+y^2 = 4", r"\frac{x^2}{4}+\frac{y^2}{4} = 1", True),
        ("x^2+y^2 = 4", "x^2+y^2 = 2", False),
        ("y = 2x+1", "2x+1", True),
        ("f(x) = x^2", "x^2", True),
        ("f(x) = x^2", "g(x) = x^3", False),
        ("x = 5", "5", True),
        ("5", "x = 5", True),
        ("x = 5", "x = 6", False),
    ],
)  # fmt: skip
def test_an_equation_is_the_same_up_to_a_factor_and_its_sides(truth: str, answer: str, right: bool) -> None:
    """Multiples, moved terms, exchanged sides; not another coefficient or sign."""
    assert compare(truth, answer).equal is right
