"""Linear layers in eight bits, as DeepSeek-V3 computes them (arXiv 2412.19437, section 3.3), for sampling.

Activations are scaled by tiles of 1 x 128 numbers and weights by blocks of 128 x 128, each by its own greatest absolute
value, and rounded to e4m3: one sign, four bits of exponent, three of fraction. Sums are in float32. What V3 keeps
exact stays as it is: embedding, head, norms, attention itself, and the gates of experts.

This is an emulation: the numbers are rounded as in FP8 and multiplied in float32, on any device, and nothing becomes
faster. It shows what a sampler in FP8 does to training. Left out: training in FP8, the kernels of a GPU that multiplies
FP8, and experts whose weights transformers holds in one tensor.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import linear, pad

TILE = 128
FORMAT = torch.float8_e4m3fn
GREATEST = torch.finfo(FORMAT).max
EXACT = ("gate", "shared_expert_gate", "kv_b_proj", "lora_A", "lora_B")
"""Parts of the names of layers left as they are: gates, what latent attention uses by its weight, and adapters."""


@contextmanager
def products(model: Any, wanted: bool = True) -> Iterator[None]:
    """The linear layers between embedding and head compute in FP8; their weights must stand still meanwhile."""
    chosen = layers(model) if wanted else []
    for one in chosen:
        one.forward = partial(_product, weight_O_I=rounded(one.weight.detach(), TILE), layer=one)
    try:
        yield
    finally:
        for one in chosen:
            del one.forward  # what hid the class's own


def layers(model: Any) -> list[Any]:
    named = model.base_model.named_modules()
    return [one for name, one in named if isinstance(one, nn.Linear) and not set(EXACT) & set(name.split("."))]


def rounded(numbers_O_I: Tensor, rows: int = 1) -> Tensor:
    """The same in tiles of `rows` x 128, each as FP8 holds it with its scale; in float32. A tile of zeros stays one."""
    exact_O_I = numbers_O_I.float()
    height, width = exact_O_I.shape
    whole = pad(exact_O_I, (0, -width % TILE, 0, -height % rows))
    tiles = whole.view(len(whole) // rows, rows, -1, TILE)
    scales = tiles.abs().amax((1, 3), keepdim=True) / GREATEST
    scales = scales.where(scales > 0, 1.0)
    held = (tiles / scales).to(FORMAT).float() * scales
    return held.view(whole.shape)[:height, :width]


def _product(numbers: Tensor, weight_O_I: Tensor, layer: nn.Linear) -> Tensor:
    held = rounded(numbers.flatten(0, -2)).view(numbers.shape)
    bias = None if layer.bias is None else layer.bias.float()
    return linear(held, weight_O_I, bias).to(numbers.dtype)
