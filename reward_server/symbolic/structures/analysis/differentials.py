"""Differentials: dz = 2xy dx + x^2 dy, whose dx and dy are letters of their own."""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import Node, is_scalar
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_CHARS = 200
_ABOUT = re.compile(r"differential|différentielle|diferencial|Differential|дифференциал|微分|1-form|one-form")
_DIFFERENTIAL = re.compile(
    r"(?:\\mathrm\s*\{?\s*d\s*\}?|(?<![A-Za-z\\_])d|(?<=[xyzt])d)\s*(?P<letter>[a-z]|\\theta|\\phi)(?![a-zA-Z])"
)
_NO_FORM = re.compile(r"\\int|\\frac\s*\{\s*(?:\\mathrm)?\s*\{?d|/\s*d[a-z]")


def same_differentials(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or _ABOUT.search(prompt[-MAX_PROMPT:]) is None:
        return None
    if any(_NO_FORM.search(text) or not _DIFFERENTIAL.search(text) for text in (truth, answer)):
        return None
    left, right = _form(truth), _form(answer)
    if left is None or right is None:
        return None
    try:
        alike = same_scalar(left, right, EXACT).equal
    except Undecided:
        return None
    return Verdict(True, "the same differential", "differentials") if alike else None


def _form(text: str) -> Node | None:
    named = _DIFFERENTIAL.sub(lambda found: rf" d_{{{found['letter']}}} ", text)
    node = read(named)[1]
    value = value_of(node) if node is not None else None
    return value if value is not None and is_scalar(value) else None
