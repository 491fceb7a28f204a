"""Mathematics by equivalence: decided here where it is cheap and exact, else by sympy in a worker.

The payload of the job is what the worker needs and nothing else, so that equal questions have equal keys.
"""

from __future__ import annotations

from typing import NamedTuple, TypedDict

from pydantic import Field

from reward_server.jobs import Done, Job, Outcome
from reward_server.memo import remembered
from reward_server.rewards.reward import Options, Pending, Sample, Score, fault
from reward_server.symbolic.compare import compare
from reward_server.symbolic.contradiction import contradiction
from reward_server.symbolic.extract.final_answer import find
from reward_server.symbolic.question import MAX_WHOLE_PROMPT
from reward_server.symbolic.verdict import OverBudget, Rules, Undecided, Verdict

EXECUTOR = "math"
MEMO_ENTRIES = 8192
SOLUTION_CHARS = 100
"""A longer ground truth that says "the answer is" is a solution."""
MEMO_CHARS = 1000
"""Longer questions are not remembered."""


class MathOptions(Options):
    """How answers are compared; without any of these exactly, with the rules of rounding for decimals."""

    relative_tolerance: float | None = Field(default=None, ge=0, lt=1, allow_inf_nan=False)
    """Equal where |answer - truth| <= relative_tolerance * |truth|."""
    digits: int | None = Field(default=None, ge=1, le=50, strict=True)
    """Equal where both round to the same number of so many significant digits."""
    unevaluated: bool = False
    """Accept answers that leave an operation to be done: sums, products, integrals, a repeated question."""

    def rules(self) -> Rules:
        return Rules(self.relative_tolerance, self.digits, self.unevaluated)


class RulesPayload(TypedDict):
    relative_tolerance: float | None
    digits: int | None
    unevaluated: bool


class MathPayload(TypedDict):
    """The ground truths still open against the answer's alternatives, each of which must match one and the same."""

    truths: list[str]
    answers: list[str]
    rules: RulesPayload
    prompt: str


class MathResult(TypedDict):
    """equal: None where the budget of work ran out, or sympy could not tell."""

    equal: bool | None
    reason: str
    rule: str


def plan(sample: Sample, options: MathOptions) -> Score | Pending:
    question = _Question(
        sample.ground_truth or (),
        sample.transcript.answer,
        sample.transcript.no_answer,
        options.rules(),
        sample.prompt or "",
    )
    return _remembered(question)


class _Question(NamedTuple):
    """All that the step depends on."""

    ground_truth: tuple[str, ...]
    answer: str | None
    no_answer: str
    rules: Rules
    prompt: str


@remembered("math questions", MEMO_ENTRIES, MEMO_CHARS, base_bytes=4000)
def _remembered(question: _Question) -> Score | Pending:
    """A group answers one question many times, and mostly alike."""
    return _plan(question)


def _plan(question: _Question) -> Score | Pending:
    truths = tuple(expected(truth) for truth in question.ground_truth)
    if not truths:
        return fault("no ground truth")
    for truth in truths:
        if reason := contradiction(truth):
            return fault(f"{reason}: {truth[:60]!r}")
    if question.answer is None:
        return Score(0.0, question.no_answer or "no answer", rule="no_answer")
    final = find(question.answer, question.prompt)
    if not final.texts:
        return Score(0.0, f"no final answer: {final.none}", rule="no_final_answer")
    return _judge(truths, final.texts, question.rules, question.prompt)


def expected(truth: str) -> str:
    """Data sets hold whole solutions as ground truth: what they box, or name as the answer, is the answer."""
    solution = len(truth) > SOLUTION_CHARS and "answer is" in truth.lower()
    if "\\boxed" not in truth and "\\fbox" not in truth and "####" not in truth and not solution:
        return truth
    final = find(truth)
    return final.texts[0] if len(final.texts) == 1 else truth


def _judge(truths: tuple[str, ...], answers: tuple[str, ...], rules: Rules, prompt: str) -> Score | Pending:
    """The first ground truth that matches decides; those that only sympy can judge go to a worker together."""
    still_open: list[str] = []
    undecided, rejected = "", None
    for truth in truths:
        try:
            verdict = _all_equal(truth, answers, rules, prompt)
        except OverBudget as guard:
            undecided = str(guard)
            continue
        except Undecided:
            still_open.append(truth)
            continue
        if verdict.equal:
            return Score(1.0, verdict.reason, rule=verdict.rule)
        rejected = rejected or verdict
    if still_open:
        return Pending(_job(still_open, answers, rules, prompt), _resume)
    if undecided:
        return Score(0.0, undecided, undecided=True, rule="budget")
    assert rejected is not None
    return Score(0.0, rejected.reason, rule=rejected.rule, unfinished=rejected.unfinished)


def _all_equal(truth: str, answers: tuple[str, ...], rules: Rules, prompt: str) -> Verdict:
    """Alternatives must all be right. One that differs decides before one that only sympy can judge."""
    open_question: Undecided | None = None
    verdict = Verdict(False, "no answer")
    for answer in answers:
        try:
            verdict = compare(truth, answer, rules, prompt)
        except Undecided as reason:
            open_question = reason
            continue
        if not verdict.equal:
            return verdict
    if open_question is not None:
        raise open_question
    return verdict


def _job(truths: list[str], answers: tuple[str, ...], rules: Rules, prompt: str) -> Job:
    payload = MathPayload(
        truths=truths,
        answers=list(answers),
        rules=RulesPayload(
            relative_tolerance=rules.relative_tolerance, digits=rules.digits, unevaluated=rules.unevaluated
        ),
        prompt=prompt[:MAX_WHOLE_PROMPT],
    )
    return Job(EXECUTOR, dict(payload))


def _resume(outcome: Outcome) -> Score:
    if not isinstance(outcome, Done):
        return Score(None, outcome.message, outcome.kind)
    equal, reason = outcome.result.get("equal"), str(outcome.result.get("reason", ""))
    if equal is None:
        return Score(0.0, reason or "not decided within the budget of work", undecided=True, rule="budget")
    return Score(float(equal), reason, rule=str(outcome.result.get("rule", "")) or "sympy")
