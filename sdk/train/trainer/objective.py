"""The loss of some completions under the configured objective, by the pass over the logits that suits it."""

from __future__ import annotations

from typing import NamedTuple

from torch import Tensor

from sdk.train.config.schema import Config
from sdk.train.model.policy import Policy
from sdk.train.trainer.batch import Batch
from sdk.train.trainer.learner import correction, objective
from sdk.train.trainer.methods import grpo


class StepLoss(NamedTuple):
    loss: Tensor
    """A scalar, to call `backward` on."""
    logprobs_B_T: Tensor
    """Without gradient."""
    old_logprobs_B_T: Tensor


def step_loss(config: Config, policy: Policy, micro: Batch) -> StepLoss:
    """`micro.weights_B_T` says how much each token's term counts."""
    return (_token_by_token if separable(config) else _whole)(config, policy, micro)


def separable(config: Config) -> bool:
    """Whether a token's term depends on its own log-probability alone, which lets the loss be fused with the logits."""
    return config.grpo.ratio == "token" and config.grpo.correction != "sequence"


def _whole(config: Config, policy: Policy, micro: Batch) -> StepLoss:
    logprobs_B_T = policy.logprobs(micro.rows, config.rollout.temperature)
    old_B_T = logprobs_B_T.detach() if micro.old_logprobs_B_T is None else micro.old_logprobs_B_T
    loss = grpo.loss(
        objective(config),
        logprobs_B_T,
        old_B_T,
        micro.reference_logprobs_B_T,
        micro.advantages_B,
        micro.mask_B_T,
        micro.weights_B_T,
        correction(config)(old_B_T, micro.rollout_logprobs_B_T, micro.mask_B_T),
    )
    return StepLoss(loss, logprobs_B_T.detach(), old_B_T)


def _token_by_token(config: Config, policy: Policy, micro: Batch) -> StepLoss:
    """Every token as a completion of length 1, which is what the terms of a separable objective take it for."""
    own_B_T = micro.rows.mask(policy.device).bool()
    goal, correct = objective(config), correction(config)

    def flat(values_B_T: Tensor | None) -> Tensor | None:
        return None if values_B_T is None else values_B_T[own_B_T][:, None]

    advantages_N = micro.advantages_B[:, None].expand_as(own_B_T)[own_B_T]
    mask_N_1, weights_N_1 = micro.mask_B_T[own_B_T][:, None], micro.weights_B_T[own_B_T][:, None]
    rollout_N_1 = micro.rollout_logprobs_B_T[own_B_T][:, None]
    old_N_1, reference_N_1 = flat(micro.old_logprobs_B_T), flat(micro.reference_logprobs_B_T)

    def token_loss(logprobs_N: Tensor, span: slice) -> Tensor:
        logprobs_N_1, mask = logprobs_N[:, None], mask_N_1[span]
        old = logprobs_N_1.detach() if old_N_1 is None else old_N_1[span]
        reference = None if reference_N_1 is None else reference_N_1[span]
        weighting = correct(old, rollout_N_1[span], mask)
        return grpo.loss(goal, logprobs_N_1, old, reference, advantages_N[span], mask, weights_N_1[span], weighting)

    loss, logprobs_B_T = policy.loss(micro.rows, token_loss, config.rollout.temperature)
    return StepLoss(loss, logprobs_B_T, logprobs_B_T if micro.old_logprobs_B_T is None else micro.old_logprobs_B_T)
