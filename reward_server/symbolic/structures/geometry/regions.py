"""Regions of the plane and of space: conditions on two letters and more, which hold together.

Linear conditions are compared exactly, whatever way they are written: each condition of one side follows from those of
the other if they leave no point where it fails, and eliminating one letter after the other (Fourier and Motzkin) finds
out whether they do. Conditions on one letter each make a box, compared letter by letter. Others must be the same one
by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from reward_server.symbolic.budget import spend
from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.tree import (
    BRACKETS,
    RELATIONS,
    Node,
    Op,
    Sym,
    Word,
    integer,
    is_scalar,
    minus,
    rebuild,
    show,
    symbols,
    walk,
)
from reward_server.symbolic.structures.equations import inequalities, proportional
from reward_server.symbolic.structures.geometry.linear import rational_form
from reward_server.symbolic.structures.real_sets import NotASet, is_interval, pieces, same_pieces, with_calls_as_letters
from reward_server.symbolic.verdict import Rules, Undecided, Verdict

MAX_LETTERS = 4
MAX_CONDITIONS = 12
MAX_ROWS = 400
"""Of the conditions that eliminating a letter leaves."""
MAX_MODULI = 3
Conditions = list[Op]


class Half(NamedTuple):
    """The points where `factors` times the letters, and `start`, add up to less than 0; or to 0, if not `strict`."""

    factors: tuple[Fraction, ...]
    start: Fraction
    strict: bool

    def outside(self) -> Half:
        return Half(tuple(-one for one in self.factors), -self.start, not self.strict)


def regions(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    """None where a side is no such conditions, both speak of one letter or are one relation. Raises Undecided."""
    if all(isinstance(node, Op) and node.head in RELATIONS for node in (truth, answer)):
        return None
    truth, answer = with_calls_as_letters(truth), with_calls_as_letters(answer)
    if max(len(symbols(truth)), len(symbols(answer))) < 2:
        return None
    left, right = _alternatives(truth), _alternatives(answer)
    if left is None or right is None:
        return None
    shown = f"{show(truth)}, {show(answer)}"
    if symbols(truth) != symbols(answer) or len(left) != len(right):
        return Verdict(False, f"different conditions: {shown}")
    rest, known = list(right), True
    for one in left:
        verdicts = [_same_region(one, other, rules) for other in rest]
        if True not in verdicts:
            known = known and None not in verdicts
            break
        del rest[verdicts.index(True)]
    if rest and not known:
        if any(one.head == "=" for part in left for one in part):
            return None
        raise Undecided("regions that are not bounded by lines")
    return Verdict(not rest, f"{'different' if rest else 'the same'} regions: {shown}")


def box(node: Node, other: Node) -> Node | None:
    """0 <= x <= 1, 0 <= y <= 2 for [0, 1] x [0, 2], in the letters of the other side, or in some of its own; None where
    it is no product of intervals."""
    factors = _intervals(value_of(node))
    if len(factors) < 2:
        return None
    letters = _letters(other) if not _intervals(value_of(other)) else list(map(Sym, "xyzw"[: len(factors)]))
    if len(letters) != len(factors):
        return None
    return Op("list", tuple(Op("in", pair) for pair in zip(letters, factors, strict=True)))


def _intervals(node: Node) -> list[Node]:
    if isinstance(node, Op) and node.head == "mul":
        parts = [_intervals(arg) or ([arg] if is_interval(arg) else []) for arg in node.args]
        return [one for part in parts for one in part] if all(parts) else []
    if isinstance(node, Op) and node.head == "pow" and is_interval(node.args[0]) and node.args[1] in _TIMES:
        return [node.args[0]] * (2 + _TIMES.index(node.args[1]))
    return []


_TIMES = (integer(2), integer(3))


def _letters(node: Node) -> list[Sym]:
    """In the order of the point that it names, else of the alphabet."""
    if isinstance(node, Op) and node.head == "such_that":
        point = node.args[0].args[0] if isinstance(node.args[0], Op) and node.args[0].head == "in" else node.args[0]
        named = point.args if isinstance(point, Op) else (point,)
        return [one for one in named if isinstance(one, Sym)]
    return [Sym(name) for name in sorted(symbols(node))]


def _alternatives(node: Node) -> list[Conditions] | None:
    parts = [_conditions(arg) for arg in (node.args if isinstance(node, Op) and node.head == "or" else (node,))]
    found = [part for part in parts if part]
    inequalities = all(any(one.head != "=" for one in part) for part in found)
    return found if len(found) == len(parts) and inequalities else None


def _conditions(node: Node) -> Conditions | None:
    """x > 0, y in [0, 1] and {(x, y) : x < y} as relations of two sides; None where something else is said."""
    if not isinstance(node, Op):
        return None
    if node.head == "such_that":
        return _conditions(node.args[1]) if _is_a_point(node.args[0]) else None
    if node.head in ("list", "and"):
        parts = [_conditions(arg) for arg in node.args]
        found = [one for part in parts if part is not None for one in part]
        return found if None not in parts and len(found) <= MAX_CONDITIONS else None
    if node.head == "in":
        return _within(*node.args)
    if node.head in RELATIONS and len(node.args) == 2 and all(map(is_scalar, node.args)) and symbols(node):
        return [node]
    return None


def _is_a_point(node: Node) -> bool:
    """(x, y), also in the plane."""
    if isinstance(node, Op) and node.head == "in":
        node, place = node.args
        if place != Word("set R") and not (
            isinstance(place, Op) and place.head == "pow" and place.args[0] == Word("set R")
        ):
            return False
    return isinstance(node, Sym) or (
        isinstance(node, Op) and node.head == "()" and all(isinstance(arg, Sym) for arg in node.args)
    )


def _within(letter: Node, place: Node) -> Conditions | None:
    if place == Word("set R"):
        return []
    if not (isinstance(letter, Sym) and isinstance(place, Op) and place.head in BRACKETS and len(place.args) == 2):
        return None
    low, high = place.args
    below = Op("<=" if place.head[0] == "[" else "<", (low, letter))
    above = Op("<=" if place.head[1] == "]" else "<", (letter, high))
    return [one for one in (below, above) if Sym("oo") not in set(walk(one))]


def _same_region(truth: Conditions, answer: Conditions, rules: Rules) -> bool | None:
    """None where that is not known."""
    letters = sorted(symbols(Op("list", (*truth, *answer))))
    if len(letters) <= MAX_LETTERS:
        left, right = _halves(truth, letters), _halves(answer, letters)
        if left is not None and right is not None:
            return _inside(left, right) and _inside(right, left)
    if all(len(symbols(one)) == 1 for one in (*truth, *answer)):
        return all(_same_side(truth, answer, letter, rules) for letter in letters)
    return _one_by_one(truth, answer)


def _same_side(truth: Conditions, answer: Conditions, letter: str, rules: Rules) -> bool:
    """Do both allow the same values of the letter?"""
    left, right = (Op("and", tuple(one for one in side if letter in symbols(one))) for side in (truth, answer))
    if not left.args or not right.args:
        return left.args == right.args
    try:
        return same_pieces(pieces(left), pieces(right), rules).equal
    except NotASet:
        return False


def _one_by_one(truth: Conditions, answer: Conditions) -> bool | None:
    rest = list(answer)
    for one in truth:
        match = next((k for k, other in enumerate(rest) if _same_condition(one, other)), None)
        if match is None:
            return None
        del rest[match]
    return None if rest else True


def _same_condition(truth: Op, answer: Op) -> bool:
    if (truth.head == "=") != (answer.head == "=") or symbols(truth) != symbols(answer):
        return False
    try:
        if truth.head == "=":
            return proportional(minus(*truth.args), minus(*answer.args), positive=False).equal
        verdict = inequalities(truth, answer)
    except Undecided:
        return False
    return verdict is not None and verdict.equal


# -- linear conditions ------------------------------------------------------------------------------------------------


def _halves(conditions: Conditions, letters: Sequence[str]) -> list[Half] | None:
    """None where a condition is not linear with rational coefficients."""
    found: list[Half] = []
    for one in conditions:
        halves = _half(one, letters)
        if halves is None:
            return None
        found += halves
    return found


def _half(condition: Op, letters: Sequence[str]) -> list[Half] | None:
    less = condition.head[0] in "<="
    difference = minus(*(condition.args if less else condition.args[::-1]))
    if condition.head == "!=":
        return None
    signed = _without_moduli(difference, letters)
    if signed is None or (condition.head == "=" and len(signed) > 1):
        return None
    halves: list[Half] = []
    for one in signed:
        form = rational_form(one, letters)
        if form is None:
            return None
        start, factors = form
        halves.append(Half(factors, start, condition.head in ("<", ">")))
    opposite = [Half(tuple(-one for one in half.factors), -half.start, False) for half in halves]
    return halves + opposite if condition.head == "=" else halves


def _without_moduli(node: Node, letters: Sequence[str]) -> list[Node] | None:
    """|u| + v < 0 says u + v < 0 and -u + v < 0. None where a modulus makes the side smaller, or stands in another."""
    moduli = list({one for one in walk(node) if isinstance(one, Op) and one.head == "abs"})
    if not moduli:
        return [node]
    names = {one: f"modulus {k}" for k, one in enumerate(moduli)}
    form = rational_form(
        rebuild(node, lambda one: Sym(names[one]) if isinstance(one, Op) and one in names else one),
        [*letters, *names.values()],
    )
    if len(moduli) > MAX_MODULI or form is None or any(factor <= 0 for factor in form[1][len(letters) :]):
        return None
    signed = []
    for signs in product((False, True), repeat=len(moduli)):
        inner = {one: one.args[0] if plus else Op("neg", one.args) for one, plus in zip(moduli, signs, strict=True)}
        signed.append(rebuild(node, lambda one, inner=inner: inner.get(one, one) if isinstance(one, Op) else one))  # type: ignore[misc]
    return signed


def _inside(region: list[Half], other: list[Half]) -> bool:
    """Does every point of the region lie in the other?"""
    return not any(_has_a_point([*region, half.outside()]) for half in other)


def _has_a_point(halves: list[Half]) -> bool:
    for place in range(len(halves[0].factors)):
        halves = _eliminated(halves, place)
    return all(half.start < 0 or (half.start == 0 and not half.strict) for half in halves)


def _eliminated(halves: list[Half], place: int) -> list[Half]:
    """What the conditions say of the other letters, for a value of this one that suits all."""
    above = [half for half in halves if half.factors[place] > 0]
    below = [half for half in halves if half.factors[place] < 0]
    found = {half for half in halves if not half.factors[place]}
    if len(above) * len(below) + len(found) > MAX_ROWS:
        raise Undecided("too many conditions")
    spend(1 + len(above) * len(below))
    for high, low in product(above, below):
        by, of = -low.factors[place], high.factors[place]
        factors = tuple(by * a + of * b for a, b in zip(high.factors, low.factors, strict=True))
        found.add(Half(factors, by * high.start + of * low.start, high.strict or low.strict))
    return list(found)
