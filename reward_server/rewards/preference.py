"""preference: the answers of a group against each other, by a judging model; each scores the share that it won.

Pairwise every pair is asked about in both orders; listwise all at once, in the group's order and in the reverse. What a
place wins in one order it loses in the other. Source: comparisons as in DeepSeek-R1's helpful reward (arXiv:2501.12948,
section 2.3.4) and in rankings by language models (arXiv:2306.05685 on the order's influence).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import Field

from reward_server.jobs import Failure, Job, JsonObject, Outcome
from reward_server.rewards.judge import NEUTRAL, TRUST
from reward_server.rewards.judging import prompts
from reward_server.rewards.judging.fence import clean
from reward_server.rewards.judging.prompts import Aspect
from reward_server.rewards.judging.verdict import NONE, found
from reward_server.rewards.reward import Options, Pending, Sample, Score, failed, fault, not_applicable
from reward_server.rewards.shaping import complete_group

MAX_GROUP = 64
MAX_LISTED = 10
"""A list of more than so many is a judge's guess; a larger group is compared pair by pair."""
OTHER_NEUTRAL = "I am not sure."
Then = Callable[[JsonObject], Score | Pending]


class PreferenceOptions(Options):
    compare: Literal["pairwise", "listwise"] = "pairwise"
    """pairwise: every pair, in both orders. listwise: all in one question, for groups of up to 10, in both orders."""
    aspect: Aspect = "helpfulness"
    """helpfulness: by the final answer alone; harmlessness: by the whole response."""
    group_size: int | None = Field(default=None, ge=2, le=MAX_GROUP)
    """How many items a group has; a group of any other number is an error."""


class Preference:
    name = "preference"
    grouped = True
    definition = (
        "The share of the comparisons with the other answers of its group (equal group_id) that the answer wins, a tie "
        f"counting half, each asked in both orders. {TRUST.capitalize()}. Prompts version {prompts.VERSION}."
    )
    options = PreferenceOptions

    def plan(self, sample: Sample, options: PreferenceOptions) -> Score | Pending:
        group = complete_group(sample, options.group_size)
        if isinstance(group, tuple) and not (sample.prompt or "").strip():
            group = "the item has no prompt: a judge has to know what was asked for"
        if isinstance(group, tuple) and len({member.prompt for member in group}) > 1:
            group = "the items of the group have different prompts: only answers to one question can be compared"
        if isinstance(group, tuple) and len(group) > MAX_GROUP:
            group = f"the group has {len(group)} items: at most {MAX_GROUP} are compared"
        if isinstance(group, str):
            return not_applicable(group) if options.optional and sample.group is None else fault(group)
        texts = tuple(_judged(member, options.aspect) for member in group)
        if not texts[sample.place]:
            why = sample.transcript.no_answer or "the response is empty"
            return Score(0.0, f"nothing to judge: {why}", rule="no_answer")
        course = _Course(options.aspect, clean(sample.prompt or ""), texts, sample.place)
        return course.listed() if options.compare == "listwise" else course.next_pair()


def _judged(sample: Sample, aspect: Aspect) -> str:
    text = (sample.transcript.answer or "") if aspect == "helpfulness" else sample.transcript.text
    return clean(text).strip()


