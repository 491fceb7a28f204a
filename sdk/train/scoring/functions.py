"""`reward.python`: reward functions of one's own, beside the rewards of the service.

A function is called as TRL calls one: `function(prompts=..., completions=..., **columns)` with lists as long as the
batch, and gives a list of numbers; None leaves a completion out of that reward. A coroutine function is awaited. What a
function does not take by name is not handed to it. Where it fails, or gives another number of scores, all its scores
are nulls with the reason.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import math
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

from sdk import Component, Item, ItemResult, ScoreResult, Template
from sdk.train.errors import ConfigError, one_line
from sdk.train.scoring.scorer import Client

RewardFunction = Callable[..., Any]
"""Gives one number or None for each completion, at once or when it is awaited."""
FIELDS = ("ground_truth", "tests", "language", "id")
"""Columns that every item has; `problems.columns` names others of the questions."""


class WithFunctions:
    """A client whose results have the functions' scores among their components, and in their rewards."""

    def __init__(self, client: Client, functions: Mapping[str, tuple[RewardFunction, float]]) -> None:
        self._client, self._functions = client, functions

    async def score(
        self,
        items: Sequence[Item],
        *,
        rewards: Mapping[str, float | dict[str, Any]] | None = None,
        template: Template | None = None,
        timeout_s: float | None = None,
    ) -> ScoreResult:
        service = self._client.score(items, rewards=rewards, template=template, timeout_s=timeout_s)
        sampled = [one for one in items if one.group_id is not None]  # others are probes and traces
        if not sampled:
            return await service
        calls = [asyncio.to_thread(call, function, sampled) for function, _ in self._functions.values()]
        result, columns = await asyncio.gather(service, asyncio.gather(*calls))
        scored = [dict(zip(self._functions, row, strict=True)) for row in zip(*columns, strict=True)]
        rest = iter(scored)
        weights = {name: weight for name, (_, weight) in self._functions.items()}
        added = [
            one if item.group_id is None else combined(one, next(rest), weights)
            for item, one in zip(items, result.items, strict=True)
        ]
        return ScoreResult(added, [one.reward for one in added], result.version, result.seconds)

    async def wait_until_ready(self, timeout_s: float = 60.0) -> None:
        await self._client.wait_until_ready(timeout_s)

    async def aclose(self) -> None:
        await self._client.aclose()


def combined(result: ItemResult, own: Mapping[str, Component], weights: Mapping[str, float]) -> ItemResult:
    """As the service combines: what is not applicable is left out, a null that counts makes the sum null."""
    reward = result.reward
    for name, component in own.items():
        if component.status == "not_applicable" or not weights[name]:
            continue
        known = reward is not None and component.score is not None
        reward = reward + weights[name] * component.score if known else None  # type: ignore[operator]
    return result.model_copy(update={"reward": reward, "components": {**result.components, **own}})


def call(function: RewardFunction, items: Sequence[Item]) -> list[Component]:
    """One component for each item."""
    columns = _columns(items)
    if _wants_messages(function):  # as TRL hands over conversations
        columns["completions"] = [[{"role": "assistant", "content": one.completion}] for one in items]
        columns["prompts"] = [[{"role": "user", "content": one.prompt}] for one in items]
    started = time.perf_counter()
    try:
        scores = list(_called(function, {name: columns[name] for name in accepted(function, columns)}))
        if len(scores) != len(items):
            raise ValueError(f"{len(scores)} scores for {len(items)} completions")
        numbers = [None if one is None else float(one) for one in scores]
    except (Exception, SystemExit) as error:  # a user's code may raise anything, and what fails is never a number
        return [_failed(f"{type(error).__name__}: {one_line(error)}")] * len(items)
    seconds = round((time.perf_counter() - started) / len(items), 6)
    return [_component(one, seconds) for one in numbers]


def _columns(items: Sequence[Item]) -> dict[str, list[Any]]:
    further = {name: [one.metadata.get(name) for one in items] for name in items[0].metadata}
    own = {name: [getattr(one, name) for one in items] for name in FIELDS}
    return {
        **further,
        **own,
        "prompts": [one.prompt for one in items],
        "completions": [one.completion for one in items],
    }


def _called(function: RewardFunction, arguments: Mapping[str, Any]) -> Any:
    scores = function(**arguments)
    return asyncio.run(_awaited(scores)) if inspect.isawaitable(scores) else scores


async def _awaited(scores: Awaitable[Any]) -> Any:
    return await scores


def accepted(function: RewardFunction, columns: Iterable[str]) -> list[str]:
    parameters = inspect.signature(function).parameters
    if any(one.kind is inspect.Parameter.VAR_KEYWORD for one in parameters.values()):
        return list(columns)
    return [one for one in columns if one in parameters]


def _wants_messages(function: RewardFunction) -> bool:
    """By its annotation, as the service tells."""
    completions = inspect.signature(function).parameters.get("completions")
    return completions is not None and "dict" in str(completions.annotation)


def require_columns(place: str, function: RewardFunction, columns: Iterable[str]) -> None:
    """Raises ConfigError where the function cannot be called with these."""
    given = list(columns)
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    parameters = inspect.signature(function).parameters.values()
    if any(one.kind is inspect.Parameter.POSITIONAL_ONLY for one in parameters):
        raise ConfigError(f"reward.python={place}: its parameters should be given by name (no `/` in its signature)")
    for one in parameters:
        if one.kind in named and one.default is inspect.Parameter.empty and one.name not in given:
            raise ConfigError(
                f"reward.python={place} has a parameter {one.name!r}, and there is {', '.join(given)}: for a "
                f"column of the questions set problems.columns=[{one.name}]"
            )


def with_functions(client: Client, wanted: Mapping[str, float], columns: Sequence[str] = ()) -> Client:
    """The client itself where no functions are wanted. `wanted`: `package.module:function` -> weight.

    `columns`: of the questions, beside those that every item has.
    """
    functions: dict[str, tuple[RewardFunction, float]] = {}
    for place, weight in wanted.items():
        function = load_function(place)
        require_columns(place, function, ["prompts", "completions", *FIELDS, *columns])
        name = place.partition(":")[2]
        if name in functions:
            raise ConfigError(f"reward.python has two functions named {name}: their scores could not be told apart")
        functions[name] = (function, weight)
    return WithFunctions(client, functions) if functions else client


def load_function(place: str) -> RewardFunction:
    """Raises ConfigError."""
    module, colon, name = place.partition(":")
    if not colon:
        raise ConfigError(f"reward.python={place}: write package.module:function")
    try:
        function: RewardFunction = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise ConfigError(f"reward.python={place}: {one_line(error)} (is its folder on PYTHONPATH?)") from None
    except Exception as error:  # the module is the user's, and may raise anything
        raise ConfigError(f"reward.python={place}: {type(error).__name__} in {module}: {one_line(error)}") from None
    if not callable(function):
        raise ConfigError(f"reward.python={place} is no function")
    return function


def _component(score: float | None, seconds: float) -> Component:
    if score is None:
        return Component(score=None, status="not_applicable", reason="the function left it out")
    if not math.isfinite(score):
        return _failed(f"its score is {score}")
    return Component(score=score, status="ok", reason="by the function", seconds=seconds)


def _failed(why: str) -> Component:
    return Component(score=None, status="error", reason=f"the function failed: {why}")
