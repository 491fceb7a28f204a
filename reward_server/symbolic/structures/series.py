"""Sums over an index whose terms are the same: the index may have another name or begin elsewhere, and a factor may
stand before the sum or in its terms."""

from __future__ import annotations

from typing import NamedTuple

from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym, integer, show, substitute
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

TERMS = 8
"""First terms that are compared. A general term that agrees there agrees: each is built from powers, factorials and
polynomials of its index."""


class Series(NamedTuple):
    letter: str
    first: int
    last: Node
    term: Node

    def at(self, steps: int) -> Node:
        """The term so many steps after the first one."""
        return self.of(integer(self.first + steps))

    def of(self, index: Node) -> Node:
        return substitute(self.term, {self.letter: index})


def series(truth: Node, answer: Node) -> Verdict | None:
    """None unless both sides are sums from a number on with the same terms: others may have the same value."""
    left, right = series_of(value_of(truth)), series_of(value_of(answer))
    if left is None or right is None or not _same_end(left, right):
        return None
    try:
        for k in range(TERMS):
            terms = [one.at(k) for one in (left, right)]
            if not same_scalar(terms[0], terms[1], EXACT).equal:
                return None
    except Undecided:
        return None
    return Verdict(True, f"the same terms: {show(truth)}, {show(answer)}")


def _same_end(left: Series, right: Series) -> bool:
    if Sym("oo") in (left.last, right.last):
        return left.last == right.last
    return same_scalar(
        Op("add", (left.last, integer(-left.first))), Op("add", (right.last, integer(-right.first))), EXACT
    ).equal


def series_of(node: Node, *factors: Node) -> Series | None:
    """A sum, with the factors before it in its terms."""
    if not isinstance(node, Op):
        return None
    if node.head == "neg":
        return series_of(node.args[0], *factors, integer(-1))
    sums = [arg for arg in node.args if isinstance(arg, Op) and arg.head in ("sum", "neg")]
    if node.head == "mul" and len(sums) == 1:
        return series_of(sums[0], *factors, *(arg for arg in node.args if arg is not sums[0]))
    if node.head == "div" and isinstance(node.args[0], Op):
        return series_of(node.args[0], *factors, Op("div", (integer(1), node.args[1])))
    if node.head != "sum" or len(node.args) != 4:
        return None
    index, first, last, term = node.args
    begins = _whole(first)
    if not isinstance(index, Sym) or begins is None:
        return None
    return Series(index.name, begins, last, Op("mul", (*factors, term)) if factors else term)


def _whole(node: Node) -> int | None:
    """0, 1 and -1."""
    if isinstance(node, Op) and node.head == "neg":
        inner = _whole(node.args[0])
        return None if inner is None else -inner
    return int(node.value) if isinstance(node, Num) and node.value.denominator == 1 else None
