"""Sums, coefficient by coefficient."""

from __future__ import annotations

import pytest

from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.tree import Node
from reward_server.symbolic.scalars.canonical import canonical
from reward_server.symbolic.scalars.coefficients import MAX_TERMS, coefficients, has_decimal, same_coefficients
from reward_server.symbolic.scalars.exact import rational


def equal(one: Node, other: Node) -> bool:
    return one == other


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("0.67x+1.33", "1.33+0.67x", True), ("2i+3", "3+2i", True), ("xy+2", "2+yx", True), (r"\frac{3x}{4}+1", r"1+\frac{3x}{4}", True), ("2x", "2x", True),
        ("0.67x+1.33", "0.67x+1.34", False), ("0.67x+1.33", "0.67y+1.33", False), ("2x+3", "3x+2", False), ("2x", "2x+1", False), ("5", "5", False), ("-x+1", "x+1", False),
    ],
)  # fmt: skip
def test_each_product_of_variables_has_the_same_number(one: str, other: str, same: bool) -> None:
    """A constant alone is no sum of such products."""
    assert same_coefficients(parse(one), parse(other), equal) is same


def test_a_sum_that_is_too_long_is_not_compared() -> None:
    terms = [f"2x^{{{k}}}" for k in range(2, MAX_TERMS + 2)]
    assert same_coefficients(parse("+".join(terms)), parse("+".join(reversed(terms))), equal)
    longer = "+".join([*terms, "2y"])
    assert not same_coefficients(parse(longer), parse(longer), equal)


def test_terms_alike_are_gathered() -> None:
    assert len(coefficients(parse("2x+3x+4"))) == 2
    assert len(coefficients(parse("-(x+y)"))) == 2


def test_a_decimal_is_seen_wherever_it_stands() -> None:
    assert has_decimal(parse(r"\sqrt{x+0.5}"))
    assert not has_decimal(parse(r"\sqrt{x+5}"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-(x+2y+3)", {"x": "-1", "y": "-2", "": "-3"}), (r"\frac{2x}{5}+\frac{3}{5}", {"x": "2/5", "": "3/5"}), ("x-x+4y", {"x": "0", "y": "4"}), ("-2x", {"x": "-2"}), ("2i-1", {"i": "2", "": "-1"}), (r"\frac{1}{x}", {"1/x": "1"}),
    ],
)  # fmt: skip
def test_a_coefficient_is_what_its_product_of_variables_is_multiplied_by(text: str, expected: dict[str, str]) -> None:
    """With the sign before a bracket, and the divisor below a fraction."""
    keys = {repr(canonical(parse(name or "1"))): rational(parse(value)) for name, value in expected.items()}
    assert {key: rational(number) for key, number in coefficients(parse(text)).items()} == keys
