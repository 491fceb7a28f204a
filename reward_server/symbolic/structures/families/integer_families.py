"""Families over the integers: x = pi/3 + 2 k pi, k in Z.

The parameter may have another name, sign or start, and one family may be written as two of twice its step. It need
be declared on one side only; on neither where the step is a period (a multiple of pi, or degrees).
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple

from reward_server.symbolic.parse.assignments import are_roots, assignments, in_order, value_of
from reward_server.symbolic.parse.tree import (
    BRACKETS,
    ONE,
    Node,
    Num,
    Op,
    Sym,
    Word,
    heads,
    integer,
    is_scalar,
    minus,
    rebuild,
    rename,
    show,
    substitute,
    symbols,
    walk,
)
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.numeric import Unknown, approximate
from reward_server.symbolic.scalars.same import points, same_scalar
from reward_server.symbolic.structures.members import members
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

_INTEGERS = (Word("set Z"),)
_REALS = Word("set R")
_CLASS = "k"
_ANY = Sym("x")
_COUNTERS = frozenset("klmnjstNK")
MAX_EXPANDED = 24
"""Members of one family over the common period of all."""
MAX_DENOMINATOR = 10_000
"""Of an offset in steps."""


class Family(NamedTuple):
    parameter: str
    values: tuple[Node, ...]


def families(truth: Node, answer: Node) -> Verdict | None:
    if not (symbols(truth) or symbols(answer)):
        return None
    declared = [_declared(node) for node in (truth, answer)]
    if declared == [None, None]:
        declared = [_implied(node, periodic=True) for node in (truth, answer)]
    left, right = (found or _implied(node) for found, node in zip(declared, (truth, answer), strict=True))
    if left is None or right is None or declared == [None, None]:
        return None
    if degrees := _in_degrees(left) and _in_degrees(right):
        left, right = _bare(left), _bare(right)
    shown = f"{', '.join(map(show, left.values[:2]))}; {', '.join(map(show, right.values[:2]))}"
    left, right = _without_pi(left, right)
    name = left.parameter
    others = tuple(rename(value, {right.parameter: name}) for value in right.values)
    parted, others_parted = (_by_parity(one, name, periodic=degrees) for one in (left.values, others))
    if _same_members(left.values, others, name) or (
        (parted, others_parted) != (left.values, others) and _same_members(parted, others_parted, name)
    ):
        return Verdict(True, f"same family in {name}: {shown}")
    return Verdict(False, f"different families: {shown}")


def _without_pi(left: Family, right: Family) -> tuple[Family, Family]:
    """Sums of rational multiples of pi and of its inverse, with a random number in its place: exact, and cheap.

    Two such expressions are equal only if they are for every number, because pi is transcendental.
    """
    nodes = (*left.values, *right.values)
    if not any(_has_pi(node) for node in nodes) or not all(map(_is_rational_in_pi, nodes)):
        return left, right
    number = Num(abs(next(points(f"pi|{left!r}|{right!r}", ["pi"], frozenset()))["pi"]))
    found = (
        Family(
            one.parameter,
            tuple(rebuild(node, lambda part: number if part == Sym("pi") else part) for node in one.values),
        )
        for one in (left, right)
    )
    return next(found), next(found)


def _has_pi(node: Node) -> bool:
    return any(one == Sym("pi") for one in walk(node))


_RATIONAL = frozenset({"add", "mul", "neg", "div", "and", "in", "=", "!=", "<", "<=", ">", ">="}) | BRACKETS


def _is_rational_in_pi(node: Node) -> bool:
    return heads(node) <= _RATIONAL and not any(
        isinstance(one, Word) or (isinstance(one, Num) and one.decimals is not None) for one in walk(node)
    )


def _by_parity(values: tuple[Node, ...], name: str, *, periodic: bool) -> tuple[Node, ...]:
    """(-1)^n a + n pi is a + 2n pi and -a + (2n + 1) pi."""
    found: list[Node] = []
    for value in values:
        turns = (periodic or _has_period(value)) and any(_turns(one, name) for one in walk(value))
        found += [_at_parity(value, name, rest) for rest in (0, 1)] if turns else [value]
    return tuple(found)


def _turns(node: Node, name: str) -> bool:
    """Is it a power of -1 whose exponent is a whole number that counts with the parameter?"""
    if not (isinstance(node, Op) and node.head == "pow" and node.args[0] in _MINUS_ONE):
        return False
    exponent = node.args[1]
    if name not in symbols(exponent) or symbols(exponent) != {name} or not _linear(exponent, name):
        return False
    return all(_whole(substitute(exponent, {name: integer(k)})) is not None for k in (0, 1))


_MINUS_ONE = (Op("neg", (ONE,)), integer(-1))


def _whole(node: Node) -> int | None:
    try:
        value = rational(node)
    except (Inexact, TooLarge, Undefined):
        return None
    return int(value) if value.denominator == 1 else None


def _at_parity(value: Node, name: str, rest: int) -> Node:
    """For the parameter 2k + rest, whose name it keeps."""

    def sign(one: Node) -> Node:
        if not (isinstance(one, Op) and _turns(one, name)):
            return one
        return ONE if not (_whole(substitute(one.args[1], {name: integer(rest)})) or 0) % 2 else _MINUS_ONE[0]

    return _at(rebuild(value, sign), name, 2, rest)


def _in_degrees(family: Family) -> bool:
    return all("degree" in heads(value) and Sym("pi") not in walk(value) for value in family.values)


def _bare(family: Family) -> Family:
    """Degrees as numbers, which are cheaper to compare exactly."""

    def step(one: Node) -> Node:
        return one.args[0] if isinstance(one, Op) and one.head == "degree" else one

    return Family(family.parameter, tuple(rebuild(value, step) for value in family.values))


def _declared(node: Node) -> Family | None:
    if (found := classes(node)) is not None:
        return found
    if isinstance(node, Op) and node.head == "set" and len(node.args) == 1:
        node = node.args[0]
    if isinstance(node, Op) and node.head == "in" and isinstance(node.args[0], Sym):
        node = node.args[1]
    if isinstance(node, Op) and node.head == "setminus" and node.args[0] == _REALS and len(node.args) == 2:
        return _left_out(node.args[1])
    if isinstance(node, Op) and node.head == "such_that" and _is_real(node.args[0]):
        node = node.args[1]  # {x | x = 2k, k in Z}
    if not (isinstance(node, Op) and node.head in ("list", "or", "such_that") and len(node.args) >= 2):
        return None
    *values, condition = node.args
    if isinstance(condition, Op) and condition.head == "list":  # x = 2k; x = 3k, k in Z
        *more, condition = condition.args
        values += more
    if not (isinstance(condition, Op) and condition.head == "in" and condition.args[1] in _INTEGERS):
        return None
    if not isinstance(condition.args[0], Sym):
        return None
    point = assignments(Op("list", tuple(values)))
    if point is not None and len(values) > 1 and not are_roots(point):
        return Family(condition.args[0].name, (Op("()", in_order(point)),))
    return Family(condition.args[0].name, _values(Op("list", tuple(values))))


def _is_real(node: Node) -> bool:
    """x, and x in R"""
    if isinstance(node, Op) and node.head == "in" and node.args[1] == _REALS:
        node = node.args[0]
    return isinstance(node, Sym)


def _left_out(points: Node) -> Family | None:
    """R without Z, and R without {k pi : k in Z}."""
    if points in _INTEGERS:
        return Family(_CLASS, (Op("!=", (_ANY, Sym(_CLASS))),))
    found = _declared(Op("list", points.args) if isinstance(points, Op) and points.head == "set" else points)
    if found is None or not all(map(is_scalar, found.values)):
        return None
    return Family(found.parameter, tuple(Op("!=", (_ANY, value)) for value in found.values))


def classes(node: Node) -> Family | None:
    """n = 2, 3 (mod 4) is 4k + 2 or 4k + 3; the modulus may stand once, at the end."""
    found = node.args if isinstance(node, Op) and node.head in ("list", "or") else (node,)
    last = found[-1] if found else node
    if not (isinstance(last, Op) and last.head in ("cong", "mod") and is_scalar(last.args[-1])):
        return None
    residues = [one for part in found for one in _either(_residue(part, last.args[-1]))]
    if any(residue is None or symbols(residue) for residue in residues) or (len(found) == 1 and last.head == "mod"):
        return None
    steps = Op("mul", (last.args[-1], Sym(_CLASS)))
    return Family(_CLASS, tuple(Op("add", (residue, steps)) for residue in residues if residue is not None))


def _either(residue: Node | None) -> tuple[Node | None, ...]:
    """Of ±4 both."""
    return residue.args if isinstance(residue, Op) and residue.head == "or" else (residue,)


def _residue(part: Node, modulus: Node) -> Node | None:
    """The 2 of x = 2 (mod 4), of x = 2 with its modulus further on, and of a bare 2; x^2 = 1 (mod 4) has none."""
    if isinstance(part, Op) and part.head in ("cong", "mod"):
        named = len(part.args) < 3 or isinstance(part.args[0], Sym)
        return part.args[-2] if named and part.args[-1] == modulus else None
    if isinstance(part, Op) and part.head == "=" and len(part.args) == 2 and isinstance(part.args[0], Sym):
        return part.args[1]
    return part if is_scalar(part) else None


def _implied(node: Node, periodic: bool = False) -> Family | None:
    """What counts, though nobody says so: the only letter of the values, if it is one that counts."""
    if not (symbols(node) & _COUNTERS or (not periodic and "()" in heads(node))):
        return None
    values = _values(node)
    names = frozenset[str]().union(*(symbols(value) for value in values)) - _named(node)
    if len(names) != 1 or not (names <= _COUNTERS or (not periodic and _is_point(values))):
        return None
    (parameter,) = names
    if periodic and not all(_steps(value, parameter) for value in values if parameter in symbols(value)):
        return None
    return Family(parameter, values)


def _is_point(values: tuple[Node, ...]) -> bool:
    """(2x, 3x + 1): where all entries move with one letter, it counts, whatever it is called."""
    return all(isinstance(value, Op) and value.head == "()" for value in values)


def _named(node: Node) -> frozenset[str]:
    """The unknown of a < x < b, which the values do not hold."""
    found = frozenset[str]()
    for one in walk(node):
        if isinstance(one, Op) and one.head == "and" and (middle := _middle(one)) is not None:
            found |= {middle.name}
    return found


def _steps(value: Node, name: str) -> bool:
    """Is it a period that counts? (2/n) cos n pi is a sequence, whose sign tells it from another."""
    if not _has_period(value):
        return False
    divided = any(
        isinstance(one, Op) and one.head == "div" and name in symbols(one.args[1]) and is_scalar(one)
        for one in walk(value)
    )
    return not divided and not (is_scalar(value) and heads(value) & {"sin", "cos"} and name in symbols(value))


def _has_period(value: Node) -> bool:
    return "degree" in heads(value) or _has_pi(value)


def _values(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Op) and node.head == "list" and len(node.args) == 1:
        node = node.args[0]
    if isinstance(node, Op) and node.head == "in" and isinstance(node.args[0], Sym):
        node = node.args[1]
    if isinstance(node, Op) and node.head == "cup":
        return node.args
    if isinstance(node, Op) and node.head == "setminus" and node.args[0] == _REALS and len(node.args) == 2:
        return tuple(Op("!=", (_ANY, value)) for value in members(node.args[1]) or ())
    found = members(node) or (node,)
    equations = [one for one in found if isinstance(one, Op) and one.head == "="]
    return tuple(map(value_of, found)) if len({one.args[0] for one in equations}) == 1 else found


# -- comparison ----------------------------------------------------------------------------------------------------


def _same_members(values: tuple[Node, ...], others: tuple[Node, ...], name: str) -> bool:
    if all(map(is_scalar, (*values, *others))):
        equal = _same_points(values, others, name)
        if equal is not None:
            return equal
    left, right = _spread(values, others, name)
    if len(left) != len(right):
        return False
    still = list(right)
    for one in left:
        match = next((k for k, other in enumerate(still) if _same_progression(one, other, name)), None)
        if match is None:
            return False
        del still[match]
    return True


def _spread(values: tuple[Node, ...], others: tuple[Node, ...], name: str) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Both written with the step that is common to all: (0, 1) + 2k is (0, 1) + 4k and (2, 3) + 4k."""
    parts = [_entries(value) for value in (*values, *others)]
    if len(values) == len(others) or any(part is None for part in parts):
        return values, others
    ends = [part[1][0] for part in parts if part is not None]
    if not all(name in symbols(end) and _linear(end, name) for end in ends):
        return values, others
    ratios = [_ratio(_line(end, name)[1], _line(ends[0], name)[1]) for end in ends]
    known = [abs(ratio) for ratio in ratios if ratio]
    if len(known) != len(ratios) or (period := _common(known)) / min(known) > MAX_EXPANDED:
        return values, others
    spread = [
        [_at(value, name, int(period / ratio), rest) for rest in range(int(period / ratio))]
        for value, ratio in zip((*values, *others), known, strict=True)
    ]
    left, right = spread[: len(values)], spread[len(values) :]
    return tuple(one for found in left for one in found), tuple(one for found in right for one in found)


