"""A value and where it holds: y = 2x for x > 0; and sqrt(x + 4) for x >= -4, which says no more than the root."""

from __future__ import annotations

from fractions import Fraction

from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.tree import RELATIONS, ZERO, Node, Num, Op, Word, integer, is_scalar, symbols, walk
from reward_server.symbolic.structures.real_sets import NotASet, Pieces, pieces, same_pieces
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
        return [Op("!=", (_under_roots(node.args[1]), ZERO))] if symbols(node.args[1]) else []
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


def _under_roots(node: Node) -> Node:
    """sqrt u is zero where u is."""
    while isinstance(node, Op) and node.head == "root":
        node = node.args[0]
    return node
