"""Forms in which structures are written."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("(5, 2)", "P(5, 2)", True),
        ("(5, 2)", "(x, y) = (5, 2)", True),
        ("(5, 2)", "(2, 5)", False),
        (r"\pm 3", "3, -3", True),
        (r"\pm 3", "3", False),
        (r"3 \pm \sqrt{2}", r"3+\sqrt{2}, 3-\sqrt{2}", True),
        (r"3 \pm \sqrt{2}", r"3+\sqrt{2}, 3+\sqrt{3}", False),
    ],
)  # fmt: skip
def test_a_structure_is_the_same_in_another_form(truth: str, answer: str, right: bool) -> None:
    """Names of points and functions, spelled tuples and signs of plus or minus."""
    assert compare(truth, answer).equal is right
