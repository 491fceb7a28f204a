"""Units, sets of reals, closed forms, and the rung that sympy decides."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reward_server.symbolic.extract.moments import date, time_of_day
from reward_server.symbolic.extract.text_answers import choice
from reward_server.symbolic.latex import Unreadable, latex_to_sympy, readable
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.units import unit
from reward_server.symbolic.question import has_work_left, repeats
from reward_server.symbolic.scalars.canonical import canonical
from reward_server.symbolic.structures.real_sets import LINE, pieces
from reward_server.symbolic.sympy_rung import judge


@pytest.mark.parametrize(
    ("left", "right", "factor"),
    [
        ("m", "cm", 100),
        ("km / h", "m / s", Fraction(5, 18)),
        ("hours", "minutes", 60),
        ("cm ^2", "square centimeters", 1),
        ("dollars", "cents", 100),
        ("L", "mL", 1000),
        ("平方米", "m ^2", 1),
    ],
)
def test_units_convert(left: str, right: str, factor: Fraction | int) -> None:
    a, b = unit(left), unit(right)
    assert a.powers == b.powers
    assert factor in (a.factor / b.factor, 1 / (a.factor / b.factor))


@pytest.mark.parametrize(
    ("left", "right"), [("cm", "cm ^2"), ("apples", "oranges"), ("m / s", "m / s ^2"), ("kg", "m")]
)
def test_units_that_do_not_agree(left: str, right: str) -> None:
    assert unit(left).powers != unit(right).powers


def test_a_plural_is_its_singular() -> None:
    assert unit("apples") == unit("apple")
    assert unit("feet") == unit("ft")


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("x>2", r"(2,\infty)"),
        ("2x>4", r"(2,\infty)"),
        ("-x<-2", "x>2"),
        (r"|x|<3", "(-3,3)"),
        (r"|x-1|\ge 2", r"(-\infty,-1]\cup[3,\infty)"),
        ("x^2<4", "(-2,2)"),
        ("x^2 - 5x + 6 \\ge 0", r"x \le 2 \text{ or } x \ge 3"),
        ("-x^2 < -4", r"x<-2 \text{ or } x>2"),
        (r"x \notin [0,1]", r"(-\infty,0)\cup(1,\infty)"),
        (r"[0,2]\cap(1,3)", "(1,2]"),
        (r"[0,2]\setminus[1,3]", "[0,1)"),
        ("x^2+1>0", r"\mathbb{R}"),
    ],
)
def test_sets_of_reals_in_one_form(text: str, same: str) -> None:
    ends = [
        [(piece.low.value, piece.low.closed, piece.high.value, piece.high.closed) for piece in pieces(parse(one))]
        for one in (text, same)
    ]
    assert ends[0] == ends[1]


def test_nothing_and_everything() -> None:
    assert pieces(parse("x^2+1<0")) == ()
    assert pieces(parse(r"(-\infty,\infty)")) == LINE


@pytest.mark.parametrize("text", ["2+3", r"\binom{5}{2}", r"\sqrt{8}", "6/8", "(x+1)^2", r"\sin 30^\circ"])
def test_work_is_left_in(text: str) -> None:
    assert has_work_left(canonical(parse(text)))


@pytest.mark.parametrize("text", ["5", "-5", "3/4", "x", "(1,2)", r"\{1,2\}", "50%", r"30^\circ", r"\text{yes}"])
def test_no_work_is_left_in(text: str) -> None:
    assert not has_work_left(canonical(parse(text)))


@pytest.mark.parametrize("answer", ["17*23", r"23\cdot 17", "(17)(23)", "1*17*23", "17*23+0"])
def test_the_question_is_recognised_in_disguise(answer: str) -> None:
    assert repeats("What is $17 \\times 23$?", parse("391"), parse(answer))
    assert repeats("Compute 17*23.", parse("391"), parse(answer))


def test_an_answer_of_its_own_is_no_repetition() -> None:
    assert not repeats("What is $17 \\times 23$?", parse("391"), parse("391"))
    assert not repeats("What is $17 \\times 23$?", parse("17*23"), parse("23*17"))


def test_choices_times_and_dates() -> None:
    assert choice(r"\textbf{(B)}\ 12") == ("B", "12")
    assert choice("(e)+1") is None
    assert time_of_day("8:34 PM") == time_of_day("20:34") == time_of_day("晚上8点34分")
    assert time_of_day("3:4") is None
    assert date("March 5, 2020") == date("2020-03-05") == date("2020年3月5日") == (2020, 3, 5)
    assert date("March 45, 2020") is None


def asked(truth: str, answer: str) -> object:
    rules = {"relative_tolerance": None, "digits": None, "unevaluated": True}
    return judge({"truths": [truth], "answers": [answer], "rules": rules, "prompt": ""})["equal"]


def test_sympy_decides_what_is_left() -> None:
    assert asked(r"\int_0^1 x^2 dx", r"\frac13") is True
    assert asked(r"\int_0^1 x^2 dx", r"\frac12") is False
    assert asked(r"\sum_{k=1}^{n} k^2", r"\frac{n(n+1)(2n+1)}{6}") is True
    assert asked(r"\lim_{x\to 0} \frac{\sin x}{x}", "1") is True
    assert asked("x^3 > 8", r"(2, \infty)") is True
    assert asked("x^3 > 8", r"(3, \infty)") is False


def test_latex2sympy2_reads_only_what_is_allowed() -> None:
    assert str(latex_to_sympy(r"\frac{1}{2} + \frac{1}{3}").doit()) == "5/6"
    for text in (r"\frac{", "__import__('os')", r"\input{x}", "9" * 50, r"2^{2^{2}}", "x = 5"):
        assert not readable(text)
        with pytest.raises(Unreadable):
            latex_to_sympy(text)
