from fractions import Fraction

import pytest

from reward_server.symbolic import budget
from reward_server.symbolic.parse.counting import with_counting_names
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined
from reward_server.symbolic.scalars.numeric import Unknown
from reward_server.symbolic.scalars.whole_values import WholeValues

ABOUT = "Euler's totient, the divisors, the Möbius function, Stirling, Bell, Catalan, Fibonacci, Lucas, harmonic numbers, partitions"


def value(text: str, **at: int) -> object:
    budget.begin()
    node = parse(with_counting_names(text, ABOUT))
    return WholeValues().value(node, {name: Fraction(number) for name, number in at.items()})


@pytest.mark.parametrize(
    ("text", "n", "wanted"),
    [
        (r"\sum_{d\mid n}\varphi(d)", 12, 12), (r"\sum_{d\mid n}\mu(d)", 12, 0), (r"\prod_{p\mid n}p", 60, 30), (r"\varphi(n)", 36, 12), (r"\mu(n)", 30, -1), (r"\mu(n)", 12, 0),
        (r"\sigma(n)", 12, 28), (r"\tau(n)", 12, 6), ("S(n,3)", 5, 25), (r"\left[{n\atop 2}\right]", 4, 11), ("B_n", 5, 52), ("p(n)", 10, 42), ("!n", 5, 44),
        ("F_{n}", 10, 55), ("L_n", 5, 11), ("C_n", 4, 14), ("H_n", 3, Fraction(11, 6)), (r"n^{\underline{3}}", 5, 60), (r"n^{\overline{3}}", 5, 210), ("0^n", 0, 1),
        (r"\binom{n}{n+1}", 3, 0), (r"\binom{n}{-1}", 3, 0), (r"\sum_{k\ge 0}\binom{n-k}{k}", 5, 8), (r"\left\lfloor\frac{n!}{e}+\frac12\right\rfloor", 20, 895014631192902121),
        (r"1+3+5+\cdots+(2n-1)", 6, 36), (r"1\cdot 3\cdot 5\cdots(2n-1)", 4, 105), (r"n(n-1)\cdots 1", 5, 120), (r"1-2+3-\cdots+(-1)^{n+1}n", 5, 3), (r"1+2+4+\cdots+2^n", 5, 63),
        (r"\begin{cases}1,&n\text{ even}\\2,&n\text{ odd}\end{cases}", 3, 2), (r"\begin{cases}1,&n\equiv 1\pmod 3\\0,&\text{otherwise}\end{cases}", 4, 1), (r"n \bmod 4", 7, 3),
    ],
)  # fmt: skip
def test_values(text: str, n: int, wanted: object) -> None:
    assert value(text, n=n) == wanted


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (r"\varphi(n)", Undefined), ("S(n,-1)", Undefined), (r"\lfloor i\rfloor", Undefined), (r"\frac{1}{n}", Undefined), (r"\begin{cases}1,&n>5\end{cases}", Undefined),
        ("x", Unknown), (r"1+2+\cdots+x^n", Unknown), (r"\varphi(\pi)", Unknown), (r"\sum_{k=1}^{10^9}k", TooLarge), ("9^{9^9}", TooLarge), (r"\sum_{k=1}^\infty\frac1k", TooLarge),
        (r"\lfloor e^{200}\rfloor", TooLarge), (r"F_{n+401}", TooLarge), ("B_{n+100}", TooLarge),
    ],
)  # fmt: skip
def test_what_has_no_value(text: str, error: type[Exception]) -> None:
    with pytest.raises((error, Inexact)):
        value(text, n=0)


def test_near_values_are_not_the_same() -> None:
    values = WholeValues()
    third = values.run.ctx.mpf(1) / 3
    assert values.same(Fraction(1, 3), third)
    assert not values.same(Fraction(1, 3), third + values.run.ctx.mpf(10) ** -70)
    assert not values.same(Fraction(1), Fraction(2))
