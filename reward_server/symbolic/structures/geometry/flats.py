"""Lines, planes and the solutions of linear systems: (1, 0, 2) + t(2, 4, -1), t ∈ R, from any of its points along any
multiple of its direction; in symmetric equations, and by equations of its coordinates."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations, pairwise, product
from typing import NamedTuple

from reward_server.symbolic.parse.assignments import assignments, in_order
from reward_server.symbolic.parse.tree import (
    BRACKETS,
    ZERO,
    Node,
    Num,
    Op,
    Sym,
    Word,
    is_scalar,
    minus,
    show,
    symbols,
)
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.geometry.linear import form, independent, rational_form, reduced
from reward_server.symbolic.verdict import EXACT, Verdict

MAX_DIMENSION = 4
MAX_EQUATIONS = 6
_REALS = Word("set R")
_COORDINATE = re.compile(r"[w-z](?:_\d)?|x_\d")
"""A letter that may be left free, and is no parameter of its own."""
_PAIRS = frozenset({"st", "uv", "lambdamu", "kt", "rs"})
"""Letters that are nothing but the parameters of a plane, where a sum has both in each entry; (s, t, 0) is a point."""
Entries = Callable[[Node], tuple[Node, ...] | None]


class Flat(NamedTuple):
    """A point, and the directions in which the points go on from it."""

    start: Sequence[Node]
    steps: Sequence[Sequence[Node]]
    names: frozenset[str] = frozenset()
    """Of its coordinates, if they are named."""
    parametric: bool = True
    free: bool = False
    """It says that its letters are any real numbers."""
    symmetric: bool = False
    """In symmetric equations, each side of which is the parameter."""
    solved: bool = True
    """In symmetric equations, or by a value of each coordinate; no system that is still to be solved."""


def lines(truth: Node, answer: Node, entries: Entries, told: bool = False) -> Verdict | None:
    """None where neither side says that its letters are any real numbers, unless the caller was told: (2t, t) may be
    where something is at t."""
    if not (_may_be_one(truth) and _may_be_one(answer)):
        return None
    if all(_is_one_equation(node) and _in_a_parameter(node, entries) is None for node in (truth, answer)):
        return None  # which other rules compare
    for left, right in product(flats(truth, entries), flats(answer, entries)):
        if (
            len(left.start) != len(right.start)
            or not right.solved
            or not (left.free or (right.free and (right.parametric or right.symmetric)) or told)
        ):
            continue
        if left.names and right.names and left.names != right.names:
            continue
        if (equal := _same_flat(left, right)) is not None:
            return Verdict(equal, _reason(equal, len(left.steps), f"{show(truth)}, {show(answer)}"))
    return None


def _reason(equal: bool, dimension: int, shown: str) -> str:
    what = "line" if dimension == 1 else "plane" if dimension == 2 else "space"
    return f"the same {what}: {shown}" if equal else f"different {what}s: {shown}"


# -- reading ----------------------------------------------------------------------------------------------------------


def _may_be_one(node: Node) -> bool:
    """Cheaply: most pairs are numbers and plain equations."""
    if not isinstance(node, Op) or not symbols(node):
        return False
    return node.head in ("list", "such_that", "matrix", "=", "()")


def _is_one_equation(node: Node) -> bool:
    return isinstance(node, Op) and node.head == "=" and len(node.args) == 2 and all(map(is_scalar, node.args))


def flats(node: Node, entries: Entries) -> list[Flat]:
    """What it may be: x = 2 - z, y = 1 is a line of the plane in a parameter, and one of space by two equations."""
    bare, letters = _declared(node)
    other = _implicit(_unchained(bare)) if all(map(_COORDINATE.fullmatch, letters)) else None
    return [flat for flat in (_in_a_parameter(node, entries), other) if flat is not None]


def _in_a_parameter(node: Node, entries: Entries) -> Flat | None:
    bare, letters = _declared(node)
    bare = _unchained(bare)
    named = assignments(bare)
    found = in_order(named) if named is not None else entries(_pointed_at(bare))
    if found is None or not 2 <= len(found) <= MAX_DIMENSION or not all(map(is_scalar, found)):
        return None
    names = _coordinates(bare, named)
    if names & frozenset[str]().union(*map(symbols, found)):
        return None
    return _parametric(found, letters, names)


def _unchained(node: Node) -> Node:
    """x = t and y = t for x = y = t."""
    if not (isinstance(node, Op) and node.head == "list"):
        return node
    parts: list[Node] = []
    for one in node.args:
        letters = one.args[:-1] if isinstance(one, Op) and one.head == "=" else ()
        chain = len(letters) > 1 and all(isinstance(letter, Sym) for letter in letters)
        parts += [Op("=", (letter, one.args[-1])) for letter in letters] if chain and isinstance(one, Op) else [one]
    return Op("list", tuple(parts))


def _pointed_at(node: Node) -> Node:
    """The right side of r = ..., r(t) = ... and (x, y, z) = ..., which names a point."""
    return node.args[1] if isinstance(node, Op) and node.head == "=" and len(node.args) == 2 else node


def _declared(node: Node) -> tuple[Node, frozenset[str]]:
    """Without t ∈ R, and the letters of which that is said."""
    if not isinstance(node, Op):
        return node, frozenset()
    if node.head == "such_that":
        letters = _reals(
            node.args[1].args if isinstance(node.args[1], Op) and node.args[1].head == "list" else node.args[1:]
        )
        return (node.args[0], letters) if letters else (node, frozenset())
    if node.head != "list":
        return node, frozenset()
    for cut in range(1, len(node.args)):
        if letters := _reals(node.args[cut:]):
            return (node.args[0] if cut == 1 else Op("list", node.args[:cut])), letters
    return node, frozenset()


def _reals(nodes: Sequence[Node]) -> frozenset[str]:
    """The letters of s, t ∈ R; none where anything else is said."""
    found: set[str] = set()
    for one in nodes:
        letter = one.args[0] if isinstance(one, Op) and one.head == "in" and one.args[1] == _REALS else one
        if not isinstance(letter, Sym):
            return frozenset()
        found.add(letter.name)
    last = nodes[-1]
    return frozenset(found) if isinstance(last, Op) else frozenset()


def _coordinates(node: Node, named: dict[str, Node] | None) -> frozenset[str]:
    if named is not None:
        return frozenset(named)
    left = node.args[0] if isinstance(node, Op) and node.head == "=" else None
    if isinstance(left, Op) and left.head in (*BRACKETS, "matrix"):
        return symbols(left)
    return frozenset()


def _parametric(entries: Sequence[Node], declared: frozenset[str], names: frozenset[str]) -> Flat | None:
    letters = sorted(frozenset[str]().union(*map(symbols, entries)))
    if not 1 <= len(letters) < len(entries) or (declared and declared != set(letters)):
        return None
    forms = [form(entry, letters) for entry in entries]
    start = [one[0] for one in forms if one is not None]
    if len(start) != len(entries):
        return None
    steps = [[one[1][k] for one in forms if one is not None] for k in range(len(letters))]
    summed = "".join(letters) in _PAIRS and all(symbols(entry) == {*letters} for entry in entries)  # P + s u + t v
    return Flat(start, steps, names, free=bool(declared) or summed) if _are_independent(steps) else None


def _are_independent(steps: Sequence[Sequence[Node]]) -> bool:
    if len(steps) == 1:
        return any(not same_scalar(step, ZERO, EXACT).equal for step in steps[0])
    found = _numbers(steps)
    return found is not None and independent(found)


def _implicit(node: Node) -> Flat | None:
    """The solutions of linear equations, of which there are infinitely many."""
    if isinstance(node, Op) and node.head == "such_that":
        node = node.args[1]
    equations = node.args if isinstance(node, Op) and node.head in ("list", "and") else (node,)
    if len(equations) > MAX_EQUATIONS or not all(isinstance(one, Op) and one.head == "=" for one in equations):
        return None
    chains = [one.args for one in equations if isinstance(one, Op)]
    sides = [side for chain in chains for side in chain]
    letters = sorted(symbols(node))
    if not 2 <= len(letters) <= MAX_DIMENSION or not all(map(is_scalar, sides)):
        return None
    forms = [rational_form(minus(*pair), letters) for chain in chains for pair in pairwise(chain)]
    rows = [[*one[1], one[0]] for one in forms if one is not None]
    if len(rows) != len(forms):
        return None
    solved = all(len(symbols(side)) <= 1 or isinstance(chain[0], Sym) for chain in chains for side in chain)
    found = _solutions(rows, letters, solved or len(forms) == 1)
    symmetric = solved and any(len(chain) > 2 for chain in chains)
    return found._replace(symmetric=symmetric) if found is not None else None


def _solutions(rows: list[list[Fraction]], letters: list[str], solved: bool) -> Flat | None:
    rows, pivots = reduced(rows)
    size = len(letters)
    if not pivots or pivots[-1] == size or len(pivots) == size:
        return None
    start = [Fraction(0)] * size
    for row, pivot in zip(rows, pivots, strict=True):
        start[pivot] = -row[-1]
    steps = []
    for free in range(size):
        if free not in pivots:
            step = [Fraction(place == free) for place in range(size)]
            for row, pivot in zip(rows, pivots, strict=True):
                step[pivot] = -row[free]
            steps.append(list(map(Num, step)))
    return Flat(list(map(Num, start)), steps, frozenset(letters), parametric=False, free=True, solved=solved)


# -- comparison -------------------------------------------------------------------------------------------------------


def _same_flat(left: Flat, right: Flat) -> bool | None:
    if not (left.parametric or right.parametric) and len(left.start) - len(left.steps) == 1:
        return None  # one equation each
    if len(left.steps) != len(right.steps):
        return False
    between = [minus(b, a) for a, b in zip(left.start, right.start, strict=True)]
    if len(left.steps) == 1:
        return parallel(left.steps[0], right.steps[0]) and parallel(left.steps[0], between)
    rows = _numbers([*left.steps, *right.steps, between])
    return None if rows is None else len(reduced(rows)[0]) == len(left.steps)


def parallel(first: Sequence[Node], second: Sequence[Node]) -> bool:
    """Of which one may be zero: a point of the same line."""
    return all(
        same_scalar(Op("mul", (first[j], second[k])), Op("mul", (first[k], second[j])), EXACT).equal
        for j, k in combinations(range(len(first)), 2)
    )


def _numbers(rows: Sequence[Sequence[Node]]) -> list[list[Fraction]] | None:
    try:
        return [[rational(entry) for entry in row] for row in rows]
    except (Inexact, Undefined, TooLarge):
        return None
