"""Advantages under two rewards, on groups that are worked out by hand."""

from __future__ import annotations

import math

import pytest

from sdk.tools.counterfactual import Groups, advantages

HALF = math.sqrt(3) / 2


def test_advantages_are_those_of_the_training_loop() -> None:
    torch = pytest.importorskip("torch")
    from sdk.train.trainer.methods.grpo import group_advantages

    nan = math.nan
    for rewards in (
        [1.0, 0, 0, 1],
        [1.0, 1, 1, 1],
        [0.1, 0.1, 1.1, nan],
        [nan, nan, 1.0, nan],
        [0.1 + 0.2, 0.3, 0.3, 0.3],
    ):
        theirs = group_advantages(torch.tensor([rewards], dtype=torch.float64))[0].tolist()
        assert advantages(rewards) == pytest.approx(theirs, abs=1e-9)


def test_two_right_of_four() -> None:
    """The mean is 1/2, the sample's variance 4 * 1/4 / 3 = 1/3: each advantage is +-sqrt(3)/2."""
    assert advantages([1, 1, 0, 0]) == pytest.approx([HALF, HALF, -HALF, -HALF])


def groups(*given: tuple[str, list[float | None], list[float | None]]) -> Groups:
    found = Groups()
    for name, before, after in given:
        for at, (was, now) in enumerate(zip(before, after, strict=True)):
            found.add(name, was, now, rule=f"rule {at}", source=f"source {name}")
    return found


def test_the_same_rewards_move_nothing() -> None:
    effect = groups(("a", [1, 0, 0, 0], [1, 0, 0, 0]), ("b", [1, 1], [1, 1])).effect()
    assert (effect.groups, effect.taught_before, effect.taught_after) == (2, 1, 1)
    assert (effect.sign_changed, effect.vanished, effect.appeared, effect.moved) == (0, 0, 0, 0)


def test_rewards_turned_round_move_all_weight() -> None:
    effect = groups(("a", [1, 1, 0, 0], [0, 0, 1, 1])).effect()
    assert effect.sign_changed == 1
    assert effect.weight == pytest.approx(8 * HALF)
    assert effect.share(effect.moved) == pytest.approx(1)
    assert {name: effect.share(part) for name, part in effect.by_rule.items()} == pytest.approx(
        {f"rule {at}": 0.25 for at in range(4)}
    )


def test_a_group_that_vanishes_and_one_that_appears() -> None:
    effect = groups(("a", [1, 0], [1, 1]), ("b", [0, 0], [0, 1])).effect()
    assert (effect.taught_before, effect.taught_after, effect.vanished, effect.appeared) == (1, 1, 1, 1)
    assert effect.share(effect.moved) == pytest.approx(1)
    assert set(effect.by_source) == {"source a", "source b"}


def test_one_false_zero_of_four_by_hand() -> None:
    """[1, 0, 0, 0] has the advantages 3/2, -1/2, -1/2, -1/2; with the second right too they are +-sqrt(3)/2.

    Moved: |sqrt(3)/2 - 3/2| + |sqrt(3)/2 + 1/2| + 2 |1/2 - sqrt(3)/2| of 3 + 4 * sqrt(3)/2.
    """
    effect = groups(("a", [1, 0, 0, 0], [1, 1, 0, 0])).effect()
    assert effect.sign_changed == 1
    assert effect.moved == pytest.approx((1.5 - HALF) + (HALF + 0.5) + 2 * (HALF - 0.5))
    assert effect.weight == pytest.approx(3 + 4 * HALF)
    assert effect.by_rule["rule 1"] == pytest.approx(HALF + 0.5)


def test_an_unknown_reward_takes_no_part_and_the_group_goes_on_without_it() -> None:
    effect = groups(("a", [1, 0, None], [1, 0, None])).effect()
    assert effect.moved == 0
    assert groups(("a", [1, None], [1, 0])).effect().appeared == 1


def test_rollouts_of_a_group_need_not_stand_side_by_side_and_lonely_ones_are_left_out() -> None:
    found = Groups()
    for at in range(2):
        for name in "abc":
            found.add(name, float(at), float(1 - at))
    found.add("alone", 1, 0)
    found.add("", 1, 0)
    found.add("", 0, 1)
    effect = found.effect()
    assert (effect.groups, effect.sign_changed) == (3, 3)
