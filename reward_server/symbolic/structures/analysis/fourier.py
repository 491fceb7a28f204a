"""Fourier series by their coefficients: a_n = 0, b_n = 2/n are the sum of (2/n) sin nx."""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.assignments import assignments, value_of
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import ZERO, Node, Op, Sym, integer, is_scalar, symbols, walk
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.endless_sums import Endless, endless, same_terms
from reward_server.symbolic.structures.series import Series
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_CHARS = 400
_ABOUT = re.compile(r"Fourier|Фурье|傅里叶|フーリエ|(?:sine|cosine) series", re.IGNORECASE)
_COEFFICIENT = re.compile(r"(?P<stem>[ab])_(?P<index>[nkmj])")


def same_fourier_series(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only. The constant is a_0/2."""
    if max(len(truth), len(answer)) > MAX_CHARS or _ABOUT.search(prompt[-MAX_PROMPT:]) is None:
        return None
    nodes = [read(text)[1] for text in (truth, answer)]
    if nodes[0] is None or nodes[1] is None:
        return None
    left, right = endless(value_of(nodes[0])), endless(value_of(nodes[1]))
    if (left is None) == (right is None):
        return None
    spend(200)
    given = left or right or Endless(())
    made = _of_coefficients(nodes[1] if right is None else nodes[0], given)
    try:
        alike = made is not None and same_terms(given, made)
    except Undecided:
        return None
    return Verdict(True, "the series of these coefficients", "fourier_series") if alike else None


def _of_coefficients(node: Node, given: Endless) -> Endless | None:
    """The series, in waves of the length that the given one has."""
    named = assignments(node) or _single(node)
    factors: dict[str, Node] = {}
    letters = set[str]()
    constant: Node = ZERO
    for name, value in named.items():
        found = _COEFFICIENT.fullmatch(name)
        if not is_scalar(value) or (found is None and name != "a_0"):
            return None
        if found is None:
            constant = Op("div", (value, integer(2)))
        else:
            factors[found["stem"]] = value
            letters.add(found["index"])
    wave = _wave(given)
    if len(letters) != 1 or wave is None:
        return None
    (letter,) = letters
    turn = Op("mul", (Sym(letter), wave))
    parts = [
        Op("mul", (factors[stem], Op(head, (turn,)))) for stem, head in (("a", "cos"), ("b", "sin")) if stem in factors
    ]
    term = parts[0] if len(parts) == 1 else Op("add", tuple(parts))
    flat = not symbols(constant) and same_scalar(constant, ZERO, EXACT).equal
    return Endless(() if flat else (constant,), series=Series(letter, 1, Sym("oo"), term))


def _single(node: Node) -> dict[str, Node]:
    """b_n = 2/n, alone"""
    if isinstance(node, Op) and node.head == "=" and len(node.args) == 2 and isinstance(node.args[0], Sym):
        return {node.args[0].name: node.args[1]}
    return {}


def _wave(given: Endless) -> Node | None:
    """What stands in the first sine or cosine."""
    terms = [*given.shown, *([given.series.at(0)] if given.series is not None else [])]
    return next(
        (
            one.args[0]
            for term in terms
            for one in walk(term)
            if isinstance(one, Op) and one.head in ("sin", "cos") and symbols(one)
        ),
        None,
    )
