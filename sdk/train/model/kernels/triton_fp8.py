"""Rounding to tiles of e4m3 and their products, in Triton, for GPUs that multiply FP8: what `tiles` does elsewhere.

A tensor core adds the products of e4m3 with few bits. So its sums end after 128 terms, one tile, and are then scaled
and added in float32, as DeepSeek-V3 has it (arXiv 2412.19437, section 3.3.2). With TRITON_INTERPRET=1 the kernels run
on a CPU; the interpreter rounds to e4m3 wrongly, therefore there torch does, and its products do not know e4m3's NaN.
"""

from __future__ import annotations

import torch
import triton
import triton.language as tl
from torch import Tensor

TILE = 128
AT_ONCE = 32
"""Tiles of one row that a program rounds."""

Held = tuple[Tensor, Tensor]
"""Values in e4m3, whole tiles, and their scales."""


def rounded(numbers_O_I: Tensor, rows: int) -> Held:
    """`rows`: a power of two. The strides of the input are any: a transposed view needs no copy."""
    height, width = numbers_O_I.shape
    down, across = triton.cdiv(height, rows), triton.cdiv(width, TILE)
    interpreted = triton.knobs.runtime.interpret
    format_held = torch.float32 if interpreted else torch.float8_e4m3fn
    values = torch.empty(down * rows, across * TILE, dtype=format_held, device=numbers_O_I.device)
    scales = torch.empty(across, down, dtype=torch.float32, device=numbers_O_I.device).T  # as products read them
    tiles = AT_ONCE if rows == 1 else 1
    _round[(triton.cdiv(down, tiles), across)](
        numbers_O_I, values, scales, height, width, down, *numbers_O_I.stride(), *scales.stride(), values.stride(0),
        TILES=tiles, ROWS=rows, WIDTH=TILE, GREATEST=torch.finfo(torch.float8_e4m3fn).max, num_warps=8,
    )  # fmt: skip
    return values.to(torch.float8_e4m3fn), scales


@triton.jit
def _round(
    numbers_ptr: tl.tensor,
    values_ptr: tl.tensor,
    scales_ptr: tl.tensor,
    height: tl.tensor,
    width: tl.tensor,
    tiles_down: tl.tensor,
    down: tl.tensor,
    across: tl.tensor,
    scales_down: tl.tensor,
    scales_across: tl.tensor,
    values_down: tl.tensor,
    TILES: tl.constexpr,
    ROWS: tl.constexpr,
    WIDTH: tl.constexpr,
    GREATEST: tl.constexpr,
) -> None:
    """One program for tiles below each other, each flat: [TILES, ROWS * WIDTH]. Writes whole tiles."""
    tile = tl.program_id(0).to(tl.int64) * TILES + tl.arange(0, TILES)
    flat = tl.arange(0, ROWS * WIDTH)
    row = tile[:, None] * ROWS + (flat // WIDTH)[None, :]
    column = tl.program_id(1).to(tl.int64) * WIDTH + (flat % WIDTH)[None, :]
    inside = (row < height) & (column < width)
    numbers = tl.load(numbers_ptr + row * down + column * across, mask=inside, other=0.0).to(tl.float32)
    scale = tl.div_rn(tl.max(tl.abs(numbers), 1), tl.full((TILES,), GREATEST, tl.float32))
    scale = tl.where(scale > 0, scale, 1.0)
    held = tl.div_rn(numbers, tl.broadcast_to(scale[:, None], (TILES, ROWS * WIDTH)))
    there = tile < tiles_down
    tl.store(values_ptr + row * values_down + column, held.to(values_ptr.dtype.element_ty), mask=there[:, None])
    tl.store(scales_ptr + tile * scales_down + tl.program_id(1) * scales_across, scale, mask=there)


def multiplied(left: Held, right: Held, sizes: tuple[int, int]) -> Tensor:
    """left[:M] times right[:N] transposed, M_N in float32; `sizes`: M and N. The rows of both are contiguous."""
    height, width = sizes
    (left_M_K, left_scales), (right_N_K, right_scales) = left, right
    product_M_N = torch.empty(height, width, dtype=torch.float32, device=left_M_K.device)
    tall = 128 if height > 64 else 64  # 64 is the least of a Hopper product
    _multiply[(triton.cdiv(height, tall), triton.cdiv(width, 128))](
        left_M_K, right_N_K, left_scales, right_scales, product_M_N, height, width, left_scales.shape[1],
        *left_scales.stride(), *right_scales.stride(),
        LEFT_ROWS=len(left_M_K) // max(1, len(left_scales)), RIGHT_ROWS=len(right_N_K) // max(1, len(right_scales)),
        TALL=tall, WIDE=128, DEEP=TILE, num_warps=tall // 16, num_stages=3,
    )  # fmt: skip
    return product_M_N


@triton.jit
def _multiply(
    left_ptr: tl.tensor,
    right_ptr: tl.tensor,
    left_scales_ptr: tl.tensor,
    right_scales_ptr: tl.tensor,
    product_ptr: tl.tensor,
    height: tl.tensor,
    width: tl.tensor,
    tiles: tl.tensor,
    left_scales_down: tl.tensor,
    left_scales_across: tl.tensor,
    right_scales_down: tl.tensor,
    right_scales_across: tl.tensor,
    LEFT_ROWS: tl.constexpr,
    RIGHT_ROWS: tl.constexpr,
    TALL: tl.constexpr,
    WIDE: tl.constexpr,
    DEEP: tl.constexpr,
) -> None:
    """One program for [TALL, WIDE] of the product. Beyond its edges the last row is read again, and nothing written."""
    row = tl.program_id(0) * TALL + tl.arange(0, TALL)
    column = tl.program_id(1) * WIDE + tl.arange(0, WIDE)
    from_row = tl.minimum(row, height - 1).to(tl.int64)
    from_column = tl.minimum(column, width - 1).to(tl.int64)
    deep = tl.arange(0, DEEP)
    left_ptrs = left_ptr + from_row[:, None] * (tiles * DEEP) + deep[None, :]
    right_ptrs = right_ptr + from_column[None, :] * (tiles * DEEP) + deep[:, None]
    left_scale_ptrs = left_scales_ptr + from_row // LEFT_ROWS * left_scales_down
    right_scale_ptrs = right_scales_ptr + from_column // RIGHT_ROWS * right_scales_down
    total = tl.zeros((TALL, WIDE), tl.float32)
    for _ in range(tiles):
        part = tl.dot(tl.load(left_ptrs), tl.load(right_ptrs))
        total += part * (tl.load(left_scale_ptrs)[:, None] * tl.load(right_scale_ptrs)[None, :])
        left_ptrs += DEEP
        right_ptrs += DEEP
        left_scale_ptrs += left_scales_across
        right_scale_ptrs += right_scales_across
    place = row.to(tl.int64)[:, None] * width + column[None, :]
    tl.store(product_ptr + place, total, mask=(row < height)[:, None] & (column < width)[None, :])
