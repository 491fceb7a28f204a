"""Lists with dots in them: 1, 2, ..., n goes on as its first members say."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from reward_server.symbolic.parse.tree import DOTS, ONE, Node, Num, Op, is_scalar
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.members import MAX_MEMBERS
from reward_server.symbolic.verdict import EXACT, Undecided

MAX_SHOWN = 12


def spelled_out(node: Op) -> Op:
    """The members where they are numbers and few, else (first, step, last), however many of them are written; the
    node itself where its members do not go on evenly."""
    cut = node.args.index(DOTS)
    shown, rest = node.args[:cut], node.args[cut + 1 :]
    if not shown or len(node.args) > MAX_SHOWN or not all(map(is_scalar, (*shown, *rest))):
        return node
    step = _less(shown[1], shown[0]) if len(shown) > 1 else ONE
    if not _goes_on(shown, step) or not _goes_on(rest, step):
        return node
    numbers = _numbers(shown[0], step, rest[-1]) if rest else None
    if numbers is not None:
        return Op(node.head, numbers)
    return Op(node.head, (Op("()", (DOTS, shown[0], step, *rest[-1:])),))


def _less(left: Node, right: Node) -> Node:
    return Op("add", (left, Op("neg", (right,))))


def _goes_on(shown: tuple[Node, ...], step: Node) -> bool:
    try:
        return all(same_scalar(_less(b, a), step, EXACT).equal for a, b in pairwise(shown))
    except Undecided:
        return False


def _numbers(first: Node, step: Node, last: Node) -> tuple[Node, ...] | None:
    """None where they are no numbers, too many, or the last is not among them."""
    try:
        start, by, end = (rational(node) for node in (first, step, last))
    except (Inexact, TooLarge, Undefined):
        return None
    count = (end - start) / by if by else Fraction(-1)
    if count.denominator != 1 or not 0 < count < MAX_MEMBERS:
        return None
    return tuple(Num(start + k * by) for k in range(int(count) + 1))
