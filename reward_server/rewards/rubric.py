"""rubric: a list of criteria, each with a weight, that a judging model finds met or not.

Source: rubrics as rewards (arXiv:2507.17746) and HealthBench (arXiv:2505.08775): points of criteria that are met over
all points that can be won. The judge says yes or no to a criterion, and nothing in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from reward_server.jobs import Job, JsonObject
from reward_server.rewards.judge import TRUST, asked
from reward_server.rewards.judging import prompts
from reward_server.rewards.judging.fence import clean
from reward_server.rewards.reward import Options, Part, Pending, Sample, Score, fault, not_applicable
from sdk.schema import MAX_WEIGHT, Text

MAX_CRITERIA = 100
MAX_TOGETHER = 20
"""Criteria of one question: a judge loses count of more, and its answer has an end."""
MAX_CRITERION_CHARS = 4_000


class Criterion(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    criterion: Text = Field(min_length=1, max_length=MAX_CRITERION_CHARS)
    """A statement about the response that is true or false."""
    name: Text = ""
    """What it is called in the answer; without one its number."""
    weight: float = Field(default=1.0, ge=-MAX_WEIGHT, le=MAX_WEIGHT, allow_inf_nan=False)
    """Points for a criterion that is met; below 0 it takes points away."""
    gate: bool = False
    """The whole score is 0 where it is not met."""

    @model_validator(mode="before")
    @classmethod
    def _a_text_alone(cls, given: Any) -> Any:
        return {"criterion": given} if isinstance(given, str) else given

    @field_validator("criterion")
    @classmethod
    def _says_something(cls, text: str) -> str:
        if not clean(text).strip():
            raise ValueError("should say what is to be true of the response")
        return text

    @model_validator(mode="after")
    def _gate_is_wanted(self) -> Self:
        if self.gate and self.weight < 0:
            raise ValueError("a gate has to be met, a weight below 0 is for what should not be: say it the other way")
        return self


class RubricOptions(Options):
    criteria: list[Criterion] | None = Field(default=None, min_length=1, max_length=MAX_CRITERIA)
    """Without it the item's `metadata` says it, as `rubric` or `criteria`."""
    ask: Literal["each", "together"] = "each"
    """each: a question for each criterion. together: one question for up to 20, which costs less and is less exact."""
    part: Literal["answer", "whole"] = "answer"
    """What is judged: the final answer alone, or the whole response with its reasoning."""

    @field_validator("criteria")
    @classmethod
    def _can_be_won(cls, criteria: list[Criterion] | None) -> list[Criterion] | None:
        if criteria is not None and (why := _unfit(criteria)):
            raise ValueError(why)
        return criteria


class Rubric:
    name = "rubric"
    definition = (
        "The weights of the criteria that the answer meets over the sum of all weights above 0, from 0 to 1; 0 where a "
        "gate is not met. A judging model says which are met. No verdict: null, or 0 where the answer is to blame. "
        f"{TRUST.capitalize()}. Source: rubrics as rewards (arXiv:2507.17746), prompts version {prompts.VERSION}."
    )
    options = RubricOptions

    def plan(self, sample: Sample, options: RubricOptions) -> Score | Pending:
        criteria = options.criteria or _of_metadata(sample.metadata)
        if isinstance(criteria, str):
            return not_applicable(criteria) if options.optional else fault(criteria)
        if not sample.prompt or not sample.prompt.strip():
            missing = "the item has no prompt: a judge has to know what was asked for"
            return not_applicable(missing) if options.optional else fault(missing)
        text = sample.transcript.answer if options.part == "answer" else sample.transcript.text
        judged = clean(text or "")
        if not judged.strip():
            why = sample.transcript.no_answer or "the response is empty"
            return Score(0.0, f"nothing to judge: {why}", rule="no_answer")
        size = MAX_TOGETHER if options.ask == "together" else 1
        # Gates first: where one is not met, nothing else is asked.
        order = sorted(range(len(criteria)), key=lambda at: not criteria[at].gate)
        rounds = [part for gates in (True, False) for part in _parted(order, criteria, gates, size)]
        return _Course(clean(sample.prompt), judged, criteria, rounds).step({})


def _of_metadata(metadata: dict[str, Any]) -> list[Criterion] | str:
    """The criteria of an item, or what is wrong with them: texts, or objects as in the options."""
    given = metadata.get("rubric", metadata.get("criteria"))
    if not isinstance(given, list) or not 1 <= len(given) <= MAX_CRITERIA:
        return f"no criteria: give the option `criteria`, or `rubric` in metadata, a list of 1 to {MAX_CRITERIA}"
    found = []
    for at, one in enumerate(given):
        try:
            found.append(Criterion.model_validate(one))
        except ValueError as error:
            return f"metadata.rubric.{at}: {' '.join(str(error).split())[:200]}"
    return _unfit(found) or found


def _unfit(criteria: list[Criterion]) -> str:
    """Why no score can come of these; empty where one can."""
    if not any(one.weight > 0 for one in criteria):
        return "the criteria need a weight above 0 among them: else nothing can be won"
    names = [one.name for one in criteria if one.name]
    return "two criteria have one name" if len(set(names)) < len(names) else ""


def _parted(order: list[int], criteria: list[Criterion], gates: bool, size: int) -> list[tuple[int, ...]]:
    mine = [at for at in order if criteria[at].gate is gates]
    return [tuple(mine[start : start + size]) for start in range(0, len(mine), size)]


@dataclass(frozen=True, slots=True)
class _Course:
    """The questions about one response. `rounds`: which criteria are asked about together, gates first."""

    request: str
    judged: str
    criteria: list[Criterion]
    rounds: list[tuple[int, ...]]

    def step(self, known: dict[int, tuple[bool, str]]) -> Score | Pending:
        """The next question, or the score. `known`: criterion -> whether it is met, and the judge's reason."""
        if self._shut(known) is not None or all(at in known for part in self.rounds for at in part):
            return self._score(known)
        part = next(part for part in self.rounds if part[0] not in known)
        texts = [clean(self.criteria[at].criterion) for at in part]

        def question(text: str) -> Job:
            return prompts.met(texts, self.request, text)

        return asked(question, self.judged, lambda verdict: self.step(known | _read(part, verdict)))

    def _shut(self, known: dict[int, tuple[bool, str]]) -> int | None:
        return next((at for at, (met, _) in known.items() if self.criteria[at].gate and not met), None)

    def _score(self, known: dict[int, tuple[bool, str]]) -> Score:
        parts = tuple(
            Part(one.name or str(number), float(known[at][0]) if at in known else None, one.weight,
                 known[at][1] if at in known else "not asked: a gate is not met")
            for at, (number, one) in enumerate(enumerate(self.criteria, 1))
        )  # fmt: skip
        shut = self._shut(known)
        if shut is not None:
            return Score(
                0.0, f"the gate {parts[shut].name} is not met: {known[shut][1]}", rule="rubric.gate", parts=parts
            )
        won = sum(part.weight for part in parts if part.score)
        most = sum(part.weight for part in parts if part.weight > 0)
        met = sum(part.score == 1 for part in parts)
        reason = f"{met} of {len(parts)} criteria are met, {won:g} of {most:g} points"
        return Score(min(max(won / most, 0.0), 1.0), reason, rule="rubric", parts=parts)


def _read(part: tuple[int, ...], verdict: JsonObject) -> dict[int, tuple[bool, str]]:
    if len(part) == 1:
        return {part[0]: (verdict["met"], verdict["reason"])}
    return {at: (verdict[f"met_{number}"], verdict["reason"]) for number, at in enumerate(part, 1)}


RUBRIC = Rubric()
