"""Linear programmes: min 4u + 6v subject to u + v >= 3 and u, v >= 0. Its letters may have other
names than those of the ground truth, unless the question has them.

Two of them are the same if they have the same objective and the same constraints, in any order and multiplied by
any positive number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.extract.parts import split_at_commas
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import is_scalar, symbols
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.structures.geometry.linear import form
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 600
MAX_LETTERS = 6
MAX_RENAMED = 4
"""A programme with more letters keeps their names: 4 letters have 24 orders."""
Row = tuple[tuple[tuple[str, Fraction], ...], Fraction, str]
"""Coefficients by letter, a constant, and the sign that the sum has to zero: >, >= or =."""
_PROGRAMME = re.compile(
    r"(?P<sense>min|max)(?:imi[sz]e|imize)?:?\s*(?:[A-Za-z]\s*(?:\([^()]{0,20}\))?\s*=)?\s*(?P<objective>[^<>=]{1,120}?)[\s,;:.]*"
    r"(?:subject to|s\.?\s?t\.?|such that|under|where|with)(?![a-z])[\s:,;]*(?P<constraints>.+)",
    re.DOTALL | re.IGNORECASE,
)
_STYLE = re.compile(
    r"\\(?:text[a-z]*|mathrm|operatorname\*?|left|right|displaystyle|limits)(?![a-z])"
    r"|\\begin\{[a-z*]+\}(?:\{[a-z|]+\})?|\\end\{[a-z*]+\}|[$&~]|\\q?quad(?![a-z])|\\[,;: ]"
)
_BREAK = re.compile(r"\\\\|\band\b|;|\n")
_SIGN = re.compile(r"\\(?:leq?|geq?)(?:slant)?(?![a-z])|<=|>=|≤|≥|=|<|>")
_WORDS = {"nonnegative": ">= 0", "non-negative": ">= 0"}
_HEADS = {"<=": (-1, ">="), ">=": (1, ">="), "<": (-1, ">"), ">": (1, ">"), "=": (1, "=")}


class _Programme(NamedTuple):
    sense: str
    objective: Mapping[str, Fraction]
    constraints: frozenset[Row]
    letters: tuple[str, ...]


def same_programmes(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not all(_MAY_BE.search(text) for text in (truth, answer)):
        return None
    spend(500)
    try:
        left, right = _programme(truth), _programme(answer)
    except (Inexact, TooLarge, Undefined):
        return None
    if left is None or right is None or left.sense != right.sense or len(left.letters) != len(right.letters):
        return None
    if any(_alike(left, right, names) for names in _renamings(left.letters, right.letters, prompt[-MAX_PROMPT:])):
        return Verdict(True, f"the same programme: {answer[:60]}", "programmes")
    return None


_MAY_BE = re.compile(r"(?:min|max).*(?:subject|s\.?\s?t|such|under|where|with)", re.DOTALL | re.IGNORECASE)


def _programme(text: str) -> _Programme | None:
    plain = " ".join(_STYLE.sub(" ", _BREAK.sub(" ; ", text).replace("\\max", "max").replace("\\min", "min")).split())
    found = _PROGRAMME.fullmatch(
        re.sub(
            r"[{}]\s*(?=subject|s\.t|min|max|such|where|with)|(?<=subject to)\s*\}|(?<=s\.t\.)\s*\}", " ", plain
        ).strip(" {}.")
    )
    if found is None:
        return None
    objective = _linear(found["objective"])
    rows = _rows(found["constraints"])
    if objective is None or rows is None or not objective[0]:
        return None
    letters = sorted({*objective[0], *(name for row in rows for name, _ in row[0])})
    return _Programme(found["sense"].lower(), objective[0], frozenset(rows), tuple(letters))


def _rows(text: str) -> list[Row] | None:
    found: list[Row] = []
    waiting: list[str] = []
    for piece in filter(None, (one.strip(" {}.") for one in split_at_commas(text))):
        for word, plain in _WORDS.items():
            piece = piece.replace(word, plain)
        if _SIGN.search(piece) is None:
            waiting.append(piece)
            continue
        sides = _SIGN.split(piece)
        between = [_plain(one.group()) for one in _SIGN.finditer(piece)]
        for k, sign in enumerate(between):
            pairs = [(sides[k], sides[k + 1])] + [(one, sides[k + 1]) for one in waiting]
            for low, high in pairs:
                if (row := _row(low, sign, high)) is None:
                    return None
                found.append(row)
        waiting = []
    return None if waiting or not found else found


def _plain(sign: str) -> str:
    if sign in ("<", ">", "="):
        return sign
    return "<=" if sign.startswith("\\l") or sign in ("<=", "≤") else ">="


def _row(left: str, sign: str, right: str) -> Row | None:
    """Over zero, with 1 for the sum of its coefficients' sizes; an equation with a first positive one."""
    first, second = _linear(left), _linear(right)
    if first is None or second is None:
        return None
    factor, head = _HEADS[sign]
    names = {*first[0], *second[0]}
    parts = {name: (first[0].get(name, Fraction(0)) - second[0].get(name, Fraction(0))) * factor for name in names}
    parts = {name: value for name, value in parts.items() if value}
    constant = (first[1] - second[1]) * factor
    size = sum(map(abs, parts.values()))
    if not size:
        return None
    return tuple(sorted((name, value / size) for name, value in parts.items())), constant / size, head


def _linear(text: str) -> tuple[dict[str, Fraction], Fraction] | None:
    node = read(text)[1]
    if node is None or not is_scalar(node) or len(symbols(node)) > MAX_LETTERS:
        return None
    names = sorted(symbols(node))
    found = form(node, names) if names else (node, [])
    if found is None:
        return None
    constant, slopes = found
    if symbols(constant) or any(symbols(one) for one in slopes):
        return None
    return {name: value for name, one in zip(names, slopes, strict=True) if (value := rational(one))}, rational(
        constant
    )


def _renamings(left: tuple[str, ...], right: tuple[str, ...], prompt: str) -> list[dict[str, str]]:
    """The letters as they are, where both sides have the same, and all renamings that keep the question's letters."""
    unchanged = [dict(zip(left, right, strict=True))] if left == right else []
    known = {name for name in (*left, *right) if _said(name, prompt)}
    if len(left) > MAX_RENAMED or {*left} & known != {*right} & known:
        return unchanged
    free, others = ([name for name in names if name not in known] for names in (left, right))
    fixed = {name: name for name in known}
    return unchanged + [fixed | dict(zip(turned, free, strict=True)) for turned in permutations(others)]


def _said(name: str, prompt: str) -> bool:
    stem, _, below = name.partition("_")
    written = rf"{re.escape(stem)}_\{{?{re.escape(below)}\}}?" if below else re.escape(stem)
    return re.search(rf"(?<![A-Za-z\\]){written}(?![A-Za-z_])", prompt) is not None


def _alike(left: _Programme, right: _Programme, names: Mapping[str, str]) -> bool:
    objective = {names[name]: value for name, value in right.objective.items()}
    rows = {
        _turned((tuple(sorted((names[name], value) for name, value in parts)), constant, head))
        for parts, constant, head in right.constraints
    }
    return objective == left.objective and rows == {_turned(row) for row in left.constraints}


def _turned(row: Row) -> Row:
    """An equation with a positive first coefficient."""
    parts, constant, head = row
    if head != "=" or parts[0][1] > 0:
        return row
    return tuple((name, -value) for name, value in parts), -constant, head
