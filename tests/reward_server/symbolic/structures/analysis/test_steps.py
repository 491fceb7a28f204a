"""Steps and deltas, under any of their names."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.analysis.steps import same_with_steps
from reward_server.symbolic.verdict import Undecided

LAPLACE = r"Find the inverse Laplace transform of $F(s)$."
WEAK = "Find the distributional derivative."
SHIFTED = "u(t-3)e^{-(t-3)}"
TENT = "t-2(t-2)u(t-2)"


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        (LAPLACE, SHIFTED, "H(t-3)e^{3-t}", True), (LAPLACE, SHIFTED, r"\begin{cases}0,& t<3\\ e^{3-t},&t\ge 3\end{cases}", True),
        (LAPLACE, SHIFTED, r"\theta(t-3)\,e^{-t+3}", True), (LAPLACE, SHIFTED, "u_3(t)e^{-(t-3)}", True),
        (LAPLACE, SHIFTED, r"\mathcal{U}(t-3)e^{3-t}", True), (LAPLACE, SHIFTED, "f(t)=e^{3-t}u(t-3)", True),
        (LAPLACE, SHIFTED, "e^{-(t-3)}", False), (LAPLACE, SHIFTED, "u(t-3)e^{-t}", False), (LAPLACE, SHIFTED, "u(t+3)e^{-(t-3)}", False),
        (LAPLACE, SHIFTED, r"\begin{cases}e^{3-t},& t<3\\ 0,&t\ge 3\end{cases}", False), (LAPLACE, SHIFTED, "u(3-t)e^{3-t}", False),
        (LAPLACE, SHIFTED, "u(t-3)", False), (LAPLACE, TENT, r"\begin{cases} t & 0\le t<2\\ 4-t & t\ge 2\end{cases}", True),
        (LAPLACE, TENT, "t(1-u(t-2))+(4-t)u(t-2)", True), (LAPLACE, TENT, "t-(t-2)u(t-2)", False), (LAPLACE, "u(t)t", "t", True),
        (WEAK, "H(x)x", "x", False), (WEAK, r"2\delta(x)", r"2\delta", True), (WEAK, r"2\delta(x)", r"f''=2\delta_0", True),
        (WEAK, r"2\delta(x)", r"4\delta(2x)", True), (WEAK, r"2\delta(x)", r"2\delta(-x)", True), (WEAK, r"2\delta(x)", r"\delta(x)", False),
        (WEAK, r"2\delta(x)", r"2\delta(x-1)", False), (WEAK, r"2\delta(x)", "2H(x)", False), (WEAK, r"2\delta(x)", r"2\delta'(x)", False),
        (WEAK, r"2\delta(x)", r"2\delta(2x)", False), (WEAK, r"2\delta(x)", "0", False), (WEAK, r"2\delta(x)", "2", False),
        (WEAK, r"\cos x\,\delta(x)+H(x)", r"\delta(x)+\theta(x)", True), (WEAK, r"\cos x\,\delta(x)+H(x)", r"\delta+1-H(-x)", True),
        (WEAK, r"\sin x\,\delta(x)", r"\delta(x)", False), (WEAK, r"\delta(x)-\delta(x-1)", r"\delta_0-\delta_1", True),
        (WEAK, r"\delta(x)-\delta(x-1)", r"\delta_1-\delta_0", False), ("Solve for u.", "u(t-3)", "H(t-3)", False),
    ],
)  # fmt: skip
def test_what_is_the_same_between_the_jumps(prompt: str, truth: str, answer: str, right: bool) -> None:
    """A letter before a bracket is a step only where the prompt speaks of such functions."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right


def test_hostile_texts_are_read_in_time() -> None:
    for piece in ("u(t-1)", "u(", r"\delta", "H_1", "t"):
        same_with_steps(piece * 60, piece * 50 + "1", LAPLACE)


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ("Find the inverse Laplace transform.", r"\delta(t)^2", r"\delta(t)", False),
        ("Find the inverse Laplace transform.", r"\delta(t-1)\delta(t-1)", r"\delta(t-1)", False),
        ("Find the inverse Laplace transform.", r"e^{\delta(t)}", r"(e-1)\delta(t)+1", False),
        ("Find the inverse Laplace transform.", r"\frac{\delta(t-1)}{2}", r"\delta(2t-2)", True),
        ("Solve the Laplace equation with a step function for x.", "u(x+1)", "1", False),
    ],
)  # fmt: skip
def test_a_delta_is_a_factor_alone(prompt: str, truth: str, answer: str, right: bool) -> None:
    """Nothing else of a delta has a value; and only a function of t begins at 0."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right
