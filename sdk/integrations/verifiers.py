"""verifiers: a reward plugged into any taskset by its configuration,

    [env.taskset.task.rewards]
    assay = { fn = "sdk.integrations.verifiers:reward" }

The weighted sum is the reward, the components are metrics of the trace. A null raises, which verifiers records as an
error of the task: its trainer leaves the rollout out. Options come from `reward_with`, in a module of your own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

from sdk.integrations.base import Judge, chosen, metrics_of

Reward = Callable[[Any, Any], Awaitable[float]]


def reward_with(*, on_null: str = "auto", **options: Any) -> Reward:
    """A reward function `(task, trace)`. Options are `Judge`'s."""
    chosen(on_null, "raise", ("raise",))
    judge = Judge(**options)

    async def assay(task: Any, trace: Any) -> float:
        reward, result = await judge.ajudged(task.model_dump(), _completion(trace))
        trace.record_metrics(metrics_of(result))
        return reward

    return assay


@cache
def _default() -> Reward:
    return reward_with()


async def reward(task: Any, trace: Any) -> float:
    """The service at the environment's REWARD_SERVER_URL, with its default rewards."""
    return await _default()(task, trace)


def _completion(trace: Any) -> Any:
    """The last reply with its reasoning; an empty one where the model never answered."""
    said = trace.assistant_messages
    if not said:
        return ""
    message = {"role": "assistant", "content": said[-1].content or ""}
    return [message | ({"reasoning_content": said[-1].reasoning_content} if said[-1].reasoning_content else {})]
