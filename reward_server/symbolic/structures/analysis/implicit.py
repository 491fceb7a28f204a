"""Solutions of differential equations, solved for y or not: x^2 y + 3x - y = -2 is y = (3x + 2)/(1 - x^2).

What is solved must satisfy the equation for every x. An equation that is linear in y has no other solution; of another
one, the solution through the point that the prompt gives (y(0) = 1) is one alone. Only to accept.
"""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import ONE, ZERO, Node, Op, Sym, is_scalar, minus, substitute, symbols
from reward_server.symbolic.scalars.same import exactly_equal
from reward_server.symbolic.structures.families.general_solutions import asks_for_functions
from reward_server.symbolic.verdict import Undecided, Verdict

MAX_CHARS = 300
_START = re.compile(r"(?<![A-Za-z\\])y\s*\((?P<x>[^()]{1,12})\)\s*=\s*(?P<y>[^,;$.]{1,20})")


def same_implicit(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only. An answer that leaves an equation which is not linear in y is not accepted for one solved for y."""
    if max(len(truth), len(answer)) > MAX_CHARS or "=" not in truth or "=" not in answer:
        return None
    if not asks_for_functions(prompt):
        return None
    left, right = read(truth)[1], read(answer)[1]
    if left is None or right is None:
        return None
    for one, other, solved in ((left, right, True), (right, left, False)):
        explicit, level = _explicit(other), _level(one)
        if (
            explicit is None
            or level is None
            or not {"y"} < symbols(level)
            or symbols(explicit) != symbols(level) - {"y"}
        ):
            continue
        spend(100)
        try:
            if exactly_equal(substitute(level, {"y": explicit}), ZERO) and (
                _is_linear(level) or (solved and _starts(explicit, prompt))
            ):
                return Verdict(True, "the same solution, solved for y or not", "implicit_solutions")
        except Undecided:
            return None
    return None


def _explicit(node: Node) -> Node | None:
    """The g of y = g(x)."""
    value = value_of(node)
    left = node.args[0] if isinstance(node, Op) and node.head == "=" and len(node.args) == 2 else None
    called = left.args[0] if isinstance(left, Op) and left.head == "apply" else left
    return value if called == Sym("y") and is_scalar(value) and "y" not in symbols(value) else None


def _level(node: Node) -> Node | None:
    """F of F(x, y) = 0"""
    if not (isinstance(node, Op) and node.head == "=" and len(node.args) == 2 and all(map(is_scalar, node.args))):
        return None
    return minus(*node.args)


def _is_linear(level: Node) -> bool:
    """In y, with a factor that is not zero everywhere."""
    at_zero, at_one = (substitute(level, {"y": one}) for one in (ZERO, ONE))
    slope = minus(at_one, at_zero)
    return exactly_equal(level, Op("add", (at_zero, Op("mul", (Sym("y"), slope))))) and not exactly_equal(slope, ZERO)


def _starts(explicit: Node, prompt: str) -> bool:
    """Does the solution go through the one point that the prompt gives?"""
    found = list(_START.finditer(prompt[-MAX_PROMPT:]))
    if len(found) != 1:
        return False
    x, y = (read(found[0][name])[1] for name in "xy")
    names = symbols(explicit)
    if x is None or y is None or len(names) != 1 or not (is_scalar(x) and is_scalar(y)):
        return False
    (name,) = names
    return exactly_equal(substitute(explicit, {name: x}), y)
