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
        ("664_7", "664", "Find it in base 7.", True), ("664_7", "664", "Find it in base $7$.", True),
        ("664_7", "664", "Find it in base 77.", False), ("-101_2", "101", "In base 2.", False),
        ("101_2", "5", "Convert 5 to base 2.", False), ("5", "101_2", "Convert $101_2$ to base 10.", False),
        ("5", "5", "Convert $101_2$ to base 10.", True), ("101_2", "12_3", "Write 5 in base 2.", True),
        ("11", "11_2", "Write 3 in binary.", False), ("101", "101_2", "Write 5 in binary.", True), ("101", "101_3", "Write it.", False),
        ("121", "121_2", "", False), ("50", r"50\%", "Give it as a percentage.", True),
        ("50", r"50\%", "The rate is 5 percent. How many are there?", False),
        ("x", r"x\%", "What percent is it?", False), ("50", r"50\%", "By how many percent?", True),
        ("50", r"50\%", "百分之几?", True), ("7", r"7\text{ wibbles}", "How much wibbles?", True),
        ("x+1", r"7\text{ wibbles}", "How many wibbles?", False), ("5", "x+y=5", "", False),
        ("5", "x+y=5", r"Find \(x+y\).", True), ("5", "x+y=5", r"Find \[x+y\].", True),
        ("(1,2)", "x+y=5", "Find $x+y$.", False), ("5", "y+x=5", "Find $x+y$.", True),
        ("5", "2x+2y=5", "Find $x+y$.", False), ("4", "2+2", "Compute $2+2$.", False),
        ("4", "4", "Compute $2+2$.", True), ("4", "2+2", "Compute 2+2.", False),
        (r"\frac34", r"\frac68", r"Reduce $\frac68$.", False),
        (r"\frac34", r"\frac34", r"Is $\frac34$ reduced?", True),
        (r"\frac34", "0.75", r"Write $\frac34$ as a decimal.", True), ("2", r"\frac42", r"What is $\frac42$?", False),
        ("4", "x = 2+2", "Compute $2+2$.", False), ("x = 5", "2x + 1 = 11", "Solve $2x+1=11$.", False),
        ("x = 5", "x = 5", "Solve $2x+1=11$.", True), ("y = 2x", "y = 2x", "Is $y = 2x$ a line?", True),
        ("-3", "-3", "Is $-3$ negative?", True), ("5", r"\sqrt{25}", r"Simplify $\sqrt{25}$.", False),
        (r"5\sqrt2", r"\sqrt{50}", r"Simplify $\sqrt{50}$.", False),
        (r"5\sqrt2", r"5\sqrt2", r"Simplify $\sqrt{50}$.", True), ("12", r"3\cdot 4", "Compute 3 * 4 now.", False),
        ("x^2", "x^2", "If $x^2+1$ is given, find the first term.", True),
        ("-101_2", "-101", "Write it in base 2.", True), ("101_2", "-101", "Write it in base 2.", False),
        ("101", "-101_2", "Write 5 in binary.", False), ("-101", "-101_2", "Write -5 in binary.", True),
    ],
)  # fmt: skip
def test_the_question_says_which_form_is_an_answer(truth: str, answer: str, prompt: str, right: bool) -> None:
    """An expression of the question repeated is none; percentages, bases, nouns and sums that it asks for are."""
    assert compare(truth, answer, EXACT, prompt).equal is right
