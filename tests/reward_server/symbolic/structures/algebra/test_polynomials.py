"""Polynomials by their coefficients."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reward_server.symbolic import budget
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.structures.algebra.polynomials import (
    NoPolynomial,
    degrees_modulo,
    polynomial,
    real_roots,
    squarefree_parts,
)


@pytest.mark.parametrize(
    ("text", "prime", "degrees"),
    [
        ("x^2+1", 3, [(2, 1)]), ("x^2+1", 5, [(1, 1), (1, 1)]), ("x^2+1", 2, [(1, 2)]), ("x^4+x^2+1", 2, [(2, 2)]),
    ],
)  # fmt: skip
def test_degrees_of_factors_over_a_prime_field(text: str, prime: int, degrees: list[tuple[int, int]]) -> None:
    budget.begin()
    assert degrees_modulo(polynomial(parse(text)), prime) == degrees


@pytest.mark.parametrize(("text", "roots"), [("x^2+1", 0), ("x^2-2", 2), ("x^3-x", 3), ("x^4-1", 2), ("x-1", 1)])
def test_real_roots_are_counted(text: str, roots: int) -> None:
    budget.begin()
    assert real_roots(polynomial(parse(text))) == roots


def test_factors_are_parted_by_how_often_they_count() -> None:
    budget.begin()
    parts = [(len(part) - 1, times) for part, times in squarefree_parts(polynomial(parse("(x-1)^2(x+1)x^3")))]
    assert parts == [(1, 1), (1, 2), (1, 3)]


@pytest.mark.parametrize("text", [r"\sqrt{x}", "x^{100}", "1/x", "(x+1)^{15}(x-1)^{15}"])
def test_other_expressions_are_no_polynomials(text: str) -> None:
    budget.begin()
    with pytest.raises(NoPolynomial):
        polynomial(parse(text))


def test_a_number_is_one_without_the_letter() -> None:
    assert polynomial(parse("7")) == [Fraction(7)]
