"""Amounts of information in other units: 1.5 bits are (3/2) ln 2 nats."""

from __future__ import annotations

import re

from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import ONE, Node, Op, heads, integer, is_scalar, stated
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.quantities import measured
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_CHARS = 120
_MAY_BE = re.compile(r"\b(?:nats?|hartleys?|bans?|dits?|bits?|shannons?)\b")
_BASES = {
    "bit": integer(2), "shannon": integer(2), "nat": None,
    "hartley": integer(10), "ban": integer(10), "dit": integer(10),
}  # fmt: skip
"""By the base of the logarithm; nats have the natural one."""
_PER = re.compile(r"\s*(?:per|/)\s*(?:source )?(?:symbol|letter|character|outcome|sample|toss|use)s?")


def same_information(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only, where the two units differ."""
    if max(len(truth), len(answer)) > MAX_CHARS or not (_MAY_BE.search(truth) and _MAY_BE.search(answer)):
        return None
    left, right = _amount(truth), _amount(answer)
    if left is None or right is None or "add" in heads(right[0]):
        return None
    try:
        equal = same_scalar(left[0], _times(right[0], right[1], left[1]), EXACT).equal
    except Undecided:
        return None
    return Verdict(True, f"the same information: {truth[:40]}, {answer[:40]}", "quantities") if equal else None


def _amount(text: str) -> tuple[Node, str] | None:
    """How much, and in which unit."""
    node = read(_PER.sub("", text))[1]
    if node is None or (found := measured(stated(node))) is None:
        return None
    value, name = found
    unit = name.strip().lower().removesuffix("s")
    return (value, unit) if is_scalar(value) and unit in _BASES else None


def _times(value: Node, unit: str, wanted: str) -> Node:
    if unit == wanted:
        return value
    factor = Op("div", (_log(unit), _log(wanted))) if _log(wanted) != ONE else _log(unit)
    return Op("mul", (value, factor))


def _log(unit: str) -> Node:
    base = _BASES[unit]
    return ONE if base is None else Op("ln", (base,))
