"""Ideals of the integers: 2Z is (2), <2>, {2k : k an integer} and the even integers."""

from __future__ import annotations

import re

from reward_server.symbolic.structures.algebra.groups import plain
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 80
_IDEAL = re.compile(
    r"-?(?P<times>\d{1,6})ℤ|ℤ|\(-?(?P<in_brackets>\d{1,6})\)|⟨-?(?P<generated>\d{1,6})⟩"
    r"|⦃(?:\w=)?(?P<set>\d{1,6})(?P<k>[a-z])[:|](?P=k)∈ℤ⦄"
    r"|(?:the)?(?:setofall|all)?(?:(?P<even>even)integers|(?:integer)?multiplesof(?P<multiples>\d{1,6}))"
)


def same_ideals(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless both are sets of multiples: (2) is a number where the prompt has no ideal."""
    if (
        not ("Z" in truth + answer or "ℤ" in truth + answer or _SPEAKS_OF.search(prompt))
        or max(len(truth), len(answer)) > MAX_CHARS
    ):
        return None
    left, right = _generator(truth), _generator(answer)
    if left is None or right is None or not (_SPEAKS_OF.search(prompt) or all(map(_IS_SET.search, (truth, answer)))):
        return None
    return Verdict(left == right, f"multiples of {left}, {right}", "groups")


_SPEAKS_OF = re.compile(r"\bideals?\b|annihilator|\bkernel\b.*\\mathbb\s*\{?Z", re.DOTALL)
_IS_SET = re.compile(r"Z|ℤ|integer|multiple")


def _generator(text: str) -> int | None:
    found = _IDEAL.fullmatch(plain(text).replace("\\in", "∈").replace(" ", "").strip("."))
    if found is None:
        return None
    values = [found[name] for name in ("times", "in_brackets", "generated", "set", "multiples") if found[name]]
    return 2 if found["even"] else int(values[0]) if values else 1
