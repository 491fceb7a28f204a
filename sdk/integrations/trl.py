"""TRL's GRPO and RLOO trainers: `GRPOTrainer(reward_funcs=TRLReward(), ...)`.

One function gives the weighted sum, and the components are logged. Whoever wants one function a component takes
`component_functions`, where a null makes every one of them None: TRL sums functions with `nansum`, by which a null
accuracy beside a format of 1 would be paid as a wrong answer.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from sdk.integrations.base import Judge, chosen, component_scores, from_columns, told, with_group_means
from sdk.schema import ItemResult

LEAVES_NULLS_OUT = (1, 6)
"""From this version on a sample whose rewards are all None is left out of its group's mean and deviation."""


class TRLReward:
    """A reward function of TRL. `on_null`: `none`, or `group_mean` where TRL is older than 1.6.

    Options are `Judge`'s: url, token, rewards, template, columns, timeout_s, wait_for_service_s and more.
    """

    def __init__(self, *, name: str = "assay", on_null: str = "auto", **options: Any) -> None:
        self.__name__ = name
        self._judge = Judge(**options)
        own = "none" if _installed() >= LEAVES_NULLS_OUT else "group_mean"
        self._on_null = chosen(on_null, own, ("none", "group_mean"))

    def __call__(
        self,
        prompts: Sequence[Any],
        completions: Sequence[Any],
        completion_ids: Sequence[Sequence[int]] | None = None,
        log_extra: Callable[[str, list[Any]], None] | None = None,
        log_metric: Callable[[str, float], None] | None = None,
        **columns: Any,
    ) -> list[float | None]:
        rows = from_columns(columns, len(completions))
        rows = [row | {"prompt": prompt} for row, prompt in zip(rows, prompts, strict=True)]
        known = {"completion_tokens": list(map(len, completion_ids))} if completion_ids else {}
        results = self._judge.score(self._judge.items(rows, completions, **known))
        if log_metric is not None:
            _log_metrics(results, self.__name__, log_metric)
        if log_extra is not None:
            log_extra(f"{self.__name__}_reason", [told(one) for one in results])
        return self._rewards(results, prompts)

    def _rewards(self, results: Sequence[ItemResult], prompts: Sequence[Any]) -> list[float | None]:
        rewards = [one.reward for one in results]
        return with_group_means(rewards, _runs(prompts)) if self._on_null == "group_mean" else rewards


class _Shared(TRLReward):
    """The scores of a step, asked for once and told component by component."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._last: tuple[Any, Sequence[ItemResult], Sequence[Any]] | None = None

    def component(self, name: str, prompts: Sequence[Any], completions: Any, **more: Any) -> list[float | None]:
        if self._last is None or self._last[0] is not completions:
            self._results: Sequence[ItemResult] = []
            self(prompts, completions, **more)
            self._last = (completions, self._results, prompts)
        scores = component_scores(self._last[1]).get(name, [None] * len(completions))
        scores = [None if one.reward is None else score for one, score in zip(self._last[1], scores, strict=True)]
        return with_group_means(scores, _runs(prompts)) if self._on_null == "group_mean" else scores

    def _rewards(self, results: Sequence[ItemResult], prompts: Sequence[Any]) -> list[float | None]:
        self._results = results
        return []


class _Component:
    def __init__(self, name: str, shared: _Shared) -> None:
        self.__name__ = name
        self._shared = shared

    def __call__(self, prompts: Sequence[Any], completions: Sequence[Any], **more: Any) -> list[float | None]:
        return self._shared.component(self.__name__, prompts, completions, **more)


def component_functions(*names: str, **options: Any) -> list[_Component]:
    """One function a component, for `reward_weights` of TRL's own; the completions of a step are scored once."""
    shared = _Shared(**options)
    return [_Component(name, shared) for name in names]


def _installed() -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in version("trl").split(".")[:2])
    except (PackageNotFoundError, ValueError):
        return LEAVES_NULLS_OUT  # not installed: a test, or a reward that is asked without a trainer


def _log_metrics(results: Sequence[ItemResult], name: str, log_metric: Callable[[str, float], None]) -> None:
    for component, scores in component_scores(results).items():
        if known := [score for score in scores if score is not None]:
            log_metric(f"{name}/{component}", statistics.fmean(known))
    log_metric(f"{name}/nulls", sum(one.reward is None for one in results) / max(len(results), 1))


def _runs(prompts: Sequence[Any]) -> list[int]:
    """The number of each prompt's run: TRL gives a group's samples side by side."""
    texts = [one if isinstance(one, str) else json.dumps(one, sort_keys=True, default=str) for one in prompts]
    groups = [0] * len(texts)
    for at in range(1, len(texts)):
        groups[at] = groups[at - 1] + (texts[at] != texts[at - 1])
    return groups
