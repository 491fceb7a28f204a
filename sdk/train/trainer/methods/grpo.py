"""The mathematics of GRPO: tensors in, tensors out, nothing else.

Shape suffixes: P prompts of a step, G completions a prompt, B rows (completions), T completion tokens, C reward
components. `mask_B_T` is 1.0 on a completion's own tokens, end of sequence included, and 0.0 after it. A reward that
is unknown is NaN. Logprobs are natural, at the sampling temperature.

Everything is the default of the paper or a small function beside it, each with its source:

- DeepSeekMath, arXiv 2402.03300 (GRPO: eq. 3, 4 and 21); DeepSeek-R1, arXiv 2501.12948 (eq. 1 to 3)
- Dr. GRPO, arXiv 2503.20783; DAPO, arXiv 2503.14476; GSPO, arXiv 2507.18071; CISPO (MiniMax-M1), arXiv 2506.13585
- the estimators k1, k2, k3 of a KL divergence: J. Schulman, "Approximating KL Divergence", 2020
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

Ratio = Callable[[Tensor, Tensor, Tensor], Tensor]
"""(logprobs_B_T, old_logprobs_B_T, mask_B_T) -> ratio_B_T"""
Surrogate = Callable[[Tensor, Tensor, Tensor], Tensor]
"""(ratio_B_T, logprobs_B_T, advantages_B_1 or B_T) -> objective_B_T, to be maximised"""
Mean = Callable[[Tensor], Tensor]
"""mask_B_T -> weights_B_T, by which the terms of the tokens are summed"""
Divergence = Callable[[Tensor, Tensor], Tensor]
"""(logprobs_B_T, reference_logprobs_B_T) -> kl_B_T"""


# Advantages


def group_mean(rewards_P_G: Tensor) -> Tensor:
    """The mean of each group's known rewards, P_1; NaN for a group that has none."""
    known_P_G = ~rewards_P_G.isnan()
    return rewards_P_G.nansum(1, keepdim=True) / known_P_G.sum(1, keepdim=True)


def group_std(rewards_P_G: Tensor) -> Tensor:
    """The sample standard deviation (n - 1) of each group's known rewards, P_1; NaN for a group with fewer than 2."""
    known_P_G = ~rewards_P_G.isnan()
    squares_P_1 = centred(rewards_P_G).square().nansum(1, keepdim=True)
    return (squares_P_1 / (known_P_G.sum(1, keepdim=True) - 1).clamp(min=0)).sqrt()


def centred(rewards_P_G: Tensor) -> Tensor:
    """r - mean; exactly 0 where all known rewards are equal, for rounding divided by itself is noise of size 1."""
    highest_P_1 = rewards_P_G.nan_to_num(-torch.inf).amax(1, keepdim=True)
    lowest_P_1 = rewards_P_G.nan_to_num(torch.inf).amin(1, keepdim=True)
    return (rewards_P_G - group_mean(rewards_P_G)).where(highest_P_1 > lowest_P_1, 0.0)


def usable(rewards_P_G: Tensor) -> Tensor:
    """P_G, true where a reward is known and its group has at least two: the rest takes no part in the step."""
    known_P_G = ~rewards_P_G.isnan()
    return known_P_G & (known_P_G.sum(1, keepdim=True) >= 2)


def group_advantages(rewards_P_G: Tensor, std_floor: float = 1e-6) -> Tensor:
    """GRPO: A = (r - mean) / std over the group (DeepSeekMath, section 4.1.2); 0 where `usable` is false.

    `std_floor`: the least standard deviation divided by. The usual tiny one only prevents a division by zero; one of
    the size of a difference that matters keeps .97 against .99 from becoming advantages of full size.
    """
    advantages_P_G = centred(rewards_P_G) / group_std(rewards_P_G).clamp(min=std_floor)
    return advantages_P_G.where(usable(rewards_P_G), 0.0)


def centred_advantages(rewards_P_G: Tensor) -> Tensor:
    """Dr. GRPO: A = r - mean. Dividing by the standard deviation favours questions that are too easy or too hard."""
    return centred(rewards_P_G).where(usable(rewards_P_G), 0.0)


