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
        ("y + 1 = 2x", "2x - 1", True),
        ("y + 1 = 2x", "2x + 1", False),
        ("f(x) = x^2", "f(t) = t^2", True),
        ("f(x) = x^2", "f(t) = t^3", False),
        ("y = x^2", "f(x) = x^2", True),
        ("f(x, y) = x + 2y", "f(a, b) = a + 2b", True),
        ("f(x, y) = x + 2y", "f(a, b) = 2a + b", False),
        ("y' = 2x", r"\frac{dy}{dx} = 2x", True),
        ("y' = 2x", r"\frac{dy}{dx} = 3x", False),
        ("a - b = 1.73", r"a - b = \sqrt3", True),
        ("a - b = 1.74", r"a - b = \sqrt3", False),
        ("(x+1)^2 = x^2 + 2x + 1", "x^2 + 2x + 1", True),
        ("a = b = c", "a = b = d", False),
        ("x = 2 + 3 = 5", "x = 1 + 4 = 5", True),
        ("y > 2x + 1", "2x + 1 < y", True),
        ("y > 2x + 1", r"y \ge 2x + 1", False),
        ("y > 2x + 1", "-y < -2x - 1", True),
        ("y > 2x + 1", "2y < 4x + 2", False),
        ("x + y > 1", "x + z > 1", False),
        (r"x \equiv 3 \pmod 7", r"x \equiv 10 \pmod 7", True),
        (r"x \equiv 3 \pmod 7", r"x \equiv 3 \pmod 8", False),
        (r"x \equiv 3 \pmod 7", "3", True),
        (r"x \equiv 3 \pmod 7", "10", False),
        ("3", r"x \equiv 3 \pmod 7", True),
        (r"x \equiv 3 \pmod 7", "x", False),
        ("1 : 2", r"\frac12", True),
        (r"\frac12", "1 : 2", True),
        ("1 : 2", "2", False),
        ("1 : 2 : 3", "2 : 4 : 6", True),
        ("1 : 2 : 3", "2 : 4 : 5", False),
        ("1 : 2 : 3", "1 : 2", False),
        ("1 : 2", "x = 0.5", True),
        ("x^2 + C", "x^2 + K", True),
        ("x^2 + C", "x^2 + 5 + C", True),
        ("x^2 + C", "x^2", False),
        ("x^2 + C", "x^3 + C", False),
        ("x^2 - C", "x^2 + C", True),
        (r"\frac{x^2}{2} + c", r"\frac{x^2}{2} + k", False),
        ("A + B + C", "A + B", False),
        ("x + y = 2", "x + z = 2", False),
        ("x = 0", "0 = 0", False),
    ],
)  # fmt: skip
def test_an_equation_is_the_same_up_to_a_factor_and_its_sides(truth: str, answer: str, right: bool) -> None:
    """Multiples, moved terms, exchanged sides; not another coefficient or sign."""
    assert compare(truth, answer).equal is right
