"""What a step's metrics say of its scores."""

from __future__ import annotations

from sdk.schema import Component, ItemResult
from sdk.train.data.problems import Problem
from sdk.train.rollout.samples import Completion, Group
from sdk.train.scoring.scored import ScoredGroups


def scored(*scores: float) -> ScoredGroups:
    """Groups of one completion, each with that accuracy, whose reward is a tenth of it."""
    groups = [Group(Problem("q", "q"), "q", [1], [Completion([1], [0.0], [], "a", "length")]) for _ in scores]
    results = [
        ItemResult(reward=0.1 * one, components={"accuracy": Component(score=one, status="ok", reason="")})
        for one in scores
    ]
    return ScoredGroups(groups, [[one] for one in results], {"v"})


def test_shares_are_those_of_their_counts() -> None:
    """38 right of 200 are .19 to the last bit: a base that waits for .19 is ready at it."""
    record = scored(*[1.0] * 38, *[0.0] * 162).record()
    assert record["reward/accuracy"] == 38 / 200
    assert record["cut_off_share"] == 1.0
    assert record["null_share"] == 0.0


def test_a_reward_of_a_tenth_is_a_tenth() -> None:
    assert scored(1.0, 1.0).record()["reward"] == 0.1
