"""What is computed on the logits of some tokens, in plain PyTorch: the twin of `triton_rows`.

Shape suffixes: N tokens, V the vocabulary. Products are what the output matrix gives, z the logits over the
temperature, p = softmax(z).
"""

from __future__ import annotations

from typing import NamedTuple

from torch import Tensor

from sdk.train.model.kernels.output_head import Bend


class Statistics(NamedTuple):
    logprobs_N: Tensor
    """log p of each target, in float32 at least."""
    logsumexp_N: Tensor
    """What is kept for the backward pass."""
    entropies_N: Tensor | None
    """-sum p log p, nats; None where not asked for."""


class Gradients(NamedTuple):
    """Of the loss, by what each token gave."""

    logprobs_N: Tensor
    entropies_N: Tensor | None


def statistics(products_N_V: Tensor, targets_N: Tensor, bend: Bend, entropy: bool) -> Statistics:
    logits_N_V = bend(products_N_V)
    logsumexp_N = logits_N_V.logsumexp(-1)
    logprobs_N = logits_N_V.gather(1, targets_N[:, None])[:, 0] - logsumexp_N
    if not entropy:
        return Statistics(logprobs_N, logsumexp_N, None)
    logs_N_V = logits_N_V - logsumexp_N[:, None]
    return Statistics(logprobs_N, logsumexp_N, -(logs_N_V.exp() * logs_N_V).sum(-1))


def products_gradient(
    products_N_V: Tensor, targets_N: Tensor, bend: Bend, known: Statistics, gradients: Gradients
) -> Tensor:
    """The gradient by the products, N_V, in their precision; overwrites them.

    d log p_target / dz_v = [v = target] - p_v, and d entropy / dz_v = -p_v (log p_v + entropy).
    """
    logits_N_V = bend(products_N_V)
    rate = bend.rate(logits_N_V)
    logs_N_V = logits_N_V.sub_(known.logsumexp_N[:, None])
    if gradients.entropies_N is None:
        slopes_N_V = logs_N_V.exp_().mul_(-gradients.logprobs_N[:, None])
    else:
        assert known.entropies_N is not None
        weights_N_V = (logs_N_V + known.entropies_N[:, None]) * gradients.entropies_N[:, None]
        slopes_N_V = logs_N_V.exp_().mul_(weights_N_V.add_(gradients.logprobs_N[:, None]).neg_())
    slopes_N_V.scatter_add_(1, targets_N[:, None], gradients.logprobs_N[:, None])
    return (slopes_N_V if isinstance(rate, float) and rate == 1.0 else slopes_N_V.mul_(rate)).to(products_N_V.dtype)
