"""The whole state of a run, and what its configuration chooses among the functions of `grpo`."""

from __future__ import annotations

import math
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass, field

import torch
from torch import Tensor

from sdk.train import distributed
from sdk.train.config.schema import Config
from sdk.train.data.problems import Problem, Problems, Prompter
from sdk.train.model.policy import Policy
from sdk.train.model.reference import Copy, Reference, reference_of
from sdk.train.rollout.engine import BuiltIn, Engine
from sdk.train.scoring.scored import Collected
from sdk.train.scoring.scorer import Scorer
from sdk.train.trainer.methods import grpo
from sdk.train.trainer.optim import Optimizer

Correction = Callable[[Tensor, Tensor, Tensor], Tensor | float]
"""(old_logprobs_B_T, rollout_logprobs_B_T, mask_B_T) -> correction_B_T"""


@dataclass
class Learner:
    config: Config
    policy: Policy
    problems: Problems
    prompter: Prompter
    scorer: Scorer
    random: torch.Generator
    """Of sampling, on the policy's device."""
    shuffle: torch.Generator
    """Of the order of minibatches, on the CPU."""
    optimizer: Optimizer
    """Of the present stage."""
    reference: Reference | None = None
    step: int = 0
    """Steps done of the present stage."""
    cursor: int = 0
    """The number of the next training problem."""
    ahead: Future[Collected] | None = None
    """Off policy: the next step's groups, being sampled and scored. Until it is done, `random` and `cursor` are its."""
    sampling: Copy | None = None
    """Off policy: the copy of the policy that samples them."""
    engine: Engine = field(default_factory=BuiltIn)
    """What samples."""
    updates: int = 0
    """How often this process has changed the policy's weights: by it the engine tells them apart."""

    def take(self, policy: Policy) -> None:
        """Go on with another model, whose tokenizer and chat template may be others."""
        settings = self.config.problems
        self.prompter = Prompter(settings.template, policy.tokenizer, settings.system)
        if policy is not self.policy:
            self.policy, self.updates, self.sampling = policy, self.updates + 1, None

    def next_problems(self, count: int) -> list[Problem]:
        """The same in every process."""
        found = [self.problems.train(self.cursor + number) for number in range(count)]
        self.cursor += count
        return found

    def next_share(self, count: int) -> list[Problem]:
        """`count` for this process, after those of the processes before it: together they are the next ones."""
        counts = distributed.gather(count)
        start = sum(counts[: distributed.rank()])
        return self.next_problems(sum(counts))[start : start + count]

    def refresh_engine(self) -> None:
        """The engine samples with the weights as they are; what is being sampled is waited for."""
        if self.ahead is not None:
            wait([self.ahead])
        self.engine.refresh(self.policy, self.updates)

    def refresh_reference(self) -> None:
        """The reference becomes the policy as it is; of adapters, as it is without them."""
        if self.reference is None:
            self.reference = reference_of(self.policy)
        self.reference.follow(self.policy)

    def copy_for_sampling(self) -> Policy:
        """As the policy is now, for sampling while it trains."""
        if self.sampling is None:
            self.sampling = Copy(self.policy)
        self.sampling.follow(self.policy)
        return self.sampling.policy


def objective(config: Config) -> grpo.Objective:
    chosen = config.grpo
    means = {
        "sequence": grpo.sequence_mean,
        "token": grpo.token_mean,
        "constant": grpo.constant_mean(config.rollout.max_new_tokens),
    }
    ceiling = math.inf if chosen.clip_ceiling is None else chosen.clip_ceiling
    surrogates = {
        "clip": grpo.clipped(chosen.clip_low, chosen.clip_high, ceiling),
        "cispo": grpo.cispo(chosen.clip_high),
    }
    return grpo.Objective(
        ratio={"token": grpo.token_ratio, "sequence": grpo.sequence_ratio}[chosen.ratio],
        surrogate=surrogates[chosen.surrogate],
        mean=means[chosen.mean],
        divergence={"k1": grpo.k1, "k2": grpo.k2, "k3": grpo.k3}[chosen.kl],
        beta=chosen.beta,
        kl_by_ratio=chosen.kl_by_ratio,
    )


def correction(config: Config) -> Correction:
    kind, cap = config.grpo.correction, config.grpo.correction_cap
    if kind == "auto":
        kind = "token" if sampled_elsewhere(config) else "none"
    if kind == "token":
        return lambda old, rollout, mask: grpo.token_correction(old, rollout, mask, cap)
    if kind == "sequence":
        return lambda old, rollout, mask: grpo.sequence_correction(old, rollout, mask, cap)
    return lambda old, rollout, mask: 1.0


def sampled_elsewhere(config: Config) -> bool:
    """Whether completions come from older weights, or from another implementation of the model."""
    return bool(config.grpo.off_policy_steps) or config.engine.kind != "builtin"
