"""Spans, by any vectors that span them."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare

PLANE, LINE, FUNCTIONS = (
    r"\operatorname{span}\{(1,0,-1),(0,1,-1)\}",
    r"\operatorname{span}\{(1,1)\}",
    r"\operatorname{span}\{e^x, e^{-x}\}",
)


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (PLANE, r"\text{span}\left\{(1,-1,0),(0,1,-1)\right\}", True), (PLANE, r"\operatorname{span}\{(2,0,-2),(1,1,-2)\}", True), (PLANE, "x+y+z=0", True),
        (PLANE, r"\{(x,y,z)\in\mathbb{R}^3: x+y+z=0\}", True), (PLANE, r"s(1,0,-1)+t(0,1,-1),\ s,t\in\mathbb{R}", True),
        (PLANE, r"\mathrm{Span}\left(\begin{pmatrix}1\\0\\-1\end{pmatrix},\begin{pmatrix}0\\1\\-1\end{pmatrix}\right)", True),
        (PLANE, r"\operatorname{span}\{(1,0,-1)\}", False), (PLANE, r"\operatorname{span}\{(1,0,1),(0,1,-1)\}", False), (PLANE, "x+y-z=0", False),
        (PLANE, r"\{(1,0,-1),(0,1,-1)\}", False), (LINE, r"\operatorname{span}\{(2,2)\}", True), (LINE, r"\left\{t\begin{pmatrix}1\\1\end{pmatrix}:t\in\mathbb{R}\right\}", True),
        (LINE, r"\operatorname{span}\{(1,-1)\}", False), (LINE, r"\operatorname{span}\{(1,1),(1,2)\}", False), (LINE, r"\operatorname{span}\{(0,0)\}", False),
        (FUNCTIONS, r"\operatorname{span}\{\cosh x,\sinh x\}", True), (FUNCTIONS, r"\{ae^x+be^{-x}: a,b\in\mathbb{R}\}", True), (FUNCTIONS, r"\operatorname{span}\{e^x, e^{2x}\}", False),
    ],
)  # fmt: skip
def test_what_the_vectors_span(truth: str, answer: str, right: bool) -> None:
    """The same sums, whichever vectors they are of."""
    assert compare(truth, answer).equal is right
