"""The sign between two numbers."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        (r"Compare: $\frac23$ ? $\frac34$", "$<$", r"\frac23<\frac34", True),
        (r"Compare: $\frac23$ ? $\frac34$", "$<$", r"\frac34<\frac23", False),
        (r"Compare: $\frac23$ ? $\frac34$", "$<$", r"\frac23>\frac34", False),
        (r"Compare: $\frac23$ ? $\frac34$", r"\frac23<\frac34", "<", True),
        (r"Compare: $\frac23$ ? $\frac34$", r"\frac23<\frac34", ">", False),
        ("Compare 0.5 and 1/2", "=", "0.5=1/2", True),
    ],
)  # fmt: skip
def test_the_order_of_the_question_counts(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
