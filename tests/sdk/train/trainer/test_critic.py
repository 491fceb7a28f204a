"""The critic: what it holds, what it learns, and that it can be put away and taken up again."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from sdk.train.config.load import build
from sdk.train.config.schema import LoraConfig, ModelConfig
from sdk.train.errors import ConfigError
from sdk.train.launch.memory import stage_needs
from sdk.train.launch.stage_plan import planned_stages
from sdk.train.model import lora
from sdk.train.model.policy import Policy, load_policy
from sdk.train.model.reference import Copy
from sdk.train.model.rows import Rows
from sdk.train.trainer.critic import Critic

ROWS = Rows([[5, 6, 7]], [[8, 9, 10, 11], [12, 13]], [0, 0])
OPTIMIZER = build({"optimizer": {"learning_rate": 1e-2}}).optimizer
MakePolicy = Callable[..., Policy]


def learn(critic: Critic, policy: Policy, target: float, steps: int) -> float:
    """The last squared error."""
    critic.set_learning_rate(1e-2)
    error = torch.zeros(())
    for _ in range(steps):
        mask_B_T = ROWS.mask(policy.device)
        error = ((critic.values(ROWS, policy.hidden(ROWS)) - target).square() * mask_B_T).sum() / mask_B_T.sum()
        error.backward()  # type: ignore[no-untyped-call]
        critic.clip_gradient(1.0)
        critic.step()
        critic.zero_grad()
    return float(error.detach())


@pytest.mark.parametrize("own_trunk", [True, False])
def test_it_expects_nothing_at_first_and_learns_what_comes(make_policy: MakePolicy, own_trunk: bool) -> None:
    policy = make_policy()
    critic = Critic(policy, own_trunk, OPTIMIZER)
    values_B_T = critic.values(ROWS)
    assert values_B_T.shape == (2, 4)
    assert values_B_T.abs().max() == 0
    assert learn(critic, policy, 0.7, 60) < 0.1
    assert critic.values(ROWS)[1, 2:].tolist() == [0.0, 0.0], "nothing is expected after the end"


def test_a_trunk_of_its_own_leaves_the_policy_alone(make_policy: MakePolicy) -> None:
    policy = make_policy()
    before = policy.logprobs(ROWS).detach()
    learn(Critic(policy, True, OPTIMIZER), policy, 0.7, 5)
    assert torch.equal(policy.logprobs(ROWS).detach(), before)
    assert all(one.grad is None for one in policy.model.parameters())


def test_the_policys_own_trunk_gets_a_gradient(make_policy: MakePolicy) -> None:
    policy = make_policy()
    learn(Critic(policy, False, OPTIMIZER), policy, 0.7, 3)
    grads = [one.grad for one in policy.model.parameters()]
    assert any(one is not None and float(one.abs().max()) > 0 for one in grads)


@pytest.mark.parametrize("own_trunk", [True, False])
def test_it_goes_on_from_its_state(make_policy: MakePolicy, own_trunk: bool) -> None:
    policy = make_policy()
    critic, other = Critic(policy, own_trunk, OPTIMIZER), Critic(policy, own_trunk, OPTIMIZER)
    learn(critic, policy, 0.7, 3)
    other.load_state_dict(copy.deepcopy(critic.state_dict()))
    assert torch.equal(critic.values(ROWS), other.values(ROWS))
    errors = [learn(one, policy, 0.7, 3) for one in (critic, other)]
    assert errors[0] == errors[1]


def test_with_adapters_the_critic_learns_adapters_of_its_own(make_policy: MakePolicy, tmp_path: Path) -> None:
    make_policy().save(tmp_path / "base")
    policy = load_policy(str(tmp_path / "base"), ModelConfig(lora=LoraConfig(rank=2)), torch.device("cpu"))
    critic = Critic(policy, True, OPTIMIZER)
    assert learn(critic, policy, 0.7, 40) < 0.2
    state = critic.state_dict()["trunk"]
    base = policy.model.state_dict()
    moved = {name for name, one in state.items() if not torch.equal(one, base[name])}
    assert moved
    assert all(".lora_" in name for name in moved)
    assert lora.settings_of(policy.model).rank == 2
    assert isinstance(Copy(policy), Copy)


def test_a_critic_of_its_own_is_counted_in_memory(make_policy: MakePolicy) -> None:
    policy = make_policy()
    weights = 4 * sum(one.numel() for one in policy.model.parameters())
    [stage] = planned_stages(build({"stages": ["ppo"]}))
    needs = stage_needs(stage.config, policy, stage.declared.holds)
    assert needs.learning == 8 * weights, "weights, gradients and two moments, twice"
    [stage] = planned_stages(build({"stages": ["ppo"], "ppo": {"critic": "head"}}))
    assert stage_needs(stage.config, policy, stage.declared.holds).learning == 4 * weights


@pytest.mark.parametrize("stage", ["reasoning_rl", "r1_zero", "all_scenario_rl"])
def test_one_completion_a_question_is_for_methods_that_do_not_compare(stage: str) -> None:
    settings: dict[str, Any] = {"stages": [stage], "rollout": {"group_size": 1}}
    with pytest.raises(ConfigError, match=rf"{stage} compares completions of one question: set rollout.group_size"):
        planned_stages(build(settings))
    planned_stages(build({**settings, "stages": ["ppo"]}))
    planned_stages(build({**settings, "grpo": {"advantages": "batch"}}))
