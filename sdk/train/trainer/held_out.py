"""How good the policy is on questions that it was never trained on."""

from __future__ import annotations

import torch

from sdk.train import distributed
from sdk.train.estimators import estimate
from sdk.train.metrics import Clock, Record
from sdk.train.scoring.scored import ScoredGroups, together
from sdk.train.trainer.collect import Sampled, Sampler, begin
from sdk.train.trainer.context import Context
from sdk.train.trainer.learner import Learner


def evaluate(learner: Learner, context: Context, count: int) -> tuple[Record, ScoredGroups]:
    """`eval.samples` completions for each of `count` held-out questions, with random numbers of their own.

    Returns `accuracy`, `format` and every other component by name, each the mean over its known scores; and the 95 %
    interval of the accuracy, over questions.
    """
    return judged(sample_held_out(learner, context, count))


def sample_held_out(learner: Learner, context: Context, count: int) -> Sampled:
    """The first half of `evaluate`: the rest needs no weights, and can wait until the scores are there."""
    learner.refresh_engine()
    random = torch.Generator(learner.policy.device).manual_seed(context.config.seed + distributed.rank())
    held_out = distributed.share(context.problems.held_out(count))
    sampler = Sampler(learner.engine, learner.policy, random)
    return begin(context, sampler, held_out, context.config.eval.samples, Clock())


def judged(sampled: Sampled) -> tuple[Record, ScoredGroups]:
    """The figures of `evaluate`."""
    scored = together(sampled.scored())
    record = scored.record()
    names = scored.component_names()
    scores = {name: record[f"reward/{name}"] for name in names}
    kept = {name: record[name] for name in ("reward", "completion_tokens", "cut_off_share", "null_share")}
    told = {**scores, **_interval(scored), **kept, **scored.by_kind(), **scored.by_source()}
    return {**told, "questions": len(scored.groups)}, scored


def _interval(scored: ScoredGroups) -> Record:
    means_P = scored.scores("accuracy").nanmean(1)
    found = estimate(means_P[~means_P.isnan()].tolist())
    return {} if found is None else {"accuracy_low": found.low, "accuracy_high": found.high}
