"""Attention in segments is attention by a mask, in value and gradient, and makes nothing of length times length."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from sdk.train.model.attention import packed
from sdk.train.model.attention.packed import Packed
from sdk.train.model.policy import Policy
from sdk.train.model.rows import Rows

MakePolicy = Callable[..., Policy]


def drawn(prompts: int, group: int, length: int) -> tuple[list[list[int]], list[list[int]], list[int]]:
    source = random.Random(0)
    rows = [source.choices(range(2, 300), k=source.randint(1, length)) for _ in range(prompts * (group + 1))]
    of = [number // group for number in range(prompts * group)]
    source.shuffle(of)
    return rows[:prompts], [*rows[prompts:-1], [1]], of  # the last has nothing but its first token


def attended(layout: Packed, dtype: torch.dtype, heads: int, shared: int) -> list[Tensor]:
    torch.manual_seed(0)
    tokens = layout.ids_1_N.shape[1]
    shapes = [(1, count, tokens, 8) for count in (heads, shared, shared, heads)]
    *inputs, by_output = (torch.randn(shape).bfloat16().to(dtype) for shape in shapes)  # the same numbers in any dtype
    for one in inputs:
        one.requires_grad_()
    query, key, value = inputs
    output = layout.attend(0, query, key, value, None)
    return [output.detach(), *torch.autograd.grad(output, inputs, by_output)]


@pytest.mark.parametrize(("heads", "shared"), [(2, 2), (4, 2)])
def test_segments_are_the_mask(heads: int, shared: int) -> None:
    rows = drawn(3, 4, 9)
    expected = attended(Packed(*rows, "cpu"), torch.float64, heads, shared)
    found = attended(Packed(*rows, "cpu", masked_pairs=0), torch.float64, heads, shared)
    assert all(torch.allclose(*pair, atol=1e-12, rtol=0) for pair in zip(expected, found, strict=True))


def test_a_batch_of_single_tokens_has_nothing_to_attend() -> None:
    rows = [[5, 6], [7]], [[1], [2]], [0, 1]
    expected = attended(Packed(*rows, "cpu"), torch.float64, 2, 2)
    found = attended(Packed(*rows, "cpu", masked_pairs=0), torch.float64, 2, 2)
    assert all(torch.allclose(*pair, atol=1e-12, rtol=0) for pair in zip(expected, found, strict=True))


def test_bfloat16_is_as_near_as_its_roundings() -> None:
    """Inputs, the parts and their sum are rounded to 8 bits, all of size about 1."""
    rows = drawn(2, 4, 40)
    exact = attended(Packed(*rows, "cpu"), torch.float64, 2, 2)
    found = attended(Packed(*rows, "cpu", masked_pairs=0), torch.bfloat16, 2, 2)
    for one, other in zip(exact, found, strict=True):
        assert float((one - other).norm() / one.norm()) < 4 * 2.0**-8


def test_a_policy_gives_the_same_in_segments(make_policy: MakePolicy, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = make_policy(dtype="float64")
    prompts, completions, of = drawn(3, 4, 20)
    logprobs, gradients = [], []
    for pairs in (packed.MASKED_PAIRS, 0):
        monkeypatch.setattr(Packed.__init__, "__defaults__", (pairs,))
        logprobs_B_T = policy.logprobs(Rows(prompts, completions, of))
        gradients.append(torch.autograd.grad(logprobs_B_T.sum(), list(policy.model.parameters())))
        logprobs.append(logprobs_B_T.detach())
    assert torch.allclose(logprobs[0], logprobs[1], atol=1e-12, rtol=0)
    for one, other in zip(*gradients, strict=True):
        # transformers' norms and rotations round to float32 whatever the model is held in
        assert float((one - other).norm()) <= 1e-6 * float(one.norm())


def test_memory_does_not_grow_with_the_square_of_the_length() -> None:
    """4 completions of 6,000 tokens: a mask alone is 174 MB, the scores of a head 600; queries to gradients are 30."""
    script = """
import resource, torch
from sdk.train.model.attention.packed import Packed
torch.set_num_threads(1)
def step(length):
    layout = Packed([[1] * 300], [[1] * length] * 4, [0] * 4, "cpu", masked_pairs=0)
    tokens = layout.ids_1_N.shape[1]
    inputs = [torch.randn(1, 1, tokens, 8, requires_grad=True) for _ in range(3)]
    layout.attend(0, *inputs, None).sum().backward()
step(100)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
step(6000)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(done.stdout) * 1024 < 100e6
