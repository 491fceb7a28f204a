"""OpenRLHF's reward file: `--reward.remote_url` names a file of two lines,

    from sdk.integrations.openrlhf import OpenRLHFReward
    reward_func = OpenRLHFReward(url="http://HOST:PORT")

or this module's own path, with the environment's REWARD_SERVER_URL. The server's dialect needs no file at all.

OpenRLHF calls it with one sample at a time, each in a thread. A null raises: OpenRLHF then leaves the sample without a
reward. `on_null`: `raise` alone, for nothing else reaches its trainer as "unknown".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sdk.columns import label_row
from sdk.integrations.base import Judge, NullReward, chosen, component_scores, why_null


class OpenRLHFReward:
    """`reward_func(queries, prompts, labels)`. Options are `Judge`'s."""

    def __init__(self, *, on_null: str = "auto", **options: Any) -> None:
        chosen(on_null, "raise", ("raise",))
        self._judge = Judge(**options)

    def __call__(self, queries: Sequence[str], prompts: Sequence[str], labels: Sequence[Any]) -> Mapping[str, Any]:
        rows = [{**label_row(label), "prompt": prompt} for prompt, label in zip(prompts, labels, strict=True)]
        completions = [query.removeprefix(prompt) for query, prompt in zip(queries, prompts, strict=True)]
        results = self._judge.score(self._judge.items(rows, completions))
        if any(one.reward is None for one in results):
            raise NullReward(f"no reward: {why_null(results)}")
        rewards = [one.reward for one in results]
        logs = {name: _one(scores) for name, scores in component_scores(results).items() if None not in scores}
        return {"rewards": _one(rewards), "scores": _one(rewards), "extra_logs": logs}


def _one(values: list[Any]) -> Any:
    """A number for one sample: OpenRLHF makes a tensor of it, and a list would add a dimension."""
    return values[0] if len(values) == 1 else values


@cache
def _default() -> OpenRLHFReward:
    return OpenRLHFReward()


def reward_func(queries: Sequence[str], prompts: Sequence[str], labels: Sequence[Any]) -> Mapping[str, Any]:
    """What OpenRLHF looks for in the file that it is given."""
    return _default()(queries, prompts, labels)
