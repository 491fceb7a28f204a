"""Advantages without a critic and without the group's standard deviation: RLOO and REINFORCE++.

Shapes as in `grpo`. Rewards that are unknown are NaN, and where `grpo.usable` is false an advantage is 0.

- RLOO: Ahmadian et al. 2024, arXiv 2402.14740 (section 3.3); Kool et al. 2019, "Buy 4 REINFORCE samples"
- REINFORCE++: Hu et al. 2025, arXiv 2501.03262
"""

from __future__ import annotations

import torch
from torch import Tensor

from sdk.train.trainer.methods import grpo, ppo


def leave_one_out(rewards_P_G: Tensor) -> Tensor:
    """RLOO: A_i = r_i minus the mean of the group's other rewards, which is (r - mean) n / (n - 1)."""
    known_P_1 = (~rewards_P_G.isnan()).sum(1, keepdim=True)
    advantages_P_G = grpo.centred(rewards_P_G) * known_P_1 / (known_P_1 - 1).clamp(min=1)
    return advantages_P_G.where(grpo.usable(rewards_P_G), 0.0)


def over_the_batch(rewards_P_G: Tensor, lengths_P_G: Tensor, total: ppo.Total = float) -> Tensor:
    """REINFORCE++: A = (r - mean) / std over the tokens of the batch, each with its completion's reward.

    One question's completions are not compared with each other: a group of one takes part too.
    """
    known_P_G = ~rewards_P_G.isnan()
    longest = int(lengths_P_G.max())
    places_T = torch.arange(longest, device=lengths_P_G.device)
    mask_B_T = ((places_T < lengths_P_G.flatten()[:, None]) & known_P_G.flatten()[:, None]).to(rewards_P_G)
    each_B_T = rewards_P_G.nan_to_num().flatten()[:, None].expand_as(mask_B_T)
    return ppo.whitened(each_B_T, mask_B_T, total)[:, 0].reshape(rewards_P_G.shape)


def baseline_over_the_batch(rewards_P_G: Tensor, lengths_P_G: Tensor, total: ppo.Total = float) -> Tensor:
    """REINFORCE++ with the group's mean for a baseline: r - mean of the group, then normalised over the batch."""
    centred_P_G = grpo.centred(rewards_P_G).where(grpo.usable(rewards_P_G), torch.nan)
    return over_the_batch(centred_P_G, lengths_P_G, total)
