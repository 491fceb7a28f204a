"""Differentials."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

PROMPT = "Find the total differential of $z=x^2y$."
TRUTH = r"dz=2xy\,dx+x^2\,dy"


@pytest.mark.parametrize(
    ("prompt", "answer", "right"),
    [
        (PROMPT, "2xydx+x^2dy", True), (PROMPT, r"x(2y\,dx+x\,dy)", True), (PROMPT, r"\mathrm dz=2xy\,\mathrm dx+x^2\,\mathrm dy", True),
        (PROMPT, r"2xy\,dy+x^2\,dx", False), (PROMPT, "2xy+x^2", False), (PROMPT, r"2x\,dx+x^2\,dy", False), ("Simplify.", r"x(2y\,dx+x\,dy)", False),
    ],
)  # fmt: skip
def test_each_differential_has_its_factor(prompt: str, answer: str, right: bool) -> None:
    truth = TRUTH
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right
