"""Floors and ceilings of letters that stand for integers: ⌈n/2⌉ is ⌊(n+1)/2⌋ for each integer, though not for each real
number.

What floors and ceilings of n/2 and n/3 make is a polynomial for each residue of n modulo 6. Two such functions that
agree at four numbers of each residue are taken to be the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import product

from reward_server.symbolic.budget import spend
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym, heads, symbols, walk
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.numeric import differ

STEPS = frozenset({"floor", "ceil"})
_INTEGERS = frozenset("jklmnN")
"""Letters that mathematicians keep for integers."""
LARGEST_PERIOD = {1: 240, 2: 12}
"""Number of letters -> the largest modulus of which all residues are tried."""
LOWEST = -6
OF_EACH = 4
"""Numbers of each residue."""


def integers(*nodes: Node) -> frozenset[str]:
    """The letters under floors and ceilings that stand for integers; the n of ⌊n⌋ does not, for then it would be n."""
    steps = [one for node in nodes for one in walk(node) if isinstance(one, Op) and one.head in STEPS]
    idle = frozenset[str]().union(*(symbols(one) for one in steps if _is_whole(one.args[0])))
    return (frozenset[str]().union(*map(symbols, steps)) & _INTEGERS) - idle


def _is_whole(node: Node) -> bool:
    """Is it an integer wherever its letters are?"""
    if isinstance(node, Num):
        return node.value.denominator == 1
    if isinstance(node, Op) and node.head in ("add", "mul", "neg", "pow", *STEPS):
        return all(map(_is_whole, node.args))
    return isinstance(node, Sym)


def same_at_integers(truth: Node, answer: Node) -> bool | None:
    """Are they the same function of the integers that their letters stand for? None where the letters stand for others,
    or there are too many cases. Raises Inexact where a value is not rational."""
    names = sorted(symbols(truth) | symbols(answer))
    period = _period(truth, answer)
    if not integers(truth, answer).issuperset(names) or not 0 < period <= LARGEST_PERIOD.get(len(names), 0):
        return None
    tried = range(LOWEST, LOWEST + OF_EACH * period)
    met = 0
    for values in product(tried, repeat=len(names)):
        spend(5)
        point = dict(zip(names, map(Fraction, values), strict=True))
        try:
            if rational(truth, point) != rational(answer, point):
                return False
        except Undefined:  # as (n - 1)! is at 0
            continue
        except TooLarge:
            return None
        met += 1
    return True if met >= 2 * period else None


def _period(*nodes: Node) -> int:
    """A number that each divisor divides, the product of all where one stands within another, and 2, for powers of -1;
    0 where a divisor is no rational number, or a power grows."""
    divisors = {2}
    nested = False
    for one in (found for node in nodes for found in walk(node)):
        spend(5)
        if isinstance(one, Num):
            divisors.add(one.value.denominator)
        if not isinstance(one, Op):
            continue
        if one.head in ("div", "mod"):
            if not (below := _number(one.args[1])):
                return 0
            divisors.add(abs(below.numerator))
            nested |= bool(heads(one.args[0]) & {*STEPS, "div", "mod"})
        elif one.head == "pow":
            base, exponent = one.args
            if symbols(exponent) and _number(base) not in (1, -1):
                return 0
            if not symbols(exponent) and (_number(exponent) or 0) < 0:
                if (value := _number(one)) is None:
                    return 0
                divisors.add(value.denominator)
        elif one.head in STEPS:
            nested |= bool(heads(one.args[0]) & STEPS)
    return math.prod(divisors) if nested else math.lcm(*divisors)


def _number(node: Node) -> Fraction | None:
    try:
        return rational(node)
    except (Inexact, Undefined, TooLarge):
        return None


JUMPS = range(-3, 4)
MOST_NAMES = 3
_BESIDE = (Fraction(-1, 10**6), Fraction(0), Fraction(1, 10**6))


def differ_at_a_jump(truth: Node, answer: Node) -> bool:
    """Do two functions differ where a floor of a linear function jumps, or right beside, all variables but one being 0?
    Only what is rational is tried."""
    names = symbols(truth) | symbols(answer)
    whole = integers(truth, answer)
    steps = [one for node in (truth, answer) for one in walk(node) if isinstance(one, Op) and one.head in STEPS]
    for name in sorted(names)[:MOST_NAMES]:
        origin = dict.fromkeys(names, Fraction(0))
        tried = {place + aside for one in steps for place in _jumps(one.args[0], name, origin) for aside in _BESIDE}
        points = (origin | {name: Fraction(round(one)) if name in whole else one} for one in sorted(tried))
        if any(_apart(truth, answer, point) for point in points):
            return True
    return False


SMALL = range(1, 31)


def differ_at_a_small_number(truth: Node, answer: Node) -> bool:
    """Do two functions of one variable differ at one of the first integers, as ⌊√n⌋ and ⌊√(n+1)⌋ do?"""
    names = symbols(truth) | symbols(answer)
    for number in SMALL if len(names) == 1 else ():
        spend(40)
        with suppress(Undefined):
            if differ(truth, answer, dict.fromkeys(names, Fraction(number)), real_only=True):
                return True
    return False


def _jumps(inside: Node, name: str, origin: dict[str, Fraction]) -> Iterator[Fraction]:
    """Where a + b x is one of the first integers."""
    try:
        start, after = (rational(inside, origin | {name: Fraction(at)}) for at in (0, 1))
        linear = rational(inside, origin | {name: Fraction(7)}) == start + 7 * (after - start)
    except (Inexact, Undefined, TooLarge):
        return
    if linear and after != start:
        yield from ((k - start) / (after - start) for k in JUMPS)


def _apart(truth: Node, answer: Node, point: dict[str, Fraction]) -> bool:
    spend(5)
    try:
        return rational(truth, point) != rational(answer, point)
    except (Inexact, Undefined, TooLarge):
        return False
