"""tinker-cookbook: `AssayEnv(renderer, row, judge)` in the place of a `ProblemEnv`, with one `Judge` for all of them.

`step` is the whole reward: the service's weighted sum replaces the cookbook's answer and format. A null raises.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tinker
from tinker_cookbook import renderers
from tinker_cookbook.rl.problem_env import ProblemEnv
from tinker_cookbook.rl.types import StepResult

from sdk.columns import question
from sdk.integrations.base import Judge, metrics_of


class AssayEnv(ProblemEnv):  # type: ignore[misc, unused-ignore]
    """A row of any data set that docs/columns.md lists, asked once."""

    def __init__(self, renderer: Any, row: Mapping[str, Any], judge: Judge, convo_prefix: Any = None) -> None:
        super().__init__(renderer, convo_prefix)
        self._row = row
        self._judge = judge
        self._asked = question(row, judge.columns)

    def get_question(self) -> str:
        asked = self._asked.prompt
        return asked if isinstance(asked, str) else "\n\n".join(str(one["content"]) for one in asked or [])

    def get_reference_answer(self) -> str:
        return str(self._asked.ground_truth or "")

    def check_answer(self, sample_str: str) -> bool:
        raise NotImplementedError("the service judges in step()")

    check_format = check_answer

    async def step(self, action: Any, *, extra: Any = None) -> StepResult:
        message, termination = self.renderer.parse_response(action)
        more = {} if termination.is_clean else {"finish_reason": "length"}
        row = {**self._row, **more}
        reward, result = await self._judge.ajudged(row, renderers.get_text_content(message))
        return StepResult(
            reward=reward,
            episode_done=True,
            next_observation=tinker.ModelInput.empty(),
            next_stop_condition=self.stop_condition,
            metrics=metrics_of(result, prefix=""),
        )
