"""Loss and gradient equal TRL's to the last digits, for every loss that both have.

The numbers are TRL 1.16's own, written by `benchmarks/train_trl_losses.py`, which says how.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch

from sdk.train.trainer.methods import grpo

TRL = json.loads((Path(__file__).parent / "data" / "trl_losses.json").read_text())
INPUTS = {name: torch.tensor(values, dtype=torch.float64) for name, values in TRL["inputs"].items()}
OBJECTIVES: dict[str, dict[str, Any]] = {
    "grpo": {},
    "clip_higher": {"surrogate": grpo.clipped(0.2, 0.28)},
    "two_sided": {"surrogate": grpo.clipped(0.2, 0.2, ceiling=1.4)},
    "dapo": {"surrogate": grpo.clipped(0.2, 0.28), "mean": grpo.token_mean},
    "dr_grpo": {"mean": grpo.constant_mean(TRL["max_tokens"])},
    "gspo": {"ratio": grpo.sequence_ratio, "surrogate": grpo.clipped(0.1, 0.1)},
    "cispo": {"surrogate": grpo.cispo(0.25), "mean": grpo.token_mean},
    "bnpo": {"mean": grpo.token_mean},
    "token_correction": {"mean": grpo.token_mean},
    "sequence_correction": {},
}
CORRECTIONS = {"token_correction": grpo.token_correction, "sequence_correction": grpo.sequence_correction}


@pytest.mark.parametrize("case", TRL["cases"], ids=lambda case: f"{case['name']}-{case['beta']}-{case['kl_by_ratio']}")
def test_the_loss_and_its_gradient_are_trls(case: dict[str, Any]) -> None:
    objective = grpo.Objective(beta=case["beta"], kl_by_ratio=case["kl_by_ratio"], **OBJECTIVES[case["name"]])
    logprobs_B_T, mask_B_T = INPUTS["logprobs"].clone().requires_grad_(), INPUTS["mask"]
    reference_B_T = INPUTS["reference_logprobs"] if case["beta"] else None
    loss = grpo.loss(
        objective, logprobs_B_T, INPUTS["old_logprobs"], reference_B_T, INPUTS["advantages"], mask_B_T,
        objective.mean(mask_B_T), correction_of(case["name"]),
    )  # fmt: skip
    (gradient_B_T,) = torch.autograd.grad(loss, logprobs_B_T)
    assert float(loss.detach()) == pytest.approx(case["loss"], abs=1e-12, rel=0)
    assert torch.allclose(gradient_B_T, torch.tensor(case["gradient"], dtype=torch.float64), atol=1e-12, rtol=0)


def correction_of(name: str) -> torch.Tensor | float:
    if name not in CORRECTIONS:
        return 1.0
    return CORRECTIONS[name](INPUTS["old_logprobs"], INPUTS["rollout_logprobs"], INPUTS["mask"], TRL["cap"])


def test_every_objective_is_compared() -> None:
    assert {case["name"] for case in TRL["cases"]} == set(OBJECTIVES)
    ratio_B_T = grpo.token_ratio(INPUTS["logprobs"], INPUTS["old_logprobs"], INPUTS["mask"])
    cut_B_T = grpo.clip_fraction(ratio_B_T, INPUTS["advantages"][:, None], 0.2, 0.28)
    assert 0.1 < float(cut_B_T.sum() / INPUTS["mask"].sum()) < 0.9, "the inputs should meet the clip on both sides"
    token_B_T, sequence_B_1 = (torch.as_tensor(correction_of(name)) for name in CORRECTIONS)
    assert 0 < int((token_B_T == TRL["cap"]).sum()) < token_B_T.numel(), "and the cap of the corrections"
    assert 0 < int((sequence_B_1 == 0).sum()) < sequence_B_1.numel()
