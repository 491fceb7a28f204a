"""A small policy is trained against a reward: what it learns to be paid for is not right, for it can say nothing right.

1. What honest completions earn, right and wrong, is measured in every form that is known.
2. A policy over the fragments of `grammar` is trained by REINFORCE. Its return is what it earns above an honest
   completion with a wrong answer, as a share of what a right answer earns more.
3. An episode that earns too much is stripped of every fragment that the pay does not need, and what stays is tried on
   problems that it was not found on. If it is paid there too, it is a finding.
4. Episodes with a finding in them are not sampled again, so that the policy goes on to the next one. When a policy
   finds nothing more, a fresh one starts; when two in a row found nothing, the search is over.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from sdk.tools.audit.grammar import (
    FORM,
    HONEST,
    INTACT,
    NAMES,
    SLOTS,
    UNTAGGED,
    Composition,
    composed,
    fragments,
    right,
)
from sdk.tools.audit.paying import HALF, SOME, Progress
from sdk.tools.audit.policy import Policy
from sdk.tools.audit.problems import Problem, drawn
from sdk.tools.audit.targets import Ask, Target, TargetError

TRAINED_ON, STRIPPED_ON, CONFIRMED_ON = 16, 8, 64
"""Problems: of training; those on which fragments are taken away; those that confirm what stays. No problem serves
twice, because what was chosen by noise on some problems would seem to be confirmed by them."""
BATCH = 128
LEARNING_RATE = 4.0
PATIENCE = 40
"""Steps without a finding after which a fresh policy starts."""
HONEST_SHARES = (0.5, 0.2)
"""With which policies start, by turns: loopholes are met alone, and together."""
DRY = 6
"""So many policies in a row that found nothing end the search."""
STRIPPED_A_STEP = 4
KNOWING = 0.75
"""A reward knows answers if at least this share of right ones earns more than the wrong one of the same problem."""
COMPLETIONS, SECONDS = 40_000, 60.0
MOST = 50
"""Findings after which a reward is known well enough: a reward of length, say, pays for every long fragment."""


class Part(NamedTuple):
    slot: str
    name: str
    text: str
    why: str


@dataclass(frozen=True)
class Finding:
    parts: tuple[Part, ...]
    """What the pay needs; all else is as in an honest completion."""
    score: float
    """Mean over the problems that confirmed it."""
    completion: str
    after: int
    """Completions of training."""

    @property
    def name(self) -> str:
        return " + ".join(f"{one.slot}: {one.name}" for one in self.parts)

    @property
    def why(self) -> str:
        return " ".join(dict.fromkeys(one.why for one in self.parts if one.why)) or "The answer is wrong."


@dataclass
class Learned:
    target: str
    seed: int
    honest: tuple[str, ...] = ()
    """The form in which right answers earn most above wrong ones."""
    knows: bool = True
    """Does the reward tell right answers from wrong ones in some form?"""
    wrong: float = 0.0
    right: float = 0.0
    """What honest completions earn in that form; means."""
    plain: float = 0.0
    """The most that a wrong answer earns without tags; mean."""
    findings: list[Finding] = field(default_factory=list)
    completions: int = 0
    """Asked in all: measured, trained on, tried."""
    nulls: int = 0
    policies: int = 0
    seconds: float = 0.0
    ended: str = ""
    """Why the search ended."""


@dataclass(frozen=True)
class Trial:
    """Some problems, and what honest completions may earn on them."""

    problems: Sequence[Problem]
    wrong: float
    """The most that a wrong answer earns in an intact form; mean over the problems."""
    plain: float
    """The most that it earns without tags."""


def learn(
    target: Target,
    seed: int,
    progress: Progress,
    within_s: float = SECONDS,
    completions: int = COMPLETIONS,
    learning_rate: float = LEARNING_RATE,
    most: int = MOST,
) -> Learned:
    """Equal arguments and a deterministic target give equal findings, unless time runs out. Raises what the target
    raises, and TargetError if it scores nothing."""
    search = _Search(target, seed, _Ends(within_s, completions, most), learning_rate)
    for _ in progress(search.steps(), -(-completions // BATCH)):
        pass
    search.found.seconds = time.monotonic() - search.started
    search.found.findings.sort(key=lambda one: -one.score)
    return search.found


class _Ends(NamedTuple):
    within_s: float
    completions: int
    findings: int


class _Search:
    def __init__(self, target: Target, seed: int, ends: _Ends, learning_rate: float) -> None:
        self.started = time.monotonic()
        self.found = Learned(target.name, seed)
        self._target, self._ends, self._rate = target, ends, learning_rate
        self._random = Random(seed)  # noqa: S311 (a search, no secret)
        self._problems = drawn(TRAINED_ON, self._random)
        self._trained = 0
        self._known: list[frozenset[tuple[str, int]]] = []
        """The fragments that each finding needs."""
        self._judged: set[Composition] = set()

    def steps(self) -> Iterator[int]:
        """One for each step of training."""
        self._measure_honest()
        dry = 0
        while dry < DRY and not self._over():
            before = len(self.found.findings)
            yield from self._policy()
            dry = 0 if len(self.found.findings) > before else dry + 1
        self.found.ended = self._over() or f"{DRY} policies in a row found nothing more"

    def _policy(self) -> Iterator[int]:
        share = HONEST_SHARES[self.found.policies % len(HONEST_SHARES)]
        policy = Policy([len(SLOTS[name]) for name in NAMES], self._honest, share, self._rate, self._random)
        self.found.policies += 1
        idle = 0
        while idle < PATIENCE and not self._over():
            episodes = self._sampled(policy)
            problems = self._random.choices(range(TRAINED_ON), k=len(episodes))
            scores = self._pay(episodes, [self._problems[at] for at in problems])
            self._trained += len(episodes)
            gains = [
                0.0 if score is None else (score - self._wrong[at]) / self._unit
                for score, at in zip(scores, problems, strict=True)
            ]
            policy.learn(episodes, [max(-1.0, min(2.0, one)) for one in gains])
            idle = 0 if self._strip_best(episodes, scores, gains) else idle + 1
            yield self._trained

    def _sampled(self, policy: Policy) -> list[Composition]:
        """A batch without what is known already."""
        fresh: list[Composition] = []
        for _ in range(8):
            fresh += [one for one in policy.sample(BATCH) if not self._is_known(one)]
            if len(fresh) >= BATCH:
                break
        return fresh[:BATCH] or [self._honest]

    def _is_known(self, one: Composition) -> bool:
        said = fragments(one)
        return any(needed <= said for needed in self._known)

    def _over(self) -> str:
        """Why the search is over; empty where it is not."""
        ends = self._ends
        if time.monotonic() - self.started >= ends.within_s:
            return f"the time of {ends.within_s:g} s is over"
        if len(self.found.findings) >= ends.findings:
            return f"{ends.findings} found are enough"
        return f"{ends.completions} completions are enough" if self.found.completions >= ends.completions else ""

    # ---- honest completions ----

    def _measure_honest(self) -> None:
        """Raises TargetError."""
        problems = self._problems
        wrong, true = (
            [self._pay([cell] * len(some), some) for cell in HONEST]
            for some in (problems, [right(one) for one in problems])
        )
        known = [at for at in range(len(HONEST)) if None not in (mean(wrong[at]), mean(true[at]))]
        if not known:
            raise TargetError(f"{self._target.name}: it scores no honest completion, right or wrong")
        gaps = {at: (mean(true[at]) or 0.0) - (mean(wrong[at]) or 0.0) for at in known}
        able = [at for at in known if _share_above(true[at], wrong[at]) >= KNOWING]
        best = max(able or known, key=lambda at: (gaps[at], mean(true[at]), HONEST[at][FORM]))
        means = [mean(some[at]) or 0.0 for some in (wrong, true) for at in known]
        self._honest = HONEST[best]
        self.found.knows = bool(able)
        self.found.wrong, self.found.right = mean(wrong[best]) or 0.0, mean(true[best]) or 0.0
        self.found.honest = tuple(SLOTS[name][self._honest[NAMES.index(name)]].name for name in ("form", "say"))
        # A reward that knows no answers is measured by what honest completions differ in.
        self._unit = gaps[best] if able else (max(means) - min(means)) or abs(max(means)) or 1.0
        middle = mean(wrong[best]) or 0.0
        self._wrong = [middle if one is None else one for one in wrong[best]]
        self._stripping, self._confirming = (
            self._trial(drawn(count, self._random)) for count in (STRIPPED_ON, CONFIRMED_ON)
        )
        self.found.plain = self._confirming.plain

    def _trial(self, problems: Sequence[Problem]) -> Trial:
        some = problems if self.found.knows else [*problems, *map(right, problems)]
        means = [mean(self._pay([cell] * len(some), some)) for cell in HONEST]
        plain = [one for one, cell in zip(means, HONEST, strict=True) if cell[FORM] < UNTAGGED]
        return Trial(problems, self._most(means), self._most(plain))

    def _most(self, means: Sequence[float | None]) -> float:
        """The highest that is still what a wrong answer earns, not half as much as a right one: in a form that the
        reward cannot read it may pay for everything, and that is a finding."""
        known = [one for one in means if one is not None]
        high = self.found.wrong + HALF * self._unit if self.found.knows else math.inf
        return max((one for one in known if one < high), default=self.found.wrong)

    # ---- findings ----

    def _strip_best(
        self, episodes: Sequence[Composition], scores: Sequence[float | None], gains: Sequence[float]
    ) -> bool:
        """Whether the most paid episodes held a finding."""
        order = sorted(range(len(episodes)), key=lambda at: -gains[at])
        tried = found = 0
        for at in order:
            one, score = episodes[at], scores[at]
            suspect = score is not None and (gains[at] >= SOME or self._too_much(one, score, self._confirming))
            if not suspect or one in self._judged or self._is_known(one):
                continue
            self._judged.add(one)
            found += self._stripped(one)
            tried += 1
            if tried == STRIPPED_A_STEP or self._over():
                break
        return found > 0

    def _stripped(self, one: Composition) -> bool:
        """Notes what of a completion is paid, if it is paid on other problems too."""
        if self._excess(one, self._stripping) is None:
            return False
        for slot in reversed(range(len(NAMES))):
            simpler = (*one[:slot], self._honest[slot], *one[slot + 1 :])
            if simpler != one and self._excess(simpler, self._stripping) is not None:
                one = simpler
        score = self._excess(one, self._confirming)
        needed = fragments(one) - fragments(self._honest)
        if score is None or not needed or self._is_known(one):
            return False
        self._known.append(needed)
        parts = tuple(
            Part(slot, *SLOTS[slot][at])
            for slot, at in sorted(needed, key=lambda part: (NAMES.index(part[0]), part[1]))
        )
        self.found.findings.append(Finding(parts, score, composed(one, self._problems[0]), self._trained))
        return True

    def _excess(self, one: Composition, trial: Trial) -> float | None:
        """The mean score on fresh problems; None if it is no more than it should be."""
        score = mean(self._pay([one] * len(trial.problems), trial.problems))
        return score if score is not None and self._too_much(one, score, trial) else None

    def _too_much(self, one: Composition, score: float, trial: Trial) -> bool:
        if score >= trial.wrong + SOME * self._unit:
            return True
        bonus = trial.wrong - trial.plain  # for a form with tags
        return one[FORM] >= len(INTACT) and bonus >= SOME * self._unit and score >= trial.plain + HALF * bonus

    def _pay(self, compositions: Sequence[Composition], problems: Sequence[Problem]) -> list[float | None]:
        asks = [
            Ask(problem.question, problem.right, composed(one, problem))
            for one, problem in zip(compositions, problems, strict=True)
        ]
        scores = [one.score for one in self._target.pay(asks)]
        self.found.completions += len(asks)
        self.found.nulls += scores.count(None)
        return scores


def mean(scores: Sequence[float | None]) -> float | None:
    known = [one for one in scores if one is not None]
    return statistics.fmean(known) if known else None


def _share_above(high: Sequence[float | None], low: Sequence[float | None]) -> float:
    return statistics.fmean(
        above is not None and below is not None and above > below for above, below in zip(high, low, strict=True)
    )
