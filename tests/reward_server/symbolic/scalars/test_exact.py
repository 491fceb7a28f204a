"""Rational values."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\frac{3}{4}", r"\frac{6}{8}", True),
        (r"\frac{3}{4}", "0.75", True),
        (r"\frac{3}{4}", r"75\%", True),
        (r"\frac{3}{4}", r"\frac{4}{3}", False),
        ("10^{20}", "100000000000000000000", True),
        ("10^{20}", "100000000000000000001", False),
        ("2^{-3}", r"\frac18", True),
        ("2^{-3}", "-8", False),
        (r"\sqrt{\frac{4}{9}}", r"\frac23", True),
        (r"\frac{1}{3}", r"0.\overline{3}", True),
        (r"\frac{1}{3}", "0.3", False),
    ],
)  # fmt: skip
def test_rational_values_are_compared_exactly(truth: str, answer: str, right: bool) -> None:
    """However they are written; one more or one less differs."""
    assert compare(truth, answer).equal is right
