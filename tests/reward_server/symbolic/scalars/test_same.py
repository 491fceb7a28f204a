"""Expressions with variables."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.scalars.same import POINTS_TRIED, _counting_names, points, same_scalar
from reward_server.symbolic.verdict import EXACT, Rules, Undecided


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("(x+1)^2", "x^2+2x+1", True),
        ("(x+1)^2", "x^2+x+1", False),
        (r"\sin 2x", r"2\sin x\cos x", True),
        (r"\sin 2x", r"\sin x\cos x", False),
        (r"\frac{x^2-1}{x-1}", "x+1", True),
        (r"\frac{x^2-1}{x-1}", "x-1", False),
        (r"\sqrt{x^2}", "|x|", True),
        (r"\sqrt{x^2}", "x", False),
        ("e^{x+y}", "e^xe^y", True),
        ("e^{x+y}", "e^x+e^y", False),
        (r"\binom{n}{2}", r"\frac{n(n-1)}{2}", True),
        (r"\binom{n}{2}", r"\frac{n(n+1)}{2}", False),
        ("(-1)^n", "(-1)^{n+2}", True),
        ("(-1)^n", "(-1)^{n+1}", False),
        ("x", "y", False),
    ],
)  # fmt: skip
def test_expressions_are_equal_where_their_values_are(truth: str, answer: str, right: bool) -> None:
    """At random points: identities hold, and one sign, factor or exponent less does not."""
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "rule"),
    [
        ("x", "x", "same_expression"), ("1/2", "2/4", "rational"), ("1/2", "1/3", "rational"), ("0.33", "1/3", "rounding"), (r"\sqrt2", r"\frac{2}{\sqrt2}", "numeric"), (r"\sqrt2", r"\sqrt3", "numeric"), ("x+1", "1+x", "rational_points"), ("x+1", "x+2", "rational_points"),
        (r"\sin x", r"\sin x + 0\cdot x", "points"), (r"\sin x", r"\cos x", "points"), ("2^{100000}", "4^{50000}", "powers"),
    ],
)  # fmt: skip
def test_the_rule_that_told_is_named(truth: str, answer: str, rule: str) -> None:
    left, right = parse(truth), parse(answer)
    assert same_scalar(left, right, EXACT).rule == rule


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        (r"\infty", r"\infty", True), (r"\infty", r"-\infty", False), (r"-\infty", r"-\infty", True), (r"\infty", "5", False), ("5", r"\infty", False), (r"\overline{2+3i}", "2-3i", True), (r"\overline{z+1}", r"\overline{z}+1", True), (r"\overline{\overline{z}}", "z", True), (r"\overline{z^2}", r"\overline{z}^2", True),
        (r"\overline{z}", "z", False), (r"\overline{iz}", r"-i\overline{z}", True), ("f(2+1)", "f(3)", True), ("f(2)", "f(3)", False), ("f(x)", "g(x)", False), (r"\frac{1}{0}", "5", False), ("n!", "n(n-1)!", True), ("n!", "(n+1)!", False), (r"0.5x", r"\frac{x}{2}", True), ("0.33x", r"\frac{x}{3}", True), ("0.34x", r"\frac{x}{3}", False),
        (r"\log 100", "2", True), (r"\log 100", r"2\ln 10", True), (r"\log 100", "3", False), (r"\sqrt{-x^2-1}", r"i\sqrt{x^2+1}", True), (r"\frac{dy}{dx}+1", r"1+\frac{dy}{dx}", True), (r"\sqrt{-1}", "1", False), ("3.14", r"\pi", True), ("3.15", r"\pi", False), ("2i", "2.0", False), ("(-1)^n", "(-1)^{-n}", True), ("x^y", "x^{y+1}", False), ("x^yx", "x^{y+1}", True),
        (r"\max(x, x+1)", "x+1", True), (r"\ln x^2", r"2\ln x", True), (r"\ln x + \ln y", r"\ln xy", True),
    ],
)  # fmt: skip
def test_two_expressions_are_one_number_or_one_function(truth: str, answer: str, equal: bool) -> None:
    assert same_scalar(parse(truth), parse(answer), EXACT).equal is equal


def test_the_callers_tolerance_and_digits_decide_where_they_are_given() -> None:
    left, right = parse("100"), parse("101")
    assert same_scalar(left, right, Rules(relative_tolerance=0.01)).rule == "relative_tolerance"
    assert same_scalar(left, right, Rules(digits=2)).rule == "significant_digits"
    assert not same_scalar(left, right, Rules(relative_tolerance=0.001)).equal
    assert not same_scalar(left, right, Rules(digits=3)).equal


@pytest.mark.parametrize("text", [r"\int_0^x t dt", r"\lim_{x\to 0} \frac{\sin x}{x}"])
def test_sums_integrals_and_limits_are_left_undecided(text: str) -> None:
    """Whole numbers may reject a sum, and never accept one."""
    assert not same_scalar(parse(r"\sum_{k=1}^n k"), parse("n^2"), EXACT).equal
    with pytest.raises(Undecided):
        same_scalar(parse(text), parse("x^2+1"), EXACT)


def test_points_are_fixed_by_the_seed_of_every_sign_and_whole_for_what_counts() -> None:
    found = list(points("seed", ["x", "y", "n"], frozenset("n")))
    assert (
        found
        == list(points("seed", ["x", "y", "n"], frozenset("n")))
        != list(points("other", ["x", "y", "n"], frozenset("n")))
    )
    assert [(one["x"] > 0, one["y"] > 0) for one in found[:5]] == [
        (True, True),
        (False, True),
        (True, False),
        (False, False),
        (True, True),
    ]
    assert all(one["n"].denominator == 1 and 3 <= one["n"] <= 3 + POINTS_TRIED + 6 for one in found)
    assert len({one["x"] for one in found}) == len(found) == POINTS_TRIED
    assert all(Fraction(1, 2) <= abs(one["x"]) < Fraction(5, 2) for one in found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("n!+x", "n"),
        (r"\binom{n}{k}x", "kn"),
        ("(-1)^n x", "n"),
        ("2^n", ""),
        (r"n \bmod 3", "n"),
        ("(-2)^{n+m}", "mn"),
    ],
)
def test_what_stands_under_a_factorial_or_over_minus_one_counts(text: str, names: str) -> None:
    assert "".join(sorted(_counting_names(parse(text)))) == names


def test_whole_numbers_are_tried_of_each_remainder_and_each_parity_beside_each() -> None:
    """Where all were even by chance, (-1)^n was 1."""
    for seed in map(str, range(20)):
        first = [point for point, _ in zip(points(seed, ["m", "n"], frozenset("mn")), range(4), strict=False)]
        assert {point["m"] % 4 for point in first} == {0, 1, 2, 3} == {point["n"] % 4 for point in first}
        assert len({(point["m"] % 2, point["n"] % 2) for point in first}) == 4


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\frac{1-\cos n\pi}{n\pi}", r"\frac{1-(-1)^n}{n\pi}", True),
        (r"\frac{1-\cos n\pi}{n\pi}", r"-\frac{1-(-1)^n}{n\pi}", False),
        (r"\frac{1+(-1)^n}{2}", r"\cos\frac{n\pi}{2}", False),
        (r"b_n=\frac{2(-1)^{n+1}}{n}", r"b_n=-\frac{2}{n}\cos(n\pi)", True),
        (r"b_n=\frac{2(-1)^{n+1}}{n}", r"b_n=\frac{2}{n}\cos(n\pi)", False),
        (r"a_n=\sin\frac{n\pi}{3}", r"a_n=-\sin\frac{n\pi}{3}", False),
    ],
)
def test_the_sign_of_a_member_counts(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer).equal is right
