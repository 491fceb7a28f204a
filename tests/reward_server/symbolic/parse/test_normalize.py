"""Text before it is read."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\frac{1}{2}", r"$\frac{1}{2}$", True),
        (r"\frac{1}{2}", r"\displaystyle\frac{1}{2}", True),
        ("x-1", "x−1", True),
        ("x-1", "x+1", False),
        ("(1,2)", "（1，2）", True),
        (r"10\,000", "10000", True),
        ("x^2", "x²", True),
        ("x^2", "x³", False),
        (r"\frac{1}{2}", "½", True),
        (r"\frac{1}{2}", "¼", False),
        (r"\pi", "π", True),
        (r"\sqrt{2}", "√2", True),
        (r"x \le 2", "x ≤ 2", True),
        (r"x \le 2", "x ≥ 2", False),
        ("5.", "5", True),
    ],
)  # fmt: skip
def test_spelling_that_says_nothing_falls_away(truth: str, answer: str, right: bool) -> None:
    """Dollars, spaces, display styles, full-width signs, other minus signs."""
    assert compare(truth, answer).equal is right
