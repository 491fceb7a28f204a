"""Attention of long completions to their shared prompt and to themselves, without a mask of length times length.

Three kinds of segments, each one call of a fused kernel without any mask: prompts to themselves and completions to
themselves, both causal, and the completions of each prompt, one after the other, to all of that prompt. A completion's
two parts are put together by their logsumexps: each part's output is a softmax over its own keys, and the
logsumexps say how much each part weighs. Backward, each part is done by itself with the logsumexp of all parts, which
makes its shares those of the whole softmax (as in ring attention, Liu et al. 2023, arXiv 2310.01889). Kept for the
backward pass are, beside queries, keys and values, the output and one number a token and head: memory grows with the
tokens alone.

Shapes: N tokens of the packed row, H heads, D head size, R rows of length T padded on the right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

NEVER = 1e30
"""A logsumexp that makes every share 0: of queries that are padding."""


@dataclass(frozen=True)
class Rows:
    """Segments of a packed row as padded rows."""

    index_R_T: Tensor
    """Where in the packed row each token is; 0 in the padding."""
    valid_R_T: Tensor
    flat_N: Tensor
    """Of `valid_R_T` flattened: the places that are valid."""
    span: slice
    """Of the packed row: where these tokens are, one row after the other."""

    def gather(self, each_N_H_D: Tensor) -> Tensor:
        """R, H, T, D."""
        rows = each_N_H_D.index_select(0, self.index_R_T.flatten())
        return rows.view(*self.index_R_T.shape, *rows.shape[1:]).transpose(1, 2)

    def filled(self, rows_R_H_T_X: Tensor, value: float) -> Tensor:
        """With this value in the padding."""
        return rows_R_H_T_X.masked_fill(~self.valid_R_T[:, None, :, None], value)

    def pack(self, rows_R_H_T_D: Tensor) -> Tensor:
        """N_H_D, the valid tokens alone."""
        return rows_R_H_T_D.transpose(1, 2).flatten(0, 1).index_select(0, self.flat_N)

    def scatter(self, rows_R_H_T_D: Tensor, into_N_H_D: Tensor) -> None:
        into_N_H_D[self.span] = self.pack(rows_R_H_T_D)


@dataclass(frozen=True)
class Segments:
    prompts: Rows
    completions: Rows
    prompt_spans: list[slice]
    """Of the packed row, by prompt."""
    members: list[Tensor]
    """By prompt: the places of its completions' tokens."""

    def to_themselves(self) -> Iterator[Rows]:
        return (rows for rows in (self.prompts, self.completions) if rows.index_R_T.shape[1])

    def to_prompts(self) -> Iterator[tuple[Tensor, slice]]:
        return (pair for pair in zip(self.members, self.prompt_spans, strict=True) if len(pair[0]))


def attend_in_segments(query: Tensor, key: Tensor, value: Tensor, segments: Segments, scale: float | None) -> Tensor:
    """All 1, H, N, D; keys and values may have fewer heads."""
    by_token = (one[0].transpose(0, 1) for one in (query, key, value))
    output_N_H_D: Tensor = _InSegments.apply(*by_token, segments, scale)  # type: ignore[no-untyped-call]
    return output_N_H_D.transpose(0, 1)[None]


