"""Rows of rational numbers, and linear expressions."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.structures.linear import form, independent, reduced


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
