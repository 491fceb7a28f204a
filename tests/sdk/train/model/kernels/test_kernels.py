"""The kernels of the loss agree with what they stand for, in value, gradient and memory."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import torch
from torch import Tensor

from sdk.train.model.kernels import rows, triton_logprobs, triton_rows
from sdk.train.model.kernels.fused_loss import fused_loss
from sdk.train.model.kernels.logprobs import spans, token_logprobs, token_logprobs_and_entropies
from sdk.train.model.kernels.output_head import LOGITS_AT_ONCE, Bend, OutputHead
from sdk.train.model.kernels.rows import Gradients

BENDS = [Bend(), Bend(1.7), Bend(0.6, 3.0)]


def drawn(tokens: int, vocabulary: int, width: int, dtype: torch.dtype) -> tuple[Tensor, OutputHead, Tensor]:
    torch.manual_seed(0)
    hidden_N_H, weight_V_H = torch.randn(tokens, width), torch.randn(vocabulary, width) * 2 * width**-0.5
    head = OutputHead(weight_V_H.to(dtype), torch.randn(vocabulary).to(dtype))
    return hidden_N_H.to(dtype), head, torch.randint(0, vocabulary, (tokens,))


def plain(hidden_N_H: Tensor, head: OutputHead, targets_N: Tensor, temperature: float) -> tuple[Tensor, Tensor]:
    logs_N_V = head.bend(temperature)(head.products(hidden_N_H)).log_softmax(-1)
    return logs_N_V.gather(1, targets_N[:, None])[:, 0], -(logs_N_V.exp() * logs_N_V).sum(-1)


@pytest.mark.parametrize("chunk", [None, 3])
@pytest.mark.parametrize(("scale", "cap"), [(1.0, 0.0), (0.3, 0.0), (1.3, 2.0)])
def test_values_and_gradients_are_those_of_the_formula(chunk: int | None, scale: float, cap: float) -> None:
    hidden, head, targets = drawn(7, 11, 5, torch.float64)
    assert head.bias_V is not None
    inputs = [one.requires_grad_() for one in (hidden, head.weight_V_H, head.bias_V)]

    def ours(hidden_N_H: Tensor, weight_V_H: Tensor, bias_V: Tensor) -> tuple[Tensor, Tensor]:
        changed = OutputHead(weight_V_H, bias_V, scale, cap)
        return token_logprobs_and_entropies(hidden_N_H, changed, targets, 0.7, chunk)

    expected = plain(hidden, OutputHead(head.weight_V_H, head.bias_V, scale, cap), targets, 0.7)
    assert all(torch.allclose(*pair, atol=1e-12, rtol=0) for pair in zip(ours(*inputs), expected, strict=True))
    assert torch.autograd.gradcheck(ours, inputs)
    assert torch.autograd.gradcheck(lambda *leaves: ours(*leaves)[0], inputs), "logprobs alone"


def test_a_frozen_output_matrix_gets_no_gradient() -> None:
    hidden, head, targets = drawn(7, 11, 5, torch.float32)
    token_logprobs(hidden.requires_grad_(), head, targets).sum().backward()  # type: ignore[no-untyped-call]
    assert hidden.grad is not None
    assert head.weight_V_H.grad is None


def test_a_fused_loss_is_the_loss(subtests: pytest.Subtests) -> None:
    hidden, head, targets = drawn(9, 31, 5, torch.float64)
    assert head.bias_V is not None
    leaves = [one.requires_grad_() for one in (hidden, head.weight_V_H, head.bias_V)]
    weights_N = torch.linspace(-1, 1, 9, dtype=torch.float64)

    def token_loss(logprobs_N: Tensor, span: slice) -> Tensor:
        return (weights_N[span] * (logprobs_N + 0.1 * logprobs_N.square())).sum()

    two_passes = token_loss(token_logprobs(hidden, head, targets, 0.7), slice(None))
    expected = torch.autograd.grad(3 * two_passes, leaves)
    for chunk in (None, 4):
        with subtests.test(chunk=chunk):
            fused, logprobs_N = fused_loss(hidden, head, targets, token_loss, 0.7, chunk)
            assert torch.allclose(fused, two_passes, atol=1e-12, rtol=0)
            assert torch.allclose(logprobs_N, token_logprobs(hidden, head, targets, 0.7), atol=1e-12, rtol=0)
            found = torch.autograd.grad(3 * fused, leaves)
            assert all(torch.allclose(*pair, atol=1e-12, rtol=0) for pair in zip(found, expected, strict=True))


def test_a_fused_loss_says_so_when_its_gradient_is_asked_for_twice() -> None:
    hidden, head, targets = drawn(3, 11, 5, torch.float32)
    loss, _ = fused_loss(hidden.requires_grad_(), head, targets, lambda logprobs_N, _: logprobs_N.sum())
    loss.backward(retain_graph=True)  # type: ignore[no-untyped-call]
    with pytest.raises(RuntimeError, match="handed out once"):
        loss.backward()  # type: ignore[no-untyped-call]


def test_bfloat16_is_as_near_to_float64_as_its_roundings_allow() -> None:
    """Each logit is rounded once to 8 bits; the products of the backward pass and what they are made of likewise."""
    tokens, vocabulary, width = 40, 300, 64
    hidden, head, targets = drawn(tokens, vocabulary, width, torch.bfloat16)
    assert head.bias_V is not None
    exact = OutputHead(head.weight_V_H.double(), head.bias_V.double())
    logprobs_N = token_logprobs(hidden.requires_grad_(), head, targets, chunk=16)
    logprobs_N.sum().backward()  # type: ignore[no-untyped-call]
    hidden_64 = hidden.detach().double().requires_grad_()
    exact_N = token_logprobs(hidden_64, exact, targets)
    exact_N.sum().backward()  # type: ignore[no-untyped-call]
    unit = 2.0**-8  # half the distance of neighbours, relative
    largest = float(exact.products(hidden_64.detach()).abs().max())
    assert float((logprobs_N - exact_N).detach().abs().max()) <= 3 * unit * largest, (
        "one rounding of two logits, and of the sum"
    )
    assert hidden.grad is not None
    assert hidden_64.grad is not None
    # a slope's relative error is that of its exponent, at most twice a logit's, and its own rounding
    slopes_N = 2 - 2 * exact_N.exp()  # sum over the vocabulary of |slope|
    bound_N_1 = (unit * (2 * largest + 3) * slopes_N * float(exact.weight_V_H.abs().max()))[:, None]
    assert bool(((hidden.grad.double() - hidden_64.grad).abs() <= bound_N_1).all())


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("bend", BENDS)
def test_triton_on_logits_is_its_twin(bend: Bend, dtype: torch.dtype) -> None:
    torch.manual_seed(1)
    products, targets = (
        (4 * torch.randn(3, triton_rows.BLOCK + 77)).to(dtype),
        torch.tensor([5, 4000, triton_rows.BLOCK + 3]),
    )
    for entropy in (False, True):
        here = triton_rows.statistics(products.clone(), targets, bend, entropy)
        there = rows.statistics(products.clone(), targets, bend, entropy)
        for one, other in zip(here, there, strict=True):
            if one is None or other is None:
                assert not entropy
            else:
                assert torch.allclose(one, other, atol=1e-5, rtol=0)
        by = Gradients(torch.randn(3), torch.randn(3) if entropy else None)
        found = triton_rows.products_gradient(products.clone(), targets, bend, here, by)
        expected = rows.products_gradient(products.clone(), targets, bend, there, by)
        rounding = 2.0**-7 if dtype == torch.bfloat16 else 0.0  # neighbours of 8 bits
        assert torch.allclose(found, expected, atol=1e-5, rtol=rounding)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("bend", BENDS)
def test_triton_without_logits_is_its_twin(bend: Bend, dtype: torch.dtype) -> None:
    hidden, head, targets = drawn(70, 700, 100, dtype)
    found = triton_logprobs.statistics(hidden, head, targets, bend)
    assert head.bias_V is not None
    exact = OutputHead(head.weight_V_H.double(), head.bias_V.double()).products(hidden.double())
    for one, other in zip(found, rows.statistics(exact, targets, bend, True), strict=True):
        assert one is not None
        assert other is not None
        assert torch.allclose(one, other.float(), atol=1e-5, rtol=0)


def test_the_kernels_compile_for_an_h100_where_there_is_none() -> None:
    """A process of its own, for this one may have loaded them to be interpreted."""
    script = """