def _common(steps: list[Fraction]) -> Fraction:
    return Fraction(math.lcm(*(one.numerator for one in steps)), math.gcd(*(one.denominator for one in steps)))


def _at(value: Node, name: str, times: int, rest: int) -> Node:
    """For the parameter `times` k + `rest`, whose name it keeps."""
    return substitute(value, {name: Op("add", (Op("mul", (integer(times), Sym(name))), integer(rest)))})


def _same_points(values: tuple[Node, ...], others: tuple[Node, ...], name: str) -> bool | None:
    """Both as points of their common period; None where they are not all of the form a + b k with commensurable b."""
    lines = [_line(value, name) for value in (*values, *others)]
    if any(name not in symbols(value) or not _linear(value, name) for value in (*values, *others)):
        return None
    unit = lines[0][1]
    ratios = [_ratio(step, unit) for _, step in lines]
    known = [abs(ratio) for ratio in ratios if ratio]
    if len(known) != len(ratios):
        return None
    period = _common(known)
    if any(period / ratio > MAX_EXPANDED for ratio in known):
        return None
    first = lines[0][0]
    offsets = [_ratio(minus(start, first), unit) for start, _ in lines]
    if all(offset is not None for offset in offsets):  # multiples of one number: exact, and cheap
        found = [
            {(offset + ratio * k) % period for k in range(int(period / ratio))}
            for offset, ratio in zip(offsets, known, strict=True)
            if offset is not None
        ]
        return set().union(*found[: len(values)]) == set().union(*found[len(values) :])
    points = [
        [_plus(start, unit, ratio * k) for k in range(int(period / ratio))]
        for (start, _), ratio in zip(lines, known, strict=True)
    ]
    left = [point for found in points[: len(values)] for point in found]
    right = [point for found in points[len(values) :] for point in found]
    whole = Op("mul", (Num(period), unit))
    return all(any(_apart_by(a, b, whole) for b in right) for a in left) and all(
        any(_apart_by(a, b, whole) for a in left) for b in right
    )


