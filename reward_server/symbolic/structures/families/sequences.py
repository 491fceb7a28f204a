"""Sequences of numbers and of points by their first members: x + y√2 = (3 + 2√2)^n, n >= 1, is x_1 = 3, y_1 = 2,
x_{n+1} = 3x_n + 4y_n, y_{n+1} = 2x_n + 3y_n; and a_n = a_{n-1} + a_{n-2} is a_{n+2} = a_{n+1} + a_n.

Points are the solutions of an equation, so that they count in any order. A formula is no recurrence for one sequence: a
question asks for the one or for the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from reward_server.symbolic.budget import spend
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym, heads, symbols, walk
from reward_server.symbolic.structures.families.worked_out import without_declarations
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 300
SHOWN = 8
"""Members that are compared."""
MAX_EXPONENT = 200
_CUE = re.compile(r"\\sqrt|√|_")
_MEMBER = re.compile(r"([A-Za-z])_(?:(\d{1,2})|([a-z])([+-]\d{1,2})?)")
_GIVEN = re.compile(r"_\{?\d\}?\s*=")
_FROM = re.compile(
    r"(?:\\(?:q?quad|[,;: ])|[\s,;(])*(?:\\text\s*\{[\s,(]*(?:for(?: all)?|where|when|if)?\s*\}"
    r"|for(?: all)?(?![a-z]))?(?:\\[,;: ]|[\s(])*"
    r"\$?[nmk]\s*(?P<sign>\\geq?(?:slant)?(?![a-z])|≥|>=?)\s*(?P<least>\d{1,2})\$?(?:\\[,;: ]|[\s)])*"
)
Number = tuple[Fraction, Fraction]
"""a + b √d."""


class Sequence(NamedTuple):
    """Its first members, each with the values of all its names, which begin at `start`."""

    start: int
    names: tuple[str, ...]
    members: tuple[tuple[Fraction, ...], ...]
    recurrent: bool


class _Unread(Exception):
    pass


def same_sequences(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not (_CUE.search(truth) and _CUE.search(answer)):
        return None
    try:
        left, right = _sequence(truth, prompt), _sequence(answer, prompt)
    except (_Unread, ZeroDivisionError):
        return None
    if len(left.names) != len(right.names):
        return None
    if len(left.names) == 1:
        alike = left.recurrent and right.recurrent and _overlap(left, right)
    else:
        alike = left.members == right.members
    if not alike:
        return None
    return Verdict(True, f"the same first members: {truth[:60]}, {answer[:60]}", "sequences")


def _overlap(truth: Sequence, answer: Sequence) -> bool:
    """From where both have begun; one may leave out the member of 0, which is often nobody's."""
    if {truth.start, answer.start} not in ({truth.start}, {0, 1}):
        return False
    start = max(truth.start, answer.start)
    ours, theirs = (one.members[start - one.start :] for one in (truth, answer))
    return all(a == b for a, b in zip(ours, theirs, strict=False))


def _sequence(text: str, prompt: str) -> Sequence:
    told = _FROM.search(text) if _GIVEN.search(text) else None
    text = text if told is None else f"{text[: told.start()]}, {text[told.end() :]}"
    plain, least, _ = without_declarations(text)
    plain = re.sub(r"\\text\s*\{[\s,;]*(?:and|with|where)?[\s,;]*\}|\\q?quad", " , ", plain)
    node = read(re.sub(r"(?:,\s*)+", ", ", plain).strip(" ,"))[1]
    equations = list(_equations(node))
    if not equations:
        raise _Unread
    roots = {one.args[0] for side in equations for one in walk(side) if isinstance(one, Op) and one.head == "root"}
    if len(roots) > 1 or not all(isinstance(one, Num) for one in roots):
        raise _Unread
    radicand = next((one.value for one in roots if isinstance(one, Num)), Fraction(0))
    if any(_initial(one) for one in equations):
        return _recurrent(equations, radicand, None if told is None else int(told["least"]) + (told["sign"] == ">"))
    starts = set(least.values()) or ({1} if "positive" in prompt else set())
    if len(starts) != 1:
        raise _Unread
    return _by_formulas(equations, radicand, starts.pop())


def _equations(node: Node | None) -> Iterator[Op]:
    """With those of tuples one by one. Raises _Unread for what is no equation."""
    for one in node.args if isinstance(node, Op) and node.head == "list" else (node,):
        if not (isinstance(one, Op) and one.head == "=" and len(one.args) == 2):
            raise _Unread
        left, right = one.args
        if isinstance(left, Op) and isinstance(right, Op) and left.head == right.head == "()":
            if len(left.args) != len(right.args):
                raise _Unread
            yield from (Op("=", pair) for pair in zip(left.args, right.args, strict=True))
        else:
            yield one


def _member(node: Node) -> re.Match[str] | None:
    return _MEMBER.fullmatch(node.name) if isinstance(node, Sym) else None


def _initial(equation: Op) -> bool:
    """x_1 = 3"""
    found = _member(equation.args[0])
    return found is not None and found[2] is not None


# -- formulas ----------------------------------------------------------------------------------------------------------


