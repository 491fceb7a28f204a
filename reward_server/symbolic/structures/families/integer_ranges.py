"""Whole numbers from one to another: 45 <= n <= 49 is n = 45, 46, ..., 49, where n is a whole number.

Only to accept. That n is whole, the question must say, or a factorial or digits in it.
"""

from __future__ import annotations

import re
from fractions import Fraction

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import Num, Op
from reward_server.symbolic.structures.members import members
from reward_server.symbolic.structures.real_sets import NotASet, pieces
from reward_server.symbolic.verdict import Undecided, Verdict

MAX_CHARS = 200
MAX_MEMBERS = 60
_BOUND = re.compile(r"[<>≤≥]|\\(?:leq?|geq?|lt|gt)(?![a-z])")
_WHOLE = re.compile(
    r"\b(?:integers?|whole numbers?|natural numbers?|digits?)\b|\$?\(?[a-z]\)?!|\\mathbb\s*\{?\s*[NZ]|[ℕℤ]"
    r"|ganzen? Zahl|entiers?|enteros?|целы|\b[KCPW]_\{?n\b"
)
_POSITIVE = re.compile(r"\bpositive integers?\b|\bnatural numbers\b|\b[KCPW]_\{?n\b|\bgraphs?\b")
"""Where a bound from above leaves no others than 1, 2, ..."""
_REAL = re.compile(r"\breal\b|\\mathbb\s*\{?\s*R|ℝ|\binterval\b")


def same_range(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or bool(_BOUND.search(truth)) is bool(_BOUND.search(answer)):
        return None
    if not _WHOLE.search(prompt := prompt[-MAX_PROMPT:]) or _REAL.search(prompt):
        return None
    bounds, listed = (truth, answer) if _BOUND.search(truth) else (answer, truth)
    between, numbers = _between(bounds, positive=_POSITIVE.search(prompt) is not None), _listed(listed)
    if not between or between != numbers:
        return None
    return Verdict(True, f"the same whole numbers: {answer[:60]}", "collections")


def _between(text: str, *, positive: bool) -> list[int] | None:
    node = read(text)[1]
    try:
        found = pieces(node) if node is not None else ()
    except (NotASet, Undecided):
        return None
    if len(found) != 1:
        return None
    low, high = found[0].low, found[0].high
    first, last = Fraction(1) if low.value is None and positive else low.value, high.value
    if first is None or last is None or not 0 < last - first <= MAX_MEMBERS:
        return None
    start = -(-first.numerator // first.denominator) + (
        first.denominator == 1 and low.value is not None and not low.closed
    )
    end = last.numerator // last.denominator - (last.denominator == 1 and not high.closed)
    return list(range(start, end + 1))


def _listed(text: str) -> list[int] | None:
    node = read(text)[1]
    try:
        found = members(node) if node is not None else None
    except Undecided:
        return None
    values = [value_of(one) for one in found or ()]
    whole = [int(one.value) for one in values if isinstance(one, Num) and one.value.denominator == 1]
    negative = [
        -int(one.args[0].value)
        for one in values
        if isinstance(one, Op)
        and one.head == "neg"
        and isinstance(one.args[0], Num)
        and one.args[0].value.denominator == 1
    ]
    return sorted(whole + negative) if len(whole) + len(negative) == len(values) else None
