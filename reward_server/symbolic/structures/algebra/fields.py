"""Q with numbers adjoined: Q(cbrt 2, omega) is Q(cbrt 2, i sqrt 3), for the generators of each give those of the other.

A generator is a product of roots of rational numbers and roots of unity, up to rational factors and terms, or a sum of
square roots. Fields that are the same for another reason are told apart all the same.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple

from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.tree import ONE, Node, Op, Sym, show, substitute, walk
from reward_server.symbolic.scalars.canonical import canonical
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.powers import factored
from reward_server.symbolic.verdict import Verdict

Square = frozenset[int]
"""A square root up to a rational factor: the primes below it, and -1."""


class Root(NamedTuple):
    """The degree-th root of the product of primes with their exponents."""

    degree: int
    powers: tuple[tuple[int, int], ...]


class Unity(NamedTuple):
    """A root of unity."""

    order: int


Factor = Root | Unity | str
_SQUARES_OF_UNITY: dict[int, tuple[Square, ...]] = {
    1: (), 3: (frozenset({-1, 3}),), 4: (frozenset({-1}),), 8: (frozenset({-1}), frozenset({2})),
    12: (frozenset({-1}), frozenset({3})),
}  # fmt: skip
"""The square roots that give the roots of unity of an order, and are given by them."""
_NAMED = {"i": 4, "omega": 3} | {f"zeta_{order}": order for order in range(3, 25)}
MAX_DEGREE = 100
MAX_RADICAND = 10**12


def fields(truth: Node, answer: Node) -> Verdict | None:
    left, right = value_of(truth), value_of(answer)
    if not (isinstance(left, Op) and isinstance(right, Op) and left.head == right.head == "field"):
        return None
    equal = _generated(left.args) == _generated(right.args)
    return Verdict(equal, f"{'the same' if equal else 'other'} generators: {show(truth)}, {show(answer)}")


def _generated(generators: tuple[Node, ...]) -> tuple[frozenset[Square], frozenset[Factor]]:
    """The square roots, reduced, and what else there is: each generator without what the others give."""
    generators = tuple(term for one in generators for term in _terms(one))
    rest: list[frozenset[Factor]] = [_factors(one) for one in generators]
    basis, known = frozenset[Square](), set[Factor]()
    for _ in generators:  # one may need those after it
        rest = [frozenset(one for one in factors if one not in known and not _within(one, basis)) for factors in rest]
        for factors in rest:
            if len(factors) == 1:
                (one,) = factors
                basis = _reduced([*basis, *_squares(one)])
                known |= set() if _within(one, basis) else {one}
            elif factors and all(_square(one) is not None for one in factors):
                basis = _reduced([*basis, _product(factors)])
    several = (one for one, factors in zip(generators, rest, strict=True) if len(factors) > 1 and _open(factors, basis))
    return basis, frozenset(known | {repr(canonical(one)) for one in several})


def _terms(generator: Node) -> tuple[Node, ...]:
    """sqrt 2 and sqrt 3 of sqrt 2 + sqrt 3: a sum of square roots, none a rational multiple of another, gives them all,
    because an automorphism that changes one of them changes the sum."""
    if not (isinstance(generator, Op) and generator.head == "add"):
        return (generator,)
    moving = [one for one in generator.args if _rational(one) is None]
    factors = [_factors(one) for one in moving]
    if not all(several and all(_square(one) is not None for one in several) for several in factors):
        return (generator,)
    return tuple(moving) if len(set(map(_product, factors))) == len(moving) else (generator,)


def _open(factors: frozenset[Factor], basis: frozenset[Square]) -> bool:
    return any(_square(one) is None for one in factors) or _product(factors) not in _span(basis)


def _product(factors: frozenset[Factor]) -> Square:
    whole: Square = frozenset()
    for one in factors:
        whole ^= _square(one) or frozenset()
    return whole


def _square(factor: Factor) -> Square | None:
    """The square root that it is."""
    if isinstance(factor, Root) and factor.degree == 2:
        return frozenset(prime for prime, _ in factor.powers)
    return frozenset({-1}) if factor == Unity(4) else None


def _squares(factor: Factor) -> tuple[Square, ...]:
    """The square roots in the field of it."""
    if isinstance(factor, Unity):
        return _SQUARES_OF_UNITY.get(factor.order, ())
    if isinstance(factor, Root) and factor.degree % 2 == 0:
        return (frozenset(prime for prime, power in factor.powers if power % 2),)
    return ()


def _within(factor: Factor, basis: frozenset[Square]) -> bool:
    told = _square(factor) is not None or (isinstance(factor, Unity) and factor.order in _SQUARES_OF_UNITY)
    return told and {*_squares(factor)} <= _span(basis)


def _span(basis: frozenset[Square]) -> frozenset[Square]:
    found: set[Square] = {frozenset()}
    for one in basis:
        found |= {one ^ other for other in found}
    return frozenset(found)


def _reduced(squares: list[Square]) -> frozenset[Square]:
    """The same for all bases of the same span: each one begins with a prime that no other has."""
    basis: list[Square] = []
    for square in squares[:MAX_SQUARES]:
        for one in basis:
            square = square ^ one if min(one) in square else square
        if square:
            basis = [one ^ square if min(square) in one else one for one in basis] + [square]
    return frozenset(basis)


MAX_SQUARES = 8


# -- a generator -------------------------------------------------------------------------------------------------------


def _factors(node: Node) -> frozenset[Factor]:
    """Without rational terms and factors; what is no product of roots is a factor of its own."""
    if isinstance(node, Op) and node.head == "add":
        moving = [one for one in node.args if _rational(one) is None]
        return _factors(moving[0]) if len(moving) == 1 else frozenset({repr(canonical(node))})
    if isinstance(node, Op) and node.head in ("mul", "neg", "div"):
        parts = [_factors(one) for one in node.args]
        whole = frozenset[Factor]().union(*parts)
        return whole if len(whole) == sum(map(len, parts)) else frozenset({repr(canonical(node))})
    if _rational(node) is not None:
        return frozenset()
    if (order := _order(node)) is not None:
        return _unity(order)
    return _radical(node) or frozenset({repr(canonical(node))})


def _unity(order: int) -> frozenset[Factor]:
    order = order // 2 if order % 4 == 2 else order
    return frozenset({Unity(order)}) if order > 2 else frozenset()


def _order(node: Node) -> int | None:
    """3 of omega and of e^(2 pi i/3)."""
    if isinstance(node, Sym):
        return _NAMED.get(node.name)
    if not (isinstance(node, Op) and node.head == "pow"):
        return None
    base, exponent = node.args
    if base == Sym("e"):
        turn = _turns(exponent)
        return turn.denominator if turn is not None and turn.denominator <= MAX_DEGREE else None
    order, power = _order(base), _rational(exponent)
    whole = order is not None and power is not None and power.denominator == 1
    return order // math.gcd(order, int(power)) if whole and order and power else None


def _turns(exponent: Node) -> Fraction | None:
    """The 1/3 of 2 pi i/3: with one for pi and for i, half of what stands there."""
    names = [one.name for one in walk(exponent) if isinstance(one, Sym)]
    plain = substitute(exponent, {"pi": ONE, "i": ONE})
    value = _rational(plain)
    return value / 2 if sorted(names) == ["i", "pi"] and value is not None else None


def _radical(node: Node) -> frozenset[Factor]:
    if not isinstance(node, Op) or node.head not in ("root", "pow"):
        return frozenset()
    inside, exponent = _rational(node.args[0]), _rational(node.args[1])
    if inside is None or not exponent:
        return frozenset()
    exponent = 1 / exponent if node.head == "root" else exponent
    degree = exponent.denominator
    size = max(abs(inside.numerator), inside.denominator)
    if not 1 < degree <= MAX_DEGREE or size > MAX_RADICAND or (inside < 0 and degree > 2 and degree % 2 == 0):
        return frozenset()
    powers = {prime: power * exponent.numerator for prime, power in factored(abs(inside.numerator)).items()}
    for prime, power in factored(inside.denominator).items():
        powers[prime] = powers.get(prime, 0) - power * exponent.numerator
    turned: frozenset[Factor] = frozenset({Unity(4)} if inside < 0 and degree == 2 else ())
    return turned | _root(degree, powers)


def _root(degree: int, powers: dict[int, int]) -> frozenset[Factor]:
    """In lowest terms; of all powers of it that generate the same, the least."""
    common = math.gcd(degree, *powers.values())
    degree //= common
    left = {prime: power // common % degree for prime, power in sorted(powers.items()) if power // common % degree}
    if not left:
        return frozenset()
    units = (k for k in range(1, degree) if math.gcd(k, degree) == 1)
    return frozenset({Root(degree, min(tuple((p, e * k % degree) for p, e in left.items()) for k in units))})


def _rational(node: Node) -> Fraction | None:
    try:
        return rational(node)
    except (Inexact, TooLarge, Undefined):
        return None
