"""Polynomials in one letter by their coefficients, the constant first: squarefree parts, real roots, and the degrees of
the factors over a prime field."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from reward_server.symbolic.budget import spend
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym

MAX_DEGREE = 16
MAX_COEFFICIENT = 10**9
Coefficients = list[Fraction]
"""No zero at the end."""


class NoPolynomial(Exception):
    """Another expression, or one of a large degree."""


def polynomial(node: Node) -> Coefficients:
    """Of a tree with one letter at most. Raises NoPolynomial."""
    spend(3)
    if isinstance(node, Num):
        if max(abs(node.value.numerator), node.value.denominator) > MAX_COEFFICIENT:
            raise NoPolynomial
        return _bare([node.value])
    if isinstance(node, Sym):
        return [Fraction(0), Fraction(1)]
    if not isinstance(node, Op):
        raise NoPolynomial
    if node.head == "neg":
        return [-one for one in polynomial(node.args[0])]
    if node.head == "pow":
        return _power(polynomial(node.args[0]), node.args[1])
    if node.head == "div" and len(below := polynomial(node.args[1])) == 1:
        return [one / below[0] for one in polynomial(node.args[0])]
    if node.head not in ("add", "mul"):
        raise NoPolynomial
    first, *others = (polynomial(arg) for arg in node.args)
    for other in others:
        first = plus(first, other) if node.head == "add" else times(first, other)
    return first


def _power(base: Coefficients, exponent: Node) -> Coefficients:
    value = exponent.value if isinstance(exponent, Num) else Fraction(-1)
    if value.denominator != 1 or not 0 <= value <= MAX_DEGREE:
        raise NoPolynomial
    found = [Fraction(1)]
    for _ in range(int(value)):
        found = times(found, base)
    return found


def _bare(coefficients: Coefficients) -> Coefficients:
    while coefficients and coefficients[-1] == 0:
        coefficients.pop()
    return coefficients


def plus(left: Coefficients, right: Coefficients) -> Coefficients:
    length = max(len(left), len(right))
    padded = [one + [Fraction(0)] * (length - len(one)) for one in (left, right)]
    return _bare([a + b for a, b in zip(*padded, strict=True)])


def times(left: Coefficients, right: Coefficients) -> Coefficients:
    if len(left) + len(right) > MAX_DEGREE + 3:
        raise NoPolynomial
    found = [Fraction(0)] * max(len(left) + len(right) - 1, 0)
    for j, a in enumerate(left):
        for k, b in enumerate(right):
            found[j + k] += a * b
    return _bare(found)


def divided(left: Coefficients, right: Coefficients) -> tuple[Coefficients, Coefficients]:
    """Quotient and remainder."""
    rest, quotient = list(left), [Fraction(0)] * max(len(left) - len(right) + 1, 0)
    while len(rest) >= len(right):
        spend(2)
        factor, shift = rest[-1] / right[-1], len(rest) - len(right)
        quotient[shift] = factor
        for k, one in enumerate(right):
            rest[shift + k] -= factor * one
        rest = _bare(rest[:-1])
    return _bare(quotient), rest


def common_divisor(left: Coefficients, right: Coefficients) -> Coefficients:
    """Monic."""
    while right:
        left, right = right, divided(left, right)[1]
    return [one / left[-1] for one in left]


def derivative(f: Coefficients) -> Coefficients:
    return [k * one for k, one in enumerate(f)][1:]


def squarefree_parts(f: Coefficients) -> Iterator[tuple[Coefficients, int]]:
    """The product of all factors of one multiplicity, and the multiplicity."""
    repeated = common_divisor(f, derivative(f)) if len(f) > 1 else [Fraction(1)]
    left, multiplicity = divided(f, repeated)[0], 1
    while len(left) > 1:
        again = common_divisor(left, repeated)
        if len(part := divided(left, again)[0]) > 1:
            yield part, multiplicity
        left, repeated, multiplicity = again, divided(repeated, again)[0], multiplicity + 1


def real_roots(f: Coefficients) -> int:
    """Of a squarefree polynomial, by Sturm's chain."""
    chain = [f, derivative(f)]
    while chain[-1]:
        chain.append([-one for one in divided(chain[-2], chain[-1])[1]])
    ends = [[(one[-1] > 0) is (sign > 0 or len(one) % 2 == 1) for one in chain if one] for sign in (1, -1)]
    changes = [sum(a is not b for a, b in pairwise(signs)) for signs in ends]
    return changes[1] - changes[0]


# -- over a prime field ------------------------------------------------------------------------------------------------


def degrees_modulo(f: Coefficients, prime: int) -> list[tuple[int, int]]:
    """Degree and multiplicity of each irreducible factor modulo a prime. Raises NoPolynomial."""
    if any(one.denominator % prime == 0 for one in f):
        raise NoPolynomial
    left = _modulo([one.numerator * pow(one.denominator, -1, prime) for one in f], prime)
    if len(left) < 2:
        raise NoPolynomial
    found: list[tuple[int, int]] = []
    for degree in range(1, len(left)):
        while len(left) - 1 >= degree:
            roots = _common(left, _minus_x(_frobenius(left, prime, degree), prime), prime)
            if len(roots) < 2:
                break
            times = 0
            part = roots
            while len(part) > 1:
                left, times = _quotient(left, part, prime), times + 1
                after = _common(left, part, prime) if len(left) > 1 else [1]
                found += [(degree, times)] * ((len(part) - len(after)) // degree)
                part = after
    return found


def _modulo(f: list[int], prime: int) -> list[int]:
    found = [one % prime for one in f]
    while found and not found[-1]:
        found.pop()
    return found


def _minus_x(f: list[int], prime: int) -> list[int]:
    padded = f + [0] * (2 - len(f))
    padded[1] -= 1
    return _modulo(padded, prime)


def _frobenius(f: list[int], prime: int, degree: int) -> list[int]:
    """x to the power p^degree, modulo f."""
    found = _rest([0, 1], f, prime)
    for _ in range(degree):
        base, exponent, power = found, prime, [1]
        while exponent:
            if exponent & 1:
                power = _rest(_times(power, base), f, prime)
            base, exponent = _rest(_times(base, base), f, prime), exponent >> 1
        found = power
    return found


def _times(left: list[int], right: list[int]) -> list[int]:
    spend(2 + len(left) * len(right) // 8)
    found = [0] * max(len(left) + len(right) - 1, 0)
    for j, a in enumerate(left):
        for k, b in enumerate(right):
            found[j + k] += a * b
    return found


def _rest(f: list[int], by: list[int], prime: int) -> list[int]:
    return _division(f, by, prime)[1]


def _quotient(f: list[int], by: list[int], prime: int) -> list[int]:
    return _division(f, by, prime)[0]


def _division(f: list[int], by: list[int], prime: int) -> tuple[list[int], list[int]]:
    rest, inverse = _modulo(f, prime), pow(by[-1], -1, prime)
    quotient = [0] * max(len(rest) - len(by) + 1, 0)
    while len(rest) >= len(by):
        spend(1)
        factor, shift = rest[-1] * inverse % prime, len(rest) - len(by)
        quotient[shift] = factor
        rest = _modulo([one - factor * by[k - shift] if k >= shift else one for k, one in enumerate(rest)], prime)
    return _modulo(quotient, prime), rest


def _common(left: list[int], right: list[int], prime: int) -> list[int]:
    while right:
        left, right = right, _rest(left, right, prime)
    inverse = pow(left[-1], -1, prime)
    return _modulo([one * inverse for one in left], prime)
