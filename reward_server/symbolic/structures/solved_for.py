"""A law solved for another of its letters: PV = nRT is P = nRT/V, and V = IR is I = V/R, where a law is asked for.

The one equation must hold where the other does, and in the letter that is solved for it must have one solution: as a
function of it, its difference keeps cross-ratios.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym, is_scalar, minus, show, substitute, symbols
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.verdict import Verdict

_LAW = re.compile(
    r"\b(?:laws?|equations?|relations?|relationships?|identity)\b|Gesetz|Gleichung|\bloi\b|équation|\bley\b|ecuación"
    r"|\blegge\b|equazione|equação|закон|уравнение|定律|方程|法則",
    re.IGNORECASE,
)
_FOR_A_LETTER = re.compile(
    r"\b(?:solve|solution|express|isolate|rearrange|make|subject|in terms of|as a function of|formula for"
    r"|find \$?[A-Za-z]\b|(?:equation|expression|relation) for\b"
    r"|differential|calculate|compute)",
    re.IGNORECASE,
)
_POINTS = tuple(Fraction(*pair) for pair in ((3, 2), (5, 3), (7, 5), (11, 7), (13, 11), (17, 13), (19, 17), (23, 19)))
_TRIED = tuple(Fraction(k) for k in (29, 31, 37, 41))


def same_relation(truth: Node, answer: Node, prompt: str) -> Verdict | None:
    """Accepts only, where the question asks for a law and not for one of its letters."""
    if not (_is_equation(truth) and _is_equation(answer)) or symbols(truth) != symbols(answer):
        return None
    asked = prompt[-MAX_PROMPT:]
    solved = _solved_for(answer)
    if solved is None or not _LAW.search(asked) or _FOR_A_LETTER.search(asked):
        return None
    if not 1 < len(symbols(truth)) <= len(_POINTS):
        return None
    spend(200)
    try:
        holds = _holds_alike(minus(*_sides(truth)), solved[0], solved[1])
    except (Inexact, TooLarge, Undefined, ZeroDivisionError):
        return None
    return Verdict(True, f"the same law: {show(truth)}, {show(answer)}", "solved_for") if holds else None


def _is_equation(node: Node) -> bool:
    return isinstance(node, Op) and node.head == "=" and len(node.args) == 2 and all(map(is_scalar, node.args))


def _sides(node: Node) -> tuple[Node, Node]:
    assert isinstance(node, Op)
    return node.args[0], node.args[1]


def _solved_for(node: Node) -> tuple[str, Node] | None:
    """The letter that an equation gives, and what it is."""
    left, right = _sides(node)
    return (left.name, right) if isinstance(left, Sym) and left.name not in symbols(right) else None


def _holds_alike(difference: Node, letter: str, value: Node) -> bool:
    names = sorted(symbols(difference) - {letter})
    for turn in range(3):
        at: dict[str, Node] = {
            name: Num(_POINTS[(place + turn) % len(_POINTS)] + turn) for place, name in enumerate(names)
        }
        here = substitute(difference, at)
        if rational(substitute(here, {letter: substitute(value, at)})) != 0:
            return False
        values = [rational(substitute(here, {letter: Num(one)})) for one in _TRIED]
        if any(a == b for a, b in pairwise(values)) or _cross_ratio(values) != _cross_ratio([*_TRIED]):
            return False
    return True


def _cross_ratio(values: list[Fraction]) -> Fraction:
    a, b, c, d = values
    return (a - c) * (b - d) / ((b - c) * (a - d))
