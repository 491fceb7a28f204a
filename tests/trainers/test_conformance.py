"""Every adapter on one real service, with what the client says of the same samples; the trainers need not be there."""

from __future__ import annotations

import asyncio
import math
import pickle
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from sdk import RewardClient
from sdk.integrations import verifiers, verl
from sdk.integrations.areal import ArealReward
from sdk.integrations.base import NullReward
from sdk.integrations.openrlhf import OpenRLHFReward
from sdk.integrations.trl import TRLReward
from tests.trainers.samples import NULL, SAMPLES

Rewards = list[float | None]
Run = Callable[[str, Sequence[tuple[dict[str, Any], str]]], Rewards]


def by_trl(url: str, samples: Sequence[tuple[dict[str, Any], str]]) -> Rewards:
    reward = pickle.loads(pickle.dumps(TRLReward(url=url)))
    columns = {name: [row.get(name) for row, _ in samples] for name in ("ground_truth", "data_source")}
    prompts = [row["question"] for row, _ in samples]
    found: Rewards = reward(prompts=prompts, completions=[one for _, one in samples], trainer_state=object(), **columns)
    return found


def by_verl(url: str, samples: Sequence[tuple[dict[str, Any], str]]) -> Rewards:
    async def all_at_once() -> Sequence[dict[str, float]]:
        known: dict[str, Any] = {"adv_estimator": verl.ESTIMATOR, "url": url}
        return await asyncio.gather(
            *(verl.compute_score("sums", one, row["ground_truth"], {"index": 1}, **known) for row, one in samples)
        )

    found = asyncio.run(all_at_once())
    assert len({tuple(one) for one in found}) == 1, "verl wants the same keys for every sample"
    assert all(math.isnan(one["score"]) == one["null"] for one in found)
    return [None if one["null"] else one["score"] for one in found]


def by_openrlhf(url: str, samples: Sequence[tuple[dict[str, Any], str]]) -> Rewards:
    reward = OpenRLHFReward(url=url)
    return [_openrlhf_one(reward, row, completion) for row, completion in samples]


def _openrlhf_one(reward: OpenRLHFReward, row: dict[str, Any], completion: str) -> float | None:
    prompt = f"<|user|>{row['question']}<|assistant|>"
    try:
        told = reward([prompt + completion + "<|im_end|>"], [prompt], [row["ground_truth"]])
    except NullReward:
        return None
    assert told["scores"] == told["rewards"]
    assert isinstance(told["rewards"], float), "a scalar: OpenRLHF makes a tensor of it"
    return float(told["rewards"])


def by_areal(url: str, samples: Sequence[tuple[dict[str, Any], str]]) -> Rewards:
    reward = pickle.loads(pickle.dumps(ArealReward(url=url)))

    def one(row: dict[str, Any], completion: str) -> float | None:
        try:
            return float(reward(row["question"], completion, [], [], ground_truth=row["ground_truth"]))
        except NullReward:
            return None

    return [one(row, completion) for row, completion in samples]


class _Row(dict[str, Any]):
    def model_dump(self) -> dict[str, Any]:
        return dict(self)


def by_verifiers(url: str, samples: Sequence[tuple[dict[str, Any], str]]) -> Rewards:
    """Its task and trace are pydantic models of its own, of which the adapter uses this much."""
    reward = verifiers.reward_with(url=url)

    async def one(row: dict[str, Any], completion: str) -> float | None:
        said = SimpleNamespace(content=completion, reasoning_content=None)
        trace = SimpleNamespace(assistant_messages=[said], record_metrics=lambda metrics: None)
        try:
            return await reward(_Row(row), trace)
        except NullReward:
            return None

    async def all_at_once() -> Rewards:
        return await asyncio.gather(*(one(row, completion) for row, completion in samples))

    return asyncio.run(all_at_once())


RUNS: dict[str, Run] = {
    "trl": by_trl,
    "verl": by_verl,
    "openrlhf": by_openrlhf,
    "areal": by_areal,
    "verifiers": by_verifiers,
}


@pytest.mark.parametrize("name", RUNS)
def test_the_same_completions_get_bit_equal_rewards_and_a_null_stays_unknown(server: str, name: str) -> None:
    with RewardClient(server) as client:
        items = [{"completion": one, "ground_truth": row["ground_truth"]} for row, one in SAMPLES]
        expected = client.score(items).rewards
    assert RUNS[name](server, [*SAMPLES, NULL]) == [*expected, None]