def _ratio(step: Node, unit: Node) -> Fraction | None:
    try:
        about = approximate(Op("div", (step, unit)))
    except (Unknown, Undefined, TooLarge):
        return None
    ratio = about.limit_denominator(MAX_DENOMINATOR)
    if abs(about - ratio) > _TINY:
        return None
    return ratio if same_scalar(step, Op("mul", (Num(ratio), unit)), EXACT).equal else None


def _plus(start: Node, unit: Node, times: Fraction) -> Node:
    return Op("add", (start, Op("mul", (Num(times), unit))))


def _apart_by(left: Node, right: Node, step: Node) -> bool:
    """Is the difference a whole multiple of the step?"""
    shift = Op("div", (minus(left, right), step))
    try:
        near = approximate(shift)
    except (Unknown, Undefined, TooLarge):
        return same_scalar(shift, Op("floor", (shift,)), EXACT).equal
    return abs(near - round(near)) < _TINY and same_scalar(shift, integer(round(near)), EXACT).equal


_TINY = Fraction(1, 10**9)


def _same_progression(truth: Node, answer: Node, name: str) -> bool:
    """Intervals and tuples, all of whose entries move together: the same for one shift and sign of the parameter."""
    left, right = (_without_gaps(_entries(node), name) for node in (truth, answer))
    if left is None or right is None or left[0] != right[0] or len(left[1]) != len(right[1]):
        return False
    pairs = list(zip(left[1], right[1], strict=True))
    moving = next((pair for pair in pairs if name in symbols(pair[0])), None)
    if moving is None or not all(_linear(entry, name) for pair in pairs for entry in pair):
        return any(all(same_scalar(_at(a, name, *way), b, EXACT).equal for a, b in pairs) for way in _WAYS)
    (start, step), (other, other_step) = (_line(entry, name) for entry in moving)
    flipped = not same_scalar(step, other_step, EXACT).equal
    shift = Op("div", (minus(other, start), step))
    if not _apart_by(other, start, step):
        return False
    moved = Op("add", (shift, Op("neg", (Sym(name),)) if flipped else Sym(name)))
    return all(same_scalar(substitute(a, {name: moved}), b, EXACT).equal for a, b in pairs)


