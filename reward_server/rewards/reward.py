"""A reward is two pure halves: `plan` says the score, or what must be done outside first; `resume` goes on from there.

Rewards are pure and total: no I/O, no clock, no randomness, and any text gives a value. What the model did wrong is a
number with a reason; what we or the caller did wrong is a `fault`, whose score is null.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from pydantic import BaseModel, ConfigDict

from reward_server.jobs import Failure, Job, Outcome
from reward_server.rewards.transcript import Transcript
from sdk.schema import Status, TestReport, Weight


@dataclass(frozen=True, slots=True)
class Sample:
    """An item as rewards see it: messages made text, special tokens cut, the template applied once."""

    completion: str
    transcript: Transcript
    prompt: str | None = None
    ground_truth: tuple[str, ...] | None = None
    tests: dict[str, Any] | None = None
    """`shared_tests` resolved; not yet validated."""
    language: str | None = None
    completion_tokens: int | None = None
    finish_reason: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    data_source: str | None = None
    timeout_s: float = 60.0
    """The batch's, as the caller sent it."""
    group: tuple[Sample, ...] | None = None
    """All items of the batch with this one's `group_id`, in order, for rewards that compare; None without one."""
    place: int = 0
    """Where this item stands in its group."""


class Part(NamedTuple):
    """One criterion of a score. `score` is None where it was not asked about."""

    name: str
    score: float | None
    weight: float
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """`score` is null exactly when `status` is not `ok`."""

    score: float | None
    reason: str
    status: Status = "ok"
    undecided: bool = False
    tests: TestReport | None = None
    rule: str = ""
    """A stable name of the rule that decided; of a null its cause: `inputs`, `queue` or `fault` (ours)."""
    unfinished: bool = False
    """The answer leaves its work to the judge."""
    parts: tuple[Part, ...] = ()
    """Of a score that is put together: what each part gave."""
    spans: tuple[tuple[int, int], ...] = ()
    """[start, end) in characters of the completion: what the score is about."""


def fault(reason: str) -> Score:
    """An input that cannot be used, or a fault of ours: null, never a number."""
    return Score(None, reason, "error", rule="inputs")


def failed(outcome: Failure) -> Score:
    """Nothing was decided, and why."""
    return Score(None, outcome.message, outcome.kind, rule=outcome.cause)


def not_applicable(reason: str) -> Score:
    """Decided by the problem's inputs alone, never by the completion."""
    return Score(None, reason, "not_applicable")


@dataclass(frozen=True, slots=True)
class Pending:
    """A job to run, and what to make of its outcome. `resume` is as pure as `plan`."""

    job: Job
    resume: Callable[[Outcome], Score | Pending]


class Options(BaseModel):
    """The options every reward takes; each reward adds its own by subclassing. Types are strict: "yes" is no bool."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    weight: Weight = 1.0
    gate: str | None = None
    """Counts only where the named component's score is above 0."""
    optional: bool = False
    """A fault or a missing input leaves it out instead of making the sum null."""

    @property
    def keeps_penalty(self) -> bool:
        """Behind a closed gate a score below 0 still counts."""
        return False


class Reward(Protocol):
    """One file a reward, one object of this shape in it, registered in `registry.py`."""

    @property
    def name(self) -> str: ...

    @property
    def definition(self) -> str:
        """What the score means, shown by `GET /v1/rewards`; with its source (paper, equation)."""

    @property
    def options(self) -> type[Options]: ...

    # A reward with a true `grouped` is given `sample.group`.

    def plan(self, sample: Sample, options: Any) -> Score | Pending: ...
