"""Continued fractions by their partial quotients: [2; \\overline{1, 1, 1, 4}] is [2; 1, \\overline{1, 1, 4, 1}] and
[2; 1, 1, 1, 4, 1, 1, 1, 4, ...], and [0; 3, 1, 1] is [0; 3, 2]."""

from __future__ import annotations

import re
from typing import NamedTuple

from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 200
MIN_QUOTIENTS = 3
"""[0; 3] may be an interval."""
_SPACE = re.compile(r"\\(?:left|right|displaystyle|[,;:! ])(?![a-z])|[\s$]|\\q?quad(?![a-z])")
_NAMED = re.compile(r"^[^\[\]=]{1,30}=(?=\[)")
_BAR = re.compile(r"\\(?:overline|bar)\{?([\d,;]+?)\}?(?=\]|$)")
_WHOLE = re.compile(
    r"\[(?P<first>-?\d{1,6})(?:;(?P<more>(?:\d{1,6},)*\d{1,6})?)?(?:[,;](?=[(…])|(?=[(]))?"
    r"(?:\((?P<period>\d{1,6}(?:,\d{1,6})*)\)|(?P<dots>…))?\]"
)


class _Quotients(NamedTuple):
    """`period` is empty for a finite one; `begins`: it goes on with dots, and more is not told."""

    first: tuple[int, ...]
    period: tuple[int, ...] = ()
    begins: bool = False


def same_continued_fractions(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless both are continued fractions, and no mere pairs."""
    if not ("[" in truth or "[" in answer) or max(len(truth), len(answer)) > MAX_CHARS:
        return None
    left, right = (_quotients(one) if "[" in one else _nested(one) for one in (truth, answer))
    if left is None or right is None or (left.begins and right.begins):
        return None
    if max(map(_size, (left, right))) < MIN_QUOTIENTS:
        return None
    if left.begins or right.begins:
        shown, known = (left, right) if left.begins else (right, left)
        repeats = len(shown.first) >= len(known.first) + 2 * len(known.period) and known.period
        equal = bool(repeats) and shown.first == _unrolled(known, len(shown.first))
    else:
        equal = left == right
    return Verdict(equal, f"{'the same' if equal else 'other'} partial quotients: {answer[:60]}", "continued_fractions")


_STEP = re.compile(r"(?P<whole>-?\d{1,6})(?:\+\\[cdt]?frac(?:\{1\}|1)(?:\{(?P<below>.+)\}|(?P<digit>\d)))?")


def _nested(text: str) -> _Quotients | None:
    """2 + 1/(3 + 1/(1 + 1/4)), as it is written."""
    plain = _SPACE.sub("", text).rpartition("=")[2].strip(".")
    found: list[int] = []
    while (step := _STEP.fullmatch(plain)) is not None:
        found.append(int(step["whole"]))
        plain = step["below"] or step["digit"] or ""
        if not plain:
            long = len(found) >= MIN_QUOTIENTS and 0 not in found[1:]
            return _quotients(f"[{found[0]};{','.join(map(str, found[1:]))}]") if long else None
    return None


def _size(quotients: _Quotients) -> int:
    return len(quotients.first) + MIN_QUOTIENTS * len(quotients.period)


def _unrolled(quotients: _Quotients, count: int) -> tuple[int, ...]:
    times = -(-count // len(quotients.period))
    return (quotients.first + quotients.period * times)[:count]


def _quotients(text: str) -> _Quotients | None:
    """With the shortest period, which begins as early as it can; a finite one does not end in 1."""
    plain = _NAMED.sub("", _SPACE.sub("", text)).strip(".")
    plain = re.sub(r"\\[lc]?dots[cb]?(?![a-z])|\.{3}", "…", plain)
    plain = _BAR.sub(lambda bar: f"({bar[1]})", plain)
    found = _WHOLE.fullmatch(plain)
    if found is None or ";" not in plain:
        return None
    first = [int(found["first"]), *map(int, (found["more"] or "").split(",") if found["more"] else ())]
    period = [*map(int, found["period"].split(","))] if found["period"] else []
    if 0 in first[1:] + period:
        return None
    if found["dots"]:
        return _Quotients(tuple(first), begins=True)
    if not period:
        while len(first) > 1 and first[-1] == 1:
            first[-2:] = [first[-2] + 1]
        return _Quotients(tuple(first))
    size = next(
        k for k in range(1, len(period) + 1) if len(period) % k == 0 and period == period[:k] * (len(period) // k)
    )
    period = period[:size]
    while len(first) > 1 and first[-1] == period[-1]:
        period = [first.pop(), *period[:-1]]
    return _Quotients(tuple(first), tuple(period))
