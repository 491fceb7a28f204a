"""Whole numbers between two bounds."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    ("Find all $n$ such that $n!$ ends with exactly 10 zeros.", r"45\le n\le 49", r"n\in\{45,46,47,48,49\}", True),
    ("Find all $n$ such that $n!$ ends with exactly 10 zeros.", r"45\le n\le 49", "45,46,47,48,49", True),
    ("Find all $n$ such that $n!$ ends with exactly 10 zeros.", r"\{45,46,47,48,49\}", r"45\le n<50", True),
    ("Find all $n$ such that $n!$ ends with exactly 10 zeros.", r"45\le n\le 49", "45,46,47,48,49,50", False),
    ("Find all $n$ such that $n!$ ends with exactly 10 zeros.", r"45\le n\le 49", "45, 47, 49", False),
    ("Find all $n$ such that $n!$ ends with exactly 10 zeros.", r"\{45,46,47,48,49\}", "45<n<50", False),
    ("Find all real $x$.", r"1\le x\le 3", "1,2,3", False),
    ("Solve the inequality.", r"1\le x\le 3", "1,2,3", False),
    ("Find all integers $x$ with $|x|<3$.", r"-2\le x\le 2", "-2,-1,0,1,2", True),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_whole_numbers_between(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
