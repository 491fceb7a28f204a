"""When a decimal stands for a value."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.scalars.decimals import (
    cuts_to,
    decimal_equal,
    digits_of,
    literal,
    rounds_to,
    significant,
    significant_digits,
    within,
)
from reward_server.symbolic.scalars.exact import rational
from reward_server.symbolic.verdict import Rules


@pytest.mark.parametrize(
    ("text", "value", "decimals", "places"),
    [
        ("5", 5, None, 0), ("-0.50", "-1/2", 2, 2), ("41.4%", "0.414", 3, 3), ("41%", "0.41", None, 0), ("-3%", "-0.03", None, 0),
        (r"1.5 \times 10^3", 1500, 1, -2), (r"2.50 \times 10^{-2}", "0.025", 2, 4),
    ],
)  # fmt: skip
def test_a_decimal_is_read_as_it_is_written(text: str, value: int | str, decimals: int | None, places: int) -> None:
    found = literal(parse(text))
    assert found is not None
    assert (found.value, found.decimals, found.places) == (Fraction(value), decimals, places)


@pytest.mark.parametrize(
    "text",
    [
        "x",
        r"\frac12",
        "2+3",
        r"2 \times 3^2",
        r"2 \times 10^x",
        r"2\times 10^{1001}",
        r"2 \times 10^{0.5}",
        r"x \times 10^2",
    ],
)
def test_other_expressions_are_no_decimals(text: str) -> None:
    assert literal(parse(text)) is None


@pytest.mark.parametrize(
    ("value", "places", "target", "right"),
    [
        ("2.345", 2, "2.34", True), ("2.345", 2, "2.35", True), ("-2.345", 2, "-2.35", True), ("-2.345", 2, "-2.34", True),
        ("2.346", 2, "2.35", True), ("2.346", 2, "2.34", False), ("2.344", 2, "2.35", False), ("1/3", 3, "0.333", True), ("-1/3", 3, "0.333", False),
        ("149", -2, "100", True), ("150", -2, "200", True), ("151", -2, "100", False),
    ],
)  # fmt: skip
def test_a_half_rounds_up_or_to_even(value: str, places: int, target: str, right: bool) -> None:
    assert rounds_to(Fraction(value), places, Fraction(target)) is right


def test_digits_may_be_cut() -> None:
    assert cuts_to(Fraction(2, 3), 3, Fraction("0.666"))
    assert not cuts_to(Fraction(2, 3), 3, Fraction("0.667"))


@pytest.mark.parametrize("number", [0, 1, 9, 10, 99, 100, 101, 999, 1000, 10**30 - 1, 10**30, 2**1000, -1234])
def test_digits_are_counted_without_writing_them(number: int) -> None:
    assert digits_of(number) == len(str(abs(number)))


@pytest.mark.parametrize(("text", "count"), [("0.0120", 3), ("1.50", 3), ("0.00", 0), ("12345", 5)])
def test_significant_digits_begin_with_the_first_that_is_not_zero(text: str, count: int) -> None:
    found = literal(parse(text))
    assert found is not None
    assert significant_digits(found) == count


@pytest.mark.parametrize(
    ("value", "digits", "found"),
    [("0", 3, "0"), ("1234", 2, "1200"), ("1250", 2, "1300"), ("-1250", 2, "-1300"), ("0.01234", 3, "0.0123"), ("999", 2, "1000"), ("1/3", 2, "0.33"), ("200", 1, "200"), ("99", 1, "100")],
)  # fmt: skip
def test_a_value_is_rounded_to_significant_digits(value: str, digits: int, found: str) -> None:
    assert significant(Fraction(value), digits) == Fraction(found)


def test_a_tolerance_is_a_share_of_the_truth() -> None:
    rules = Rules(relative_tolerance=0.5)
    assert within(Fraction(-10), Fraction(-15), rules)
    assert within(Fraction(-10), Fraction(-5), rules)
    assert not within(Fraction(-10), Fraction(-16), rules)
    assert not within(Fraction(-10), Fraction(-4), rules)
    assert not within(Fraction(0), Fraction(1, 10**9), rules), "never an absolute one"


def test_digits_of_both_are_rounded_alike() -> None:
    assert within(Fraction("1.234"), Fraction("1.22"), Rules(digits=2))
    assert not within(Fraction("1.234"), Fraction("1.27"), Rules(digits=2))
    assert within(Fraction(24), Fraction(21), Rules(digits=1))
    assert not within(Fraction(24), Fraction(26), Rules(digits=1))


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("0.33", r"\frac13", True), ("0.34", r"\frac13", False), ("0.3", r"\frac13", False), ("0.00", r"\frac1{1000}", False),
        ("0.33", "0.333", True), ("0.333", "0.33", False), ("0.33", "0.34", False), ("0.33", "0.33...", True),
        (r"\frac13", "0.33333", True), (r"\frac13", "0.3333", False), (r"\frac13", "0.33334", False), (r"\frac23", "0.66667", True), (r"\frac23", "0.66666", False),
        (r"\frac{20000}{3}", "6666.7", True), (r"\frac{2000}{3}", "666.7", False), (r"\frac{22}{7}", "3.14285...", True), (r"\frac{22}{7}", "3.14286...", True), (r"\frac{22}{7}", "3.14287...", False),
    ],
)  # fmt: skip
def test_decimals_stand_for_what_they_round(truth: str, answer: str, right: bool) -> None:
    """Two decimals of a ground truth, five digits of an answer; of two decimals the longer answer rounds."""

    left, other = parse(truth), parse(answer)
    found = decimal_equal(literal(left), literal(other), rational(left), rational(other))
    assert found is right


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("0.6666666666666666", "0.6666666666666667", True),
        ("0.6666666666666666", "2/3", True),
        ("10.333333333333334", "10.333333333333332", True),
        ("0.30000000000000004", "0.3", True),
        ("0.30000000000000004", "0.31", False),
        ("0.6666666666666666", "0.667", False),
        ("0.1234567890123456", "0.1234567890123457", False),  # no simple fraction
        ("0.666666", "0.666667", False),
        ("0.33333333333333331", r"\frac13", False),  # no double is written so
        ("1.0000000000000000001", "1", False),
        ("0.0", "0.0206", False),  # nothing rounds to zero
    ],
)
def test_a_double_stands_for_the_fraction_that_it_is_nearest_to(truth: str, answer: str, right: bool) -> None:
    left, right_ = rational(parse(truth)), rational(parse(answer))
    assert decimal_equal(literal(parse(truth)), literal(parse(answer)), left, right_) is right
