"""How good the policy is on questions that it was never trained on."""

from __future__ import annotations

import torch

from sdk.train import distributed
from sdk.train.estimators import estimate
from sdk.train.metrics import Clock, Record
from sdk.train.scoring.scored import Collected, together
from sdk.train.trainer.collect import Sampled, begin
from sdk.train.trainer.learner import Learner


def evaluate(learner: Learner, count: int) -> tuple[Record, Collected]:
    """`eval.samples` completions for each of `count` held-out questions, with random numbers of their own.

    Returns `accuracy`, `format` and every other component by name, each the mean over its known scores; and the 95 %
    interval of the accuracy, questions drawn again.
    """
    return judged(sample_held_out(learner, count))


def sample_held_out(learner: Learner, count: int) -> Sampled:
    """The first half of `evaluate`: the rest needs no weights, and can wait until the scores are there."""
    learner.refresh_engine()
    random = torch.Generator(learner.policy.device).manual_seed(learner.config.seed + distributed.rank())
    held_out = distributed.share(learner.problems.held_out(count))
    return begin(learner, learner.policy, held_out, learner.config.eval.samples, random, Clock())


def judged(sampled: Sampled) -> tuple[Record, Collected]:
    """The figures of `evaluate`."""
    collected = together(sampled.scored())
    record = collected.record()
    names = collected.component_names()
    scores = {name: record[f"reward/{name}"] for name in names}
    kept = {name: record[name] for name in ("reward", "completion_tokens", "cut_off_share", "null_share")}
    told = {**scores, **_interval(collected), **kept, **collected.by_kind()}
    return {**told, "questions": len(collected.groups)}, collected


def _interval(collected: Collected) -> Record:
    means_P = collected.scores("accuracy").nanmean(1)
    found = estimate(means_P[~means_P.isnan()].tolist())
    return {} if found is None else {"accuracy_low": found.low, "accuracy_high": found.high}
