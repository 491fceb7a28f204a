"""A small policy, and a small scorer of sums with the shape of the client's results."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pytest
import torch

from sdk.results import ScoreResult
from sdk.schema import Component, Item, ItemResult
from sdk.train.config.load import build
from sdk.train.config.schema import ModelConfig
from sdk.train.data.prompts import Prompt
from sdk.train.model.from_scratch import learn_tokenizer, make_model
from sdk.train.model.policy import Policy, prepare
from sdk.train.toy.arithmetic import draw_sum

WRITTEN = re.compile(r"\s*<think>(?P<think>[^<]*\w[^<]*)</think>\s*<answer>\s*(?P<answer>\w+)\s*</answer>\s*")


class SumClient:
    """Stands in for the service where a test is about the loop: the same call, the same shape of results.

    `nulls` picks items, by their running number, whose reward is null.
    """

    def __init__(self, nulls: Callable[[int], bool] = lambda number: False) -> None:
        self._nulls = nulls
        self.scored = 0

    async def score(self, items: Iterable[Item], **_: Any) -> ScoreResult:
        results = [self._one(item) for item in items]
        return ScoreResult(results, [one.reward for one in results], "sums", 0.0)

    async def wait_until_ready(self, timeout_s: float = 60.0) -> None:
        await asyncio.sleep(0)

    async def aclose(self) -> None:
        return

    def _one(self, item: Item) -> ItemResult:
        self.scored += 1
        if self._nulls(self.scored - 1):
            return ItemResult(reward=None, components={"accuracy": _component(None), "format": _component(1.0)})
        assert isinstance(item.completion, str)
        found = WRITTEN.fullmatch(item.completion)
        accuracy = float(found is not None and found["answer"] == item.ground_truth)
        written = float(found is not None)
        components = {"accuracy": _component(accuracy), "format": _component(written)}
        return ItemResult(reward=accuracy + 0.1 * written, components=components)


class LengthClient(SumClient):
    """Rewards in which a model at random differs: the length of the completion."""

    def _one(self, item: Item) -> ItemResult:
        assert isinstance(item.completion, str)
        return super()._one(item).model_copy(update={"reward": len(item.completion) / 10})


def _component(score: float | None) -> Component:
    return Component(score=score, status="ok" if score is not None else "error", reason="by the test's own rule")


@pytest.fixture
def sum_client() -> type[SumClient]:
    return SumClient


@pytest.fixture
def length_client() -> type[LengthClient]:
    return LengthClient


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def prompts_of(policy: Policy, texts: Sequence[str]) -> list[Prompt]:
    return [Prompt(text, policy.encode(text)) for text in texts]


@pytest.fixture(scope="session")
def tokenizer() -> Any:
    import random

    template = build({}).problems.template
    source = random.Random(0)
    return learn_tokenizer([template.replace("{question}", draw_sum(source).question) for _ in range(100)], 500)


@pytest.fixture
def make_policy(tokenizer: Any) -> Callable[..., Policy]:
    """A policy with weights of a fixed seed, spread so that its choices are far from uniform."""

    def make(*, dtype: str = "float32", **settings: Any) -> Policy:
        config = ModelConfig(hidden_size=32, dtype=dtype, **settings)
        model = make_model(config, tokenizer, 0, 512)
        with torch.no_grad():
            for parameter in model.parameters():
                parameter.mul_(4.0 if parameter.ndim == 2 else 1.0)
        return prepare(model, tokenizer, config)

    return make
