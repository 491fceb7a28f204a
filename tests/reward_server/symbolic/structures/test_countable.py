"""Families over the whole numbers and sets in words: the same members, however they are told."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare

POSITIVE = "Find all positive integers $n$ for which $2^n-1$ is divisible by $7$."
INTEGERS = "Find all integers $n$ such that $n^2$ is divisible by 9."
ABOVE = r"For each integer $a_0>1$ define $a_{n+1}=\sqrt{a_n}$ or $a_n+3$. Determine all $a_0$ that are met again."
POLYNOMIALS = "Determine all polynomials $P$ with $P(x^2)=P(x)^2$."
PAIRS = "Determine all pairs $(a,b)$ of positive integers such that $ab^2+b+7$ divides $a^2b+a+b$."
POWERS = r"$n=2^k,\ k=0,1,2,\dots$"
MODULO = r"$x\equiv 1,3,5,7\pmod 8$"
MIXED = r"$(11,1),(49,1)$ and $(7k^2,7k)$ with $k\in\mathbb{N}$"
MONOMIALS = r"$P=0$ and $P=x^n$, $n\ge0$"


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "right"),
    [
        ("all multiples of 3", r"a_0=3k,\ k\in\mathbb{Z}_{>0}", ABOVE, True), ("all multiples of 3", r"3\mid a_0", ABOVE, True),
        ("all multiples of 3", r"a_0=6k,\ k\in\mathbb{Z}_{>0}", ABOVE, False), ("all multiples of 3", r"a_0=3k,\ k=1,2,3", ABOVE, False),
        ("all multiples of 3", r"n=3k,\quad k=1,2,3,\ldots", POSITIVE, True), ("all multiples of 3", r"n = 3k \text{ for some positive integer } k", POSITIVE, True),
        ("all multiples of 3", r"n=3m,\ m\in\mathbb{N}", POSITIVE, True), ("all multiples of 3", r"\{3,6,9,\dots\}", POSITIVE, True),
        ("all multiples of 3", r"\{3,9,27,\dots\}", POSITIVE, False), ("all multiples of 3", r"n=3k,\ k=2,3,4,\ldots", POSITIVE, False),
        ("all multiples of 3", r"n=3^k,\ k\in\mathbb{N}", POSITIVE, False), ("all multiples of 3", r"n=3k+1,\ k=0,1,2,\ldots", POSITIVE, False),
        ("all multiples of 3", r"n=3k,\ k\in\mathbb{Z}", INTEGERS, True), ("all multiples of 3", r"n=3k,\ k\in\mathbb{Z}_{>0}", INTEGERS, False),
        ("all odd $n$", r"n\equiv 1\pmod 2", POSITIVE, True), ("all odd $n$", r"n=2k+1,\ k\ge 0", POSITIVE, True), ("all odd $n$", r"n \text{ odd}", POSITIVE, True),
        ("all odd $n$", r"n=2k+1,\ k\geq 1", POSITIVE, False), ("all odd $n$", r"n\equiv 0\pmod 2", POSITIVE, False), ("all odd $n$", r"n\equiv 1\pmod 4", POSITIVE, False),
        (MODULO, r"x\text{ is odd}", INTEGERS, True), (MODULO, r"x\text{ is even}", INTEGERS, False), (r"$x\equiv 1,3,5\pmod 8$", r"x\text{ is odd}", INTEGERS, False),
        (POWERS, r"n\text{ is a power of two (including }1)", POSITIVE, True), (POWERS, r"n=2^{k-1},\ k=1,2,\ldots", POSITIVE, True), (POWERS, r"\{2^k : k \ge 0\}", POSITIVE, True),
        (POWERS, r"n=2^k,\ k=1,2,3,\dots", POSITIVE, False), (POWERS, r"n = 2^{2k},\ k=0,1,2,\dots", POSITIVE, False), (POWERS, r"n\in\{1,2,4,8\}", POSITIVE, False),
        (MIXED, r"\{(7t^2,7t): t=1,2,3,\dots\}\cup\{(49,1),(11,1)\}", PAIRS, True), (MIXED, "(7k^2, 7k), (11,1), (49,1)", PAIRS, True),
        (MIXED, r"\{(7t^2,7t): t=1,2,3,\dots\}\cup\{(49,1)\}", PAIRS, False), (MIXED, r"\{(7t,7t^2): t=1,2,3,\dots\}\cup\{(49,1),(11,1)\}", PAIRS, False),
        (MIXED, r"\{(7t^2,7t): t=2,3,\dots\}\cup\{(49,1),(11,1)\}", PAIRS, False),
        (MONOMIALS, r"P(x)\equiv0,\ P(x)\equiv 1,\ P(x)=x^n\ (n=1,2,3,\dots)", POLYNOMIALS, True), (MONOMIALS, r"P(t)=0,\ P(t)=t^k,\ k=0,1,2,\dots", POLYNOMIALS, True),
        (MONOMIALS, r"P(x)=0,\ P(x)=x^n\ (n=1,2,3,\dots)", POLYNOMIALS, False), (MONOMIALS, r"P(x)=x^n,\ n\ge 0", POLYNOMIALS, False),
        (MONOMIALS, r"P(x)=0,\ P(x)=1,\ P(x)=x^{2n}\ (n=1,2,3,\dots)", POLYNOMIALS, False),
        (r"n\ge 3", r"n=3,4,5,\dots", POSITIVE, True), (r"n\ge 3", "n>2", POSITIVE, True), (r"n\ge 3", r"\text{all integers } n\ge 4", POSITIVE, False),
        (r"m\ge 3", "m>2", "Find the range of the real number m.", False), (r"m\ge 3", r"m=3,4,5,\dots", "Find the range of m.", False),
        ("all odd integers", r"\{n\in\mathbb{N} : n\equiv 1\pmod 2\}", INTEGERS, False),
    ],
)  # fmt: skip
def test_the_same_whole_numbers(truth: str, answer: str, prompt: str, right: bool) -> None:
    """The first members of each family of one side are members of the other."""
    assert compare(truth, answer, prompt=prompt).equal is right
