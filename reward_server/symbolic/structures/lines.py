"""Lines through a point in a direction: (1, 0, 2) + t(2, 4, -1), t ∈ R, from any point of it along any multiple of its
direction."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from reward_server.symbolic.parse.assignments import assignments, in_order, value_of
from reward_server.symbolic.parse.tree import ZERO, Node, Op, Sym, Word, is_scalar, minus, show, symbols
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.integer_families import line_in
from reward_server.symbolic.verdict import EXACT, Verdict

MAX_DIMENSION = 4
_REALS = Word("set R")
Entries = Callable[[Node], tuple[Node, ...] | None]
Line = list[tuple[Node, Node]]
"""Of each coordinate: where the line begins, and how far it goes with its parameter."""


def lines(truth: Node, answer: Node, entries: Entries) -> Verdict | None:
    """None where neither side says that its parameter is any real number: (2t, t) may be where something is at t."""
    if _is_free(truth) is _is_free(answer) is False:
        return None
    left, right = _line(truth, entries), _line(answer, entries)
    if left is None or right is None or len(left) != len(right):
        return None
    between = [minus(b, a) for (a, _), (b, _) in zip(left, right, strict=True)]
    first, second = ([step for _, step in line] for line in (left, right))
    equal = _parallel(first, second) and _parallel(first, between)
    return Verdict(equal, f"{'the same line' if equal else 'different lines'}: {show(truth)}, {show(answer)}")


def _is_free(node: Node) -> bool:
    last = node.args[-1] if isinstance(node, Op) and node.head == "list" else node
    return isinstance(last, Op) and last.head == "in" and last.args[1] == _REALS and isinstance(last.args[0], Sym)


def _line(node: Node, entries: Entries) -> Line | None:
    """None for what is no point that moves evenly with one letter."""
    if _is_free(node) and isinstance(node, Op):
        node = node.args[0] if len(node.args) == 2 else Op("list", node.args[:-1])
    named = assignments(node)
    found = in_order(named) if named is not None else entries(value_of(node))
    if found is None or not 2 <= len(found) <= MAX_DIMENSION or not all(map(is_scalar, found)):
        return None
    names = frozenset[str]().union(*map(symbols, found))
    if len(names) != 1:
        return None
    (name,) = names
    line = [one for entry in found if (one := line_in(entry, name)) is not None]
    moves = any(not same_scalar(step, ZERO, EXACT).equal for _, step in line)
    return line if moves and len(line) == len(found) else None


def _parallel(first: list[Node], second: list[Node]) -> bool:
    """Of which one may be zero: a point of the same line."""
    return all(
        same_scalar(Op("mul", (first[j], second[k])), Op("mul", (first[k], second[j])), EXACT).equal
        for j, k in combinations(range(len(first)), 2)
    )
