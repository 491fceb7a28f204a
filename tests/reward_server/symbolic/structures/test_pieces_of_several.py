"""Cases whose conditions are about two letters."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        ("Green's function.", r"$G(x,s)=\begin{cases} x(1-s), & x\le s\\ s(1-x), & x\ge s\end{cases}$", r"G(x,s)=\min(x,s)(1-\max(x,s))", True),
        ("Green's function.", r"$G(x,s)=\begin{cases} x(1-s), & x\le s\\ s(1-x), & x\ge s\end{cases}$", r"G(x,s)=\max(x,s)(1-\min(x,s))", False),
        ("Green's function.", r"$G(x,s)=\begin{cases} x(1-s), & x\le s\\ s(1-x), & x\ge s\end{cases}$", r"G(x,s)=\begin{cases} s(1-x), & s\le x\\ x(1-s), & s\ge x\end{cases}", True),
        ("Green's function.", r"$G(x,s)=\begin{cases} x(1-s), & x\le s\\ s(1-x), & x\ge s\end{cases}$", r"G(x,s)=\begin{cases} x(1-s), & s\le x\\ s(1-x), & s\ge x\end{cases}", False),
        ("Green's function.", r"$G(x,s)=\begin{cases} x(1-s), & x\le s\\ s(1-x), & x\ge s\end{cases}$", "G(x,s)=x(1-s)", False),
        ("Green's function.", r"$G(x,s)=\begin{cases} x(1-s), & x\le s\\ s(1-x), & x\ge s\end{cases}$", r"G(x,s)=\begin{cases} s(1-x), & s\le x\\ x(1-s), & \text{otherwise}\end{cases}", True),
        ("Green's function.", r"$G(x,s)=\begin{cases} x(1-s), & x\le s\\ s(1-x), & x\ge s\end{cases}$", r"G(x,s)=\frac{x+s-|x-s|}{2}-xs", True),
        ("Green's function.", r"$G(x,s)=\begin{cases} x(1-s), & x\le s\\ s(1-x), & x\ge s\end{cases}$", r"G(x,s)=\frac{x+s+|x-s|}{2}-xs", False),
        ("Kernel.", "K(x,y)=|x-y|", r"\begin{cases}x-y&x>y\\y-x&x\le y\end{cases}", True),
        ("Kernel.", "K(x,y)=|x-y|", r"\begin{cases}x-y&x<y\\y-x&x\ge y\end{cases}", False),
        ("Joint density", r"f(x,y)=\begin{cases}2&0<x<y<1\\0&\text{otherwise}\end{cases}", r"f(x,y)=2,\ 0<x<y<1", True),
        ("Joint density", r"f(x,y)=\begin{cases}2&0<x<y<1\\0&\text{otherwise}\end{cases}", r"f(x,y)=2,\ 0<y<x<1", False),
    ],
)  # fmt: skip
def test_each_piece_and_border_counts(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
