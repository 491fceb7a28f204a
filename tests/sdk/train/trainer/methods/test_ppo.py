"""PPO's mathematics against numbers worked out by hand (the working stands beside each)."""

from __future__ import annotations

import math

import pytest
import torch

from sdk.train.trainer.methods import ppo

MASK_B_T = torch.tensor([[1.0, 1.0, 1.0], [1.0, 0.0, 0.0]], dtype=torch.float64)
VALUES_B_T = torch.tensor([[0.5, 0.25, 0.75], [0.2, 9.0, 9.0]], dtype=torch.float64)
"""What stands behind a completion's end is seen by no one."""
REWARDS_B_T = torch.tensor([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]], dtype=torch.float64)


def test_a_reward_comes_with_the_last_token_and_every_token_pays_for_its_divergence() -> None:
    found_B_T = ppo.token_rewards(torch.tensor([1.0, 1.0], dtype=torch.float64), MASK_B_T)
    assert found_B_T.tolist() == REWARDS_B_T.tolist()
    kl_B_T = torch.tensor([[1.0, 2.0, 4.0], [2.0, 5.0, 5.0]], dtype=torch.float64)
    assert ppo.with_kl(found_B_T, kl_B_T, 0.5, MASK_B_T).tolist() == [[-0.5, -1.0, -1.0], [0.0, 0.0, 0.0]]


@pytest.mark.parametrize(
    ("gamma", "lam", "first"),
    [
        # errors of one step: 0 + .25 - .5 = -.25; 0 + .75 - .25 = .5; 1 - .75 = .25
        (1.0, 0.0, [-0.25, 0.5, 0.25]),
        # the reward to come less the value: 1 - .5, 1 - .25, 1 - .75
        (1.0, 1.0, [0.5, 0.75, 0.25]),
        # .25; .5 + .25/2 = .625; -.25 + .625/2 = .0625
        (1.0, 0.5, [0.0625, 0.625, 0.25]),
        # errors with gamma .5: .125 - .5 = -.375; .375 - .25 = .125; .25. Then .125 + .25/4 = .1875, -.375 + .1875/4
        (0.5, 0.5, [-0.328125, 0.1875, 0.25]),
    ],
)
def test_gae_by_hand(gamma: float, lam: float, first: list[float]) -> None:
    found_B_T = ppo.gae(REWARDS_B_T, VALUES_B_T, MASK_B_T, gamma, lam)
    assert found_B_T[0].tolist() == first
    assert found_B_T[1].tolist() == pytest.approx([0.8, 0.0, 0.0])
    returns_B_T = ppo.returns(found_B_T, VALUES_B_T, MASK_B_T)
    assert returns_B_T[1].tolist() == [1.0, 0.0, 0.0]
    assert returns_B_T[0].tolist() == [one + value for one, value in zip(first, [0.5, 0.25, 0.75], strict=True)]


def test_whitening_is_over_the_tokens_of_all_processes() -> None:
    """1, 2, 3 and 6: mean 3, variance (4 + 1 + 0 + 9) / 3."""
    values_B_T = torch.tensor([[1.0, 2.0, 3.0], [6.0, 7.0, 7.0]], dtype=torch.float64)
    scale = math.sqrt(14 / 3 + 1e-8)
    found_B_T = ppo.whitened(values_B_T, MASK_B_T)
    assert found_B_T.tolist() == [pytest.approx([-2 / scale, -1 / scale, 0.0]), pytest.approx([3 / scale, 0.0, 0.0])]
    other = [1.0, 6.0, 9.0]  # another process holds the 6: its count, its sum, its squared distance from 3
    mine = ppo.whitened(values_B_T[:1], MASK_B_T[:1], lambda value: value + other.pop(0))
    assert torch.equal(mine, found_B_T[:1])


def test_equal_advantages_and_a_single_token_teach_nothing() -> None:
    assert ppo.whitened(torch.full((2, 3), 0.1), MASK_B_T.float()).abs().max() == 0
    assert ppo.whitened(VALUES_B_T[:1], torch.tensor([[1.0, 0.0, 0.0]])).tolist() == [[0.0, 0.0, 0.0]]


def test_the_loss_of_values_is_the_greater_of_clipped_and_not() -> None:
    """V = 1 from .5 may count as .7: of (1 - 2)^2 and (.7 - 2)^2 the second; of (1 - 0)^2 and (.7 - 0)^2 the first."""
    values_B_T = torch.tensor([[1.0, 1.0, 0.6]], dtype=torch.float64, requires_grad=True)
    old_B_T = torch.full((1, 3), 0.5, dtype=torch.float64)
    returns_B_T = torch.tensor([[2.0, 0.0, 1.0]], dtype=torch.float64)
    weights_B_T = torch.tensor([[0.5, 0.25, 0.25]], dtype=torch.float64)
    loss = ppo.value_loss(values_B_T, old_B_T, returns_B_T, weights_B_T, 0.2)
    assert float(loss.detach()) == pytest.approx((0.5 * 1.69 + 0.25 * 1.0 + 0.25 * 0.16) / 2)
    (gradient_B_T,) = torch.autograd.grad(loss, values_B_T)
    assert gradient_B_T.tolist() == [pytest.approx([0.0, 0.25, -0.1])], "past the band towards R there is no gradient"
    free = ppo.value_loss(values_B_T, old_B_T, returns_B_T, weights_B_T, None)
    assert float(free.detach()) == pytest.approx((0.5 * 1.0 + 0.25 * 1.0 + 0.25 * 0.16) / 2)