_WAYS = ((1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))
"""k, -k, k + 1, ...: how a parameter whose values are no line may have been named otherwise."""


def _without_gaps(found: tuple[str, tuple[Node, ...]] | None, name: str) -> tuple[str, tuple[Node, ...]] | None:
    """All numbers but k pi, for the open intervals between k pi and (k + 1) pi."""
    if found is None or found[0] != "()" or len(found[1]) != 2:
        return found
    low, high = found[1]
    if name not in symbols(low) or not all(_linear(end, name) for end in found[1]):
        return found
    step = _line(low, name)[1]
    gap = Op("add", (minus(high, low), Op("neg", (Op("abs", (step,)),))))
    return ("!=", (low,)) if same_scalar(gap, integer(0), EXACT).equal else found


def _entries(node: Node) -> tuple[str, tuple[Node, ...]] | None:
    """The brackets and entries of an interval, an interval written as a < x < b, a tuple or a number."""
    if is_scalar(node):
        return "", (node,)
    if isinstance(node, Op) and node.head == "!=" and isinstance(node.args[0], Sym) and is_scalar(node.args[1]):
        return "!=", (node.args[1],)
    if isinstance(node, Op) and node.head in BRACKETS and all(map(is_scalar, node.args)):
        return node.head, node.args
    if isinstance(node, Op) and node.head == "and" and _middle(node) is not None:
        low, high = (part for part in node.args if isinstance(part, Op))
        ends = (low.args[0], high.args[1])
        upwards = low.head[0] == "<"
        shape = ("[" if "=" in (low if upwards else high).head else "(") + (
            "]" if "=" in (high if upwards else low).head else ")"
        )
        return shape, ends if upwards else ends[::-1]
    return None


