"""OpenRLHF's real executor with our reward file: scalars, and no number on a null. `scripts/check trainers` installs it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

agent = pytest.importorskip("openrlhf.utils.agent", reason="OpenRLHF is not installed here: scripts/check trainers")

from tests.trainers.service import by_letter, service  # noqa: E402


class Letters:
    """A tokenizer of characters, as far as the executor asks."""

    def __call__(self, text: str, **_: Any) -> dict[str, Any]:
        import torch

        return {"input_ids": torch.tensor([[ord(one) for one in text]])}

    def decode(self, ids: list[int], **_: Any) -> str:
        return "".join(map(chr, ids))


class Engine:
    """A rollout engine that says one letter and the end of a turn."""

    def __init__(self, letter: str) -> None:
        self.ids = [ord(one) for one in f"{letter}<|im_end|>"]

    async def generate(self, *_: Any, **__: Any) -> Any:
        return SimpleNamespace(outputs=[SimpleNamespace(token_ids=self.ids, finish_reason="stop", logprobs=None)])


async def reward(executor: Any, letter: str) -> Any:
    sampling = SimpleNamespace(max_tokens=8, logprobs=None)
    return await executor.execute("two plus three?", "5", sampling, 64, Letters(), Engine(letter))


def test_the_executor_gets_scalars_and_on_a_null_no_number(tmp_path: Path) -> None:
    with service(by_letter) as url:
        file = tmp_path / "reward.py"
        file.write_text(
            f"from sdk.integrations.openrlhf import OpenRLHFReward\nreward_func = OpenRLHFReward(url={url!r})\n"
        )
        executor = agent.SingleTurnAgentExecutor(str(file))

        async def all_of_them() -> list[Any]:
            return [await reward(executor, letter) for letter in "abcd"]

        outputs = asyncio.run(all_of_them())
    assert [one["reward"] for one in outputs] == [1.1, None, 1.0, 0.0]
    assert [type(one["reward"]) for one in outputs] == [float, type(None), float, float]
    assert outputs[0]["extra_logs"] == {"accuracy": 1.0, "format": 1.0}
