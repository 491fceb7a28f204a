"""Rounding to eight bits and its products: the kernels for a GPU agree with what is emulated elsewhere."""

from __future__ import annotations

import copy
from unittest.mock import patch

import pytest
import torch
from torch import Tensor

from sdk.train.model import fp8
from sdk.train.model.kernels import tiles, triton_fp8
from sdk.train.model.kernels.tiles import Rounded, multiplied, rounded

on_kernels = patch.object(tiles, "multiplies", lambda device: True)
"""As on a GPU that multiplies FP8; the interpreter of Triton computes."""


def uneven(height: int, width: int, seed: int = 0) -> Tensor:
    """Neighbouring rows and neighbouring tiles differ by orders of magnitude: a scale in another's place is seen."""
    random = torch.Generator().manual_seed(seed)
    rows, columns = torch.randn(height, 1, generator=random), torch.randn(1, -(-width // 128), generator=random)
    scales = (2 * rows + 2 * columns.repeat_interleave(128, 1)[:, :width]).exp()
    return torch.randn(height, width, generator=random) * scales


def partly_zero() -> Tensor:
    numbers = uneven(140, 260)
    numbers[:130, :128] = 0
    return numbers


@pytest.mark.parametrize("rows", [1, 128])
@pytest.mark.parametrize(
    "numbers",
    [uneven(130, 300), uneven(300, 130).T, uneven(5, 7).double(), uneven(40, 257).bfloat16(), partly_zero()],
)
def test_the_kernel_rounds_to_the_same_bits(numbers: Tensor, rows: int) -> None:
    values, scales = triton_fp8.rounded(numbers, rows)
    twin = rounded(numbers, rows)
    assert torch.equal(values.view(torch.uint8), twin.values.view(torch.uint8))
    assert torch.equal(scales, twin.scales)


@pytest.mark.parametrize("rows", [1, 128])
def test_what_is_not_finite_is_not_hidden(rows: int) -> None:
    numbers = uneven(5, 300)
    numbers[1, 7], numbers[3, 200] = torch.nan, torch.inf
    for found in (rounded(numbers, rows), Rounded(*triton_fp8.rounded(numbers, rows), (5, 300))):
        assert found.exact()[1, 7].isnan()
        assert found.exact()[3, 200].isnan()
        assert found.exact()[:, 256:].isfinite().all(), "of another tile"


@pytest.mark.parametrize(("height", "depth", "width"), [(1, 5, 3), (70, 300, 200), (129, 128, 140), (64, 257, 1)])
@pytest.mark.parametrize("rows", [(1, 128), (1, 1), (128, 1)])
def test_the_kernel_multiplies_as_emulated(height: int, depth: int, width: int, rows: tuple[int, int]) -> None:
    left, right = rounded(uneven(height, depth), rows[0]), rounded(uneven(width, depth, 1), rows[1])
    expected = left.exact().double() @ right.exact().double().T
    terms = left.exact().double().abs() @ right.exact().double().abs().T
    with on_kernels:
        found = multiplied(left, right, torch.ones(width))
    assert found.dtype == torch.float32
    assert ((found - 1 - expected).abs() <= 1e-6 * (terms + 1)).all(), "sums of a product are off by their own terms"


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize(("tokens", "depth", "width"), [(100, 130, 140), (1, 64, 172), (65, 256, 384)])
def test_a_layer_on_kernels_is_the_emulated_layer(tokens: int, depth: int, width: int, dtype: torch.dtype) -> None:
    numbers, gradient = uneven(2 * tokens, depth).to(dtype), uneven(2 * tokens, width, 1).to(dtype)
    layer = torch.nn.Linear(depth, width, dtype=dtype)
    emulated = products_of(copy.deepcopy(layer), numbers, gradient)
    with on_kernels:
        real = products_of(copy.deepcopy(layer), numbers, gradient)
    rounding = 2.0**-7 if dtype == torch.bfloat16 else 1e-5  # neighbours of 8 bits
    for found, expected in zip(real, emulated, strict=True):
        assert found.dtype == dtype
        least = 1e-6 * float(expected.abs().max())
        torch.testing.assert_close(found, expected, rtol=rounding, atol=least)


def products_of(layer: torch.nn.Linear, numbers: Tensor, gradient: Tensor) -> list[Tensor]:
    """The output, and the gradients by numbers, weight and bias."""
    fp8.install(torch.nn.ModuleDict({"base_model": torch.nn.Sequential(layer)}))
    numbers_2_T_I = numbers.view(2, -1, numbers.shape[1]).requires_grad_()
    output = layer(numbers_2_T_I)
    assert isinstance(output, Tensor)
    leaves = [numbers_2_T_I, *layer.parameters()]
    return [output.detach(), *torch.autograd.grad(output, leaves, gradient.view_as(output))]


@pytest.mark.parametrize("ready", [False, True])
def test_a_turned_weight_is_the_weight_transposed(ready: bool) -> None:
    weight = rounded(uneven(140, 300), 128)
    turned = (weight.at_hand() if ready else weight).turned
    assert torch.equal(turned.exact(), weight.exact().T)
    assert turned.values.is_contiguous()
    assert weight.turned is weight.turned, "it is copied once"


def test_emulated_products_find_the_weight_in_float32_and_real_ones_leave_it_out() -> None:
    weight = rounded(uneven(140, 300), 128)
    ready = weight.at_hand()
    assert ready.exact() is ready.exact()
    with on_kernels:
        assert weight.at_hand().kept_O_I is None


@pytest.mark.parametrize(
    ("capability", "hip", "real"),
    [((8, 0), None, False), ((8, 9), None, True), ((9, 0), None, True), ((9, 4), "6.2", False)],
)
def test_products_are_real_on_ada_and_hopper_and_nowhere_before(
    capability: tuple[int, int], hip: str | None, real: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda device: capability)
    monkeypatch.setattr(torch.version, "hip", hip)
    assert tiles.multiplies.__wrapped__(torch.device("cuda")) == real
    assert not tiles.multiplies(torch.device("cpu"))


def test_nothing_is_rounded_to_nothing() -> None:
    empty = rounded(torch.empty(0, 200))
    weight = rounded(uneven(3, 200), 128)
    assert empty.exact().shape == (0, 200)
    assert multiplied(empty, weight).shape == (0, 3)
    with on_kernels:
        assert multiplied(rounded(torch.empty(0, 200)), weight).shape == (0, 3)


def test_between_the_passes_a_layer_keeps_a_byte_a_number() -> None:
    kept: list[Tensor] = []
    layer = torch.nn.Linear(256, 128)
    fp8.install(torch.nn.ModuleDict({"base_model": torch.nn.Sequential(layer)}))
    with torch.autograd.graph.saved_tensors_hooks(lambda one: kept.append(one), lambda one: one):
        layer(torch.randn(1024, 256))
    assert sum(one.numel() * one.element_size() for one in kept) == 1024 * 256 + 4 * 1024 * 2, "and four a tile"
