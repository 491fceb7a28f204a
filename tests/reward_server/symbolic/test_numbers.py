"""Exact values and their guards, digits as needed, and the rules of rounding."""

from __future__ import annotations

import contextlib
from fractions import Fraction

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.scalars.decimals import digits_of, literal, rounds_to, significant
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.numeric import differ
from reward_server.symbolic.scalars.same import points
from reward_server.symbolic.verdict import OverBudget, Rules


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2^{10}", 1024),
        (r"\sqrt{144}", 12),
        (r"\sqrt[3]{-27}", -3),
        ("8^{2/3}", 4),
        (r"\binom{10}{3}", 120),
        ("7!!", 105),
        (r"\sum_{k=1}^{100} k", 5050),
        (r"\prod_{k=1}^{5} k", 120),
        (r"17 \bmod 5", 2),
        (r"\lfloor -2.5 \rfloor", -3),
        (r"\gcd(12, 18)", 6),
        ("50%", Fraction(1, 2)),
    ],
)
def test_rational_values(text: str, value: Fraction | int) -> None:
    assert rational(parse(text)) == value


@pytest.mark.parametrize(
    "text", ["9^{9^9}", "(10^6)!", r"\binom{10^9}{10^8}", r"\sum_{k=1}^{10^9} k", "((2^{9999})^{99})^{99}"]
)
def test_size_is_guarded_before_the_work(text: str) -> None:
    with pytest.raises(TooLarge):
        rational(parse(text))


def test_no_value_and_no_rational_value_are_told_apart() -> None:
    with pytest.raises(Undefined):
        rational(parse("1/0"))
    with pytest.raises(Inexact):
        rational(parse(r"\sqrt{2}"))


@pytest.mark.parametrize("size", [20, 60, 100, 250])
@pytest.mark.parametrize(
    "form", ["{value} + 10^{{-{size}}}", "{value} - 10^{{-{size}}}", "{value} \\cdot (1 + 10^{{-{size}}})"]
)
@pytest.mark.parametrize("value", [r"\sqrt{2}", r"\pi", r"\ln 3", r"\sin 1", "e^{2}", r"\sqrt{2}+\sqrt{3}"])
def test_a_tiny_term_is_seen(value: str, form: str, size: int) -> None:
    assert differ(parse(value), parse(form.format(value=value, size=size))) is True


@pytest.mark.parametrize(
    "hidden",
    [
        r"\sqrt{2}\cdot\tanh(100)",
        r"\sqrt{2}+e^{-150}",
        r"\sqrt{2+10^{-90}}",
        r"\sqrt{2}\cos(10^{-40})",
        r"\frac{\sqrt{2}}{1+2^{-300}}",
        r"\sqrt{2}+\ln(1+10^{-80})",
        r"\sqrt{2}+\sin(10^{-70})",
        r"\sqrt{2}\cdot 1.00000000000000000000000000000000000000000000000000000000000000001",
    ],
)
def test_a_tiny_difference_cannot_hide_in_a_function(hidden: str) -> None:
    """An undecided comparison would be no reward either; an equal one would be a lie."""
    with contextlib.suppress(OverBudget):
        assert not compare(r"\sqrt{2}", hidden).equal


@pytest.mark.parametrize("zero", [r"\sin(\pi)", r"\sqrt{2}^2-2", r"\ln(1)", r"\cos(\frac{\pi}{2})", r"(\sin(\pi))^2"])
def test_rounding_is_not_mistaken_for_a_value(zero: str) -> None:
    assert differ(parse("0"), parse(zero)) is False


def test_points_depend_on_both_expressions_and_on_nothing_else() -> None:
    first = list(points("x|y", ["x"], frozenset()))
    assert first == list(points("x|y", ["x"], frozenset()))
    assert first != list(points("x|z", ["x"], frozenset()))


def test_rounding_half_up_and_half_to_even_are_both_right() -> None:
    assert rounds_to(Fraction("0.125"), 2, Fraction("0.13"))
    assert rounds_to(Fraction("0.125"), 2, Fraction("0.12"))
    assert not rounds_to(Fraction("0.1251"), 2, Fraction("0.12"))
    assert rounds_to(Fraction("-0.125"), 2, Fraction("-0.13"))


def test_a_literal_takes_in_signs_percent_and_powers_of_ten() -> None:
    number = literal(parse(r"-6.02 \times 10^{23}"))
    assert number is not None
    assert number.value == -602 * 10**21
    assert (number.decimals, number.places) == (2, -21)
    assert literal(parse("1/3")) is None


@pytest.mark.parametrize("number", [1, 9, 10, 99, 100, 10**15 - 1, 10**15, 10**4000])
def test_digits_are_counted_without_being_written(number: int) -> None:
    assert digits_of(number) == (len(str(number)) if number < 10**4000 else 4001)


def test_significant_digits() -> None:
    assert significant(Fraction(123456), 3) == 123000
    assert significant(Fraction("0.0012345"), 3) == Fraction("0.00123")


def test_a_relative_tolerance_replaces_the_rules_of_rounding() -> None:
    assert compare("1000", "1001", Rules(relative_tolerance=0.01)).equal
    assert not compare("1000", "1001").equal
    assert not compare("0.33", "1/3", Rules(relative_tolerance=1e-6)).equal
