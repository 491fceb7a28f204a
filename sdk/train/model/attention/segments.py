"""Attention of long completions to their shared prompt and to themselves, without a mask of length times length.

Three kinds of segments, each one call of a fused kernel without any mask: prompts to themselves and completions to
themselves, both causal, and the completions of each prompt, one after the other, to all of that prompt. A completion's
two parts are put together by their logsumexps (`flash`). Kept for the backward pass are, beside queries, keys and
values, the output and one number a token and head: memory grows with the tokens alone.

Shapes: N tokens of the packed row, H heads, D head size, R rows of length T padded on the right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

from sdk.train.model.attention import flash
from sdk.train.model.attention.flash import Attended

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
            found = flash.attend(query, key, value, True, scale)
            rows.scatter(found.output, output_N_H_D)
            rows.scatter(found.logsumexp[..., None], logsumexp_N_H_1)
        for tokens, span in segments.to_prompts():
            query, key, value = (_row(one) for one in (query_N_H_D[tokens], key_N_K_D[span], value_N_K_D[span]))
            found = flash.attend(query, key, value, False, scale)
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
            found = flash.gradients(by_output, query, key, value, whole, True, ctx.scale)
            for one, into in zip(found, (by_query, by_key, by_value), strict=True):
                rows.scatter(one, into)
        for tokens, span in segments.to_prompts():
            query, key, value = (_row(one) for one in (query_N_H_D[tokens], key_N_K_D[span], value_N_K_D[span]))
            whole = Attended(_row(output_N_H_D[tokens]), _row(logsumexp_N_H_1[tokens])[..., 0])
            found = flash.gradients(_row(by_output_N_H_D[tokens]), query, key, value, whole, False, ctx.scale)
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
