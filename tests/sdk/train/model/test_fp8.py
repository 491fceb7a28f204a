"""Products as FP8 rounds them: tile by tile, in the layers that V3 computes so, while completions are sampled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from sdk.train.config.load import build
from sdk.train.config.schema import ModelConfig, RolloutConfig
from sdk.train.data.problems import Problem
from sdk.train.errors import ConfigError
from sdk.train.launch.setup import open_engine
from sdk.train.model import fp8
from sdk.train.model.kernels.tiles import GREATEST, rounded
from sdk.train.model.policy import Policy, load_policy
from sdk.train.model.reference import Copy
from sdk.train.model.rows import Rows
from sdk.train.rollout.agreement import widest_gap
from sdk.train.rollout.engine import BuiltIn
from sdk.train.rollout.samples import SampleRequest
from sdk.train.trainer.objective import sampled_elsewhere
from tests.sdk.train.conftest import prompts_of
from tests.sdk.train.deepseek import OPTIONS as DEEPSEEK

MakePolicy = Callable[..., Policy]
E4M3 = sorted(
    {sign * (1 + part / 8) * 2.0**power for sign in (1, -1) for part in range(8) for power in range(-6, 9)}
    | {sign * part / 8 * 2.0**-6 for sign in (1, -1) for part in range(8)}
)[1:-1]
"""Every number that e4m3 holds: the greatest and the least bit pattern stand for NaN."""


def by_hand(numbers_O_I: Tensor, rows: int) -> Tensor:
    """Each number as the nearest one of its tile's grid."""
    found, grid = torch.empty_like(numbers_O_I), torch.tensor(E4M3, dtype=torch.float64)
    for top in range(0, numbers_O_I.shape[0], rows):
        for left in range(0, numbers_O_I.shape[1], 128):
            tile = numbers_O_I[top : top + rows, left : left + 128]
            scale = (tile.abs().max() / 448).double()
            nearest = (grid * scale - tile.double()[..., None]).abs().argmin(-1)
            found[top : top + rows, left : left + 128] = (grid[nearest] * scale).float()
    return found


def test_the_format_is_e4m3() -> None:
    assert max(E4M3) == GREATEST == 448
    assert len(E4M3) == 2**8 - 3, "two are NaN, and zero has two signs"


@pytest.mark.parametrize(("shape", "rows"), [((3, 300), 1), ((130, 200), 128), ((1, 5), 1)])
def test_numbers_are_the_nearest_ones_of_their_tile(shape: tuple[int, int], rows: int) -> None:
    random = torch.Generator().manual_seed(0)
    numbers = torch.randn(shape, generator=random) * torch.randn(shape[0], 1, generator=random).exp()
    numbers[:, -2:] *= 1000
    found, expected = rounded(numbers, rows).exact(), by_hand(numbers, rows)
    same = torch.isclose(found, expected, rtol=1e-5, atol=0)
    assert same.float().mean() > 0.995, "but for numbers in the middle between two"
    assert (found - numbers).abs().max() <= numbers.abs().max() / 16 * 1.001


def test_an_outlier_spoils_its_own_tile_alone() -> None:
    numbers = torch.full((1, 256), 0.01)
    numbers[0, 0] = 1e5
    found = rounded(numbers).exact()
    assert (found[0, 1:128] == 0).all()
    torch.testing.assert_close(found[0, 128:], numbers[0, 128:])
    assert (rounded(torch.zeros(2, 3)).exact() == 0).all()
    assert rounded(torch.tensor([[1.0, torch.nan]])).exact().isnan().any(), "what is not finite is not hidden"


@pytest.mark.parametrize("shape", [{}, {"architecture": "deepseek_v3", "options": DEEPSEEK, "layers": 3}])
@torch.no_grad()
def test_the_layers_between_embedding_and_head_round_their_products(
    make_policy: MakePolicy, shape: dict[str, Any]
) -> None:
    policy = make_policy(**shape)
    rows = Rows([[5, 6, 7]], [[1, 2, 3], [4, 5]], [0, 0])
    layer = policy.model.base_model.layers[0].mlp.down_proj
    numbers = torch.randn(2, 3, layer.in_features, generator=torch.Generator().manual_seed(0))
    exact, plain = policy.logprobs(rows), layer(numbers)
    with fp8.products(policy.model):
        gap = (policy.logprobs(rows) - exact).abs().max()
        held = by_hand(numbers.flatten(0, 1), 1) @ by_hand(layer.weight, 128).T
        found = layer(numbers)
    assert 1e-3 < gap < 1
    torch.testing.assert_close(found.flatten(0, 1), held, atol=0.02 * float(held.abs().max()), rtol=0.02)
    assert 1e-3 < (found - plain).abs().max() / plain.abs().max() < 0.1
    assert torch.equal(policy.logprobs(rows), exact), "afterwards all is as it was"
    assert not fp8.is_installed(policy.model)
    names = {name for name, one in policy.model.base_model.named_modules() if one in fp8.layers(policy.model)}
    assert any(name.endswith("o_proj") for name in names)
    assert not any("kv_b_proj" in name or "gate" in name.split(".") for name in names)


