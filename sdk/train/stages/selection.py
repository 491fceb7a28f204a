"""Rejection sampling: which of many completions are good enough to be imitated, and why the others are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sdk.schema import ItemResult, Template
from sdk.train.config.schema import SelectionConfig
from sdk.train.data.traces import Trace, split_completion
from sdk.train.stages.readability import kind, why_unreadable


@dataclass(frozen=True)
class Candidate:
    """A completion with what the service said of it."""

    question_key: str
    """Completions of one question share it."""
    prompted: Trace
    """The question with its expected answer, tests, language and source; reasoning and answer come from the text."""
    completion: str
    result: ItemResult
    cut_off: bool = False
    general: bool = False
    """A general question, which has no expected answer."""


@dataclass
class Selection:
    kept: list[Trace] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    """How many for each reason."""
    questions: set[str] = field(default_factory=set)
    """Those of which at least one completion was kept."""
    added: Counter[str] = field(default_factory=Counter)
    """What came beside, and what was seen, by name."""

    def take(self, question_key: str, trace: Trace) -> None:
        self.kept.append(trace)
        self.questions.add(question_key)

    def drop(self, reason: str) -> None:
        self.dropped[kind(reason)] += 1


def select(
    candidates: Iterable[Candidate], config: SelectionConfig, template: Template, verifiable: bool = True
) -> Selection:
    """The good completions, in the order of sampling, equal ones once and at most N a question.

    `verifiable=False` is for general questions, which have no expected answer: accuracy is not asked for.
    """
    selection, seen, count = Selection(), set[tuple[str, str, str]](), Counter[str]()
    for one in candidates:
        trace = _read(one, template)
        reason = why_rejected(one, trace, config, verifiable)
        identity = (one.question_key, _squeezed(trace.reasoning), _squeezed(trace.answer)) if trace else None
        if reason is None and identity in seen:
            reason = "a duplicate"
        if reason is None and count[one.question_key] >= config.per_question:
            reason = "enough completions of this question"
        if reason is not None or trace is None or identity is None:
            selection.drop(reason or "badly formatted")
            continue
        seen.add(identity)
        count[one.question_key] += 1
        selection.take(one.question_key, trace)
    return selection


def why_rejected(
    candidate: Candidate, trace: Trace | None, config: SelectionConfig, verifiable: bool = True
) -> str | None:
    """The first reason against a completion by itself. What the service could not score is not called wrong."""
    if candidate.cut_off:
        return "too long (cut off while it was sampled)"
    for name, least, verdict in _required(config, verifiable):
        score = component(candidate.result, name)
        if score is None:
            return f"not scored (no {name})"
        if score < least:
            return f"{verdict} ({score:g})"
    if trace is None:
        return "badly formatted"
    return why_unreadable(trace, component(candidate.result, "language"), config.readability)


def component(result: ItemResult, name: str) -> float | None:
    """A component's score; None where it is null or was not asked for."""
    found = result.components.get(name)
    return None if found is None else found.score


def _required(config: SelectionConfig, verifiable: bool) -> Sequence[tuple[str, float, str]]:
    form = ("format", config.well_formed, "badly formatted")
    return (form, ("accuracy", config.correct, "wrong answer")) if verifiable else (form,)


def _read(candidate: Candidate, template: Template) -> Trace | None:
    parts = split_completion(candidate.completion, template)
    if parts is None:
        return None
    given = candidate.prompted
    return Trace(given.question, *parts, given.ground_truth, given.tests, given.language, given.source)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
