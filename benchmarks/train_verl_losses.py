"""What verl's `core_algos` say the loss and its gradient are, for `test_verl_losses.py`.

verl knows means and bounds that TRL does not: dual clip, the mean over sequences of token means and sums, the ratio of
GSPO with a gradient for each token, k1 and k2. Runs in an environment of its own, on the inputs of TRL's file:

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

import torch
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
ESTIMATORS = ("k1", "k2", "k3")


def main(folder: Path) -> None:
    given = json.loads((folder / "trl_losses.json").read_text())["inputs"]
    inputs = {name: torch.tensor(values, dtype=torch.float64) for name, values in given.items()}
    cases = [{"name": name, **measured(inputs, **settings)} for name, settings in CASES.items()]
    divergences = {
        name: core_algos.kl_penalty(inputs["logprobs"], inputs["reference_logprobs"], name).tolist()
        for name in ESTIMATORS
    }
    content = {"verl": version("verl"), "inputs": given, "cases": cases, "divergences": divergences}
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


if __name__ == "__main__":
    main(Path(sys.argv[1]))
