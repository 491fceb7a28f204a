"""A ground truth that contradicts itself is the caller's mistake, and no answer can be right."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from reward_server.symbolic import budget
from reward_server.symbolic.parse.numerals import numeral
from reward_server.symbolic.parse.tree import Node, Op, heads, walk
from reward_server.symbolic.reading import read
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import EXACT, Undecided


def contradiction(truth: str) -> str:
    """Why this text cannot be a ground truth; empty if it can."""
    if numeral(truth) is not None:
        return ""
    budget.begin()
    cleaned, node = read(truth)
    if node is None and not cleaned.strip("{}$ "):
        return "empty ground truth"
    try:
        return _false_statement(node) if node is not None else ""
    except (budget.Exhausted, Undecided):
        return ""


def _false_statement(node: Node) -> str:
    if heads(node).isdisjoint(_HOLDS):
        return ""
    for one in walk(node):
        if not (isinstance(one, Op) and one.head in _HOLDS):
            continue
        known = [(arg, value) for arg in one.args if (value := _rational(arg)) is not None]
        if any(
            not _HOLDS[one.head](a, b) and not _rounded(one.head, left, right)
            for (left, a), (right, b) in pairwise(known)
        ):
            return "self-contradictory ground truth"
    return ""


_HOLDS = {
    "=": lambda a, b: a == b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "!=": lambda a, b: a != b,
}


def _rounded(head: str, left: Node, right: Node) -> bool:
    """People write 1/3 = 0.33; this is not a contradiction."""
    if head != "=":
        return False
    return same_scalar(left, right, EXACT).equal or same_scalar(right, left, EXACT).equal


def _rational(node: Node) -> Fraction | None:
    try:
        return rational(node)
    except (Inexact, TooLarge, Undefined):
        return None
