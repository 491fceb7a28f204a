"""The mathematics of APO, which says where the pair should go and not only how far apart.

Shapes and log ratios as in `dpo`.

- APO: D'Oosterlinck et al. 2024, arXiv 2408.06266 (section 4; as published code computes it: sigma, not its logarithm)
"""

from __future__ import annotations

from torch import Tensor


def zero(chosen_N: Tensor, rejected_N: Tensor, beta: float) -> Tensor:
    """APO-zero, 1 - sigma(beta chosen) + sigma(beta rejected): the chosen up, the rejected down.

    For chosen completions that are better than what the policy gives by itself.
    """
    return 1 - (beta * chosen_N).sigmoid() + (beta * rejected_N).sigmoid()


def down(chosen_N: Tensor, rejected_N: Tensor, beta: float) -> Tensor:
    """APO-down, sigma(beta chosen) + 1 - sigma(beta (chosen - rejected)): both down, the rejected further.

    For chosen completions that are worse than what the policy gives by itself.
    """
    return (beta * chosen_N).sigmoid() + 1 - (beta * (chosen_N - rejected_N)).sigmoid()
