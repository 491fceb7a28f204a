"""Values by case."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import EXACT


def cases(*lines: str) -> str:
    return r"\begin{cases}" + r"\\".join(lines) + r"\end{cases}"


ABS = cases("2,&x<2", r"2x-2,&x\ge2")
RAMP = cases("0,&x<0", r"x,&0\le x\le1", "1,&x>1")
MODULUS = cases("|x|,&x<1", r"1,&x\ge1")


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (ABS, cases("2(x-1),&x>2", r"2,&x\le2"), True),
        (ABS, cases(r"2(x-1),&x\ge2", r"2,&\text{otherwise}"), True),
        (ABS, cases("2,&x<0", r"2,&0\le x<2", r"2x-2,&x\ge2"), True),
        (ABS, cases("2(x-1),&x>3", r"2,&x\le3"), False),
        (ABS, cases("2(x+1),&x>2", r"2,&x\le2"), False),
        (ABS, cases("2(x-1),&x>2", "2,&x<2"), False),
        (RAMP, cases(r"1,&x\ge1", r"0,&x\le0", "x,&0<x<1"), True),
        (RAMP, cases(r"2,&x\ge1", r"0,&x\le0", "x,&0<x<1"), False),
        (RAMP, cases(r"0,&x\le0", "x,&0<x<1"), False),
        (cases(r"x^2,&x\ge0", "-x^2,&x<0"), cases("x^2,&x>0", "0,&x=0", "-x^2,&x<0"), True),
        (cases(r"x^2,&x\ge0", "-x^2,&x<0"), cases("x^2,&x>0", "1,&x=0", "-x^2,&x<0"), False),
        (cases("1,&x>0", "0,&x=0", "-1,&x<0"), cases(r"1,&x\ge0", "-1,&x<0"), False),
        (MODULUS, cases("-x,&x<0", r"x,&0\le x<1", r"1,&x\ge1"), True),
        (MODULUS, cases("x,&x<0", r"x,&0\le x<1", r"1,&x\ge1"), False),
        (MODULUS, cases("-x,&x<-1", r"x,&-1\le x<1", r"1,&x\ge1"), False),
        (cases(r"a,&x<\sqrt2", r"b,&x\ge\sqrt2"), cases(r"b,&x\ge\sqrt2", r"a,&x<\sqrt2"), True),
        (cases(r"a,&x<\sqrt2", r"b,&x\ge\sqrt2"), cases(r"b,&x>\sqrt2", r"a,&x\le\sqrt2"), False),
        (cases(r"2,&n \text{ even}", r"3,&n \text{ odd}"), cases(r"3,&n \text{ odd}", r"2,&n \text{ even}"), True),
    ],
)
def test_cases_are_the_same_where_the_values_are(truth: str, answer: str, right: bool) -> None:
    """In any order, with a boundary moved where both pieces agree, with pieces joined or parted; not elsewhere."""
    assert compare(truth, answer).equal is right


SIGN = cases("1,&x>0", "0,&x=0", "-1,&x<0")
TENT = "f(z)=" + cases("z,&0<z<1", r"2-z,&1\le z<2", r"0,&\text{otherwise}")
EXPONENTIAL = "F(x)=" + cases("0,&x<0", r"1-e^{-x/2},&x\ge0")


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (SIGN, r"\operatorname{sgn}(x)", True),
        (SIGN, r"-\operatorname{sgn}(x)", False),
        (cases("1,&x>0", "1,&x=0", "-1,&x<0"), r"\operatorname{sgn}(x)", False),
        (EXPONENTIAL, r"F_X(t)=1-e^{-\max(t,0)/2}", True),
        (EXPONENTIAL, r"F_X(t)=1-e^{-\max(t,0)/3}", False),
        (TENT, r"f_Z(z)=\max\{0,\,1-|z-1|\}", True),
        (TENT, "f_Z(z)=1-|z-1|", False),
        (TENT, r"f_Z(z)=\max\{0,\,1-|z-2|\}", False),
    ],
)
def test_an_expression_has_the_value_of_each_piece_and_of_each_point(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer).equal is right


SHIFTED = r"Find the inverse Laplace transform of $\frac{e^{-2s}}{s^2}$."
RAMP_AT_2 = "f(t)=" + cases(r"0,&0\le t<2", r"t-2,&t\ge2")


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("(t-2)u(t-2)", RAMP_AT_2, True),
        ("(t-2)u_2(t)", RAMP_AT_2, True),
        (RAMP_AT_2, r"(t-2)\,H(t-2)", True),
        ("(t-2)u(t-2)", "f(t)=" + cases(r"0,&0\le t<2", r"t-1,&t\ge2"), False),
        ("(t-2)u(t-2)", "f(t)=" + cases(r"0,&0\le t<3", r"t-2,&t\ge3"), False),
        (RAMP_AT_2, "(t-2)H(t-1)", False),
    ],
)
def test_steps_are_cases_where_the_question_speaks_of_them(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer, EXACT, SHIFTED).equal is right
    assert not compare(truth, answer, EXACT, "Find $f$.").equal


COSINES = r"a_n=\frac{2((-1)^n-1)}{\pi n^2}"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (COSINES, "a_n=" + cases(r"-\frac{4}{\pi n^2},&n\text{ odd}", r"0,&n\text{ even}"), True),
        (COSINES, "a_n=" + cases(r"-\frac{4}{\pi n^2},&\text{if }n\text{ is odd}", r"0,&\text{otherwise}"), True),
        (COSINES, "a_n=" + cases(r"-\frac{4}{\pi n^2},&n\equiv1\pmod 2", r"0,&n\equiv0\pmod{2}"), True),
        (cases("1,&\\text{odd }n", "0,&\\text{for even }n"), cases(r"0,&2\mid n", r"1,&\text{otherwise}"), True),
        (
            r"\sin(x+\frac{n\pi}2)",
            cases(r"(-1)^{n/2}\sin x,&n\text{ even}", r"(-1)^{(n-1)/2}\cos x,&n\text{ odd}"),
            True,
        ),
        (COSINES, "a_n=" + cases(r"-\frac{4}{\pi n^2},&n\text{ even}", r"0,&n\text{ odd}"), False),
        (COSINES, "a_n=" + cases(r"-\frac{2}{\pi n^2},&2\nmid n", r"0,&2\mid n"), False),
        (cases("1,&\\text{odd }n", "0,&\\text{for even }n"), cases(r"1,&2\mid n", r"0,&\text{otherwise}"), False),
        (
            r"\sin(x+\frac{n\pi}2)",
            cases(r"(-1)^{n/2}\sin x,&n\text{ even}", r"(-1)^{(n+1)/2}\cos x,&n\text{ odd}"),
            False,
        ),
    ],
)
def test_values_for_odd_and_even_numbers_are_compared_at_both(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer).equal is right
    assert compare(answer, truth).equal is right
