"""Matrices in eight bits, and their products: tiles of e4m3 numbers, each with a scale in float32.

Where a GPU multiplies e4m3 (Ada, Hopper and later), `triton_fp8` rounds and multiplies. Elsewhere the same numbers are
multiplied in float32, exactly, and nothing becomes faster.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property

import torch
from torch import Tensor
from torch.nn.functional import linear, pad

TILE = 128
FORMAT = torch.float8_e4m3fn
GREATEST = torch.finfo(FORMAT).max


@dataclass(frozen=True, eq=False)
class Rounded:
    """A matrix O_I as FP8 holds it, one byte a number."""

    values: Tensor
    """e4m3, in whole tiles: zeros stand beyond `shape`. The numbers of a row are neighbours where products are real."""
    scales: Tensor
    """float32, one a tile, as the tiles stand in the matrix."""
    shape: tuple[int, int]
    kept_O_I: Tensor | None = None
    """The exact numbers, where they are wanted again and again."""

    def exact(self) -> Tensor:
        """O_I in float32: each number times its scale."""
        if self.kept_O_I is not None:
            return self.kept_O_I
        (height, width), (tall, wide), (down, across) = self.shape, self.values.shape, self.scales.shape
        tiles = self.values.float().view(down, tall // max(1, down), across, TILE)
        return (tiles * self.scales.view(down, 1, across, 1)).view(tall, wide)[:height, :width]

    def at_hand(self) -> Rounded:
        """The same for many products: emulated ones find the exact numbers ready."""
        return self if multiplies(self.values.device) else replace(self, kept_O_I=self.exact())

    @cached_property
    def turned(self) -> Rounded:
        """I_O, of square tiles. Hopper multiplies e4m3 only along rows, therefore this is a copy."""
        kept_I_O = None if self.kept_O_I is None else self.kept_O_I.T
        return Rounded(self.values.T.contiguous(), self.scales.T, self.shape[::-1], kept_I_O)


@cache
def multiplies(device: torch.device) -> bool:
    """Whether it has products of e4m3. AMD's, which torch calls CUDA too, have another e4m3 or are not tried."""
    nvidia = device.type == "cuda" and torch.version.hip is None
    return nvidia and torch.cuda.get_device_capability(device) >= (8, 9)


def rounded(numbers_O_I: Tensor, rows: int = 1) -> Rounded:
    """In tiles of `rows` x 128, each scaled by its greatest absolute value. A tile of zeros has the scale 1."""
    if not multiplies(numbers_O_I.device):
        return emulated(numbers_O_I, rows)
    from sdk.train.model.kernels import triton_fp8  # needs triton, which torch brings along where there is CUDA

    height, width = numbers_O_I.shape
    return Rounded(*triton_fp8.rounded(numbers_O_I, rows), (height, width))


def emulated(numbers_O_I: Tensor, rows: int) -> Rounded:
    """The same on any device."""
    height, width = numbers_O_I.shape
    tall, wide = height + -height % rows, width + -width % TILE
    whole = pad(numbers_O_I.float(), (0, wide - width, 0, tall - height))
    tiles = whole.view(tall // rows, rows, wide // TILE, TILE)
    scales = tiles.abs().amax((1, 3), keepdim=True) / GREATEST
    scales = scales.where(scales > 0, 1.0)
    values = (tiles / scales).to(FORMAT).view(tall, wide)
    return Rounded(values, scales.view(tall // rows, wide // TILE), (height, width))


def multiplied(left_M_K: Rounded, right_N_K: Rounded, bias_N: Tensor | None = None) -> Tensor:
    """left times right transposed, and the bias, M_N in float32."""
    if not multiplies(left_M_K.values.device):
        return linear(left_M_K.exact(), right_N_K.exact(), None if bias_N is None else bias_N.float())
    from sdk.train.model.kernels import triton_fp8

    sizes = (left_M_K.shape[0], right_N_K.shape[0])
    left, right = (left_M_K.values, left_M_K.scales), (right_N_K.values, right_N_K.scales)
    product_M_N = triton_fp8.multiplied(left, right, sizes)
    return product_M_N if bias_N is None else product_M_N.add_(bias_N)
