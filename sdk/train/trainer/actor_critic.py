"""What PPO does beside a step of GRPO: values before the update, rewards token by token, advantages from both."""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from sdk.train import distributed
from sdk.train.metrics import Means
from sdk.train.trainer.batch import Batch
from sdk.train.trainer.context import Context
from sdk.train.trainer.methods import ppo
from sdk.train.trainer.objective import StepLoss


def by_gae(context: Context, batch: Batch, rewards_P_G: Tensor, warming_up: bool, means: Means) -> Batch:
    """With advantages and returns for each token. `batch`: judged, with values, and with the log-probabilities needed.

    While the critic warms up the policy has no advantages: it stays where it is.
    """
    settings, grpo_settings, mask_B_T = context.config.ppo, context.config.grpo, batch.mask_B_T
    values_B_T = batch.values_B_T
    assert values_B_T is not None
    rewards_B = rewards_P_G.flatten().nan_to_num().to(mask_B_T.dtype)  # a null takes no part: its mask is 0
    rewards_B_T = ppo.token_rewards(rewards_B, mask_B_T)
    if kl_in_reward(context) and batch.reference_logprobs_B_T is not None:
        assert batch.old_logprobs_B_T is not None
        kl_B_T = context.objective.formula.divergence(batch.old_logprobs_B_T, batch.reference_logprobs_B_T) * mask_B_T
        rewards_B_T = ppo.with_kl(rewards_B_T, kl_B_T, grpo_settings.beta, mask_B_T)
        means.add("kl", float(kl_B_T.sum()), float(mask_B_T.sum()))
        batch = replace(batch, reference_logprobs_B_T=None)  # paid for already: the loss has no such term
    values_B_T = values_B_T.to(mask_B_T.dtype)
    advantages_B_T = ppo.gae(rewards_B_T, values_B_T, mask_B_T, settings.gamma, settings.lam)
    returns_B_T = ppo.returns(advantages_B_T, values_B_T, mask_B_T)
    if settings.whiten:
        advantages_B_T = ppo.whitened(advantages_B_T, mask_B_T, distributed.total)
    if warming_up:
        advantages_B_T = torch.zeros_like(advantages_B_T)
    return replace(batch, advantages_B_T=advantages_B_T, values_B_T=values_B_T, returns_B_T=returns_B_T)


def kl_in_reward(context: Context) -> bool:
    return context.config.ppo.kl_in == "reward"


@torch.no_grad()
def measure_critic(means: Means, micro: Batch, step: StepLoss) -> None:
    """The error of the critic before the update, and how far it has moved since the completions were sampled."""
    if step.value_loss is None or step.values_B_T is None or micro.returns_B_T is None:
        return
    tokens = float(micro.mask_B_T.sum())
    errors_B_T = (step.values_B_T - micro.returns_B_T).square() * micro.mask_B_T
    means.add("value_error", float(errors_B_T.sum()), tokens)
    means.add("value", float((step.values_B_T * micro.mask_B_T).sum()), tokens)
