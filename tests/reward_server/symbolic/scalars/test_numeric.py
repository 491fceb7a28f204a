"""Irrational values."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\sqrt{3+2\sqrt2}", r"1+\sqrt2", True),
        (r"\sqrt{3+2\sqrt2}", r"1+\sqrt3", False),
        (r"\sin\frac{\pi}{12}", r"\frac{\sqrt6-\sqrt2}{4}", True),
        (r"\sin\frac{\pi}{12}", r"\frac{\sqrt6+\sqrt2}{4}", False),
        (r"\pi", r"\frac{355}{113}", False),
        (r"e^{\pi\sqrt{163}}", "262537412640768744", False),
        (r"\ln 2+\ln 3", r"\ln 6", True),
        (r"\ln 2+\ln 3", r"\ln 5", False),
        (r"\arctan 2+\arctan 3", r"\frac{3\pi}{4}", True),
        (r"\sqrt2+10^{-30}", r"\sqrt2", False),
    ],
)  # fmt: skip
def test_values_are_compared_to_as_many_digits_as_it_takes(truth: str, answer: str, right: bool) -> None:
    """Equal forms are equal; a difference far behind the point is seen."""
    assert compare(truth, answer).equal is right
