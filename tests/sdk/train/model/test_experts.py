"""Mixtures of experts: the balance loss by hand, its gradient, what is logged; and DeepSeek-V3's shape in every stage."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from sdk.data.rows import read_journal
from sdk.train.config.schema import ExpertsConfig, OptimizerConfig
from sdk.train.model.experts import BIAS, Balance, balance_loss, routers
from sdk.train.model.policy import Policy
from sdk.train.model.rows import Rows
from sdk.train.stages.handover import read_card
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.optim import adamw
from sdk.train.trainer.sft import sft_update
from tests.sdk.train.deepseek import OPTIONS
from tests.sdk.train.stages.test_distillation import LongerIsBetter, learns, one_trace, run

ROWS = Rows([[5, 6, 7, 8, 9], [10, 11, 12]], [[20, 21, 22], [30, 31], [40, 41, 42, 43]], [0, 0, 1])


@pytest.fixture
def policy(make_policy: Callable[..., Policy]) -> Policy:
    return make_policy(architecture="deepseek_v3", layers=3, options=OPTIONS)


@pytest.mark.parametrize(
    ("affinities", "chosen", "loss"),
    [
        ([[0.9, 0.1], [0.6, 0.4]], [[0], [0]], 1.5),  # f = (2, 0), P = (.75, .25)
        ([[0.9, 0.1], [0.2, 0.8]], [[0], [1]], 1.0),  # f = (1, 1): any P gives 1
        ([[0.5, 0.3, 0.1, 0.1]], [[0, 1]], 1.6),  # f = (2, 2, 0, 0)
        ([[1.0, 0.0, 0.0, 0.0]], [[0, 1]], 2.0),
    ],
)
def test_the_balance_loss_by_hand(affinities: list[list[float]], chosen: list[list[int]], loss: float) -> None:
    assert balance_loss(torch.tensor(affinities), torch.tensor(chosen)) == pytest.approx(loss)


@pytest.mark.parametrize("architecture", ["qwen3_moe", "mixtral", "deepseek_v3"])
def test_every_layer_with_experts_is_watched(make_policy: Callable[..., Policy], architecture: str) -> None:
    few = {"num_experts": 4, "num_local_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 16}
    options = OPTIONS if architecture == "deepseek_v3" else few
    policy = make_policy(architecture=architecture, options=options)
    balance = Balance(policy.model, ExpertsConfig(balance=1.0))
    with balance.watching():
        policy.logprobs(ROWS)
    layers = len(routers(policy.model))
    assert layers == (1 if architecture == "deepseek_v3" else 2), "the first of V3's layers is dense"
    loss = balance.loss(1.0)
    assert isinstance(loss, torch.Tensor)
    assert layers * 0.9 < loss.item() < layers * 4
    loss.backward()  # type: ignore[no-untyped-call]
    assert all(one.weight.grad.abs().sum() > 0 for one in routers(policy.model))


def test_padding_counts_no_expert(make_policy: Callable[..., Policy]) -> None:
    """Six tokens in two rows of which one is padded. The prompt is there twice, where packed rows have it once."""
    padded = make_policy(architecture="deepseek_v3", options=OPTIONS, shared_prefix=False)
    balance = Balance(padded.model, ExpertsConfig())
    rows = Rows([[5, 6]], [[20, 21, 22], [30]], [0, 0])
    with balance.watching():
        padded.logprobs(rows)
    assert [len(one) for one in balance._chosen] == [4 + 2], "the last token of each predicts nothing"


def test_recomputed_activations_give_the_same_gradient(make_policy: Callable[..., Policy]) -> None:
    gradients = []
    for again in (False, True):
        policy = make_policy(architecture="deepseek_v3", options=OPTIONS, gradient_checkpointing=again)
        balance = Balance(policy.model, ExpertsConfig(balance=1.0))
        with balance.watching():
            logprobs_B_T = policy.logprobs(ROWS)
        (balance.loss(1.0) - logprobs_B_T.sum()).backward()  # type: ignore[no-untyped-call]
        gradients.append(routers(policy.model)[0].weight.grad)
    torch.testing.assert_close(*gradients)


def test_a_dense_model_has_nothing_to_balance(make_policy: Callable[..., Policy]) -> None:
    balance = Balance(make_policy().model, ExpertsConfig())
    with balance.watching():
        pass
    balance.adjust()
    assert (balance.loss(1.0), balance.record()) == (0.0, {})


@pytest.mark.parametrize(
    ("config", "mended"),
    [({"balance": 0.0}, False), ({"balance": 0.05}, True), ({"balance": 0.0, "bias_speed": 0.01}, True)],
)
def test_an_uneven_load_is_mended(policy: Policy, config: dict[str, float], mended: bool) -> None:
    """A router that prefers half of the experts, while the model learns one text."""
    with torch.no_grad():
        for one in routers(policy.model):
            getattr(one, BIAS)[:4] += 0.2
    settings = OptimizerConfig(learning_rate=0.01, micro_tokens=1000)
    learner = Learner(policy, torch.Generator(), torch.Generator(), adamw(policy, settings))
    entropies = []
    for _ in range(40):
        balance = Balance(policy.model, ExpertsConfig(**config))
        sft_update(learner, ROWS, settings, balance)
        entropies.append(balance.record()["experts/entropy"])
    assert entropies[0] < math.log(6) / math.log(8), "hardly more than half of the experts"
    assert (max(entropies[-5:]) > 0.9) == mended, entropies


def test_the_balance_loss_is_kept_in_reinforcement_learning(tmp_path: Path) -> None:
    """The router's weights move otherwise with it."""
    model: dict[str, Any] = {"architecture": "deepseek_v3", "hidden_size": 32, "vocab_size": 400, "options": OPTIONS}
    gates = {}
    for balance in (0.0, 1.0):
        folder, experts = tmp_path / f"run{balance:g}", {"balance": balance}
        assert run(folder, ["r1_zero"], LongerIsBetter(), model=model, experts=experts)
        weights = load_file(folder / "stages" / "00-r1_zero" / "model" / "model.safetensors")
        gates[balance] = [value for name, value in weights.items() if name.endswith("mlp.gate.weight")]
    assert gates[0.0]
    assert not any(map(torch.equal, gates[0.0], gates[1.0]))


