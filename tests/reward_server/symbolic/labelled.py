"""The labelled cases of tests/data/math, and the judge's word on one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reward_server.jobs import Done
from reward_server.rewards.math_accuracy import MathOptions, plan
from reward_server.rewards.reward import Pending, Sample, Score
from reward_server.rewards.transcript import Transcript
from sdk.schema import Template

DATA = Path(__file__).resolve().parents[2] / "data" / "math"
Case = dict[str, Any]


def cases(name: str) -> list[Case]:
    """An answer with `repeat` is written out so many times."""
    found = [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text().splitlines()]
    return [case | {"answer": case["answer"] * case.get("repeat", 1)} for case in found]


def answer_text(case: Case) -> str:
    """A bare answer is boxed; a text is a completion's whole answer."""
    return str(case["answer"]) if case.get("text") else rf"\boxed{{{case['answer']}}}"


def planned(answer: str, truth: str, prompt: str | None = None, **options: Any) -> Score | Pending:
    transcript = Transcript(answer, Template(), None, answer, "")
    sample = Sample(completion=answer, transcript=transcript, prompt=prompt, ground_truth=(truth,))
    return plan(sample, MathOptions(**options))


def judged(answer: str, truth: str, prompt: str | None = None, **options: Any) -> Score:
    """As the service would, with sympy in this process."""
    score = planned(answer, truth, prompt, **options)
    if isinstance(score, Pending):
        from reward_server.symbolic.sympy_rung import judge

        outcome = score.resume(Done(judge(score.job.payload)))
        assert isinstance(outcome, Score)
        return outcome
    return score


def accepted(case: Case) -> bool:
    return judged(answer_text(case), case["truth"], case.get("prompt"), **case.get("options", {})).score == 1
