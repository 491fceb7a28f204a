"""Rational values, exactly. What is not rational, or would be too large to write down, raises."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from reward_server.symbolic.budget import spend
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym

MAX_BITS = 40_000
"""Of any value on the way: a larger one costs more than the comparison is worth."""
MAX_TERMS = 2_000
"""Of a sum or a product over an index."""

Points = Mapping[str, Fraction]
NOWHERE: Points = {}


class Inexact(Exception):
    """Not a rational number, as far as this rung can tell."""


class TooLarge(Exception):
    """Past a size guard: no later rung may try it by brute force either."""


class Undefined(Exception):
    """Division by zero and its kin: the expression has no value there."""


def rational(node: Node, at: Points = NOWHERE) -> Fraction:
    """The value with variables as in `at`. Raises Inexact, TooLarge, Undefined."""
    if isinstance(node, Num):
        return node.value
    if isinstance(node, Sym) and node.name in at:
        return at[node.name]
    if not isinstance(node, Op):
        raise Inexact("a symbol")
    if node.head in ("sum", "prod") and len(node.args) == 4:
        return _indexed(node, at)
    if node.head == "apply":
        return _chosen(node, at)
    if node.head not in RULES:
        raise Inexact(node.head)
    value = RULES[node.head]([rational(arg, at) for arg in node.args])
    bits = value.numerator.bit_length() + value.denominator.bit_length()
    spend(1 + (bits >> 9))
    if bits > MAX_BITS:
        raise TooLarge("number")
    return value


def _indexed(node: Op, at: Points) -> Fraction:
    index, low, high, body = node.args
    first, last = (_whole(rational(end, at)) for end in (low, high))
    if last - first > MAX_TERMS:
        raise TooLarge("terms")
    total = Fraction(node.head == "prod")
    for k in range(first, last + 1):
        term = rational(body, {**at, getattr(index, "name", ""): Fraction(k)})
        total = total + term if node.head == "sum" else total * term
        spend(1 + (total.numerator.bit_length() >> 9))
        if total.numerator.bit_length() > MAX_BITS:
            raise TooLarge("number")
    return total


def _chosen(node: Op, at: Points) -> Fraction:
    """An unknown function is chosen by the point as a variable is: at each place a value of its own."""
    name = getattr(node.args[0], "name", "")
    if name not in at:
        raise Inexact("an unknown function")
    places = [str(rational(arg, at)) for arg in node.args[1:]]
    digest = hashlib.sha256(" ".join([name, str(at[name]), *places]).encode()).digest()
    return Fraction(int.from_bytes(digest[:5]), 1 + int.from_bytes(digest[5:7]))


def _whole(value: Fraction) -> int:
    if value.denominator != 1:
        raise Inexact("not an integer")
    return value.numerator


def _product(values: Sequence[Fraction]) -> Fraction:
    if sum(value.numerator.bit_length() for value in values) > MAX_BITS:
        raise TooLarge("product")
    return math.prod(values[1:], start=values[0]) if values else Fraction(1)


def _quotient(values: Sequence[Fraction]) -> Fraction:
    if values[1] == 0:
        raise Undefined("division by zero")
    return values[0] / values[1]


def power_bits(base: Fraction, exponent: Fraction) -> float:
    return min(abs(exponent.numerator), 10**9) * max(base.numerator.bit_length(), base.denominator.bit_length())


def _power(values: Sequence[Fraction]) -> Fraction:
    base, exponent = values
    if exponent.denominator != 1:
        return _power([_nth_root(base, exponent.denominator), Fraction(exponent.numerator)])
    if base == 0 and exponent <= 0:
        raise Undefined("zero to a power that is not positive")
    if base in (0, 1, -1):
        return base if base != -1 else Fraction(1 - 2 * (exponent.numerator % 2))
    if power_bits(base, exponent) > MAX_BITS:
        raise TooLarge("power")
    return base**exponent.numerator


def _nth_root(value: Fraction, degree: int) -> Fraction:
    if degree <= 0 or degree > 64 or (value < 0 and degree % 2 == 0):
        raise Inexact("root")
    sign = -1 if value < 0 else 1
    return sign * Fraction(_integer_root(abs(value.numerator), degree), _integer_root(value.denominator, degree))


def _integer_root(value: int, degree: int) -> int:
    """The exact root; Newton's method from above. Raises Inexact where there is none."""
    if degree == 2:
        root = math.isqrt(value)
    else:
        root = 1 << -(-value.bit_length() // degree)
        while value and (lower := ((degree - 1) * root + value // root ** (degree - 1)) // degree) < root:
            root = lower
        root = root if value else 0
    if root**degree != value:
        raise Inexact("irrational root")
    return root


def _root(values: Sequence[Fraction]) -> Fraction:
    return _nth_root(values[0], _whole(values[1]))


def _counting(values: Sequence[Fraction], largest: int) -> list[int]:
    numbers = [_whole(value) for value in values]
    if any(number > largest for number in numbers):
        raise TooLarge("factorial")
    if any(number < 0 for number in numbers):
        raise Undefined("factorial of a negative number")
    return numbers


def _factorial(values: Sequence[Fraction]) -> Fraction:
    return Fraction(math.factorial(_counting(values, 3000)[0]))


def _double_factorial(values: Sequence[Fraction]) -> Fraction:
    (number,) = _counting(values, 3000)
    return Fraction(math.prod(range(number, 0, -2)))


def _binomial(values: Sequence[Fraction]) -> Fraction:
    above, below = _counting(values, 20_000)
    return Fraction(math.comb(above, below))


def _arrangements(values: Sequence[Fraction]) -> Fraction:
    above, below = _counting(values, 3000)
    return Fraction(math.perm(above, below))


def _modulo(values: Sequence[Fraction]) -> Fraction:
    if values[1] == 0:
        raise Undefined("modulo zero")
    return values[0] % values[1]


RULES: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "add": lambda values: sum(values[1:], values[0]) if values else Fraction(0),
    "mul": _product,
    "neg": lambda values: -values[0],
    "div": _quotient,
    "pow": _power,
    "root": _root,
    "fact": _factorial,
    "fact2": _double_factorial,
    "binom": _binomial,
    "perm": _arrangements,
    "abs": lambda values: abs(values[0]),
    "floor": lambda values: Fraction(math.floor(values[0])),
    "ceil": lambda values: Fraction(math.ceil(values[0])),
    "percent": lambda values: values[0] / 100,
    "max": lambda values: max(values),
    "min": lambda values: min(values),
    "gcd": lambda values: Fraction(math.gcd(*map(_whole, values))),
    "lcm": lambda values: Fraction(math.lcm(*map(_whole, values))),
    "mod": _modulo,
    "sgn": lambda values: Fraction((values[0] > 0) - (values[0] < 0)),
}
