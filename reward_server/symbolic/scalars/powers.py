"""Products of powers, compared by their exponents before any value is made.

e^2025 / e is e^2024, sqrt(2^2023) is 2^1011 sqrt 2, (1 + i)^2024 is 2^1012: a value is a root of unity times powers of
primes, of e and pi, and of sums that nothing else is known of. Equal exponents are equal values; different exponents of
primes are different values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from reward_server.symbolic.budget import spend
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym
from reward_server.symbolic.scalars.canonical import canonical
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational

MAX_TRIAL = 1000
MAX_BITS = 4000
MAX_FACTORIAL = 3000
Base = int | str
"""A prime (or what is left of a number after trial division), or the text of anything else."""


class NoProduct(Exception):
    """Nothing is known of this expression as a product."""


@dataclass(frozen=True, slots=True)
class Powers:
    """exp(i pi turn) times the product of base^exponent; `turn` in [0, 2)."""

    exponents: Mapping[Base, Fraction] = field(default_factory=dict)
    turn: Fraction = Fraction(0)

    def times(self, other: Powers, power: Fraction = Fraction(1)) -> Powers:
        exponents = dict(self.exponents)
        for base, exponent in other.exponents.items():
            exponents[base] = exponents.get(base, Fraction(0)) + exponent * power
        kept = {base: exponent for base, exponent in exponents.items() if exponent}
        return Powers(kept, (self.turn + other.turn * power) % 2)

    def to(self, power: Fraction) -> Powers:
        if power.denominator != 1 and self.turn:
            raise NoProduct("a root of what is not positive")
        if power.denominator != 1 and any(isinstance(base, str) and base not in ("e", "pi") for base in self.exponents):
            raise NoProduct("a root of what may be negative")
        return Powers().times(self, power)

    def is_settled(self) -> bool:
        """Are the bases primes, whose exponents tell all?"""
        return all(isinstance(base, int) and base < MAX_TRIAL**2 for base in self.exponents)


def equal_as_powers(truth: Node, answer: Node) -> bool | None:
    """None where the exponents do not tell."""
    try:
        left, right = powers(truth), powers(answer)
    except (NoProduct, Inexact, TooLarge, Undefined):
        return None
    if left == right:
        return True
    return False if left.is_settled() and right.is_settled() else None


def powers(node: Node) -> Powers:
    """Raises NoProduct, and what its exponents raise."""
    spend(5)
    if isinstance(node, Num):
        return _of_fraction(node.value)
    if isinstance(node, Sym):
        return Powers(turn=Fraction(1, 2)) if node.name == "i" else Powers({node.name: Fraction(1)})
    if not isinstance(node, Op):
        raise NoProduct("text")
    rule = _RULES.get(node.head)
    return rule(node) if rule is not None else _opaque(node)


def _opaque(node: Op) -> Powers:
    return Powers({repr(canonical(node)): Fraction(1)})


def _of_fraction(value: Fraction) -> Powers:
    if value == 0:
        raise NoProduct("zero")
    if value.numerator.bit_length() + value.denominator.bit_length() > MAX_BITS:
        raise NoProduct("too long a number")
    above, below = _of_integer(abs(value.numerator)), _of_integer(value.denominator)
    return Powers(above, Fraction(int(value < 0))).times(Powers(below), Fraction(-1))


def _of_integer(number: int) -> dict[Base, Fraction]:
    return {prime: Fraction(power) for prime, power in factored(number).items()}


def factored(number: int) -> dict[int, int]:
    """Its primes, each with its exponent; a rest without primes below MAX_TRIAL counts as one."""
    found: dict[int, int] = {}
    for k in range(2, MAX_TRIAL):
        if k * k > number:
            break
        while number % k == 0:
            found[k] = found.get(k, 0) + 1
            number //= k
    if number > 1:
        found[number] = found.get(number, 0) + 1
    return found


def _product(node: Op) -> Powers:
    total = Powers()
    for arg in node.args:
        total = total.times(powers(arg))
    return total


def _power(node: Op) -> Powers:
    return powers(node.args[0]).to(rational(node.args[1]))


def _root(node: Op) -> Powers:
    return powers(node.args[0]).to(1 / rational(node.args[1]))


def _exponential(node: Op) -> Powers:
    return Powers({"e": rational(node.args[0])})


def _factorial(node: Op) -> Powers:
    """By Legendre's formula."""
    number = rational(node.args[0])
    if number.denominator != 1 or not 0 < number <= MAX_FACTORIAL:
        raise NoProduct("factorial")
    spend(int(number) // 4)
    total = Powers()
    for k in range(2, int(number) + 1):
        total = total.times(Powers(_of_integer(k)))
    return total


def _logarithm(node: Op) -> Powers:
    """ln 2^2024 is 2024 ln 2."""
    inner = powers(node.args[0])
    if inner.turn or len(inner.exponents) != 1:
        return _opaque(node)
    ((base, exponent),) = inner.exponents.items()
    if base == "e":
        return _of_fraction(exponent)
    return _of_fraction(exponent).times(Powers({f"{node.head} {base}": Fraction(1)}))


def _logarithm_to_base(node: Op) -> Powers:
    """log_4 2^2024 is 1012."""
    value, base = powers(node.args[0]), powers(node.args[1])
    if value.turn or base.turn or value.exponents.keys() != base.exponents.keys() or not base.exponents:
        return _opaque(node)
    ratios = {value.exponents[one] / base.exponents[one] for one in base.exponents}
    return _of_fraction(ratios.pop()) if len(ratios) == 1 else _opaque(node)


def _sum(node: Op) -> Powers:
    """2^2025 - 2^2024 is 2^2024 times 1; 1 + i is sqrt 2 times a root of unity; other sums are opaque."""
    try:
        terms = [powers(arg) for arg in node.args]
        shares = [_as_fraction(term.times(terms[0], Fraction(-1))) for term in terms]
    except NoProduct:
        return _complex(node) or _opaque(node)
    return terms[0].times(_of_fraction(sum(shares, Fraction(0))))


def _as_fraction(value: Powers) -> Fraction:
    """Raises NoProduct for what is no rational number, or a long one."""
    total = Fraction(1)
    if value.turn not in (0, 1):
        raise NoProduct("not real")
    for base, exponent in value.exponents.items():
        if not isinstance(base, int) or exponent.denominator != 1 or abs(exponent) * base.bit_length() > MAX_BITS:
            raise NoProduct("not rational")
        total *= Fraction(base) ** exponent.numerator
    return -total if value.turn else total


_TWELFTHS = {Fraction(1, 4): Fraction(1, 3), Fraction(1, 2): Fraction(1, 4), Fraction(3, 4): Fraction(1, 6)}
"""cos^2 of an angle -> the angle in half turns."""


def _complex(node: Op) -> Powers | None:
    """a + bi at a multiple of 30 or 45 degrees, the squares of a and b being rational."""
    if len(node.args) != 2:
        return None
    try:
        found = sorted((powers(arg) for arg in node.args), key=lambda term: term.turn % 1)
        squares = [_as_fraction(Powers(term.exponents).to(Fraction(2))) for term in found]
    except NoProduct:
        return None
    angle = _TWELFTHS.get(squares[0] / sum(squares))
    if angle is None or [term.turn % 1 for term in found] != [0, Fraction(1, 2)]:
        return None
    right, up = found[0].turn == 0, found[1].turn == Fraction(1, 2)
    turn = {(True, True): angle, (False, True): 1 - angle, (False, False): 1 + angle, (True, False): 2 - angle}
    return Powers(_of_fraction(sum(squares, Fraction(0))).to(Fraction(1, 2)).exponents, turn[right, up])


def _negative(node: Op) -> Powers:
    return powers(node.args[0]).times(Powers(turn=Fraction(1)))


def _quotient(node: Op) -> Powers:
    return powers(node.args[0]).times(powers(node.args[1]), Fraction(-1))


def _percent(node: Op) -> Powers:
    return powers(node.args[0]).times(_of_fraction(Fraction(1, 100)))


def _modulus(node: Op) -> Powers:
    inner = powers(node.args[0])
    return Powers(inner.exponents) if inner.is_settled() else _opaque(node)


_RULES = {
    "mul": _product, "div": _quotient, "neg": _negative, "pow": _power, "root": _root, "exp": _exponential,
    "fact": _factorial, "ln": _logarithm, "log": _logarithm, "logb": _logarithm_to_base, "add": _sum,
    "percent": _percent, "abs": _modulus,
}  # fmt: skip
