"""Rows of things in the order that the question asks for."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.rankings import same_rankings
from reward_server.symbolic.verdict import Undecided

UP, DOWN = "Arrange the numbers in ascending order.", "Rank the elements by decreasing radius."
FIRST = "Rank the three players from first to last."


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "equal"),
    [
        ("1, 2, 3", "3, 2, 1", UP, False), ("1, 2, 3", "1, 2, 3", UP, True), ("1, 2, 3", "1 < 2 < 3", UP, True), ("1, 2, 3", "3 > 2 > 1", UP, True),
        (r"\frac12, \frac23", "0.5, 2/3", UP, True), ("1, 2, 3", "1, 2, 4", UP, None), ("1, 2, 3", "1 < 2 > 3", UP, None), ("1, 2", "1, 2, 3", UP, None),
        ("Na > Mg > Al", "Al < Mg < Na", DOWN, True), ("Na > Mg > Al", r"\text{Na, Mg, Al}", DOWN, True), ("Na, Mg, Al", r"\text{Na} > \text{Mg} > \text{Al}", DOWN, True),
        ("Na > Mg > Al", "Al > Mg > Na", DOWN, False), ("Na > Mg > Al", r"\text{Al, Mg, Na}", DOWN, False),
        ("Amy, Cal, Ben", "Ben, Cal, Amy", FIRST, False), ("Amy, Cal, Ben", r"\text{Amy} > \text{Cal} > \text{Ben}", FIRST, True), ("Amy, Cal, Ben", r"\text{Ben} < \text{Cal} < \text{Amy}", FIRST, True),
        ("Amy, Cal, Ben", r"\text{Ben} > \text{Cal} > \text{Amy}", FIRST, False), ("f, h, g", "f, g, h", "Order the functions by growth.", False),
        ("3, 2, 1", "1, 2, 3", "Ordne die Zahlen absteigend.", False), ("1, 2, 3", "3, 2, 1", "把这些数从小到大排列。", False), ("1, 2, 3", "3 > 2 > 1", "把这些数从小到大排列。", True),
        ("1, 2, 3", "3, 2, 1", "Find all roots.", None), ("1, 2, 3", "3, 2, 1", "What is the order of the group?", None), ("1, 2, 3", "3, 2, 1", "Find the rank of each matrix.", None),
        ("(1, 2), (3, 4)", "(3, 4), (1, 2)", UP, False), ("1, 2 = x", "1, 2", UP, None), ("1, " * 20 + "1", "1", UP, None), ("x", "y", UP, None),
    ],
)  # fmt: skip
def test_an_order_counts_where_the_question_asks_for_one(truth: str, answer: str, prompt: str, equal: bool) -> None:
    """None where there is nothing to say."""
    verdict = same_rankings(truth, answer, prompt)
    assert (verdict and verdict.equal) == equal


def test_solutions_have_no_order() -> None:
    assert compare("1, 2, 3", "3, 2, 1", prompt="Find all roots.").equal
    assert not compare("1, 2, 3", "3, 2, 1", prompt=UP).equal


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ("Rank the students A, B and C in order of speed.", "A, B, C", "B, A, C", False),
        ("Rank the students A, B and C in order of speed.", "A, B, C", "A, B, C", True),
    ],
)  # fmt: skip
def test_letters_in_a_row_are_no_choices(prompt: str, truth: str, answer: str, right: bool) -> None:
    """Which stands first counts."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right
