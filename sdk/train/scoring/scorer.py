"""Scoring beside the loop: what was sampled goes to the reward service while the loop goes on computing."""

from __future__ import annotations

import asyncio
import copy
import math
import threading
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import wait
from typing import Any, Protocol

from sdk import AsyncRewardClient, Item, ItemResult, RewardError, ScoreResult, Template, VersionError
from sdk.schema import GROUPED_REWARDS
from sdk.train.config.schema import RewardConfig
from sdk.train.data.problems import Problem
from sdk.train.errors import TrainError, one_line
from sdk.train.rollout.samples import Completion, Group

CLOSE_TIMEOUT_S = 10.0
BESIDE_OTHERS = GROUPED_REWARDS | {"reward_model"}
"""Those that compare a group, and a model, whose last bits depend on the shape of its batch."""


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

    def submit(self, groups: Sequence[Group]) -> Pending:
        """Begin to score; the results come group by group, completion by completion."""
        return self.submit_items([as_item(group, one) for group in groups for one in group.completions])

    def submit_items(self, items: Sequence[Item]) -> Pending:
        """The same of items that belong to no group, and may have rewards of their own."""
        config, client = self._config, self._client
        asked: dict[str, Any] = {"rewards": config.rewards, "template": config.template, "timeout_s": config.timeout_s}
        if isinstance(client, AsyncRewardClient):  # this thread writes the request, and later reads the answer
            return _Told(client.submit(items, **asked))
        return _Told(asyncio.run_coroutine_threadsafe(client.score(items, **asked), self._loop))

    def compares(self, problems: Sequence[Problem]) -> bool:
        """Whether some reward's scores may depend on what is scored beside a completion: groups should stay whole."""
        asked = [self._config.rewards, *(one.rewards for one in problems if one.rewards is not None)]
        return bool(self._config.python) or any(not BESIDE_OTHERS.isdisjoint(one) for one in asked)

    def asking_for(self, config: RewardConfig) -> Scorer:
        """The same client, asked for other rewards: those of a stage."""
        other = copy.copy(self)
        other._config = config
        return other

    def wait_until_ready(self, say: Callable[[str], None]) -> None:
        """Raises TrainError with what is missing after `reward.wait_s`; says so when there is something to wait for."""
        wait_s = self._config.wait_s
        try:
            if wait_s > 0 and not self._ready_at_once():
                say(f"waiting up to {wait_s:g} s for the reward service")
            self._run(self._client.wait_until_ready(wait_s))
        except RewardError as error:
            raise TrainError(f"the reward service is not ready (reward.wait_s={wait_s:g}): {one_line(error)}") from None

    def close(self) -> None:
        """A client that does not end in time, such as one whose service is still starting, is left to the process."""
        closing = asyncio.run_coroutine_threadsafe(self._client.aclose(), self._loop)
        wait([closing], timeout=CLOSE_TIMEOUT_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=CLOSE_TIMEOUT_S)
        if not self._thread.is_alive():
            self._loop.close()

    def _ready_at_once(self) -> bool:
        try:
            self._run(self._client.wait_until_ready(0))
        except RewardError:
            return False
        return True

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result()


class Pending(Protocol):
    def result(self) -> ScoreResult: ...


class _Told:
    """A call under way, whose errors say what to do about the run."""

    def __init__(self, call: Pending) -> None:
        self._call = call

    def result(self) -> ScoreResult:
        """Raises TrainError."""
        try:
            return self._call.result()
        except VersionError as error:
            raise TrainError(
                f"the definition of the rewards changed under the run: {error.expected} became {error.found}. "
                f"Start the service as it was, or accept the new one with reward.expect_version={error.found} "
                "(reward.pin_version=false accepts every change)"
            ) from error
        except RewardError as error:
            raise TrainError(f"scoring failed: {one_line(error)}") from error


class GroupScoring:
    """The rewards of one rollout: half of its completions are sent when they are there, then half of what is left.

    So most of the scoring is done while sampling goes on, and few completions are waited for at the end. No request is
    of less than `LEAST_SHARE` of them: each costs CPU time of its own, which sampling wants too.
    """

    LEAST_SHARE = 0.125

    def __init__(self, scorer: Scorer, completions: int) -> None:
        self._scorer, self._unsent = scorer, completions
        self._least = math.ceil(completions * self.LEAST_SHARE)
        self._waiting: list[Group] = []
        self._held = 0
        """Completions of those that wait."""
        self._sent: list[tuple[list[Group], Pending]] = []

    def take(self, group: Group) -> None:
        """A whole group, or some of its completions."""
        self._waiting.append(group)
        self._held += len(group.completions)
        if self._held >= max(self._least, self._unsent / 2) or self._held == self._unsent:
            self._sent.append((self._waiting, self._scorer.submit(self._waiting)))
            self._unsent -= self._held
            self._waiting, self._held = [], 0

    def results(self) -> tuple[dict[int, ItemResult], set[str]]:
        """Items by the `id` of their completion, and the versions of the rewards; blocks until all are there."""
        items: dict[int, ItemResult] = {}
        versions = set()
        for groups, call in self._sent:
            result = call.result()
            versions.add(result.version)
            completions = (one for group in groups for one in group.completions)
            items.update({id(one): said for one, said in zip(completions, result.items, strict=True)})
        return items, versions


def as_item(group: Group, completion: Completion) -> Item:
    """What the problem does not have is left out: an item of texts and numbers alone is written in half the
    time."""
    problem = group.problem
    fields: dict[str, Any] = {
        "id": problem.id,
        "prompt": group.prompt,
        "completion": completion.text,
        "ground_truth": problem.ground_truth,
        "tests": problem.tests,
        "language": problem.language,
        "rewards": problem.rewards,
        "completion_tokens": len(completion.ids),
        "finish_reason": completion.finish_reason,
        "group_id": problem.id,
        "metadata": dict(problem.columns) or None,
    }
    return Item(**{name: value for name, value in fields.items() if value is not None})
