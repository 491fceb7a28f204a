"""What every adapter does: rows to items, nulls tried again, the service waited for, a run of nulls stopped.

Everything here can be pickled and forked: the client makes its connections where it is used.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import statistics
import time
from collections import deque
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Unpack

from sdk.alarms import Alarms, measured
from sdk.async_client import AsyncRewardClient
from sdk.columns import Columns, item
from sdk.dispatch.portal import PORTAL
from sdk.errors import ConfigurationError, RewardError
from sdk.options import ClientOptions
from sdk.schema import Item, ItemResult

log = logging.getLogger(__name__)

WAIT_FOR_SERVICE_S = 900.0
"""A trainer would rather stand still than lose a step."""
MAX_NULL_SHARE = 0.2
NULL_STEPS = 3
SINGLES_A_STEP = 64
"""Where a trainer sends one sample a call, so many calls count as a step."""
NULL_TRIES = 2
NULL_PAUSE_S = 0.5
OURS = {"timeout", "error"}
"""The statuses of a null that may be gone when it is tried again."""


class TooManyNullsError(RewardError):
    hint = "Mend the service or the rows that it cannot judge; training on would be training on what is left by chance."
    fatal = True


class NullReward(RewardError):
    """One sample that nobody could judge, for trainers that leave a failed sample out."""

    hint = "The sample has no reward; it is not wrong. The trainer should leave it out."


class Judge:
    """Scores a trainer's samples. Options are the client's own and those of `__init__`."""

    def __init__(
        self,
        url: str | None = None,
        *,
        token: str | None = None,
        columns: Columns | Mapping[str, Any] | None = None,
        max_null_share: float = MAX_NULL_SHARE,
        client: AsyncRewardClient | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        """`client`: one to use as it is, such as `AsyncRewardClient.local()`. Raises ConfigurationError."""
        known: ClientOptions = {"wait_for_service_s": WAIT_FOR_SERVICE_S, "pin_version": True, "on_error": "none"}
        if options.get("expect_version"):
            del known["pin_version"]
        self._client = client or AsyncRewardClient(url, token=token, **(known | options))
        try:
            self.columns = columns if isinstance(columns, Columns) else Columns.of(columns or {})
        except ValueError as error:
            raise ConfigurationError(f"columns: {error}") from None
        self._timeout_s = options.get("timeout_s", 60.0)
        self._max_null_share = max_null_share
        self._steps: deque[tuple[int, int]] = deque(maxlen=NULL_STEPS)
        self._singles = [0, 0]
        rewards = options.get("rewards") or {}
        self._alarms = Alarms({name: _weight(one) for name, one in rewards.items()})
        self._scored_steps = 0

    def items(self, rows: Sequence[Mapping[str, Any]], completions: Sequence[Any], **more: Sequence[Any]) -> list[Item]:
        """`more`: fields of each item that the trainer knows. Raises ColumnError, naming the sample and the column."""
        known = [dict(zip(more, values, strict=True)) for values in zip(*more.values(), strict=True)]
        return [
            item(row, self.columns, f"sample {at}", completion, **(known[at] if known else {}))
            for at, (row, completion) in enumerate(zip(rows, completions, strict=True))
        ]

    def score(self, items: Sequence[Item]) -> list[ItemResult]:
        """One step of a trainer that runs without an event loop. Raises TooManyNullsError."""
        return PORTAL.run(self.ascore(items))

    async def ascore(self, items: Sequence[Item]) -> list[ItemResult]:
        """One step: nulls of ours are tried again by the deadline, and those that stay are counted."""
        results = await self._persistently(items)
        if len(items) > 1:
            self._watch(items, results)
            self._count(sum(one.reward is None for one in results), len(results), results)
        elif items:
            self._singles[0] += results[0].reward is None
            self._singles[1] += 1
            if self._singles[1] >= SINGLES_A_STEP:
                nulls, of = self._singles
                self._singles = [0, 0]
                self._count(nulls, of, results)
        return results

    async def ajudged(self, row: Mapping[str, Any], completion: Any) -> tuple[float, ItemResult]:
        """One sample's reward, and all that is known of it. Raises NullReward where it has none."""
        [result] = await self.ascore(self.items([row], [completion]))
        if result.reward is None:
            raise NullReward(f"no reward: {why_null([result])}")
        return result.reward, result

    def judged(self, row: Mapping[str, Any], completion: Any) -> tuple[float, ItemResult]:
        """As `ajudged`, without an event loop."""
        return PORTAL.run(self.ajudged(row, completion))

    async def _persistently(self, items: Sequence[Item]) -> list[ItemResult]:
        started = time.monotonic()
        results = list((await self._client.score(items)).items)
        for tries in range(1, NULL_TRIES):
            nulls = [at for at, one in enumerate(results) if is_ours(one)]
            left_s = self._timeout_s - (time.monotonic() - started) - NULL_PAUSE_S * tries
            if not nulls or left_s <= 0:
                break
            await asyncio.sleep(NULL_PAUSE_S * tries)
            # Under the same timeout_s, which a program's limits follow: a shorter one may be refused.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left_s):
                    again = await self._client.score([items[at] for at in nulls])
                for at, one in zip(nulls, again.items, strict=True):
                    results[at] = one
        return results

    def _watch(self, items: Sequence[Item], results: Sequence[ItemResult]) -> None:
        """Log the alarms of a step whose samples came together, as groups of one prompt."""
        self._scored_steps += 1
        for alarm in self._alarms.step(self._scored_steps, step_record(items, results)):
            log.warning("step %d, %s", alarm.step, alarm)

    def _count(self, nulls: int, of: int, results: Sequence[ItemResult]) -> None:
        self._steps.append((nulls, of))
        lost, total = sum(one[0] for one in self._steps), sum(one[1] for one in self._steps)
        if nulls:
            log.warning("%d of %d rewards are null: %s", nulls, of, why_null(results))
        if len(self._steps) == NULL_STEPS and lost > self._max_null_share * total:
            raise TooManyNullsError(
                f"{lost} of the {total} rewards of {NULL_STEPS} steps are null, more than {self._max_null_share:.0%}: "
                f"{why_null(results)}"
            )


