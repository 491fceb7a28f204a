"""Log-probabilities and entropies of tokens straight from hidden states, with gradients.

Forward keeps the logsumexp of each token; backward computes the logits again, some tokens at a time. The greatest
tensors are those logits and the output matrix's gradient, however many tokens there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

from sdk.train.model.kernels import rows
from sdk.train.model.kernels.output_head import LOGITS_AT_ONCE, LOGITS_AT_ONCE_ON_GPU, Bend, OutputHead
from sdk.train.model.kernels.rows import Gradients, Statistics


def token_logprobs(
    hidden_N_H: Tensor, head: OutputHead, targets_N: Tensor, temperature: float = 1.0, chunk: int | None = None
) -> Tensor:
    """log p of each target, N, in float32 at least. `chunk`: at most so many tokens' logits are held at once."""
    return _apply(hidden_N_H, head, targets_N, temperature, chunk, entropy=False)[0]


def token_logprobs_and_entropies(
    hidden_N_H: Tensor, head: OutputHead, targets_N: Tensor, temperature: float = 1.0, chunk: int | None = None
) -> tuple[Tensor, Tensor]:
    """log p of each target and the entropy of its whole distribution, nats, both N."""
    logprobs_N, entropies_N = _apply(hidden_N_H, head, targets_N, temperature, chunk, entropy=True)
    return logprobs_N, entropies_N


def spans(hidden_N_H: Tensor, vocabulary: int, chunk: int | None = None) -> Iterator[slice]:
    """So few tokens at a time that `LOGITS_AT_ONCE`, or a GPU's, holds their logits."""
    tokens, on_gpu = len(hidden_N_H), hidden_N_H.device.type == "cuda"
    size = max(1, (LOGITS_AT_ONCE_ON_GPU if on_gpu else LOGITS_AT_ONCE) // vocabulary)
    size = size if chunk is None else min(size, chunk)
    return (slice(at, min(at + size, tokens)) for at in range(0, tokens, size))


def row_kernels(device: torch.device) -> Any:
    """The module with `statistics` and `products_gradient` for this device."""
    if device.type != "cuda":
        return rows
    from sdk.train.model.kernels import triton_rows  # needs triton, which torch brings along where there is CUDA

    return triton_rows


class HeadGradients:
    """The gradients of hidden states and output matrix, gathered chunk by chunk; None where no one wants them."""

    def __init__(self, hidden_N_H: Tensor, head: OutputHead, wanted: tuple[bool, bool, bool]) -> None:
        self._hidden_N_H, self._head = hidden_N_H, head
        half = hidden_N_H.dtype in (torch.bfloat16, torch.float16)
        exact = torch.float32 if half else hidden_N_H.dtype  # sums over many chunks do not stay in 8 bits
        bias_V = head.bias_V
        self.hidden_N_H = torch.empty_like(hidden_N_H) if wanted[0] else None
        self._weight_V_H = torch.zeros_like(head.weight_V_H, dtype=exact) if wanted[1] else None
        self._bias_V = torch.zeros_like(bias_V, dtype=exact) if wanted[2] and bias_V is not None else None

    def add(self, span: slice, slopes_n_V: Tensor) -> None:
        """`slopes_n_V`: the gradient by the products of these tokens."""
        if self.hidden_N_H is not None:
            torch.mm(slopes_n_V, self._head.weight_V_H, out=self.hidden_N_H[span])
        if self._weight_V_H is not None:
            if self._weight_V_H.dtype == slopes_n_V.dtype:
                self._weight_V_H.addmm_(slopes_n_V.t(), self._hidden_N_H[span])
            else:
                self._weight_V_H += slopes_n_V.t() @ self._hidden_N_H[span]
        if self._bias_V is not None:
            self._bias_V += slopes_n_V.sum(0, dtype=self._bias_V.dtype)

    def weight_and_bias(self) -> tuple[Tensor | None, Tensor | None]:
        dtype = self._head.weight_V_H.dtype
        both = (self._weight_V_H, self._bias_V)
        weight_V_H, bias_V = (None if one is None else one.to(dtype) for one in both)
        return weight_V_H, bias_V


def _apply(
    hidden_N_H: Tensor, head: OutputHead, targets_N: Tensor, temperature: float, chunk: int | None, entropy: bool
) -> tuple[Tensor, Tensor]:
    plan = _Plan(head.scale, head.cap, head.bend(temperature), chunk, entropy)
    if not torch.is_grad_enabled() and hidden_N_H.device.type == "cuda" and hidden_N_H.dtype != torch.float64:
        return _without_logits(hidden_N_H, head, targets_N, plan.bend)
    result: tuple[Tensor, Tensor] = _TokenLogprobs.apply(hidden_N_H, head.weight_V_H, head.bias_V, targets_N, plan)  # type: ignore[no-untyped-call]
    return result


def _without_logits(hidden_N_H: Tensor, head: OutputHead, targets_N: Tensor, bend: Bend) -> tuple[Tensor, Tensor]:
    from sdk.train.model.kernels import triton_logprobs

    found = triton_logprobs.statistics(hidden_N_H, head, targets_N, bend)
    assert found.entropies_N is not None
    return found.logprobs_N, found.entropies_N


@dataclass(frozen=True)
class _Plan:
    scale: float
    cap: float
    bend: Bend
    chunk: int | None
    entropy: bool


class _TokenLogprobs(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, hidden_N_H: Tensor, weight_V_H: Tensor, bias_V: Tensor | None, targets_N: Tensor, plan: _Plan
    ) -> tuple[Tensor, Tensor]:
        head = OutputHead(weight_V_H, bias_V, plan.scale, plan.cap)
        kernels = row_kernels(hidden_N_H.device)
        parts = [
            kernels.statistics(head.products(hidden_N_H[span]), targets_N[span], plan.bend, plan.entropy)
            for span in spans(hidden_N_H, len(weight_V_H), plan.chunk)
        ]
        logprobs_N, logsumexp_N = (torch.cat([part[at] for part in parts]) for at in (0, 1))
        entropies_N = torch.cat([part.entropies_N for part in parts]) if plan.entropy else logprobs_N.new_empty(0)
        ctx.save_for_backward(hidden_N_H, weight_V_H, bias_V, targets_N, logsumexp_N, entropies_N)
        ctx.plan = plan
        if not plan.entropy:
            ctx.mark_non_differentiable(entropies_N)
        return logprobs_N, entropies_N

    @staticmethod
    @once_differentiable  # type: ignore[untyped-decorator, unused-ignore]
    def backward(ctx: Any, by_logprobs_N: Tensor, by_entropies_N: Tensor) -> tuple[Tensor | None, ...]:
        hidden_N_H, weight_V_H, bias_V, targets_N, logsumexp_N, entropies_N = ctx.saved_tensors
        plan: _Plan = ctx.plan
        head = OutputHead(weight_V_H, bias_V, plan.scale, plan.cap)
        kernels = row_kernels(hidden_N_H.device)
        found = HeadGradients(hidden_N_H, head, ctx.needs_input_grad[:3])
        for span in spans(hidden_N_H, len(weight_V_H), plan.chunk):
            known = Statistics(logsumexp_N[span], logsumexp_N[span], entropies_N[span] if plan.entropy else None)
            by = Gradients(by_logprobs_N[span], by_entropies_N[span] if plan.entropy else None)
            products_n_V = head.products(hidden_N_H[span])
            found.add(span, kernels.products_gradient(products_n_V, targets_N[span], plan.bend, known, by))
        return found.hidden_N_H, *found.weight_and_bias(), None, None
