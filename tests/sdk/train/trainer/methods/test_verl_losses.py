"""Loss and gradient equal verl's where it has what TRL has not.

The numbers are verl 0.9.1's own, written by `benchmarks/train_verl_losses.py`, which says how.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch

from sdk.train.trainer.methods import grpo, ppo, reinforce

VERL = json.loads((Path(__file__).parent / "data" / "verl_losses.json").read_text())
INPUTS = {name: torch.tensor(values, dtype=torch.float64) for name, values in VERL["inputs"].items()}
OBJECTIVES: dict[str, dict[str, Any]] = {
    "token-mean": {"mean": grpo.token_mean},
    "seq-mean-token-mean": {},
    "seq-mean-token-sum-norm": {"mean": grpo.constant_mean(INPUTS["mask"].shape[1])},
    "dual-clip": {"surrogate": grpo.clipped(0.2, 0.2, ceiling=1.4), "mean": grpo.token_mean},
    "clip-higher": {"surrogate": grpo.clipped(0.2, 0.28), "mean": grpo.token_mean},
    "gspo": {"ratio": grpo.sequence_ratio, "surrogate": grpo.clipped(0.1, 0.1)},
}
CLOSE = {"seq-mean-token-mean": 1e-7, "gspo": 1e-7}
"""verl adds 1e-8 to each completion's length before it divides."""


@pytest.mark.parametrize("case", VERL["cases"], ids=lambda case: str(case["name"]))
def test_the_loss_and_its_gradient_are_verls(case: dict[str, Any]) -> None:
    objective = grpo.Objective(**OBJECTIVES[case["name"]])
    logprobs_B_T, mask_B_T = INPUTS["logprobs"].clone().requires_grad_(), INPUTS["mask"]
    weights_B_T = objective.mean(mask_B_T)
    loss = grpo.loss(objective, logprobs_B_T, INPUTS["old_logprobs"], None, INPUTS["advantages"], mask_B_T, weights_B_T)
    (gradient_B_T,) = torch.autograd.grad(loss, logprobs_B_T)
    close = CLOSE.get(case["name"], 1e-12)
    assert float(loss.detach()) == pytest.approx(case["loss"], abs=close, rel=0)
    assert torch.allclose(gradient_B_T, torch.tensor(case["gradient"], dtype=torch.float64), atol=close, rtol=0)


@pytest.mark.parametrize("name", ["k1", "k2", "k3"])
def test_the_estimators_of_the_divergence_are_verls(name: str) -> None:
    found_B_T = getattr(grpo, name)(INPUTS["logprobs"], INPUTS["reference_logprobs"])
    expected_B_T = torch.tensor(VERL["divergences"][name], dtype=torch.float64)
    assert torch.allclose(found_B_T, expected_B_T, atol=1e-12, rtol=0)


@pytest.mark.parametrize("case", VERL["critic"]["cases"], ids=lambda case: f"{case['gamma']}-{case['lam']}")
def test_advantages_returns_and_the_loss_of_values_are_verls(case: dict[str, Any]) -> None:
    values_B_T, rewards_B_T = doubles(VERL["critic"]["values"]), doubles(VERL["critic"]["rewards"])
    mask_B_T = INPUTS["mask"]
    advantages_B_T = ppo.gae(rewards_B_T, values_B_T, mask_B_T, case["gamma"], case["lam"])
    returns_B_T = ppo.returns(advantages_B_T, values_B_T, mask_B_T)
    assert torch.allclose(returns_B_T, doubles(case["returns"]), atol=1e-12, rtol=0)
    assert torch.allclose(ppo.whitened(advantages_B_T, mask_B_T), doubles(case["advantages"]), atol=1e-7, rtol=0)
    for one in case["losses"]:
        moved_B_T = doubles(VERL["critic"]["moved"]).requires_grad_()
        clip = None if one["clip"] > 1e8 else one["clip"]
        loss = ppo.value_loss(moved_B_T, values_B_T, returns_B_T, grpo.token_mean(mask_B_T), clip)
        (gradient_B_T,) = torch.autograd.grad(loss, moved_B_T)
        assert float(loss.detach()) == pytest.approx(one["loss"], abs=1e-7, rel=0), (
            "verl adds 1e-8 to the number of tokens"
        )
        assert torch.allclose(gradient_B_T, doubles(one["gradient"]), atol=1e-7, rtol=0)


@pytest.mark.parametrize("name", ["leave_one_out", "over_the_batch", "baseline_over_the_batch"])
def test_advantages_without_a_critic_are_verls(name: str) -> None:
    rewards_P_G = doubles(VERL["advantages"]["rewards"]).reshape(2, 3)
    lengths_P_G = INPUTS["mask"].sum(1).long().reshape(2, 3)
    more = [] if name == "leave_one_out" else [lengths_P_G]
    found_B = getattr(reinforce, name)(rewards_P_G, *more).flatten()
    expected_B_T = doubles(VERL["advantages"][name])
    assert torch.allclose(found_B[:, None] * INPUTS["mask"], expected_B_T, atol=1e-7, rtol=0)


def doubles(values: Any) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float64)