def _by_formulas(equations: list[Op], radicand: Fraction, start: int) -> Sequence:
    letters = {
        found[3] for one in equations for name in symbols(one) if (found := _MEMBER.fullmatch(name)) and found[3]
    }
    rights = {name for one in equations for name in symbols(one.args[1])}
    index = letters | {name for name in rights if "_" not in name}
    if len(index) != 1:
        raise _Unread
    (letter,) = index
    rows: list[dict[str, Fraction]] = []
    for place in range(start, start + SHOWN):
        row: dict[str, Fraction] = {}
        for one in equations:
            value = _value(one.args[1], {letter: (Fraction(place), Fraction(0))}, radicand)
            row.update(_told(one.args[0], value, radicand))
        rows.append(row)
    names = tuple(sorted(rows[0]))
    return Sequence(start, names, tuple(tuple(row[name] for name in names) for row in rows), recurrent=False)


def _told(left: Node, value: Number, radicand: Fraction) -> dict[str, Fraction]:
    """What x = 3 and x + y√2 = 3 + 2√2 say of x and y."""
    if isinstance(left, Sym):
        if value[1]:
            raise _Unread
        return {left.name.partition("_")[0]: value[0]}
    names = sorted(symbols(left))
    if not (isinstance(left, Op) and left.head == "add" and len(left.args) == 2 and len(names) == 2 and radicand):
        raise _Unread
    plain = [one.name for one in left.args if isinstance(one, Sym)]
    if len(plain) != 1:
        raise _Unread
    (other,) = set(names) - set(plain)
    at = {plain[0]: (Fraction(0), Fraction(0)), other: (Fraction(1), Fraction(0))}
    rational, factor = _value(left, at, radicand)
    if rational or not factor:
        raise _Unread
    return {plain[0].partition("_")[0]: value[0], other.partition("_")[0]: value[1] / factor}


def _value(node: Node, at: Mapping[str, Number], radicand: Fraction) -> Number:
    """In the numbers a + b√d."""
    spend(2)
    if isinstance(node, Num):
        return node.value, Fraction(0)
    if isinstance(node, Sym) and node.name in at:
        return at[node.name]
    if not isinstance(node, Op):
        raise _Unread
    if node.head == "root" and node.args[1] == Num(Fraction(2)):
        return Fraction(0), Fraction(1)
    values = [_value(one, at, radicand) for one in node.args]
    if node.head == "add":
        return sum((one[0] for one in values), Fraction(0)), sum((one[1] for one in values), Fraction(0))
    if node.head == "neg":
        return -values[0][0], -values[0][1]
    if node.head == "div":
        return _times(values[0], _inverse(values[1], radicand), radicand)
    total: Number = (Fraction(1), Fraction(0))
    if node.head == "mul":
        for one in values:
            total = _times(total, one, radicand)
        return total
    if node.head == "pow" and not values[1][1] and values[1][0].denominator == 1:
        power = int(values[1][0])
        if abs(power) > MAX_EXPONENT:
            raise _Unread
        spend(abs(power))
        for _ in range(abs(power)):
            total = _times(total, values[0], radicand)
        return total if power >= 0 else _inverse(total, radicand)
    raise _Unread


def _times(left: Number, right: Number, radicand: Fraction) -> Number:
    return left[0] * right[0] + left[1] * right[1] * radicand, left[0] * right[1] + left[1] * right[0]


def _inverse(number: Number, radicand: Fraction) -> Number:
    norm = number[0] ** 2 - radicand * number[1] ** 2
    return number[0] / norm, -number[1] / norm


# -- recurrences -------------------------------------------------------------------------------------------------------


def _recurrent(equations: list[Op], radicand: Fraction, least: int | None) -> Sequence:
    """The rule must hold from the first member on that is not given, if the text says from where."""
    known: dict[tuple[str, int], Fraction] = {}
    steps: dict[str, tuple[str, int, Node]] = {}
    for one in equations:
        found = _member(one.args[0])
        if found is None:
            raise _Unread
        if found[2] is not None:
            value = _value(one.args[1], {}, radicand)
            known[found[1], int(found[2])] = value[0]
        else:
            steps[found[1]] = (found[3], int(found[4] or 0), one.args[1])
    names = tuple(sorted(steps))
    if (
        not steps
        or {name for name, _ in known} != set(names)
        or any(heads(one[2]) & {"pow", "root"} for one in steps.values())
    ):
        raise _Unread
    start, given = min(place for _, place in known), max(place for _, place in known)
    if least is not None and any(least + ahead != given + 1 for _, ahead, _ in steps.values()):
        raise _Unread
    for place in range(start, start + SHOWN):
        for name in names:
            if (name, place) not in known:
                known[name, place] = _stepped(steps[name], place, known, radicand)
    rows = tuple(tuple(known[name, place] for name in names) for place in range(start, start + SHOWN))
    return Sequence(start, names, rows, recurrent=True)


def _stepped(
    step: tuple[str, int, Node], place: int, known: Mapping[tuple[str, int], Fraction], radicand: Fraction
) -> Fraction:
    letter, ahead, right = step
    here = place - ahead
    at: dict[str, Number] = {letter: (Fraction(here), Fraction(0))}
    for name in symbols(right) - {letter}:
        found = _MEMBER.fullmatch(name)
        if found is None or found[3] != letter or (found[1], here + int(found[4] or 0)) not in known:
            raise _Unread
        at[name] = (known[found[1], here + int(found[4] or 0)], Fraction(0))
    return _value(right, at, radicand)[0]
