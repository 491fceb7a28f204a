"""What a question says of its answer."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import EXACT


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "right"),
    [
        ("(x+1)^2", "x^2+2x+1", "Factor $x^2+2x+1$.", False),
        ("(x+1)^2", "x^2+2x+1", "", True),
        ("(x+1)^2", "(1+x)^2", "Factor $x^2+2x+1$.", True),
        ("x^2+2x+1", "x^2+2x+1", "Expand $(x+1)^2$.", True),
        ("101_2", "101", "Write 5 in base 2.", True),
        ("101_2", "101", "Write 5 in base 3.", False),
        ("101_2", "101", "", False),
        ("101_2", "110", "Write 5 in base 2.", False),
        ("50", r"50\%", "What percent of 10 is 5?", True),
        ("50", r"50\%", "How many are there?", False),
        ("50", r"51\%", "What percent of 10 is 5?", False),
        ("7", r"7\text{ wibbles}", "How many wibbles are there?", True),
        ("7", r"8\text{ wibbles}", "How many wibbles are there?", False),
        ("5", "x+y=5", "Find $x+y$.", True),
        ("5", "x+y=6", "Find $x+y$.", False),
        ("5", "x+y=5", "Find $x-y$.", False),
    ],
)
def test_the_question_says_which_form_is_an_answer(truth: str, answer: str, prompt: str, right: bool) -> None:
    """An expression of the question repeated is none; percentages, bases, nouns and sums that it asks for are."""
    assert compare(truth, answer, EXACT, prompt).equal is right
