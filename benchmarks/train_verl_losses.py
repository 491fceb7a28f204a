"""What verl's `core_algos` say the loss and its gradient are, for `test_verl_losses.py`.

verl knows means and bounds that TRL does not: dual clip, the mean over sequences of token means and sums, the ratio of
GSPO with a gradient for each token, k1 and k2; and what PPO needs beside its policy loss: GAE, whitening, the clipped
loss of values; and the advantages of RLOO and REINFORCE++. Runs in an environment of its own, on
the inputs of TRL's file:

    .venv-peers-train/bin/pip install --no-deps verl==0.9.1
    .venv-peers-train/bin/pip install tensordict omegaconf hydra-core codetiming ray cloudpickle orjson
    .venv-peers-train/bin/python benchmarks/train_verl_losses.py tests/sdk/train/trainer/methods/data/
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy
import torch
from verl.trainer.config import AlgoConfig  # type: ignore[import-not-found, unused-ignore]
from verl.trainer.ppo import core_algos  # type: ignore[import-not-found, unused-ignore]
from verl.workers.config import ActorConfig  # type: ignore[import-not-found, unused-ignore]

CASES: dict[str, dict[str, Any]] = {
    "token-mean": {"loss": "vanilla", "mode": "token-mean"},
    "seq-mean-token-mean": {"loss": "vanilla", "mode": "seq-mean-token-mean"},
    "seq-mean-token-sum-norm": {"loss": "vanilla", "mode": "seq-mean-token-sum-norm"},
    "dual-clip": {"loss": "vanilla", "mode": "token-mean", "clip_ratio_c": 1.4},
    "clip-higher": {"loss": "vanilla", "mode": "token-mean", "clip_ratio_high": 0.28},
    "gspo": {"loss": "gspo", "mode": "seq-mean-token-mean", "clip_ratio_low": 0.1, "clip_ratio_high": 0.1},
}
LOSSES = {"vanilla": core_algos.compute_policy_loss_vanilla, "gspo": core_algos.compute_policy_loss_gspo}
PPO = [(1.0, 1.0), (1.0, 0.95), (0.97, 0.9), (1.0, 0.0)]
"""gamma, lambda"""
VALUE_CLIPS = (0.1, 0.5, 1e9)
ESTIMATORS = ("k1", "k2", "k3")


def main(folder: Path) -> None:
    given = json.loads((folder / "trl_losses.json").read_text())["inputs"]
    inputs = {name: torch.tensor(values, dtype=torch.float64) for name, values in given.items()}
    cases = [{"name": name, **measured(inputs, **settings)} for name, settings in CASES.items()]
    divergences = {
        name: core_algos.kl_penalty(inputs["logprobs"], inputs["reference_logprobs"], name).tolist()
        for name in ESTIMATORS
    }
    content = {
        "verl": version("verl"), "inputs": given, "cases": cases, "divergences": divergences,
        "critic": critics(inputs["mask"]), "advantages": without_critic(inputs["mask"]),
    }  # fmt: skip
    (folder / "verl_losses.json").write_text(json.dumps(content) + "\n")


def measured(inputs: dict[str, torch.Tensor], loss: str, mode: str, **settings: float) -> dict[str, Any]:
    # the widest dual clip where none is asked for: verl always has one
    chosen = {"clip_ratio": 0.2, "clip_ratio_low": 0.2, "clip_ratio_high": 0.2, "clip_ratio_c": 1e9, **settings}
    config = ActorConfig(strategy="fsdp", rollout_n=1, ppo_micro_batch_size_per_gpu=1, **chosen)
    logprobs = inputs["logprobs"].clone().requires_grad_()
    advantages = inputs["advantages"][:, None].expand_as(logprobs)
    value, _ = LOSSES[loss](inputs["old_logprobs"], logprobs, advantages, inputs["mask"], mode, config)
    value.backward()
    assert logprobs.grad is not None
    return {"loss": value.item(), "gradient": logprobs.grad.tolist()}


def critics(mask: torch.Tensor) -> dict[str, Any]:
    torch.manual_seed(1)
    values, moved = torch.randn(2, *mask.shape, dtype=torch.float64)
    rewards = torch.randn(mask.shape, dtype=torch.float64) * mask
    cases = []
    for gamma, lam in PPO:
        advantages, returns = core_algos.compute_gae_advantage_return(rewards, values * mask, mask, gamma, lam)
        losses = value_losses(values, moved, returns, mask)
        found = {"advantages": (advantages * mask).tolist(), "returns": (returns * mask).tolist(), "losses": losses}
        cases.append({"gamma": gamma, "lam": lam, **found})
    return {"values": values.tolist(), "moved": moved.tolist(), "rewards": rewards.tolist(), "cases": cases}


def value_losses(
    values: torch.Tensor, moved: torch.Tensor, returns: torch.Tensor, mask: torch.Tensor
) -> list[dict[str, Any]]:
    found = []
    for clip in VALUE_CLIPS:
        leaf = moved.clone().requires_grad_()
        loss, _ = core_algos.compute_value_loss(leaf, returns, values, mask, clip)
        loss.backward()
        assert leaf.grad is not None
        found.append({"clip": clip, "loss": loss.item(), "gradient": leaf.grad.tolist()})
    return found


def without_critic(mask: torch.Tensor) -> dict[str, Any]:
    """Two groups of three completions, the reward with the last token."""
    rewards = torch.tensor([1.1, 0.0, 0.1, 1.0, 1.1, 0.1], dtype=torch.float64)
    last = torch.zeros_like(mask)
    last[torch.arange(len(mask)), mask.sum(1).long() - 1] = rewards
    index = numpy.array([0, 0, 0, 1, 1, 1])
    config = AlgoConfig(gamma=1.0)
    found = {
        "leave_one_out": core_algos.compute_rloo_outcome_advantage(last, mask, index),
        "over_the_batch": core_algos.compute_reinforce_plus_plus_outcome_advantage(last, mask, config=config),
        "baseline_over_the_batch": core_algos.compute_reinforce_plus_plus_baseline_outcome_advantage(last, mask, index),
    }
    return {"rewards": rewards.tolist(), **{name: (one * mask).tolist() for name, (one, _) in found.items()}}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
