"""Eigenvalues with eigenfunctions: λ_n = n^2, y_n = sin nx, n = 1, 2, ..., by any names and with any factors.

The first ones are compared, from where each side says that its index begins. Only to accept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.extract.parts import split_at_commas
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import ONE, Node, Num, integer, is_scalar, minus, substitute, symbols
from reward_server.symbolic.scalars.exact import TooLarge, Undefined
from reward_server.symbolic.scalars.numeric import Unknown, approximate
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 300
COMPARED = 5
NOISE = Fraction(1, 10**40)
_ABOUT = re.compile(
    r"eigenfunction|Eigenfunktion|fonctions? propres?|autofun|собственн\w+ функц|特征函数|固有関数", re.IGNORECASE
)
_STYLES = re.compile(
    r"\\(?:text[a-z]*|mathrm)\s*\{([^{}]*)\}|\\(?:[,;:! ]|q?quad(?![a-z])|left(?![a-z])|right(?![a-z]))|[$~]"
)
_BEGIN = re.compile(
    r"(?:for\s+|with\s+|where\s+)?\(?(?P<index>[nkmj])\s*(?:=\s*(?P<first>[01])|\\geq?(?![a-z])\s*(?P<least>[01])|≥\s*(?P<from>[01])"
    r"|\\in\s*\\mathbb\s*\{?\s*(?:N|Z\s*\}?\s*(?:\^|_)\s*\{?\s*\+|Z\s*\}?\s*_\s*\{?\s*>\s*0)\s*\}?(?P<zero>_0)?)\)?[^=]*"
)
_CONSTANT = re.compile(r"[ABCDabcd](?:_[nkmj])?")
_JOINT = re.compile(r"(?<![A-Za-z\\])(?:and|und|et|with|for|where)(?![A-Za-z])")
_PLACES = tuple(Num(Fraction(top, 97)) for top in (61, 89, 131))


class _Spectrum(NamedTuple):
    values: list[Node]
    functions: list[Node]


def same_eigenfunctions(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or _ABOUT.search(prompt[-MAX_PROMPT:]) is None:
        return None
    spend(200)
    left = _spectrum(truth)
    right = _spectrum(answer) if left is not None else None
    if left is None or right is None:
        return None
    try:
        alike = all(_equal(a, b) for a, b in zip(left.values, right.values, strict=True)) and all(
            _parallel(a, b) for a, b in zip(left.functions, right.functions, strict=True)
        )
    except (Unknown, Undefined, TooLarge):
        return None
    return Verdict(True, "the same eigenvalues and eigenfunctions", "eigenfunctions") if alike else None


def _spectrum(text: str) -> _Spectrum | None:
    """The first eigenvalues and their functions."""
    plain = _JOINT.sub(",", " ".join(_STYLES.sub(r" \1 ", text).split())).strip(" .")
    value: Node | None = None
    function: Node | None = None
    begin: tuple[str, int] | None = None
    for part in filter(None, (one.strip(" ()") for one in split_at_commas(plain))):
        if begin is not None and re.fullmatch(r"[\d .]*|\\[lc]?dots|…|\.\.\.", part):
            continue
        if (found := _BEGIN.fullmatch(part)) is not None and begin is None:
            first = found["first"] or found["least"] or found["from"]
            begin = found["index"], int(first) if first else 0 if found["zero"] else 1
        elif part.startswith("\\lambda") and value is None:
            value = _right(part)
        elif function is None:
            function = _right(part)
        else:
            return None
    if value is None or function is None or begin is None:
        return None
    letter, first = begin
    places: list[dict[str, Node]] = [{letter: integer(first + k)} for k in range(COMPARED)]
    if symbols(value) != {letter}:
        return None
    return _Spectrum([substitute(value, one) for one in places], [_bare(function, one) for one in places])


def _right(part: str) -> Node | None:
    node = read(part.partition("=")[2])[1]
    return node if node is not None and is_scalar(node) else None


def _bare(function: Node, place: dict[str, Node]) -> Node:
    """At one index, with 1 for its constant."""
    constants: dict[str, Node] = {name: ONE for name in symbols(function) if _CONSTANT.fullmatch(name)}
    return substitute(function, {**constants, **place} if len(constants) == 1 else place)


def _equal(left: Node, right: Node) -> bool:
    return abs(approximate(minus(left, right))) < NOISE


def _parallel(left: Node, right: Node) -> bool:
    """Functions of one variable whose ratio is a number, and neither of which is zero."""
    names = symbols(left)
    if len(names) != 1 or names != symbols(right):
        return False
    (name,) = names
    ours, theirs = ([approximate(substitute(one, {name: place})) for place in _PLACES] for one in (left, right))
    crossed = [a * d - b * c for a, b, c, d in _pairs(ours, theirs)]
    return all(abs(one) < NOISE for one in crossed) and any(ours) and any(theirs)


def _pairs(ours: Sequence[Fraction], theirs: Sequence[Fraction]) -> list[tuple[Fraction, Fraction, Fraction, Fraction]]:
    return [(ours[0], ours[k], theirs[0], theirs[k]) for k in range(1, len(ours))]
