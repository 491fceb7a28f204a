"""The loss of a micro-batch under a stage's objective, in one pass with the logits where the objective allows it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from torch import Tensor

from sdk.train.config.schema import Config
from sdk.train.model.multi_token import Reading
from sdk.train.model.policy import Policy
from sdk.train.trainer.batch import Batch
from sdk.train.trainer.critic import Critic
from sdk.train.trainer.methods import grpo, ppo

Correction = Callable[[Tensor, Tensor, Tensor], Tensor | float]
"""(old_logprobs_B_T, rollout_logprobs_B_T, mask_B_T) -> correction_B_T"""


class StepLoss(NamedTuple):
    loss: Tensor
    """A scalar, to call `backward` on."""
    logprobs_B_T: Tensor
    """Without gradient."""
    old_logprobs_B_T: Tensor
    values_B_T: Tensor | None = None
    """The critic's, without gradient."""
    value_loss: Tensor | None = None
    """Without gradient; part of `loss`, with its weight."""
    ahead_B_T: Tensor | None = None
    """-log p of each token by the modules that predict further tokens, without gradient."""


@dataclass(frozen=True)
class StageObjective:
    """What a stage's configuration chooses among the functions of `grpo` and `ppo`, chosen once."""

    formula: grpo.Objective
    correction: Correction
    separable: bool
    """Whether a token's term depends on its own log-probability alone: then the loss is fused with the logits."""
    temperature: float
    """The temperature of sampling; log-probabilities are taken at it."""
    value_clip: float | None = None
    value_weight: float = 1.0
    ahead_weight: float = 0.0
    """The weight of the loss of the modules that predict further tokens."""

    @classmethod
    def of(cls, config: Config) -> StageObjective:
        separable = config.grpo.ratio == "token" and config.grpo.correction != "sequence"
        return cls(
            formula(config), correction(config), separable, config.rollout.temperature,
            config.ppo.value_clip, config.ppo.value_weight, config.multi_token.weight,
        )  # fmt: skip

    def loss(self, policy: Policy, micro: Batch, critic: Critic | None = None) -> StepLoss:
        """`micro.weights_B_T` says how much each token's term counts, in the policy's loss and in the critic's."""
        reading = policy.read(micro.rows)
        hidden_N_H = reading.hidden_N_H
        step = (self._token_by_token if self.separable else self._whole)(policy, micro, hidden_N_H)
        step = self._with_ahead(step, policy, micro, reading)
        if critic is None or micro.values_B_T is None or micro.returns_B_T is None:
            return step
        values_B_T = critic.values(micro.rows, hidden_N_H)
        found = ppo.value_loss(values_B_T, micro.values_B_T, micro.returns_B_T, micro.weights_B_T, self.value_clip)
        whole = step.loss + self.value_weight * found
        return step._replace(loss=whole, values_B_T=values_B_T.detach(), value_loss=found.detach())

    def _with_ahead(self, step: StepLoss, policy: Policy, micro: Batch, reading: Reading) -> StepLoss:
        """Modules that predict further tokens learn what the policy now writes.

        Their loss makes every sample likelier, rewarded or not, so the policy gets no gradient from it.
        """
        found = policy.ahead(micro.rows, reading, micro.weights_B_T, self.temperature, joint=False)
        if found is None:
            return step
        ahead_B_T = policy.spread(micro.rows, found.nats_N)
        return step._replace(loss=step.loss + self.ahead_weight * found.loss, ahead_B_T=ahead_B_T)

    def _whole(self, policy: Policy, micro: Batch, hidden_N_H: Tensor) -> StepLoss:
        logprobs_B_T = policy.logprobs(micro.rows, self.temperature, hidden_N_H)
        old_B_T = logprobs_B_T.detach() if micro.old_logprobs_B_T is None else micro.old_logprobs_B_T
        loss = grpo.loss(
            self.formula,
            logprobs_B_T,
            old_B_T,
            micro.reference_logprobs_B_T,
            micro.advantages_B_T,
            micro.mask_B_T,
            micro.weights_B_T,
            self.correction(old_B_T, micro.rollout_logprobs_B_T, micro.mask_B_T),
        )
        return StepLoss(loss, logprobs_B_T.detach(), old_B_T)

    def _token_by_token(self, policy: Policy, micro: Batch, hidden_N_H: Tensor) -> StepLoss:
        """Treats each token as a completion of length 1: for a separable objective that makes no difference."""
        own_B_T = micro.rows.mask(policy.device).bool()
        goal, correct = self.formula, self.correction

        def flat(values_B_T: Tensor | None) -> Tensor | None:
            return None if values_B_T is None else values_B_T[own_B_T][:, None]

        advantages_N = micro.advantages_B_T[own_B_T]
        mask_N_1, weights_N_1 = micro.mask_B_T[own_B_T][:, None], micro.weights_B_T[own_B_T][:, None]
        rollout_N_1 = micro.rollout_logprobs_B_T[own_B_T][:, None]
        old_N_1, reference_N_1 = flat(micro.old_logprobs_B_T), flat(micro.reference_logprobs_B_T)

        def token_loss(logprobs_N: Tensor, span: slice) -> Tensor:
            logprobs_N_1, mask = logprobs_N[:, None], mask_N_1[span]
            old = logprobs_N_1.detach() if old_N_1 is None else old_N_1[span]
            reference = None if reference_N_1 is None else reference_N_1[span]
            weighting = correct(old, rollout_N_1[span], mask)
            return grpo.loss(goal, logprobs_N_1, old, reference, advantages_N[span], mask, weights_N_1[span], weighting)

        loss, logprobs_B_T = policy.loss(micro.rows, token_loss, self.temperature, hidden_N_H)
        return StepLoss(loss, logprobs_B_T, logprobs_B_T if micro.old_logprobs_B_T is None else micro.old_logprobs_B_T)


def formula(config: Config) -> grpo.Objective:
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
    """Whether completions come from older weights, from rounded ones, or from another implementation of the model."""
    return bool(config.grpo.off_policy_steps) or config.engine.kind != "builtin" or config.rollout.fp8
