"""Text before it is read."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\frac{1}{2}", r"$\frac{1}{2}$", True),
        (r"\frac{1}{2}", r"\displaystyle\frac{1}{2}", True),
        ("x-1", "x−1", True),
        ("x-1", "x+1", False),
        ("(1,2)", "（1，2）", True),
        (r"10\,000", "10000", True),
        ("1234567", "1.234.567", True),
        ("37.50", r"R\$ 37,50", True),
        ("37.50", "R$ 37,51", False),
        ("12,60", "12,60 €", True),
        ("12,60", "12,61 €", False),
        ("1.234567", "1.234.567", False),
        ("1234", "1.234", False),
        ("12345.67", "12.345{,}67", True),
        ("12345.67", "12.345,67", True),
        ("1234567", "1'234'567", True),
        ("1234567", "1'234'568", False),
        (r"3\ \mathrm{W\,m^{-2}\,K^{-4}}", r"3\ \mathrm{W/(m^2\cdot K^4)}", True),
        (r"3\ \mathrm{W\,m^{-2}\,K^{-4}}", r"3\ \mathrm{W/(m^2\cdot K^3)}", False),
        ("x^2", "x²", True),
        ("x^2", "x³", False),
        (r"\frac{1}{2}", "½", True),
        (r"\frac{1}{2}", "¼", False),
        (r"\pi", "π", True),
        (r"\sqrt{2}", "√2", True),
        (r"x \le 2", "x ≤ 2", True),
        (r"x \le 2", "x ≥ 2", False),
        ("5.", "5", True),
        (r"\binom{10}{3}", "_{10}C_3", True),
        (r"\frac{10!}{7!}", "_{10}P_3", True),
        ("720", "_{10}P_3", False),
        (r"\frac{1}{2}", "rac{1}{2}", True),
        (r"\frac{1}{2}", "frac{1}{2}", True),
        (r"\frac{1}{2}", r"\\frac{1}{2}", True),
        (r"3\times 4x", "3 x 4x", True),
        (r"2\times 10^3", "2 x 10^3", True),
        ("2:3", "2 to 3", True),
        ("2:3", "3 to 2", False),
        ("101_2", r"\text{101}_2", True),
    ],
)  # fmt: skip
def test_spelling_that_says_nothing_falls_away(truth: str, answer: str, right: bool) -> None:
    """Dollars, spaces, display styles, full-width signs, other minus signs."""
    assert compare(truth, answer).equal is right


REGION_OF_CONVERGENCE = [
    ("Give the $z$-transform of $x[n]=(1/2)^n u[n]$ with its region of convergence.", r"\frac{z}{z-\frac12},\ |z|>\frac12", r"\frac{1}{1-0.5z^{-1}},\ \text{ROC: } |z|>0.5", True),
    ("Give the $z$-transform of $x[n]=(1/2)^n u[n]$ with its region of convergence.", r"\frac{z}{z-\frac12},\ |z|>\frac12", r"\frac{1}{1-\frac12z^{-1}},\ \text{ROC } |z|>\tfrac12", True),
    ("Give the $z$-transform of $x[n]=(1/2)^n u[n]$ with its region of convergence.", r"\frac{z}{z-\frac12},\ |z|>\frac12", r"X(z)=\frac{1}{1-0.5z^{-1}}\text{ with ROC } |z|>0.5", True),
    ("Give the $z$-transform of $x[n]=(1/2)^n u[n]$ with its region of convergence.", r"\frac{z}{z-\frac12},\ |z|>\frac12", r"\frac{z}{z-0.5}\ (\text{region of convergence: }|z|>\tfrac12)", True),
    ("Give the $z$-transform of $x[n]=(1/2)^n u[n]$ with its region of convergence.", r"\frac{z}{z-\frac12},\ |z|>\frac12", r"\frac{1}{1-0.5z^{-1}},\ \text{ROC: } |z|<0.5", False),
    ("Give the $z$-transform of $x[n]=(1/2)^n u[n]$ with its region of convergence.", r"\frac{z}{z-\frac12},\ |z|>\frac12", r"\frac{1}{1-0.5z^{-1}},\ \text{ROC: } |z|>2", False),
    ("Give the $z$-transform of $x[n]=(1/2)^n u[n]$ with its region of convergence.", r"\frac{z}{z-\frac12},\ |z|>\frac12", r"\frac{z}{z-0.5}", False),
    ("Give the $z$-transform of $x[n]=(1/2)^n u[n]$ with its region of convergence.", r"\frac{z}{z-\frac12},\ |z|>\frac12", r"\frac{1}{1-2z^{-1}},\ \text{ROC: } |z|>0.5", False),
    ("Give the $z$-transform of $x[n]=(1/2)^n u[n]$ with its region of convergence.", r"\frac{z}{z-\frac12},\ |z|>\frac12", r"\frac{z}{z-\frac12},\ \text{ROC: all } z", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), REGION_OF_CONVERGENCE)
def test_region_of_convergence(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
