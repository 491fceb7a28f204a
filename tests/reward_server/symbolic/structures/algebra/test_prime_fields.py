"""Polynomials whose coefficients count modulo p."""

from __future__ import annotations

import time

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.algebra.prime_fields import same_over_prime_field

FACTOR = r"Factor $x^4+1$ into irreducibles over $\mathbb F_3$."
REMAINDER = r"Find the remainder of $x^5+1$ by $x^2+1$ in $(\mathbb Z/5\mathbb Z)[x]$."
FACTORS = "(x^2+x+2)(x^2+2x+2)"


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        (FACTOR, FACTORS, "(x^2-x-1)(x^2+x-1)", True),
        (FACTOR, FACTORS, "(2x^2+2x+1)(2x^2+x+1)", True),
        (FACTOR, FACTORS, "2(x^2+x+2)(2x^2+x+1)", True),
        (FACTOR, FACTORS, "(x^2-x+1)(x^2+x-1)", False),
        (FACTOR, FACTORS, "(x^2-x-1)(x^2+2x-1)", False),
        (FACTOR, FACTORS, "2(x^2-x-1)(x^2+x-1)", False),
        (FACTOR, FACTORS, "x^4+1", False),
        (FACTOR, FACTORS, "x^4-2", False),
        (FACTOR.replace("F_3", "F_5"), FACTORS, "(x^2-x-1)(x^2+x-1)", False),
        (r"Factor $x^4+1$ over $\mathbb R$.", FACTORS, "(x^2-x-1)(x^2+x-1)", False),
        (FACTOR + " Use coefficients from 0 to 2.", FACTORS, "(x^2-x-1)(x^2+x-1)", False),
        (r"Factor over $\mathbb F_2$: $x^3+1$", "(x+1)(x^2+x+1)", "(x-1)(x^2-x+1)", True),
        (r"Factor over $\mathbb F_2$: $x^3+1$", "(x+1)(x^2+x+1)", "(x+1)^3", False),
        (r"Factor over $\mathbb F_2$: $x^4+1$", "(x+1)^4", "(x-1)^2(x^2+1)", False),
        (r"Factor over $\mathbb F_2$: $x^4+1$", "(x+1)^4", "(x-1)^4", True),
        (REMAINDER, "x+1", "6x-4", True),
        (REMAINDER, "x+1", "x-1", False),
        (r"How many irreducible points over $\mathbb F_3$, in terms of n?", "n^2+2", "n^2-1", False),
        (r"Factor over $\mathbb F_4$: $x^3+1$", "(x+1)(x^2+x+1)", "(x+1)(x^2+5x+1)", False),
        (r"Factor over $\mathbb F_{3^2}$: $x^2+2$", "(x+1)(x+2)", "(x+1)(x-1)", False),
    ],
)
def test_coefficients_count_modulo_the_prime(prompt: str, truth: str, answer: str, equal: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is equal


@pytest.mark.parametrize("text", ["(x+1)^{99999}", "(" * 60 + "x" + "+1)^2" * 20, "x^{2^{9}}", "(x+1)" * 40])
def test_hostile_powers_are_left_alone(text: str) -> None:
    start = time.perf_counter()
    same_over_prime_field(text, text + "+1", FACTOR)
    assert time.perf_counter() - start < 0.2
