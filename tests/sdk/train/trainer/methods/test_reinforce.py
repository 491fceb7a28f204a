"""Advantages of RLOO and REINFORCE++ against numbers worked out by hand."""

from __future__ import annotations

import math

import pytest
import torch

from sdk.train.trainer.methods import reinforce

NAN = math.nan


def test_a_completion_is_compared_with_the_mean_of_the_others() -> None:
    """1 against (0 + 2) / 2; 0 against 1.5; 2 against .5; a null takes no part, nor one that is alone."""
    rewards_P_G = torch.tensor([[1.0, 0.0, 2.0], [1.0, NAN, 0.0], [1.0, NAN, NAN], [0.3, 0.3, 0.3]])
    found = reinforce.leave_one_out(rewards_P_G).tolist()
    assert found == [[0.0, -1.5, 1.5], [1.0, 0.0, -1.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]


def test_the_batch_is_normalised_token_by_token() -> None:
    """Tokens 1 1 0 0: mean .5, variance 4 * .25 / 3; the null's seven tokens count for nothing."""
    rewards_P_G, lengths_P_G = torch.tensor([[1.0, 0.0, NAN]]), torch.tensor([[2, 2, 7]])
    scale = math.sqrt(1 / 3 + 1e-8)
    assert reinforce.over_the_batch(rewards_P_G, lengths_P_G).tolist() == [
        pytest.approx([0.5 / scale, -0.5 / scale, 0])
    ]


def test_with_a_baseline_questions_are_not_compared_with_each_other() -> None:
    """Without it all of an easy question are better than all of a hard one."""
    rewards_P_G, lengths_P_G = torch.tensor([[1.0, 0.8], [0.2, 0.0]]), torch.tensor([[3, 3], [3, 3]])
    plain = reinforce.over_the_batch(rewards_P_G, lengths_P_G)
    assert (plain > 0).tolist() == [[True, True], [False, False]]
    found = reinforce.baseline_over_the_batch(rewards_P_G, lengths_P_G)
    assert (found > 0).tolist() == [[True, False], [True, False]]
    assert found.flatten().tolist() == pytest.approx([math.sqrt(11 / 12), -math.sqrt(11 / 12)] * 2, rel=1e-4)
