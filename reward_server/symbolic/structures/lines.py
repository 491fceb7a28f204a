"""Lines and planes: (1, 0, 2) + t(2, 4, -1), t ∈ R, from any point of it along any multiple of its direction, and their
equations: (x - 1)/2 = y/4 = 2 - z, 2x - y + z = 3."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import NamedTuple

from reward_server.symbolic.parse.assignments import assignments, in_order, value_of
from reward_server.symbolic.parse.tree import (
    ONE,
    ZERO,
    Node,
    Op,
    Sym,
    Word,
    heads,
    is_scalar,
    minus,
    show,
    substitute,
    symbols,
)
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import EXACT, Verdict

MAX_DIMENSION = 4
_REALS = Word("set R")
_PAIRS = frozenset({"st", "uv", "lambdamu", "kt", "rs"})
"""Letters that are nothing but the parameters of a plane, where a sum has both in each entry; (s, t, 0) is a point."""
_ARITHMETIC = frozenset({"add", "mul", "neg", "div", "pow", "root"})
_COORDINATES = ("x", "y", "z")
Entries = Callable[[Node], tuple[Node, ...] | None]


class Flat(NamedTuple):
    """A line or a plane: a point of it, and the directions in which it goes on."""

    point: list[Node]
    directions: list[list[Node]]
    free: bool
    """Is it the whole line? Else the parameter may be a time."""
    parameters: bool = True
    """Is it said how the point moves, or by an equation?"""


def lines(truth: Node, answer: Node, entries: Entries) -> Verdict | None:
    """None where neither side says that its parameter is any real number: (2t, t) may be where something is at t."""
    left = _read(truth, entries)
    right = _read(answer, entries) if left is not None else None
    if left is None or right is None or not (left.free or (right.free and right.parameters)):
        return None
    if not (left.parameters or right.parameters):
        return None  # two equations, which may be rounded
    if len(left.point) != len(right.point) or len(left.directions) != len(right.directions):
        return None
    between = [minus(b, a) for a, b in zip(left.point, right.point, strict=True)]
    equal = all(_within(one, left.directions) for one in (*right.directions, between))
    return Verdict(equal, f"{'the same' if equal else 'different'} lines or planes: {show(truth)}, {show(answer)}")


def _within(vector: list[Node], directions: list[list[Node]]) -> bool:
    """Is it a sum of multiples of one direction, or of two in space?"""
    first, *others = directions
    if not others:
        return _parallel(first, vector)
    return _is_zero(_times(_cross(first, others[0]), vector))


def _read(node: Node, entries: Entries) -> Flat | None:
    return _parametric(node, entries) or _symmetric(node) or _implicit(node)


# -- parametric ------------------------------------------------------------------------------------------------------


def _is_free(node: Node) -> bool:
    last = node.args[-1] if isinstance(node, Op) and node.head in ("list", "such_that") else node
    if isinstance(last, Op) and last.head == "list":  # s ∈ R, t ∈ R
        return all(map(_is_free, last.args))
    return isinstance(last, Op) and last.head == "in" and last.args[1] == _REALS and isinstance(last.args[0], Sym)


def _parametric(node: Node, entries: Entries) -> Flat | None:
    """None for what is no point that moves evenly with one letter, or with two."""
    if isinstance(node, Op) and node.head == "set" and len(node.args) == 1:
        node = node.args[0]
    free = _is_free(node)
    while _is_free(node) and isinstance(node, Op) and len(node.args) > 1:
        node = node.args[0] if len(node.args) == 2 else Op("list", node.args[:-1])
    named = assignments(node)
    found = in_order(named) if named is not None else entries(value_of(node))
    if found is None or not 2 <= len(found) <= MAX_DIMENSION or not all(map(is_scalar, found)):
        return None
    names = sorted(frozenset[str]().union(*map(symbols, found)))
    if not 1 <= len(names) <= 2 or set(names) & set(_COORDINATES) or (len(names) == 2 and len(found) != 3):
        return None
    affine = [_affine(entry, names) for entry in found]
    if any(one is None for one in affine):
        return None
    parts = [one for one in affine if one is not None]
    directions = [[steps[k] for _, steps in parts] for k in range(len(names))]
    summed = "".join(names) in _PAIRS and all(symbols(entry) == {*names} for entry in found)  # P + s u + t v
    return _flat([start for start, _ in parts], directions, free or summed)


def _affine(node: Node, names: list[str]) -> tuple[Node, list[Node]] | None:
    """Its value where all letters are zero, and what it grows by with each; None where it does not grow evenly."""
    if not (symbols(node) <= {*names} and heads(node) <= _ARITHMETIC):
        return None
    start = substitute(node, dict.fromkeys(names, ZERO))
    steps = [minus(substitute(node, {**dict.fromkeys(names, ZERO), name: ONE}), start) for name in names]
    grown = Op("add", (start, *(Op("mul", (step, Sym(name))) for step, name in zip(steps, names, strict=True))))
    return (start, steps) if same_scalar(node, grown, EXACT).equal else None


def _flat(point: list[Node], directions: list[list[Node]], free: bool) -> Flat | None:
    """None where the directions do not span as much as they are many."""
    spanned = directions[0] if len(directions) == 1 else _cross(*directions)
    return None if all(map(_is_zero, spanned)) else Flat(point, directions, free)


# -- equations -------------------------------------------------------------------------------------------------------


def _symmetric(node: Node) -> Flat | None:
    """(x - 1)/2 = (y + 1)/3 = z, where z = 5 may stand beside it: every side is the parameter."""
    equations = node.args if isinstance(node, Op) and node.head == "list" else (node,)
    chains = [one for one in equations if isinstance(one, Op) and one.head == "="]
    if len(chains) != len(equations) or not chains or len(chains[0].args) + len(chains) != len(_COORDINATES) + 1:
        return None
    ends: dict[str, tuple[Node, Node]] = {}
    for side in chains[0].args:
        name = next(iter(symbols(side)), "")
        affine = _affine(side, [name]) if name in _COORDINATES and is_scalar(side) else None
        if affine is None or _is_zero(affine[1][0]):
            return None
        start, (step,) = affine
        ends[name] = Op("div", (Op("neg", (start,)), step)), Op("div", (ONE, step))
    for equation in chains[1:]:
        letter, value = equation.args[0], equation.args[-1]
        if not isinstance(letter, Sym) or len(equation.args) != 2 or not is_scalar(value) or symbols(value):
            return None
        ends[letter.name] = value, ZERO
    if sorted(ends) != list(_COORDINATES):
        return None
    return Flat([ends[name][0] for name in _COORDINATES], [[ends[name][1] for name in _COORDINATES]], True)


def _implicit(node: Node) -> Flat | None:
    """2x - y + z = 3, and y = 2x + 1."""
    if not (isinstance(node, Op) and node.head == "=" and len(node.args) == 2 and all(map(is_scalar, node.args))):
        return None
    names = sorted(symbols(node))
    if names not in (["x", "y"], ["x", "y", "z"]):
        return None
    affine = _affine(minus(*node.args), names)
    if affine is None:
        return None
    rest, normal = affine
    place = next((k for k, one in enumerate(normal) if not _is_zero(one)), None)
    if place is None:
        return None
    point: list[Node] = [ZERO] * len(names)
    point[place] = Op("neg", (Op("div", (rest, normal[place])),))
    others = [k for k in range(len(names)) if k != place]
    directions = []
    for k in others:
        direction: list[Node] = [ZERO] * len(names)
        direction[place], direction[k] = Op("neg", (normal[k],)), normal[place]
        directions.append(direction)
    return Flat(point, directions, True, parameters=False)


# -- vectors ---------------------------------------------------------------------------------------------------------


def _is_zero(node: Node) -> bool:
    return same_scalar(node, ZERO, EXACT).equal


def _parallel(first: list[Node], second: list[Node]) -> bool:
    """Of which one may be zero: a point of the same line."""
    return all(
        same_scalar(Op("mul", (first[j], second[k])), Op("mul", (first[k], second[j])), EXACT).equal
        for j, k in combinations(range(len(first)), 2)
    )


def _cross(first: list[Node], second: list[Node]) -> list[Node]:
    return [
        minus(Op("mul", (first[j], second[k])), Op("mul", (first[k], second[j]))) for j, k in ((1, 2), (2, 0), (0, 1))
    ]


def _times(first: list[Node], second: list[Node]) -> Node:
    return Op("add", tuple(Op("mul", pair) for pair in zip(first, second, strict=True)))