def _middle(node: Op) -> Sym | None:
    if len(node.args) != 2 or not all(isinstance(arg, Op) and arg.head in ("<", "<=", ">", ">=") for arg in node.args):
        return None
    low, high = (arg for arg in node.args if isinstance(arg, Op))
    same = low.args[1] == high.args[0] and low.head[0] == high.head[0]
    return low.args[1] if same and isinstance(low.args[1], Sym) else None


def _line(node: Node, name: str) -> tuple[Node, Node]:
    """Where it starts and its step; what does not move is not reckoned with, for an arc cosine is dear."""
    moving, still = _parted(node, name)
    start, one = (substitute(moving, {name: integer(k)}) for k in (0, 1))
    return Op("add", (start, *still)) if still else start, minus(one, start)


def _parted(node: Node, name: str) -> tuple[Node, tuple[Node, ...]]:
    """The part of a sum that has the letter, and its other terms."""
    if not (isinstance(node, Op) and node.head == "add"):
        return node, ()
    moving = tuple(one for one in node.args if name in symbols(one))
    return Op("add", moving), tuple(one for one in node.args if name not in symbols(one))


def _linear(node: Node, name: str) -> bool:
    moving, _ = _parted(node, name)
    start, step = _line(moving, name)
    try:
        return same_scalar(moving, Op("add", (start, Op("mul", (step, Sym(name))))), EXACT).equal
    except Undecided:
        return False
