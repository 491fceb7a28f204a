"""AReaL: `reward_fn=ArealReward()` wherever a workflow takes a reward function.

AReaL gives a call 15 s, tries 4 times, and then pays 0 for its own time limit, but raises what the function raised. So
a call ends within 13 s, the wait for a service that is away included, and a null raises. Where the wrapper is given a
longer `timeout_seconds`, `wait_for_service_s` can follow it.
"""

from __future__ import annotations

from typing import Any

from sdk.integrations.base import Judge, chosen

TIMEOUT_S = 9.0
WAIT_FOR_SERVICE_S = 4.0


class ArealReward:
    """`f(prompt, completion, prompt_ids, completion_ids, **data) -> float`, for any process. Options are `Judge`'s."""

    def __init__(self, *, on_null: str = "auto", **options: Any) -> None:
        chosen(on_null, "raise", ("raise",))
        self._judge = Judge(**({"timeout_s": TIMEOUT_S, "wait_for_service_s": WAIT_FOR_SERVICE_S} | options))

    def __call__(self, prompt: Any, completions: Any, prompt_ids: Any, completion_ids: Any, **data: Any) -> float:
        row = {"prompt": prompt, **data} if isinstance(prompt, str | list) else data
        reward, _ = self._judge.judged(row, completions)
        return reward
