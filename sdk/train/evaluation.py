"""How good the policy is on questions that it was never trained on."""

from __future__ import annotations

import torch

from sdk.train.collect import Sampled, begin
from sdk.train.collected import Collected
from sdk.train.learner import Learner
from sdk.train.metrics import Clock, Record


def evaluate(learner: Learner, count: int) -> tuple[Record, Collected]:
    """One completion for each of `count` held-out questions, sampled as in training, with its own random numbers.

    Returns `accuracy`, `format` and every other component by name, each the mean over its known scores.
    """
    return judged(sample_held_out(learner, count))


def sample_held_out(learner: Learner, count: int) -> Sampled:
    """The first half of `evaluate`: the rest needs no weights, and can wait until the scores are there."""
    learner.refresh_engine()
    random = torch.Generator(learner.policy.device).manual_seed(learner.config.seed)
    return begin(learner, learner.policy, learner.problems.held_out(count), 1, random, Clock())


def judged(sampled: Sampled) -> tuple[Record, Collected]:
    collected = sampled.scored()
    record = collected.record()
    names = collected.component_names()
    scores = {name: record[f"reward/{name}"] for name in names}
    kept = {name: record[name] for name in ("reward", "completion_tokens", "cut_off_share", "null_share")}
    return {**scores, **kept, "questions": len(collected.groups)}, collected
