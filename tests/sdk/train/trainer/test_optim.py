"""Weights in bfloat16 move by steps that bfloat16 does not know, and go on from a checkpoint bit for bit."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from sdk.train.config.schema import OptimizerConfig
from sdk.train.model.policy import Policy
from sdk.train.model.rows import Rows
from sdk.train.trainer.optim import OPTIMIZERS, Optimizer, adamw, set_learning_rate

MakePolicy = Callable[..., Policy]
ROWS = Rows([[5, 6, 7]], [[8, 9, 10], [11, 1]], [0, 0])


def steps(policy: Policy, optimizer: Optimizer, count: int, rate: float) -> None:
    set_learning_rate(optimizer, rate)
    for _ in range(count):
        policy.logprobs(ROWS).sum().backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        optimizer.zero_grad()


def changed(policy: Policy, before: list[torch.Tensor]) -> float:
    """The share of the numbers in the layers that are not what they were."""
    pairs = list(zip(before, policy.model.base_model.layers.parameters(), strict=True))
    return sum(int((one != two).sum()) for one, two in pairs) / sum(one.numel() for one in before)


def test_steps_too_small_for_bfloat16_add_up(make_policy: MakePolicy) -> None:
    shares = {}
    for master in (False, True):
        policy = make_policy(dtype="bfloat16")
        before = [one.detach().clone() for one in policy.model.base_model.layers.parameters()]
        optimizer = OPTIMIZERS["adamw"](policy, OptimizerConfig(master_weights=master))
        steps(policy, optimizer, 30, 2e-5)
        shares[master] = changed(policy, before)
        assert all(one.dtype == torch.bfloat16 for one in policy.model.parameters())
    assert shares[True] > 2 * shares[False], "a step is 2e-5, and neighbours of a weight of .1 are 5e-4 apart"


@pytest.mark.parametrize("name", sorted(OPTIMIZERS))
def test_a_run_goes_on_bit_for_bit(make_policy: MakePolicy, tmp_path: Path, name: str) -> None:
    policy, config = make_policy(dtype="bfloat16"), OptimizerConfig(master_weights=True)
    optimizer = OPTIMIZERS[name](policy, config)
    steps(policy, optimizer, 3, 1e-4)
    torch.save(optimizer.state_dict(), tmp_path / "state.pt")
    again = copy.copy(policy)
    again.model = copy.deepcopy(policy.model)
    taken_up = OPTIMIZERS[name](again, config)
    taken_up.load_state_dict(torch.load(tmp_path / "state.pt", weights_only=True))
    steps(policy, optimizer, 3, 1e-4)
    steps(again, taken_up, 3, 1e-4)
    assert all(torch.equal(*pair) for pair in zip(policy.model.parameters(), again.model.parameters(), strict=True))


def test_with_float32_copies_change_nothing(make_policy: MakePolicy) -> None:
    policies = [make_policy(), make_policy()]
    for policy, master in zip(policies, (False, True), strict=True):
        steps(policy, OPTIMIZERS["muon"](policy, OptimizerConfig(master_weights=master)), 3, 1e-3)
    assert all(torch.equal(*pair) for pair in zip(*(one.model.parameters() for one in policies), strict=True))


def test_weight_decay_leaves_norms_and_biases_alone(make_policy: Callable[..., Policy]) -> None:
    """Without a gradient of theirs matrices shrink, vectors stay."""
    policy = make_policy()
    optimizer = adamw(policy, OptimizerConfig(weight_decay=0.5))
    set_learning_rate(optimizer, 0.1)
    before = {name: one.detach().clone() for name, one in policy.model.named_parameters()}
    for one in policy.model.parameters():
        one.grad = torch.zeros_like(one)
    optimizer.step()
    moved = {name for name, one in policy.model.named_parameters() if not torch.equal(one, before[name])}
    assert moved == {name for name, one in before.items() if one.ndim > 1}
    assert any(one.ndim == 1 for one in before.values())
