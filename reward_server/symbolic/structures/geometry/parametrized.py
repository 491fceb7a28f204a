"""Parametrized curves: (3 cos t, 2 sin t) is (3 sin t, -2 cos t) for t once around; (t, t^2) is (2s, 4s^2).

An ellipse, in space too, is c + a cos t + b sin t: two are the same if c and the products of the entries of a and b
are. A curve in which one coordinate is linear in t is a graph over it. Only to accept, and only where the prompt asks
for a parametrization; where it says which way round, a and b must turn the same way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations_with_replacement
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.assignments import assignments, in_order, value_of
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import (
    BRACKETS,
    ONE,
    ZERO,
    Node,
    Op,
    Sym,
    Word,
    integer,
    is_scalar,
    minus,
    substitute,
    symbols,
)
from reward_server.symbolic.scalars.same import exactly_equal
from reward_server.symbolic.structures.freedom import in_entries
from reward_server.symbolic.structures.geometry.linear import form
from reward_server.symbolic.verdict import Undecided, Verdict

MAX_CHARS = 300
_ABOUT = re.compile(r"param[eé]tr|параметр|参数|媒介変数", re.IGNORECASE)
_CLOCK = re.compile(r"clockwise|orient", re.IGNORECASE)
_START = re.compile(r"start|begin|speed|unit|arc length|from\s+\$?[(A-Z]", re.IGNORECASE)


class _Curve(NamedTuple):
    entries: Sequence[Node]
    letter: str
    ends: tuple[Node, Node] | None
    """Where the parameter begins and ends; None where it is any real number or nothing is said of it."""


def same_curves(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or _ABOUT.search(prompt[-MAX_PROMPT:]) is None:
        return None
    prompt = prompt[-MAX_PROMPT:]
    left = _curve(truth)
    right = _curve(answer) if left is not None else None
    if left is None or right is None or len(left.entries) != len(right.entries):
        return None
    started = _START.search(prompt) is not None
    spend(200)
    try:
        alike = _same_graph(left, right, started=started) or (
            not started and _same_ellipse(left, right, turning=_CLOCK.search(prompt) is not None)
        )
    except Undecided:
        return None
    return Verdict(True, "the same curve, by another parameter", "parametrized_curves") if alike else None


# -- reading ----------------------------------------------------------------------------------------------------------


def _curve(text: str) -> _Curve | None:
    node = read(text)[1]
    if node is None:
        return None
    parts = list(node.args) if isinstance(node, Op) and node.head in ("list", "such_that") else [node]
    bounds = [one for one in parts if _is_bound(one)]
    points = [one for one in parts if one not in bounds]
    if len(bounds) > 1 or not points:
        return None
    entries = _entries(points[0] if len(points) == 1 else Op("list", tuple(points)))
    letters = frozenset[str]().union(*map(symbols, entries)) if entries else frozenset()
    if entries is None or len(letters) != 1 or not 2 <= len(entries) <= 3 or not all(map(is_scalar, entries)):
        return None
    (letter,) = letters
    ends = _ends(bounds[0], letter) if bounds else ()
    if ends is None:
        return None
    return _Curve(entries, letter, (ends[0], ends[1]) if ends else None)


def _entries(node: Node) -> tuple[Node, ...] | None:
    """Of x = ..., y = ..., of a tuple, a vector or r(t) = ..."""
    named = assignments(node)
    if named is not None:
        return in_order(named) if {*named} in ({"x", "y"}, {"x", "y", "z"}) else None
    return in_entries(value_of(node) if isinstance(node, Op) and node.head == "=" else node)


def _is_bound(node: Node) -> bool:
    if not isinstance(node, Op):
        return False
    inside = node.head == "in" and isinstance(node.args[0], Sym)
    chain = node.head == "and" and all(isinstance(one, Op) and one.head in ("<", "<=") for one in node.args)
    return inside or chain


def _ends(node: Node, letter: str) -> tuple[Node, ...] | None:
    """None where another letter is bounded; nothing for all real numbers."""
    if not isinstance(node, Op):
        return None
    if node.head == "in":
        inside = node.args[1]
        if node.args[0] != Sym(letter):
            return None
        if isinstance(inside, Word):
            return () if inside.text == "set R" else None
        return inside.args if isinstance(inside, Op) and inside.head in BRACKETS and len(inside.args) == 2 else None
    first, second = (one.args if isinstance(one, Op) else () for one in node.args[:2])
    middle = len(node.args) == 2 and first[1] == second[0] == Sym(letter)
    return (first[0], second[1]) if middle else None


# -- ellipses ---------------------------------------------------------------------------------------------------------


def _same_ellipse(left: _Curve, right: _Curve, *, turning: bool) -> bool:
    first, second = _ellipse(left), _ellipse(right)
    if first is None or second is None:
        return False
    if not all(exactly_equal(a, b) for a, b in zip(first[0], second[0], strict=True)):
        return False
    places = range(len(first[0]))
    products = [[_product(side, j, k) for j, k in combinations_with_replacement(places, 2)] for side in (first, second)]
    if not all(exactly_equal(a, b) for a, b in zip(*products, strict=True)):
        return False
    return not turning or (len(first[0]) == 2 and exactly_equal(_turn(first), _turn(second)))


Ellipse = tuple[list[Node], list[Node], list[Node]]


def _product(ellipse: Ellipse, j: int, k: int) -> Node:
    _, a, b = ellipse
    return Op("add", (Op("mul", (a[j], a[k])), Op("mul", (b[j], b[k]))))


def _turn(ellipse: Ellipse) -> Node:
    _, a, b = ellipse
    return minus(Op("mul", (a[0], b[1])), Op("mul", (a[1], b[0])))


def _ellipse(curve: _Curve) -> Ellipse | None:
    """c, a and b of c + a cos wt + b sin wt, which goes once around."""
    waves = [_wave(entry, curve.letter) for entry in curve.entries]
    known = [one for one in waves if one is not None]
    speeds = {one.speed for one in known if one.speed is not None}
    if len(known) != len(waves) or len(speeds) != 1:
        return None
    if curve.ends is not None:
        around = Op("mul", (speeds.pop(), minus(curve.ends[1], curve.ends[0])))
        if not exactly_equal(around, Op("mul", (integer(2), Sym("pi")))):
            return None
    return [one.level for one in known], [one.cosine for one in known], [one.sine for one in known]


class _Wave(NamedTuple):
    level: Node
    cosine: Node = ZERO
    sine: Node = ZERO
    speed: Node | None = None


def _wave(node: Node, letter: str) -> _Wave | None:
    """c + a cos wt + b sin wt, as it is written."""
    if letter not in symbols(node):
        return _Wave(node)
    if not isinstance(node, Op):
        return None
    if node.head in ("cos", "sin"):
        linear = form(node.args[0], [letter])
        if linear is None or not exactly_equal(linear[0], ZERO):
            return None
        return _Wave(ZERO, ONE, ZERO, linear[1][0]) if node.head == "cos" else _Wave(ZERO, ZERO, ONE, linear[1][0])
    if node.head == "neg":
        return _scaled(_wave(node.args[0], letter), integer(-1))
    if node.head == "add":
        waves = [_wave(arg, letter) for arg in node.args]
        known = [one for one in waves if one is not None]
        speeds = {one.speed for one in known if one.speed is not None}
        if len(known) != len(waves) or len(speeds) > 1:
            return None
        sums = [Op("add", parts) for parts in zip(*(one[:3] for one in known), strict=True)]
        return _Wave(sums[0], sums[1], sums[2], next(iter(speeds), None))
    moving = [arg for arg in node.args if letter in symbols(arg)]
    if node.head not in ("mul", "div") or len(moving) != 1 or (node.head == "div" and moving[0] is node.args[1]):
        return None
    factor = Op(node.head, tuple(ONE if arg is moving[0] else arg for arg in node.args))
    return _scaled(_wave(moving[0], letter), factor)


def _scaled(wave: _Wave | None, factor: Node) -> _Wave | None:
    if wave is None:
        return None
    level, cosine, sine = (Op("mul", (factor, one)) for one in wave[:3])
    return _Wave(level, cosine, sine, wave.speed)


# -- graphs -----------------------------------------------------------------------------------------------------------


def _same_graph(left: _Curve, right: _Curve, *, started: bool) -> bool:
    """Over a coordinate in which both are linear; from the same end, if the question says from which."""
    if started and not (left.ends and right.ends):
        return False
    for place in range(len(left.entries)):
        first, second = _graph(left, place), _graph(right, place)
        if first is not None and second is not None:
            (ours, start), (theirs, begin) = first, second
            ends = [begin] if started else [begin, begin[::-1]]
            within = start == begin == [] or any(_same_ends(start, order) for order in ends)
            return within and all(exactly_equal(a, b) for a, b in zip(ours, theirs, strict=True))
    return False


def _same_ends(one: list[Node], other: list[Node]) -> bool:
    return len(one) == len(other) and all(exactly_equal(a, b) for a, b in zip(one, other, strict=True))


def _graph(curve: _Curve, place: int) -> tuple[list[Node], list[Node]] | None:
    """The other coordinates as functions of this one, and where it begins and ends."""
    linear = form(curve.entries[place], [curve.letter])
    if linear is None or symbols(linear[1][0]) or exactly_equal(linear[1][0], ZERO):
        return None
    start, (slope,) = linear
    solved = Op("div", (minus(Sym("x"), start), slope))
    functions = [substitute(entry, {curve.letter: solved}) for entry in curve.entries]
    ends = [substitute(curve.entries[place], {curve.letter: end}) for end in curve.ends or ()]
    return functions, ends
