"""Squares of primes, said in words and by a formula."""

from __future__ import annotations

import time

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.families.of_primes import same_of_primes
from reward_server.symbolic.verdict import Undecided

THREE = "Find all positive integers with exactly three positive divisors."
SQUARES = r"n=p^2,\ p\text{ prime}"


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        (THREE, SQUARES, r"\text{the squares of the prime numbers}", True),
        (THREE, SQUARES, r"\text{squares of primes}", True),
        (THREE, SQUARES, r"n=q^2\text{ where }q\text{ is prime}", True),
        (THREE, SQUARES, r"q\cdot q\text{ for a prime }q", True),
        (THREE, r"\text{squares of primes}", r"\text{The squares of the prime numbers}".replace("The", "the"), True),
        (THREE, r"p^3,\ p\text{ prime}", r"\text{cubes of primes}", True),
        (THREE, SQUARES, r"\text{the cubes of the prime numbers}", False),
        (THREE, SQUARES, r"\text{the squares of the odd primes}", False),
        (THREE, SQUARES, r"\text{the squares of the natural numbers}", False),
        (THREE, SQUARES, r"\text{the prime numbers}", False),
        (THREE, SQUARES, r"n=q^3\text{ where }q\text{ is prime}", False),
        (THREE, SQUARES, r"n=2q\text{ where }q\text{ is prime}", False),
        (THREE, SQUARES, r"n=q^2\text{ where }q\text{ is an odd prime}", False),
        (THREE, SQUARES, r"n=q^2\text{ where }q\text{ is not prime}", False),
        (THREE, SQUARES, r"n=p^2\text{ where }q\text{ is prime}", False),
        (THREE, SQUARES, r"n=q^2,\ q\text{ prime},\ q>2", False),
        ("Let $p$ be a prime. Find $n$.", SQUARES, r"n=q^2\text{ where }q\text{ is prime}", False),
    ],
)
def test_numbers_made_of_one_prime(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal


@pytest.mark.parametrize("piece", ["p ", "prime ", "the ", "$", ", p prime", "p^", "("])
def test_hostile_texts_are_read_in_time(piece: str) -> None:
    start = time.perf_counter()
    for size in (5, 10, 100):
        same_of_primes(SQUARES, piece * size + "prime", THREE)
        same_of_primes(piece * size + "prime", SQUARES, THREE)
    assert time.perf_counter() - start < 0.3
