"""The same 200 completions through adapters that import their trainer, on a real service: bit-equal rewards.

Those that need no trainer are in `test_conformance`, in the gate; these run by `scripts/check trainers`, each where its
package is.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from typing import Any

import pytest

from sdk import RewardClient
from sdk.integrations.base import Judge, NullReward
from tests.trainers.samples import NULL, SAMPLES

URL = os.environ.get("REWARD_SERVER_URL", "")
pytestmark = pytest.mark.skipif(not URL, reason="REWARD_SERVER_URL names no server")
Sample = tuple[dict[str, Any], str]


def test_ms_swift() -> None:
    pytest.importorskip("swift.rewards")
    from sdk.integrations.ms_swift import AssayORM

    orm = type("Mine", (AssayORM,), {"options": {"url": URL}, "on_null": "none"})()
    names = ("ground_truth", "data_source")
    columns: dict[str, list[Any]] = {name: [row.get(name) for row, _ in [*SAMPLES, NULL]] for name in names}
    assert orm([one for _, one in [*SAMPLES, NULL]], **columns) == expected()


def test_skyrl() -> None:
    pytest.importorskip("skyrl_gym")
    from sdk.integrations.skyrl import AssayEnv

    def step(row: dict[str, Any], completion: str) -> float:
        extras = {"reward_spec": {"ground_truth": row["ground_truth"]}}
        return float(AssayEnv({"url": URL}, extras).step(completion)["reward"])

    assert one_by_one(step) == expected()


def test_openenv() -> None:
    pytest.importorskip("openenv.core.rubrics.base")
    from sdk.integrations.openenv import AssayRubric

    rubric = AssayRubric(url=URL)
    assert one_by_one(lambda row, completion: asyncio.run(rubric.forward(completion, row))) == expected()


def test_tinker() -> None:
    pytest.importorskip("tinker_cookbook")
    from tinker_cookbook.renderers.role_colon import RoleColonRenderer
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    from sdk.integrations.tinker import AssayEnv

    inner = Tokenizer(models.BPE({one: at for at, one in enumerate(sorted(pre_tokenizers.ByteLevel.alphabet()))}, []))
    inner.pre_tokenizer, inner.decoder = pre_tokenizers.ByteLevel(add_prefix_space=False), decoders.ByteLevel()
    bytewise = PreTrainedTokenizerFast(tokenizer_object=inner, eos_token="<eos>", clean_up_tokenization_spaces=False)
    judge = Judge(URL)

    def step(row: dict[str, Any], completion: str) -> float:
        env = AssayEnv(RoleColonRenderer(bytewise), row, judge)
        tokens = bytewise.encode(completion + "\n\nUser:", add_special_tokens=False)
        return float(asyncio.run(env.step(tokens)).reward)

    assert one_by_one(step) == expected()


def one_by_one(step: Callable[[dict[str, Any], str], float]) -> list[float | None]:
    def known(sample: Sample) -> float | None:
        try:
            return step(*sample)
        except NullReward:
            return None

    return list(map(known, [*SAMPLES, NULL]))


def expected() -> list[float | None]:
    with RewardClient(URL) as client:
        items = [{"completion": one, "ground_truth": row["ground_truth"]} for row, one in SAMPLES]
        return [*client.score(items).rewards, None]