def test_the_shape_of_deepseek_v3_goes_through_every_stage(tmp_path: Path) -> None:
    model: dict[str, Any] = {"architecture": "deepseek_v3", "hidden_size": 32, "vocab_size": 400, "options": OPTIONS}
    first = {"cold_start": {**learns(tmp_path)["cold_start"], "sft.steps": 100}}
    stages = [
        first,
        "r1_zero",
        "collect",
        {"cold_start": {"start_from": "r1_zero"}},
        {"reasoning_rl": {"grpo.beta": 0.01, "grpo.minibatches": 2}},
        {"rejection_sampling": {"gather.general_traces": one_trace(tmp_path)}},
        {"sft_on_traces": {"start_from": "r1_zero"}},
        {"all_scenario_rl": {"all_scenario.general": "bilingual"}},
        {"distill": {"start_from": "random", "model.architecture": "llama", "model.options": {}}},
    ]
    assert run(tmp_path / "run", stages, LongerIsBetter(), model=model, optimizer={"learning_rate": 1e-4})
    steps = [one for one in read_journal(tmp_path / "run" / "metrics.jsonl") if one["kind"] == "step"]
    trained = [one for one in steps if "loss" in one or "grad_norm" in one]
    for one in trained:
        assert ("experts/entropy" in one) == (one["stage"] != "distill"), one["stage"]
    rl = [one for one in trained if "logprob_gap_max" in one]
    assert {one["stage"] for one in rl} == {"r1_zero", "reasoning_rl", "all_scenario_rl"}
    assert min(one["experts/entropy"] for one in rl) > 0.8, "it stays balanced"
    assert max(one["logprob_gap_max"] for one in rl) < 1e-5, "sampled with latents, trained without"
    assert read_card(tmp_path / "run" / "stages" / "08-distill")["inputs"]["start"] == "a model made at random"
