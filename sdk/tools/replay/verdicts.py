"""The verdicts of two scorers on one rollout, and the kind of flip if they differ."""

from __future__ import annotations

from typing import Any, NamedTuple

from sdk.schema import Component, ItemResult

PAID_FROM = 0.5
"""A rollout is paid whose reward is at least this."""


class Verdict(NamedTuple):
    score: float | None
    rule: str = ""
    reason: str = ""
    undecided: bool = False
    unusable: bool = False
    """Whether the score is null because of the item's inputs: its ground truth or tests cannot judge anything."""

    def told(self) -> dict[str, Any]:
        return {"score": self.score, "rule": self.rule, "reason": self.reason}


class Kind(NamedTuple):
    label: str
    told: str
    flip: bool = True


KINDS = {
    "false_zero": Kind("false zeros", "accepted by the rules here, and paid as wrong"),
    "paid_wrong": Kind("paid wrong answers", "rejected by the rules here, and paid as right"),
    "paid_hack": Kind("paid hacks", "no answer of its own, several, or the work left undone, and paid as right"),
    "fault_paid_zero": Kind("faults paid as 0", "the scorer's own fault, stored as a reward of 0"),
    "broken_truth": Kind("broken ground truths", "nothing can be judged by this ground truth or these tests"),
    "undecided": Kind("undecided", "paid as right; beyond the fixed budget of work here"),
    "not_scored": Kind("not scored", "a fault or a deadline here; score it again", flip=False),
    "no_reward": Kind("no stored reward", "nothing to compare with", flip=False),
    "agreed": Kind("agreed", "both say the same", flip=False),
}
"""All that can be said of a rollout, the gravest first."""

HACKED = {"no_answer", "no_final_answer", "empty_answer", "repeats_question", "unfinished"}
"""Rules that reject a completion because of its form, not because of the value that it states."""


def verdict(result: ItemResult) -> Verdict:
    """The reward of an item, with the rule of the component that decided: the lowest that counts, else the first."""
    parts = list(result.components.values())
    null = next((one for one in parts if one.score is None and one.status != "not_applicable"), None)
    if result.reward is None and null is not None:
        return Verdict(None, null.rule, null.reason, unusable=null.rule == "inputs")
    part = result.components.get("accuracy") or min(parts, key=_score, default=None)
    if part is None or result.reward is None:
        return Verdict(result.reward)
    return Verdict(result.reward, part.rule, part.reason, part.undecided)


def _score(part: Component) -> float:
    return 0.0 if part.score is None else part.score


def kind(before: Verdict, after: Verdict, fault: str = "", paid_from: float = PAID_FROM) -> str:
    """A name of `KINDS`. `fault`: the trainer's own word that it did not get to score the rollout."""
    if after.score is None:
        return "broken_truth" if after.unusable else "not_scored"
    if before.score is None:
        return "no_reward"
    if fault and before.score < paid_from:
        return "fault_paid_zero"
    if (before.score >= paid_from) == (after.score >= paid_from):
        return "agreed"
    if before.score < paid_from:
        return "false_zero"
    if after.undecided:
        return "undecided"
    return "paid_hack" if after.rule in HACKED else "paid_wrong"