def test_gradients_come_from_rounded_products() -> None:
    random = torch.Generator().manual_seed(0)
    layer, exact = torch.nn.Linear(130, 140), torch.nn.Linear(130, 140)
    exact.load_state_dict(layer.state_dict())
    numbers = torch.randn(2, 100, 130, generator=random, requires_grad=True)
    gradient = torch.randn(2, 100, 140, generator=random)
    fp8.install(Alone(layer))
    layer(numbers).backward(gradient)
    gradient_T_O, numbers_T_I = gradient.flatten(0, 1), numbers.detach().flatten(0, 1)
    of_numbers = rounded(gradient_T_O).exact() @ rounded(layer.weight.detach(), 128).exact()
    of_weight = rounded(gradient_T_O.T).exact() @ rounded(rounded(numbers_T_I).exact().T).exact().T
    assert numbers.grad is not None
    torch.testing.assert_close(numbers.grad.flatten(0, 1), of_numbers)
    torch.testing.assert_close(layer.weight.grad, of_weight)
    torch.testing.assert_close(layer.bias.grad, gradient_T_O.sum(0))
    exact(numbers).backward(gradient)
    for found, wanted in zip(layer.parameters(), exact.parameters(), strict=True):
        assert found.grad is not None
        assert wanted.grad is not None
        assert (found.grad - wanted.grad).norm() < 0.1 * wanted.grad.norm()


class Alone(torch.nn.Module):
    def __init__(self, layer: torch.nn.Linear) -> None:
        super().__init__()
        self.base_model = torch.nn.Sequential(layer)


def test_experts_are_linear_layers_in_eight_bits(make_policy: MakePolicy) -> None:
    """Output and gradients are those of each expert's layers in FP8, weighed; a changed weight is rounded anew."""
    policy = make_policy(architecture="deepseek_v3", options=DEEPSEEK, layers=2)
    (experts,) = fp8.experts(policy.model)
    random = torch.Generator().manual_seed(0)
    numbers = torch.randn(30, experts.hidden_dim, generator=random, requires_grad=True)
    chosen = torch.stack([torch.randperm(7, generator=random)[:2] for _ in range(30)])  # the last expert gets none
    weights = torch.rand(30, 2, generator=random, requires_grad=True)
    for step in range(2):
        expected = torch.zeros(30, experts.hidden_dim)
        with torch.no_grad():
            experts.down_proj.add_(0.1 * step)
        both = [one.detach().clone().requires_grad_() for one in (experts.gate_up_proj, experts.down_proj)]
        twin_numbers, twin_weights = (one.detach().clone().requires_grad_() for one in (numbers, weights))
        for expert in range(7):
            layers = [linear_in_fp8(one[expert]) for one in both]
            token, place = torch.where(chosen == expert)
            gate, up = layers[0](twin_numbers[token]).chunk(2, -1)
            found = layers[1](torch.nn.functional.silu(gate) * up) * twin_weights[token, place, None]
            expected = expected.index_add(0, token, found)
        gradient = torch.randn(30, experts.hidden_dim, generator=random)
        torch.autograd.backward(expected, gradient)
        with fp8.products(policy.model):
            output = experts(numbers, chosen, weights)
            held = experts.held
            assert experts._rounded_weights() is held[1]
        output.backward(gradient)
        torch.testing.assert_close(output, expected)
        pairs = (
            (numbers, twin_numbers),
            (weights, twin_weights),
            *zip((experts.gate_up_proj, experts.down_proj), both, strict=True),
        )
        for one, twin in pairs:
            torch.testing.assert_close(one.grad, twin.grad)
            assert float(one.grad.abs().max()) > 0
            one.grad = None
        assert float((experts(numbers, chosen, weights) - output).detach().abs().max()) > 1e-4, "exact again"


def linear_in_fp8(weight: Tensor) -> Callable[[Tensor], Tensor]:
    """Whose gradient reaches a slice of a larger weight."""
    return lambda numbers: fp8._product(numbers, weight, rounded(weight.detach(), 128))


