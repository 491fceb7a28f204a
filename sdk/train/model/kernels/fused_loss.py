"""A loss of log-probabilities and its gradient in one pass over the logits.

Where a token's term in the loss depends on its own log-probability alone, the gradient by it is known as soon as its
logits are there, and they are turned into the gradient at once: three products with the output matrix instead of the
four that computing the logits again takes. That holds for every objective of `grpo` but those that need a
whole completion first (`sequence_ratio`, `sequence_correction`), which go through `logprobs`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from sdk.train.model.kernels.logprobs import HeadGradients, row_kernels, spans
from sdk.train.model.kernels.output_head import Bend, OutputHead
from sdk.train.model.kernels.rows import Gradients

TokenLoss = Callable[[Tensor, slice], Tensor]
"""(logprobs of some tokens, which they are) -> their share of the loss, a scalar"""


def fused_loss(
    hidden_N_H: Tensor,
    head: OutputHead,
    targets_N: Tensor,
    token_loss: TokenLoss,
    temperature: float = 1.0,
    chunk: int | None = None,
) -> tuple[Tensor, Tensor]:
    """The sum of `token_loss` over all tokens, a scalar to call `backward` on, and logprobs_N without gradient."""
    plan = _Plan(head.scale, head.cap, head.bend(temperature), chunk, token_loss, torch.is_grad_enabled())
    result: tuple[Tensor, Tensor] = _FusedLoss.apply(hidden_N_H, head.weight_V_H, head.bias_V, targets_N, plan)  # type: ignore[no-untyped-call]
    return result


@dataclass(frozen=True)
class _Plan:
    scale: float
    cap: float
    bend: Bend
    chunk: int | None
    token_loss: TokenLoss
    differentiate: bool


class _FusedLoss(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, hidden_N_H: Tensor, weight_V_H: Tensor, bias_V: Tensor | None, targets_N: Tensor, plan: _Plan
    ) -> tuple[Tensor, Tensor]:
        head = OutputHead(weight_V_H, bias_V, plan.scale, plan.cap)
        kernels = row_kernels(hidden_N_H.device)
        wanted = ctx.needs_input_grad[:3] if plan.differentiate else (False, False, False)
        found = HeadGradients(hidden_N_H, head, wanted)
        losses, logprobs = [], []
        for span in spans(hidden_N_H, len(weight_V_H), plan.chunk):
            products_n_V = head.products(hidden_N_H[span])
            known = kernels.statistics(products_n_V, targets_N[span], plan.bend, False)
            loss, by_logprobs_n = _with_gradient(plan.token_loss, known.logprobs_N, span)
            losses.append(loss)
            logprobs.append(known.logprobs_N)
            if any(wanted):
                by = Gradients(by_logprobs_n, None)
                found.add(span, kernels.products_gradient(products_n_V, targets_N[span], plan.bend, known, by))
        ctx.gradients = (found.hidden_N_H, *found.weight_and_bias())
        logprobs_N = torch.cat(logprobs)
        ctx.mark_non_differentiable(logprobs_N)
        return torch.stack(losses).sum(), logprobs_N

    @staticmethod
    def backward(ctx: Any, by_loss: Tensor, _: Tensor) -> tuple[Tensor | None, ...]:
        if ctx.gradients is None:
            raise RuntimeError("the gradient of a fused loss is handed out once: compute the loss again")
        gradients, ctx.gradients = ctx.gradients, None  # handed on rather than copied: the matrix's is large
        return *(None if one is None else one.mul_(by_loss) for one in gradients), None, None


def _with_gradient(token_loss: TokenLoss, logprobs_N: Tensor, span: slice) -> tuple[Tensor, Tensor]:
    """The loss of these tokens, and the gradient by each one's log-probability."""
    with torch.enable_grad():
        leaf_N = logprobs_N.detach().requires_grad_()
        loss = token_loss(leaf_N, span)
        (by_logprobs_N,) = torch.autograd.grad(loss, leaf_N)
    return loss.detach(), by_logprobs_N