def component_advantages(scores_C_P_G: Tensor, weights_C: Tensor, std_floor: float = 1e-6) -> Tensor:
    """Each component normalised in its group by itself, then the weighted sum (GDPO, arXiv
    2601.05242, section 3; without its rescaling over the batch).

    A component of small weight keeps its weight here, where in the normalised sum two completions of the same
    accuracy differ by a full standard deviation however small the format's weight is.
    """
    each_C_P_G = torch.stack([group_advantages(scores_P_G, std_floor) for scores_P_G in scores_C_P_G])
    return (weights_C[:, None, None] * each_C_P_G).sum(0)


def has_signal(advantages_P_G: Tensor) -> Tensor:
    """P, true where some advantage of the group is not 0. Without one its policy gradient is 0."""
    return (advantages_P_G != 0).any(1)


# Ratios of the policy to the one that sampled


def token_ratio(logprobs_B_T: Tensor, old_logprobs_B_T: Tensor, mask_B_T: Tensor) -> Tensor:
    """pi(o_t) / pi_old(o_t), token by token (DeepSeekMath, eq. 3)."""
    return ((logprobs_B_T - old_logprobs_B_T) * mask_B_T).exp()


def sequence_ratio(logprobs_B_T: Tensor, old_logprobs_B_T: Tensor, mask_B_T: Tensor) -> Tensor:
    """(pi(o) / pi_old(o)) ** (1 / |o|), the same for all tokens of a completion (GSPO, eq. 7)."""
    logs_B_1 = ((logprobs_B_T - old_logprobs_B_T) * mask_B_T).sum(1, keepdim=True) / _lengths(mask_B_T)
    return logs_B_1.exp().expand_as(mask_B_T)


# What is maximised at a token


def clipped(low: float, high: float, ceiling: float = math.inf) -> Surrogate:
    """min(ratio A, clip(ratio, 1 - low, 1 + high) A): DeepSeekMath, eq. 3.

    With high > low it is DAPO's clip-higher (section 3.1). `ceiling` bounds the ratio of bad tokens, which nothing else
    does: dual clip (Ye et al. 2020, arXiv 1912.09729, eq. 5), also INTELLECT-2's two-sided clipping.
    """

    def surrogate(ratio_B_T: Tensor, logprobs_B_T: Tensor, advantages_B_1: Tensor) -> Tensor:
        capped_B_T = ratio_B_T.clamp(max=ceiling)
        return torch.min(capped_B_T * advantages_B_1, ratio_B_T.clamp(1 - low, 1 + high) * advantages_B_1)

    return surrogate


def cispo(high: float) -> Surrogate:
    """sg(min(ratio, 1 + high)) A log pi: no token's gradient is ever cut off (MiniMax-M1, section 3.1)."""

    def surrogate(ratio_B_T: Tensor, logprobs_B_T: Tensor, advantages_B_1: Tensor) -> Tensor:
        return ratio_B_T.detach().clamp(max=1 + high) * advantages_B_1 * logprobs_B_T

    return surrogate


def clip_fraction(ratio_B_T: Tensor, advantages_B_1: Tensor, low: float, high: float) -> Tensor:
    """B_T, 1.0 where the clipping of `clipped` cuts the gradient off."""
    too_low_B_T = (ratio_B_T < 1 - low) & (advantages_B_1 < 0)
    too_high_B_T = (ratio_B_T > 1 + high) & (advantages_B_1 > 0)
    return (too_low_B_T | too_high_B_T).to(ratio_B_T.dtype)


# Means over the tokens of a batch, as weights: they make micro-batches exact, because sums of parts are the sum


def sequence_mean(mask_B_T: Tensor) -> Tensor:
    """The mean over completions of the mean over each one's tokens (DeepSeekMath, eq. 3)."""
    rows = (mask_B_T.sum(1) > 0).sum().clamp(min=1)
    return mask_B_T / _lengths(mask_B_T) / rows


def token_mean(mask_B_T: Tensor) -> Tensor:
    """The mean over all tokens of the batch, long completions counting for more (DAPO, section 3.3)."""
    return mask_B_T / mask_B_T.sum().clamp(min=1)


def constant_mean(max_tokens: int) -> Mean:
    """The sum over tokens by a constant length, so that length has no influence (Dr. GRPO, section 3.2)."""

    def mean(mask_B_T: Tensor) -> Tensor:
        rows = (mask_B_T.sum(1) > 0).sum().clamp(min=1)
        return mask_B_T / (rows * max_tokens)

    return mean


