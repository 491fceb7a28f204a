"""Scoring beside the loop: what was sampled goes to the reward service while the loop goes on computing."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import Future
from typing import Any, Protocol

from sdk import Item, RewardError, ScoreResult, Template
from sdk.train.config import RewardConfig
from sdk.train.errors import TrainError, one_line
from sdk.train.rollout import Completion, Group


class Client(Protocol):
    """What the loop needs of a client; `sdk.AsyncRewardClient` is one."""

    async def score(
        self,
        items: Sequence[Item],
        *,
        rewards: Mapping[str, float | dict[str, Any]] | None = None,
        template: Template | None = None,
        timeout_s: float | None = None,
    ) -> ScoreResult: ...

    def wait_until_ready(self, timeout_s: float = 60.0) -> Coroutine[Any, Any, None]: ...

    async def aclose(self) -> None: ...


class Scorer:
    """One client on an event loop in a thread of its own."""

    def __init__(self, client: Client, config: RewardConfig) -> None:
        self._client, self._config = client, config
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="scoring", daemon=True)
        self._thread.start()

    def submit(self, groups: Sequence[Group]) -> Future[ScoreResult]:
        """Begin to score; the results come group by group, completion by completion."""
        items = [as_item(group, one) for group in groups for one in group.completions]
        return asyncio.run_coroutine_threadsafe(self._score(items), self._loop)

    def submit_items(self, items: Sequence[Item]) -> Future[ScoreResult]:
        """The same of items that belong to no group, and may have rewards of their own."""
        return asyncio.run_coroutine_threadsafe(self._score(items), self._loop)

    def use(self, config: RewardConfig) -> None:
        """From now on the rewards of this stage."""
        self._config = config

    def wait_until_ready(self, say: Callable[[str], None]) -> None:
        """Raises TrainError with what is missing after `reward.wait_s`; says so when there is something to wait for."""
        wait_s = self._config.wait_s
        try:
            if wait_s > 0 and not self._ready_at_once():
                say(f"waiting up to {wait_s:g} s for the reward service")
            self._run(self._client.wait_until_ready(wait_s))
        except RewardError as error:
            raise TrainError(f"the reward service is not ready: {one_line(error)}") from None

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._client.aclose(), self._loop).result(timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    def _ready_at_once(self) -> bool:
        try:
            self._run(self._client.wait_until_ready(0))
        except RewardError:
            return False
        return True

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _score(self, items: Sequence[Item]) -> ScoreResult:
        config = self._config
        try:
            return await self._client.score(
                items, rewards=config.rewards, template=config.template, timeout_s=config.timeout_s
            )
        except RewardError as error:
            raise TrainError(f"scoring failed: {one_line(error)}") from error


def as_item(group: Group, completion: Completion) -> Item:
    problem = group.problem
    return Item(
        id=problem.id,
        prompt=group.prompt,
        completion=completion.text,
        ground_truth=problem.ground_truth,
        tests=problem.tests,
        language=problem.language,
        completion_tokens=len(completion.ids),
        finish_reason=completion.finish_reason,
        group_id=problem.id,
    )
