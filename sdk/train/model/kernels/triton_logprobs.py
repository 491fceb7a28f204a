"""Log-probabilities and entropies without logits in memory, in Triton: for passes that want no gradient, on CUDA.

A program takes some tokens and a share of the vocabulary, computes their logits tile by tile in registers and keeps
three running numbers a token (online softmax, as in `triton_rows`); the shares are put together at the end. Memory is
that of a few numbers a token. With TRITON_INTERPRET=1 the kernel runs on a CPU.
"""

from __future__ import annotations

import torch
import triton
import triton.language as tl
from torch import Tensor

from sdk.train.model.kernels.output_head import Bend, OutputHead
from sdk.train.model.kernels.rows import Statistics
from sdk.train.model.kernels.triton_rows import _bent

TOKENS, VOCABULARY, HIDDEN = 64, 128, 64
"""Of a tile."""
PROGRAMS = 512
"""So many at least are started, where there are few tokens by sharing out the vocabulary."""


def statistics(hidden_N_H: Tensor, head: OutputHead, targets_N: Tensor, bend: Bend) -> Statistics:
    tokens, vocabulary = len(hidden_N_H), len(head.weight_V_H)
    token_blocks = triton.cdiv(tokens, TOKENS)
    tiles = triton.cdiv(vocabulary, VOCABULARY)
    shares = min(tiles, triton.cdiv(PROGRAMS, token_blocks))
    share = triton.cdiv(tiles, shares) * VOCABULARY
    parts_4_S_N = torch.empty(4, shares, tokens, dtype=torch.float32, device=hidden_N_H.device)
    hidden_N_H, weight_V_H = hidden_N_H.contiguous(), head.weight_V_H.contiguous()
    bias_V = weight_V_H if head.bias_V is None else head.bias_V
    _share[(token_blocks, shares)](
        hidden_N_H, weight_V_H, bias_V, targets_N, *parts_4_S_N, tokens, vocabulary, hidden_N_H.shape[1], share,
        bend.slope, bend.ceiling, TOKENS=TOKENS, VOCABULARY=VOCABULARY, HIDDEN=HIDDEN, CAPPED=bool(bend.ceiling),
        BIASED=head.bias_V is not None, WIDEN=triton.knobs.runtime.interpret,
    )  # fmt: skip
    return _together(*parts_4_S_N)


def _together(highest_S_N: Tensor, total_S_N: Tensor, weighted_S_N: Tensor, target_S_N: Tensor) -> Statistics:
    """`total`: of exp(z - highest); `weighted`: of (z - highest) exp(z - highest); `target`: z where it is, else 0."""
    highest_N = highest_S_N.amax(0)
    down_S_N = highest_S_N - highest_N
    shrink_S_N = down_S_N.exp()
    total_N = (total_S_N * shrink_S_N).sum(0)
    weighted_N = ((weighted_S_N + down_S_N * total_S_N) * shrink_S_N).sum(0)
    logsumexp_N = highest_N + total_N.log()
    return Statistics(target_S_N.sum(0) - logsumexp_N, logsumexp_N, total_N.log() - weighted_N / total_N)


@triton.jit
def _share(
    hidden_ptr: tl.tensor,
    weight_ptr: tl.tensor,
    bias_ptr: tl.tensor,
    targets_ptr: tl.tensor,
    highest_ptr: tl.tensor,
    total_ptr: tl.tensor,
    weighted_ptr: tl.tensor,
    target_ptr: tl.tensor,
    tokens: tl.tensor,
    vocabulary: tl.tensor,
    width: tl.tensor,
    share: tl.tensor,
    slope: tl.tensor,
    ceiling: tl.tensor,
    TOKENS: tl.constexpr,
    VOCABULARY: tl.constexpr,
    HIDDEN: tl.constexpr,
    CAPPED: tl.constexpr,
    BIASED: tl.constexpr,
    WIDEN: tl.constexpr,
) -> None:
    """`WIDEN`: the interpreter's product reads bfloat16 as whole numbers."""
    token = tl.program_id(0) * TOKENS + tl.arange(0, TOKENS)
    there = token < tokens
    target = tl.load(targets_ptr + token, mask=there, other=0)
    highest = tl.full((TOKENS,), -1e30, tl.float32)
    total = tl.zeros((TOKENS,), tl.float32)
    weighted = tl.zeros((TOKENS,), tl.float32)
    found = tl.zeros((TOKENS,), tl.float32)
    first = tl.program_id(1) * share
    for start in range(first, tl.minimum(first + share, vocabulary), VOCABULARY):
        word = start + tl.arange(0, VOCABULARY)
        inside = word < vocabulary
        products = tl.zeros((TOKENS, VOCABULARY), tl.float32)
        for begin in range(0, width, HIDDEN):
            at = begin + tl.arange(0, HIDDEN)
            hidden = tl.load(
                hidden_ptr + token.to(tl.int64)[:, None] * width + at[None, :],
                mask=there[:, None] & (at < width)[None, :], other=0.0,
            )  # fmt: skip
            weight = tl.load(
                weight_ptr + word.to(tl.int64)[None, :] * width + at[:, None],
                mask=inside[None, :] & (at < width)[:, None], other=0.0,
            )  # fmt: skip
            if WIDEN:
                hidden, weight = hidden.to(tl.float32), weight.to(tl.float32)
            products = tl.dot(hidden, weight, products, input_precision="ieee")
        if BIASED:
            products += tl.load(bias_ptr + word, mask=inside, other=0.0).to(tl.float32)[None, :]
        logits = _bent(products, slope, ceiling, tl.float32, CAPPED)
        found += tl.sum(tl.where(word[None, :] == target[:, None], logits, 0.0), 1)
        higher = tl.maximum(highest, tl.max(tl.where(inside[None, :], logits, -1e30), 1))
        shares = tl.where(inside[None, :], tl.exp(logits - higher[:, None]), 0.0)
        shrink = tl.exp(highest - higher)
        weighted = (weighted + (highest - higher) * total) * shrink
        weighted += tl.sum(shares * (logits - higher[:, None]), 1)
        total = total * shrink + tl.sum(shares, 1)
        highest = higher
    place = tl.program_id(1) * tokens + token
    tl.store(highest_ptr + place, highest, mask=there)
    tl.store(total_ptr + place, total, mask=there)
    tl.store(weighted_ptr + place, weighted, mask=there)
    tl.store(target_ptr + place, found, mask=there)
