# ruff: noqa: E501  (a pattern is one way to say it)
"""Who is what, where everybody is one of two: A tells the truth and B lies, for "A is a knight and B is a knave"."""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 400
_ABOUT = re.compile(
    r"\bknights?\b.*\bknaves?\b|\bknaves?\b.*\bknights?\b|\btruth-?tellers?\b.*\bliars?\b", re.IGNORECASE | re.DOTALL
)
_STYLE = re.compile(r"\\(?:text[a-z]*|mathrm|mathbf|mbox)\s*(?=\{)|\\(?:[,;:! ]|q?quad(?![a-z]))|[{}$~*]")
_TRUE = r"(?:an? )?(?:knights?|truth[- ]?tellers?|truthful|honest)|tells? the truth|always tells the truth|telling the truth"
_FALSE = r"(?:an? )?(?:knaves?|liars?|lying|dishonest)|(?:always )?lies"
_CLAIM = re.compile(
    rf"(?P<name>[A-Z][a-z]{{0,14}})(?:\s*(?::|=|→|\\to)\s*|\s+)(?:(?:is|must be) )?(?:(?P<true>{_TRUE})|(?P<false>{_FALSE}))(?: (?:type|always))?"
)
_JOINT = re.compile(
    r"\s*(?:[,;.]\s*(?:and|while|whereas|but)?|\b(?:and|while|whereas|but)\b)\s*|\s*\(\d\)\s*|\s+\d[.)]\s+"
)


def same_roles(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless the question is about people of two kinds, and both sides say of the same people which each is."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _ABOUT.search(prompt[-MAX_PROMPT:]):
        return None
    left, right = _roles(truth), _roles(answer)
    if left is not None and len(left) > 1 and right is None and _OPEN.search(answer):
        return Verdict(False, f"leaves open who is what: {answer[:60]}", "text")
    if left is None or right is None or len(left) < 2:
        return None
    return Verdict(left == right, f"roles of {', '.join(sorted(left))}; {', '.join(sorted(right))}", "text")


_OPEN = re.compile(r"\bor\b|\bif\b|\?")


def _roles(text: str) -> dict[str, bool] | None:
    """By name, whether they tell the truth."""
    plain = " ".join(_STYLE.sub(" ", text).split()).strip(" .")
    found: dict[str, bool] = {}
    for part in filter(None, _JOINT.split(plain)):
        claim = _CLAIM.fullmatch(part.removeprefix("So ").removeprefix("that "))
        if claim is None or claim["name"] in found:
            return None
        found[claim["name"]] = claim["true"] is not None
    return found or None
