"""Equations that differ in names that the question does not give."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

NEWTON = "State Newton's method for $f$."
STATIONARY = "Find the stationary distribution of the chain."


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        ("Find the regression line.", "h=80+6a", r"\widehat{\text{height}}=80+6\cdot\text{age}", True),
        ("Find the regression line.", "h=80+6a", r"\widehat{\text{height}}=6+80\cdot\text{age}", False),
        ("Find the regression line.", "h=80+6a", "a=80+6h", False),
        (NEWTON, r"x_{k+1}=x_k-\frac{f(x_k)}{g(x_k)}", r"x_{n+1}=x_n-\frac{f(x_n)}{g(x_n)}", True),
        (NEWTON, r"x_{k+1}=x_k-\frac{f(x_k)}{g(x_k)}", r"x_{n+1}=x_n-\frac{f(x_{n+1})}{g(x_n)}", False),
        ("What is the terminal speed?", r"v_t=\frac{mg}{b}", r"v=\frac{mg}{b}", True),
        ("What is the terminal speed?", r"v_t=\frac{mg}{b}", r"v=\frac{mb}{g}", False),
        (STATIONARY, r"\pi=(1/3, 2/3)", r"\pi_0=1/3, \pi_1=2/3", True),
        (STATIONARY, r"\pi=(1/3, 2/3)", r"\pi_0=2/3, \pi_1=1/3", False),
        ("", r"\{(t,t):t>0\}", r"\{(x,y):y=x,x>0\}", True),
        ("", r"\{(t,t):t>0\}", r"\{(x,y):y=x,x<0\}", False),
    ],
)
def test_other_names_for_the_same(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
