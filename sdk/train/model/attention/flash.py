"""Attention that also tells each query's logsumexp, forward and backward, by the fused kernels that torch ships.

With it, attention to several sets of keys is put together exactly: each set's output is a softmax over that set, and
the logsumexps say how much each set weighs. Backward, each set is done by itself with the logsumexp of all sets, which
makes its shares those of the whole softmax (as in ring attention, Liu et al. 2023, arXiv 2310.01889).
Queries are R, heads, T, size; keys and values may have fewer heads (grouped-query attention).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import torch
from torch import Tensor


class Attended(NamedTuple):
    output: Tensor
    logsumexp: Tensor
    """R, heads, T, in float32 at least."""


def fits(query: Tensor, value: Tensor) -> bool:
    """Whether the fused kernels take tensors like these."""
    sizes = query.shape[-1] == value.shape[-1]
    half = query.dtype in (torch.float16, torch.bfloat16)
    return sizes and (query.device.type == "cpu" or (half and query.shape[-1] % 8 == 0 and query.shape[-1] <= 256))


def attend(query: Tensor, key: Tensor, value: Tensor, causal: bool, scale: float | None) -> Attended:
    if query.device.type == "cuda":
        output, logsumexp, *_ = _aten._scaled_dot_product_flash_attention(
            query, key, value, 0.0, causal, False, scale=scale
        )
        return Attended(output, logsumexp)
    key, value = (_for_each_head(one, query) for one in (key, value))
    return Attended(*_aten._scaled_dot_product_flash_attention_for_cpu(query, key, value, 0.0, causal, scale=scale))


def gradients(
    by_output: Tensor, query: Tensor, key: Tensor, value: Tensor, whole: Attended, causal: bool, scale: float | None
) -> tuple[Tensor, Tensor, Tensor]:
    """By query, key and value. `whole`: what all sets of keys together gave; all else is of this set."""
    if query.device.type == "cuda":
        none, seed = torch.empty(0, device=query.device), torch.zeros(2, dtype=torch.uint64, device=query.device)
        by_query, by_key, by_value = _aten._scaled_dot_product_flash_attention_backward(
            by_output, query, key, value, whole.output, whole.logsumexp.contiguous(), none, none, query.shape[2],
            key.shape[2], 0.0, causal, seed, none, scale=scale,
        )  # fmt: skip
        return by_query, by_key, by_value
    heads = key.shape[1]
    key, value = (_for_each_head(one, query) for one in (key, value))
    logsumexp = whole.logsumexp.transpose(1, 2).contiguous().transpose(1, 2)  # as the forward pass lays it out
    by_query, by_key, by_value = _aten._scaled_dot_product_flash_attention_for_cpu_backward(
        by_output, query, key, value, whole.output, logsumexp, 0.0, causal, scale=scale
    )
    return by_query, _of_shared_heads(by_key, heads), _of_shared_heads(by_value, heads)


_aten: Any = torch.ops.aten


def _for_each_head(shared: Tensor, query: Tensor) -> Tensor:
    """The CPU's kernel wants as many heads of keys as of queries."""
    times = query.shape[1] // shared.shape[1]
    return shared if times == 1 else shared.repeat_interleave(times, 1)


def _of_shared_heads(gradient: Tensor, heads: int) -> Tensor:
    rows, queries, *rest = gradient.shape
    return gradient if queries == heads else gradient.view(rows, heads, -1, *rest).sum(2)
