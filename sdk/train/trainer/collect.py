"""From problems to groups of completions that are being scored, on policy or one step ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import torch

from sdk import ItemResult
from sdk.train import distributed
from sdk.train.config.schema import Config
from sdk.train.data.problems import Problem, Prompter
from sdk.train.errors import RewardsUnavailable
from sdk.train.metrics import Clock
from sdk.train.model.policy import Policy
from sdk.train.rollout.engine import Engine
from sdk.train.rollout.sampling import Group
from sdk.train.scoring.scored import Collected
from sdk.train.scoring.scorer import GroupScoring, Scorer
from sdk.train.trainer.background import in_background
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.methods import grpo


@dataclass
class Sampled:
    """Groups of which the last rewards may still be under way."""

    groups: list[Group]
    scoring: GroupScoring | Collected

    def scored(self) -> Collected:
        """Blocks until every reward is there."""
        if isinstance(self.scoring, Collected):
            return self.scoring
        items, versions = self.scoring.results()
        return Collected(self.groups, [items[id(group)] for group in self.groups], versions)


def collect(learner: Learner, clock: Clock) -> Sampled:
    """The groups of one step.

    With `grpo.off_policy_steps` they were sampled and scored while the step before was being trained on, and those of
    the next step are begun here, with the weights as they are. Raises RewardsUnavailable as `rewarded` does.
    """
    with clock("rollout"):
        refresh_when_due(learner)
    if not learner.config.grpo.off_policy_steps:
        return sample_step(learner, learner.policy, clock)
    if learner.ahead is None:
        collected = rewarded(learner, sample_step(learner, learner.policy, clock), clock)
    else:
        with clock("rollout"):
            collected = learner.ahead.result()
    learner.ahead = None
    if learner.step + 1 < learner.config.steps:
        sample_ahead(learner)
    return Sampled(collected.groups, collected)


def refresh_when_due(learner: Learner) -> None:
    if learner.step % learner.config.engine.refresh_every == 0:
        learner.refresh_engine()


def sample_ahead(learner: Learner) -> None:
    """Begin the next step's groups in a thread, with a copy of the weights: these are about to change."""
    policy = learner.copy_for_sampling()
    learner.ahead = in_background(lambda: rewarded(learner, sample_step(learner, policy, Clock()), Clock()))


def rewarded(learner: Learner, sampled: Sampled, clock: Clock) -> Collected:
    """Wait for the rewards. Raises RewardsUnavailable where more are null than `reward.max_null_share` allows."""
    with clock("reward"):
        collected = sampled.scored()
    check_nulls(collected, learner.config.reward.max_null_share)
    return collected


def sample_step(learner: Learner, policy: Policy, clock: Clock) -> Sampled:
    """With `grpo.resample`, groups without signal give way to new questions, for which rewards are waited for."""
    config = learner.config
    wanted, size = config.rollout.prompts_per_step // distributed.size(), config.rollout.group_size
    sampled = begin(learner, policy, learner.next_share(wanted), size, learner.random, clock)
    for _ in range(config.grpo.resample):
        kept = with_signal(rewarded(learner, sampled, clock))
        lacking = wanted - len(kept.groups)
        if not distributed.total(lacking):
            break
        missing = learner.next_share(lacking)
        more = rewarded(learner, begin(learner, policy, missing, size, learner.random, clock), clock)
        both = Collected(kept.groups + more.groups, kept.items + more.items, kept.versions | more.versions)
        sampled = Sampled(both.groups, both)
    return sampled


class Sampling(Protocol):
    """What sampling and scoring need; a Learner is more."""

    config: Config
    policy: Policy
    prompter: Prompter
    scorer: Scorer
    engine: Engine
    random: torch.Generator


def sample_and_score(
    learner: Sampling, problems: Sequence[Problem], group_size: int, clock: Clock, random: torch.Generator | None = None
) -> Collected:
    """The groups of these problems with their rewards; the wait after the last group counts as `reward`."""
    sampled = begin(learner, learner.policy, problems, group_size, random or learner.random, clock)
    with clock("reward"):
        return sampled.scored()


def begin(
    learner: Sampling,
    policy: Policy,
    problems: Sequence[Problem],
    group_size: int,
    random: torch.Generator,
    clock: Clock,
) -> Sampled:
    """Sample; groups go to the reward service while others are still being sampled."""
    scoring = GroupScoring(learner.scorer, len(problems))
    with clock("rollout"):
        prompts = [learner.prompter(one) for one in problems]
        rollout = learner.config.rollout
        groups = learner.engine.sample(policy, problems, prompts, group_size, rollout, random, scoring.take)
    return Sampled(groups, scoring)


def with_signal(collected: Collected) -> Collected:
    keep = grpo.has_signal(grpo.centred_advantages(collected.rewards())).tolist()
    pairs = [pair for pair, good in zip(zip(collected.groups, collected.items, strict=True), keep, strict=True) if good]
    return Collected([group for group, _ in pairs], [items for _, items in pairs], collected.versions)


def check_nulls(collected: Collected, max_share: float) -> None:
    nulls = [item for item in collected.results() if item.reward is None]
    total = len(collected.results())
    if len(nulls) > max_share * total:
        raise RewardsUnavailable(
            f"{len(nulls)} of {total} rewards are null, more than reward.max_null_share={max_share:g} allows: "
            + _why(nulls)
        )


def _why(nulls: Sequence[ItemResult]) -> str:
    reasons = [
        f"{name}: {one.status}, {one.reason}"
        for item in nulls
        for name, one in item.components.items()
        if one.score is None and one.status != "not_applicable"
    ]
    most = max(set(reasons), key=reasons.count, default="the service gave no reason")
    return f"most often {most}"
