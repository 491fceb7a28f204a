"""Cases by two letters: x(1 - s) for x <= s, and s(1 - x) for s <= x, is min(x, s)(1 - max(x, s)).

Both sides are worked out at places where each piece holds, and on the borders between these.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from reward_server.symbolic.budget import spend
from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.tree import (
    Node,
    Num,
    Op,
    Sym,
    Word,
    heads,
    is_scalar,
    show,
    substitute,
    symbols,
    walk,
)
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined
from reward_server.symbolic.scalars.numeric import Unknown, exact_or_approximate
from reward_server.symbolic.verdict import Verdict

PLACES = 36
MIN_IN_EACH = 4
BORDER_PLACES = 5
MAX_LETTERS = 4
SMALL = Fraction(1, 10**25)
_SIGNS = {"<": 1, "<=": 1, ">": -1, ">=": -1}
_OTHERWISE = frozenset({"otherwise", "else", "elsewhere"})


def same_in_pieces(truth: Node, answer: Node) -> Verdict | None:
    """Accepts only."""
    left, right = value_of(truth), value_of(answer)
    if "cases" not in heads(left) | heads(right) or not (_is_value(left) and _is_value(right)):
        return None
    names = sorted(symbols(left) | symbols(right))
    if not 2 <= len(names) <= MAX_LETTERS or symbols(left) != symbols(right):
        return None
    if any(len(symbols(one)) < 2 for node in (left, right) for one in _borders(node)):
        return None  # of one letter: `piecewise` knows more of these
    places = [{name: Num(_place(place, k)) for k, name in enumerate(names)} for place in range(PLACES)]
    try:
        met = [found for at in places if (found := _met(left, right, at)) is not None]
        for at in _on_borders(left, right, places[:BORDER_PLACES]):
            _met(left, right, at)
    except (Unknown, Undefined, TooLarge, Inexact, ValueError):
        return None
    counts = [
        [found[side] for found in met].count(k) for side, node in ((0, left), (1, right)) for k in range(_count(node))
    ]
    if min(counts) < MIN_IN_EACH:
        return None
    return Verdict(True, f"the same value in every piece: {show(left)}, {show(right)}", "cases")


def _met(left: Node, right: Node, at: Mapping[str, Node]) -> tuple[int, int] | None:
    """Which pieces hold there; None where none does. Raises ValueError if the values differ there."""
    spend(40)
    ours, theirs = _chosen(left, at), _chosen(right, at)
    if ours is None and theirs is None:
        return None
    if ours is None or theirs is None:
        raise ValueError("a value on one side alone")
    one, other = exact_or_approximate(substitute(ours[1], at)), exact_or_approximate(substitute(theirs[1], at))
    if abs(one - other) > SMALL * max(Fraction(1), abs(one)):
        raise ValueError("different values")
    return ours[0], theirs[0]


def _borders(node: Node) -> list[Op]:
    cases = [one for one in node.args if isinstance(one, Op)] if isinstance(node, Op) and node.head == "cases" else []
    return [
        one
        for case in cases
        for condition in case.args[1:]
        for one in walk(condition)
        if isinstance(one, Op) and one.head in _SIGNS
    ]


def _on_borders(left: Node, right: Node, places: Sequence[Mapping[str, Node]]) -> Iterator[dict[str, Node]]:
    """Raises ValueError for a border that no letter gives."""
    for border in {one for node in (left, right) for one in _borders(node)}:
        one, other = border.args if isinstance(border.args[0], Sym) else border.args[::-1]
        if not isinstance(one, Sym) or one.name in symbols(other):
            raise ValueError("no letter for the border")
        for at in places:
            yield {**at, one.name: Num(exact_or_approximate(substitute(other, at)))}


def _is_value(node: Node) -> bool:
    return is_scalar(node) or (isinstance(node, Op) and node.head == "cases")


def _count(node: Node) -> int:
    return len(node.args) if isinstance(node, Op) and node.head == "cases" else 1


def _chosen(node: Node, at: Mapping[str, Node]) -> tuple[int, Node] | None:
    """The number and the value of the piece that holds there; None where none does."""
    if not (isinstance(node, Op) and node.head == "cases"):
        return 0, node
    rest: tuple[int, Node] | None = None
    for k, case in enumerate(node.args):
        if not isinstance(case, Op):
            raise ValueError("no case")
        value, *conditions = case.args
        if not conditions or (isinstance(conditions[0], Word) and conditions[0].text in _OTHERWISE):
            rest = k, value
        elif all(_holds(one, at) for one in conditions):
            return k, value
    return rest


def _holds(condition: Node, at: Mapping[str, Node]) -> bool:
    if not isinstance(condition, Op):
        raise ValueError("no condition")
    if condition.head in ("and", "list"):
        return all(_holds(one, at) for one in condition.args)
    if condition.head not in _SIGNS or len(condition.args) != 2:
        raise ValueError("no order")
    low, high = (exact_or_approximate(substitute(one, at)) for one in condition.args)
    difference = (high - low) * _SIGNS[condition.head]
    return difference > 0 or (difference == 0 and condition.head.endswith("="))


def _place(*which: int) -> Fraction:
    """Between -3 and 3, and between 0 and 1 for two of three."""
    digest = hashlib.sha256(repr(which).encode()).digest()
    part = Fraction(int.from_bytes(digest[:3], "big") + 1, 2**24 + 2)
    return part if which[0] % 3 else 6 * part - 3
