"""The mathematics against numbers worked out by hand (the working stands beside each)."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from sdk.train.trainer.methods import grpo

NAN = math.nan
# Two completions of 2 and 1 tokens. pi = .5 .25 | .8, pi_old = .4 .5 | .4: the ratios are 1.25, .5 | 2.
LOGPROBS_B_T = torch.tensor([[0.5, 0.25], [0.8, 1.0]], dtype=torch.float64).log()
OLD_B_T = torch.tensor([[0.4, 0.5], [0.4, 1.0]], dtype=torch.float64).log()
MASK_B_T = torch.tensor([[1.0, 1.0], [1.0, 0.0]], dtype=torch.float64)
ADVANTAGES_B = torch.tensor([1.0, -2.0], dtype=torch.float64)


def loss_and_gradient(
    objective: grpo.Objective, reference_B_T: Tensor | None = None
) -> tuple[float, list[list[float]]]:
    logprobs_B_T = LOGPROBS_B_T.clone().requires_grad_()
    weights_B_T = objective.mean(MASK_B_T)
    loss = grpo.loss(objective, logprobs_B_T, OLD_B_T, reference_B_T, ADVANTAGES_B, MASK_B_T, weights_B_T)
    loss.backward()  # type: ignore[no-untyped-call]
    assert logprobs_B_T.grad is not None
    return float(loss.detach()), logprobs_B_T.grad.tolist()


def test_advantages_are_rewards_less_the_mean_by_the_sample_deviation() -> None:
    # mean .5, squares 4 * .25 = 1, by n - 1 = 3: std .57735; .5 / .57735 = .866025
    advantages_P_G = grpo.group_advantages(torch.tensor([[1.0, 0.0, 0.0, 1.0]], dtype=torch.float64))
    assert advantages_P_G.tolist()[0] == pytest.approx([0.8660254, -0.8660254, -0.8660254, 0.8660254])


def test_an_unknown_reward_is_left_out_of_its_group_and_has_no_advantage() -> None:
    # of the known 1 and 0: mean .5, std sqrt(.5) = .707107; .5 / .707107 = .707107
    advantages_P_G = grpo.group_advantages(torch.tensor([[1.0, NAN, 0.0, NAN]], dtype=torch.float64))
    assert advantages_P_G.tolist()[0] == pytest.approx([0.70710678, 0.0, -0.70710678, 0.0])


def test_a_group_with_fewer_than_two_known_rewards_is_skipped() -> None:
    rewards_P_G = torch.tensor([[NAN, NAN, 1.0], [NAN, NAN, NAN], [1.0, NAN, 1.0]])
    assert grpo.usable(rewards_P_G).tolist() == [[False] * 3, [False] * 3, [True, False, True]]
    for advantages_P_G in (grpo.group_advantages(rewards_P_G), grpo.centred_advantages(rewards_P_G)):
        assert advantages_P_G.tolist() == [[0.0] * 3] * 3


def test_equal_rewards_carry_no_signal() -> None:
    advantages_P_G = grpo.group_advantages(torch.tensor([[0.3, 0.3, 0.3], [0.0, 1.0, 0.0]]))
    assert grpo.has_signal(advantages_P_G).tolist() == [False, True]


@pytest.mark.parametrize("value", [0.1, 1.1, 1 / 3])
def test_rounding_makes_no_signal_of_equal_rewards(value: float) -> None:
    """The mean of equal floats need not be that float: what is left over must not be divided up to size 1."""
    for group_size in range(2, 40):
        advantages_P_G = grpo.group_advantages(torch.full((1, group_size), value))
        assert not grpo.has_signal(advantages_P_G).any(), group_size


def test_a_floor_keeps_small_differences_small() -> None:
    # mean .98, std .014142: .01 / .014142 = .707, but over a floor of .1 only .1
    rewards_P_G = torch.tensor([[0.97, 0.99]], dtype=torch.float64)
    assert grpo.group_advantages(rewards_P_G).tolist()[0] == pytest.approx([-0.70710678, 0.70710678])
    assert grpo.group_advantages(rewards_P_G, std_floor=0.1).tolist()[0] == pytest.approx([-0.1, 0.1])


def test_centred_advantages_are_not_divided() -> None:
    assert grpo.centred_advantages(torch.tensor([[1.0, 0.0, 0.5]])).tolist() == [[0.5, -0.5, 0.0]]


def test_components_are_normalised_each_by_itself() -> None:
    # accuracy 1, 0, 0, 1: +-.866025; format 1, 1, 1, 0: mean .75, std .5: .5, .5, .5, -1.5; weights 1 and .1
    scores_C_P_G = torch.tensor([[[1.0, 0.0, 0.0, 1.0]], [[1.0, 1.0, 1.0, 0.0]]], dtype=torch.float64)
    advantages_P_G = grpo.component_advantages(scores_C_P_G, torch.tensor([1.0, 0.1], dtype=torch.float64))
    assert advantages_P_G.tolist()[0] == pytest.approx([0.9160254, -0.8160254, -0.8160254, 0.7160254])


@pytest.mark.parametrize(
    ("mean", "expected"),
    [
        # the objective's terms: min(1.25, 1.2) = 1.2, min(.5, .8) = .5; min(2 * -2, 1.2 * -2) = -4
        (grpo.sequence_mean, 1.575),  # -((1.2 + .5) / 2 - 4) / 2
        (grpo.token_mean, 0.76666667),  # -(1.2 + .5 - 4) / 3
        (grpo.constant_mean(4), 0.2875),  # -(1.2 + .5 - 4) / (2 * 4)
    ],
)
def test_the_clipped_loss_under_each_mean(mean: grpo.Mean, expected: float) -> None:
    assert loss_and_gradient(grpo.Objective(mean=mean))[0] == pytest.approx(expected)


def test_the_gradient_of_the_clipped_loss() -> None:
    # d ratio / d logprob = ratio. Token 1 is clipped: 0. Token 2: -.5 * 1 / 4. The other row: -(2 * -2) / 2.
    _, gradient_B_T = loss_and_gradient(grpo.Objective())
    assert gradient_B_T == [pytest.approx([0.0, -0.125]), pytest.approx([2.0, 0.0])]


def test_clip_higher_lets_a_good_token_rise_further() -> None:
    # 1.25 lies under 1.28: min(1.25, 1.28) = 1.25, and its gradient is alive: -1.25 / 4
    loss, gradient_B_T = loss_and_gradient(grpo.Objective(surrogate=grpo.clipped(0.2, 0.28)))
    assert loss == pytest.approx(1.5625)  # -((1.25 + .5) / 2 - 4) / 2
    assert gradient_B_T[0] == pytest.approx([-0.3125, -0.125])


def test_a_ceiling_bounds_what_a_bad_token_can_cost() -> None:
    # of the bad token, ratio 2: min(1.5 * -2, 1.2 * -2) = -3, and its gradient is gone
    loss, gradient_B_T = loss_and_gradient(grpo.Objective(surrogate=grpo.clipped(0.2, 0.2, ceiling=1.5)))
    assert loss == pytest.approx(1.075)  # -((1.2 + .5) / 2 - 3) / 2
    assert gradient_B_T == [pytest.approx([0.0, -0.125]), pytest.approx([0.0, 0.0])]


def test_clip_fraction_counts_the_tokens_whose_gradient_is_cut() -> None:
    ratio_B_T = grpo.token_ratio(LOGPROBS_B_T, OLD_B_T, MASK_B_T)
    cut_B_T = grpo.clip_fraction(ratio_B_T, ADVANTAGES_B[:, None], 0.2, 0.2)
    assert cut_B_T.tolist() == [[1.0, 0.0], [0.0, 0.0]]  # 1.25 > 1.2 with A > 0; 2 > 1.2 but A < 0


def test_the_sequence_ratio_is_the_geometric_mean_of_the_tokens() -> None:
    # (1.25 * .5) ** (1 / 2) = .790569; 2 ** 1
    ratio_B_T = grpo.sequence_ratio(LOGPROBS_B_T, OLD_B_T, MASK_B_T)
    assert ratio_B_T.tolist() == [pytest.approx([0.79056942] * 2), pytest.approx([2.0] * 2)]


def test_the_loss_and_gradient_of_gspo() -> None:
    # .790569 * 1 is under .8: min(.790569, .8) = .790569; min(-4, -2.4) = -4: -(.790569 - 4) / 2
    loss, gradient_B_T = loss_and_gradient(grpo.Objective(ratio=grpo.sequence_ratio))
    assert loss == pytest.approx(1.60471529)
    # d s / d logprob_t = s / |o|: -.790569 / 2 / 2; 4 / 2
    assert gradient_B_T == [pytest.approx([-0.19764235] * 2), pytest.approx([2.0, 0.0])]


def test_the_loss_and_gradient_of_cispo() -> None:
    # weights min(ratio, 1.2): 1.2, .5 | 1.2. Terms 1.2 ln .5, .5 ln .25 | 1.2 * -2 * ln .8
    loss, gradient_B_T = loss_and_gradient(grpo.Objective(surrogate=grpo.cispo(0.2)))
    row1, row2 = 1.2 * math.log(0.5) + 0.5 * math.log(0.25), -2.4 * math.log(0.8)
    assert loss == pytest.approx(-(row1 / 2 + row2) / 2)
    assert gradient_B_T == [pytest.approx([-0.3, -0.125]), pytest.approx([1.2, 0.0])]


@pytest.mark.parametrize(
    ("estimator", "expected"),
    [(grpo.k1, 0.69314718), (grpo.k2, 0.24022651), (grpo.k3, 0.19314718)],  # ln 2; (ln 2)^2 / 2; .5 + ln 2 - 1
)
def test_estimators_of_the_divergence(estimator: grpo.Divergence, expected: float) -> None:
    halved = torch.tensor([[0.5]]).log(), torch.tensor([[0.25]]).log()
    assert float(estimator(*halved)) == pytest.approx(expected, abs=1e-6)


def test_the_divergence_is_weighted_by_beta_and_masked() -> None:
    # pi / ref = 2 at the first token, 1 elsewhere: k3 = .193147 there; + .1 * .193147 / 2 / 2 on the loss of 1.575
    reference_B_T = torch.tensor([[0.25, 0.25], [0.8, 0.001]], dtype=torch.float64).log()
    loss, gradient_B_T = loss_and_gradient(grpo.Objective(beta=0.1), reference_B_T)
    assert loss == pytest.approx(1.575 + 0.1 * 0.19314718 / 4)
    assert gradient_B_T[0][0] == pytest.approx(0.1 * (1 - 0.5) / 4)  # d k3 / d logprob = 1 - ref / pi
    assert gradient_B_T[1] == pytest.approx([2.0, 0.0])


def test_token_correction_is_truncated() -> None:
    corrected_B_T = grpo.token_correction(LOGPROBS_B_T, OLD_B_T, MASK_B_T, cap=1.5)
    assert corrected_B_T.tolist() == [pytest.approx([1.25, 0.5]), pytest.approx([1.5, 1.0])]


def test_sequence_correction_drops_what_is_past_the_cap() -> None:
    # 1.25 * .5 = .625; 2 is past 1.5
    corrected_B_1 = grpo.sequence_correction(LOGPROBS_B_T, OLD_B_T, MASK_B_T, cap=1.5)
    assert corrected_B_1.tolist() == [pytest.approx([0.625]), [0.0]]


@pytest.mark.parametrize("mean", [grpo.sequence_mean, grpo.token_mean])
def test_a_mean_weighs_one_in_all_and_nothing_where_the_mask_is_empty(mean: grpo.Mean) -> None:
    mask_B_T = torch.tensor([[1.0, 1.0, 1.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    weights_B_T = mean(mask_B_T)
    assert float(weights_B_T.sum()) == pytest.approx(1.0)
    assert not weights_B_T[mask_B_T == 0].any()
    assert not mean(torch.zeros(2, 3)).isnan().any()


def test_on_policy_the_gradient_is_that_of_reinforce() -> None:
    """With one update a step the ratio is 1, and clipping changes nothing."""
    logprobs_B_T = LOGPROBS_B_T.clone().requires_grad_()
    weights_B_T = grpo.token_mean(MASK_B_T)
    goal = grpo.Objective(mean=grpo.token_mean)
    loss = grpo.loss(goal, logprobs_B_T, logprobs_B_T.detach(), None, ADVANTAGES_B, MASK_B_T, weights_B_T)
    (gradient_B_T,) = torch.autograd.grad(loss, logprobs_B_T)
    assert torch.allclose(gradient_B_T, -ADVANTAGES_B[:, None] * MASK_B_T / 3)