class _InSegments(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, query_N_H_D: Tensor, key_N_K_D: Tensor, value_N_K_D: Tensor, segments: Segments, scale: float | None
    ) -> Tensor:
        exact = torch.promote_types(query_N_H_D.dtype, torch.float32)
        output_N_H_D = torch.empty_like(query_N_H_D, memory_format=torch.contiguous_format)
        logsumexp_N_H_1 = output_N_H_D.new_empty(*output_N_H_D.shape[:2], 1, dtype=exact)
        for rows in segments.to_themselves():
            query, key, value = (rows.gather(one) for one in (query_N_H_D, key_N_K_D, value_N_K_D))
            found = attend_fused(query, key, value, True, scale)
            rows.scatter(found.output, output_N_H_D)
            rows.scatter(found.logsumexp[..., None], logsumexp_N_H_1)
        for tokens, span in segments.to_prompts():
            query, key, value = (_row(one) for one in (query_N_H_D[tokens], key_N_K_D[span], value_N_K_D[span]))
            found = attend_fused(query, key, value, False, scale)
            _merge(tokens, found, output_N_H_D, logsumexp_N_H_1)
        ctx.save_for_backward(query_N_H_D, key_N_K_D, value_N_K_D, output_N_H_D, logsumexp_N_H_1)
        ctx.segments, ctx.scale = segments, scale
        return output_N_H_D

    @staticmethod
    @once_differentiable  # type: ignore[untyped-decorator, unused-ignore]
    def backward(ctx: Any, by_output_N_H_D: Tensor) -> tuple[Tensor | None, ...]:
        query_N_H_D, key_N_K_D, value_N_K_D, output_N_H_D, logsumexp_N_H_1 = ctx.saved_tensors
        segments: Segments = ctx.segments
        by_query, by_key, by_value = (torch.zeros_like(one) for one in (query_N_H_D, key_N_K_D, value_N_K_D))
        for rows in segments.to_themselves():
            query, key, value, output = (
                rows.gather(one) for one in (query_N_H_D, key_N_K_D, value_N_K_D, output_N_H_D)
            )
            whole = Attended(output, rows.filled(rows.gather(logsumexp_N_H_1), NEVER)[..., 0])
            by_output = rows.filled(rows.gather(by_output_N_H_D), 0.0)
            found = gradients_fused(by_output, query, key, value, whole, True, ctx.scale)
            for one, into in zip(found, (by_query, by_key, by_value), strict=True):
                rows.scatter(one, into)
        for tokens, span in segments.to_prompts():
            query, key, value = (_row(one) for one in (query_N_H_D[tokens], key_N_K_D[span], value_N_K_D[span]))
            whole = Attended(_row(output_N_H_D[tokens]), _row(logsumexp_N_H_1[tokens])[..., 0])
            found = gradients_fused(_row(by_output_N_H_D[tokens]), query, key, value, whole, False, ctx.scale)
            by_query[tokens] += found[0][0].transpose(0, 1)
            by_key[span] += found[1][0].transpose(0, 1)
            by_value[span] += found[2][0].transpose(0, 1)
        return by_query, by_key, by_value, None, None


def _row(tokens_N_H_D: Tensor) -> Tensor:
    """As one row: 1, H, N, D."""
    return tokens_N_H_D.transpose(0, 1)[None]


def _merge(tokens: Tensor, found: Attended, output_N_H_D: Tensor, logsumexp_N_H_1: Tensor) -> None:
    """To what these tokens attended to before, this set of keys is added."""
    before_N_H_1, more_N_H_1 = logsumexp_N_H_1[tokens], found.logsumexp[0].t()[..., None]
    both_N_H_1 = torch.logaddexp(before_N_H_1, more_N_H_1)
    kept_N_H_D = output_N_H_D[tokens] * (before_N_H_1 - both_N_H_1).exp()
    added_N_H_D = found.output[0].transpose(0, 1) * (more_N_H_1 - both_N_H_1).exp()
    output_N_H_D[tokens] = (kept_N_H_D + added_N_H_D).to(output_N_H_D.dtype)
    logsumexp_N_H_1[tokens] = both_N_H_1


# The fused kernels that torch ships, which also tell each query's logsumexp. Queries are R, heads, T, size; keys and
# values may have fewer heads (grouped-query attention).


class Attended(NamedTuple):
    output: Tensor
    logsumexp: Tensor
    """R, heads, T, in float32 at least."""


def fits_kernels(query: Tensor, value: Tensor) -> bool:
    """Whether the fused kernels take tensors like these."""
    sizes = query.shape[-1] == value.shape[-1]
    half = query.dtype in (torch.float16, torch.bfloat16)
    return sizes and (query.device.type == "cpu" or (half and query.shape[-1] % 8 == 0 and query.shape[-1] <= 256))


def attend_fused(query: Tensor, key: Tensor, value: Tensor, causal: bool, scale: float | None) -> Attended:
    if query.device.type == "cuda":
        output, logsumexp, *_ = _aten._scaled_dot_product_flash_attention(
            query, key, value, 0.0, causal, False, scale=scale
        )
        return Attended(output, logsumexp)
    key, value = (_for_each_head(one, query) for one in (key, value))
    return Attended(*_aten._scaled_dot_product_flash_attention_for_cpu(query, key, value, 0.0, causal, scale=scale))


def gradients_fused(
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
