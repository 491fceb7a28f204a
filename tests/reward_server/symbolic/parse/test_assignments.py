"""Equations that name a value."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("x = 5", "5", True),
        ("AB = 5", "5", True),
        ("f(2) = 5", "5", True),
        (r"\frac{AB}{CD} = 5", "5", True),
        ("|AB| = 5", "5", True),
        (r"\text{Area} = 5", "5", True),
        ("x = 1, y = 2", "y = 2, x = 1", True),
        ("x = 1, y = 2", "x = 2, y = 1", False),
        ("x = 1, y = 2", "a = 1, b = 2", False),
        ("y = 2, x = 1", "(1, 2)", True),
        ("y = 2, x = 1", "(2, 1)", False),
        (r"\frac{dy}{dx} = 2x", "2x", True),
    ],
)  # fmt: skip
def test_a_name_falls_away_and_names_are_told_apart(truth: str, answer: str, right: bool) -> None:
    """What is named is compared by name, or in the order of the alphabet beside a tuple."""
    assert compare(truth, answer).equal is right