@dataclass(frozen=True, slots=True)
class _Course:
    """The comparisons of one item. won: points so far, of two for each other item; at: the next other item."""

    aspect: Aspect
    request: str
    texts: tuple[str, ...]
    place: int
    at: int = 0
    won: float = 0.0

    @property
    def own(self) -> str:
        return self.texts[self.place]

    def score(self) -> Score:
        others = len(self.texts) - 1
        reason = f"won {self.won / 2:g} of {others} comparisons, each in both orders"
        return Score(self.won / (2 * others), reason, rule="preference.pairwise")

    def next_pair(self) -> Score | Pending:
        """Nobody is asked about an empty answer, which loses, or about an equal one, which ties."""
        course = self
        while course.at < len(course.texts):
            other = course.texts[course.at]
            if course.at == course.place:
                course = replace(course, at=course.at + 1)
            elif not other or other == course.own:
                course = course.after(2.0 if not other else 1.0)
            else:
                return course.pair(other)
        return course.score()

    def after(self, points: float) -> _Course:
        return replace(self, at=self.at + 1, won=self.won + points)

    def pair(self, other: str) -> Pending:
        """Both orders; the questions are the same for the other item of the pair, and are asked once."""

        def second(as_a: JsonObject) -> Pending:
            return self.ask(
                other, self.own, lambda as_b: self.after(_points(as_a, "A") + _points(as_b, "B")).next_pair()
            )

        return self.ask(self.own, other, second)

    def ask(self, first: str, second: str, then: Then) -> Pending:
        def resume(outcome: Outcome) -> Score | Pending:
            if isinstance(outcome, Failure):
                return failed(outcome)
            verdict = found(outcome)
            return then(verdict) if verdict is not None else self.whose_silence(str(outcome.result[NONE]))

        return Pending(prompts.better(self.aspect, self.request, first, second), resume)

    def whose_silence(self, silence: str) -> Pending:
        """Each text of a pair that the judge is silent on is tried against a neutral one: whoever silences it there
        loses the pair, and an item is never null through another's text."""
        other = self.texts[self.at]

        def own(mine: Outcome) -> Score | Pending:
            if isinstance(mine, Failure):
                return failed(mine)
            if found(mine) is None:
                return Pending(self._better(OTHER_NEUTRAL), lambda neutral: _to_blame(neutral, silence))
            return Pending(self._better(other), theirs)

        def theirs(outcome: Outcome) -> Score | Pending:
            if isinstance(outcome, Failure):
                return failed(outcome)
            return self.after(2.0 if found(outcome) is None else 1.0).next_pair()

        return Pending(self._better(self.own), own)

    def _better(self, text: str) -> Job:
        return prompts.better(self.aspect, self.request, text, NEUTRAL)

    def listed(self) -> Score | Pending:
        """Ranks in both orders. A silence is looked into pair by pair, and so is a group too large for a list."""
        answers = list(dict.fromkeys(text for text in self.texts if text))
        if len(answers) < 2 or len(answers) > MAX_LISTED:
            return self.next_pair()

        def forward(outcome: Outcome) -> Score | Pending:
            if isinstance(outcome, Failure):
                return failed(outcome)
            first = found(outcome)
            if first is None:
                return self.next_pair()
            return Pending(self._ranked(answers[::-1]), lambda outcome: backward(first, outcome))

        def backward(first: JsonObject, outcome: Outcome) -> Score | Pending:
            if isinstance(outcome, Failure):
                return failed(outcome)
            second = found(outcome)
            if second is None:
                return self.next_pair()
            ranks = _ranks(answers, first), _ranks(answers[::-1], second)
            return self._by_ranks(ranks)

        return Pending(self._ranked(answers), forward)

    def _ranked(self, answers: list[str]) -> Job:
        return prompts.ranking(self.aspect, self.request, answers)

    def _by_ranks(self, both: tuple[dict[str, int], dict[str, int]]) -> Score:
        others = [text for at, text in enumerate(self.texts) if at != self.place]
        won = sum(_beats(ranks, self.own, other) for ranks in both for other in others) / (2 * len(others))
        said = ", ".join(str(ranks[self.own]) for ranks in both)
        return Score(
            won, f"of {len(both[0])} different answers ranked {said}, in both orders", rule="preference.listwise"
        )


def _points(verdict: JsonObject, own: str) -> float:
    return 1.0 if verdict["better"] == own else 0.5 if verdict["better"] == "tie" else 0.0


def _ranks(answers: list[str], verdict: JsonObject) -> dict[str, int]:
    return {answer: verdict[f"rank_{number}"] for number, answer in enumerate(answers, 1)}


def _beats(ranks: dict[str, int], own: str, other: str) -> float:
    if not other:
        return 1.0
    return 1.0 if ranks[own] < ranks[other] else 0.5 if ranks[own] == ranks[other] else 0.0


def _to_blame(neutral: Outcome, silence: str) -> Score:
    """The judge was silent on the item's text beside a neutral one; whether it works at all, two neutral ones show."""
    if isinstance(neutral, Failure):
        return failed(neutral)
    if found(neutral) is None:
        return fault(f"{silence}; the judge gives none on neutral texts either: {neutral.result[NONE]}")
    reason = f"{silence}; there is a verdict on neutral texts"
    return Score(0.0, reason, undecided=True, rule="preference.silence")


PREFERENCE = Preference()
