"""Subgroups of Z_n by their elements or a generator: ⟨2⟩ in Z_6 is {0, 2, 4}."""

from __future__ import annotations

import re
from math import gcd

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.parts import split_at_commas
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 400
MAX_ORDER = 200
_ASKED = re.compile(
    r"\b(?:sub\s?groups?|ideals?|cosets?|nil-?radical|radical|annihilator|kernel|image|cent(?:er|re)|socle)\b",
    re.IGNORECASE,
)
_Z = r"(?:\\mathbb\s*\{?\s*Z\s*\}?|ℤ|(?<![A-Za-z])Z)"
_MODULO = re.compile(rf"{_Z}\s*(?:_\s*\{{?\s*(\d{{1,3}})|/\s*\(?\s*(\d{{1,3}})(?!\d))")
_SPACE = re.compile(r"\\(?:[,;:! ]|q?quad(?![a-z])|left(?![a-z])|right(?![a-z])|(?:bar|overline)(?![a-z]))|[\s$]+")
_AND = re.compile(r"\s*(?:\\text\s*\{\s*(?:and|or)\s*\}|(?<![A-Za-z])and(?![A-Za-z]))\s*")
_WHOLE = re.compile(rf"{_Z}(?:_\{{?(\d{{1,3}})\}}?|/\(?(\d{{1,3}})\)?{_Z}?)")
_GENERATED = re.compile(
    rf"(?:\\langle|⟨|<|\()\{{?(\d{{1,3}})\}}?(?:\\rangle|⟩|>|\))|(\d{{1,3}}){_Z}(?:_\{{?\d{{1,3}}\}}?|/\d{{1,3}}{_Z})"
)
_LISTED = re.compile(r"\\?\{((?:\{?\d{1,3}\}?,)*\{?\d{1,3}\}?)\\?\}")
_NAMED = re.compile(r"(?:[A-Z](?:_\{?\w\}?)?|H)=")


def same_subgroups(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only, and only where a side names a generator."""
    if "Z" not in prompt or max(len(truth), len(answer)) > MAX_CHARS or not _ASKED.search(prompt[-MAX_PROMPT:]):
        return None
    orders = {int(one or other) for one, other in _MODULO.findall(prompt[-MAX_PROMPT:])}
    order = orders.pop() if len(orders) == 1 else 0
    if not 0 < order <= MAX_ORDER:
        return None
    left, right = _subgroups(truth, order), _subgroups(answer, order)
    if left is None or right is None or len(set(left)) < len(left) or sorted(left) != sorted(right):
        return None
    return Verdict(True, f"the same subgroups of Z_{order}: {truth[:60]}, {answer[:60]}", "subgroups")


def _subgroups(text: str, order: int) -> list[int] | None:
    """The least generator of each; order for the one of 0 alone."""
    plain = _SPACE.sub("", _AND.sub(",", text)).replace("\\{", "{").replace("\\}", "}")
    found = [_least(part, order) for part in split_at_commas(plain)]
    known = [one for one in found if one is not None]
    return known if known and len(known) == len(found) else None


def _least(text: str, order: int) -> int | None:
    text = _NAMED.sub("", text).strip(".")
    if (whole := _WHOLE.fullmatch(text)) is not None:
        return 1 if int(whole[1] or whole[2]) == order else None
    if (generated := _GENERATED.fullmatch(text)) is not None:
        return gcd(int(generated[1] or generated[2]), order)
    if (listed := _LISTED.fullmatch(text)) is None:
        return None
    members = [int(one.strip("{}")) for one in listed[1].split(",")]
    least = gcd(order, *members)
    return least if sorted(members) == list(range(0, order, least)) else None
