"""Values by case."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


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
