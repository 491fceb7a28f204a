"""Losses of DPO, APO and KTO and their gradients equal TRL's to the last digits.

The numbers are TRL 1.16's own, written by `benchmarks/train_preference_losses.py`, which says how.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch

from sdk.train.trainer.methods import dpo, kto
from sdk.train.trainer.preferring import PAIR_LOSSES

TRL = json.loads((Path(__file__).parent / "data" / "trl_preference_losses.json").read_text())
INPUTS = {name: torch.tensor(values, dtype=torch.float64) for name, values in TRL["inputs"].items()}
OURS = {"sigmoid": "dpo", "apo_zero": "apo_zero", "apo_down": "apo_down"}
"""In our words."""


@pytest.mark.parametrize("case", TRL["pairs"], ids=lambda case: f"{case['name']}-{case['beta']}")
def test_the_loss_of_pairs_and_its_gradient_are_trls(case: dict[str, Any]) -> None:
    logprobs_B_T, ratios_B = own()
    chosen_N, rejected_N = ratios_B.chunk(2)
    loss = PAIR_LOSSES[OURS[case["name"]]](chosen_N, rejected_N, case["beta"]).mean()
    assert_equal(loss, logprobs_B_T, case)


@pytest.mark.parametrize("case", TRL["kto"], ids=lambda case: f"{case['beta']}-{case['weights']}-{'negative' in case}")
def test_the_loss_of_labels_and_its_gradient_are_trls(case: dict[str, Any]) -> None:
    logprobs_B_T, ratios_B = own()
    mismatched_B_T = INPUTS["mismatched"] * INPUTS["mask"]
    point = kto.reference_point((-mismatched_B_T.abs() if case.get("negative") else mismatched_B_T).sum(1))
    assert (float(point) == 0) == bool(case.get("negative"))
    loss = kto.losses(ratios_B, torch.tensor(TRL["labels"]), point, case["beta"], *case["weights"]).mean()
    assert_equal(loss, logprobs_B_T, case)


def own() -> tuple[torch.Tensor, torch.Tensor]:
    logprobs_B_T = INPUTS["logprobs"].clone().requires_grad_()
    return logprobs_B_T, dpo.log_ratios(logprobs_B_T, INPUTS["reference_logprobs"], INPUTS["mask"])


def assert_equal(loss: torch.Tensor, logprobs_B_T: torch.Tensor, case: dict[str, Any]) -> None:
    (gradient_B_T,) = torch.autograd.grad(loss, logprobs_B_T)
    assert float(loss.detach()) == pytest.approx(case["loss"], abs=1e-12, rel=0)
    assert torch.allclose(gradient_B_T, torch.tensor(case["gradient"], dtype=torch.float64), atol=1e-12, rtol=0)


def test_every_loss_of_pairs_is_compared() -> None:
    assert {OURS[case["name"]] for case in TRL["pairs"]} == set(PAIR_LOSSES)