@pytest.mark.parametrize("architecture", ["deepseek_v3", "qwen3_moe", "mixtral"])
def test_a_mixture_of_experts_samples_in_eight_bits_as_it_trains(make_policy: MakePolicy, architecture: str) -> None:
    few = {"num_experts": 4, "num_local_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 16}
    options = DEEPSEEK if architecture == "deepseek_v3" else few
    exact = make_policy(architecture=architecture, options=options, layers=2)
    policy = make_policy(architecture=architecture, options=options, layers=2, fp8=True)
    assert fp8.experts(exact.model)
    assert not fp8.experts(policy.model)
    rows = Rows([[5, 6, 7]], [[1, 2, 3], [4, 5]], [0, 0])
    with torch.no_grad():
        assert widest_gap(policy) < 0.02
        assert float((policy.logprobs(rows) - exact.logprobs(rows)).abs().max()) > 1e-4
    torch.autograd.backward(policy.logprobs(rows).sum())
    assert all(one.grad is not None for name, one in policy.model.named_parameters() if "experts" in name)


@torch.no_grad()
def test_a_changed_weight_is_rounded_anew() -> None:
    layer = torch.nn.Linear(8, 8, bias=False)
    fp8.install(Alone(layer))
    numbers = torch.ones(1, 8)
    before = layer(numbers)
    layer.weight.mul_(2)
    torch.testing.assert_close(layer(numbers), 2 * before)


def test_sampling_in_eight_bits_agrees_with_training_in_eight_bits(make_policy: MakePolicy) -> None:
    policy = make_policy(fp8=True)
    assert fp8.is_installed(policy.model)
    with torch.no_grad():
        assert widest_gap(policy) < 0.02
    torch.autograd.backward(policy.logprobs(Rows([[5, 6, 7]], [[1, 2, 3]], [0])).sum())
    inner, adapted = policy.model.base_model.layers[0].mlp.down_proj, make_policy(fp8=True, lora={"rank": 2})
    assert inner.weight.grad is not None
    torch.autograd.backward(adapted.logprobs(Rows([[5, 6, 7]], [[1, 2, 3]], [0])).sum())
    learning = {name for name, one in adapted.model.named_parameters() if one.grad is not None}
    assert learning
    assert all("lora" in name for name in learning)


def test_completions_of_a_rounded_sampler_are_seen_and_corrected(make_policy: MakePolicy) -> None:
    policy = make_policy()
    prompts = prompts_of(policy, ["What is 3+4?"])
    gaps = []
    for in_fp8 in (False, True):
        config = RolloutConfig(max_new_tokens=10, fp8=in_fp8)
        request = SampleRequest([Problem("q", "q")], prompts, 4, config, torch.Generator().manual_seed(0))
        [group] = BuiltIn().sample(policy, request, lambda group: None)
        rows = Rows([group.prompt_ids], [one.ids for one in group.completions], [0] * 4)
        with torch.no_grad():
            exact_B_T = policy.logprobs(rows)
        pairs = zip(exact_B_T.tolist(), group.completions, strict=True)
        gaps.append(max(abs(a - b) for row, one in pairs for a, b in zip(row, one.logprobs, strict=False)))
    assert gaps[0] < 1e-4
    assert gaps[1] > 1e-3
    assert sampled_elsewhere(build({"rollout": {"fp8": True}}))
    assert not sampled_elsewhere(build({}))


def test_another_engine_is_told_to_round_itself(tmp_path: Any) -> None:
    config = build(
        {
            "output_dir": str(tmp_path),
            "engine": {"kind": "vllm", "url": "http://127.0.0.1:1"},
            "rollout": {"fp8": True},
        }
    )
    with pytest.raises(ConfigError, match=r"^rollout.fp8 is for engine.kind=builtin: [^\n]*$"):
        open_engine(config, print)


@torch.no_grad()
@pytest.mark.parametrize("shape", [{}, {"architecture": "deepseek_v3", "options": DEEPSEEK, "layers": 3}])
def test_a_reference_is_rounded_from_its_own_weights(
    make_policy: MakePolicy, shape: dict[str, Any], tmp_path: Path
) -> None:
    """However often the policy had changed when it was last rounded, and since."""
    rows = Rows([[5, 6, 7]], [[1, 2, 3]], [0])
    make_policy(**shape).save(tmp_path)
    for changes in range(3):
        policy = load_policy(str(tmp_path), ModelConfig(fp8=True), torch.device("cpu"))
        for _ in range(changes):
            change(policy)
        policy.logprobs(rows)
        change(policy)
        reference = Copy(policy)
        for _ in range(3):
            reference.follow(policy)
            assert torch.equal(reference.logprobs(rows), policy.logprobs(rows))
            change(policy)


def change(policy: Policy) -> None:
    for one in policy.model.base_model.layers.parameters():
        one.mul_(0.9)
