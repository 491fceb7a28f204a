"""Linear layers in eight bits, as DeepSeek-V3 computes them (arXiv 2412.19437, section 3.3).

All three products of a layer are rounded to e4m3: one sign, four bits of exponent, three of fraction. Activations
and the gradients of outputs are scaled by tiles of 1 x 128 numbers, weights by blocks of 128 x 128, each by its own
greatest absolute value. For the gradient of a weight, which sums over tokens, both are scaled anew by tiles of 128
tokens. Sums, weights and their gradients are in float32. What V3 keeps exact stays as it is: embedding, head, norms,
attention itself, and the gates of experts.

Where a GPU multiplies e4m3 (Ada, Hopper and later) these are its products, by kernels of our own. Elsewhere they are
emulated: the numbers are rounded as in FP8 and multiplied in float32, and nothing becomes faster (`kernels.tiles`). The
kernels have been compiled for a GPU and interpreted on a CPU; their speed is not measured yet. Experts are rounded too,
one after the other. Left out: experts of another form than V3's (with a bias, transposed, without a gate).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, cast

import torch
from torch import Tensor, nn

from sdk.train.model.kernels.tiles import TILE, Rounded, multiplied, rounded

EXACT = ("gate", "shared_expert_gate", "kv_b_proj", "lora_A", "lora_B")
"""Parts of the names of layers left as they are: gates, what latent attention uses by its weight, and adapters."""


@contextmanager
def products(model: Any, wanted: bool = True) -> Iterator[None]:
    """The layers between embedding and head compute in FP8 meanwhile, where they do not anyway."""
    changed = install(model) if wanted else []
    try:
        yield
    finally:
        for one in changed:
            one.__class__ = one.exact_class
            del one.held, one.exact_class


def install(model: Any) -> list[Any]:
    """The layers between embedding and head compute in FP8 from now on; gives those that did not."""
    changed = [*layers(model), *experts(model)]
    for one in changed:
        one.exact_class, one.held = type(one), None
        one.__class__ = InFP8 if one.exact_class is nn.Linear else experts_in_fp8(one.exact_class)
    return changed


def layers(model: Any) -> list[Any]:
    """The linear ones that do not compute in FP8 yet."""
    named = model.base_model.named_modules()
    return [one for name, one in named if type(one) is nn.Linear and not set(EXACT) & set(name.split("."))]


def experts(model: Any) -> list[Any]:
    """All experts of a layer in one module, whose weights are E_2I_H and E_H_I: those that do not yet."""
    form = {"has_gate": True, "has_bias": False, "is_transposed": False, "has_post_expert_norm": False}
    return [
        one
        for one in model.base_model.modules()
        if hasattr(one, "gate_up_proj")
        and not isinstance(one, ExpertsInFP8)
        and all(getattr(one, name, wanted) == wanted for name, wanted in form.items())
        and hasattr(one, "_apply_gate")
    ]


def forget(model: Any) -> None:
    """The rounded weights of a copy, whose weights count their changes from 0."""
    for one in model.modules():
        if isinstance(one, InFP8 | ExpertsInFP8):
            one.held = None


def is_installed(model: Any) -> bool:
    return any(isinstance(one, InFP8 | ExpertsInFP8) for one in model.modules())


class InFP8(nn.Linear):
    """A linear layer whose products are rounded; its weight is what it was."""

    held: tuple[int, Rounded] | None
    """The version of the weight, and that weight rounded: sampling makes a pass a token, with the same one."""

    def forward(self, numbers: Tensor) -> Tensor:
        return _product(numbers, self.weight, self._held_weight(), self.bias)

    def _held_weight(self) -> Rounded:
        if self.held is None or self.held[0] != self.weight._version:
            self.held = (self.weight._version, _rounded_weight(self.weight.detach()))
        return self.held[1]


class ExpertsInFP8(nn.Module):
    """The experts of a layer, as transformers 5 has them, by products that are rounded: K of them for each token."""

    gate_up_proj: nn.Parameter
    down_proj: nn.Parameter
    _apply_gate: Callable[[Tensor], Tensor]
    held: tuple[tuple[int, int], list[tuple[Rounded, Rounded]]] | None
    """The versions of the weights, and each expert's, rounded."""

    def forward(self, numbers_N_H: Tensor, chosen_N_K: Tensor, weights_N_K: Tensor) -> Tensor:
        output_N_H, held = torch.zeros_like(numbers_N_H), self._rounded_weights()
        both = self.gate_up_proj.unbind(), self.down_proj.unbind()
        for expert in torch.unique(chosen_N_K).tolist():
            token_n, place_n = torch.where(chosen_N_K == expert)
            (wide, narrow), (held_wide, held_narrow) = (one[expert] for one in both), held[expert]
            inner_n_I = self._apply_gate(_product(numbers_N_H[token_n], wide, held_wide))
            found_n_H = _product(inner_n_I, narrow, held_narrow) * weights_N_K[token_n, place_n, None]
            output_N_H.index_add_(0, token_n, found_n_H.to(output_N_H.dtype))
        return output_N_H

    def _rounded_weights(self) -> list[tuple[Rounded, Rounded]]:
        both = self.gate_up_proj, self.down_proj
        versions = both[0]._version, both[1]._version
        if self.held is None or self.held[0] != versions:
            pairs = zip(*(one.detach().unbind() for one in both), strict=True)
            self.held = versions, [(_rounded_weight(wide), _rounded_weight(narrow)) for wide, narrow in pairs]
        return self.held[1]


@cache
def experts_in_fp8(kind: type[nn.Module]) -> type[nn.Module]:
    """Of a family of models."""
    return type(f"{kind.__name__}InFP8", (ExpertsInFP8, kind), {})


def _rounded_weight(weight_O_I: Tensor) -> Rounded:
    return rounded(weight_O_I, TILE).at_hand()


def _product(numbers: Tensor, weight_O_I: Tensor, held_O_I: Rounded, bias_O: Tensor | None = None) -> Tensor:
    return cast(Tensor, _Product.apply(numbers, weight_O_I, bias_O, held_O_I))  # type: ignore[no-untyped-call]


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
