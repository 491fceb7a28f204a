"""Sums with dots: 1 + 1/2 + ... + 1/n is the sum of 1/k for k from 1 to n, because its first terms and its last are.

The sum sign says what the dots leave open. Its general term is certain where the last term gives it for every n; where
it depends on n itself, or every second n is left out, its index stands in it once, so that no other terms agree at the
ends alone.
"""

from __future__ import annotations

from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.families import families, spelled_out
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import DOTS, Node, Num, Op, Sym, integer, is_scalar, rebuild, show, symbols, walk
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

LEAST_SHOWN = 2
"""First terms: one alone shows no way to go on."""


def dotted_sums(truth: Node, answer: Node) -> Verdict | None:
    """None unless one side is a sum with dots, and the other one too or a sum over an index."""
    truth, answer = value_of(truth), value_of(answer)
    left, right = _shown(truth), _shown(answer)
    if left is None and right is None:
        return None
    shown = f"{show(truth)}, {show(answer)}"
    if left is not None and right is not None:
        same = tuple(map(len, left)) == tuple(map(len, right)) and _same_terms(sum(left, ()), sum(right, ()))
        return Verdict(same, f"{'same' if same else 'other'} terms beside the dots: {shown}")
    first, last = left or right or ((), ())
    whole = answer if left is not None else truth
    if not (isinstance(whole, Op) and whole.head == "sum" and len(whole.args) == 4):
        return None
    same = _agree(first, last, whole)
    return Verdict(same, f"{'same' if same else 'other'} first and last terms: {shown}")


def _shown(node: Node) -> tuple[tuple[Node, ...], tuple[Node, ...]] | None:
    """The terms before and after the dots."""
    if not (isinstance(node, Op) and node.head == "add"):
        return None
    places = [k for k, arg in enumerate(node.args) if arg in (DOTS, Op("neg", (DOTS,)))]
    if len(places) != 1:
        return None
    first, last = node.args[: places[0]], node.args[places[0] + 1 :]
    return (first, last) if len(first) >= LEAST_SHOWN and last and all(map(is_scalar, (*first, *last))) else None


def _agree(first: tuple[Node, ...], last: tuple[Node, ...], whole: Op) -> bool:
    index, low, high, body = whole.args
    if index not in walk(body) or not _is_certain(index, high, body):
        return False
    names = families((whole,))
    wanted = [_term(index, low, k, body) for k in range(len(first))]
    wanted += [_term(index, high, -k, body) for k in reversed(range(len(last)))]
    try:
        return _same_terms(tuple(spelled_out(one, names) for one in (*first, *last)), tuple(wanted))
    except Unparsable:
        return False


def _is_certain(index: Node, high: Node, body: Node) -> bool:
    if sum(one == index for one in walk(body)) == 1:
        return True
    runs = high.args if isinstance(high, Op) and high.head == "add" else (high,)
    bare = [
        one for one in runs if not isinstance(one.args[0] if isinstance(one, Op) and one.head == "neg" else one, Num)
    ]
    return len(bare) == 1 and isinstance(bare[0], Sym) and not symbols(high) & symbols(body)


def _term(index: Node, start: Node, steps: int, body: Node) -> Node:
    place = Op("add", (start, integer(steps))) if steps else start
    return rebuild(body, lambda one: place if one == index else one)


def _same_terms(left: tuple[Node, ...], right: tuple[Node, ...]) -> bool:
    try:
        return all(same_scalar(a, b, EXACT).equal for a, b in zip(left, right, strict=True))
    except Undecided:
        return False
