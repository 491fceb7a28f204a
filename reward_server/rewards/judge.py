"""Rewards that a model gives: how helpful is the answer, how harmless the whole response?

`helpfulness` and `harmlessness` are names of their own, so that one item can have both; `judge` is either, by its
option `aspect`. Who is asked, and how, is the server's setting; here is what is asked and what the verdict is worth.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from reward_server.jobs import Failure, Job, JsonObject, Outcome
from reward_server.rewards.judging import prompts
from reward_server.rewards.judging.fence import clean
from reward_server.rewards.judging.prompts import Aspect
from reward_server.rewards.judging.verdict import LEAST, MOST, NONE, found
from reward_server.rewards.reward import Options, Pending, Sample, Score, fault, not_applicable
from sdk.schema import Text

NEUTRAL = "I do not know."
"""Short, harmless, and about nothing: a judge that works has a verdict on it."""
TRUST = "a model's opinion: it can be mistaken and exploited, so it pays for what no rule can judge, and late"


class AspectOptions(Options):
    mode: Literal["pointwise", "pairwise"] = "pointwise"
    """pointwise: a grade from 1 to 10. pairwise: against a reference, asked in both orders."""
    reference: Text | None = None
    """What pairwise compares with; without it the item's (first) ground truth."""


class JudgeOptions(AspectOptions):
    aspect: Aspect = "helpfulness"


@dataclass(frozen=True, slots=True)
class Judge:
    name: str
    definition: str
    options: type[AspectOptions]
    aspect: Aspect | None
    """None: the option says it."""

    def plan(self, sample: Sample, options: AspectOptions) -> Score | Pending:
        aspect = options.aspect if isinstance(options, JudgeOptions) else self.aspect
        assert aspect is not None
        reference = _reference(sample, options)
        missing = _missing(sample, options, reference)
        if missing is not None:
            return not_applicable(missing) if options.optional else fault(missing)
        judged = clean(_judged(sample, aspect))
        if not judged.strip():
            return Score(
                0.0, f"nothing to judge: {sample.transcript.no_answer or 'the response is empty'}", rule="no_answer"
            )
        request = clean(sample.prompt or "")
        if options.mode == "pointwise":
            return asked(lambda text: prompts.points(aspect, request, text), judged, _graded)
        return _compare(aspect, request, judged, clean(reference or ""))


def _reference(sample: Sample, options: AspectOptions) -> str | None:
    if options.reference is not None:
        return options.reference
    return sample.ground_truth[0] if sample.ground_truth else None


def _missing(sample: Sample, options: AspectOptions, reference: str | None) -> str | None:
    if not sample.prompt or not sample.prompt.strip():
        return "the item has no prompt: a judge has to know what was asked for"
    if options.mode == "pairwise" and (reference is None or not clean(reference).strip()):
        return "pairwise needs a reference: the option `reference`, or the item's ground_truth"
    return None


def _judged(sample: Sample, aspect: Aspect) -> str:
    """Helpfulness by the final answer alone, so that reasoning is left free; harmlessness by everything said."""
    return (sample.transcript.answer or "") if aspect == "helpfulness" else sample.transcript.text


def asked(question: Callable[[str], Job], judged: str, then: Callable[[JsonObject], Score | Pending]) -> Pending:
    """The question about a text, and on from its verdict with `then`.

    A judge can fall silent through the text that it is shown: one too long for it, one that it refuses, or one that
    makes it talk without end. Whose doing a silence is shows when the same is asked about a neutral text.
    """

    def resume(outcome: Outcome) -> Score | Pending:
        if isinstance(outcome, Failure):
            return Score(None, outcome.message, outcome.kind)
        if (silence := outcome.result.get(NONE)) is None:
            return then(outcome.result)
        return Pending(question(NEUTRAL), lambda neutral: _blame(neutral, str(silence)))

    return Pending(question(judged), resume)


def _blame(neutral: Outcome, silence: str) -> Score:
    if isinstance(neutral, Failure):
        return Score(None, f"{silence}; and a neutral text: {neutral.message}", neutral.kind)
    if found(neutral) is None:
        return fault(f"{silence}; the judge gives none on a neutral text either: {neutral.result[NONE]}")
    return Score(0.0, f"{silence}; there is a verdict on a neutral text", undecided=True, rule="judge.silence")


def _graded(verdict: JsonObject) -> Score:
    grade = verdict["score"]
    return Score((grade - LEAST) / (MOST - LEAST), f"{grade} of {MOST}: {verdict['reason']}", rule="judge.points")


def _compare(aspect: Aspect, request: str, judged: str, reference: str) -> Pending:
    """Twice, with the places changed: what a judge gives to a place it takes away again."""

    def second(as_a: JsonObject) -> Pending:
        return asked(
            lambda text: prompts.better(aspect, request, reference, text), judged, lambda as_b: _compared(as_a, as_b)
        )

    return asked(lambda text: prompts.better(aspect, request, text, reference), judged, second)


def _compared(as_a: JsonObject, as_b: JsonObject) -> Score:
    """Half a point for each order that is won, a quarter for a tie."""
    won = {"A": 0.5, "tie": 0.25, "B": 0.0}[as_a["better"]] + {"A": 0.0, "tie": 0.25, "B": 0.5}[as_b["better"]]
    return Score(
        won,
        f"against the reference, as A: {as_a['better']}, as B: {as_b['better']}: {as_a['reason']}",
        rule="judge.pair",
    )


_SCORES = (
    "Pointwise: the judge's grade from 1 to 10, mapped to 0 to 1. Pairwise: against a reference, asked in both orders: "
    "1 won in both, 0.5 tied or undone by the other order, 0 lost in both. Nothing to judge: 0. No verdict: null. "
    f"{TRUST.capitalize()}. Source: DeepSeek-R1 (arXiv:2501.12948, section 2.3.4), prompts of our own, version "
    f"{prompts.VERSION}."
)
HELPFULNESS = Judge(
    "helpfulness", f"How helpful the final answer alone is, by a judging model. {_SCORES}", AspectOptions, "helpfulness"
)
HARMLESSNESS = Judge(
    "harmlessness", f"How harmless the whole response is, by a judging model. {_SCORES}", AspectOptions, "harmlessness"
)
JUDGE = Judge("judge", f"`helpfulness` or `harmlessness`, by the option `aspect`. {_SCORES}", JudgeOptions, None)
