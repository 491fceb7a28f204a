"""What the rewards of a group say is preferred, and what is left out."""

from __future__ import annotations

from sdk.schema import ItemResult
from sdk.train.data.problems import Problem
from sdk.train.rollout.samples import Completion, Group
from sdk.train.scoring.preferred import labelled, pairs
from sdk.train.scoring.scored import ScoredGroups


def scored(*rewards: list[float | None]) -> ScoredGroups:
    """Completion p of group g is the text `gp`, of the tokens g and p."""
    groups = [
        Group(Problem(f"{at}", f"q{at}"), f"q{at} ", [9, at], [completion(at, place) for place in range(len(own))])
        for at, own in enumerate(rewards)
    ]
    return ScoredGroups(groups, [[ItemResult(reward=one, components={}) for one in own] for own in rewards], {"v"})


def completion(group: int, place: int) -> Completion:
    return Completion([group, place], [0.0, 0.0], [], f"{group}{place}", "stop")


def test_the_best_is_paired_with_the_worst_and_nulls_are_in_no_pair() -> None:
    found = pairs(scored([0.1, None, 1.1, 0.0], [1.0, 1.0, None, 1.0], [None, 0.3, None, None]), "best_worst", 0.0)
    [row] = found.rows
    assert row == {
        "prompt": "q0 ", "chosen": "02", "rejected": "03", "chosen_reward": 1.1, "rejected_reward": 0.0
    }  # fmt: skip
    [example] = found.examples
    assert (example.prompt_ids, example.completions) == ([9, 0], [[0, 2], [0, 3]])
    assert found.left_out == {"null rewards": 5, "no difference": 2}


def test_all_that_differ_are_paired_once() -> None:
    found = pairs(scored([1.0, 0.0, 1.0, 0.1]), "all", 0.0)
    assert sorted((one["chosen"], one["rejected"]) for one in found.rows) == [
        ("00", "01"), ("00", "03"), ("02", "01"), ("02", "03"), ("03", "01")
    ]  # fmt: skip


def test_a_difference_that_is_too_small_makes_no_pair() -> None:
    assert len(pairs(scored([1.0, 0.0, 0.1]), "all", 0.1).rows) == 2, "0.1 is not more than the gap"
    assert pairs(scored([0.1, 0.0]), "best_worst", 0.1).left_out["no difference"] == 1


def test_each_completion_is_desirable_or_not_by_itself() -> None:
    found = labelled(scored([1.1, 0.1, None], [0.5, 0.0, 1.0]), 0.5)
    assert [(one["completion"], one["label"]) for one in found.rows] == [
        ("00", True), ("01", False), ("10", True), ("11", False), ("12", True)
    ]  # fmt: skip
    assert [one.desirable for one in found.examples] == [True, False, True, False, True]
    assert found.left_out == {"null rewards": 1}
