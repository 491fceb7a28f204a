"""Heaviside's step and Dirac's delta under any of their names: H(t - 3) is u(t - 3), u_3(t), and 0 before 3, 1 after.

Two functions with steps are the same if they are the same between any two of their jumps, whatever they are at these;
and what stands before a delta counts at its place alone. Only to accept.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import (
    ONE,
    ZERO,
    Node,
    Num,
    Op,
    Sym,
    is_scalar,
    minus,
    rebuild,
    substitute,
    symbols,
    walk,
)
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined
from reward_server.symbolic.scalars.numeric import Unknown, exact_or_approximate
from reward_server.symbolic.scalars.same import exactly_equal
from reward_server.symbolic.structures.geometry.linear import form
from reward_server.symbolic.structures.real_sets import NotASet, holds, pieces
from reward_server.symbolic.verdict import Undecided, Verdict

MAX_CHARS = 300
MAX_CALLS = 8
_ABOUT = re.compile(
    r"Laplace|Heaviside|[Dd]elta|Dirac|[Dd]istribution|[Ii]mpuls|unit[- ]step|step function|[Ss]prungfunktion|Fourier"
    r"|[Gg]enerali[sz]ed function|\\mathcal\s*\{?\s*L|échelon|escalón|Green|Лаплас|拉普拉斯"
)
_FROM_ZERO = re.compile(r"Laplace|\\mathcal\s*\{?\s*L|t\s*(?:>|\\geq?|≥)\s*0|Лаплас|拉普拉斯")
_CALL = re.compile(
    r"(?<![A-Za-z\\])(?:(?P<delta>\\delta|δ)(?P<primes>'{0,2})"
    r"|(?P<sign>\\(?:operatorname|mathrm|text)\s*\{\s*(?:sgn|sign|signum)\s*\}|\\sgn|(?:sgn|sign))(?=\s*\()|(?P<step>\\(?:mathcal|operatorname|mathrm)\s*\{?\s*(?:U|H|u|Heaviside)\s*\}?|\\[tT]heta|θ|Θ|\\eta|[uUH]))\s*"
    r"(?:\((?P<place>[^()]{1,24})\)|_\s*\{?\s*(?P<below>\d{1,3}|\\pi)\s*\}?(?:\s*\(\s*[a-z]\s*\))?|(?P<bare>(?![\w({_^'])))"
)
_SPACE = re.compile(r"(?:\\[,;:! ]|\s)+$")
_VARIABLE = re.compile(r"(?<![A-Za-z\\])([tx])(?![A-Za-z])")


class _Function(NamedTuple):
    """A tree in which each step and each delta is a letter."""

    node: Node
    steps: dict[str, Fraction]
    deltas: dict[str, tuple[Fraction, str]]
    """Their places, and which derivative each is."""


def same_with_steps(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not (_CALL.search(truth) or _CALL.search(answer)):
        return None
    prompt = prompt[-MAX_PROMPT:]
    if _ABOUT.search(prompt) is None:
        return None
    spend(500)
    letter = found[1] if (found := _VARIABLE.search(f"{truth} {answer}")) else "x"
    try:
        left, right = (_function(text, letter) for text in (truth, answer))
        if left is None or right is None or not (left.deltas or right.deltas or left.steps or right.steps):
            return None
        start = Fraction(0) if letter == "t" and _FROM_ZERO.search(prompt) else None
        alike = _is_linear(left.node, left.deltas) and _is_linear(right.node, right.deltas)
        alike = alike and _same_between(left, right, letter, start) and _same_deltas(left, right, letter)
    except (Undecided, NotASet, Inexact, Unknown, Undefined, TooLarge):
        return None
    return Verdict(True, "the same between the jumps, and at the deltas", "steps") if alike else None


# -- reading ----------------------------------------------------------------------------------------------------------


def _function(text: str, letter: str) -> _Function | None:
    calls = [found for found in _CALL.finditer(text) if found["delta"] or found["bare"] is None]
    if len(calls) > MAX_CALLS:
        return None
    for k, found in reversed([*enumerate(calls)]):
        before = _SPACE.sub("", text[: found.start()])
        times = r"\cdot" if before[-1:].isalnum() or before[-1:] in ("}", ")") else ""  # cos x J_0 is no cos(x J_0)
        text = f"{before}{times} J_{{{k}}} {text[found.end() :]}"
    node = read(text)[1]
    if node is None:
        return None
    steps: dict[str, Fraction] = {}
    deltas: dict[str, tuple[Fraction, str]] = {}
    values: dict[str, Node] = {}
    for k, found in enumerate(calls):
        name = f"J_{k}"
        if (jump := _jump(found, letter)) is None:
            return None
        place, slope = jump
        if not found["delta"]:
            steps[name] = place
            after = Sym(name) if slope > 0 else minus(ONE, Sym(name))
            values[name] = minus(Op("mul", (Num(Fraction(2)), after)), ONE) if found["sign"] else after
        elif found["primes"] and slope != 1:
            return None
        else:
            deltas[name] = (place, found["primes"])
            values[name] = Op("div", (Sym(name), Num(abs(slope))))
    return _Function(substitute(value_of(node), values), steps, deltas)


def _jump(found: re.Match[str], letter: str) -> tuple[Fraction, Fraction] | None:
    """Where what stands in the brackets is zero, and its slope."""
    inner = found["place"] or (f"{letter}-{found['below']}" if found["below"] else letter)
    node = read(inner)[1]
    linear = form(node, [letter]) if node is not None and is_scalar(node) else None
    if linear is None or symbols(linear[0]) or symbols(linear[1][0]):
        return None
    start, slope = exact_or_approximate(linear[0]), exact_or_approximate(linear[1][0])
    return (-start / slope, slope) if slope else None


# -- comparison -------------------------------------------------------------------------------------------------------


def _same_between(left: _Function, right: _Function, letter: str, start: Fraction | None) -> bool:
    edges = sorted({*_edges(left, letter), *_edges(right, letter)})
    inner = [edge for edge in edges if start is None or edge > start]
    if not inner:
        return _equal(*(_at(one, letter, (start or Fraction(0)) + 1) for one in (left, right)))
    first = inner[0] - 1 if start is None else (start + inner[0]) / 2
    places = [first, *((a + b) / 2 for a, b in pairwise(inner)), inner[-1] + 1]
    return all(_equal(*(_at(one, letter, place) for one in (left, right))) for place in places)


def _edges(one: _Function, letter: str) -> Sequence[Fraction]:
    found = [*one.steps.values()]
    for case in walk(one.node):
        if isinstance(case, Op) and case.head in _KINKED:
            found += _kinks(case, letter)
        if isinstance(case, Op) and case.head == "case" and len(case.args) == 2:
            found += [
                end.value for piece in pieces(case.args[1]) for end in (piece.low, piece.high) if end.value is not None
            ]
    return found


def _at(one: _Function, letter: str, place: Fraction) -> Node:
    """What the function is around this place, which is none of its jumps."""
    values: dict[str, Node] = {name: ONE if edge < place else ZERO for name, edge in one.steps.items()}
    values |= dict.fromkeys(one.deltas, ZERO)
    plain = rebuild(one.node, lambda node: _case(_greatest(node, letter, place), place))
    return substitute(plain, values)


def _greatest(node: Node, letter: str, place: Fraction) -> Node:
    """The t - 2 of max(0, t - 2) and of |t - 2|, where it is so."""
    if not (isinstance(node, Op) and node.head in _KINKED):
        return node
    values = [exact_or_approximate(substitute(arg, {letter: Num(place)})) for arg in node.args]
    if node.head == "abs":
        return node.args[0] if values[0] > 0 else Op("neg", node.args)
    chosen = max(values) if node.head == "max" else min(values)
    return node.args[values.index(chosen)]


_KINKED = frozenset({"max", "min", "abs"})


def _kinks(node: Op, letter: str) -> list[Fraction]:
    """Where two of its parts are equal, or the one of a modulus is zero."""
    parts = (*node.args, ZERO) if node.head == "abs" else node.args
    found = []
    for one, other in combinations(parts, 2):
        if letter not in symbols(one) | symbols(other):
            continue
        linear = form(minus(one, other), [letter])
        if linear is None or symbols(linear[0]) or symbols(linear[1][0]):
            raise Undecided("no straight parts")
        start, slope = exact_or_approximate(linear[0]), exact_or_approximate(linear[1][0])
        found += [-start / slope] if slope else []
    return found


def _case(node: Node, place: Fraction) -> Node:
    if not (isinstance(node, Op) and node.head == "cases"):
        return node
    rest: Node | None = None
    for case in node.args:
        if not isinstance(case, Op):
            raise NotASet("no case")
        if len(case.args) < 2:
            rest = case.args[0]
        elif holds(pieces(case.args[1]), place):
            return case.args[0]
    if rest is None:
        raise NotASet("no value there")
    return rest


def _same_deltas(left: _Function, right: _Function, letter: str) -> bool:
    """The factor of each, at its place; that of a derivative as it is."""
    kinds = {*left.deltas.values(), *right.deltas.values()}
    return all(_equal(*(_factor(one, kind, letter) for one in (left, right))) for kind in kinds)


def _is_linear(node: Node, deltas: Container[str]) -> bool:
    """Is each delta a factor of a summand, and the only one there? What else stands on one has no value."""
    if not isinstance(node, Op):
        return True
    holding = [arg for arg in node.args if any(name in deltas for name in symbols(arg))]
    if not holding or node.head in ("add", "neg"):
        return all(_is_linear(arg, deltas) for arg in holding)
    alone = len(holding) == 1 and (node.head == "mul" or (node.head == "div" and holding[0] is node.args[0]))
    return alone and _is_linear(holding[0], deltas)


def _factor(one: _Function, kind: tuple[Fraction, str], letter: str) -> Node:
    place, primes = kind
    off: dict[str, Node] = dict.fromkeys(one.deltas, ZERO)
    on: dict[str, Node] = {name: ONE for name, other in one.deltas.items() if other == kind}
    difference = minus(substitute(one.node, off | on), substitute(one.node, off))
    for name, edge in one.steps.items():
        before, after = (substitute(difference, {name: one}) for one in (ZERO, ONE))
        if edge == place and not _equal(before, after):
            raise Undecided("a step where the delta is")
        difference = substitute(difference, {name: ONE if edge < place else ZERO})
    if not primes and place.denominator < 10**6:
        return substitute(difference, {letter: Num(place)})
    return difference


def _equal(left: Node, right: Node) -> bool:
    if not (is_scalar(left) and is_scalar(right)):
        return False
    return exactly_equal(left, right)
