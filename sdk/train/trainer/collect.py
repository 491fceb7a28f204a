"""From problems to groups of completions that are being scored, on policy or one step ahead."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeVar

import torch

from sdk import ItemResult
from sdk.train import distributed
from sdk.train.data.problems import Problem
from sdk.train.errors import RewardsUnavailable
from sdk.train.metrics import Clock
from sdk.train.model.policy import Policy
from sdk.train.rollout.engine import Engine
from sdk.train.rollout.samples import Group, SampleRequest
from sdk.train.scoring.scored import ScoredGroups
from sdk.train.scoring.scorer import GroupScoring
from sdk.train.trainer.context import Context
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.methods import grpo

T = TypeVar("T")


@dataclass(frozen=True)
class Sampler:
    """What draws completions: an engine, the policy that it runs, and random numbers."""

    engine: Engine
    policy: Policy
    random: torch.Generator


@dataclass
class Sampled:
    """Groups of which the last rewards may still be under way."""

    groups: list[Group]
    scoring: GroupScoring | ScoredGroups

    def scored(self) -> ScoredGroups:
        """Blocks until every reward is there."""
        if isinstance(self.scoring, ScoredGroups):
            return self.scoring
        items, versions = self.scoring.results()
        results = [[items[id(one)] for one in group.completions] for group in self.groups]
        return ScoredGroups(self.groups, results, versions)


def collect(learner: Learner, context: Context, clock: Clock) -> Sampled:
    """The groups of one step.

    With `grpo.off_policy_steps` they were sampled and scored while the step before was being trained on, and those of
    the next step are begun here, with the weights as they are. Raises RewardsUnavailable as `rewarded` does.
    """
    config = context.config
    with clock("rollout"):
        if learner.step % config.engine.refresh_every == 0:
            learner.refresh_engine()
    if not config.grpo.off_policy_steps:
        return sample_step(learner, context, learner.policy, clock)
    if learner.ahead is None:
        scored = rewarded(context, sample_step(learner, context, learner.policy, clock), clock)
    else:
        with clock("rollout"):
            scored = learner.ahead.result()
    learner.ahead = None
    if learner.step + 1 < config.steps:
        sample_ahead(learner, context)
    return Sampled(scored.groups, scored)


def sample_ahead(learner: Learner, context: Context) -> None:
    """Begin the next step's groups in a thread, with a copy of the weights: these are about to change."""
    policy = learner.copy_for_sampling()

    def work() -> ScoredGroups:
        return rewarded(context, sample_step(learner, context, policy, Clock()), Clock())

    learner.ahead = in_background(work)


def rewarded(context: Context, sampled: Sampled, clock: Clock) -> ScoredGroups:
    """Wait for the rewards. Raises RewardsUnavailable where more are null than `reward.max_null_share` allows."""
    with clock("reward"):
        scored = sampled.scored()
    check_nulls(scored, context.config.reward.max_null_share)
    return scored


def sample_step(learner: Learner, context: Context, policy: Policy, clock: Clock) -> Sampled:
    """With `grpo.resample`, groups without signal give way to new questions, for which rewards are waited for."""
    config, sampler = context.config, Sampler(learner.engine, policy, learner.random)
    wanted, size = config.rollout.prompts_per_step // distributed.size(), config.rollout.group_size
    sampled = begin(context, sampler, learner.next_share(context.problems, wanted), size, clock)
    for _ in range(config.grpo.resample):
        kept = with_signal(rewarded(context, sampled, clock))
        lacking = wanted - len(kept.groups)
        if not distributed.total(lacking):
            break
        missing = learner.next_share(context.problems, lacking)
        more = rewarded(context, begin(context, sampler, missing, size, clock), clock)
        both = ScoredGroups(kept.groups + more.groups, kept.items + more.items, kept.versions | more.versions)
        sampled = Sampled(both.groups, both)
    return sampled


def sample_and_score(
    context: Context, sampler: Sampler, problems: Sequence[Problem], group_size: int, clock: Clock
) -> ScoredGroups:
    """The groups of these problems with their rewards; the wait after the last group counts as `reward`."""
    sampled = begin(context, sampler, problems, group_size, clock)
    with clock("reward"):
        return sampled.scored()


def begin(context: Context, sampler: Sampler, problems: Sequence[Problem], group_size: int, clock: Clock) -> Sampled:
    """Sample; what has ended goes to the reward service while the rest is still being sampled."""
    scoring = GroupScoring(context.scorer, len(problems) * group_size)
    with clock("rollout"):
        prompts = [context.prompter(one) for one in problems]
        in_parts = not context.scorer.compares(problems)
        request = SampleRequest(problems, prompts, group_size, context.config.rollout, sampler.random, in_parts)
        groups = sampler.engine.sample(sampler.policy, request, scoring.take)
    return Sampled(groups, scoring)


def with_signal(scored: ScoredGroups) -> ScoredGroups:
    keep = grpo.has_signal(grpo.centred_advantages(scored.rewards().float())).tolist()
    pairs = [pair for pair, good in zip(zip(scored.groups, scored.items, strict=True), keep, strict=True) if good]
    return ScoredGroups([group for group, _ in pairs], [items for _, items in pairs], scored.versions)


def check_nulls(scored: ScoredGroups, max_share: float) -> None:
    nulls = [item for item in scored.results() if item.reward is None]
    total = len(scored.results())
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


def in_background(work: Callable[[], T]) -> Future[T]:
    """A daemon, unlike an executor's thread: who leaves early need not wait for a rollout to end."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, name="rollout", daemon=True).start()
    return future


def done(result: T) -> Future[T]:
    future: Future[T] = Future()
    future.set_result(result)
    return future
