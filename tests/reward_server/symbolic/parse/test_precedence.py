"""How tightly operators bind."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("-x^2", "-(x^2)", True),
        ("-x^2", "(-x)^2", False),
        ("2x^2", "2(x^2)", True),
        ("2x^2", "(2x)^2", False),
        ("a-b-c", "(a-b)-c", True),
        ("a-b-c", "a-(b-c)", False),
        ("a/b/c", r"\frac{a}{bc}", True),
        ("a/b/c", r"\frac{ac}{b}", False),
        ("2^{3^x}", "2^{(3^x)}", True),
        ("a+bc", "a+(bc)", True),
        ("a+bc", "(a+b)c", False),
        ("1/2x", r"\frac{x}{2}", True),
    ],
)  # fmt: skip
def test_operators_bind_as_people_read_them(truth: str, answer: str, right: bool) -> None:
    """Powers before signs, products before sums, chains from the left."""
    assert compare(truth, answer).equal is right
