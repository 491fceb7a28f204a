"""How far to trust a rule: how often it was wrong on labelled answers, with the interval that leaves.

The table is data: `python -m benchmarks.rule_rates --write` makes it, from the bundled sets or from a set of yours.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from reward_server.jobs import JsonObject
from reward_server.rewards.reward import Pending, Score

Z = 1.959964
"""Of a normal distribution: 95 % lie within so many standard deviations."""
HIGH = 0.05
"""A rule is not trusted, where rejects are preferred, if more of what it accepts than this share may be wrong."""


class Rate(NamedTuple):
    """A share, and the ends of its 95 % interval (Wilson's), of `of` cases."""

    rate: float
    low: float
    high: float
    of: int


class Rates(NamedTuple):
    """Of what a rule accepted the share that was wrong, and of what it rejected. None: no case."""

    false_accepts: Rate | None
    false_rejects: Rate | None

    def wire(self) -> JsonObject:
        return {name: rate._asdict() for name, rate in self._asdict().items() if rate is not None}


def rate(wrong: int, of: int) -> Rate | None:
    if not of:
        return None
    share, spread = wrong / of, Z * Z / of
    middle = (share + spread / 2) / (1 + spread)
    reach = math.sqrt(share * (1 - share) * spread + spread * spread / 4) / (1 + spread)
    return Rate(round(share, 6), round(max(middle - reach, 0.0), 6), round(min(middle + reach, 1.0), 6), of)


def _read(table: Mapping[str, Any]) -> dict[str, Rates]:
    return {
        rule: Rates(rate(one["false_accepts"], one["accepted"]), rate(one["false_rejects"], one["rejected"]))
        for rule, one in table["rules"].items()
    }


TABLE: Mapping[str, Any] = json.loads(Path(__file__).with_name("rule_rates.json").read_text("utf-8"))
"""Reward -> `sets` (what was counted), `cases`, and the counts of its `rules`."""
RATES: Mapping[str, Mapping[str, Rates]] = {reward: _read(table) for reward, table in TABLE.items()}
"""Reward -> rule -> rates: two rewards may have a rule of one name."""
ON_WIRE: Mapping[str, Mapping[str, JsonObject]] = {
    reward: {rule: one.wire() for rule, one in rates.items()} for reward, rates in RATES.items()
}
DESCRIBED: Mapping[str, JsonObject] = {
    reward: {"sets": table["sets"], "cases": table["cases"], "rules": ON_WIRE[reward]}
    for reward, table in TABLE.items()
}


def rejecting(step: Score | Pending) -> Score | Pending:
    """The step of `accuracy`; but what a rule accepts that was wrong too often, or tried too seldom to know, is 0."""
    if isinstance(step, Pending):
        pending = step
        return Pending(pending.job, lambda outcome: rejecting(pending.resume(outcome)))
    if step.score != 1:
        return step
    rates = RATES["accuracy"].get(step.rule)
    accepts = rates.false_accepts if rates is not None else None
    if accepts is not None and accepts.high <= HIGH:
        return step
    known = (
        f"up to {accepts.high:.1%} of what it accepts may be wrong" if accepts else "no labelled set has measured it"
    )
    return replace(
        step, score=0.0, undecided=True, reason=f"{step.reason}; the rule {step.rule}: {known} (prefer: reject)"
    )
