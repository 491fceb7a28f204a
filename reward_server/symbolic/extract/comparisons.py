"""The sign between two numbers of the question: < for 2/3 < 3/4, where it asks for the sign between 2/3 and 3/4."""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 80
_SIGNS = {"<": "<", ">": ">", "=": "=", r"\lt": "<", r"\gt": ">", "＜": "<", "＞": ">"}
_COMPARISON = re.compile(
    r"[\s$]*(?P<left>[^<>=]{1,30}?)\s*(?P<sign><|>|=|\\[lg]t(?![a-z]))\s*(?P<right>[^<>=]{1,30}?)[\s$.]*"
)
_LOOSE = re.compile(r"\\(?:[dt]?frac|left|right|[,;:! ])|[\s$(){}]")


def same_comparison(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only, where one of them is the sign alone."""
    if max(len(truth), len(answer)) > MAX_CHARS or not prompt:
        return None
    left, right = _SIGNS.get(truth.strip(" $.")), _SIGNS.get(answer.strip(" $."))
    if (left is None) == (right is None):
        return None
    whole = _COMPARISON.fullmatch(answer if right is None else truth)
    if whole is None or _SIGNS[whole["sign"]] != (left or right):
        return None
    asked, first, second = (_LOOSE.sub("", one) for one in (prompt[-MAX_PROMPT:], whole["left"], whole["right"]))
    place = asked.find(first) if first and second else -1
    if place < 0 or asked.find(second, place + len(first)) < 0:
        return None
    return Verdict(True, f"the same sign between {whole['left']} and {whole['right']}", "relations")