import triton, triton.language as tl
from triton.backends.compiler import GPUTarget
from triton.compiler import ASTSource
from sdk.train.model.kernels import triton_fp8
from sdk.train.model.kernels import triton_logprobs
from sdk.train.model.kernels import triton_rows
constants = {"EXACT": tl.float32, "BLOCK": 4096, "CAPPED": True, "ENTROPY": True, "TOKENS": 64, "VOCABULARY": 128,
             "HIDDEN": 64, "BIASED": True, "WIDEN": False, "TILES": 32, "ROWS": 1, "WIDTH": 128, "GREATEST": 448.0,
             "LEFT_ROWS": 1, "RIGHT_ROWS": 128, "TALL": 64, "WIDE": 128, "DEEP": 128}
half = {"products_ptr", "hidden_ptr", "weight_ptr", "bias_ptr", "numbers_ptr"}
eighth = {"values_ptr", "left_ptr", "right_ptr"}
def kind(name):
    if name in constants: return "constexpr"
    if name.endswith("_ptr"): return "*i64" if name == "targets_ptr" else "*fp8e4nv" if name in eighth else "*bf16" if name in half else "*fp32"
    return "fp32" if name in ("slope", "ceiling") else "i32"
instructions = {triton_fp8._round: "cvt.rn.satfinite.e4m3x2.f32", triton_fp8._multiply: "f32.e4m3.e4m3"}
for kernel in (triton_rows._statistics, triton_rows._gradient, triton_logprobs._share, *instructions):
    signature = {name: kind(name) for name in kernel.arg_names}
    source = ASTSource(kernel, signature, {name: constants[name] for name in signature if name in constants})
    made = triton.compile(source, target=GPUTarget("cuda", 90, 32)).asm
    assert made["cubin"]
    assert instructions.get(kernel, "") in made["ptx"]
