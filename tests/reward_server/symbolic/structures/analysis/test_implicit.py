"""Solutions of differential equations, solved for y or not."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

EXACT = r"Solve the initial value problem $(2xy+3)\,dx+(x^2-1)\,dy=0$, $y(0)=2$."
ROOT = r"Solve $y'=\frac{x}{y}$, $y(0)=1$."


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        (EXACT, "x^2y+3x-y=-2", r"y=\frac{3x+2}{1-x^2}", True), (EXACT, r"y=\frac{3x+2}{1-x^2}", "x^2y+3x-y=-2", True),
        (EXACT, "x^2y+3x-y=-2", r"y(x)=-\frac{3x+2}{x^2-1}", True), (EXACT, "x^2y+3x-y=-2", r"y=\frac{3x-2}{1-x^2}", False),
        (EXACT, "x^2y+3x-y=-2", "x^2y+3x-y=2", False), ("Simplify.", "x^2y+3x-y=-2", r"y=\frac{3x+2}{1-x^2}", False),
        (ROOT, "y^2-x^2=1", r"y=\sqrt{x^2+1}", True), (ROOT, "y^2-x^2=1", r"y=-\sqrt{x^2+1}", False), (ROOT, "y^2-x^2=1", r"y=\sqrt{x^2-1}", False),
        (ROOT, r"y=\sqrt{x^2+1}", "y^2-x^2=1", False), (r"Solve $y'=\frac{x}{y}$.", "y^2-x^2=1", r"y=\sqrt{x^2+1}", False),
    ],
)  # fmt: skip
def test_what_is_solved_satisfies_the_equation(prompt: str, truth: str, answer: str, right: bool) -> None:
    """A root is one of two solutions: the prompt's point tells which."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right