def _lengths(mask_B_T: Tensor) -> Tensor:
    return mask_B_T.sum(1, keepdim=True).clamp(min=1)


# Estimators of KL(pi || reference) from samples of pi


def k1(logprobs_B_T: Tensor, reference_logprobs_B_T: Tensor) -> Tensor:
    """log pi - log ref: unbiased, of high variance, may be negative."""
    return logprobs_B_T - reference_logprobs_B_T


def k2(logprobs_B_T: Tensor, reference_logprobs_B_T: Tensor) -> Tensor:
    """(log pi - log ref)^2 / 2: biased, but its gradient is that of the KL on policy."""
    return (logprobs_B_T - reference_logprobs_B_T).square() / 2


def k3(logprobs_B_T: Tensor, reference_logprobs_B_T: Tensor) -> Tensor:
    """ref / pi - log(ref / pi) - 1: unbiased and never negative (DeepSeekMath, eq. 4; R1, eq. 2)."""
    log_ratio_B_T = reference_logprobs_B_T - logprobs_B_T
    return log_ratio_B_T.exp() - log_ratio_B_T - 1


# Correction for a rollout engine whose probabilities are not quite the trainer's


def token_correction(old_logprobs_B_T: Tensor, rollout_logprobs_B_T: Tensor, mask_B_T: Tensor, cap: float) -> Tensor:
    """min(pi_old / pi_rollout, cap), B_T: truncated importance sampling (Yao et al. 2025, "Your efficient RL framework
    secretly brings you off-policy RL training")."""
    return token_ratio(old_logprobs_B_T, rollout_logprobs_B_T, mask_B_T).clamp(max=cap).detach()


def sequence_correction(old_logprobs_B_T: Tensor, rollout_logprobs_B_T: Tensor, mask_B_T: Tensor, cap: float) -> Tensor:
    """prod(pi_old / pi_rollout) over the completion, B_1, 0 past the cap: masked importance sampling (Liu et al. 2025,
    "When speed kills stability: demystifying RL collapse from the training-inference mismatch")."""
    logs_B_1 = ((old_logprobs_B_T - rollout_logprobs_B_T) * mask_B_T).sum(1, keepdim=True)
    ratio_B_1 = logs_B_1.exp()
    return ratio_B_1.where(ratio_B_1 <= cap, 0.0).detach()


# The loss


DEFAULT_SURROGATE = clipped(0.2, 0.2)


@dataclass(frozen=True)
class Objective:
    """Which of the functions above make the loss. The defaults are DeepSeekMath's."""

    ratio: Ratio = token_ratio
    surrogate: Surrogate = DEFAULT_SURROGATE
    mean: Mean = sequence_mean
    divergence: Divergence = k3
    beta: float = 0.0
    """Weight of the KL divergence to the reference."""
    kl_by_ratio: bool = False
    """The divergence is weighted by the ratio, which makes it unbiased off policy (DeepSeek-V3.2, section 3.1)."""


def loss(
    objective: Objective,
    logprobs_B_T: Tensor,
    old_logprobs_B_T: Tensor,
    reference_logprobs_B_T: Tensor | None,
    advantages: Tensor,
    mask_B_T: Tensor,
    weights_B_T: Tensor,
    correction_B_T: Tensor | float = 1.0,
) -> Tensor:
    """-sum_t w_t (c_t J_t - beta KL_t), a scalar (DeepSeekMath, eq. 3).

    `weights_B_T` is `objective.mean` of the whole minibatch's mask, cut to these rows, so that the losses of
    micro-batches add up to the loss of the minibatch. `advantages` is B, or B_T where a critic tells tokens apart;
    `correction_B_T` may be B_1. Without a reference there is no KL.
    """
    advantages_B_T = advantages[:, None] if advantages.ndim == 1 else advantages
    ratio_B_T = objective.ratio(logprobs_B_T, old_logprobs_B_T, mask_B_T)
    terms_B_T = correction_B_T * objective.surrogate(ratio_B_T, logprobs_B_T, advantages_B_T)
    if reference_logprobs_B_T is not None:
        kl_B_T = objective.divergence(logprobs_B_T, reference_logprobs_B_T)
        terms_B_T = terms_B_T - objective.beta * (ratio_B_T * kl_B_T if objective.kl_by_ratio else kl_B_T)
    return -(weights_B_T * terms_B_T).sum()
