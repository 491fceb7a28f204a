"""Pairs whose order is left open."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    (r"Find all pairs of positive integers $(x,y)$ with $\frac1x+\frac1y=\frac12$.", "(3,6),(4,4),(6,3)", r"x=y=4\ \text{ or }\ \{x,y\}=\{3,6\}", True),
    (r"Find all pairs of positive integers $(x,y)$ with $\frac1x+\frac1y=\frac12$.", "(3,6),(4,4),(6,3)", r"\{x,y\}=\{3,6\}\text{ or }(x,y)=(4,4)", True),
    (r"Find all pairs of positive integers $(x,y)$ with $\frac1x+\frac1y=\frac12$.", "(3,6),(4,4),(6,3)", r"(4,4)\text{ and }\{x,y\}=\{3,6\}", True),
    (r"Find all pairs of positive integers $(x,y)$ with $\frac1x+\frac1y=\frac12$.", "(3,6),(4,4),(6,3)", r"\{x,y\}=\{3,6\}\text{ or }\{x,y\}=\{4\}", True),
    (r"Find all pairs of positive integers $(x,y)$ with $\frac1x+\frac1y=\frac12$.", "(3,6),(4,4),(6,3)", "x=y=4", False),
    (r"Find all pairs of positive integers $(x,y)$ with $\frac1x+\frac1y=\frac12$.", "(3,6),(4,4),(6,3)", r"\{x,y\}=\{3,6\}", False),
    (r"Find all pairs of positive integers $(x,y)$ with $\frac1x+\frac1y=\frac12$.", "(3,6),(4,4),(6,3)", r"x=y=4\text{ or }(x,y)=(3,6)", False),
    (r"Find all pairs of positive integers $(x,y)$ with $\frac1x+\frac1y=\frac12$.", "(3,6),(4,4),(6,3)", r"x=y=4\text{ or }\{x,y\}=\{3,5\}", False),
    (r"Find all pairs of positive integers $(x,y)$ with $\frac1x+\frac1y=\frac12$.", "(3,6),(4,4),(6,3)", r"x=y=3\text{ or }\{x,y\}=\{3,6\}", False),
    (r"Find all pairs of positive integers $(x,y)$ with $\frac1x+\frac1y=\frac12$.", "(3,6),(4,4),(6,3)", r"\{3,4,6\}", False),
    (r"Find all pairs of positive integers $(x,y)$ with $\frac1x+\frac1y=\frac12$.", "(3,6),(4,4),(6,3)", r"x=y=4\text{ or }\{x,y\}=\{3,6\}\text{ or }\{x,y\}=\{2,8\}", False),
    ("Solve $x+y=9$, $x-y=-3$.", "(3,6)", r"\{x,y\}=\{3,6\}", False),
    ("Solve the system $x+y=5$, $xy=6$.", "(2,3),(3,2)", r"\{x,y\}=\{2,3\}", True),
    ("Solve the system $x+y=5$, $xy=6$.", "(2,3),(3,2)", r"\{x,y\}=\{1,6\}", False),
    ("Solve the system $x+y=5$, $xy=6$.", "(2,3),(3,2)", "x=2,y=3", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_sets_of_letters_are_points_in_any_order(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
