"""Rows of rational numbers, and linear expressions."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.structures.geometry.linear import form, independent, rational_form, reduced


def rows(*entries: tuple[int, ...]) -> list[list[Fraction]]:
    return [list(map(Fraction, row)) for row in entries]


def test_rows_are_reduced_to_what_they_span() -> None:
    assert reduced(rows((2, 4, 6), (1, 2, 3), (0, 1, 1))) == (rows((1, 0, 1), (0, 1, 1)), [0, 1])
    assert reduced([]) == ([], [])


def test_independent_rows_are_as_many_as_they_span() -> None:
    assert independent(rows((1, 2), (3, 4)))
    assert not independent(rows((1, 2), (2, 4)))


@pytest.mark.parametrize(
    ("text", "linear"),
    [("2s-3t+1", True), ("s(1-t)", False), (r"\sqrt{s}", False), ("s^2-s^2+t", False), ("2at+s", True)],
)
def test_a_form_is_linear_in_the_letters(text: str, linear: bool) -> None:
    assert (form(parse(text), ["s", "t"]) is not None) is linear


@pytest.mark.parametrize(
    ("text", "start", "factors"),
    [
        ("2s-3t+1", 1, (2, -3)), (r"\frac{s-2(t+1)}{4}", Fraction(-1, 2), (Fraction(1, 4), Fraction(-1, 2))),
        ("-(s-s)t", 0, (0, 0)), ("5", 5, (0, 0)), (r"50\% s", 0, (Fraction(1, 2), 0)),
    ],
)  # fmt: skip
def test_rational_coefficients_are_read_off(text: str, start: Fraction, factors: tuple[Fraction, ...]) -> None:
    assert rational_form(parse(text), ["s", "t"]) == (start, factors)


@pytest.mark.parametrize("text", ["st", r"\frac{1}{s}", r"\frac{s}{0}", r"\sqrt{2}s", "as", "s^2", r"|s|"])
def test_nothing_else_has_rational_coefficients(text: str) -> None:
    assert rational_form(parse(text), ["s", "t"]) is None
