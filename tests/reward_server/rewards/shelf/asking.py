"""One completion and one reward of the shelf, as the server asks it."""

from __future__ import annotations

from typing import Any

from reward_server.rewards.registry import REWARDS
from reward_server.rewards.reward import Sample, Score
from reward_server.rewards.transcript import parse
from sdk.schema import Template

HOSTILE = (
    "", "\0", "\ud800", "\\boxed{", "\\boxed{}" * 500, "{" * 5000, "[" * 5000, "<" * 5000, '"' * 5000, "a\u0300\u0316" * 4000,
    "\u0300\u0316" * 20_000, "A or " * 4000, "answer is " * 4000, "(((((" * 2000, "*" * 9000, "$" * 9000, "`" * 9000,
    "```json\n" * 2000, "1e999999999", "9" * 9000, "NaN", "\ufdfa" * 500, "a.a." * 5000 + "a = 1", "&a [*a]", " " * 20_000,
    "Answer: A\n" * 3000, "选" * 9000, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "-" * 9000, "- " * 5000, ",\n" * 5000,
)  # fmt: skip


def ask(
    name: str,
    completion: str,
    truth: str | list[str] | None = None,
    prompt: str | None = None,
    **options: Any,
) -> Score:
    reward = REWARDS[name]
    truths = (truth,) if isinstance(truth, str) else None if truth is None else tuple(truth)
    sample = Sample(completion, parse(completion, Template()), prompt, truths)
    score = reward.plan(sample, reward.options.model_validate(options))
    assert isinstance(score, Score)
    return score
