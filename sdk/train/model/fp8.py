"""Linear layers in eight bits, as DeepSeek-V3 computes them (arXiv 2412.19437, section 3.3).

All three products of a layer are rounded to e4m3: one sign, four bits of exponent, three of fraction. Activations
and the gradients of outputs are scaled by tiles of 1 x 128 numbers, weights by blocks of 128 x 128, each by its own
greatest absolute value. For the gradient of a weight, which sums over tokens, both are scaled anew by tiles of 128
tokens. Sums, weights and their gradients are in float32. What V3 keeps exact stays as it is: embedding, head, norms,
attention itself, and the gates of experts.

Where a GPU multiplies e4m3 (Ada, Hopper and later) these are its products, by kernels of our own. Elsewhere they are
emulated: the numbers are rounded as in FP8 and multiplied in float32, and nothing becomes faster (`kernels.tiles`). The
kernels have been compiled for a GPU and interpreted on a CPU; their speed is not measured yet. Left out: experts whose
weights transformers holds in one tensor.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import torch
from torch import Tensor, nn

from sdk.train.model.kernels.tiles import TILE, Rounded, multiplied, rounded

EXACT = ("gate", "shared_expert_gate", "kv_b_proj", "lora_A", "lora_B")
"""Parts of the names of layers left as they are: gates, what latent attention uses by its weight, and adapters."""


@contextmanager
def products(model: Any, wanted: bool = True) -> Iterator[None]:
    """The linear layers between embedding and head compute in FP8 meanwhile, where they do not anyway."""
    changed = install(model) if wanted else []
    try:
        yield
    finally:
        for one in changed:
            one.__class__ = nn.Linear
            del one.held


def install(model: Any) -> list[Any]:
    """The linear layers between embedding and head compute in FP8 from now on; gives those that did not."""
    changed = layers(model)
    for one in changed:
        one.__class__, one.held = InFP8, None
    return changed


def layers(model: Any) -> list[Any]:
    named = model.base_model.named_modules()
    return [one for name, one in named if type(one) is nn.Linear and not set(EXACT) & set(name.split("."))]


def is_installed(model: Any) -> bool:
    return any(isinstance(one, InFP8) for one in model.modules())


class InFP8(nn.Linear):
    """A linear layer whose products are rounded; its weight is what it was."""

    held: tuple[int, Rounded] | None
    """The version of the weight, and that weight rounded: sampling makes a pass a token, with the same one."""

    def forward(self, numbers: Tensor) -> Tensor:
        return cast(Tensor, _Product.apply(numbers, self.weight, self.bias, self._rounded_weight()))  # type: ignore[no-untyped-call]

    def _rounded_weight(self) -> Rounded:
        if self.held is None or self.held[0] != self.weight._version:
            self.held = (self.weight._version, rounded(self.weight.detach(), TILE).at_hand())
        return self.held[1]


class _Product(torch.autograd.Function):
    """numbers_T_I, weight_O_I -> T_O, with any dimensions in place of T; section 3.3.2, figure 7 (a).

    Between the passes it keeps one byte a number.
    """

    @staticmethod
    def forward(ctx: Any, numbers: Tensor, weight_O_I: Tensor, bias: Tensor | None, held_O_I: Rounded) -> Tensor:
        held_T_I = rounded(numbers.flatten(0, -2))
        ctx.save_for_backward(held_T_I.values, held_T_I.scales)
        ctx.held_O_I, ctx.shape = held_O_I, numbers.shape
        ctx.dtypes = (numbers.dtype, weight_O_I.dtype)  # the numbers themselves may go
        return multiplied(held_T_I, held_O_I, bias).view(*numbers.shape[:-1], -1).to(numbers.dtype)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> Any:
        dtype, dtype_of_weight = ctx.dtypes
        gradient_T_O = gradient.flatten(0, -2)
        of_numbers = of_weight = of_bias = None
        if ctx.needs_input_grad[0]:
            of_numbers = multiplied(rounded(gradient_T_O), ctx.held_O_I.turned).view(ctx.shape).to(dtype)
        if ctx.needs_input_grad[1]:
            values, scales = ctx.saved_tensors
            held_T_I = Rounded(values, scales, (len(gradient_T_O), ctx.shape[-1]))
            of_weight = multiplied(rounded(gradient_T_O.T), rounded(held_T_I.exact().T)).to(dtype_of_weight)
        if ctx.needs_input_grad[2]:
            of_bias = gradient_T_O.sum(0)
        return of_numbers, of_weight, of_bias, None
