"""Families over the whole numbers and sets in words: the same members, however they are told."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

POSITIVE = "Find all positive integers $n$ for which $2^n-1$ is divisible by $7$."
INTEGERS = "Find all integers $n$ such that $n^2$ is divisible by 9."
ABOVE = r"For each integer $a_0>1$ define $a_{n+1}=\sqrt{a_n}$ or $a_n+3$. Determine all $a_0$ that are met again."
POLYNOMIALS = "Determine all polynomials $P$ with $P(x^2)=P(x)^2$."
PAIRS = "Determine all pairs $(a,b)$ of positive integers such that $ab^2+b+7$ divides $a^2b+a+b$."
SQUARES = "Find all pairs $(m,n)$ of integers, $n$ positive, with $n=m^2$."
TRIPLES = "Find all triples $(a,b,c)$ of positive integers with $a^2+b^2+c^2=ab+bc+ca$."
NONNEGATIVE = "Find all pairs $(x,y)$ of nonnegative integers with $2^x=3y+1$."
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
        (r"n=2^k,\ k\ge1", r"\text{all powers of 2 greater than 1}", POSITIVE, True), (r"n=2^k,\ k\ge1", r"\text{all powers of 2 greater than 2}", POSITIVE, False), (r"n=2^k,\ k\ge1", r"\text{all powers of 2}", POSITIVE, False), (r"n=2^k,\ k\ge1", r"\text{all powers of 2 at least 2}", POSITIVE, True),
        (MIXED, r"\{(7t^2,7t): t=1,2,3,\dots\}\cup\{(49,1),(11,1)\}", PAIRS, True), (MIXED, "(7k^2, 7k), (11,1), (49,1)", PAIRS, True),
        (MIXED, r"\{(7t^2,7t): t=1,2,3,\dots\}\cup\{(49,1)\}", PAIRS, False), (MIXED, r"\{(7t,7t^2): t=1,2,3,\dots\}\cup\{(49,1),(11,1)\}", PAIRS, False),
        (MIXED, r"\{(7t^2,7t): t=2,3,\dots\}\cup\{(49,1),(11,1)\}", PAIRS, False),
        (MONOMIALS, r"P(x)\equiv0,\ P(x)\equiv 1,\ P(x)=x^n\ (n=1,2,3,\dots)", POLYNOMIALS, True), (MONOMIALS, r"P(t)=0,\ P(t)=t^k,\ k=0,1,2,\dots", POLYNOMIALS, True),
        (MONOMIALS, r"P(x)=0,\ P(x)=x^n\ (n=1,2,3,\dots)", POLYNOMIALS, False), (MONOMIALS, r"P(x)=x^n,\ n\ge 0", POLYNOMIALS, False),
        (MONOMIALS, r"P(x)=0,\ P(x)=1,\ P(x)=x^{2n}\ (n=1,2,3,\dots)", POLYNOMIALS, False),
        (r"n\ge 3", r"n=3,4,5,\dots", POSITIVE, True), (r"n\ge 3", "n>2", POSITIVE, True), (r"n\ge 3", r"\text{all integers } n\ge 4", POSITIVE, False),
        (r"m\ge 3", "m>2", "Find the range of the real number m.", False), (r"m\ge 3", r"m=3,4,5,\dots", "Find the range of m.", False),
        (r"n\equiv 0,2\pmod 3", r"n\not\equiv 1\pmod 3", INTEGERS, True), (r"n\equiv 0,2\pmod 3", r"n\not\equiv 2\pmod 3", INTEGERS, False),
        (r"n \equiv \pm 1 \pmod 6", r"n\text{ coprime to }6", INTEGERS, True), (r"n \equiv \pm 1 \pmod 6", r"n=6k\pm1", INTEGERS, True), (r"n \equiv \pm 1 \pmod{12}", r"n\text{ coprime to }6", INTEGERS, False),
        (r"n=2^m-1,\ m\ge 1", r"\{1,3,7,15,\dots\}", POSITIVE, True), (r"n=2^m-1,\ m\ge 1", r"\{1,3,5,7,\dots\}", POSITIVE, False), (r"n=2^m-1,\ m\ge 1", r"\{3,7,15,31,\dots\}", POSITIVE, False),
        ("all odd $n$ and all multiples of 8", r"n\equiv 0,1,3,5,7\pmod 8", INTEGERS, True), ("all odd $n$ and all multiples of 8", r"\text{all odd } n", INTEGERS, False),
        ("all $n$ that are not powers of 2", r"n\text{ not a power of two}", POSITIVE, True), ("all $n$ that are not powers of 2", r"n \text{ is a power of }2", POSITIVE, False),
        (r"n=4k, k\in\mathbb{N}", r"4\mid n", r"Find all $n\in\mathbb{N}$ such that $5\mid 2^n-1$.", True), (r"n=4k, k\in\mathbb{N}", r"n\equiv 0\pmod 2", r"Find all $n\in\mathbb{N}$ such that $5\mid 2^n-1$.", False),
        (r"(k,k^2),\ k\in\mathbb{Z}\setminus\{0\}", r"(m,n)=(t,t^2)\text{ with } t\in\mathbb Z,\ t\ne0", SQUARES, True), (r"(k,k^2),\ k\in\mathbb{Z}\setminus\{0\}", r"(k,k^2),\ k\ge1", SQUARES, False),
        (r"(k,k^2),\ k\in\mathbb{Z}\setminus\{0\}", r"(k,k^2),\ k\in\mathbb{Z}", SQUARES, False), (r"5k+2, k\in\mathbb{Z}", r"\{\ldots,-8,-3,2,7,12,\ldots\}", INTEGERS, True),
        (r"5k+2, k\in\mathbb{Z}", r"\{2,7,12,\ldots\}", INTEGERS, False), (r"n\ge3", r"\mathbb{N}\setminus\{1,2\}", POSITIVE, True), (r"n\ge3", r"\mathbb{N}\setminus\{1\}", POSITIVE, False),
        (r"a=3k+1,\ k\in\mathbb Z", r"a=3k+1,\ k\ge0", "Find all integers $a$ such that $3\\mid a^n-1$ for all positive integers $n$.", False),
        (r"k\equiv 1,3,7,9\pmod{10}", r"k\text{ is odd and not divisible by }5", INTEGERS, True), (r"k\equiv 1,3,7,9\pmod{10}", r"k\text{ is odd or not divisible by }5", INTEGERS, False),
        ("all odd $n$ and all multiples of 8", r"n \text{ is odd and divisible by } 8", INTEGERS, False), ("all positive integers not congruent to 2 mod 4", r"n\text{ odd or divisible by }4", POSITIVE, True),
        ("all positive integers not congruent to 2 mod 4", r"n\equiv2\pmod4", POSITIVE, False), (r"(n,n,n), n\in\mathbb{Z}^+", "a=b=c", TRIPLES, True), (r"(n,n,n), n\in\mathbb{Z}^+", r"a=b=c=t,\ t\in\mathbb{N}", TRIPLES, True),
        (r"(n,n,n), n\in\mathbb{Z}^+", "(1,1,1)", TRIPLES, False), (r"(2k,\frac{4^k-1}{3}), k\ge0", r"x=2n,\ y=\frac{4^n-1}{3},\ n=0,1,2,\dots", NONNEGATIVE, True),
        (r"(2k,\frac{4^k-1}{3}), k\ge0", r"x=n,\ y=\frac{2^n-1}{3}", NONNEGATIVE, False), (r"n=6k, k=1,2,...", r"6\mid n", r"Find all $n\ge1$ such that $7\mid 3^n-1$.", True),
        ("all odd integers", r"\{n\in\mathbb{N} : n\equiv 1\pmod 2\}", INTEGERS, False),
    ],
)  # fmt: skip
def test_the_same_whole_numbers(truth: str, answer: str, prompt: str, right: bool) -> None:
    """The first members of each family of one side are members of the other."""
    assert compare(truth, answer, prompt=prompt).equal is right


@pytest.mark.parametrize(
    ("answer", "prompt", "right"),
    [
        (r"\text{los cuadrados perfectos}", "¿Para qué enteros positivos $n$ es impar el número de divisores?", True),
        (r"\text{los cubos perfectos}", "¿Para qué enteros positivos $n$ es impar el número de divisores?", False),
        (r"\text{les carrés parfaits}", "Déterminer tous les entiers strictement positifs $n$ tels que ...", True),
        (r"\text{alle Quadratzahlen}", "Bestimme alle positiven ganzen Zahlen $n$, für die ...", True),
        (r"\text{alle Quadratzahlen}", "Bestimme alle ganzen Zahlen $n$, für die ...", False),
    ],
)
def test_questions_of_other_languages_ask_for_positive_numbers_too(answer: str, prompt: str, right: bool) -> None:
    """Where nothing is said, 0 is a square."""
    assert compare(r"\{k^2: k\in\mathbb{N}, k\ge1\}", answer, prompt=prompt).equal is right


CLASSES_IN_WORDS = [
    ("Which integers?", r"\text{all integers } n\not\equiv 2\pmod 4", r"\text{all odd integers and all multiples of } 4", True),
    ("Which integers?", r"\text{all integers } n\not\equiv 2\pmod 4", r"\text{odd integers and multiples of } 4", True),
    ("Which integers?", r"\text{all integers } n\not\equiv 2\pmod 4", r"n\equiv 0,1,3\pmod 4", True),
    ("Which integers?", r"\text{all integers } n\not\equiv 2\pmod 4", r"n \text{ is odd or divisible by } 4", True),
    ("Which integers?", r"\text{all integers } n\not\equiv 2\pmod 4", r"n \text{ is odd or a multiple of } 4", True),
    ("Which integers?", r"\text{all integers } n\not\equiv 2\pmod 4", r"\text{odd integers and multiples of } 2", False),
    ("Which integers?", r"\text{all integers } n\not\equiv 2\pmod 4", r"\text{odd integers and multiples of } 8", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CLASSES_IN_WORDS)
def test_classes_in_words(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal


def test_a_value_for_each_index_is_no_set_of_values() -> None:
    truth, moved = r"$P(X=k)=\frac16(\frac56)^k,\ k=0,1,2,\dots$", r"P(X=k)=\frac16(\frac56)^{k-1},\ k=1,2,\dots"
    assert not compare(truth, moved, prompt="Find the distribution of the number $X$ of rolls before the six.").equal
