"""DPO, APO and KTO against numbers worked out by hand: with log 3 / beta for a log ratio, sigma is 3/4."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from sdk.train.trainer.methods import apo, dpo, kto

BETA = 0.5
UP = torch.tensor([math.log(3) / BETA], dtype=torch.float64)
NONE = torch.zeros(1, dtype=torch.float64)


def test_a_log_ratio_is_the_sum_over_a_completions_own_tokens() -> None:
    logprobs_B_T, reference_B_T = torch.tensor([[1.0, 2.0, 9.0]]), torch.tensor([[0.5, 0.5, 0.5]])
    assert dpo.log_ratios(logprobs_B_T, reference_B_T, torch.tensor([[1.0, 1.0, 0.0]])).tolist() == [2.0]


@pytest.mark.parametrize(
    ("loss", "chosen", "rejected", "expected"),
    [
        (dpo.sigmoid, NONE, NONE, math.log(2)),
        (dpo.sigmoid, UP, NONE, -math.log(3 / 4)),
        (dpo.sigmoid, UP + 7, NONE + 7, -math.log(3 / 4)),  # only the difference counts
        (apo.zero, NONE, NONE, 1.0),
        (apo.zero, UP, -UP, 1 / 4 + 1 / 4),
        (apo.zero, -UP, -UP, 3 / 4 + 1 / 4),  # both down is no gain, unlike in DPO's difference
        (apo.down, NONE, NONE, 1.0),
        (apo.down, -UP, -UP, 1 / 4 + 1 / 2),
        (apo.down, UP, NONE, 3 / 4 + 1 / 4),
    ],
)
def test_pairs_by_hand(loss: dpo.PairLoss, chosen: Tensor, rejected: Tensor, expected: float) -> None:
    assert loss(chosen, rejected, BETA).tolist() == pytest.approx([expected])


def test_where_each_method_pushes_a_pair_that_is_still_level() -> None:
    """DPO and APO-zero: the chosen up, the rejected down. APO-down: both down, the rejected as DPO does."""
    pushed = {}
    for loss in (dpo.sigmoid, apo.zero, apo.down):
        chosen, rejected = NONE.clone().requires_grad_(), NONE.clone().requires_grad_()
        loss(chosen, rejected, 1.0).sum().backward()  # type: ignore[no-untyped-call]
        assert chosen.grad is not None
        assert rejected.grad is not None
        pushed[loss] = (-float(chosen.grad), -float(rejected.grad))
    assert pushed == {dpo.sigmoid: (0.5, -0.5), apo.zero: (0.25, -0.25), apo.down: (0.0, -0.25)}


def test_labels_by_hand() -> None:
    """With z_0 = 0 a desirable one that gained log 3 / beta costs 1/4, an undesirable one 3/4; weights multiply."""
    ratios_N, desirable_N = torch.cat([UP, UP]), torch.tensor([True, False])
    zero = kto.reference_point(torch.tensor([-1.0, 0.5]))
    assert kto.losses(ratios_N, desirable_N, zero, BETA).tolist() == pytest.approx([1 / 4, 3 / 4])
    assert kto.losses(ratios_N, desirable_N, zero, BETA, 2.0, 4.0).tolist() == pytest.approx([1 / 2, 3.0])
    raised = kto.reference_point(torch.cat([UP, UP]))
    assert kto.losses(ratios_N, desirable_N, raised, BETA).tolist() == pytest.approx([1 / 2, 1 / 2])


def test_the_reference_point_has_no_gradient_and_is_never_below_0() -> None:
    ratios_N = torch.tensor([1.0, 2.0], requires_grad=True)
    assert not kto.reference_point(ratios_N).requires_grad
    assert float(kto.reference_point(ratios_N)) == 1.5
    assert float(kto.reference_point(-ratios_N)) == 0
