"""What is computed on the logits of some tokens, in Triton, for CUDA: the same functions as in `rows`.

Plain PyTorch reads and writes the logits some ten times, each time all of them in float32. Here a token's row is read
once for its statistics (the logsumexp online: Milakov and Gimelshein 2018, arXiv 1805.02867), and once more to be
overwritten by its gradient, in the model's own precision. With TRITON_INTERPRET=1 the kernels run on a CPU.
"""

from __future__ import annotations

from typing import Any

import torch
import triton
import triton.language as tl
from torch import Tensor

from sdk.train.model.kernels.output_head import Bend
from sdk.train.model.kernels.rows import Gradients, Statistics

BLOCK = 4096
"""Logits of one row that a program holds at a time."""


def statistics(products_N_V: Tensor, targets_N: Tensor, bend: Bend, entropy: bool) -> Statistics:
    tokens, vocabulary = products_N_V.shape
    exact = torch.float64 if products_N_V.dtype == torch.float64 else torch.float32
    logprobs_N, logsumexp_N, entropies_N = torch.empty(3, tokens, dtype=exact, device=products_N_V.device)
    _statistics[(tokens,)](
        products_N_V, targets_N, logprobs_N, logsumexp_N, entropies_N, vocabulary, products_N_V.stride(0),
        bend.slope, bend.ceiling, EXACT=_triton_type(exact), BLOCK=_block(vocabulary), CAPPED=bool(bend.ceiling),
        ENTROPY=entropy,
    )  # fmt: skip
    return Statistics(logprobs_N, logsumexp_N, entropies_N if entropy else None)


def products_gradient(
    products_N_V: Tensor, targets_N: Tensor, bend: Bend, known: Statistics, gradients: Gradients
) -> Tensor:
    """In place."""
    tokens, vocabulary = products_N_V.shape
    entropy = gradients.entropies_N is not None
    by_entropies_N = known.logsumexp_N if gradients.entropies_N is None else gradients.entropies_N.contiguous()
    _gradient[(tokens, triton.cdiv(vocabulary, _block(vocabulary)))](
        products_N_V, targets_N, known.logsumexp_N, known.entropies_N if entropy else known.logsumexp_N,
        gradients.logprobs_N.contiguous(), by_entropies_N,
        vocabulary, products_N_V.stride(0), bend.slope, bend.ceiling, EXACT=_triton_type(known.logsumexp_N.dtype),
        BLOCK=_block(vocabulary), CAPPED=bool(bend.ceiling), ENTROPY=entropy,
    )  # fmt: skip
    return products_N_V


def _block(vocabulary: int) -> int:
    return min(BLOCK, int(triton.next_power_of_2(vocabulary)))


def _triton_type(dtype: torch.dtype) -> Any:
    return tl.float64 if dtype == torch.float64 else tl.float32


@triton.jit
def _bent(
    products: tl.tensor, slope: tl.tensor, ceiling: tl.tensor, EXACT: tl.constexpr, CAPPED: tl.constexpr
) -> tl.tensor:
    """Logits over the temperature (`Bend`), in float32 at least."""
    logits = products.to(EXACT) * slope
    if CAPPED:
        logits = (2 * tl.sigmoid(2 * logits / ceiling) - 1) * ceiling  # tanh, which tl has not
    return logits


@triton.jit
def _statistics(
    products_ptr: tl.tensor,
    targets_ptr: tl.tensor,
    logprobs_ptr: tl.tensor,
    logsumexp_ptr: tl.tensor,
    entropies_ptr: tl.tensor,
    vocabulary: tl.tensor,
    stride: tl.tensor,
    slope: tl.tensor,
    ceiling: tl.tensor,
    EXACT: tl.constexpr,
    BLOCK: tl.constexpr,
    CAPPED: tl.constexpr,
    ENTROPY: tl.constexpr,
) -> None:
    """One program a token, over its whole row."""
    token = tl.program_id(0).to(tl.int64)
    row_ptr = products_ptr + token * stride
    highest = tl.full((), -1e30, EXACT)  # finite, for its product with 0 is to be 0
    total = tl.full((), 0.0, EXACT)  # of exp(z - highest)
    weighted = tl.full((), 0.0, EXACT)  # of (z - highest) exp(z - highest)
    for start in range(0, vocabulary, BLOCK):
        at = start + tl.arange(0, BLOCK)
        inside = at < vocabulary
        logits = _bent(tl.load(row_ptr + at, mask=inside, other=0.0), slope, ceiling, EXACT, CAPPED)
        higher = tl.maximum(highest, tl.max(tl.where(inside, logits, float("-inf")), 0))
        shares = tl.where(inside, tl.exp(logits - higher), 0.0)
        shrink = tl.exp(highest - higher)
        if ENTROPY:
            weighted = (weighted + (highest - higher) * total) * shrink + tl.sum(shares * (logits - higher), 0)
        total = total * shrink + tl.sum(shares, 0)
        highest = higher
    logsumexp = highest + tl.log(total)
    target = tl.load(targets_ptr + token)
    logit = _bent(tl.load(row_ptr + target), slope, ceiling, EXACT, CAPPED)
    tl.store(logprobs_ptr + token, logit - logsumexp)
    tl.store(logsumexp_ptr + token, logsumexp)
    if ENTROPY:
        tl.store(entropies_ptr + token, tl.log(total) - weighted / total)


@triton.jit
def _gradient(
    products_ptr: tl.tensor,
    targets_ptr: tl.tensor,
    logsumexp_ptr: tl.tensor,
    entropies_ptr: tl.tensor,
    by_logprobs_ptr: tl.tensor,
    by_entropies_ptr: tl.tensor,
    vocabulary: tl.tensor,
    stride: tl.tensor,
    slope: tl.tensor,
    ceiling: tl.tensor,
    EXACT: tl.constexpr,
    BLOCK: tl.constexpr,
    CAPPED: tl.constexpr,
    ENTROPY: tl.constexpr,
) -> None:
    """One program for a block of a token's row."""
    token = tl.program_id(0).to(tl.int64)
    at = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)
    inside = at < vocabulary
    block_ptr = products_ptr + token * stride + at
    logits = _bent(tl.load(block_ptr, mask=inside, other=0.0), slope, ceiling, EXACT, CAPPED)
    logs = logits - tl.load(logsumexp_ptr + token)
    by_logprob = tl.load(by_logprobs_ptr + token).to(EXACT)
    weight = by_logprob
    if ENTROPY:
        weight += (logs + tl.load(entropies_ptr + token)) * tl.load(by_entropies_ptr + token).to(EXACT)
    slopes = tl.where(at == tl.load(targets_ptr + token), by_logprob, 0.0) - tl.exp(logs) * weight
    rate = slope
    if CAPPED:
        bent = logits / ceiling
        rate = slope * (1 - bent * bent)
    tl.store(block_ptr, (slopes * rate).to(products_ptr.dtype.element_ty), mask=inside)
