# ruff: noqa: E501  (a pattern is one way to say it)
"""Tests at several levels: "significant for α = 0.05, not for α = 0.01" is "reject H_0 at 5 %, do not reject it at 1 %"."""

from __future__ import annotations

import re
from fractions import Fraction

from reward_server.symbolic.parse.normalize import plain_unicode
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 240
_STYLE = re.compile(r"\\(?:text[a-z]*|mathrm|mbox)\s*(?=\{)|\\(?:[,;:! ]|q?quad(?![a-z]))|[{}$~]|\\(?=[%a])")
_LEVEL = r"(?:(?:significance )?level(?: of)? )?(?:alpha ?= ?)?(?P<level>\d{1,2}(?:\.\d{1,2})? ?%|0?\.\d{1,3})(?: (?:significance )?level)?"
_CLAUSE = re.compile(
    r"(?:we |it is |the (?:result|test|difference|effect) is )?(?P<not>(?:do not|don't|cannot|can not|fail to|not) )?"
    r"(?P<said>reject(?:ed)?(?: (?:H_?0|it|the null(?: hypothesis)?))?|H_?0 is rejected|H_?0 is not rejected|(?:statistically )?significant)?"
    rf" ?(?:at|for|with) (?:the |a )?{_LEVEL}"
)
_JOINT = re.compile(r"\s*(?:[,;.]\s+(?:and |but )?|\b(?:and|but)\b)\s*")


def same_levels(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless both sides say for two levels or more whether the null hypothesis is rejected."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _MAY_SAY.search(truth):
        return None
    left, right = _rejected(truth), _rejected(answer)
    if left is None or right is None or left.keys() != right.keys() or len(left) < 2:
        return None
    return Verdict(left == right, f"rejected at {left}; {right}", "text")


_MAY_SAY = re.compile(r"reject|significant")


def _rejected(text: str) -> dict[str, bool] | None:
    """Whether the null hypothesis is rejected, by level; a clause without a verb has the verb of the clause before it."""
    plain = " ".join(_STYLE.sub(" ", plain_unicode(text)).split()).strip(" .")
    found: dict[str, bool] = {}
    verb = False
    for clause in _JOINT.split(plain):
        said = _CLAUSE.fullmatch(clause[:1].lower() + clause[1:] if clause[:2] != "H_" else clause)
        if said is None or not (said["said"] or verb):
            return None
        verb = True
        level = said["level"].replace(" ", "")
        size = Fraction(level.rstrip("%")) / (100 if "%" in level else 1)
        if str(size) in found:
            return None
        found[str(size)] = not (said["not"] or "is not" in (said["said"] or ""))
    return found
