"""The mathematics of KTO, which needs no pairs: each completion is desirable or not, by itself.

Log ratios as in `dpo`; N completions.

- KTO: Ethayarajh et al. 2024, arXiv 2402.01306 (eq. 7, the estimate of its z_0 in section 4.1)
"""

from __future__ import annotations

import torch
from torch import Tensor


def reference_point(mismatched_log_ratios_N: Tensor) -> Tensor:
    """z_0, a scalar without gradient: KL(pi || pi_ref), estimated by completions to other prompts; never below 0."""
    return mismatched_log_ratios_N.detach().mean().clamp(min=0)


def losses(
    log_ratios_N: Tensor,
    desirable_N: Tensor,
    point: Tensor,
    beta: float,
    desirable_weight: float = 1.0,
    undesirable_weight: float = 1.0,
) -> Tensor:
    """w_D (1 - sigma(beta (ratio - z_0))), or w_U (1 - sigma(beta (z_0 - ratio))): KTO, eq. 7, less lambda_y. N.

    `desirable_N`: bool.
    """
    gains_N = torch.where(desirable_N, log_ratios_N - point, point - log_ratios_N)
    desirable_weight_1, undesirable_weight_1 = log_ratios_N.new_tensor([[desirable_weight], [undesirable_weight]])
    weights_N = torch.where(desirable_N, desirable_weight_1, undesirable_weight_1)
    return weights_N * (1 - (beta * gains_N).sigmoid())
