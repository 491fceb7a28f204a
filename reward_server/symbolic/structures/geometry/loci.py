"""Loci of complex numbers and their equations: |z - 2i| = 3 is x^2 + (y - 2)^2 = 9, and Re z > 1 is x > 1."""

from __future__ import annotations

from reward_server.symbolic.parse.tree import (
    RELATIONS,
    ZERO,
    Node,
    Num,
    Op,
    Sym,
    heads,
    integer,
    minus,
    rebuild,
    show,
    substitute,
    symbols,
)
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import EXACT, Rules, Same, Verdict

_PARTS = frozenset({"abs", "Re", "Im"})
_I = Sym("i")
_COMPLEX = Op("add", (Sym("x"), Op("mul", (_I, Sym("y")))))


def loci(truth: Node, answer: Node, rules: Rules, same: Same) -> Verdict | None:
    """None where not exactly one of them is a relation of z, and the other one of x and y."""
    left, right = _in_z(truth), _in_z(answer)
    if left == right or not symbols(answer if left else truth) <= {"x", "y"}:
        return None
    found = _without_idle(_in_coordinates(truth if left else answer), symbols(answer if left else truth))
    if found is None:
        return Verdict(False, f"loci in other coordinates: {show(truth)}, {show(answer)}")
    return same(found, answer, rules) if left else same(truth, found, rules)


def _without_idle(relation: Op, wanted: frozenset[str]) -> Op | None:
    """With 0 for a coordinate that cancels; None where other coordinates are left than the wanted ones."""
    difference = minus(*relation.args)
    for name in symbols(relation) - wanted:
        fixed = substitute(relation, {name: ZERO})
        if not (isinstance(fixed, Op) and same_scalar(minus(*fixed.args), difference, EXACT).equal):
            return None
        relation = fixed
    return relation if symbols(relation) == wanted else None


def _in_z(node: Node) -> bool:
    relation = isinstance(node, Op) and node.head in RELATIONS and len(node.args) == 2
    return relation and symbols(node) == {"z"} and bool(heads(node) & _PARTS)


def _in_coordinates(node: Node) -> Op:
    """Both sides squared where neither can be negative."""
    assert isinstance(node, Op)
    squares = [_square(side) for side in node.args]
    sides = [one for one in squares if one is not None]
    if len(sides) < len(squares):
        sides = [rebuild(side, _real_part) for side in node.args]
    return Op(node.head, tuple(rebuild(side, lambda one: _COMPLEX if one == Sym("z") else one) for side in sides))


def _square(side: Node) -> Node | None:
    if isinstance(side, Op) and side.head == "abs":
        return Op("mul", (side.args[0], _conjugate(side.args[0])))
    if isinstance(side, Op) and side.head == "mul":
        factors = [_square(factor) for factor in side.args]
        known = tuple(one for one in factors if one is not None)
        return Op("mul", known) if len(known) == len(factors) else None
    try:
        value = rational(side) if not symbols(side) else None
    except (Inexact, TooLarge, Undefined):
        return None
    return Num(value * value) if value is not None and value >= 0 else None


def _real_part(one: Node) -> Node:
    if not (isinstance(one, Op) and one.head in ("Re", "Im")):
        return one
    if one.args[0] == Sym("z"):
        return Sym("x" if one.head == "Re" else "y")
    inner, mirrored = one.args[0], _conjugate(one.args[0])
    if one.head == "Re":
        return Op("div", (Op("add", (inner, mirrored)), integer(2)))
    return Op("div", (minus(inner, mirrored), Op("mul", (integer(2), _I))))


def _conjugate(node: Node) -> Node:
    """Of an expression in z: with x - iy for x + iy, and -i for i."""
    mirrored = Op("add", (Sym("x"), Op("neg", (Op("mul", (_I, Sym("y"))),))))
    flipped = rebuild(node, lambda one: Op("neg", (one,)) if one == _I else one)
    return rebuild(flipped, lambda one: mirrored if one == Sym("z") else one)