def step_record(items: Sequence[Item], results: Sequence[ItemResult]) -> dict[str, Any]:
    """What alarms need, of what a trainer's step shows: no entropy, and no held-out questions."""
    groups = [_group(one) for one in items]
    rewards: dict[Hashable, set[float]] = {}
    for group, result in zip(groups, results, strict=True):
        rewards.setdefault(group, set()).update(() if result.reward is None else (result.reward,))
    scores = component_scores(results).items()
    known = {f"reward/{name}": [one for one in each if one is not None] for name, each in scores}
    lengths = [len(one.completion) if one.completion_tokens is None else one.completion_tokens for one in items]
    shared = {"no_signal_share": statistics.fmean(len(one) < 2 for one in rewards.values())}
    return {
        **(shared if len(rewards) < len(items) else {}),  # a batch of single samples has no groups
        **{name: statistics.fmean(each) for name, each in known.items() if each},
        "null_share": sum(one.reward is None for one in results) / len(results),
        "completion_tokens": statistics.fmean(lengths),
        **measured(results, groups),
    }


def _group(item: Item) -> Hashable:
    """A trainer that names no group shows it by the prompt."""
    return str(item.prompt) if item.group_id is None else str(item.group_id)


def _weight(option: float | Mapping[str, Any]) -> float:
    return float(option.get("weight", 1.0) if isinstance(option, Mapping) else option)


def is_ours(result: ItemResult) -> bool:
    """Whether a null may be gone when it is tried again; a reward that does not apply stays null."""
    return result.reward is None and any(one.status in OURS for one in result.components.values())


def why_null(results: Sequence[ItemResult]) -> str:
    reasons = (one.reason for result in results for one in result.components.values() if one.score is None)
    return next(reasons, "no reason was given")


def told(result: ItemResult) -> str:
    """One item's reasons, for a trainer's log."""
    if result.reward is None:
        return f"null: {why_null([result])}"
    return "; ".join(f"{name}: {one.reason}" for name, one in result.components.items())


def component_scores(results: Sequence[ItemResult]) -> dict[str, list[float | None]]:
    """Each component's scores, None where an item has none."""
    names = dict.fromkeys(name for one in results for name in one.components)
    return {name: [_score(one, name) for one in results] for name in names}


def metrics_of(result: ItemResult, prefix: str = "assay/") -> dict[str, float]:
    """One item's known components, named for a trainer's log."""
    return {f"{prefix}{name}": one.score for name, one in result.components.items() if one.score is not None}


def _score(result: ItemResult, name: str) -> float | None:
    component = result.components.get(name)
    return component.score if component else None


def with_group_means(rewards: Sequence[float | None], groups: Sequence[Hashable]) -> list[float | None]:
    """A null as the mean of the known rewards of its group; None where the group has none."""
    known: dict[Hashable, list[float]] = {}
    for group, reward in zip(groups, rewards, strict=True):
        if reward is not None:
            known.setdefault(group, []).append(reward)
    means = {group: statistics.fmean(found) for group, found in known.items()}
    return [means.get(group) if reward is None else reward for group, reward in zip(groups, rewards, strict=True)]


def chosen(on_null: str, auto: str, possible: Sequence[str]) -> str:
    """The null policy of an adapter. Raises ConfigurationError for one that it cannot keep."""
    if on_null == "auto":
        return auto
    if on_null not in possible:
        raise ConfigurationError(f"on_null: this trainer takes {', '.join(('auto', *possible))}, not {on_null!r}")
    return on_null


def from_columns(columns: Mapping[str, Any], count: int) -> list[dict[str, Any]]:
    """Rows of columns; what is no column of this batch, such as a trainer's state, is left out."""
    kept = {name: values for name, values in columns.items() if _is_column(values, count)}
    return [{name: values[at] for name, values in kept.items()} for at in range(count)]


def _is_column(values: Any, count: int) -> bool:
    return not isinstance(values, str | Mapping) and hasattr(values, "__getitem__") and len(values) == count
