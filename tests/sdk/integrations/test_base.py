from __future__ import annotations

import asyncio
import multiprocessing
import pickle
from collections.abc import Sequence
from typing import Any, cast

import pytest

from sdk.async_client import AsyncRewardClient
from sdk.columns import ColumnError
from sdk.errors import ConfigurationError
from sdk.integrations import base
from sdk.integrations.base import Judge, TooManyNullsError, chosen, from_columns, with_group_means
from sdk.integrations.trl import TRLReward, component_functions
from sdk.results import ScoreResult
from sdk.schema import Component, Item, ItemResult
from tests.trainers.service import GROUP, by_letter, service


def test_a_null_is_the_mean_of_the_known_of_its_group_and_unknown_where_nothing_is_known() -> None:
    rewards = [1.0, None, 0.0, None, None, 0.5]
    assert with_group_means(rewards, [0, 0, 0, 1, 1, 2]) == [1.0, 0.5, 0.0, None, None, 0.5]


def test_a_run_stops_above_a_fifth_of_nulls_over_three_steps_and_says_why() -> None:
    with service() as url:
        judge = Judge(url)
        items = judge.items([{"ground_truth": "1"}] * 4, list("abcd"))
        for _ in range(2):
            assert [one.reward for one in judge.score(items)] == [1.1, None, 1.0, 0.0]
        with pytest.raises(TooManyNullsError, match=r"3 of the 12 rewards of 3 steps .* as the test says"):
            judge.score(items)


def test_single_calls_are_counted_in_steps_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "NULL_PAUSE_S", 0.001)
    with service(by_letter) as url:
        judge = Judge(url)
        items = judge.items([{"ground_truth": "1"}] * 4, list("abcd"))

        async def alone() -> None:
            for _ in range(48):
                await asyncio.gather(*(judge.ascore([one]) for one in items))

        with pytest.raises(TooManyNullsError):
            asyncio.run(alone())


def test_a_null_is_tried_again_before_it_is_one() -> None:
    asked: list[int] = []

    def once_lost(items: list[dict[str, Any]]) -> list[dict[str, float | None]]:
        asked.append(len(items))
        return [GROUP[0]] * len(items) if len(asked) > 1 else [GROUP[1]] + [GROUP[0]] * (len(items) - 1)

    with service(once_lost) as url:
        judge = Judge(url)
        assert [one.reward for one in judge.score(judge.items([{}] * 3, ["x"] * 3))] == [1.1, 1.1, 1.1]
    assert asked == [3, 1]


class Scripted:
    """A client whose second answer takes as long as it is told to, and that notes what it was asked with."""

    def __init__(self, second_takes_s: float) -> None:
        self.asked: list[dict[str, Any]] = []
        self._second_takes_s = second_takes_s

    async def score(self, items: Sequence[Item], **more: Any) -> ScoreResult:
        self.asked.append(more)
        if len(self.asked) > 1:
            await asyncio.sleep(self._second_takes_s)
        null = Component(score=None, status="timeout", reason="the queue")
        first = len(self.asked) == 1
        one = ItemResult(reward=None if first else 1.0, components={"accuracy": null} if first else {})
        return ScoreResult([one] * len(items), [one.reward] * len(items), "v", 0.0)


@pytest.mark.parametrize(("second_takes_s", "rewards"), [(0.0, [1.0]), (60.0, [None])])
def test_a_second_try_has_the_first_one_s_timeout_and_ends_by_its_deadline(
    second_takes_s: float, rewards: list[float | None]
) -> None:
    """A program's limits follow `timeout_s`: a shorter one would be refused where limits were set."""
    client = Scripted(second_takes_s)
    judge = Judge(client=cast(AsyncRewardClient, client), timeout_s=1.5)
    found = asyncio.run(judge.ascore(judge.items([{"ground_truth": "1"}], ["x"])))
    assert [one.reward for one in found] == rewards
    assert client.asked == [{}, {}]


def test_a_sample_that_cannot_be_read_is_named() -> None:
    judge = Judge("http://127.0.0.1:9", columns={"ground_truth": "gold"})
    with pytest.raises(ColumnError, match="sample 1: gold"):
        judge.items([{"gold": 1}, {"answer": 1}], ["x", "y"])
    with pytest.raises(ConfigurationError, match="no field 'gold'"):
        Judge("http://127.0.0.1:9", columns={"gold": "answer"})


def test_a_policy_that_a_trainer_cannot_keep_is_refused() -> None:
    assert chosen("auto", "none", ("none",)) == "none"
    with pytest.raises(ConfigurationError, match="takes auto, none, not 'zero'"):
        chosen("zero", "none", ("none",))


def test_columns_become_rows_and_a_trainer_s_own_arguments_do_not() -> None:
    assert from_columns({"a": [1, 2], "state": object(), "s": "xy", "d": {1: 2, 2: 3}}, 2) == [{"a": 1}, {"a": 2}]


def _forked(reward: TRLReward, sent: Any) -> None:
    sent.send(reward(prompts=["p"] * 4, completions=list("abcd")))


def test_a_function_that_has_scored_works_in_a_fork_and_as_a_copy() -> None:
    with service() as url:
        reward = TRLReward(url=url)
        expected = reward(prompts=["p"] * 4, completions=list("abcd"))
        assert pickle.loads(pickle.dumps(reward))(prompts=["p"] * 4, completions=list("abcd")) == expected
        context = multiprocessing.get_context("fork")
        mine, theirs = context.Pipe()
        child = context.Process(target=_forked, args=(reward, theirs))
        child.start()
        assert mine.poll(30)
        assert mine.recv() == expected == [1.1, None, 1.0, 0.0]
        child.join(10)


def test_one_function_a_component_scores_once_and_a_null_silences_all_of_them() -> None:
    asked: list[int] = []

    def counted(items: list[dict[str, Any]]) -> list[dict[str, float | None]]:
        asked.append(len(items))
        return [GROUP[at % 4] for at in range(len(items))] if len(items) > 1 else [GROUP[1]]

    with service(counted) as url:
        accuracy, layout = component_functions("accuracy", "format", url=url)
        completions = list("abcd")
        assert accuracy.__name__ == "accuracy"
        assert accuracy(prompts=["p"] * 4, completions=completions) == [1.0, None, 1.0, 0.0]
        assert layout(prompts=["p"] * 4, completions=completions) == [1.0, None, 0.0, 0.0]
    assert asked == [4, 1]
