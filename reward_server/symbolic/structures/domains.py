"""A value and where it holds: y = 2x for x > 0; and sqrt(x + 4) for x >= -4, which says no more than the root."""

from __future__ import annotations

from fractions import Fraction

from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.tree import (
    RELATIONS,
    ZERO,
    Node,
    Num,
    Op,
    Word,
    integer,
    is_scalar,
    substitute,
    symbols,
    walk,
)
from reward_server.symbolic.scalars.exact import TooLarge, Undefined
from reward_server.symbolic.scalars.numeric import Unknown, approximate
from reward_server.symbolic.structures.real_sets import NotASet, Piece, Pieces, holds, pieces, same_pieces
from reward_server.symbolic.verdict import EXACT, Undecided

EVERYWHERE = frozenset({"add", "mul", "neg", "abs", "sin", "cos", "exp", "sinh", "cosh", "tanh", "arctan"})


def conditioned(node: Node) -> tuple[Node, ...] | None:
    """The value and the condition of `y = 2x, x > 0`."""
    if not (isinstance(node, Op) and node.head == "list" and len(node.args) == 2):
        return None
    value, condition = node.args
    stated = is_scalar(value) or (isinstance(value, Op) and value.head == "=")
    domain = is_inequality(condition) or (isinstance(condition, Op) and condition.head == "in")
    return node.args if stated and domain and symbols(condition) & symbols(value) else None


def is_inequality(node: Node) -> bool:
    return isinstance(node, Op) and (node.head == "and" or (node.head in RELATIONS and node.head != "="))


def says_its_domain(value: Node, condition: Node) -> bool:
    """Does the condition hold for exactly those real numbers that have a value?"""
    value = value_of(value)
    if not is_scalar(value) or symbols(condition) != symbols(value):
        return False
    try:
        natural = _natural(value)
        return natural is not None and same_pieces(natural, pieces(condition), EXACT).equal
    except (NotASet, Undecided):
        return False


_INSIDE = tuple(Fraction(k, 12) for k in range(1, 12))


def holds_around(value: Node, condition: Node, start: Node) -> bool:
    """Is the condition the whole interval around the start in which there is a value?"""
    value = value_of(value)
    if not is_scalar(value) or symbols(condition) != symbols(value):
        return False
    try:
        place, here = pieces(condition), approximate(start)
        if len(place) != 1 or not holds(place, here):
            return False
        natural = _natural(value)
        if natural is not None:
            return any(holds((one,), here) and same_pieces((one,), place, EXACT).equal for one in natural)
        return _is_between_poles(value, place[0])
    except (NotASet, Undecided, Unknown, Undefined, TooLarge):
        return False


def _is_between_poles(value: Node, place: Piece) -> bool:
    """-pi/2 < x < pi/2 for tan x."""
    low, high = place.low, place.high
    if low.closed or high.closed or low.value is None or high.value is None or low.node is None or high.node is None:
        return False
    (name,) = symbols(value)
    inside = [low.value + (high.value - low.value) * part for part in _INSIDE]
    return all(_has_value(value, name, Num(one)) for one in inside) and not any(
        _has_value(value, name, end) for end in (low.node, high.node)
    )


def _has_value(value: Node, name: str, at: Node) -> bool:
    try:
        approximate(substitute(value, {name: at}))
    except Undefined:
        return False
    return True


def _natural(value: Node) -> Pieces | None:
    """None where it is not known which numbers have a value."""
    conditions: list[Node] = [Word("set R")]
    for one in walk(value):
        if not isinstance(one, Op) or not symbols(one) or one.head in EVERYWHERE:
            continue
        found = _condition(one)
        if found is None:
            return None
        conditions += found
    return pieces(Op("and", tuple(conditions)))


def _condition(node: Op) -> list[Node] | None:
    """Under which the operation has a value, if its parts have."""
    if node.head == "div":
        return [] if _is_positive(node.args[1]) else [Op("!=", (_under_roots(node.args[1]), ZERO))]
    if node.head in ("ln", "log", "logb") and not symbols(Op("list", node.args[1:])):
        return [Op(">", (node.args[0], ZERO))]
    if node.head in ("arcsin", "arccos"):
        return [Op("<=", (integer(-1), node.args[0])), Op("<=", (node.args[0], integer(1)))]
    if node.head == "root" and isinstance(node.args[1], Num):
        return [Op(">=", (node.args[0], ZERO))] if node.args[1].value % 2 == 0 else []
    if node.head == "pow" and isinstance(node.args[1], Num):
        positive, whole = node.args[1].value > 0, node.args[1].value.denominator == 1
        return [] if positive and whole else None
    if node.head == "pow" and not symbols(node.args[0]):
        base = node.args[0]
        return [] if getattr(base, "name", "") == "e" or getattr(base, "value", Fraction(0)) > 0 else None
    return None


def _is_positive(node: Node) -> bool:
    """1 + e^x, for every x; a number is one with a value."""
    if isinstance(node, Op) and node.head in ("add", "mul"):
        return all(map(_is_positive, node.args))
    if isinstance(node, Op) and node.head == "pow":
        return _is_positive(node.args[0])
    return getattr(node, "name", "") == "e" or getattr(node, "value", Fraction(0)) > 0


def _under_roots(node: Node) -> Node:
    """sqrt u is zero where u is."""
    while isinstance(node, Op) and node.head == "root":
        node = node.args[0]
    return node
