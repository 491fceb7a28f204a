"""Values and their conditions in a row."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        ("Find f without absolute values", r"f(x)=\begin{cases}x&x\ge0\\-x&x<0\end{cases}", r"f(x)=x\text{ if }x\ge0, f(x)=-x\text{ if } x<0", True),
        ("Find f without absolute values", r"f(x)=\begin{cases}x&x\ge0\\-x&x<0\end{cases}", r"f(x)=x\text{ if }x>0, f(x)=-x\text{ if } x<0", False),
        ("Find f without absolute values", r"f(x)=\begin{cases}x&x\ge0\\-x&x<0\end{cases}", r"x\ (x\ge0),\ -x\ (x<0)", True),
        ("Find f without absolute values", r"f(x)=\begin{cases}x&x\ge0\\-x&x<0\end{cases}", r"x\ (x\ge0),\ x\ (x<0)", False),
        ("How many real solutions has x^2=a?", r"2 \text{ if } a>0; 1 \text{ if } a=0; 0 \text{ if } a<0", r"\begin{cases}0&a<0\\1&a=0\\2&a>0\end{cases}", True),
        ("How many real solutions has x^2=a?", r"2 \text{ if } a>0; 1 \text{ if } a=0; 0 \text{ if } a<0", r"\begin{cases}0&a<0\\2&a\ge0\end{cases}", False),
        ("Find the limit of x^n.", r"0 \text{ if } |x|<1, 1 \text{ if } x=1", r"1 \text{ if } |x|<1, 0 \text{ if } x=1", False),
        ("Solve ax=b", r"x=b/a \text{ if } a\ne0, \text{ no solution if } a=0,b\ne0", r"x=b/a \text{ if } a\ne0", False),
        ("Find f(n)", r"f(n)=\begin{cases}n/2&n\text{ even}\\(n+1)/2&n\text{ odd}\end{cases}", r"\frac{n}{2} \text{ if } n \text{ is even}, \frac{n+1}{2} \text{ if } n \text{ is odd}", True),
        ("Find f(n)", r"f(n)=\begin{cases}n/2&n\text{ even}\\(n+1)/2&n\text{ odd}\end{cases}", r"\frac{n}{2} \text{ if } n \text{ is odd}, \frac{n+1}{2} \text{ if } n \text{ is even}", False),
    ],
)  # fmt: skip
def test_pieces_in_a_row_are_cases(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
