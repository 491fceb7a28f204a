"""The mathematics of PPO with a critic: tensors in, tensors out, nothing else.

Shapes as in `grpo`. A value is what the critic expects, before a token is drawn, of all rewards from this token on.
The policy's own loss is `grpo.loss`, whose surrogate is PPO's; here is what a critic adds.

- PPO: Schulman et al. 2017, arXiv 1707.06347 (eq. 7 and 9 to 12); GAE: Schulman et al. 2015, arXiv 1506.02438
- rewards of a language model, the KL divergence among them: Ouyang et al. 2022, arXiv 2203.02155 (eq. 2)
- whitening and value clipping: Huang et al. 2022, "The 37 implementation details of PPO"
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor

Total = Callable[[float], float]
"""The sum over all processes of what each of them has."""


def token_rewards(rewards_B: Tensor, mask_B_T: Tensor) -> Tensor:
    """B_T: a completion's reward comes with its last token, the other tokens have none."""
    places_T = torch.arange(mask_B_T.shape[1], device=mask_B_T.device)
    last_B_T = places_T == mask_B_T.sum(1, keepdim=True) - 1
    return torch.where(last_B_T, rewards_B[:, None], 0.0)


def with_kl(token_rewards_B_T: Tensor, kl_B_T: Tensor, beta: float, mask_B_T: Tensor) -> Tensor:
    """r_t - beta KL_t: every token pays for going away from the reference (InstructGPT, eq. 2)."""
    return token_rewards_B_T - beta * kl_B_T * mask_B_T


def gae(rewards_B_T: Tensor, values_B_T: Tensor, mask_B_T: Tensor, gamma: float, lam: float) -> Tensor:
    """A_t = sum_l (gamma lambda)^l delta_(t+l), delta_t = r_t + gamma V_(t+1) - V_t (GAE, eq. 11 and 16; PPO, eq. 11).

    After the last token nothing is expected: V is 0 there, for completions that were cut off too. With lambda 1 it is
    the reward to come minus the value, with lambda 0 the error of one step.
    """
    values_B_T = values_B_T * mask_B_T
    following_B_T = torch.cat([values_B_T[:, 1:], torch.zeros_like(values_B_T[:, :1])], 1)
    errors_B_T = (rewards_B_T + gamma * following_B_T - values_B_T) * mask_B_T
    advantages_B_T, running_B = torch.zeros_like(values_B_T), torch.zeros_like(values_B_T[:, 0])
    for step in reversed(range(values_B_T.shape[1])):
        running_B = errors_B_T[:, step] + gamma * lam * running_B
        advantages_B_T[:, step] = running_B
    return advantages_B_T


def returns(advantages_B_T: Tensor, values_B_T: Tensor, mask_B_T: Tensor) -> Tensor:
    """What the critic should have said: the advantage and the value together (PPO, V^targ of eq. 9)."""
    return (advantages_B_T + values_B_T) * mask_B_T


def whitened(values_B_T: Tensor, mask_B_T: Tensor, total: Total = float) -> Tensor:
    """Mean 0 and standard deviation 1 over the tokens of the whole batch (37 details, the 7th).

    With fewer than two tokens nothing can be said of a deviation, and all is 0.
    """
    count = total(float(mask_B_T.sum()))
    mean = total(float((values_B_T * mask_B_T).double().sum())) / max(1.0, count)
    centred_B_T = (values_B_T - mean) * mask_B_T
    if count < 2:
        return torch.zeros_like(centred_B_T)
    variance = total(float(centred_B_T.double().square().sum())) / (count - 1)
    return centred_B_T / math.sqrt(variance + 1e-8)


def value_loss(
    values_B_T: Tensor, old_values_B_T: Tensor, returns_B_T: Tensor, weights_B_T: Tensor, clip: float | None
) -> Tensor:
    """sum_t w_t max((V - R)^2, (clip(V, V_old - c, V_old + c) - R)^2) / 2, a scalar (37 details, the 9th).

    The greater of the two: where V has left the band towards R it has no gradient. None: no clipping (PPO, eq. 9).
    """
    errors_B_T = (values_B_T - returns_B_T).square()
    if clip is not None:
        kept_B_T = torch.min(torch.max(values_B_T, old_values_B_T - clip), old_values_B_T + clip)
        errors_B_T = torch.max(errors_B_T, (kept_B_T - returns_B_T).square())
    return (weights_B_T * errors_B_T).sum() / 2


def explained_variance(values_B_T: Tensor, returns_B_T: Tensor, mask_B_T: Tensor) -> float:
    """1 - var(R - V) / var(R) over own tokens: 1 is a perfect critic, 0 one that knows the mean; NaN for equal R."""
    own = mask_B_T.bool()
    spread = returns_B_T[own].var(correction=0)
    return float(1 - (returns_B_T - values_B_T)[own].var(correction=0) / spread) if spread > 0 else float("nan")
