"""Indicator functions as cases."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.indicators import by_case

DENSITY = "Let $X$ be exponentially distributed. Find the density of $Y=X^2$."
TRUTH = r"f_Y(y)=\frac{1}{2\sqrt{y}}e^{-\sqrt{y}},\ y>0"
VALUE = r"\frac{e^{-\sqrt y}}{2\sqrt y}"
CASES = r"f(x)=\begin{cases}2x & 0<x<1\\ 0 & \text{otherwise}\end{cases}"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (TRUTH, rf"f_Y(y)={VALUE}\,\mathbf{{1}}_{{(0,\infty)}}(y)", True), (TRUTH, rf"f(y)={VALUE}\mathbb{{1}}_{{\{{y>0\}}}}", True), (TRUTH, rf"{VALUE} I(y>0)", True),
        (TRUTH, rf"f_Y(y)={VALUE}\,\mathbf{{1}}_{{(0,1)}}(y)", False), (TRUTH, rf"f_Y(y)=2{VALUE}\,\mathbf{{1}}_{{(0,\infty)}}(y)", False),
        (TRUTH, rf"f_Y(y)={VALUE}\,\mathbf{{1}}_{{(-\infty,0)}}(y)", False), (TRUTH, rf"f_Y(y)=\begin{{cases}}{VALUE}&y>0\\0&\text{{otherwise}}\end{{cases}}", True),
        (TRUTH, rf"f_Y(y)=\begin{{cases}}{VALUE}&y>0\\1&\text{{otherwise}}\end{{cases}}", False), (TRUTH, rf"f_Y(y)=\begin{{cases}}{VALUE}&y>1\\0&\text{{otherwise}}\end{{cases}}", False),
        (TRUTH, rf"{VALUE}\ \text{{for}}\ y>0\ \text{{and}}\ 0\ \text{{otherwise}}", True), (TRUTH, rf"{VALUE} \text{{ if }} y>1, 0 \text{{ otherwise}}", False),
        (CASES, r"f(x)=\begin{cases}2x,&0<x<1,\\0,&\text{elsewhere}.\end{cases}", True), (CASES, r"f(x)=2x,\ 0<x<1", True), (CASES, r"f(x)=2x\,\mathbf 1_{(0,1)}(x)", True), (CASES, r"2x\cdot\mathbf{1}_{\{0<x<1\}}", True),
        (CASES, r"f(x)=2x,\ 0<x<2", False), (CASES, r"f(x)=2x\,\mathbf 1_{(0,2)}(x)", False), (CASES, r"f(x)=x\,\mathbf 1_{(0,1)}(x)", False),
    ],
)  # fmt: skip
def test_a_density_says_where_it_holds_in_three_ways(truth: str, answer: str, right: bool) -> None:
    """By a condition, by cases with 0 elsewhere, by an indicator."""
    assert compare(truth, answer, prompt=DENSITY).equal is right


def test_other_functions_are_not_zero_where_they_are_not_said_to_hold() -> None:
    """The inverse of a square has no value below 0."""
    prompt = r"Find the inverse of $f(x)=x^2$, $x\ge 1$."
    assert not compare(
        r"f^{-1}(x)=\sqrt{x},\ x\ge 1", r"f^{-1}(x)=\begin{cases}\sqrt{x}&x\ge 1\\0&x<1\end{cases}", prompt=prompt
    ).equal


@pytest.mark.parametrize(
    "text", [r"I(x)=2x", "x_1 > 0", r"I_1+I_2", "2x1_{3}", "1_{10}", r"\chi^2=5", "I=" + "(" * 200]
)
def test_other_texts_stay(text: str) -> None:
    """Currents, names with indices, numerals of another base."""
    assert by_case(text) == text


TENT = r"f(z)=\begin{cases}z&0\le z\le 1\\2-z&1\le z\le 2\\0&\text{otherwise}\end{cases}"
TENTS = (
    TENT,
    r"f(z)=1-|z-1|,\ 0\le z\le 2",
    r"f(z)=z\mathbf 1_{[0,1]}(z)+(2-z)\mathbf 1_{(1,2]}(z)",
    r"\max(0,1-|z-1|)",
    r"f_Z(z)=z,\ 0\le z\le 1;\ 2-z,\ 1\le z\le 2",
)
NO_TENTS = (
    r"f(z)=1-|z-1|,\ 0\le z\le 1",
    r"f(z)=z\mathbf 1_{[0,1]}(z)+(2+z)\mathbf 1_{(1,2]}(z)",
    r"\max(0,1-|z|)",
    r"f_Z(z)=z,\ 0\le z\le 1;\ 2-z,\ 1\le z\le 3",
    r"f(z)=1-|z-1|",
)


@pytest.mark.parametrize("truth", TENTS)
def test_several_pieces_are_written_in_many_ways(truth: str) -> None:
    """By cases, by moduli, by indicators, by extrema and in turn."""
    for answer in TENTS:
        assert compare(truth, answer, prompt=DENSITY).equal, answer
    for answer in NO_TENTS:
        assert not compare(truth, answer, prompt=DENSITY).equal, answer


CDF = r"F(x)=\begin{cases}0&x<0\\x^2&0\le x\le 1\\1&x>1\end{cases}"


@pytest.mark.parametrize(
    ("answer", "right"),
    [(r"F(x)=x^2\text{ for }0\le x\le 1", True), (r"F(x)=x^3\text{ for }0\le x\le 1", False), (r"F(x)=x^2,\ 0\le x\le 2", False), ("F(x)=x^2", False)],
)  # fmt: skip
def test_a_distribution_function_is_zero_before_and_one_after(answer: str, right: bool) -> None:
    assert compare(CDF, answer, prompt="Find the CDF of $X$.").equal is right


@pytest.mark.parametrize(
    ("answer", "right"),
    [(r"f(x)=x^2\text{ for }x\ge 0,\ 1\text{ for }x<0", True), (r"f(x)=x^2,\ x\ge 0;\ 2,\ x<0", False), (r"f(x)=x^2,\ x\ge 0", False)],
)  # fmt: skip
def test_cases_stand_in_turn(answer: str, right: bool) -> None:
    truth = r"f(x)=\begin{cases}x^2&x\ge 0\\1&x<0\end{cases}"
    assert compare(truth, answer, prompt="Find f.").equal is right
