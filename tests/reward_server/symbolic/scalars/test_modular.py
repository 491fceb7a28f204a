"""Values too large to write down, modulo primes."""

from __future__ import annotations

import pytest

from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.scalars.modular import MAX_FACTORIAL, _draws, _is_prime, _next_prime, equal_modulo_primes


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2^{5000}", "4^{2500}", True), ("2^{5000}", "2^{5001}", False), ("2^{5000}+1", "1+2^{5000}", True),
        (r"\frac{3^{4000}}{9}", "3^{3998}", True), (r"\frac{3^{4000}}{9}", "3^{3999}", False), ("-2^{3001}", r"-2\cdot 2^{3000}", True),
        ("(x+1)^{3000}", "(1+x)^{3000}", True), ("(x+1)^{3000}", "(x+2)^{3000}", False), ("x^{3000}y", "y x^{3000}", True), ("x^{3000}", "y^{3000}", False),
        ("20!", "2432902008176640000", True), ("20!", "2432902008176640001", False), ("1000!", r"1000\cdot 999!", True), ("2^{-3000}", r"\frac{1}{2^{3000}}", True),
        (r"50\%\cdot 2^{3000}", "2^{2999}", True), ("0!", "1", True), ("1!", "1", True), ("3!", "6", True), ("3!", "2", False),
    ],
)  # fmt: skip
def test_values_are_equal_where_they_agree_modulo_primes(one: str, other: str, same: bool) -> None:
    assert equal_modulo_primes(parse(one), parse(other)) is same


@pytest.mark.parametrize(
    "text",
    [r"\sqrt{2}", r"\sin x", "2^{1/2}", "2^x", r"\pi", f"({MAX_FACTORIAL + 1})!", "(-1)!", r"\frac{1}{0}", "0^{3000}"],
)
def test_what_has_no_residue_is_left_to_others(text: str) -> None:
    """Roots, functions, named constants, factorials past the guard, divisors that are zero."""
    assert equal_modulo_primes(parse(text), parse(text)) is None


def test_the_primes_of_a_comparison_are_its_own_and_always_the_same() -> None:
    drawn = [prime for prime, _ in _draws("a|b", 0)]
    assert drawn == [prime for prime, _ in _draws("a|b", 3)]
    assert len(set(drawn)) == len(drawn) == 4
    assert not set(drawn) & {prime for prime, _ in _draws("a|c", 0)}
    assert all(2**79 <= prime < 2**80 + 1000 and _is_prime(prime) for prime in drawn)


def test_the_variables_of_a_comparison_have_different_values() -> None:
    assert all(len(set(numbers)) == 5 for _, numbers in _draws("a|b", 5))


def test_primes_are_told_from_other_numbers() -> None:
    """Carmichael numbers and strong pseudoprimes to small bases are no primes."""
    found = [number for number in range(2, 400) if _is_prime(number)]
    sieve = [number for number in range(2, 400) if all(number % k for k in range(2, number))]
    assert found == sieve
    assert not any(map(_is_prime, (561, 1729, 2047, 3215031751, 3825123056546413051, 2**89 + 1)))
    assert _is_prime(2**61 - 1)
    assert _is_prime(2**127 - 1)
    assert _next_prime(24) == 29
    assert _next_prime(29) == 29
