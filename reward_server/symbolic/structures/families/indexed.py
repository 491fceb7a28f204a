"""A value for each of a few numbers that an index takes: e^{2kπi/3}, k = 0, 1, 2, and {2^k : k ∈ {0, 1, 2, 3}}."""

from __future__ import annotations

from reward_server.symbolic.parse.tree import (
    DOTS,
    Node,
    Num,
    Op,
    Sym,
    Word,
    integer,
    is_scalar,
    substitute,
    symbols,
    walk,
)
from reward_server.symbolic.structures.members import MAX_MEMBERS, spelled_out

_COUNTERS = frozenset("jklmn")
"""Outside the braces of a set the index must be one of these: x = y + 1, y = 2 are values of two unknowns."""
MAX_NODES = 2000
"""Of all values together."""
_INTEGERS = frozenset({Word("set Z"), Word("set N")})


def at_each_index(node: Node) -> Node:
    """The list, or the set, of the values; the node itself where its index is not said to take a few numbers."""
    if not isinstance(node, Op) or node.head not in ("list", "or", "such_that", "set"):
        return node
    if node.head == "set":
        return at_each_index(node.args[0]) if len(node.args) == 1 and _head(node.args[0]) == "such_that" else node
    body, conditions = node.args[0], node.args[1:]
    if node.head == "such_that":
        conditions = _parts(conditions[0])
        first, *others = conditions
        named = isinstance(first, Op) and first.head == "=" and first.args[0] == body and isinstance(body, Sym)
        if named and isinstance(first, Op) and _index(tuple(others)) is not None:  # {x : x = 2^k, ...}
            body, conditions = first.args[1], tuple(others)
    found = _index(conditions)
    if found is None:
        return node
    name, values = found
    in_braces = node.head == "such_that"
    value = body.args[-1] if isinstance(body, Op) and body.head == "=" and len(body.args) == 2 else body
    if len(values) * sum(1 for _ in walk(value)) > MAX_NODES:
        return node
    if name.name not in symbols(value) or len(values) < 2 or not (in_braces or name.name in _COUNTERS):
        return node
    return Op("set" if in_braces else "list", tuple(substitute(value, {name.name: one}) for one in values))


def _head(node: Node) -> str:
    return node.head if isinstance(node, Op) else ""


def _parts(node: Node) -> tuple[Node, ...]:
    return node.args if isinstance(node, Op) and node.head == "list" else (node,)


def _index(conditions: tuple[Node, ...]) -> tuple[Sym, tuple[Node, ...]] | None:
    """The index and what it takes: k = 0, 1, 2; k ∈ {0, 1, 2}; 0 ≤ k ≤ 2 with k ∈ Z."""
    if not conditions or len(conditions) > MAX_MEMBERS or not isinstance(conditions[0], Op):
        return None
    first, *others = conditions
    assert isinstance(first, Op)
    if first.head == "=" and len(first.args) == 2 and isinstance(first.args[0], Sym):
        return _named(first.args[0], (first.args[1], *others))
    if first.head == "in" and isinstance(first.args[0], Sym):
        if not others and _head(first.args[1]) == "set":
            return _named(first.args[0], first.args[1].args) if isinstance(first.args[1], Op) else None
        if len(others) == 1 and first.args[1] in _INTEGERS:
            return _between(others[0], first.args[0])
    if len(others) == 1 and isinstance(others[0], Op) and others[0].head == "in" and others[0].args[1] in _INTEGERS:
        return _between(first, others[0].args[0])
    return None


def _named(name: Sym, values: tuple[Node, ...]) -> tuple[Sym, tuple[Node, ...]] | None:
    if DOTS in values:
        whole = spelled_out(Op("list", values))
        values = whole.args if isinstance(whole, Op) else values
    numbers = all(is_scalar(one) and not symbols(one) for one in values)
    return (name, values) if values and numbers else None


def _between(bounds: Node, name: Node) -> tuple[Sym, tuple[Node, ...]] | None:
    """The whole numbers between two bounds that are said of the index."""
    if not (isinstance(bounds, Op) and bounds.head == "and" and len(bounds.args) == 2 and isinstance(name, Sym)):
        return None
    low, high = bounds.args
    if not (isinstance(low, Op) and isinstance(high, Op) and {low.head, high.head} <= {"<", "<="}):
        return None
    start, end = low.args[0], high.args[1]
    if not (low.args[1] == high.args[0] == name and isinstance(start, Num) and isinstance(end, Num)):
        return None
    if start.value.denominator != 1 or end.value.denominator != 1 or end.value - start.value >= MAX_MEMBERS:
        return None
    first, last = int(start.value) + (low.head == "<"), int(end.value) - (high.head == "<")
    return (name, tuple(map(integer, range(first, last + 1)))) if first <= last else None
