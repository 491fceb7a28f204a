"""The mathematics of DPO: tensors in, tensors out, nothing else.

Shapes as in `grpo`; N pairs. A log ratio is log pi(o) - log pi_ref(o) of a whole completion, the sum over its tokens;
beta times it is the completion's implicit reward (DPO, eq. 5, without the part that both of a pair share).

- DPO: Rafailov et al. 2023, arXiv 2305.18290 (eq. 7)
"""

from __future__ import annotations

from collections.abc import Callable

from torch import Tensor
from torch.nn.functional import logsigmoid

PairLoss = Callable[[Tensor, Tensor, float], Tensor]
"""(log ratios of the chosen N, of the rejected N, beta) -> losses_N"""


def log_ratios(logprobs_B_T: Tensor, reference_logprobs_B_T: Tensor, mask_B_T: Tensor) -> Tensor:
    """log pi(o) - log pi_ref(o), B."""
    return ((logprobs_B_T - reference_logprobs_B_T) * mask_B_T).sum(1)


def sigmoid(chosen_N: Tensor, rejected_N: Tensor, beta: float) -> Tensor:
    """-log sigma(beta (chosen - rejected)): DPO, eq. 7. Only the difference counts; both may fall together."""
    return -logsigmoid(beta * (chosen_N - rejected_N))
