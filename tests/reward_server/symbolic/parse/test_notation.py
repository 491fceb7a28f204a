"""LaTeX's notation of numbers and functions."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\frac{1}{2}", r"\frac12", True),
        (r"\frac{1}{2}", r"\tfrac{1}{2}", True),
        (r"\frac{1}{2}", "1/2", True),
        (r"\frac{1}{2}", r"\frac21", False),
        (r"\sqrt{x}", "x^{1/2}", True),
        (r"\sqrt[3]{x}", "x^{1/3}", True),
        (r"\sqrt[3]{x}", r"\sqrt{x}", False),
        (r"\sin x", r"\sin(x)", True),
        (r"\sin^2 x", r"(\sin x)^2", True),
        (r"\sin^2 x", r"\sin(x^2)", False),
        (r"\sin^{-1} x", r"\arcsin x", True),
        (r"\log_2 x", r"\frac{\ln x}{\ln 2}", True),
        (r"\log_2 x", r"\frac{\ln 2}{\ln x}", False),
        ("n!", "n(n-1)!", True),
        ("x^{10}", "x^10", True),
        ("101_2", "5", True),
        ("101_2", "6", False),
        ("f'(x)", "f(x)", False),
        (r"2\frac{1}{2}", r"\frac{5}{2}", True),
        (r"2\frac{1}{2}", "1", False),
    ],
)  # fmt: skip
def test_notations_of_one_value_are_equal(truth: str, answer: str, right: bool) -> None:
    """Fractions, roots, powers, factorials, bases, functions with and without brackets."""
    assert compare(truth, answer).equal is right
