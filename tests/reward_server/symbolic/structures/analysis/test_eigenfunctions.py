"""Eigenvalues with eigenfunctions."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

PROMPT = r"Find the eigenvalues and eigenfunctions of $y''+\lambda y=0$, $y(0)=y(\pi)=0$."
TRUTH = r"\lambda_n=n^2,\ y_n=\sin nx,\ n=1,2,\dots"


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (r"\lambda_n=n^2,\ y_n(x)=C_n\sin(nx),\ n\ge1", True), (r"\lambda=k^2,\ y=\sin kx,\ k\in\mathbb N", True),
        (r"\lambda_n = n^2, \phi_n(x) = \sin(nx), n = 1, 2, 3, \ldots", True), (r"\lambda_n=(n+1)^2,\ y_n=\sin((n+1)x),\ n=0,1,2,\dots", True),
        (r"\lambda_n=n^2,\ y_n=\cos nx,\ n=1,2,\dots", False), (r"\lambda_n=n^2\pi^2,\ y_n=\sin n\pi x,\ n=1,2,\dots", False),
        (r"\lambda_n=n^2,\ y_n=\sin nx,\ n=0,1,2,\dots", False), (r"\lambda_n=n,\ y_n=\sin nx,\ n=1,2,\dots", False),
        (r"\lambda_n=n^2,\ n=1,2,\dots", False), (r"\lambda_n=n^2,\ y_n=0,\ n=1,2,\dots", False),
    ],
)  # fmt: skip
def test_the_first_ones_agree(answer: str, right: bool) -> None:
    truth, prompt = TRUTH, PROMPT
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right