print("compiled")
"""
    not_interpreted = {**os.environ, "TRITON_INTERPRET": "0"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=not_interpreted)
    assert done.stdout.endswith("compiled\n"), done.stderr


def test_few_logits_are_held_whatever_the_vocabulary() -> None:
    for vocabulary in (600, 152_000, 2**27):
        for span in spans(torch.empty(10_000, 1), vocabulary):
            assert span.stop - span.start == 1 or (span.stop - span.start) * vocabulary <= LOGITS_AT_ONCE
    assert [(one.start, one.stop) for one in spans(torch.empty(7, 1), 600, 3)] == [(0, 3), (3, 6), (6, 7)]


def peak_of_a_step(tokens: int) -> int:
    """Bytes by which the process grew at most, through a forward and backward pass of a loss over a vocabulary of 50,000."""
    script = f"""
import resource, torch
from sdk.train.model.kernels.fused_loss import fused_loss
from sdk.train.model.kernels.logprobs import token_logprobs
from sdk.train.model.kernels.output_head import OutputHead
torch.set_num_threads(1)
def step(tokens):
    hidden, head = torch.randn(tokens, 8, requires_grad=True), OutputHead(torch.randn(50_000, 8).requires_grad_())
    targets = torch.zeros(tokens, dtype=torch.long)
    token_logprobs(hidden, head, targets, chunk=100).sum().backward()
    fused_loss(hidden, head, targets, lambda logprobs, _: logprobs.sum(), chunk=100)[0].backward()
step(100)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
step({tokens})
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return int(done.stdout) * 1024


def test_the_peak_does_not_grow_with_length_times_vocabulary() -> None:
    """1,000 tokens' logits are 200 MB; a chunk of 100 is 20 MB, and has been held before the measurement."""
    assert peak_of_a_step(1000) < 40e6
