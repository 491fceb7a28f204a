"""General solutions with arbitrary functions: u = f(y - 2x) is u = F(x - y/2), because F may be anything that f may be.

The arguments must be the same up to a factor and a constant, and all else must be the same. Only to accept.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import Node, Num, Op, is_scalar, minus, rename, substitute, symbols
from reward_server.symbolic.scalars.exact import TooLarge, Undefined
from reward_server.symbolic.scalars.numeric import Unknown, approximate
from reward_server.symbolic.scalars.same import exactly_equal
from reward_server.symbolic.verdict import Undecided, Verdict

MAX_CHARS = 300
MAX_FUNCTIONS = 3
_ABOUT = re.compile(
    r"\bPDE|partial differential|general solution|\\partial|(?<![A-Za-z])[uzw]_\{?[xyt]|wave equation|d'Alembert"
    r"|dérivées partielles|derivadas parciales|в частных производных|偏微分|partielle"
)
_NAME = r"(?<![A-Za-z\\])(?:[fghFGH]|\\(?:var)?phi|\\psi|\\Phi|\\Psi)(?:_\{?\d\}?)?(?![A-Za-z])"
_CALL = re.compile(rf"({_NAME})\s*(?:\\left|\\bigl?)?\s*\(")
_GAP = r"(?:[\s,;.(${}]|\\[ ,;:!]|\\q?quad(?![a-z])|\\text\s*\{|\b(?:where|with|for|and)\b)*"
_REMARK = re.compile(
    rf"(?:[,;(]|\\text\s*\{{|\\q?quad(?![a-z])){_GAP}{_NAME}[^=<>]*?"
    r"\b(?:arbitrary|any|functions?|beliebig|arbitraires?|arbitrari[ao]s?|differentiable)\b[^=<>]*$"
)
"""Says of a function that it is arbitrary."""
_PLACES = tuple(Fraction(top, 97) for top in (61, 89, 131, 173, 211))


class _General(NamedTuple):
    value: Node
    arguments: dict[str, Node]
    """What each arbitrary function, which is a letter of the value, is a function of."""


def same_with_arbitrary_functions(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not (_CALL.search(truth) and _CALL.search(answer)):
        return None
    if _ABOUT.search(prompt[-MAX_PROMPT:]) is None:
        return None
    spend(200)
    left, right = _general(truth), _general(answer)
    if left is None or right is None or len(left.arguments) != len(right.arguments):
        return None
    try:
        alike = any(
            _are_alike(left, right, dict(zip(right.arguments, order, strict=True)))
            for order in permutations(left.arguments)
        )
    except Undecided:
        return None
    return Verdict(True, "the same with any functions", "arbitrary_functions") if alike else None


def _are_alike(left: _General, right: _General, names: dict[str, str]) -> bool:
    pairs = [(left.arguments[ours], right.arguments[theirs]) for theirs, ours in names.items()]
    return all(_is_multiple(a, b) for a, b in pairs) and exactly_equal(left.value, rename(right.value, names))


def _general(text: str) -> _General | None:
    text = _REMARK.sub("", text)
    arguments: dict[str, Node] = {}
    called: set[str] = set()
    while (found := _CALL.search(text, text.find("=") + 1)) is not None:
        end = _closing(text, found.end())
        argument = read(re.sub(r"\\right\s*$|\\bigr?\s*$", "", text[found.end() : end]))[1] if end else None
        if argument is None or not is_scalar(argument) or not symbols(argument) or len(arguments) == MAX_FUNCTIONS:
            return None
        if found[1] in called:  # f(x + t) + f(x - t) is not f(x + t) + g(x - t)
            return None
        called.add(found[1])
        name = f"J_{len(arguments)}"
        arguments[name] = argument
        text = f"{text[: found.start()]} J_{{{name[2:]}}} {text[end + 1 :]}"
    node = read(text)[1]
    value = value_of(node) if node is not None else None
    return _General(value, arguments) if value is not None and is_scalar(value) and arguments else None


def _closing(text: str, at: int) -> int:
    """The place of the bracket that closes; 0 where none does."""
    depth = 1
    for place in range(at, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if not depth:
            return place
    return 0


def _is_multiple(one: Node, other: Node) -> bool:
    """Is the other argument a times the one, plus b?"""
    names = sorted(symbols(one) | symbols(other))
    here, there = ({name: Num(_PLACES[k + shift]) for k, name in enumerate(names)} for shift in (0, 1))
    try:
        first, second = (approximate(minus(substitute(node, there), substitute(node, here))) for node in (one, other))
        if not first or not second:
            return False
        factor = (second / first).limit_denominator(10**6)
        rest = minus(other, Op("mul", (Num(factor), one)))
        return exactly_equal(rest, substitute(rest, here))
    except (Unknown, Undefined, TooLarge):
        return False
