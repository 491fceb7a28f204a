"""Values and where they hold."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare

ROOT, FRACTION, LOGARITHM = r"f^{-1}(x)=2-\sqrt{x+4}", r"f^{-1}(x)=\frac{2x+1}{x-3}", r"f^{-1}(x)=\ln(x-1)"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (ROOT, r"y=2-\sqrt{4+x},\ x\ge-4", True), (ROOT, r"f^{-1}(x)=2-\sqrt{4+x},\ x\in[-4,\infty)", True),
        (ROOT, r"y=2-\sqrt{4+x},\ x>-4", False), (ROOT, r"y=2-\sqrt{4+x},\ x\ge 4", False),
        (ROOT, r"y=2-\sqrt{4+x},\ x\le 2", False), (ROOT, r"y=2+\sqrt{4+x},\ x\ge-4", False),
        (FRACTION, r"y=\frac{2x+1}{x-3},\ x\ne 3", True), (FRACTION, r"y=\frac{2x+1}{x-3},\ x\ne 2", False),
        (LOGARITHM, r"y=\ln(x-1),\ x>1", True), (LOGARITHM, r"y=\ln(x-1),\ x\ge 1", False),
        (r"y=\frac{1}{\sqrt{x}}", r"y=\frac{1}{\sqrt{x}},\ x>0", True), (r"y=\frac{1}{\sqrt{x}}", r"y=\frac{1}{\sqrt{x}},\ x\ge 0", False),
        (r"\arcsin 2x", r"\arcsin 2x,\ -\frac12\le x\le\frac12", True), (r"\arcsin 2x", r"\arcsin 2x,\ -1\le x\le 1", False),
        (r"y=\log_2 x", r"y=\log_2 x,\ x>0", True), (r"y=2^x", r"y=2^x,\ x\in\mathbb{R}", True), (r"y=\sqrt[3]{x}", r"y=\sqrt[3]{x},\ x\in\mathbb{R}", True),
        (r"y=x^{1/3}", r"y=x^{1/3},\ x\in\mathbb{R}", False), (r"y=\tan x", r"y=\tan x,\ x>0", False),
        ("f(x)=2x", "f(x)=2x, x>0", False), ("f(x)=2x, x>0", "f(x)=2x", False), ("x+2", r"x+2,\ x\ne 2", False), ("x=3", r"x=3,\ x\ne 2", False),
        ("y=2x, x>0", "y=x+x, x>0", True), ("y=2x, x>0", "y=2x, x>1", False),
        (r"y=\frac{e^x}{1+e^x}", r"y=\frac{e^x}{e^x+1},\ x\in\mathbb{R}", True), (r"y=\frac{1}{x^2+x}", r"y=\frac{1}{x^2+x},\ x\in\mathbb{R}", False),
    ],
)  # fmt: skip
def test_a_value_may_say_beside_it_which_numbers_have_one(truth: str, answer: str, right: bool) -> None:
    """All of them and no others; where the ground truth says its domain, the answer must."""
    assert compare(truth, answer).equal is right


QUADRATIC, TANGENT, LINEAR = "Solve $y'=y^2$, $y(0)=1$.", "Solve $y'=1+y^2$, $y(0)=0$.", r"Solve $xy'=y$ for $x>0$."


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "right"),
    [
        (r"y=\frac{1}{1-x}", r"y(x)=-\frac{1}{x-1},\ x<1", QUADRATIC, True), (r"y=\frac{1}{1-x}", r"y=\frac1{1-x}\text{ for } x<1", QUADRATIC, True),
        (r"y=\frac{1}{1-x}", r"y=\frac{1}{1-x},\ x>1", QUADRATIC, False), (r"y=\frac{1}{1-x}", r"y=\frac{1}{1-x},\ x<0", QUADRATIC, False),
        (r"y=\frac{1}{1-x}", r"y=\frac{1}{1-x},\ x<1", r"Solve $y'=y^2$, $y(2)=-1$.", False), (r"y=\frac{1}{1-x}", r"y=\frac{1}{1-x},\ x<1", "", False),
        (r"y=\frac{1}{1-x},\ x<1", r"y=\frac{1}{1-x},\ x\neq1", QUADRATIC, False), (r"y=\frac{1}{1-x},\ x<1", r"y=\frac{1}{1-x},\ x\le 1", QUADRATIC, False),
        (r"y=\tan x", r"y=\tan x,\ -\frac{\pi}{2}<x<\frac{\pi}{2}", TANGENT, True), (r"y=\tan x", r"y=\tan x,\ -\frac{\pi}{2}<x<\pi", TANGENT, False),
        (r"y=\tan x", r"y=\tan x,\ -\frac{\pi}{2}<x<\frac{3\pi}{2}", TANGENT, False), (r"y=\tan x", r"y=\tan x,\ \frac{\pi}{2}<x<\frac{3\pi}{2}", TANGENT, False),
        ("y=Cx", r"y=Cx,\ x>0", LINEAR, True), (r"y=Cx,\ x>0", "y=Cx", LINEAR, True), ("y=Cx", r"y=Cx,\ x<0", LINEAR, False),
    ],
)  # fmt: skip
def test_the_question_may_say_where_a_solution_holds(truth: str, answer: str, prompt: str, right: bool) -> None:
    """In the whole interval around the place where it begins, or where the question says."""
    assert compare(truth, answer, prompt=prompt).equal is right
