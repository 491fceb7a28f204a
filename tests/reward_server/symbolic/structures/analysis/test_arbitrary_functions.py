"""General solutions with arbitrary functions."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.analysis.arbitrary_functions import same_with_arbitrary_functions
from reward_server.symbolic.verdict import Undecided

TRANSPORT = "Find the general solution of $u_x+2u_y=0$."
WAVES = "Solve the wave equation $u_{tt}=c^2u_{xx}$."
SHIFTED = r"u=f(y-2x),\ f\text{ arbitrary}"


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        (TRANSPORT, SHIFTED, r"u(x,y)=F\left(x-\frac y2\right),\ F\text{ an arbitrary }C^1\text{ function}", True), (TRANSPORT, SHIFTED, "u=g(2x-y)", True),
        (TRANSPORT, SHIFTED, r"u(x,y)=f(y-2x)\text{ where }f\text{ is an arbitrary differentiable function}", True), (TRANSPORT, SHIFTED, "u=f(y+2x)", False),
        (TRANSPORT, SHIFTED, "u=f(x-2y)", False), (TRANSPORT, SHIFTED, "u=xf(y-2x)", False), (TRANSPORT, SHIFTED, "u=f(y)-f(2x)", False),
        (TRANSPORT, SHIFTED, "u=y-2x", False), (WAVES, "u=f(x+ct)+g(x-ct)", "u=F(x-ct)+G(x+ct)", True), (WAVES, "u=f(x+ct)+g(x-ct)", r"u(x,t)=\phi(ct-x)+\psi(x+ct)", True),
        (WAVES, "u=f(x+ct)+g(x-ct)", "u=f(x+ct)+g(x+ct)", False), (WAVES, "u=f(x+ct)+g(x-ct)", "u=f(x+ct)", False),
        ("Let $f$ be given. Find $u$.", "u=f(y-2x)", "u=f(2x-y)", False),
    ],
)  # fmt: skip
def test_arguments_up_to_a_factor_and_a_constant(prompt: str, truth: str, answer: str, right: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right


def test_hostile_texts_are_read_in_time() -> None:
    for piece in ("f(", "f(x)", r"\text{ f any ", ", f "):
        same_with_arbitrary_functions("u=f(x)" + piece * 40, "u=f(x)" + piece * 40, TRANSPORT)


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ("Solve the wave equation; give the general solution.", "u=f(x+t)+g(x-t)", "u=f(x+t)+f(x-t)", False),
        ("Solve the wave equation; give the general solution.", "u=f(x+t)+g(x-t)", "u=F(x-t)+G(x+t)", True),
    ],
)  # fmt: skip
def test_one_function_twice(prompt: str, truth: str, answer: str, right: bool) -> None:
    """Is not two functions."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right
